local nearest = require "viet.nearest"

describe("the nearest name", function()
  it("is the one that fewest letters make of the word", function()
    assert.same({ "PERSON", 1 },
      { nearest.find("PERSN", { "PLACE", "PERSON" }) })
    assert.same({ "a.after_rank", 1 },
      { nearest.find("a.after_rnk", { "a.after_post", "a.after_rank" }) })
  end)

  it("does not depend on case", function()
    assert.same({ "PLACE", 0 }, { nearest.find("place", { "PLACE" }) })
  end)

  it("is none where too much differs", function()
    assert.is_nil(nearest.find("SHIP", { "PERSON", "PLACE" }))
    assert.is_nil(nearest.find("x", {}))
    assert.is_nil(nearest.find(("x"):rep(65), { ("x"):rep(64) }))
  end)

  it("ends a message", function()
    assert.equal(" (did you mean 'PLACE'?)", nearest.hint("PLCE", { "PLACE" }))
    assert.equal("", nearest.hint("SHIP", { "PLACE" }))
  end)

  it("is the one that patterns name", function()
    local viet = require "viet"
    local done, message = pcall(viet.pattern, "<PERSN/>")
    assert.is_false(done)
    assert.is_truthy(message:find("unknown layer 'PERSN'"
      .. nearest.hint("PERSN", { "PLACE", "PERSON" }), 1, true))
  end)
end)
