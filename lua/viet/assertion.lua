--- How events are meant: told as they were, planned, past, supposed, denied.
--
--     local stage = viet.assertion { layers = { "MEET", "VISIT" } }
--     local pipeline = viet.news.pipeline():with(stage)
--     for visit in doc:each "VISIT" do print(visit.assertion) end
--
-- After ConText: a *cue* ("sẽ", "nếu", "không", "đã từng", "bị hủy") looks in
-- a direction, over a number of tokens, up to a word that *stops* it ("nhưng",
-- ";") or the end of the sentence. Words in which a cue only seems to stand
-- ("không quân", "từng bước") are in the list, too. It is
-- assertion/assertion.tsv; bring your own for other texts.

local extractor = require "viet.extractor"
local gazetteer = require "viet.gazetteer"
local options = require "viet.options"
local ordered = require "viet.ordered"
local reading_of = require "viet.assertion.reading"

-- require passes the file's name from Lua 5.2 on; 5.1 has to ask debug.
local file = select(2, ...) or debug.getinfo(1, "S").source:match("^@(.*)")
local CUES = file:gsub("%.lua$", "") .. "/assertion.tsv"

--- What an event can be, the one that prevails first: "chưa có kế hoạch thăm"
-- is negated, "nếu sẽ thăm" is hypothetical.
local KINDS = { "negated", "hypothetical", "planned", "past" }
local DEFAULT = "asserted"

--- Reading cues -------------------------------------------------------------

local DIRECTIONS = { "forward", "backward", "both" }
local TYPES = { "CUE", "STOP", "NONE" }

--- What is wrong with an entry of the list, or nil.
local function find_fault(entry)
  local fault = options.fault("type", entry.type, TYPES)
  for kind in (entry.stops or ""):gmatch("%S+") do
    fault = fault or options.fault("stop", kind, KINDS)
  end
  if not fault and entry.type == "CUE" then
    fault = options.fault("id", entry.id, KINDS)
      or options.fault("direction", entry.direction, DIRECTIONS)
    if not fault and entry.scope and not entry.scope:find("^%d+$") then
      fault = ("bad scope '%s' (expected a number of tokens)")
        :format(entry.scope)
    end
  end
  return fault and ("%s: %s"):format(entry.source, fault)
end

--- The cues and stops of a list, ready to be found; or nil and a message.
local function read_cues(path)
  local tsv = require "viet.tsv"
  local rows, message = tsv.read(path)
  if not rows then return nil, message end
  for _, row in ipairs(rows) do
    local fault = find_fault(row)
    if fault then return nil, fault end
  end
  return gazetteer(rows)
end

--- Finding ------------------------------------------------------------------

--- Does a cue reach over the tokens between two? Those of names do not count,
-- and a semicolon ends it.
local function spans(reading, cue, low, high)
  local scope, count = tonumber(cue.entry.scope) or math.huge, 0
  for token = low + 1, high - 1 do
    if not reading.names[token] then
      count = count + 1
      if count > scope or reading.semicolons[token] then return false end
    end
  end
  return true
end

--- Is `a` a stronger kind than `b`, the cue found so far or nil?
local function is_stronger(a, b)
  if not b then return true end
  for _, kind in ipairs(KINDS) do
    if kind == b.id then return false end
    if kind == a.id then return true end
  end
end

--- The strongest cue on one side of an event. The cues there are walked
-- through from the nearest one on; stops hold for all behind them.
-- @param best  the strongest cue so far, or nil
-- @param step  -1: the cues before the event, 1: those behind it
local function find_on_side(reading, cues, best, start, step, event)
  local stopped, i = {}, start
  while cues[i] do
    local cue = cues[i]
    local direction = cue.entry.direction
    if cue.type == "STOP" then
      for kind in cue.entry.stops:gmatch("%S+") do stopped[kind] = true end
    elseif not stopped[cue.id] and is_stronger(cue, best)
        and (direction == "both" or (direction == "forward") == (step < 0))
    then
      local low, high = cue.to, event.from
      if step > 0 then low, high = event.to, cue.from end
      if spans(reading, cue, low, high) then best = cue end
    end
    i = i + step
  end
  return best
end

--- How many tokens away from an event cues are looked for. No sentence is as
-- long; it keeps a line of many events from taking for ever.
local REACH = 200

--- The cues around an event, in order of text.
local function cues_around(reading, event)
  local list = {}
  for cue in ordered.inside(reading.cues, "from", "to", event.from - REACH,
      event.to + REACH) do
    list[#list + 1] = cue
  end
  return list
end

--- The cue that tells how an event is meant, or nil.
local function find_cue(reading, event)
  if not reading.cues[1] then return nil end
  local cues = cues_around(reading, event)
  local before, behind = 0, #cues + 1
  for i, cue in ipairs(cues) do
    if cue.from < event.from then before = i end
    if cue.from > event.to then behind = math.min(behind, i) end
  end
  local best = find_on_side(reading, cues, nil, before, -1, event)
  return find_on_side(reading, cues, best, behind, 1, event)
end

--- Tells how an event is meant, in the span itself. `reading` is nil where it
-- is in no sentence.
local function judge(doc, reading, span)
  local event = { from = doc.tokens:at(span.first),
    to = doc.tokens:at(span.last) }
  local cue = reading and find_cue(reading, event)
  span.assertion = cue and cue.id or DEFAULT
  span.cue = cue and { first = cue.first, last = cue.last } or nil
  span.cue_rule = cue and cue.entry.source or nil
end

--- Judges all events of a document.
local function judge_all(doc, layers, names, cues)
  local readings = {}
  for _, layer in ipairs(layers) do
    for span in doc:each(layer) do
      local first, last = doc:sentence_at(span.first)
      if first and not readings[first] then
        readings[first] = reading_of.sentence(doc, cues, names, first, last)
      end
      judge(doc, readings[first or 0], span)
    end
  end
end

--- The stage ----------------------------------------------------------------

local function copy_all(...)
  local all = {}
  for i = 1, select("#", ...) do
    for _, name in ipairs((select(i, ...))) do all[#all + 1] = name end
  end
  return all
end

--- Makes an extractor that tells how events are meant.
-- @param settings  `layers`: an array of the layers of events, whose spans
--   lie on the word that tells the event; `names`: an array of layers whose
--   spans count as no words, such as PERSON (default: none); `cues`: the path
--   of another list of cues; `name`: of the extractor (default "assertion")
-- @return an extractor. It gives each span `assertion`: "asserted",
--   "planned", "past", "hypothetical" or "negated"; and unless asserted `cue`
--   (`first` and `last` of the word that tells it) and `cue_rule` (its line in
--   the list, "assertion.tsv:20")
-- Raises an error for a list that cannot be read.
-- @usage stage = viet.assertion { layers = { "CALL" }, names = { "SHIP" } }
local function new(settings)
  settings = options.check(settings, { "layers", "names", "cues", "name" })
  if type(settings.layers) ~= "table" or #settings.layers == 0 then
    error("an assertion needs 'layers' (an array of layer names)", 2)
  end
  local cues, message = read_cues(settings.cues or CUES)
  if not cues then error(message, 2) end
  local names = settings.names or {}
  return extractor {
    name = settings.name or "assertion",
    needs = copy_all(settings.layers, names),
    gives = copy_all(settings.layers),
    run = function(doc)
      judge_all(doc, settings.layers, names, cues)
    end,
  }
end

return new
