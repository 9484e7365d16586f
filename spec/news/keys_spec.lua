local keys = require "viet.news.keys"
local viet = require "viet"

describe("the keys of words", function()
  it("are those of a text, whatever its case and encoding", function()
    local words, joined = keys.words(
      viet.normalize("TIN, Bài LIÊN QUAN (3):", { form = "nfd" }))
    assert.same({ "tin", "bài", "liên", "quan" }, words)
    assert.equal("tin bài liên quan", joined)
  end)

  it("may be a set", function()
    assert.same({ ["ngày"] = true, ["hòa"] = true }, keys.set "Ngày hoà")
  end)

  it("are none of nothing", function()
    local words, joined = keys.words ""
    assert.same({}, words)
    assert.equal("", joined)
  end)
end)
