--- What differs between a prediction and a gold annotation.

local matching = require "viet.evaluate.matching"

local function add_difference(list, what, kind, span, gold, predicted)
  list[#list + 1] = {
    what = what, type = kind, gold = gold, predicted = predicted,
    start = span.start, ["end"] = span["end"],
  }
end

--- What a mention means: the value of a DATE, the id of any other.
local function add_values(index, dates)
  for _, date in ipairs(dates or {}) do
    local mention = index[matching.key_of_span(date) .. ":DATE"]
    if mention then mention.value = date.value end
  end
end

local function compare_mentions(list, gold, predicted)
  local wanted = matching.index(gold.mentions, matching.key_of_mention)
  local found = matching.index(predicted.mentions, matching.key_of_mention)
  add_values(wanted, gold.dates)
  add_values(found, predicted.dates)
  for key, mention in pairs(wanted) do
    local other = found[key]
    if not other then
      add_difference(list, "missed", mention.type, mention, mention)
    elseif mention.id ~= other.id or mention.value ~= other.value then
      local what = mention.type == "DATE" and "value" or "id"
      add_difference(list, what, mention.type, mention, mention, other)
    end
  end
  for key, mention in pairs(found) do
    if not wanted[key] then
      add_difference(list, "false", mention.type, mention, nil, mention)
    end
  end
end

--- The names of the fields in which two events that fit differ.
local function differing_fields(a, b)
  local names = {}
  if matching.shared_actors(a, b) < 1 then names[1] = "actors" end
  for _, name in ipairs { "place", "date", "object" } do
    if not matching.is_same(a, b, name) then names[#names + 1] = name end
  end
  return names
end

local NOWHERE = { start = 0, ["end"] = 0 }

local function compare_events(list, gold, predicted)
  local wanted, found = gold.events or {}, predicted.events or {}
  local partner, used = matching.events(wanted, found, false), {}
  for i, event in ipairs(wanted) do
    local other = found[partner[i]]
    used[partner[i] or 0] = true
    local span = event.trigger or NOWHERE
    local names = other and differing_fields(event, other)
    if not other then
      add_difference(list, "missed", event.type, span, event)
    elseif #names > 0 then
      local what = table.concat(names, "+")
      add_difference(list, what, event.type, span, event, other)
    end
  end
  for k, event in ipairs(found) do
    if not used[k] then
      local span = event.trigger or NOWHERE
      add_difference(list, "false", event.type, span, nil, event)
    end
  end
end

--- Where a person is first mentioned, in gold if there; posts have no place
-- of their own.
local function place_of(person, gold, predicted)
  for _, mentions in ipairs { gold.mentions or {}, predicted.mentions or {} } do
    for _, mention in ipairs(mentions) do
      if mention.id == person then return mention end
    end
  end
  return NOWHERE
end

local function compare_posts(list, gold, predicted)
  local wanted = matching.index(gold.posts, matching.key_of_post)
  local found = matching.index(predicted.posts, matching.key_of_post)
  for key, post in pairs(wanted) do
    if not found[key] then
      local span = place_of(post.person, gold, predicted)
      add_difference(list, "missed", "HOLDS", span, post)
    end
  end
  for key, post in pairs(found) do
    if not wanted[key] then
      local span = place_of(post.person, gold, predicted)
      add_difference(list, "false", "HOLDS", span, nil, post)
    end
  end
end

local function compare_zones(list, gold, predicted)
  local found = matching.index(predicted.zones, matching.key_of_zone)
  for _, zone in ipairs(gold.zones or {}) do
    local other = found[zone.line]
    if not other or other.zone ~= zone.zone then
      add_difference(list, "zone", "zone", NOWHERE, zone, other)
      list[#list].line = zone.line
    end
  end
end

local function is_earlier(a, b)
  if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
  if a.start ~= b.start then return a.start < b.start end
  if a["end"] ~= b["end"] then return a["end"] > b["end"] end
  if a.type ~= b.type then return a.type < b.type end
  return a.what < b.what
end

--- Each difference between a prediction and a gold annotation.
-- @param gold       a record
-- @param predicted  a record
-- @return an array of tables in order of text: `what` is "missed" (only in
--   gold), "false" (only predicted), or what differs where both are there:
--   "id", "value" (of a DATE), "zone", or fields of an event, such as
--   "actors+date"; `type` is the layer, HOLDS for posts, "zone" for lines;
--   `gold` and `predicted` are the two annotations; `start` and `end` are
--   bytes from 0, half-open (for a zone, `line` instead)
local function find(gold, predicted)
  local list = {}
  compare_zones(list, gold, predicted)
  compare_mentions(list, gold, predicted)
  compare_posts(list, gold, predicted)
  compare_events(list, gold, predicted)
  table.sort(list, is_earlier)
  return list
end

return find
