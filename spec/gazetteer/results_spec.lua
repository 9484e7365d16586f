local viet = require "viet"

local g = viet.gazetteer {
  { id = "place/hoa-binh", type = "PLACE", source = "places.tsv:3",
    "Hòa Bình" },
  { id = "person/hoa-binh", type = "PERSON", priority = 2, "Hoà Bình" },
  { id = "place/ha-noi", type = "PLACE", "Hà Nội" },
}

local function spans_of(doc, layer)
  local list = {}
  for span in doc:each(layer) do
    list[#list + 1] = { doc:text_of(span), span.id, span.level, span.lexicon or span.rule,
                        span.ids and table.concat(span.ids, " ") }
  end
  return list
end

describe("annotating a document", function()
  it("adds a span to the layer of each type, and tells its line", function()
    local doc = viet.document "Hòa Bình và Hà Nội"
    assert.equal(3, g:annotate(doc))
    assert.same({
      { "Hòa Bình", "place/hoa-binh", "exact", "places.tsv:3" },
      { "Hà Nội", "place/ha-noi", "exact", "gazetteer" },
    }, spans_of(doc, "PLACE"))
    assert.same({
      { "Hòa Bình", "person/hoa-binh", "placement", "gazetteer" },
    }, spans_of(doc, "PERSON"))
    assert.equal("gazetteer", doc:layer("PLACE")[1].extractor)
  end)

  it("adds one span for an ambiguous name to a layer of its own", function()
    local doc = viet.document "Hòa Bình và Hà Nội"
    assert.equal(2, g:annotate(doc, "NAME"))
    assert.same({
      { "Hòa Bình", "person/hoa-binh", "placement", "gazetteer",
        "person/hoa-binh place/hoa-binh" },
      { "Hà Nội", "place/ha-noi", "exact", "gazetteer" },
    }, spans_of(doc, "NAME"))
    assert.equal("PERSON", doc:layer("NAME")[1].name_type)
  end)

  it("searches as it is told", function()
    local doc = viet.document "Hòa Bình và Hà Nội"
    assert.equal(1, g:annotate(doc, "X", { types = "PERSON" }))
  end)

  it("names the extractor that does it", function()
    local doc = viet.document "Hà Nội"
    viet.pipeline { viet.extractor {
      name = "towns", gives = { "TOWN" },
      run = function(its) g:annotate(its, "TOWN") end,
    } }:run(doc)
    local span = doc:layer("TOWN")[1]
    assert.same({ "towns", "towns" }, { span.rule, span.extractor })
  end)

  it("wants a document, and a layer's name", function()
    assert.error_matches(function() g:annotate("x") end, "bad argument #1 to "
      .. "'annotate' %(document expected, got string%)$")
    assert.error_matches(function() g:annotate(viet.document "x", 7) end,
      "bad argument #2 to 'annotate' %(string expected, got number%)$")
  end)
end)

describe("counting names", function()
  local TEXT = "Hà Nội, hà nội, Hà Nội, Hoà Bình"

  it("gives the most frequent ones first, then by id", function()
    assert.same({
      { key = "place/ha-noi", id = "place/ha-noi", type = "PLACE", count = 3,
        documents = 1 },
      { key = "person/hoa-binh", id = "person/hoa-binh", type = "PERSON",
        count = 1, documents = 1 },
      { key = "place/hoa-binh", id = "place/hoa-binh", type = "PLACE",
        count = 1, documents = 1 },
    }, g:count(TEXT))
  end)

  it("counts types, or spellings", function()
    assert.same({ { key = "PLACE", count = 4, documents = 1 },
                  { key = "PERSON", count = 1, documents = 1 } },
                g:count(TEXT, { by = "type" }))
    assert.same({ { key = "Hà Nội", count = 2, documents = 1 },
                  { key = "Hoà Bình", count = 1, documents = 1 },
                  { key = "hà nội", count = 1, documents = 1 } },
                g:count(TEXT, { by = "text", best = true }))
  end)

  it("counts in documents, lists and corpora", function()
    local docs = { viet.document "Hà Nội", viet.document "Huế",
                   viet.document "Hà Nội, Hà Nội" }
    local rows = { { key = "PLACE", count = 3, documents = 2 } }
    assert.same(rows, g:count(docs, { by = "type" }))
    assert.same(rows, g:count(viet.corpus.new(docs), { by = "type" }))
    assert.same(rows, g:count({ "Hà Nội", docs[3] }, { by = "type" }))
    assert.equal(1, g:count(docs[1])[1].count)
    assert.same({}, g:count({}))
  end)

  it("refuses what it cannot count", function()
    assert.error_matches(function() g:count("x", { by = "name" }) end,
      "bad value 'name' for option 'by' %(expected id, type or text%)$")
    assert.error_matches(function() g:count() end,
      "bad argument #1 to 'count' %(text, document or corpus expected, "
      .. "got nil%)$")
    assert.error_matches(function() g:count { 7 } end,
      "bad argument #1 to 'count' %(text, document or corpus expected, "
      .. "got number%)$")
    assert.error_matches(function() g:count("x", { kinds = "x" }) end,
      "unknown option 'kinds' %(expected kind, across_lines, gaps, glued, "
      .. "whole, types, as_of, best or by%)$")
  end)
end)
