-- Properties of Unicode (csrc/text/unicode.c), as viet.width shows them.

local viet = require "viet"

describe("viet.width", function()
  it("counts columns, not bytes", function()
    local cases = {
      [""] = 0, ["Hoà"] = 3, ["Việt Nam"] = 8, ["đ\u{302}"] = 1,
      ["Vie\u{323}\u{302}t"] = 4, ["中文"] = 4, ["ｆｕｌｌ"] = 8,
      ["ｶﾅ"] = 2, ["각"] = 2, ["\u{1100}\u{1161}\u{11A8}"] = 2,
      ["a\u{200B}\u{AD}\u{2060}b"] = 2, ["\u{1F600}"] = 2, ["₫"] = 1,
      ["“–…”"] = 4, ["\0\t\n"] = 0, ["\u{20DD}"] = 0, ["ไทย"] = 3,
    }
    for text, columns in pairs(cases) do
      assert.equal(columns, viet.width(text), ("%q"):format(text))
    end
  end)

  it("counts a maximal subpart of broken UTF-8 as one column", function()
    assert.equal(3, viet.width "a\xE1\x80b")
    assert.equal(2, viet.width "\xFF\xFE")
  end)

  it("does not depend on the form", function()
    for _, text in ipairs { "Nguyễn Ái Quốc", "ĐƯỜNG", "각하" } do
      assert.equal(viet.width(text),
        viet.width(viet.normalize(text, { form = "nfd" })))
    end
  end)
end)
