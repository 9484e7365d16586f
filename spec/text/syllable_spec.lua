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
