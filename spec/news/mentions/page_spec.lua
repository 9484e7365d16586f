local viet = require "viet"
local page_of = require "viet.news.mentions.page"

--- A page of lines, which are body unless `zones` names another zone.
local function page(text, zones)
  local doc = assert(viet.document(text))
  for i, line in ipairs(doc.lines) do
    if line.last >= line.first then
      doc:add("zone", { first = line.first, last = line.last,
        id = zones and zones[i] or "body", line = i })
    end
  end
  return page_of(doc), doc
end

--- The words of a page; a line end is "|".
local function words(text, zones)
  local list = {}
  for i, word in ipairs(page(text, zones).word) do
    list[i] = word == "" and "|" or word
  end
  return table.concat(list, " ")
end

describe("a page", function()
  it("has the tokens of the main text, lines apart", function()
    assert.equal("| Tin mới | Lào đẹp . |",
      words("Tin mới\nMenu\nLào đẹp.", { "title", "nav", "lead" }))
  end)

  it("leaves tags out", function()
    assert.equal("| Ông | Lê | Minh đến . |",
                 words "Ông <b class=\"x\">Lê</b> Minh đến.")
    assert.equal("| 1 < 2 và 3 > 2 |", words "1 < 2 và 3 > 2")
  end)

  it("cuts words apart that a crawler glued", function()
    assert.equal("| Quốc Ngụy |", words "QuốcNgụy")
    assert.equal("| Trọng và Trọng mong |", words "Trọng và Trọngmong")
    local glued = page "Trung QuốcNgụy"
    assert.is_true(glued.spaced[4])
    assert.equal("Trung Quốc Ngụy", glued:text(2, 4))
  end)

  it("leaves foreign words whole", function()
    assert.equal("| Tehran và Tehranchi , McDonald |",
                 words "Tehran và Tehranchi, McDonald")
  end)

  it("tells where each token stands in the source", function()
    local p, doc = page "QuốcNgụy và Lào"
    local found = {}
    for i = 2, p.count - 1 do
      found[#found + 1] = doc.text:sub(p.first[i], p.last[i])
    end
    assert.same({ "Quốc", "Ngụy", "và", "Lào" }, found)
    assert.equal(5, p:at(p.first[5]))
    assert.equal(5, p:at(p.first[5] - 1))
  end)

  it("knows what the lexicons say of a token, the longest first", function()
    local p = page "Bộ trưởng Quốc phòng Nga"
    assert.equal(3, p:hit(2, "TITLE").last)
    assert.equal("country/RU", p:hit(6, "COUNTRY").entry.id)
    assert.is_nil(p:hit(3, "COUNTRY"))
  end)

  it("knows lines without any mark as plain", function()
    local p = page "bo truong quoc phong nga\nLào đẹp và giàu có"
    assert.is_true(p.plain[2])
    assert.is_nil(p.plain[8])
    assert.equal("country/RU", p:hit(6, "COUNTRY").entry.id)
  end)

  it("is made once for a document", function()
    local p, doc = page "Lào"
    assert.equal(p, page_of(doc))
  end)

  it("is made of bytes that are not UTF-8 too", function()
    local doc = viet.document("Lào\255 Nga", {}, { invalid = "replace" })
    doc:add("zone", { first = 1, last = #doc.text, id = "body", line = 1 })
    assert.equal("country/RU", page_of(doc):hit(4, "COUNTRY").entry.id)
  end)


  it("tells the tokens of spans that others added by bytes", function()
    local _, doc = page("Menu\nTàu ở Vũng Rô.", { "nav", "body" })
    local place = doc:add("PLACE", { first = 15, last = 23 })
    local menu = doc:add("PLACE", { first = 1, last = 4 })
    local read = page_of(doc)
    assert.equal("Vũng Rô", read:text(place.first_token, place.last_token))
    assert.equal(menu.first_token - 1, menu.last_token)
  end)
end)
