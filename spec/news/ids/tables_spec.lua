local id_tables = require "viet.news.ids.tables"

describe("the tables of ids", function()
  it("list exceptions by layer and marked words", function()
    local exceptions = id_tables.get().exceptions
    assert.equal("org/un", exceptions.ORG["liên-hợp-quốc"])
    assert.equal("event/admm-plus", exceptions.NAMED_EVENT["admm-plus"])
    assert.is_nil(exceptions.PLACE["liên-hợp-quốc"])
  end)

  it("find the longest name that a text begins with", function()
    local organs = id_tables.get().party_organs
    local id, name = id_tables.find(organs, "bo-chinh-tri-lao")
    assert.equal("-politburo", id)
    assert.equal("bo-chinh-tri", name)
    assert.is_nil(id_tables.find(organs, "bo-chinh-trix"))
    assert.equal("-politburo-standing-committee",
                 (id_tables.find(organs, "ban-thuong-vu-bo-chinh-tri")))
  end)
end)
