--- What rules/events.rules tells of triggers and parties, noted in them.
--
-- Of a trigger
--     before        the parties that may be its subject, in order of text
--     behind        the first party behind it; `is_between`: behind "giữa";
--                   `is_shared`: it is that of the next trigger, too
--     comma_party   the first person behind a comma
--     joint         "stop", "then" or "comma" before it
--     is_unreal     it is only wished for, denied, or meant in general
--     is_noun, is_complete, has_with, is_passive, is_several, is_witnessed,
--     is_jubilee, is_occasion, is_also, is_fronted, is_of_guest
-- and what the rules of its type capture. Of a party
--     joined[b]     how the party b behind it belongs to it: "joined",
--                   "listed" or "next"; with_comma[b]: a comma parts them
--     member[b]     how b follows it in a long list: "parted" or "skipped"
--     is_last       the sentence or a mark ends behind it
--     is_behind_comma, is_ship
--     place         where it was met
-- Of a phrase, whether a clause begins with it (`fronted`).

local cascade = require "viet.news.cascade"
local main_text = require "viet.news.events.main_text"
local ordered = require "viet.ordered"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local relations = {}

relations.lists = assert(patterns.read(rules.path "lists.rules",
  { layers = { "PARTY" } }))

relations.rules = assert(patterns.read(rules.path "events.rules", {
  layers = { "TRIGGER", "PARTY", "PHRASE", "CONTEXT" },
  attributes = { "kind", "wants" },
}))

local read = {}

--- The trigger gets a flag.
local function mark(rule, field)
  read[rule] = function(_, captures) captures.it[field] = true end
end

--- The trigger gets what the rule captured, from the first match that has
-- its word.
local function keep(rule, field)
  read[rule] = function(_, captures)
    captures.it[field] = captures.it[field] or captures
  end
end

--- The trigger gets a list of what the rule captured.
local function collect(rule, field)
  read[rule] = function(_, captures)
    local trigger = captures.it
    trigger[field] = trigger[field] or {}
    table.insert(trigger[field], captures)
  end
end

mark("word.noun", "is_noun")
mark("word.complete", "is_complete")
mark("word.with", "has_with")
mark("word.passive", "is_passive")
mark("word.several", "is_several")
mark("word.witnessed", "is_witnessed")
mark("word.jubilee", "is_jubilee")
mark("word.occasion", "is_occasion")
mark("unreal.hope", "is_unreal")
mark("unreal.denied", "is_unreal")
mark("unreal.general", "is_unreal")
mark("unreal.yearly", "is_unreal")
mark("attend.also", "is_also")
mark("attend.guest", "is_of_guest")
mark("attend.fronted", "is_fronted")
keep("meet.of", "owner")
keep("meet.of_with", "owners")
keep("meet.hosts", "hosts")
keep("visit.goal_before", "goal_before")
keep("visit.owner", "visitor")
keep("visit.owner_before", "journey")
keep("sign.document", "document")
keep("sign.paper", "paper")
keep("sign.told", "told")
keep("hand.document", "document")
keep("hand.paper", "paper")
keep("attend.list", "list")
keep("attend.of", "list")
keep("attend.talks", "talks")
keep("visit.goal", "goals")
collect("visit.place", "goal_places")
collect("attend.event", "events")

local function add_subject(_, captures)
  local trigger = captures.it
  trigger.before = trigger.before or {}
  table.insert(trigger.before, captures.party)
end

read["before.subject"] = add_subject
read["before.object"] = add_subject

read["behind.near"] = function(_, captures)
  captures.it.behind = captures.it.behind or captures.party
end

read["behind.shared"] = function(_, captures)
  local trigger = captures.it
  trigger.behind, trigger.is_shared = trigger.behind or captures.party, true
end

read["behind.between"] = function(_, captures)
  captures.it.behind, captures.it.is_between = captures.party, true
end

read["behind.comma"] = function(_, captures)
  captures.it.comma_party = captures.it.comma_party or captures.party
end

for _, joint in ipairs { "stop", "then", "comma" } do
  read["joint." .. joint] = function(_, captures)
    captures.it.joint = captures.it.joint or joint
  end
end

--- Notes how two parties are joined.
local function join(rule, how, with_comma)
  read[rule] = function(_, captures)
    local a, b = captures.a, captures.b
    a.joined = a.joined or {}
    if a.joined[b] ~= "joined" then a.joined[b] = how end
    if with_comma then
      a.with_comma = a.with_comma or {}
      a.with_comma[b] = true
    end
  end
end

join("side.joined", "joined")
join("side.of", "joined")
join("side.and", "joined", true)
join("side.next", "next", true)

read["side.listed"] = function(self, captures)
  local a, b = captures.a, captures.b
  a.joined = a.joined or {}
  a.joined[b] = a.joined[b] == "joined" and "joined" or "listed"
  if self.doc.text:byte(captures.sep.first) == 44 then
    a.with_comma = a.with_comma or {}
    a.with_comma[b] = true
  end
end

read["side.end"] = function(_, captures) captures.it.is_last = true end
read["party.comma"] = function(_, captures)
  captures.it.is_behind_comma = true
end
read["party.ship"] = function(_, captures) captures.it.is_ship = true end

read["phrase.fronted"] = function(_, captures)
  captures.it.fronted = true
end

read["meet.there"] = function(self, captures)
  if self.scene.is_at[captures.place] then
    captures.party.place = captures.party.place or captures.place
  end
end

read["visit.earlier"] = function(self, captures)
  self.earlier[#self.earlier + 1] = captures
end

read["visit.arrive"] = function(_, captures)
  captures.it.arrives = captures.it.arrives or {}
  captures.it.arrives[captures.party] = true
end

read["sign.after"] = function(self, captures)
  self.behind_paper[captures.paper] = captures.party
end

read["attend.part"] = function(self, captures)
  self.whole_of[captures.event] = self.whole_of[captures.event]
    or captures.whole
end

read["attend.again"] = function(self, captures)
  self.again[captures.again] = true
end

read["attend.and"] = function(self, captures)
  self.more[captures.event] = self.more[captures.event] or captures.more
end

read["attend.word"] = function(self, captures)
  table.insert(self.event_words, captures.it)
end

--- Lists behind words such as "sau tàu của" belong to the last trigger before.
local function find_earlier(self, views)
  for _, captures in ipairs(self.earlier) do
    local byte = captures.it.first
    local view = views[ordered.count_before(views, "first", byte)]
    for _, trigger in ipairs(view and view.triggers or {}) do
      if trigger.last < byte then trigger.earlier = captures end
    end
  end
end

local function has_list(view)
  for _, trigger in ipairs(view.triggers) do
    if trigger.list or trigger.hosts or trigger.earlier then return true end
  end
  return false
end

--- Notes in the sentences that have lists how parties follow each other.
local function find_members(doc, views, layers)
  local inside = {}
  for _, view in ipairs(views) do
    if has_list(view) then inside[#inside + 1] = view end
  end
  if #inside == 0 then return end
  for _, _, captures, rule in cascade.matches(relations.lists, doc, layers,
      inside) do
    local a, b = captures.a, captures.b
    a.member = a.member or {}
    if rule == "list.parted" or not a.member[b] then
      a.member[b] = rule:match("[^.]*$")
    end
  end
end

--- What the rules search in: the triggers, parties and words of sentences.
-- @param scene  what scene.read gave
-- @param views  of sentences, in order of text
function relations.layers(scene, views)
  local triggers, parties = {}, {}
  for _, view in ipairs(views) do
    for _, trigger in ipairs(view.triggers) do
      triggers[#triggers + 1] = trigger
    end
    for _, party in ipairs(view.parties) do parties[#parties + 1] = party end
  end
  return main_text.layers(scene.doc, {
    TRIGGER = triggers, PARTY = parties, PHRASE = scene.phrases,
    CONTEXT = scene.contexts,
  })
end

--- Finds how the triggers and parties of sentences stand to each other.
-- @param scene  what scene.read gave
-- @param views  of sentences, in order of text
-- @return a table: `behind_paper` (from a DOCUMENT to the party behind it),
--   `whole_of`, `more` (from a NAMED_EVENT to another one: what it is part of,
--   what is listed behind it), `again` (a set of those in brackets behind
--   another name), `event_words`
function relations.read(scene, views)
  local doc = scene.doc
  local self = { doc = doc, scene = scene, earlier = {}, behind_paper = {},
    whole_of = {}, more = {}, again = {}, event_words = {} }
  local layers = relations.layers(scene, views)
  for _, _, captures, rule in cascade.matches(relations.rules, doc, layers,
      views) do
    read[rule](self, captures)
  end
  find_earlier(self, views)
  find_members(doc, views, layers)
  return self
end

return relations
