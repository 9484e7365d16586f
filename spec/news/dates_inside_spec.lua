local viet = require "viet"
local dates_inside = require "viet.news.dates_inside"

local TEXT = "Hội chợ Huế năm 2031 mở cửa năm 2031."

--- The dates that are left where `layer` holds a name.
local function left(layer, first, last)
  local doc = assert(viet.document(TEXT))
  for start, stop in TEXT:gmatch "()năm 2031()" do
    doc:add("DATE", { first = start, last = stop - 1 })
  end
  doc:add(layer, { first = first, last = last })
  dates_inside.run(doc)
  return #doc:layer "DATE"
end

describe("dates inside names", function()
  local stop = select(2, TEXT:find("2031", 1, true))

  it("are removed", function()
    for _, layer in ipairs { "NAMED_EVENT", "DOCUMENT", "PLACE", "ORG",
        "POST" } do
      assert.equal(1, left(layer, 1, stop), layer)
    end
  end)

  it("stay where a name holds only a part of them, or is a person", function()
    assert.equal(2, left("NAMED_EVENT", 1, stop - 1))
    assert.equal(2, left("PERSON", 1, stop))
  end)
end)
