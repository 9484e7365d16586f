local clusters = require "viet.news.ids.clusters"
local viet = require "viet"

--- A document whose mentions stand in square brackets in the text.
local function bracketed(layer, text)
  local spans, plain = {}, {}
  local length = 0
  for before, inside in text:gmatch "([^%[]*)%[?([^%]]*)%]?" do
    plain[#plain + 1] = before .. inside
    local first = length + #before + 1
    length = length + #before + #inside
    if inside ~= "" then
      spans[#spans + 1] = { first = first, last = length }
    end
  end
  local doc = assert(viet.document(table.concat(plain)))
  for _, span in ipairs(spans) do doc:add(layer, span) end
  return doc
end

local function never() return false end

--- The mentions of a text and their full forms: "short=full; ...".
local function link(layer, text, is_other)
  local doc, found, texts = bracketed(layer, text), {}, {}
  for i, span in ipairs(doc:layer(layer)) do texts[i] = doc:text_of(span) end
  local made = clusters.of(doc, layer, texts, is_other or never)
  for i, its in ipairs(texts) do
    found[i] = its .. "=" .. texts[made.full[i] or i]
  end
  return table.concat(found, "; ")
end

describe("mentions of one thing", function()
  it("have words that are all among those of the full form", function()
    assert.equal("Petrov=Ivan Petrov; Ivan Petrov=Ivan Petrov",
                 link("PERSON", "Ông [Petrov] là [Ivan Petrov]."))
  end)

  it("belong to the full form that stands last before", function()
    assert.equal("Lê Sơn=Lê Sơn; Sơn=Lê Sơn; Vũ Sơn=Vũ Sơn; Sơn=Vũ Sơn",
                 link("PERSON", "[Lê Sơn], [Sơn], [Vũ Sơn], [Sơn]"))
  end)

  it("may have an initial for a word", function()
    assert.equal("V. Putin=Vladimir Putin; Vladimir Putin=Vladimir Putin",
                 link("PERSON", "[V. Putin] tức [Vladimir Putin]"))
  end)

  it("stand in brackets right behind each other", function()
    assert.equal(
      "EC=Ủy ban châu Âu; Ủy ban châu Âu=Ủy ban châu Âu; EC=Ủy ban châu Âu",
      link("ORG", "[EC] họp. [Ủy ban châu Âu] ([EC]) họp"))
  end)

  it("begin alike if they are bodies, or have one word in front", function()
    assert.equal("Hải quân=Hải quân; Vùng 4 Hải quân=Vùng 4 Hải quân",
                 link("ORG", "[Hải quân], [Vùng 4 Hải quân]"))
    assert.equal("Nam Định=CLB Nam Định; CLB Nam Định=CLB Nam Định",
                 link("ORG", "[Nam Định], [CLB Nam Định]"))
  end)

  it("are not a series and its edition", function()
    assert.equal("Giải A=Giải A; Giải A 2024=Giải A 2024",
                 link("NAMED_EVENT", "[Giải A], [Giải A 2024]"))
    assert.equal("Giải A II=Giải A II; Giải A=Giải A",
                 link("NAMED_EVENT", "[Giải A II], [Giải A]"))
  end)

  it("are documents whatever their parties", function()
    assert.equal("thư giữa hai nước về biển=thư giữa hai nước về biển; "
      .. "thư về biển=thư về biển",
      link("DOCUMENT", "[thư giữa hai nước về biển], [thư về biển]"))
  end)

  it("may be kept apart by the caller", function()
    assert.equal("Cục A=Cục A; Cục A B=Cục A B",
      link("ORG", "[Cục A], [Cục A B]", function() return true end))
  end)

  it("are linked however many they are", function()
    local parts = {}
    for i = 1, 5000 do parts[i] = ("[Tên%d Họ%d], [Tên%d]"):format(i, i % 7, i) end
    assert.is_truthy(link("PERSON", table.concat(parts, ", ")))
  end)
end)
