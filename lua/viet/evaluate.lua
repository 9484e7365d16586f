--- How good a pipeline is: its annotations against gold ones.
--
--     local score = viet.evaluate.score(golds, predictions)
--     print(score.mentions.f1)
--     io.write(viet.evaluate.report(score))
--
-- Both are records as `viet.gold` reads and makes them. What counts as right:
--
--   mentions        same span and type; linked ones the same id as well
--   dates           same span and value
--   posts           same person, title, organisation, former or not
--   main text kept  lines of title, lead, body and caption, against the rest
--   zones           accuracy by line
--   events, loose   same type, and at least half of all actors shared, or
--                   some and an overlapping trigger; one to one, best first
--   events, strict  same type, actors, date and place
--
-- Precision is the share of predictions that are right, recall the share of
-- gold annotations that are found, F1 their harmonic mean. Counts are added
-- up over all documents before they are divided.

local differences = require "viet.evaluate.differences"
local matching = require "viet.evaluate.matching"
local report = require "viet.evaluate.report"
local rules = require "viet.evaluate.rules"

local evaluate = {
  differences = differences,
  report = report.score,
  report_rules = report.rules,
  report_lexicons = report.lexicons,
}

local MAIN_TEXT = { title = true, lead = true, body = true, caption = true }

--- Counting -----------------------------------------------------------------

-- Hits, predictions and gold annotations, and the figures they give.
local function count(hits, predicted, gold)
  local precision = predicted > 0 and hits / predicted or 0
  local recall = gold > 0 and hits / gold or 0
  local sum = precision + recall
  return {
    hits = hits, predicted = predicted, gold = gold,
    precision = precision, recall = recall,
    f1 = sum > 0 and 2 * precision * recall / sum or 0,
  }
end

--- Adds `amount` to a field of a table of counts.
local function add(counts, field, amount)
  counts[field] = (counts[field] or 0) + amount
end

local function has_id(mention)
  return mention.id ~= nil and mention.id ~= ""
end

local function add_zones(counts, gold, predicted)
  local wanted = matching.index(gold.zones, matching.key_of_zone)
  local found = matching.index(predicted.zones, matching.key_of_zone)
  for line, zone in pairs(wanted) do
    local other = found[line] and found[line].zone
    local is_main, kept = MAIN_TEXT[zone.zone], MAIN_TEXT[other]
    add(counts, "zone_lines", 1)
    add(counts, "zone_hits", other == zone.zone and 1 or 0)
    add(counts, "kept_hits", is_main and kept and 1 or 0)
    add(counts, "kept_gold", is_main and 1 or 0)
    add(counts, "kept_predicted", kept and 1 or 0)
  end
end

local function type_counts(counts, name)
  counts.types[name] = counts.types[name]
    or { hits = 0, predicted = 0, gold = 0 }
  return counts.types[name]
end

local function add_gold_mentions(counts, wanted, found)
  local hits = 0
  for key, mention in pairs(wanted) do
    local of_type = type_counts(counts, mention.type)
    add(of_type, "gold", 1)
    add(counts, "linked_gold", has_id(mention) and 1 or 0)
    local other = found[key]
    if other then
      hits = hits + 1
      add(of_type, "hits", 1)
      local is_linked = has_id(mention) and mention.id == other.id
      add(counts, "linked_hits", is_linked and 1 or 0)
    end
  end
  return hits
end

--- Adds the mentions of one document; returns their own figures.
local function add_mentions(counts, gold, predicted)
  local wanted, in_gold = matching.index(gold.mentions, matching.key_of_mention)
  local found, in_predicted = matching.index(predicted.mentions,
    matching.key_of_mention)
  local hits = add_gold_mentions(counts, wanted, found)
  for _, mention in pairs(found) do
    add(type_counts(counts, mention.type), "predicted", 1)
    add(counts, "linked_predicted", has_id(mention) and 1 or 0)
  end
  add(counts, "mention_hits", hits)
  add(counts, "mention_gold", in_gold)
  add(counts, "mention_predicted", in_predicted)
  return count(hits, in_predicted, in_gold)
end

local function add_dates(counts, gold, predicted)
  local wanted, in_gold = matching.index(gold.dates, matching.key_of_span)
  local found, in_predicted = matching.index(predicted.dates,
    matching.key_of_span)
  for key, date in pairs(wanted) do
    local other = found[key]
    local value = other and other.value or nil
    add(counts, "date_hits", date.value == value and 1 or 0)
  end
  add(counts, "date_gold", in_gold)
  add(counts, "date_predicted", in_predicted)
end

local function add_posts(counts, gold, predicted)
  local wanted, in_gold = matching.index(gold.posts, matching.key_of_post)
  local found, in_predicted = matching.index(predicted.posts,
    matching.key_of_post)
  for key in pairs(wanted) do
    add(counts, "post_hits", found[key] and 1 or 0)
  end
  add(counts, "post_gold", in_gold)
  add(counts, "post_predicted", in_predicted)
end

--- Adds the events of one document; returns the figures of the loose ones.
local function add_events(counts, gold, predicted)
  local wanted, found = gold.events or {}, predicted.events or {}
  local _, loose = matching.events(wanted, found, false)
  local _, strict = matching.events(wanted, found, true)
  add(counts, "loose_hits", loose)
  add(counts, "strict_hits", strict)
  add(counts, "event_gold", #wanted)
  add(counts, "event_predicted", #found)
  return count(loose, #found, #wanted)
end

--- The score ----------------------------------------------------------------

local function name_of(record)
  return (record.name or record.doc or "?"):gsub("%.txt$", "")
end

local function add_document(counts, gold, predicted)
  add_zones(counts, gold, predicted)
  local mentions = add_mentions(counts, gold, predicted)
  add_dates(counts, gold, predicted)
  add_posts(counts, gold, predicted)
  local events = add_events(counts, gold, predicted)
  rules.add(counts.rules, gold, predicted)
  rules.add(counts.lexicons, gold, predicted)
  local is_right = gold.published == predicted.published
  add(counts, "published_hits", is_right and 1 or 0)
  counts.documents[#counts.documents + 1] = {
    name = name_of(gold), mentions = mentions, events = events,
  }
end

--- Counts with a name as figures, in the order of their names.
local function figures_by_name(by_name)
  local list = {}
  for name, counts in pairs(by_name) do
    local figures = count(counts.hits, counts.predicted, counts.gold)
    figures.name = name
    list[#list + 1] = figures
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

local function figures_of_rules(counts)
  local list = {}
  for i, row in ipairs(rules.list(counts)) do
    list[i] = count(row.hits, row.predicted, row.gold)
    list[i].name, list[i].type = row.name, row.type
  end
  return list
end

local function share(hits, all)
  return { hits = hits, all = all, accuracy = hits / math.max(1, all) }
end

--- The score that counts give.
local function sum_up(counts)
  local function get(name) return counts[name] or 0 end
  local function figures(hits, of)
    return count(get(hits .. "_hits"), get(of .. "_predicted"),
      get(of .. "_gold"))
  end
  return {
    zones = share(get("zone_hits"), get("zone_lines")),
    main_text = figures("kept", "kept"),
    mentions = figures("mention", "mention"),
    linked = figures("linked", "linked"),
    dates = figures("date", "date"),
    posts = figures("post", "post"),
    events_loose = figures("loose", "event"),
    events_strict = figures("strict", "event"),
    published = share(get("published_hits"), #counts.documents),
    types = figures_by_name(counts.types),
    rules = figures_of_rules(counts.rules),
    lexicons = figures_of_rules(counts.lexicons),
    documents = counts.documents,
  }
end

--- Scores predictions against gold annotations.
-- @param golds        an array of records; `name` or `doc` names each
-- @param predictions  an array of records, as many: the same documents in
--   the same order; false stands for a document without any prediction
-- @return a table. `main_text`, `mentions`, `linked`, `dates`, `posts`,
--   `events_loose` and `events_strict` hold `hits`, `predicted`, `gold`
--   (counts), `precision`, `recall`, `f1` (0 to 1); `zones` (lines) and
--   `published` (documents) hold `hits`, `all`, `accuracy`; `types` is an
--   array of such figures with a `name`; `rules` is one with a `name` and a
--   `type`, of the mentions, posts and events that each rule made, whose
--   recall is the rule's share in all gold annotations of the type;
--   `lexicons` is the same of the lines of lexicons that mentions rest on;
--   `documents` is an array of {name =, mentions =, events =}
-- @usage score = evaluate.score({gold.load("1.gold.json")}, {gold.record(d)})
function evaluate.score(golds, predictions)
  local counts = { types = {}, documents = {}, rules = rules.new "rule",
    lexicons = rules.new "lexicon" }
  for i, record in ipairs(golds) do
    add_document(counts, record, predictions[i] or {})
  end
  return sum_up(counts)
end

return evaluate
