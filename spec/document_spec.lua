local viet = require "viet"

describe("a document", function()
  local text = "Đại tướng Phan Văn Giang thăm Lào.\nTin mới\nHết."
  local doc

  before_each(function()
    doc = assert(viet.document(text, { name = "thăm-lào" }))
  end)

  it("keeps the text and what is known about it", function()
    assert.equal(text, doc.text)
    assert.equal("thăm-lào", doc.meta.name)
    assert.equal(("viet.document (thăm-lào, %d bytes)"):format(#text),
      tostring(doc))
  end)

  it("takes the empty text", function()
    doc = assert(viet.document "")
    assert.equal(0, #doc.tokens)
    assert.same({}, doc:layer "PERSON")
    assert.equal("viet.document (no name, 0 bytes)", tostring(doc))
  end)

  it("names the first byte that is not UTF-8", function()
    local none, message, position = viet.document "Lào \xff"
    assert.is_nil(none)
    assert.equal("invalid UTF-8 at byte 6", message)
    assert.equal(6, position)
  end)

  it("takes bytes that are not UTF-8 on request, untouched", function()
    doc = assert(viet.document("Lào \xff", nil, { invalid = "replace" }))
    assert.equal("Lào \xff", doc.text)
  end)

  it("refuses what is no text, and options it does not know", function()
    assert.error_matches(function() viet.document(nil) end,
      "bad argument #1 to 'document' %(string expected, got nil%)")
    assert.error_matches(function() viet.document("", {}, { utf8 = 1 }) end,
      "unknown option 'utf8' %(expected invalid or glued%)")
    assert.error_matches(function() viet.document("", {}, { invalid = 1 }) end,
      "bad value '1' for option 'invalid' %(expected error or replace%)")
    assert.error_matches(function() viet.document("", {}, { glued = 1 }) end,
      "bad value '1' for option 'glued' %(expected true or false%)")
  end)

  it("has tokens whose glued words are cut, unless asked otherwise", function()
    doc = viet.document "đọc TinHãy"
    assert.equal("Hãy", doc.tokens:text(3))
    doc = viet.document("đọc TinHãy", nil, { glued = false })
    assert.equal("TinHãy", doc.tokens:text(2))
  end)

  it("gives spans back in order of text, longer ones first", function()
    local a = doc:add("X", { first = 5, last = 9 })
    local b = doc:add("X", { first = 1, last = 3 })
    local c = doc:add("X", { first = 5, last = 12 })
    assert.same({ b, c, a }, doc:layer "X")
    assert.same({ "X" }, doc:layer_names())
  end)

  it("keeps spans of the same bytes in the order they came", function()
    local added = {}
    for i = 1, 20 do
      added[i] = doc:add("X", { first = 5, last = 9, value = i })
      if i == 10 then doc:layer "X" end
    end
    assert.same(added, doc:layer "X")
  end)

  it("puts spans in order as they come, and leaves what was read alone",
    function()
      local seed = os.time()
      math.randomseed(seed)
      for _ = 1, 100 do
        local wanted, read, copy = {}, nil, nil
        doc = viet.document(text)
        for i = 1, math.random(1, 12) do
          local first = math.random(9)
          local span = doc:add("X", {
            first = first, last = first + math.random(0, 3), id = i })
          local place = 1  -- behind those that are longer or came before
          while wanted[place] and (wanted[place].first < first
              or wanted[place].first == first
              and wanted[place].last >= span.last) do
            place = place + 1
          end
          table.insert(wanted, place, span)
          if math.random(3) == 1 then
            read = doc:layer "X"
            copy = { table.unpack(read) }
          end
        end
        assert.same(wanted, doc:layer "X", "seed " .. seed)
        assert.same(copy, read, "seed " .. seed)
      end
    end)

  it("marks a span with its layer", function()
    local span = doc:add("RANK", { first = 1, last = 15, rule = "r" })
    assert.equal("RANK", span.type)
    assert.equal("r", span.rule)
    assert.equal("Đại tướng", doc:text_of(span))
  end)

  it("refuses spans that are empty or leave the text", function()
    local function adding(first, last)
      return function() doc:add("X", { first = first, last = last }) end
    end
    assert.error_matches(adding(0, 2), "span 0 to 2 is outside the text %(1")
    assert.error_matches(adding(1, 999), "span 1 to 999 is outside the text")
    assert.error_matches(adding(3, 2), "span 3 to 2 is empty")
    assert.error_matches(adding(1), "a span needs 'first' and 'last'")
    assert.same({}, doc:layer "X")
  end)

  it("lets a layer grow and shrink while a loop runs over it", function()
    local first = doc:add("X", { first = 1, last = 3 })
    local second = doc:add("X", { first = 5, last = 6 })
    local seen = {}
    for span in doc:each "X" do
      seen[#seen + 1] = span
      doc:add("X", { first = 9, last = 9 })
      local function is_other(one) return one ~= span end
      assert.equal(1, doc:filter("X", is_other))
      assert.equal(0, doc:filter("X", is_other))
    end
    assert.same({ first, second }, seen)
    assert.equal(2, #doc:layer "X")
  end)

  it("keeps what is added, and not what is dropped, while it filters",
    function()
      local first = doc:add("X", { first = 1, last = 3 })
      local second = doc:add("X", { first = 5, last = 6 })
      local third = doc:add("X", { first = 8, last = 9 })
      local part
      assert.equal(1, doc:filter("X", function(span)
        if span == first then
          part = doc:add("X", { first = 1, last = 1 })
        elseif span == second then
          doc:filter("X", function(one) return one ~= third end)
          return false
        end
        return true
      end))
      assert.same({ first, part }, doc:layer "X")
    end)

  it("finds the spans inside a stretch, and the one over a byte", function()
    local long = doc:add("X", { first = 1, last = 20 })
    local short = doc:add("X", { first = 5, last = 9 })
    local late = doc:add("X", { first = 30, last = 31 })
    assert.same({ short }, doc:within("X", 2, 25))
    assert.same({ long, short, late }, doc:within("X", 1, 31))
    assert.same({}, doc:within("X", 21, 29))
    assert.equal(short, doc:at("X", 7))
    assert.equal(long, doc:at("X", 15))
    assert.is_nil(doc:at("X", 25))
    assert.is_nil(doc:at("X", 40))
  end)

  it("finds the span over a byte as a search through all does", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 200 do
      local first = math.random(#text)
      doc:add("X", {
        first = first, last = math.min(#text, first + math.random(0, 9)),
      })
    end
    for byte = 1, #text do
      local wanted
      for span in doc:each "X" do
        if span.first <= byte and span.last >= byte then wanted = span end
      end
      assert.equal(wanted, doc:at("X", byte), "seed " .. seed)
    end
  end)

  it("knows lines, zones and sentences", function()
    doc:add("zone", { first = 1, last = doc.lines[1].last, id = "title" })
    assert.equal(3, #doc.lines)
    assert.equal(1, doc:line_at(1))
    assert.equal(2, doc:line_at(text:find "Tin"))
    assert.equal("title", doc:zone_at(5))
    assert.is_nil(doc:zone_at(text:find "Tin"))
    local sentences = {}
    for first, last in doc:sentences() do
      sentences[#sentences + 1] = text:sub(first, last)
    end
    assert.same({ "Đại tướng Phan Văn Giang thăm Lào.", "Tin mới", "Hết." },
      sentences)
    local at = text:find "mới"
    assert.equal("Tin mới", text:sub(doc:sentence_at(at)))
    assert.is_nil(doc:sentence_at(doc.lines[1].last + 1))
  end)
end)

describe("a document, given wrong arguments,", function()
  local doc = viet.document "Lào"

  -- Raw errors of Lua came from inside the library, and spans between
  -- bytes or of no number at all were taken.
  local cases = {
    { "a span needs 'first' and 'last' (bytes, whole numbers)",
      function() doc:add("X", { first = 1.5, last = 2 }) end },
    { "a span needs 'first' and 'last' (bytes, whole numbers)",
      function() doc:add("X", { first = 0 / 0, last = 0 / 0 }) end },
    { "a span needs 'first' and 'last' (bytes, whole numbers)",
      function() doc:add("X", { first = 1, last = 1 / 0 }) end },
    { "bad argument #1 to 'add' (string expected, got nil)",
      function() doc:add(nil, { first = 1, last = 2 }) end },
    { "bad argument #2 to 'add' (table expected, got nil)",
      function() doc:add "X" end },
    { "bad argument #2 to 'filter' (function expected, got nil)",
      function() doc:filter "X" end },
    { "bad argument #2 to 'at' (number expected, got nil)",
      function() doc:at "X" end },
    { "bad argument #3 to 'within' (number expected, got nil)",
      function() doc:within("X", 1) end },
    { "bad argument #1 to 'text_of' (table expected, got number)",
      function() doc:text_of(1) end },
    { "bad argument #1 to 'line_at' (number expected, got string)",
      function() doc:line_at "x" end },
    { "bad argument #1 to 'zone_at' (number expected, got nil)",
      function() doc:zone_at() end },
    { "bad argument #1 to 'sentence_at' (number expected, got nil)",
      function() doc:sentence_at() end },
    { "bad argument #2 to 'document' (table expected, got number)",
      function() viet.document("x", 3) end },
  }

  for _, case in ipairs(cases) do
    it("raises " .. case[1], function()
      local done, message = pcall(case[2])
      assert.is_false(done)
      assert.equal("spec/document_spec.lua:", message:match "[^/]+/[^/:]+:")
      assert.equal(case[1], message:match ":%d+: (.*)")
    end)
  end
end)
