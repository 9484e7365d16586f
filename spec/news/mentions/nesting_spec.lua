local nesting = require "viet.news.mentions.nesting"
local viet = require "viet"

describe("mentions that overlap", function()
  local doc

  local function add(layer, first, last, extractor)
    return doc:add(layer, { first = first, last = last, extractor = extractor })
  end

  before_each(function() doc = viet.document(("x"):rep(40)) end)

  it("may be an organisation or a country inside a post", function()
    local post = add("POST", 1, 20)
    local org, country = add("ORG", 5, 10), add("COUNTRY", 12, 20)
    nesting.mend(doc)
    assert.same({ post }, doc:layer "POST")
    assert.same({ org }, doc:layer "ORG")
    assert.same({ country }, doc:layer "COUNTRY")
  end)

  it("lose the one that begins later", function()
    local org = add("ORG", 1, 10)
    add("DOCUMENT", 8, 20)
    add("PLACE", 3, 5)
    local person = add("PERSON", 21, 25)
    nesting.mend(doc)
    assert.same({ org }, doc:layer "ORG")
    assert.same({}, doc:layer "DOCUMENT")
    assert.same({}, doc:layer "PLACE")
    assert.same({ person }, doc:layer "PERSON")
  end)

  it("lose what goes on behind a post, or is no part of it", function()
    local post = add("POST", 1, 10)
    add("ORG", 5, 15)
    add("RANK", 2, 3)
    nesting.mend(doc)
    assert.same({ post }, doc:layer "POST")
    assert.same({}, doc:layer "ORG")
    assert.same({}, doc:layer "RANK")
  end)

  it("are left alone where a user's extractor made them", function()
    add("ORG", 1, 10)
    local mine = add("PLACE", 8, 20, "mine")
    nesting.mend(doc)
    assert.same({ mine }, doc:layer "PLACE")
  end)
end)
