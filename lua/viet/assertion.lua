--- How events are meant: told as they were, planned, past, supposed, denied.
--
--     local stage = viet.assertion { layers = { "MEET", "VISIT" } }
--     local pipeline = viet.news.pipeline():with(stage)
--     for visit in doc:each "VISIT" do print(visit.assertion) end
--
-- After ConText: a *cue* ("sẽ", "nếu", "không", "đã từng", "bị hủy") looks in
-- a direction, over a number of tokens, up to a word that *stops* it ("nhưng",
-- ";") or the end of the sentence. Words in which a cue only seems to stand
-- ("không quân", "từng bước") are in the list, too. It is assertion/assertion.tsv;
-- bring your own for other texts.

local extractor = require "viet.extractor"
local gazetteer = require "viet.gazetteer"
local options = require "viet.options"
local ordered = require "viet.ordered"

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

--- The tokens of names, as items with `from` and `to`: they count as nothing,
-- and no cue stands in them.
local function collect_names(doc, layers)
  local names = {}
  for _, layer in ipairs(layers) do
    for span in doc:each(layer) do
      local from, to = doc.tokens:at(span.first), doc.tokens:at(span.last)
      for token = from or 1, to or 0 do names[token] = true end
    end
  end
  return names
end

--- All cues and stops of a document in order of text, with their tokens.
local function collect_cues(doc, cues, names)
  local found = {}
  for first, last, id, kind, entry in cues:matches(doc.tokens) do
    local from = doc.tokens:at(first)
    if kind ~= "NONE" and not names[from] then
      found[#found + 1] = {
        first = first, last = last, id = id, type = kind, entry = entry,
        from = from, to = doc.tokens:at(last),
      }
    end
  end
  return found
end

--- The number of tokens between two that are no names, or nil if a semicolon
-- stands there.
local function measure(reading, from, to)
  local count = 0
  for token = from + 1, to - 1 do
    if not reading.names[token] then
      if reading.doc.tokens:text(token) == ";" then return nil end
      count = count + 1
    end
  end
  return count
end

--- Does a stop hold for cues of a kind?
local function stops(entry, kind)
  return ((" %s "):format(entry.stops)):find((" %s "):format(kind), 1, true)
end

--- Does a word between two tokens stop cues of a kind?
local function is_stopped(cues, kind, from, to)
  for _, cue in ipairs(cues) do
    if cue.type == "STOP" and cue.from > from and cue.to < to
        and stops(cue.entry, kind) then
      return true
    end
  end
  return false
end

--- Does a cue reach an event, `from` and `to` being the event's tokens?
local function reaches(reading, cues, cue, from, to)
  local direction = cue.entry.direction
  local is_before = cue.from < from
  if not is_before and cue.from <= to then return false end
  if direction ~= "both" and (direction == "forward") ~= is_before then
    return false
  end
  local low, high = cue.to, from
  if not is_before then low, high = to, cue.from end
  local distance = measure(reading, low, high)
  local scope = tonumber(cue.entry.scope) or math.huge
  return distance ~= nil and distance <= scope
    and not is_stopped(cues, cue.id, low, high)
end

--- The cue that tells how an event is meant, or nil.
local function find_cue(reading, cues, from, to)
  local best, best_rank
  for _, cue in ipairs(cues) do
    if cue.type == "CUE" and reaches(reading, cues, cue, from, to) then
      for rank, kind in ipairs(KINDS) do
        if kind == cue.id and (not best or rank < best_rank) then
          best, best_rank = cue, rank
        end
      end
    end
  end
  return best
end

--- The cues of the sentence that holds a byte.
local function cues_around(reading, byte)
  local first, last = reading.doc:sentence_at(byte)
  local list = {}
  if not first then return list end
  for cue in ordered.inside(reading.cues, "first", "last", first, last) do
    list[#list + 1] = cue
  end
  return list
end

--- Tells how an event is meant, in the span itself.
local function judge(reading, span)
  local tokens = reading.doc.tokens
  local from, to = tokens:at(span.first), tokens:at(span.last)
  local cue = from and to
    and find_cue(reading, cues_around(reading, span.first), from, to)
  span.assertion = cue and cue.id or DEFAULT
  span.cue = cue and { first = cue.first, last = cue.last } or nil
  span.cue_rule = cue and cue.entry.source or nil
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
      local tokens = collect_names(doc, names)
      local reading = {
        doc = doc, names = tokens, cues = collect_cues(doc, cues, tokens),
      }
      for _, layer in ipairs(settings.layers) do
        for span in doc:each(layer) do judge(reading, span) end
      end
    end,
  }
end

return new
