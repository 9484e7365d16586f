-- Syllables as numbers (csrc/text/syllable_code.c).

local viet = require "viet"
local letters = require "oracle.letters"

describe("the codes of syllables", function()
  it("are enumerated in their order", function()
    local all = letters.syllables()
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

  it("are enumerated as theory has them, too", function()
    local expected, bases, count = {}, {}, 0
    for _, syllable in ipairs(letters.syllables()) do
      local onset, rime = syllable.onset, syllable.rime
      local word = letters.spell(syllable.first, "nfc")
      if onset .. rime ~= "quôc" then expected[word] = onset .. rime end
      local has_glide = rime:find "^o[ae]" or rime:find "^oă"
      if onset == "h" and has_glide then
        expected[(word:gsub("^h", "c"))] = "c" .. rime
      end
    end
    for _, base in pairs(expected) do bases[base] = true end
    for word, code in viet.syllables { theory = true } do
      assert(expected[word], word)
      local known = viet.syllable(word)
      assert(known and known.code == code
        or not known and word:find "^c" and not viet.syllable_of(code), word)
      expected[word] = nil
      count = count + 1
    end
    assert.same({}, expected)
    assert.equal(17294, count)
    local base_count = 0
    for _ in pairs(bases) do base_count = base_count + 1 end
    assert.equal(3755, base_count)
    assert.error_matches(function() viet.syllables { teory = true } end,
      "unknown option 'teory' %(expected theory%)")
  end)

  it("are one for each syllable, and lead back", function()
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

  it("are for good", function()
    local codes = { a = 0, ["nghiêng"] = 30236, ["xươu"] = 51298,
      ["Việt"] = 48851, ["quốc"] = 37878, ["xuyệt"] = 52075 }
    for word, code in pairs(codes) do
      assert.equal(code, viet.syllable(word).code, word)
    end
  end)

  it("have gaps, and a check", function()
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
end)
