-- Words read in another charset (csrc/text/misread.c): the option mojibake.

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("words of windows-1258 and Latin-1", function()
  it("are repaired where no syllable becomes one", function()
    check({
      ["ðýõòc tiêìng Viêòt ÐIÊÌU nghiÞa thuÒy cýÒ"] =
        "được tiếng Việt ĐIỀU nghĩa thủy cử",
      ["coì vaÌ ðoì HOÌA, hòan lòai tuí"] =
        "có và đó HÒA, hòan lòai tuí",
      ["th\u{301} c\u{323}n ḷng TH\u{300} T\u{309}A"] =
        "thì còn lòng THÌ TÒA",
      ["cõ ý nghĩa, mỳ, sõi, ðãng, Ða"] =
        "cõ ý nghĩa, mỳ, sõi, đãng, Đa",
      ["não così ciò señor být Það maður koń Viṣṇu ḥḥa"] =
        "não così ciò señor být Það maður koń Viṣṇu ḥḥa",
    }, { mojibake = true })
    check({ ["ḥa c\u{323}n"] = "hoà còn" },
      { mojibake = true, tone = "hoà" })
    check({ ["ḥa"] = "ho\u{300}a" }, { mojibake = true, form = "nfd" })
    check({ ["ḥa"] = "hòa" }, { mojibake = true, form = "keep" })
    check({ ["ðýõòc"] = "đuoc" }, { mojibake = true, strip = "marks" })
  end)
end)
