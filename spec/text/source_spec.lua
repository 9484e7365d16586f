-- What code points are read from (csrc/text/source.c).

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("mojibake", function()
  it("is UTF-8 that was read as windows-1252", function()
    check({
      ["Nguyá»…n VÄƒn, Ä‘Æ°á»£c, Ã½"] = "Nguyễn Văn, được, ý",
      ["ThÃ\u{A0}nh phá»‘ há»\u{8D}c, á»\u{9D}"] = "Thành phố học, ờ",
      ["â€œHÃ²aâ€\u{9D} â€“ 5Â°"] = "“Hòa” – 5°",
      ["tieÌ‚Ì\u{81}ng ðŸ˜€"] = "tiếng 😀",
      ["déjà\u{A0}» Ða Ünal É â"] = "déjà\u{A0}» Ða Ünal É â",
      ["á» á»n Ä Ãa"] = "á» á»n Ä Ãa",
      ["ÃƒÂ½"] = "Ã½",                       -- one layer
    }, { mojibake = true, eth = false })
    check({ ["HÃ²a Nguy&aacute;&raquo;&hellip;n"] = "Hoà Nguyễn" },
      { mojibake = true, entities = true, tone = "hoà" })
  end)
end)
