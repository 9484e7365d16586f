local holders = require "viet.news.mentions.holders"
local viet = require "viet"
local wholes = require "viet.news.mentions.wholes"

local function document(text)
  local doc = viet.document(text)
  doc:add("zone", { first = 1, last = #text, id = "body" })
  return doc
end

describe("rules that are searched together", function()
  it("are told apart by the file they are in", function()
    local doc = document "Ông Phan Văn Giang thăm Bộ Quốc phòng Lào."
    local name = wholes.of(doc, "full_names")[1]
    assert.equal("Phan Văn Giang", doc:text_of(name))
    assert.equal("full_names", name.rule)
    assert.same({ 2, 4 }, { name.first_token, name.last_token })
    local body = wholes.of(doc, "organisations")[1]
    assert.equal("Bộ Quốc phòng Lào", doc:text_of(body))
    assert.is_truthy(body.captures.by)
    assert.same({}, wholes.of(doc, "ships"))
  end)

  it("find nothing in a document that has none", function()
    local doc = document "Trời đẹp."
    assert.same({}, holders.of(doc, "features"))
    assert.same({}, holders.of(doc, "credits"))
  end)

  it("are searched once", function()
    local doc = document "Ông Phan Văn Giang đến sông Lam."
    assert.equal(holders.of(doc, "features"), holders.of(doc, "features"))
  end)
end)
