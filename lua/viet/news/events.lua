--- The extractor of MEET, VISIT, SIGN and ATTEND: what the article reports.
--
-- A span lies on the trigger, the word that tells the event most fully, and
-- has `actors` (ids of persons, then of countries, the visiting side first),
-- `place`, `date` (ISO), `object` (the document or the event attended), each
-- nil where the text does not tell it, `sentence` (`first` and `last`), and
-- as `rule` the rule that found it, such as "events.meet.with".
--
-- Reading is a cascade: rules/triggers.rules finds the words that tell events
-- (events/triggers.lua), and rules/scene.rules the phrases in their sentences
-- (events/scene.lua); of these the parties are collected (events/view.lua), and
-- rules/events.rules tells how they stand to the words (events/relations.lua). Who met, visited or
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
local triggers = require "viet.news.events.triggers"
local view = require "viet.news.events.view"

--- A longer sentence (in bytes) is none, and is left out.
local LONGEST = 10000

--- Adds the sentences that hold the spans of a list to a set, by their first
-- byte.
local function add_sentences(doc, spans, sentences)
  for _, span in ipairs(spans) do
    local first, last = doc:sentence_at(span.first)
    if first and last - first < LONGEST then sentences[first] = last end
  end
end

--- The sentences of a set as spans, in order of text.
local function in_order(sentences)
  local list = {}
  for first, last in pairs(sentences) do
    list[#list + 1] = { first = first, last = last }
  end
  table.sort(list, function(a, b) return a.first < b.first end)
  return list
end

--- The sentences that tell something, and with them those that name events:
-- they tell where and when these take place.
local function find_sentences(doc, told)
  local telling, all = {}, {}
  add_sentences(doc, told.triggers, telling)
  add_sentences(doc, told.companies, telling)
  for first, last in pairs(telling) do all[first] = last end
  add_sentences(doc, doc:layer "NAMED_EVENT", all)
  return in_order(telling), in_order(all)
end

--- Views of the sentences in which something is told, in order of text.
local function collect_views(base, told, sentences)
  local views, words, i = {}, told.triggers, 1
  for number, sentence in ipairs(sentences) do
    local one = view.new(base, sentence.first, sentence.last)
    while words[i] and words[i].first <= sentence.last do
      local trigger = words[i]
      if trigger.first >= sentence.first then
        one.triggers[#one.triggers + 1] = trigger
        trigger.phrase = one:phrase_of(trigger)
      end
      i = i + 1
    end
    views[number] = one
  end
  return views
end

--- What is known of a document, and views of its sentences; nil if nothing is
-- told.
local function read(doc)
  local reading = sides.read(doc)
  local told = triggers.read(reading)
  local telling, all = find_sentences(doc, told)
  if #telling == 0 then return nil end
  local base = view.prepare(reading, scene.read(reading, told, all),
    main_text.runs(reading))
  return base, collect_views(base, told, telling)
end

local function collect_candidates(doc)
  local base, views = read(doc)
  local found, rest = {}, {}
  if not base then return found, rest end
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

--- What the rules of a scene search in, and inside of what.
local function where_scene(doc)
  local reading = sides.read(doc)
  local _, all = find_sentences(doc, triggers.read(reading))
  return scene.layers(reading), all
end

--- What the rules on triggers and parties search in, and inside of what.
local function where(doc)
  local base, views = read(doc)
  if not base then return doc, {} end
  return relations.layers(base.scene, views), views
end

events.rules = cascade.new("news.events", {
  { rules = triggers.rules, where = function(doc)
    return triggers.where(sides.read(doc))
  end },
  { rules = scene.rules, where = where_scene },
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
  decided.reads = triggers.rules_of(decided.kind)
  decided.kind = nil
  extractor_rules.decide(events.rules, decided)
end

return events
