-- Syllables (csrc/text/syllable.c): what is one, its parts, and where the
-- tone stands in both styles.

local viet = require "viet"
local letters = require "oracle.letters"

local function places(word)
  local syllable = viet.syllable(word)
  return syllable and syllable.first .. " " .. syllable.second
end

describe("viet.syllable", function()
  it("takes a word apart", function()
    assert.same({
      valid = true, tone = "sắc", shape = "title", code = 18044,
      onset = "h", glide = "o", nucleus = "a", coda = "", rime = "oa",
      first = "hóa", second = "hoá",
    }, viet.syllable "Hoá")
    assert.same({
      valid = true, tone = "ngang", shape = "lower", code = 30236,
      onset = "ngh", glide = "", nucleus = "iê", coda = "ng",
      rime = "iêng", first = "nghiêng", second = "nghiêng",
    }, viet.syllable "nghiêng")
    assert.same({
      valid = true, tone = "nặng", shape = "upper", code = 1297,
      onset = "", glide = "", nucleus = "yê", coda = "t", rime = "yêt",
      first = "yệt", second = "yệt",
    }, viet.syllable "YỆT")
  end)

  it("gives the u of 'qu' and the i of 'gi' to the onset", function()
    local cases = {
      ["quý"] = { "qu", "y", "" }, ["quốc"] = { "qu", "ô", "c" },
      ["già"] = { "gi", "a", "" }, ["giếng"] = { "gi", "ê", "ng" },
      ["gì"] = { "g", "i", "" }, ["gìn"] = { "g", "i", "n" },
      ["giữa"] = { "gi", "ưa", "" }, ["gịa"] = { "g", "ia", "" },
    }
    for word, parts in pairs(cases) do
      local syllable = viet.syllable(word)
      assert.same(parts, { syllable.onset, syllable.nucleus, syllable.coda })
    end
  end)

  it("parts the rime into glide, nucleus and coda", function()
    local cases = {
      "xoáy: x o a y", "hai: h - a i", "khuỷu: kh u y u", "yêu: - - yê u",
      "của: c - ua -", "khuya: kh u ya -", "quả: qu - a -", "oong: - - oo ng",
      "nguyễn: ng u yê n", "người: ng - ươ i", "huơ: h u ơ -",
      "tuần: t u â n", "thuê: th u ê -", "muối: m - uô i", "hươu: h - ươ u",
      "xoăn: x o ă n", "khoèo: kh o e o", "ôi: - - ô i", "uy: - u y -",
    }
    for _, case in ipairs(cases) do
      local word, onset, glide, nucleus, coda =
        case:match "^(%S+): (%S+) (%S+) (%S+) (%S+)$"
      local syllable = viet.syllable(word)
      local function part(name)
        return syllable[name] == "" and "-" or syllable[name]
      end
      assert.same({ onset, glide, nucleus, coda },
        { part "onset", part "glide", part "nucleus", part "coda" }, word)
    end
  end)

  it("tells the rule that any other word breaks", function()
    local cases = {
      ["a syllable has Vietnamese letters only"] =
        "2025 a1 Ðường ño тa a\xFF café\u{301} hộ\u{323}i ń a-b ﬁ",
      ["a syllable has 1 to 7 letters"] = "nghiêngg Shoiguuuu",
      ["a syllable has one tone"] = "mẫũ",
      ["a syllable has a vowel"] = "HCM HĐND qu q f",
      ["the vowels of a syllable stand together"] = "ôtô Shoigu",
      ["no syllable begins with these consonants"] = "kpă flan wa ja",
      ["only c ch m n ng nh p t end a syllable"] = "Trump Đắk Pắk hal",
      ["no syllable has this rime"] = "hoit thyê eu buôp",
      ["c g ng do not stand before e ê i y (but gì, gìn)"] =
        "ce gê nge cy ngi",
      ["k gh ngh stand only before e ê i y"] = "ka kô ghà nghu",
      ["c does not stand before a glide (qu does)"] = "coa cuân coen cuơ",
      ["qu stands only before a ă â e ê i y ơ and in quốc"] =
        "quo quông quiên",
      ["gi does not stand before i or y"] = "gii giy",
      ["after an onset y stands alone, and yê only after qu"] =
        "thyên lynh",
      ["iê stands only after an onset"] = "iêu",
      ["final p t c ch allow only sắc and nặng"] =
        "bap bàp tãc sach xit têt gip quyêt",
    }
    for rule, words in pairs(cases) do
      for word in words:gmatch "%S+" do
        local found, why = viet.syllable(word)
        assert.is_nil(found, word)
        assert.equal(rule, why, word)
      end
    end
    assert.equal("a syllable has 1 to 7 letters", select(2,
      viet.syllable ""))
  end)

  it("places the tone by the rime", function()
    local cases = {
      "người người", "được được", "nghiệp nghiệp", "thuở thuở", "luật luật",
      "chuyển chuyển", "quý quý", "quả quả", "già già", "giếng giếng",
      "gì gì", "gịa gịa", "hoàn hoàn", "khoác khoác", "ngoài ngoài",
      "ngoáo ngoáo", "xoáy xoáy", "khoèo khoèo", "tuýp tuýp", "huỳnh huỳnh",
      "khuỷu khuỷu", "khuỳa khuỳa", "mía mía", "của của", "cháo cháo",
      "hòa hoà", "khỏe khoẻ", "thủy thuỷ", "tùy tuỳ", "loà", "xoòng xoòng",
    }
    for _, case in ipairs(cases) do
      local first, second = case:match "^(%S+) (%S+)$"
      if first then
        assert.equal(case, places(first))
        assert.equal(case, places(second))
      end
    end
    assert.equal("lòa loà", places "loà")
  end)

  it("finds the place of a tone that stands on the wrong vowel", function()
    local cases = {
      ["qúy"] = "quý quý", ["hòan"] = "hoàn hoàn", ["tuí"] = "túi túi",
      ["nghịêm"] = "nghiệm nghiệm", ["gìa"] = "già già",
      ["giạ"] = "giạ giạ", ["Ngừơi"] = "người người",
    }
    for word, expected in pairs(cases) do
      assert.equal(expected, places(word))
    end
  end)

  it("does not take other words for syllables", function()
    local words = {
      "", " ", "a b", "Shoigu", "Trump", "HCM", "UBND", "Đắk", "Lắk", "Pắk",
      "2025", "a1", "café", "ôtô", "kông", "ce", "gê", "nge", "ghà", "cua2",
      "bap", "bàp", "tãc", "sach", "xit", "têt", "gip", "coa", "qu", "q",
      "Ðường", "nghiêngg", "mẫũ", "hộ̣i", "ń", "iêu", "thyê", "f", "w",
      "ﬁ", "hoa\u{200B}", "ño", "тa", "a\xFF", "\xFF", "a\0",
      ("a"):rep(1000), "a" .. ("\u{301}"):rep(1000),
    }
    for _, word in ipairs(words) do
      assert.is_nil(viet.syllable(word), ("%q"):format(word))
    end
  end)

  it("reads any order and encoding of marks", function()
    local words = {
      "tiếng", "tie\u{302}\u{301}ng", "tie\u{301}\u{302}ng",
      "ti\u{E9}\u{302}ng", "ti\u{EA}\u{301}ng", "ti\u{EA}\u{341}ng",
    }
    for _, word in ipairs(words) do
      assert.equal("tiếng tiếng", places(word))
    end
    assert.equal("đượm đượm", places "đu\u{31B}o\u{323}\u{31B}m")
  end)

  it("tells the shape", function()
    local cases = {
      ["hoà"] = "lower", ["Hoà"] = "title", ["HOÀ"] = "upper",
      ["hOà"] = "mixed", ["HOà"] = "mixed", ["A"] = "title", ["Ý"] = "title",
      ["y"] = "lower", ["ĐI"] = "upper",
    }
    for word, shape in pairs(cases) do
      assert.equal(shape, viet.syllable(word).shape, word)
    end
  end)

  it("wants a string", function()
    assert.error_matches(function() viet.syllable() end,
      "bad argument #1 to 'syllable' %(string expected, got no value%)")
  end)
end)

describe("the inventory of syllables", function()
  local all = letters.syllables()

  it("has 17,198 members, and gịa", function()
    local seen, count = {}, 0
    for _, syllable in ipairs(all) do
      local word = letters.spell(syllable.first, "nfc")
      if not seen[word] then
        seen[word] = true
        count = count + 1
      end
    end
    assert.equal(17198, count)
  end)

  it("is what viet.syllables enumerates, in the order of codes", function()
    local expected, last, count = { ["gịa"] = true }, -1, 0
    for _, syllable in ipairs(all) do
      expected[letters.spell(syllable.first, "nfc")] = true
    end
    for word, code in viet.syllables() do
      assert(expected[word] and code > last and code < 52080, word)
      expected[word] = nil
      last, count = code, count + 1
    end
    assert.same({}, expected)
    assert.equal(17199, count)
  end)

  it("has one code for each, and back", function()
    for word, code in viet.syllables() do
      assert(viet.syllable(word).code == code, word)
    end
    for _, word in ipairs { "hóa", "HOÁ", "Ho\u{301}a", "HOA\u{301}" } do
      local syllable = viet.syllable_of(viet.syllable(word).code)
      assert.equal("hóa hoá lower", table.concat({ syllable.first,
        syllable.second, syllable.shape }, " "))
    end
    assert.equal("gịa", viet.syllable_of(viet.syllable("gịa").code).first)
    assert.equal("giạ", viet.syllable_of(viet.syllable("giạ").code).first)
  end)

  it("has codes that are for good", function()
    local codes = { a = 0, ["nghiêng"] = 30236, ["xươu"] = 51298,
      ["Việt"] = 48851, ["quốc"] = 37878, ["xuyệt"] = 52075 }
    for word, code in pairs(codes) do
      assert.equal(code, viet.syllable(word).code, word)
    end
  end)

  it("has no syllable for the other codes", function()
    local count = 0
    for code = 0, 65535 do
      if viet.syllable_of(code) then count = count + 1 end
    end
    assert.equal(17199, count)
    for _, code in ipairs { -1, 65536, 1.5, 2^53, 0/0 } do
      assert.error_matches(function() viet.syllable_of(code) end,
        "bad argument #1 to 'syllable_of' %(bad code .- "
        .. "%(expected an integer from 0 to 65535%)%)")
    end
  end)

  it("is parsed into its parts and both spellings", function()
    for _, syllable in ipairs(all) do
      local first = letters.spell(syllable.first, "nfc")
      local second = letters.spell(syllable.second, "nfc")
      for _, word in ipairs { first, second } do
        local found = viet.syllable(word)
        assert(found, word)
        if word ~= "gịa" then
          assert.equal(first, found.first)
          assert.equal(second, found.second)
          assert.equal(syllable.tone, found.tone)
          assert.equal(syllable.onset, found.onset, word)
          assert.equal(syllable.rime, found.rime)
          assert.equal(found.rime,
            found.glide .. found.nucleus .. found.coda)
        end
      end
    end
  end)

  it("holds no other join of an onset, a rime and a tone", function()
    local is_syllable, parts = {}, { onset = {}, rime = {} }
    for _, syllable in ipairs(all) do
      is_syllable[letters.spell(syllable.first, "nfc")] = true
      parts.onset[syllable.onset] = true
      parts.rime[syllable.rime] = syllable.second
    end
    for onset in pairs(parts.onset) do
      for rime in pairs(parts.rime) do
        for name, tone in pairs(letters.tones) do
          local list = letters.read(onset .. rime)
          for i, letter in ipairs(list) do
            if letter.base:find "[aeiouy]" then
              letter.tone = tone
              local found = viet.syllable(letters.spell(list, "nfc"))
              letter.tone = ""
              if found and found.first ~= "gịa" then
                assert(is_syllable[found.first],
                  ("%s %s %s %d"):format(onset, rime, name, i))
              end
            end
          end
        end
      end
    end
  end)
end)
