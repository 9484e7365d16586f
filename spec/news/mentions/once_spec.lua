local once = require "viet.news.mentions.once"

describe("what is found once", function()
  it("is kept for each document, also where it is nothing", function()
    local calls = 0
    local find = once(function(doc)
      calls = calls + 1
      return doc.result
    end)
    local one, other = { result = false }, { result = "b" }
    assert.is_false(find(one))
    assert.is_false(find(one))
    assert.equal("b", find(other))
    assert.equal(2, calls)
  end)
end)
