local evaluate = require "viet.evaluate"
local gold = require "viet.gold"
local json = require "viet.json"
local support = require "command.support"

local FOLDER = "spec/fixtures/annotated/"
local SHARED = "../shared/gold"

local function load(name)
  return assert(gold.load(FOLDER .. name .. ".gold.json"))
end

--- A deep copy.
local function copy(value)
  if type(value) ~= "table" or value == json.null then return value end
  local new = {}
  for key, element in pairs(value) do new[key] = copy(element) end
  return new
end

--- The figures of one kind: hits, predicted, gold.
local function counts(figures)
  return { figures.hits, figures.predicted, figures.gold }
end

describe("evaluate.score", function()
  it("finds nothing wrong with gold itself", function()
    local record = load "tiep-don"
    local score = evaluate.score({ record }, { copy(record) })
    assert.same({ 22, 22, 22 }, counts(score.mentions))
    assert.same({ 20, 20, 20 }, counts(score.linked))
    assert.same({ 2, 2, 2 }, counts(score.dates))
    assert.same({ 2, 2, 2 }, counts(score.posts))
    assert.same({ 4, 4, 4 }, counts(score.events_loose))
    assert.same({ 4, 4, 4 }, counts(score.events_strict))
    assert.same({ 4, 4, 4 }, counts(score.main_text))
    assert.same({ hits = 9, all = 9, accuracy = 1 }, score.zones)
    assert.same({ hits = 1, all = 1, accuracy = 1 }, score.published)
    assert.equal(1, score.mentions.f1)
    assert.equal("tiep-don", score.documents[1].name)
  end)

  it("counts an absent prediction as an empty one", function()
    local score = evaluate.score({ load "tiep-don" }, { false })
    assert.same({ 0, 0, 22 }, counts(score.mentions))
    assert.equal(0, score.mentions.f1)
    assert.equal(0, score.zones.accuracy)
    assert.equal(0, score.published.hits)
  end)

  it("wants the same span and type of a mention, and the id of a linked one",
    function()
      local record = load "ra-pha-bom-min"
      local predicted = copy(record)
      predicted.mentions[1].id = "country/LA"
      predicted.mentions[2].type = "PLACE"
      predicted.mentions[4].start = predicted.mentions[4].start + 1
      local score = evaluate.score({ record }, { predicted })
      assert.same({ 8, 10, 10 }, counts(score.mentions))
      assert.same({ 6, 9, 9 }, counts(score.linked))
      local types = {}
      for _, figures in ipairs(score.types) do
        types[figures.name] = counts(figures)
      end
      assert.same({ 1, 1, 2 }, types.COUNTRY)
      assert.same({ 0, 2, 1 }, types.PLACE)
    end)

  it("wants the value of a date", function()
    local record = load "tiep-don"
    local predicted = copy(record)
    predicted.dates[1].value = "2023-03-12"
    assert.same({ 1, 2, 2 },
      counts(evaluate.score({ record }, { predicted }).dates))
  end)

  it("wants person, title, organisation and former of a post, not the rank",
    function()
      local record = load "tiep-don"
      local predicted = copy(record)
      predicted.posts[1].rank = nil
      predicted.posts[2].former = true
      assert.same({ 1, 2, 2 },
        counts(evaluate.score({ record }, { predicted }).posts))
    end)

  it("keeps main text where its zone is another one of main text", function()
    local record = load "tiep-don"
    local predicted = copy(record)
    predicted.zones[4].zone = "body"     -- of the lead
    predicted.zones[9].zone = "caption"  -- of a related line
    local score = evaluate.score({ record }, { predicted })
    assert.same({ 4, 5, 4 }, counts(score.main_text))
    assert.equal(7, score.zones.hits)
  end)

  it("takes events loosely with half of the actors, or an overlapping trigger",
    function()
      local record = load "ra-pha-bom-min"
      local event = record.events[1]
      local function score_with(actors, shift)
        local predicted = copy(record)
        predicted.events[1].actors = actors
        predicted.events[1].trigger.start = event.trigger.start + shift
        predicted.events[1].trigger["end"] = event.trigger["end"] + shift
        local score = evaluate.score({ record }, { predicted })
        return score.events_loose.hits, score.events_strict.hits
      end
      local a, b, c, d = table.unpack(event.actors)
      assert.same({ 1, 1 }, { score_with({ d, c, b, a }, 50) })
      assert.same({ 1, 0 }, { score_with({ a, b }, 50) })
      assert.same({ 0, 0 }, { score_with({ a }, 50) })
      assert.same({ 1, 0 }, { score_with({ a }, 1) })
      assert.same({ 0, 0 }, { score_with({ "person/x" }, 0) })
    end)

  it("takes each event once, the best pair first", function()
    local function event(actors, date)
      return { type = "MEET", actors = actors, date = date }
    end
    local record = { events = { event({ "a", "b" }, "2024"),
      event({ "a", "c" }) }, published = nil }
    local predicted = { events = { event({ "a", "b", "c" }),
      event({ "a", "b" }, "2024") } }
    local score = evaluate.score({ record }, { predicted })
    assert.equal(2, score.events_loose.hits)
    assert.equal(1, score.events_strict.hits)
  end)
end)

describe("evaluate.differences", function()
  it("has none between equals", function()
    local record = load "tiep-don"
    assert.same({}, evaluate.differences(record, copy(record)))
  end)

  it("tells what is missed, false or different, in order of text", function()
    local record = load "tiep-don"
    local predicted = copy(record)
    predicted.zones[1].zone = "meta"
    predicted.mentions[1].id = "rank/major"
    table.remove(predicted.mentions, 2)
    predicted.mentions[5].text = "unimportant"
    predicted.mentions[#predicted.mentions + 1] =
      { start = 577, ["end"] = 580, type = "PLACE", id = "place/x" }
    predicted.dates[1].value = "2024-12-03"
    predicted.posts[1].title = "minister"
    predicted.events[1].actors = { "person/le-hoa-an", "country/VN" }
    predicted.events[1].date = nil
    table.remove(predicted.events, 3)
    local found = {}
    for i, difference in ipairs(evaluate.differences(record, predicted)) do
      found[i] = ("%s %s %d"):format(difference.what, difference.type,
        difference.line or difference.start)
    end
    assert.same({
      "id RANK 45",
      "false HOLDS 61",
      "missed HOLDS 61",
      "missed PERSON 61",
      "value DATE 121",
      "actors+date MEET 211",
      "missed SIGN 363",
      "false PLACE 577",
      "zone zone 1",
    }, found)
  end)
end)

describe("evaluate.report", function()
  it("shows all figures in columns", function()
    local record, other = load "tiep-don", load "ra-pha-bom-min"
    local predicted = copy(record)
    table.remove(predicted.mentions, 1)
    table.remove(predicted.events, 1)
    predicted.zones[1].zone = "meta"
    local report = evaluate.report(evaluate.score({ record, other },
      { predicted, copy(other) }))
    assert.equal([[
documents           2
zone accuracy   0.917  11 of 12 lines
published date  1.000  2 of 2 documents

all documents    precision  recall     F1  right  predicted  gold
───────────────  ─────────  ──────  ─────  ─────  ─────────  ────
main text kept       1.000   1.000  1.000      6          6     6
mentions             1.000   0.969  0.984     31         31    32
linked mentions      1.000   0.966  0.982     28         28    29
dates resolved       1.000   1.000  1.000      3          3     3
posts held           1.000   1.000  1.000      4          4     4
events (loose)       1.000   0.800  0.889      4          4     5
events (strict)      1.000   0.800  0.889      4          4     5

mentions by type  precision  recall     F1  right  predicted  gold
────────────────  ─────────  ──────  ─────  ─────  ─────────  ────
COUNTRY               1.000   1.000  1.000      5          5     5
DATE                  1.000   1.000  1.000      3          3     3
DOCUMENT              1.000   1.000  1.000      1          1     1
NAMED_EVENT           1.000   1.000  1.000      1          1     1
ORG                   1.000   1.000  1.000      3          3     3
PERSON                1.000   1.000  1.000      7          7     7
PLACE                 1.000   1.000  1.000      3          3     3
POST                  1.000   1.000  1.000      3          3     3
RANK                  1.000   0.833  0.909      5          5     6

by document     mentions F1  events F1
──────────────  ───────────  ─────────
tiep-don              0.977      0.857
ra-pha-bom-min        1.000      1.000
]], report)
  end)

  it("lists rules with their figures", function()
    local record = load "ra-pha-bom-min"
    local predicted = copy(record)
    predicted.mentions[1].rule = "countries.name"
    predicted.mentions[1].lexicon = "countries.tsv:17"
    predicted.mentions[1].start = 1
    local score = evaluate.score({ record }, { predicted })
    assert.equal([[
by rule         type     precision  recall     F1  right  predicted  gold
──────────────  ───────  ─────────  ──────  ─────  ─────  ─────────  ────
countries.name  COUNTRY      0.000   0.000  0.000      0          1     2
]], evaluate.report_rules(score))
    assert.equal([[
by line of lexicon  type     precision  recall     F1  right  predicted  gold
──────────────────  ───────  ─────────  ──────  ─────  ─────  ─────────  ────
countries.tsv:17    COUNTRY      0.000   0.000  0.000      0          1     2
]], evaluate.report_lexicons(score))
  end)
end)

-- The reference scorer, where it is at hand ---------------------------------

local random = math.random

local function pick(list) return list[random(#list)] end

--- Spoils a list: drops, doubles and changes some elements.
local function spoil(list, change)
  local new = {}
  for _, element in ipairs(list) do
    local dice = random(12)
    if dice > 1 then
      local other = copy(element)
      if dice <= 5 then change(other) end
      new[#new + 1] = other
      if dice == 12 then new[#new + 1] = copy(other) end
    end
  end
  return new
end

local TYPES = { "PERSON", "ORG", "PLACE", "COUNTRY", "DATE" }
local ZONES = { "title", "lead", "body", "caption", "related", "nav" }

local function change_mention(mention)
  local dice = random(4)
  if dice == 1 then mention.start = mention.start + 1
  elseif dice == 2 then mention.type = pick(TYPES)
  elseif dice == 3 then mention.id = pick { "", "person/x", nil }
  else mention["end"] = mention["end"] + 1 end
end

local function change_event(all)
  return function(event)
    local dice = random(6)
    if dice == 1 then
      event.type = pick { "MEET", "VISIT" }
    elseif dice == 2 then
      event.date = pick { "2025-05-05", "2024", "" }
    elseif dice == 3 then
      event.place = pick { "place/x", "" }
    elseif dice == 4 then
      table.remove(event.actors)
    elseif dice == 5 then
      event.actors = copy(pick(all).actors)
    else
      event.trigger.start = event.trigger.start + random(9) - 5
      event.trigger["end"] = event.trigger["end"] + random(9) - 5
    end
  end
end

local function spoil_record(record)
  local new = copy(record)
  new.zones = spoil(record.zones, function(zone) zone.zone = pick(ZONES) end)
  new.mentions = spoil(record.mentions, change_mention)
  new.dates = spoil(record.dates, function(date) date.value = "2024" end)
  new.posts = spoil(record.posts, function(post)
    if random(2) == 1 then post.former = not post.former
    else post.org = "org/x" end
  end)
  new.events = spoil(record.events, change_event(record.events))
  if random(3) == 1 then new.published = "2025-01-01" end
  return new
end

--- What score.py prints, by row: {three figures or one, {counts}}.
local function run_reference(folder)
  local status, out = support.shell(("python3 %s/score.py %s %s"):format(
    SHARED, SHARED, support.quote(folder)))
  assert.equal(0, status)
  local rows = {}
  for line in out:gmatch "[^\n]+" do
    local name, p, r, f, hits, predicted, in_gold = line:match(
      "^ *(.-) +P ([%d.]+) R ([%d.]+) F1 ([%d.]+)  "
      .. "%(tp (%d+), pred (%d+), gold (%d+)%)$")
    if name then
      rows[name] = { p, r, f, hits, predicted, in_gold }
    elseif line:find "^  doc " then
      local doc, m, e = line:match(
        "^  doc (%S+) +mentions F1 ([%d.]+)  events F1 ([%d.]+)$")
      rows["doc " .. doc] = { m, e }
    else
      local label, value = line:match "^(%a+ ?%a*) +([%d.]+)"
      rows[label] = { value }
    end
  end
  return rows
end

--- The rows of our report in the same shape.
local function parse_report(report)
  local rows = {}
  for line in report:gmatch "[^\n]+" do
    local fields = {}
    for field in line:gmatch "%S+" do fields[#fields + 1] = field end
    local name, p, r, f, hits, predicted, in_gold = line:match(
      "^(.-) +([%d.]+) +([%d.]+) +([%d.]+) +(%d+) +(%d+) +(%d+)$")
    if name then
      rows[name] = { p, r, f, hits, predicted, in_gold }
    elseif line:find "^documents " or line:find "^zone accuracy "
        or line:find "^published date " then
      local label, value = line:match "^(%a+ ?%a*) +([%d.]+)"
      rows[label] = { value }
    elseif #fields == 3 and line:find "%d%.%d%d%d$" then
      rows["doc " .. fields[1]] = { fields[2], fields[3] }
    end
  end
  return rows
end

describe("evaluate and the reference scorer", function()
  it("print the same figures for spoilt predictions", function()
    if not io.open(SHARED .. "/score.py") then
      pending "../shared/gold is not here"
      return
    end
    local seed = os.time()
    math.randomseed(seed)
    local golds, names = {}, {}
    local pipe = io.popen(("ls %s/*.gold.json"):format(SHARED))
    for path in pipe:lines() do
      golds[#golds + 1] = assert(gold.load(path))
      names[#names + 1] = path:match "([^/]*)%.gold%.json$"
    end
    pipe:close()
    for round = 1, 4 do
      local folder, predictions = support.folder(), {}
      for i, record in ipairs(golds) do
        predictions[i] = spoil_record(record)
        if round == 4 and i % 5 == 0 then
          predictions[i] = false
        else
          support.write(("%s/%s.json"):format(folder, names[i]),
            json.encode(predictions[i]))
        end
      end
      local report = evaluate.report(evaluate.score(golds, predictions))
      assert.same(run_reference(folder), parse_report(report),
        "seed " .. seed)
    end
  end)
end)
