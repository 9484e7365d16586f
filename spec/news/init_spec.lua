local viet = require "viet"

--- An extractor that marks a name wherever it stands.
local function extractor_of(layer, name, id)
  return viet.extractor {
    name = "mine", needs = { "zone" }, gives = { layer },
    run = function(doc)
      local first, last = doc.text:find(name, 1, true)
      while first do
        doc:add(layer, { first = first, last = last, id = id })
        first, last = doc.text:find(name, last + 1, true)
      end
    end,
  }
end

--- "text=id" of the spans of a layer, in order.
local function show(doc, layer)
  local found = {}
  for span in doc:each(layer) do
    found[#found + 1] = doc:text_of(span) .. "=" .. tostring(span.id)
  end
  return table.concat(found, "; ")
end

local text = "Menu\n\nTàu Đẹp Đẽ thăm nhà rông\n\nNgày 5-5-2031, Đại tướng "
  .. "Trần Văn Sơn thăm Lào và làm việc ở nhà rông, Việt Nam, về tàu Đẹp Đẽ "
  .. "cùng nhiều cán bộ.\n"

describe("the pipeline with an extractor of one's own", function()
  it("takes its places, and keeps their ids", function()
    local mine = extractor_of("PLACE", "nhà rông", "place/my-own")
    local doc = viet.news.pipeline():with(mine):run(viet.document(text))
    assert.equal("nhà rông=place/my-own; nhà rông=place/my-own",
                 show(doc, "PLACE"))
    assert.equal("Trần Văn Sơn=person/tran-van-son", show(doc, "PERSON"))
  end)

  it("gives ids to what has none", function()
    local mine = extractor_of("ORG", "Đẹp Đẽ")
    local doc = viet.news.pipeline():with(mine):run(viet.document(text))
    assert.equal("Đẹp Đẽ=org/dep-de; Đẹp Đẽ=org/dep-de",
                 show(doc, "ORG"))
  end)

  it("takes spans beside the article too", function()
    for _, layer in ipairs { "PERSON", "POST", "RANK", "COUNTRY", "PLACE",
                             "NAMED_EVENT", "DOCUMENT" } do
      local mine = extractor_of(layer, "Menu", "x/menu")
      local doc = viet.news.pipeline():with(mine):run(viet.document(text))
      assert.equal("Menu=x/menu", show(doc, layer):match "^[^;]*")
    end
  end)
end)
