-- Forms and their keys (csrc/text/form.c), as tokens show them.

local viet = require "viet"

local function one_token(word)
  local tokens = viet.tokens(word)
  assert.equal(1, #tokens, word)
  return tokens
end

-- Each row: a placement key, its toneless key, spellings that share both.
local rows = {
  { "hòa", "hoa", "hòa", "hoà", "Hòa", "Hoà", "HÒA", "HOÀ", "hOÀ",
    "ho\u{300}a", "hoa\u{300}", "HO\u{300}A", "HOA\u{300}",
    "ho\u{200B}à", "h\u{AD}oà", "ho\u{340}a" },
  { "thủy", "thuy", "thủy", "thuỷ", "Thuỷ", "THUỶ", "thuy\u{309}" },
  { "khỏe", "khoe", "khoẻ", "KHOẺ", "kho\u{309}e" },
  { "hoàn", "hoan", "hoàn", "HOÀN", "hoa\u{300}n" },
  { "quý", "quy", "quý", "QUÝ", "quy\u{301}" },
  { "kĩ", "ki", "kỹ", "Kỹ", "kĩ", "KĨ", "ky\u{303}" },
  { "mĩ", "mi", "Mỹ", "Mĩ", "MỸ" },
  { "đại", "dai", "Đại", "ĐẠI", "đại", "Ðại", "ðại", "Ɖại",
    "Đa\u{323}i" },
  { "được", "duoc", "được", "ĐƯỢC", "đươ\u{323}c",
    "đu\u{31B}o\u{31B}\u{323}c", "đu\u{31B}o\u{323}\u{31B}c" },
  { "tấn", "tan", "tấn", "ta\u{302}\u{301}n", "ta\u{301}\u{302}n",
    "TÂ\u{301}N" },
  { "chương", "chuong", "Chương", "Ch\u{AD}ương",
    "chu\u{31B}o\u{31B}ng" },
  { "ngô", "ngo", "ngô", "Ngô", "NGÔ", "ngo\u{302}" },
  { "ngõ", "ngo", "ngõ", "Ngõ" },
  { "đắk", "dak", "Đắk", "ĐẮK", "đa\u{306}\u{301}k" },
  { "shoigu", "shoigu", "Shoigu", "SHOIGU" },
  { "strasse", "strasse", "Straße", "strasse", "STRASSE" },
  { "nxb", "nxb", "Nxb", "NXB" },
  { "y", "y", "y", "Y" },
  { "yêu", "yeu", "yêu", "YÊU" },
  { "1.234,5", "1.234,5", "1.234,5" },
  { ".", ".", "." },
  { "\0", "\0", "\0" },
}

describe("the keys of a token", function()
  for _, row in ipairs(rows) do
    local placement, toneless = row[1], row[2]
    it(("are '%s' and '%s' for all spellings of it")
      :format(placement, toneless), function()
      for i = 3, #row do
        local tokens = one_token(row[i])
        assert.equal(placement, tokens:key(1, "placement"), row[i])
        assert.equal(placement, tokens:key(1), row[i])
        assert.equal(toneless, tokens:key(1, "toneless"), row[i])
        assert.equal(row[i], tokens:key(1, "exact"))
      end
    end)
  end

  it("tell Ngô from ngõ until the marks go", function()
    local tokens = viet.tokens "Ngô ngõ"
    assert.equal("ngô", tokens:key(1))
    assert.equal("ngõ", tokens:key(2))
    assert.equal(tokens:key(1, "toneless"), tokens:key(2, "toneless"))
  end)

  it("are alike without marks whatever the marks made of a word",
    function()
      -- "tŷ" is no syllable, so its y is no i; "ty" is one
      local tokens = viet.tokens "tŷ ty tỷ ti"
      for i = 2, 4 do
        assert.equal(tokens:key(1, "toneless"), tokens:key(i, "toneless"))
      end
    end)

  it("keep bytes that are not UTF-8 apart", function()
    local tokens = viet.tokens "\xFF \xFE"
    assert.equal("\xFF", tokens:key(1))
    assert.equal("\xFE", tokens:key(2, "toneless"))
  end)

  it("are never empty, not even for a mark that stands alone", function()
    local tokens = viet.tokens " \u{301} a"
    assert.equal(2, #tokens)
    assert.equal("\u{301}", tokens:key(1, "placement"))
    assert.equal("\u{301}", tokens:key(1, "toneless"))
  end)

  it("hold for a spelling wherever it occurs among many", function()
    local words = {}
    for i = 1, 20000 do words[i] = ("Từ%d từ%d"):format(i, i) end
    local tokens = viet.tokens(table.concat(words, " "))
    assert.equal(40000, #tokens)
    for i = 1, 20000, 997 do
      assert.equal("Từ" .. i, tokens:key(2 * i - 1, "exact"))
      assert.equal("từ" .. i, tokens:key(2 * i - 1))
      assert.equal("từ" .. i, tokens:key(2 * i))
      assert.equal("tu" .. i, tokens:key(2 * i, "toneless"))
    end
  end)

  it("forgive more with each level, on random words", function()
    local seed = os.time()
    math.randomseed(seed)
    local parts = { "h", "k", "t", "qu", "gi", "o", "a", "y", "i", "ư", "ơ",
      "O", "Y", "Đ", "ð", "\u{300}", "\u{301}", "\u{302}", "\u{323}",
      "\u{31B}", "\u{AD}", "ß", "İ", "ŷ", "n", "ng" }
    local words = {}
    for i = 1, 4000 do
      local word = {}
      for j = 1, math.random(1, 5) do
        word[j] = parts[math.random(#parts)]
      end
      words[i] = "x" .. table.concat(word)
      if i % 2 == 0 then words[i] = words[i]:sub(2) end
    end
    local tokens = viet.tokens(table.concat(words, " "))
    local toneless_of = {}
    for i = 1, #tokens do
      local placement = tokens:key(i, "placement")
      local toneless = tokens:key(i, "toneless")
      local message = ("seed %d, %q"):format(seed, tokens:text(i))
      assert.equal(toneless_of[placement] or toneless, toneless, message)
      toneless_of[placement] = toneless
    end
  end)
end)

describe("the shape of a token", function()
  local shapes = {
    none = { "2025", ",", "€", "\xFF", "中国", "\u{24B6}" },
    lower = { "hòa", "đ", "h30", "ð", "https://a.vn", "a\u{300}" },
    title = { "Hòa", "A", "Đ", "F16", "A\u{301}", "E\u{302}\u{301}",
      "Hoà5" },
    upper = { "HÒA", "TP", "SU30MK", "ĐH", "A\u{301}B" },
    mixed = { "TTg", "iPhone", "ThS", "eU", "McCain" },
  }
  for shape, words in pairs(shapes) do
    for _, word in ipairs(words) do
      it(("of %s is %s"):format(word:gsub("[\0-\31\127-\255]+", "?"), shape),
        function()
          assert.equal(shape, one_token(word):shape(1))
        end)
    end
  end
end)

describe("the kind of a word", function()
  it("is syllable for each spelling of one", function()
    for _, word in ipairs { "nghiêng", "HOÀ", "Ðại", "Ch\u{AD}ương",
      "ta\u{301}\u{302}n", "y", "Ô", "gì", "ho\u{300}a" } do
      assert.equal("syllable", one_token(word):kind(1), word)
    end
  end)

  it("is acronym for two to six capitals", function()
    for _, word in ipairs { "TP", "UBND", "ASEAN", "EU", "HĐND", "QÐND",
      "UNESCO", "U\u{AD}BND", "МИД", "XH" } do
      assert.equal("acronym", one_token(word):kind(1), word)
    end
  end)

  it("is word for foreign names, codes and Roman numerals", function()
    for _, word in ipairs { "Shoigu", "Mattis", "F16", "MH370", "xyz", "K",
      "XIII", "LX", "ThS", "USSTRATCOM",
      "Đắk", "hoà5", "中国", "Straße", "Москва" } do
      assert.equal("word", one_token(word):kind(1), word)
    end
  end)
end)
