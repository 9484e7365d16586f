local data = require "viet.news.data"

describe("the folder of lexicons", function()
  it("stands beside its module", function()
    local module = package.searchpath("viet.news.data", package.path)
    assert.equal(module:gsub("%.lua$", "") .. "/countries.tsv",
                 data.path("countries.tsv"))
  end)

  it("is found in Lua 5.1, where require tells no file name", function()
    local module = package.searchpath("viet.news.data", package.path)
    local loaded = assert(loadfile(module))("viet.news.data")
    assert.equal(data.path("ranks.tsv"), loaded.path("ranks.tsv"))
  end)
end)
