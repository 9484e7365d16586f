--- What each rule found, and how much of it is right.
--
-- An annotation is counted under its type and the rule that made it. Each has
-- one rule, so the hits of all rules of a type add up to those of the type,
-- and so do their recalls. Posts are of the type HOLDS; events count as in
-- the loose score. Lines of lexicons are counted in the same way.

local matching = require "viet.evaluate.matching"

local rules = {}

local function add_gold(counts, kind)
  counts.gold[kind] = (counts.gold[kind] or 0) + 1
end

local function add_predicted(counts, kind, annotation, is_hit)
  local rule = annotation[counts.by]
  if not rule then return end
  local key = kind .. "\0" .. rule
  local row = counts.rows[key]
  if not row then
    row = { name = rule, type = kind, hits = 0, predicted = 0 }
    counts.rows[key] = row
  end
  row.predicted = row.predicted + 1
  row.hits = row.hits + (is_hit and 1 or 0)
end

local function add_keyed(counts, golds, predictions, key_of, kind)
  local wanted = matching.index(golds, key_of)
  for _, annotation in pairs(wanted) do
    add_gold(counts, kind or annotation.type)
  end
  for key, annotation in pairs(matching.index(predictions, key_of)) do
    add_predicted(counts, kind or annotation.type, annotation,
      wanted[key] ~= nil)
  end
end

local function add_events(counts, golds, predictions)
  local partner, is_hit = matching.events(golds, predictions, false), {}
  for i, event in ipairs(golds) do
    add_gold(counts, event.type)
    if partner[i] then is_hit[partner[i]] = true end
  end
  for k, event in ipairs(predictions) do
    add_predicted(counts, event.type, event, is_hit[k])
  end
end

--- Counts of nothing yet.
-- @param by  the field of annotations that is counted: "rule" or "lexicon"
function rules.new(by)
  return { rows = {}, gold = {}, by = by }
end

--- Adds the annotations of one document.
function rules.add(counts, gold, predicted)
  add_keyed(counts, gold.mentions, predicted.mentions,
    matching.key_of_mention)
  add_keyed(counts, gold.posts, predicted.posts, matching.key_of_post,
    "HOLDS")
  add_events(counts, gold.events or {}, predicted.events or {})
end

--- The counts as an array of {name =, type =, hits =, predicted =, gold =},
-- by type and name; `gold` counts all gold annotations of the type.
function rules.list(counts)
  local list = {}
  for _, row in pairs(counts.rows) do
    row.gold = counts.gold[row.type] or 0
    list[#list + 1] = row
  end
  table.sort(list, function(a, b)
    if a.type ~= b.type then return a.type < b.type end
    return a.name < b.name
  end)
  return list
end

return rules
