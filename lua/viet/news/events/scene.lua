--- The scene: what rules/scene.rules finds in a document around its events.
--
--     local found = scene.read(reading, told, sentences)
--     found:refers(10, 80)       --> "visit": the words of bytes 10 to 80 refer
--                                    to a visit told before

local cascade = require "viet.news.cascade"
local main_text = require "viet.news.events.main_text"
local ordered = require "viet.ordered"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local scene = {}

local Scene = {}
Scene.__index = Scene

scene.rules = assert(patterns.read(rules.path "scene.rules",
  { layers = { "RUN" } }))

--- Reading ------------------------------------------------------------------

local read = {}

--- What a scene has under a name, which is new where it has none yet. One
-- without any has that of its class.
local function own(self, name)
  local all = rawget(self, name)
  if not all then
    all = {}
    self[name] = all
  end
  return all
end

--- What a rule finds goes into a list: the capture `it`, or the match, with an
-- `id`.
local function collect(rule, list, id)
  Scene[list] = {}
  read[rule] = function(self, captures, first, last)
    local it = captures and captures.it or { first = first, last = last }
    it.id = id
    local into = own(self, list)
    into[#into + 1] = it
  end
end

--- The spans of the document that a rule finds are noted in a set.
local function note(rule, set)
  Scene[set] = {}
  read[rule] = function(self, captures) own(self, set)[captures.it] = true end
end

Scene.phrases, Scene.contexts = {}, {}
for _, id in ipairs { "speech", "saying", "after", "occasion" } do
  read["phrase." .. id] = function(self, captures, first, last)
    local phrases, contexts = own(self, "phrases"), own(self, "contexts")
    phrases[#phrases + 1] = { first = first, last = last, id = id }
    contexts[#contexts + 1] = captures.cue
  end
end

for _, id in ipairs { "next", "meeting", "visit", "event" } do
  collect("refer." .. id, "refer", id)
end
collect("comment", "comments")
collect("held", "helds")
collect("world", "worlds")
collect("party.pair", "pairs")
collect("party.he", "pronouns")
collect("party.delegation", "delegations")
note("party.authority", "is_authority")
note("party.whence", "is_somewhere")
note("party.around", "is_somewhere")
note("no_party.namesake", "is_namesake")
note("no_party.team", "is_team")
note("no_party.squad", "is_team")
note("place.at", "is_at")
note("place.go", "is_go")
note("place.seat", "is_seat")
note("date.since", "is_since")
note("date.said", "is_said")

Scene.stops = {}
read["stop"] = function(self, _, first, last)
  local stops = own(self, "stops")
  stops[#stops + 1] = { first = first, last = last,
    is_semicolon = self.doc.text:byte(first) == 59 }
end

--- Phrases one behind the other: one ends before the next begins. `contexts`
-- are the words that open them.
local function settle_phrases(self)
  local kept, last = {}, 0
  for _, phrase in ipairs(self.phrases) do
    if phrase.first > last then
      kept[#kept + 1], last = phrase, phrase.last
    end
  end
  self.phrases = kept
end

--- Asking -------------------------------------------------------------------

--- The first element of a list that lies between two bytes, or nil.
local function first_of(list, first, last)
  local one = list[ordered.count_before(list, "first", first) + 1]
  return one and one.last <= last and one or nil
end

--- What the first words between two bytes refer to that refer to anything:
-- "next", "meeting", "visit", "event", or nil.
function Scene:refers(first, last)
  local one = first_of(self.refer, first, last)
  return one and one.id
end

--- What kind of phrase or reference begins at a byte, or nil.
-- @param list  "phrases" or "refer"
function Scene:begins_with(first, list)
  local one = self[list][ordered.count_before(self[list], "first", first) + 1]
  return one and one.first == first and one.id or nil
end

--- Does a semicolon stand between two bytes? With `marks` any end of a clause.
function Scene:has_stop(first, last, marks)
  local i = ordered.count_before(self.stops, "first", first) + 1
  while self.stops[i] and self.stops[i].last <= last do
    if marks or self.stops[i].is_semicolon then return true end
    i = i + 1
  end
  return false
end

--- Do the words between two bytes tell that an event takes place?
function Scene:is_held(first, last)
  return first_of(self.helds, first, last) ~= nil
end

--- Is it an event of several countries, by its name?
function Scene:is_of_world(span)
  return first_of(self.worlds, span.first, span.last) ~= nil
end

--- Is it said of a date that it is the day of what was told before?
function Scene:is_same_day(date)
  return first_of(self.days, date.first, date.last) ~= nil
end

--- Does a sentence tell again what was told, up to a byte?
function Scene:is_comment(first, last)
  return first_of(self.comments, first, last) ~= nil
end

--- Does somebody of a visit told before go along, says a sentence?
-- @return the words that say so, or nil
function Scene:find_company(first, last)
  return first_of(self.companies, first, last)
end

--- What the rules search in.
-- @param reading  what sides.read gave of a document
function scene.layers(reading)
  return main_text.layers(reading.doc, { RUN = main_text.runs(reading) })
end

--- Reads the sentences of a document that matter to its events.
-- @param reading    what sides.read gave of it
-- @param told       what events/triggers.lua found
-- @param sentences  spans, in order of text
-- @return the scene: `phrases`, `pairs`, `pronouns`, `delegations` in order of
--   text, and the sets of spans `is_at` and so on
function scene.read(reading, told, sentences)
  local self = setmetatable({ doc = reading.doc, companies = told.companies,
    days = told.days }, Scene)
  for first, last, captures, rule in cascade.matches(scene.rules, self.doc,
      scene.layers(reading), sentences) do
    read[rule](self, captures, first, last)
  end
  settle_phrases(self)
  return self
end

return scene
