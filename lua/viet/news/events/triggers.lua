--- The words that tell events, as rules/triggers.rules finds them in the text.
--
-- A trigger is a span with `kind` (the type of its event), `id` (its rule's
-- name), `it` (the part that is the trigger), `to` (its last token), `wants`, and
-- what else is known of its `word`.

local cascade = require "viet.news.cascade"
local main_text = require "viet.news.events.main_text"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local triggers = {}

triggers.rules = assert(patterns.read(rules.path "triggers.rules",
  { layers = { "RUN" } }))

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
function triggers.rules_of(kind)
  local names = {}
  for name, word in pairs(words) do
    if word.kind == kind then names[#names + 1] = "trigger." .. name end
  end
  table.sort(names)
  return names
end

--- Reading ------------------------------------------------------------------

local read = {}

--- A trigger gets what its words mean.
local function find_trigger(id, word)
  read["trigger." .. id] = function(self, captures, first, last, to)
    self.triggers[#self.triggers + 1] = {
      first = first, last = last, to = to, id = id, it = captures.it,
      kind = word.kind, wants = word.wants, word = word,
    }
  end
end

for id, word in pairs(words) do find_trigger(id, word) end

read["company"] = function(self, captures)
  self.companies[#self.companies + 1] = captures.it
end

read["date.same"] = function(self, captures)
  self.days[#self.days + 1] = captures.it
end

--- What the rules search in, and inside of which spans.
-- @param reading  what sides.read gave of a document
function triggers.where(reading)
  return main_text.layers(reading.doc, { RUN = main_text.runs(reading) }),
    main_text.lines(reading.doc)
end

--- Finds the words of a document that tell events.
-- @param reading  what sides.read gave of it
-- @return a table, all in order of text: `triggers`; `companies`, words that say
--   that somebody goes along on a visit; and `days`, those that say of a date
--   that it is the day of what was told before
function triggers.read(reading)
  local self = { triggers = {}, companies = {}, days = {} }
  local layers, inside = triggers.where(reading)
  for first, last, captures, rule, _, to in cascade.matches(triggers.rules,
      reading.doc, layers, inside) do
    local found = read[rule]
    if found then found(self, captures, first, last, to) end
  end
  return self
end

return triggers
