--- A text with layers of spans over its untouched bytes.
--
--     local doc = viet.document("Đại tướng Phan Văn Giang thăm Lào.")
--     doc:add("RANK", {first = 1, last = 15, id = "rank/general"})
--     for span in doc:each "RANK" do print(doc:text_of(span)) end
--
-- A span is a plain table: `first` and `last` (bytes from 1, both ends
-- inside, as in string.find), `type` (its layer), and where they make sense
-- `id`, `level`, `value` and other attributes. `rule` names the rule that made
-- it, as `viet explain` knows it, `extractor` who applied it, `origin` the file
-- and line where the rule stands ("my_ships.lua:14"), and `lexicon` the line of
-- a lexicon that it rests on ("ranks.tsv:7").
--
-- Reading a layer gives a sorted snapshot. Adding and filtering leave
-- snapshots alone, so a layer may grow while a loop runs over it.

local core = require "viet.core"
local options = require "viet.options"
local origin = require "viet.origin"
local last_start = require("viet.ordered").last_start

local merge = core.merge
local type = type

local Document = {}
local methods = {}
Document.__index = methods
Document.__name = "viet.document"

function Document:__tostring()
  return ("viet.document (%s, %d bytes)")
    :format(self.meta.name or "no name", #self.text)
end

--- Raises an error, in the name of the user's call, for an argument that
-- has not the type it should have.
local function check_type(value, wanted, number, name)
  if type(value) ~= wanted then
    error(("bad argument #%d to '%s' (%s expected, got %s)")
      :format(number, name, wanted, type(value)), 3)
  end
end

local function is_whole(value)
  return type(value) == "number" and value % 1 == 0
end

--- Raises an error, in the name of the user's call, that says why a span does
-- not.
local function refuse_span(self, span)
  local first, last = span.first, span.last
  if not is_whole(first) or not is_whole(last) then
    error("a span needs 'first' and 'last' (bytes, whole numbers)", 3)
  elseif first < 1 or last > #self.text then
    error(("span %d to %d is outside the text (1 to %d)")
      :format(first, last, #self.text), 3)
  elseif first > last then
    error(("span %d to %d is empty"):format(first, last), 3)
  end
end

--- Where what made a span is written: its rule, one of the extractor at work
-- or of another one of the pipeline; of other names the line that called
-- `add`, or where the call was the last thing a function did and Lua forgot
-- its line, that of the extractor.
local function find_origin(self, rule)
  local own, all = self.running_rules, self.pipeline_rules
  local known = own and own[rule] or all and all[rule]
  return known and known.origin or origin.of_caller(3) or self.running_at
end

--- Adds a span to a layer, which is made if need be.
-- @param layer  the layer's name, such as "PERSON"
-- @param span   a table with `first` and `last`; it is kept, not copied
-- @return the span, with `type`, and with `rule`, `extractor` and `origin`
--   (the file and line of the rule, or of this call) if unset
-- Raises an error for a span that is empty or leaves the text.
function methods:add(layer, span)
  if type(layer) ~= "string" then check_type(layer, "string", 1, "add") end
  if type(span) ~= "table" then check_type(span, "table", 2, "add") end
  local first, last = span.first, span.last
  if type(first) ~= "number" or type(last) ~= "number" or first < 1
      or first > last or last > #self.text or first % 1 ~= 0
      or last % 1 ~= 0 then
    refuse_span(self, span)
  end
  span.type = layer
  span.extractor = span.extractor or self.running
  span.rule = span.rule or span.extractor
  span.origin = span.origin or find_origin(self, span.rule)
  local state = self.layers[layer]
  if not state then
    state = { spans = self.none, hint = 0 }
    self.layers[layer] = state
  end
  local added = state.added
  if added then added[#added + 1] = span else state.added = { span } end
  return span
end

--- The spans of a layer that changed while it was filtered, without those that
-- were dropped.
-- @param present  what the layer has now
-- @param spans    what it had
-- @param kept     those of them to keep
local function follow(present, spans, kept)
  local is_dropped, remaining = {}, {}
  for _, span in ipairs(spans) do is_dropped[span] = true end
  for _, span in ipairs(kept) do is_dropped[span] = nil end
  for _, span in ipairs(present) do
    if not is_dropped[span] then remaining[#remaining + 1] = span end
  end
  return remaining
end

--- Keeps the spans of a layer for which `keep(span)` is true, and drops
-- the others; those that `keep` adds to the layer stay.
-- @return how many were dropped
function methods:filter(layer, keep)
  check_type(layer, "string", 1, "filter")
  check_type(keep, "function", 2, "filter")
  local spans, kept = self:layer(layer), {}
  for _, span in ipairs(spans) do
    if keep(span) then kept[#kept + 1] = span end
  end
  local dropped, present = #spans - #kept, self:layer(layer)
  if present ~= spans then kept = follow(present, spans, kept) end
  self.layers[layer] = { spans = kept, hint = 0 }
  return dropped
end

--- Puts what was added to a layer into its list: a new one, as somebody may
-- be reading the old one.
local function take_added(layer)
  layer.spans = merge(layer.spans, layer.added)
  layer.added, layer.longest = nil, nil
end

--- The state of a layer: `spans`, in order; nil for an unknown one.
local function state_of(self, name)
  local layer = self.layers[name]
  if layer and layer.added then take_added(layer) end
  return layer
end

--- The spans of a layer, in order of text, longer ones first where two
-- start alike. Do not change the list; an unknown layer is an empty one.
function methods:layer(name)
  local layer = state_of(self, name)
  return layer and layer.spans or self.none
end

--- Iterates over the spans of a layer: `for span in doc:each "DATE" do`.
function methods:each(layer)
  local spans, i = self:layer(layer), 0
  return function()
    i = i + 1
    return spans[i]
  end
end

--- The spans of a layer that lie inside the bytes `first` to `last`.
function methods:within(layer, first, last)
  if type(first) ~= "number" then check_type(first, "number", 2, "within") end
  if type(last) ~= "number" then check_type(last, "number", 3, "within") end
  local state, found = state_of(self, layer), {}
  if not state then return found end
  local spans = state.spans
  state.hint = last_start(spans, first - 1, state.hint)
  local i = state.hint + 1
  local span = spans[i]
  while span and span.first <= last do
    if span.last <= last then found[#found + 1] = span end
    i = i + 1
    span = spans[i]
  end
  return found
end

--- Sets the length of a layer's longest span, in bytes.
local function find_longest(layer)
  local longest = 0
  for _, span in ipairs(layer.spans) do
    local length = span.last - span.first + 1
    if length > longest then longest = length end
  end
  layer.longest = longest
end

--- The span of a layer that covers a byte, the one that starts last.
local function find_at(self, layer, byte)
  local state = state_of(self, layer)
  if not state then return nil end
  local spans = state.spans
  local i = last_start(spans, byte, state.hint)
  state.hint = i
  if i == 0 then return nil end
  if spans[i].last >= byte then return spans[i] end
  if not state.longest then find_longest(state) end
  local longest = state.longest
  for k = i - 1, 1, -1 do
    if spans[k].last >= byte then return spans[k] end
    if spans[k].first + longest <= byte then return nil end
  end
  return nil
end

--- The span of a layer that covers a byte, the one that starts last if
-- several do, or nil.
function methods:at(layer, byte)
  if type(byte) ~= "number" then check_type(byte, "number", 2, "at") end
  return find_at(self, layer, byte)
end

--- The names of the layers that hold anything, sorted.
function methods:layer_names()
  local names = {}
  for name in pairs(self.layers) do
    if #self:layer(name) > 0 then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- The source text of a span, byte for byte.
function methods:text_of(span)
  check_type(span, "table", 1, "text_of")
  return self.text:sub(span.first, span.last)
end

--- The number of the line that holds a byte, from 1.
function methods:line_at(byte)
  if type(byte) ~= "number" then check_type(byte, "number", 1, "line_at") end
  local i = last_start(self.lines, byte, self.line_hint)
  self.line_hint = i
  return i > 0 and i or 1
end

--- The zone of the line that holds a byte ("title", "body", ...), or nil
-- before zones are known.
function methods:zone_at(byte)
  if type(byte) ~= "number" then check_type(byte, "number", 1, "zone_at") end
  local zone = find_at(self, "zone", byte)
  return zone and zone.id
end

--- Iterates over the sentences: `for first, last in doc:sentences() do`.
function methods:sentences()
  return self.tokens:sentences()
end

--- The sentence that holds a byte: its first and last byte, or nil between
-- sentences.
function methods:sentence_at(byte)
  if type(byte) ~= "number" then
    check_type(byte, "number", 1, "sentence_at")
  end
  local starts = self.sentence_starts
  if not starts then
    starts = core.sentence_starts(self.tokens)
    self.sentence_starts = starts
  end
  return core.sentence_at(self.tokens, starts, byte)
end

local function line_spans(text)
  local spans = {}
  for first, last in core.lines(text) do
    spans[#spans + 1] = { first = first, last = last }
  end
  return spans
end

local known_settings = { "invalid", "glued" }
local invalid_choices, glued_choices = { "error", "replace" }, { true, false }
local cut, whole = { glued = true }, { glued = false }  -- of core.tokens

--- Makes a document.
-- @param text     the source; it is never changed
-- @param meta     what is known about it: `name`, `path`, or anything else
-- @param settings `invalid`: "error" (the default) refuses text that is not
--   UTF-8, "replace" takes it as it is; exports then show U+FFFD instead;
--   `glued`: whether words that lack a space between them ("Azerbaijancủa")
--   are cut into tokens, as those of viet.tokens (true by default)
-- @return the document, or nil, a message and the position of the bad byte
local function new(text, meta, settings)
  check_type(text, "string", 1, "document")
  if meta ~= nil then check_type(meta, "table", 2, "document") end
  settings = options.check(settings, known_settings)
  local glued = options.choose(settings, "glued", glued_choices)
  if options.choose(settings, "invalid", invalid_choices) == "error" then
    local valid, position = core.is_utf8(text)
    if not valid then
      return nil, ("invalid UTF-8 at byte %d"):format(position), position
    end
  end
  return setmetatable({
    text = text,
    meta = meta or {},
    tokens = core.tokens(text, glued and cut or whole),
    lines = line_spans(text),
    layers = {},
    none = {},          -- the spans of a layer that is not there
    line_hint = 0,      -- the line that was last asked for
  }, Document)
end

return new
