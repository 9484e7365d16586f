--- The extractor of MEET, VISIT, SIGN and ATTEND: what the article reports.
--
-- A span lies on the trigger, the word that tells the event most fully, and
-- has `actors` (ids of persons, then of countries, the visiting side first),
-- `place`, `date` (ISO), `object` (the document or the event attended), each
-- nil where the text does not tell it, `sentence` (`first` and `last`), and
-- as `rule` the rule that found it, such as "events.meet.with".
--
-- Reading is a cascade: rules/scene.rules finds the words that tell events and
-- the phrases around them (events/scene.lua); of the sentences that have such
-- words the parties are collected (events/view.lua), and rules/events.rules
-- tells how they stand to the words (events/relations.lua). Who met, visited or
-- signed is then a matter of countries (events/rules.lua), and what is told
-- again is merged over the article (events/merge.lua).

local cascade = require "viet.news.cascade"
local extractor = require "viet.extractor"
local extractor_rules = require "viet.extractor.rules"
local main_text = require "viet.news.events.main_text"
local merge = require "viet.news.events.merge"
local relations = require "viet.news.events.relations"
local rules = require "viet.news.events.rules"
local scene = require "viet.news.events.scene"
local sides = require "viet.news.holds.sides"
local view = require "viet.news.events.view"

--- A longer sentence (in bytes) is none, and is left out.
local LONGEST = 10000

--- Views of the sentences in which something is told, in order of text.
local function collect_views(base)
  local views = {}
  local function view_at(byte)
    local last_view = views[#views]
    if last_view and byte <= last_view.last then return last_view end
    local first, last = base.doc:sentence_at(byte)
    if not first or last - first >= LONGEST then return nil end
    views[#views + 1] = view.new(base, first, last)
    return views[#views]
  end
  local i, companies = 1, base.scene.companies
  for _, trigger in ipairs(base.scene.triggers) do
    while companies[i] and companies[i].first < trigger.first do
      view_at(companies[i].first)
      i = i + 1
    end
    local its_view = view_at(trigger.first)
    if its_view then
      its_view.triggers[#its_view.triggers + 1] = trigger
      trigger.phrase = its_view:phrase_of(trigger)
    end
  end
  while companies[i] do
    view_at(companies[i].first)
    i = i + 1
  end
  return views
end

--- What is known of a document, and views of its sentences.
local function read(doc)
  local reading = sides.read(doc)
  local base = view.prepare(reading, scene.read(reading),
    main_text.runs(reading))
  return base, collect_views(base)
end

local function collect_candidates(doc)
  local base, views = read(doc)
  local found, rest = {}, {}
  base.relations = relations.read(base.scene, views)
  for _, one in ipairs(views) do
    one:resolve()
    rules.apply(one, found, rest)
  end
  return found, rest
end

local function add_event(doc, event)
  local best = event.best
  local trigger = best.trigger.it
  doc:add(event.type, {
    first = trigger.first, last = trigger.last, actors = event.actors,
    place = event.place, date = event.date, object = event.object,
    sentence = { first = best.view.first, last = best.view.last },
    rule = best.rule,
  })
end

local events = extractor {
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

--- What the rules on triggers and parties search in, and inside of what.
local function where(doc)
  local base, views = read(doc)
  return relations.layers(base.scene, views), views
end

events.rules = cascade.new("news.events", {
  { rules = scene.rules, where = function(doc)
    return scene.where(sides.read(doc))
  end },
  { rules = relations.rules, where = where },
  { rules = relations.lists, where = where },
})

--- The names that code gives to what it decides, by its file and the type.
for _, decided in ipairs {
  { file = "meet", kind = "MEET", "meet.at", "meet.between", "meet.both",
    "meet.during", "meet.each", "meet.hosts", "meet.with" },
  { file = "attend", kind = "ATTEND", "attend.by", "attend.list",
    "attend.occasion", "meet.join" },
  { file = "visit", kind = "VISIT", "visit.arrive", "visit.during",
    "visit.earlier", "visit.of", "visit.to", "visit.welcome" },
  { file = "rules", kind = "VISIT", "visit.join" },
  { file = "sign", kind = "SIGN", "sign.by", "sign.passive",
    "sign.witnessed" },
} do
  for i, name in ipairs(decided) do decided[i] = "events." .. name end
  decided.file = ("viet/news/events/%s.lua"):format(decided.file)
  decided.reads = scene.rules_of(decided.kind)
  decided.kind = nil
  extractor_rules.decide(events.rules, decided)
end

return events
