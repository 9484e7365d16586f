--- The extractor of MEET, VISIT, SIGN and ATTEND: what the article reports.
--
-- A span lies on the trigger, the word that tells the event most fully, and
-- has `actors` (ids of persons, then of countries, the visiting side first),
-- `place`, `date` (ISO), `object` (the document or the event attended), each
-- nil where the text does not tell it, `sentence` (`first` and `last`), and
-- as `rule` the rule that found it, such as "events.meet.with".
--
-- Reading goes in three steps: a view of each sentence (events/view.lua), the
-- rules that find candidates in it (events/rules.lua), and merging them over
-- the article (events/merge.lua).

local extractor = require "viet.extractor"
local merge = require "viet.news.events.merge"
local rules = require "viet.news.events.rules"
local sides = require "viet.news.holds.sides"
local view = require "viet.news.events.view"

local ZONES = { title = true, lead = true, body = true, caption = true }

--- A longer run of tokens is no sentence, and is left out.
local LONGEST = 2000

local function collect_candidates(doc)
  local base, found, rest = view.prepare(sides.read(doc)), {}, {}
  for first, last in doc:sentences() do
    local tokens = doc.tokens:at(last) - doc.tokens:at(first)
    if ZONES[doc:zone_at(first)] and tokens < LONGEST then
      rules.apply(view.new(base, first, last), found, rest)
    end
  end
  return found, rest
end

local function add_event(doc, event)
  local best = event.best
  local trigger, last = best.trigger, best.trigger.last
  if trigger.end_of_mark then
    last = select(2, doc.tokens:span(trigger.end_of_mark))
  end
  doc:add(event.type, {
    first = trigger.first, last = last, actors = event.actors,
    place = event.place, date = event.date, object = event.object,
    sentence = { first = best.view.first, last = best.view.last },
    rule = best.rule,
  })
end

return extractor {
  name = "news.events",
  needs = {
    "zone", "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE",
    "NAMED_EVENT", "DOCUMENT", "DATE", "ids", "HOLDS",
  },
  gives = { "MEET", "VISIT", "SIGN", "ATTEND" },
  run = function(doc)
    for _, event in ipairs(merge.events(collect_candidates(doc))) do
      add_event(doc, event)
    end
  end,
}
