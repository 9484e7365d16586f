--- The scene: what rules/scene.rules finds in a document around its events.
--
--     local found = scene.read(reading)
--     found.triggers[1].kind     --> "MEET"
--     found:refers(10, 80)       --> "visit": the words of bytes 10 to 80 refer
--                                    to a visit told before
--
-- A trigger is a span with `kind` (the type of its event), `id` (its rule's
-- name), `it` (the part that is the trigger), and what the rules of its type
-- read: `wants`, `rank`, `is_host`.

local cascade = require "viet.news.cascade"
local main_text = require "viet.news.events.main_text"
local ordered = require "viet.ordered"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local scene = {}

local Scene = {}
Scene.__index = Scene

--- The words that tell an event. `wants` is what has to stand beside one:
--   party          who is met, right behind it, or two sides in front of it
--   guest          a person who is met or received, right behind it
--   with           "với" and a person
--   country        where the visit goes
--   arrival        a person right before it and a country right behind it
--   paper          a document or a word for one
--   paper at once  the same, at once behind it
--   event          a named event
--   list           "của" and those who take part in a named event
-- `rank` tells which of several words for one event is its trigger (higher
-- wins); with `is_host` the visiting side is the one behind the word.
local words = {
  talks = { kind = "MEET", wants = "party", rank = 5 },
  call = { kind = "MEET", wants = "party", rank = 5 },
  meet = { kind = "MEET", wants = "party", rank = 5 },
  receive = { kind = "MEET", wants = "guest", rank = 5, is_host = true },
  exchange = { kind = "MEET", wants = "with", rank = 3 },
  phone = { kind = "MEET", wants = "party", rank = 5 },
  by_phone = { kind = "MEET", wants = "guest", rank = 4 },
  negotiate = { kind = "MEET", wants = "party", rank = 4 },
  courtesy = { kind = "MEET", wants = "guest", rank = 5 },
  work = { kind = "MEET", wants = "with", rank = 2 },
  contact = { kind = "MEET", wants = "with", rank = 3 },
  visit = { kind = "VISIT", wants = "country", rank = 5 },
  tour = { kind = "VISIT", wants = "country", rank = 4 },
  arrive = { kind = "VISIT", wants = "arrival", rank = 2 },
  welcome = { kind = "VISIT", wants = "guest", rank = 3 },
  sign = { kind = "SIGN", wants = "paper", rank = 5 },
  hand = { kind = "SIGN", wants = "paper at once", rank = 4 },
  attend = { kind = "ATTEND", wants = "event", rank = 5 },
  presence = { kind = "ATTEND", wants = "list", rank = 4 },
}

--- The names of the rules whose words tell events of a type, sorted.
function scene.rules_of(kind)
  local names = {}
  for name, word in pairs(words) do
    if word.kind == kind then names[#names + 1] = "trigger." .. name end
  end
  table.sort(names)
  return names
end

scene.rules = assert(patterns.read(rules.path "scene.rules",
  { layers = { "RUN" } }))

--- Reading ------------------------------------------------------------------

local read, lists = {}, { "contexts" }

--- What a rule finds goes into a list: the capture `it`, or the match, with an
-- `id`.
local function collect(rule, list, id)
  lists[#lists + 1] = list
  read[rule] = function(self, captures, first, last)
    local it = captures and captures.it or { first = first, last = last }
    it.id = id
    local into = self[list]
    into[#into + 1] = it
  end
end

--- The spans of the document that a rule finds are noted in a set.
local function note(rule, set_name)
  lists[#lists + 1] = set_name
  read[rule] = function(self, captures) self[set_name][captures.it] = true end
end

--- A trigger gets what its words mean.
local function find_trigger(id, word)
  read["trigger." .. id] = function(self, captures, first, last, from, to)
    self.triggers[#self.triggers + 1] = {
      first = first, last = last, from = from, to = to, id = id,
      it = captures.it, kind = word.kind, wants = word.wants,
      rank = word.rank, is_host = word.is_host,
    }
  end
end

lists[#lists + 1] = "triggers"
for id, word in pairs(words) do find_trigger(id, word) end

lists[#lists + 1] = "phrases"
for _, id in ipairs { "speech", "saying", "after", "occasion" } do
  read["phrase." .. id] = function(self, captures, first, last)
    self.phrases[#self.phrases + 1] = { first = first, last = last, id = id }
    self.contexts[#self.contexts + 1] = captures.cue
  end
end

for _, id in ipairs { "next", "meeting", "visit", "event" } do
  collect("refer." .. id, "refer", id)
end
collect("comment", "comments")
collect("company", "companies")
collect("word.hope", "hopes")
collect("word.invitation", "hopes")
collect("word.denial", "denials")
collect("word.paper", "papers")
collect("word.earlier", "earlier")
collect("held", "helds")
collect("world", "worlds")
collect("date.same", "days")
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

lists[#lists + 1] = "stops"
read["stop"] = function(self, _, first, last)
  self.stops[#self.stops + 1] = { first = first, last = last,
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

--- What the rules search in, and inside of which spans.
-- @param reading  what sides.read gave of a document
function scene.where(reading)
  return main_text.layers(reading.doc, { RUN = main_text.runs(reading) }),
    main_text.lines(reading.doc)
end

--- Reads a document.
-- @param reading  what sides.read gave of it
-- @return the scene: `triggers`, `phrases`, `pairs`, `pronouns`, `delegations`
--   in order of text, and the sets of spans `is_at` and so on
function scene.read(reading)
  local self = setmetatable({ doc = reading.doc }, Scene)
  for _, name in ipairs(lists) do self[name] = {} end
  local layers, inside = scene.where(reading)
  for first, last, captures, rule, from, to in cascade.matches(scene.rules,
      self.doc, layers, inside) do
    local found = read[rule]
    if found then found(self, captures, first, last, from, to) end
  end
  settle_phrases(self)
  return self
end

return scene
