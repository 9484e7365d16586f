-- Look-alikes from other alphabets (csrc/text/homoglyph.c).

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("homoglyphs", function()
  it("become Latin beside Latin letters, in a syllable", function()
    check({
      ["tоа Нòa, ᴄông ᴠụ"] = "toa Hòa, công vụ",     -- Cyrillic, small
      ["Vіệt Nаm, νiệt, Βình"] = "Việt Nam, việt, Bình",  -- and Greek
      ["hоа\u{300} hѐn hό hὰ tı\u{301}nh"] = "hoà hèn hó hà tính",
      ["ɡì Ðаng"] = "gì Đang",
      ["тело со о а оа ᴄᴠ"] = "тело со о а оа ᴄᴠ",    -- no Latin letter
      ["Сочi Аpple Mосkva тoa µm ρg"] = "Сочi Аpple Mосkva тoa µm ρg",
      ["toй xё"] = "toй xё",
    }, { homoglyphs = true })
    check({ ["Ðаng"] = "Ðаng" }, { homoglyphs = true, eth = false })
    check({ ["tоа\u{300}"] = "toa\u{300}" },
      { homoglyphs = true, form = "keep" })
    check({ ["hоа\u{300}"] = "hòa" }, { homoglyphs = true, tone = "hòa" })
  end)
end)
