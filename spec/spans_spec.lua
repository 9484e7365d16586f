--- Spans are bytes of the untouched text: every one, of every layer, in
-- every sample, however its letters are written. A span never cuts a letter
-- from its marks, what is exported is what stands there, and names are
-- found at the same places.

local viet = require "viet"
local json = require "viet.json"
local support = require "command.support"

local SHARED = "../shared/gold"

local function list(pattern)
  local paths = {}
  local pipe = io.popen("ls " .. pattern .. " 2>/dev/null")
  for path in pipe:lines() do paths[#paths + 1] = path end
  pipe:close()
  return paths
end

local function to_form(form)
  return function(text)
    return viet.normalize(text, { form = form, eth = false,
      mark_order = false })
  end
end

local decompose, compose = to_form "nfd", to_form "nfc"

--- Every second word decomposed, the others composed.
local function mix(text)
  local count = 0
  return (text:gsub("%S+", function(word)
    count = count + 1
    return (count % 2 == 0 and decompose or compose)(word)
  end))
end

local forms = {
  { "as it is", function(text) return text end },
  { "composed", compose }, { "decomposed", decompose }, { "mixed", mix },
}

--- Does a character begin at a byte, and is it no combining mark? True at
-- the end of the text.
local function begins_letter(text, byte)
  if byte > #text then return true end
  local code = utf8.len(text, byte, byte) and utf8.codepoint(text, byte)
  return code ~= nil and (code < 0x300 or code > 0x36F)
end

--- What is wrong with a stretch of a text, or nil.
local function fault_of(text, first, last)
  if first < 1 or last > #text or last < first then
    return "is not in the text"
  elseif not begins_letter(text, first) then
    return "begins inside a letter"
  elseif not begins_letter(text, last + 1) then
    return "ends inside a letter"
  end
end

local function check_span(doc, first, last, what)
  local fault = fault_of(doc.text, first, last)
  if fault then
    error(("%s: %s %d to %d ('%s') %s"):format(doc.meta.name, what, first,
      last, doc.text:sub(first, last), fault), 0)
  end
end

--- Checks the spans of all layers; returns how many there are.
local function check_layers(doc)
  local count = 0
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      check_span(doc, span.first, span.last, layer)
      local sentence = span.sentence
      if sentence then
        check_span(doc, sentence.first, sentence.last, "sentence")
      end
      count = count + 1
    end
  end
  for first, last in doc:sentences() do
    check_span(doc, first, last, "sentence")
  end
  return count
end

local function check_text(doc, start, stop, text, what)
  assert.equal(doc.text:sub(start + 1, stop), text, doc.meta.name)
  check_span(doc, start + 1, stop, what)
end

local function check_gold(doc)
  local record = viet.gold.decode(viet.gold.write(doc))
  for _, name in ipairs { "mentions", "dates" } do
    for _, span in ipairs(record[name]) do
      check_text(doc, span.start, span["end"], span.text, name)
    end
  end
  for _, event in ipairs(record.events) do
    local trigger = event.trigger
    check_text(doc, trigger.start, trigger["end"], trigger.text, "trigger")
  end
end

local function check_jsonl(doc)
  for line in viet.export.jsonl(doc):gmatch "[^\n]+" do
    local record = json.decode(line)
    for _, name in ipairs { "trigger", "sentence" } do
      local span = record[name]
      check_text(doc, span.start_byte, span.end_byte, span.text, name)
    end
  end
end

local names = assert(viet.gazetteer.read "examples/names.tsv")

--- The matches of some names, their texts composed; checks their spans.
local function find_names(doc)
  local found = {}
  for first, last, id in names:matches(doc.text) do
    check_span(doc, first, last, "match")
    found[#found + 1] = id .. " " .. compose(doc.text:sub(first, last))
  end
  return found
end

local pipeline = viet.news.pipeline()

local function read(path, to_this_form)
  return pipeline:run(viet.document(to_this_form(support.read(path)),
    { name = path }))
end

local function check_samples(paths)
  for _, form in ipairs(forms) do
    it("are true to the text, " .. form[1], function()
      local count = 0
      for _, path in ipairs(paths) do
        local doc = read(path, form[2])
        count = count + check_layers(doc)
        check_gold(doc)
        check_jsonl(doc)
      end
      assert.is_true(count > 20 * #paths)
    end)
  end

  it("of matches are at the same words in all forms", function()
    for _, path in ipairs(paths) do
      local expected
      for _, form in ipairs(forms) do
        local text = form[2](support.read(path))
        local found = find_names(viet.document(text, { name = path }))
        expected = expected or found
        assert.same(expected, found)
      end
    end
  end)
end

describe("spans of the samples", function()
  check_samples(list "examples/corpus/*.txt spec/fixtures/*/*.txt")
end)

describe("spans of the annotated articles", function()
  local paths = list(SHARED .. "/*.txt")
  if #paths == 0 then
    pending(SHARED .. " is not here")
    return
  end
  check_samples(paths)
end)
