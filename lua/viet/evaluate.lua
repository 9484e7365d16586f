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

local text_table = require "viet.table"

local evaluate = {}

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

local function key_of_span(span)
  return span.start .. ":" .. span["end"]
end

local function key_of_mention(mention)
  return key_of_span(mention) .. ":" .. mention.type
end

local function key_of_post(post)
  return ("%s\0%s\0%s\0%s"):format(post.person, tostring(post.title),
    tostring(post.org), tostring(post.former or false))
end

--- An array as a table by key (of two with one key the last stays), and
-- how many keys there are.
local function index_by(list, key_of)
  local index, size = {}, 0
  for _, element in ipairs(list or {}) do
    local key = key_of(element)
    if index[key] == nil then size = size + 1 end
    index[key] = element
  end
  return index, size
end

--- Adds `amount` to a field of a table of counts.
local function add(counts, field, amount)
  counts[field] = (counts[field] or 0) + amount
end

local function has_id(mention)
  return mention.id ~= nil and mention.id ~= ""
end

local function add_zones(counts, gold, predicted)
  local wanted = index_by(gold.zones, function(zone) return zone.line end)
  local found = index_by(predicted.zones, function(zone) return zone.line end)
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

--- What one rule found, and how much of it is right.
local function add_to_rule(counts, mention, is_hit)
  if not mention.rule then return end
  local rule = counts.rules[mention.rule] or { hits = 0, predicted = 0 }
  counts.rules[mention.rule] = rule
  add(rule, "predicted", 1)
  add(rule, "hits", is_hit and 1 or 0)
end

--- Adds the mentions of one document; returns their own figures.
local function add_mentions(counts, gold, predicted)
  local wanted, in_gold = index_by(gold.mentions, key_of_mention)
  local found, in_predicted = index_by(predicted.mentions, key_of_mention)
  local hits = add_gold_mentions(counts, wanted, found)
  for key, mention in pairs(found) do
    add(type_counts(counts, mention.type), "predicted", 1)
    add(counts, "linked_predicted", has_id(mention) and 1 or 0)
    add_to_rule(counts, mention, wanted[key] ~= nil)
  end
  add(counts, "mention_hits", hits)
  add(counts, "mention_gold", in_gold)
  add(counts, "mention_predicted", in_predicted)
  return count(hits, in_predicted, in_gold)
end

local function add_dates(counts, gold, predicted)
  local wanted, in_gold = index_by(gold.dates, key_of_span)
  local found, in_predicted = index_by(predicted.dates, key_of_span)
  for key, date in pairs(wanted) do
    local other = found[key]
    local value = other and other.value or nil
    add(counts, "date_hits", date.value == value and 1 or 0)
  end
  add(counts, "date_gold", in_gold)
  add(counts, "date_predicted", in_predicted)
end

local function add_posts(counts, gold, predicted)
  local wanted, in_gold = index_by(gold.posts, key_of_post)
  local found, in_predicted = index_by(predicted.posts, key_of_post)
  for key in pairs(wanted) do
    add(counts, "post_hits", found[key] and 1 or 0)
  end
  add(counts, "post_gold", in_gold)
  add(counts, "post_predicted", in_predicted)
end

--- Events -------------------------------------------------------------------

local function to_set(list)
  local set = {}
  for _, element in ipairs(list or {}) do set[element] = true end
  return set
end

--- The share of all actors of two events that both have; 1 if none has any.
local function shared_actors(a, b)
  local in_a, in_b, shared, all = to_set(a.actors), to_set(b.actors), 0, 0
  for actor in pairs(in_a) do
    all = all + 1
    if in_b[actor] then shared = shared + 1 end
  end
  for actor in pairs(in_b) do
    if not in_a[actor] then all = all + 1 end
  end
  return all > 0 and shared / all or 1
end

--- A field of an event, where an empty string stands for none.
local function field(event, name)
  local value = event[name]
  if value == "" then return nil end
  return value
end

local function is_same(a, b, name)
  return field(a, name) == field(b, name)
end

local function triggers_overlap(a, b)
  local s, t = a.trigger, b.trigger
  return s ~= nil and t ~= nil and s.start < t["end"] and t.start < s["end"]
end

--- How well two events fit; 0: they are not the same one.
local function fit(gold, predicted, strict)
  if gold.type ~= predicted.type then return 0 end
  local shared = shared_actors(gold, predicted)
  local same_date = is_same(gold, predicted, "date")
  if strict then
    local same = shared == 1 and same_date
      and is_same(gold, predicted, "place")
    return same and 1 or 0
  end
  local overlap = triggers_overlap(gold, predicted)
  if shared >= 0.5 or shared > 0 and overlap then
    return shared + (overlap and 0.5 or 0) + (same_date and 0.25 or 0)
  end
  return 0
end

--- Pairs of events that can be the same, the best first; of equals the
-- later gold event first, then the later prediction.
local function find_pairs(gold, predicted, strict)
  local found = {}
  for i, g in ipairs(gold) do
    for k, p in ipairs(predicted) do
      local score = fit(g, p, strict)
      if score > 0 then
        found[#found + 1] = { score = score, gold = i, predicted = k }
      end
    end
  end
  table.sort(found, function(a, b)
    if a.score ~= b.score then return a.score > b.score end
    if a.gold ~= b.gold then return a.gold > b.gold end
    return a.predicted > b.predicted
  end)
  return found
end

--- Which prediction each gold event is taken for, by index, best pairs
-- first, each event once; and how many there are.
local function match_events(gold, predicted, strict)
  local partner, used, hits = {}, {}, 0
  for _, pair in ipairs(find_pairs(gold, predicted, strict)) do
    if not partner[pair.gold] and not used[pair.predicted] then
      partner[pair.gold], used[pair.predicted] = pair.predicted, true
      hits = hits + 1
    end
  end
  return partner, hits
end

--- Adds the events of one document; returns the figures of the loose ones.
local function add_events(counts, gold, predicted)
  local wanted, found = gold.events or {}, predicted.events or {}
  local _, loose = match_events(wanted, found, false)
  local _, strict = match_events(wanted, found, true)
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
  local is_right = gold.published == predicted.published
  add(counts, "published_hits", is_right and 1 or 0)
  counts.documents[#counts.documents + 1] = {
    name = name_of(gold), mentions = mentions, events = events,
  }
end

--- Named counts as figures, in the order of their names.
local function figures_by_name(by_name)
  local list = {}
  for name, counts in pairs(by_name) do
    local figures = count(counts.hits, counts.predicted, counts.gold or 0)
    figures.name = name
    list[#list + 1] = figures
  end
  table.sort(list, function(a, b) return a.name < b.name end)
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
    rules = figures_by_name(counts.rules),
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
--   array of such figures with a `name`, and so is `rules` (only hits,
--   predicted and precision), which counts mentions by the rule that made
--   them; `documents` is an array of {name =, mentions =, events =}
-- @usage score = evaluate.score({gold.load("1.gold.json")}, {gold.record(d)})
function evaluate.score(golds, predictions)
  local counts = { types = {}, rules = {}, documents = {} }
  for i, record in ipairs(golds) do
    add_document(counts, record, predictions[i] or {})
  end
  return sum_up(counts)
end

--- Differences --------------------------------------------------------------

local function add_difference(list, what, kind, span, gold, predicted)
  list[#list + 1] = {
    what = what, type = kind, gold = gold, predicted = predicted,
    start = span.start, ["end"] = span["end"],
  }
end

--- What a mention means: the value of a DATE, the id of any other.
local function add_values(index, dates)
  for _, date in ipairs(dates or {}) do
    local mention = index[key_of_span(date) .. ":DATE"]
    if mention then mention.value = date.value end
  end
end

local function compare_mentions(list, gold, predicted)
  local wanted = index_by(gold.mentions, key_of_mention)
  local found = index_by(predicted.mentions, key_of_mention)
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
  if shared_actors(a, b) < 1 then names[1] = "actors" end
  for _, name in ipairs { "place", "date", "object" } do
    if not is_same(a, b, name) then names[#names + 1] = name end
  end
  return names
end

local NOWHERE = { start = 0, ["end"] = 0 }

local function compare_events(list, gold, predicted)
  local wanted, found = gold.events or {}, predicted.events or {}
  local partner, used = match_events(wanted, found, false), {}
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
  local wanted = index_by(gold.posts, key_of_post)
  local found = index_by(predicted.posts, key_of_post)
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
  local found = index_by(predicted.zones, function(zone) return zone.line end)
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
function evaluate.differences(gold, predicted)
  local list = {}
  compare_zones(list, gold, predicted)
  compare_mentions(list, gold, predicted)
  compare_posts(list, gold, predicted)
  compare_events(list, gold, predicted)
  table.sort(list, is_earlier)
  return list
end

--- The report ---------------------------------------------------------------

local function three(number) return ("%.3f"):format(number) end

local function figures_row(name, figures)
  return {
    name, three(figures.precision), three(figures.recall), three(figures.f1),
    figures.hits, figures.predicted, figures.gold,
  }
end

local FIGURES = {
  { title = "" },
  { title = "precision", align = "right" },
  { title = "recall", align = "right" },
  { title = "F1", align = "right" },
  { title = "right", align = "right" },
  { title = "predicted", align = "right" },
  { title = "gold", align = "right" },
}

local function render_figures(title, rows)
  local columns = { { title = title } }
  for i = 2, #FIGURES do columns[i] = FIGURES[i] end
  return text_table.render(rows, columns)
end

local function render_head(score)
  local zones, published = score.zones, score.published
  return text_table.render({
    { "documents", #score.documents, "" },
    { "zone accuracy", three(zones.accuracy),
      ("%d of %d lines"):format(zones.hits, zones.all) },
    { "published date", three(published.accuracy),
      ("%d of %d documents"):format(published.hits, published.all) },
  }, { {}, { align = "right" }, {} }, { heading = false })
end

local function render_main(score)
  return render_figures("all documents", {
    figures_row("main text kept", score.main_text),
    figures_row("mentions", score.mentions),
    figures_row("linked mentions", score.linked),
    figures_row("dates resolved", score.dates),
    figures_row("posts held", score.posts),
    figures_row("events (loose)", score.events_loose),
    figures_row("events (strict)", score.events_strict),
  })
end

local function render_types(score)
  local rows = {}
  for i, figures in ipairs(score.types) do
    rows[i] = figures_row(figures.name, figures)
  end
  return render_figures("mentions by type", rows)
end

local function render_documents(score)
  local rows = {}
  for i, doc in ipairs(score.documents) do
    rows[i] = { doc.name, three(doc.mentions.f1), three(doc.events.f1) }
  end
  return text_table.render(rows, {
    { title = "by document", max = 40 },
    { title = "mentions F1", align = "right" },
    { title = "events F1", align = "right" },
  })
end

--- A score as a report for people: the figures of all documents, of each
-- mention type and of each document.
-- @param score  what `evaluate.score` returned
-- @return a string that ends with a line feed
function evaluate.report(score)
  return table.concat({
    render_head(score), render_main(score), render_types(score),
    render_documents(score),
  }, "\n")
end

--- The precision of each rule, as a table.
-- @param score  what `evaluate.score` returned
-- @return a string that ends with a line feed
function evaluate.report_rules(score)
  local rows = {}
  for i, rule in ipairs(score.rules) do
    rows[i] = { rule.name, three(rule.precision), rule.hits, rule.predicted }
  end
  return text_table.render(rows, {
    { title = "mentions by rule" },
    { title = "precision", align = "right" },
    { title = "right", align = "right" },
    { title = "predicted", align = "right" },
  })
end

return evaluate
