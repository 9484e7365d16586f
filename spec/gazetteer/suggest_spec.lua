local viet = require "viet"

local known = viet.gazetteer {
  { id = "general", type = "RANK", "Đại tướng" },
  { id = "colonel", type = "RANK", "Thượng tá" },
  { id = "giang", type = "PERSON", "Phan Văn Giang" },
  { id = "cuong", type = "PERSON", "Nguyễn Tân Cương" },
  { id = "hanoi", type = "PLACE", "Hà Nội" },
  { id = "hue", type = "PLACE", "Huế" },
}

local TEXTS = {
  "Sáng nay, Đại tướng Phan Văn Giang cho biết sẽ đến Hà Nội. "
    .. "Đại tướng Nguyễn Tân Cương cho biết sẽ đến Huế.",
  "Thượng tá Lê Minh cho biết sẽ đến Đà Lạt. Tàu đã về Hà Nội.",
  "Tại Huế, Đại tướng Lê Minh cho biết như vậy. Bộ Chính trị đã họp; "
    .. "Bộ Chính trị và chính trị. Các bộ đã họp.",
  "Thượng tá Phan Văn Giang cho biết: tàu sẽ đến Hà Nội, đến Nha Trang.",
}

local function suggest(settings, texts)
  settings = settings or {}
  settings.known = settings.known or known
  return viet.gazetteer.suggest(texts or TEXTS, settings)
end

local function names(list)
  local found = {}
  for i, row in ipairs(list) do found[i] = row.type .. " " .. row.name end
  return found
end

describe("suggestions", function()
  it("stand where known names stand, and take their type", function()
    assert.same({ "PERSON Lê Minh", "PLACE Đà Lạt", "PLACE Nha Trang" },
      names(suggest { types = { "PERSON", "PLACE" } }))
    assert.same({ "PERSON Lê Minh" },
      names(suggest { types = "PERSON", limit = 1 }))
  end)

  it("are in no list", function()
    for _, row in ipairs(suggest {}) do
      for first in known:matches(row.name) do
        assert.is_nil(first, row.name)
      end
    end
  end)

  it("tell how often they are found, and where", function()
    local row = suggest({ types = "PERSON" })[1]
    assert.same({ 2, 2 }, { row.count, row.documents })
    local span = row.spans[2]
    assert.same({ TEXTS[3], 3, "Lê Minh", "Tại Huế, Đại tướng ",
                  " cho biết như vậy. Bộ Chính trị" },
                { span.doc, span.number, span.text, span.left, span.right })
    for _, found in ipairs(suggest {}) do
      for _, place in ipairs(found.spans) do
        assert.equal(place.text, place.doc:sub(place.first, place.last))
        assert.is_truthy(place.doc:find(
          place.left .. place.text .. place.right, 1, true))
      end
    end
  end)

  it("are found in documents and corpora, too", function()
    local docs = {}
    for i, text in ipairs(TEXTS) do docs[i] = viet.document(text) end
    local list = suggest({ types = "PERSON" }, viet.corpus.new(docs))
    assert.equal("Lê Minh", list[1].name)
    assert.equal(docs[2], list[1].spans[1].doc)
    assert.same({}, suggest({}, {}))
    assert.equal("Lê Minh", suggest({ types = "PERSON" },
      table.concat(TEXTS, "\n"))[1].name)
  end)

  it("may be asked for behind and before phrases", function()
    local texts = { "Chuẩn úy Lò Văn Khun đã đến.", "Xe của Mai Hoa phát biểu.",
                    "Tàu Sao Mai đã về." }
    assert.same({ "NAME Lò Văn Khun" }, names(viet.gazetteer.suggest(texts,
      { before = "chuẩn úy" })))
    assert.same({ "PERSON Lò Văn Khun", "PERSON Mai Hoa" },
      names(viet.gazetteer.suggest(texts, { type = "PERSON",
        before = { "trung úy", "chuẩn úy" }, after = "phát biểu" })))
  end)

  it("come with what was learned", function()
    local _, contexts = suggest { types = "PERSON" }
    assert.same({ "PERSON", "left", "<RANK>", 3, 5 },
      { contexts[1].type, contexts[1].side, contexts[1].text,
        contexts[1].count, contexts[1].all })
    assert.is_true(contexts[1].score > 0.5)
    assert.equal("cho", contexts[2].text)
    assert.equal("right", contexts[2].side)
  end)

  it("may have to be found several times, or to be good", function()
    assert.same({ "PERSON Lê Minh" },
      names(suggest { types = { "PERSON", "PLACE" }, min_count = 2 }))
    assert.same({}, suggest { min_score = 99 })
  end)

  it("tell how far they are, and can be ended", function()
    local told = {}
    suggest { progress = function(...) told[#told + 1] = { ... } end }
    assert.same({ 4, 4, "texts" }, told[4])
    assert.is_nil(suggest { progress = function() return false end })
  end)

  it("do not depend on how letters are encoded", function()
    local decomposed = {}
    for i, text in ipairs(TEXTS) do
      decomposed[i] = viet.normalize(text, { form = "nfd" })
    end
    local list, its = suggest {}, suggest({}, decomposed)
    assert.equal(#list, #its)
    for i, row in ipairs(list) do
      assert.equal(row.name, its[i].name)
      assert.equal(row.score, its[i].score)
    end
  end)
end)

describe("suggestions are refused", function()
  local function refusal(settings, subject)
    local ok, message = pcall(viet.gazetteer.suggest, subject or "x",
      settings)
    assert.is_false(ok)
    return (message:gsub("^[^:]*:%d+: ", ""))
  end

  it("without anything to go by", function()
    assert.equal("suggest needs one of the options 'known', 'before' and "
      .. "'after'", refusal {})
  end)

  it("with bad options", function()
    assert.equal("bad value for option 'known' (expected a gazetteer, got a "
      .. "table)", refusal { known = {} })
    assert.equal("bad value for option 'before': name 1 has 0 tokens "
      .. "(expected 1 to 255)", refusal { before = "" })
    assert.equal("bad value '0' for option 'limit' (expected a number from "
      .. "1)", refusal { known = known, limit = 0 })
    assert.equal("bad value 'x' for option 'tokens' (expected a number from "
      .. "0)", refusal { known = known, tokens = "x" })
    assert.equal("bad value 'x' for option 'min_score' (expected a number)",
      refusal { known = known, min_score = "x" })
    assert.equal("types are a string or an array, not a number",
      refusal { known = known, types = 1 })
    assert.equal("type is a number, not a string",
      refusal { known = known, type = 1 })
    assert.equal("progress is a number, not a function",
      refusal { known = known, progress = 1 })
    assert.equal("unknown option 'min' (expected known, types, before, "
      .. "after, type, min_count, min_score, limit, tokens or progress)",
      refusal { min = 1 })
    assert.equal("bad argument #1 to 'suggest' (text, document or corpus "
      .. "expected, got number)", refusal({ known = known }, 7))
  end)
end)
