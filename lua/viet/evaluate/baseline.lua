--- What a change gained and lost, against predictions that were kept.
--
--     io.open("before.jsonl", "w"):write(baseline.encode(predictions))
--     ...
--     local before = baseline.read("before.jsonl")
--     for _, change in ipairs(baseline.compare(gold, before.a, now)) do
--       print(change.verdict, change.type, change.start)
--     end
--
-- A baseline is a file of JSON Lines, one record each, as `gold.record` makes
-- them, with its `name` and its rules. It holds predictions and no figures,
-- so the comparison also holds after an annotation was corrected.

local find_differences = require "viet.evaluate.differences"
local gold = require "viet.gold"
local json = require "viet.json"
local matching = require "viet.evaluate.matching"

local baseline = {}

--- Writing and reading ------------------------------------------------------

--- Predictions as the text of a baseline.
-- @param records  an array of records with a `name`
-- @return a string of whole lines
function baseline.encode(records)
  local lines = {}
  for i, record in ipairs(records) do
    lines[i] = json.encode(record) .. "\n"
  end
  return table.concat(lines)
end

--- Predictions from the text of a baseline.
-- @return a table of records by name, or nil, a message and the number of the
--   line
function baseline.decode(text)
  local records, number = {}, 0
  for line in text:gmatch("[^\n]+") do
    number = number + 1
    local record, message = gold.decode(line)
    if not record then return nil, message, number end
    local name = record.name
    if type(name) ~= "string" then
      return nil, "a prediction without a 'name'", number
    elseif records[name] then
      return nil, ("'%s' stands here twice"):format(name), number
    end
    records[name] = record
  end
  return records
end

--- Comparing ----------------------------------------------------------------

local EVENT_FIELDS = { "date", "place", "object" }

--- What an event says, as a string.
local function describe_event(event)
  local parts = { table.concat(event.actors or {}, " ") }
  for _, name in ipairs(EVENT_FIELDS) do
    parts[#parts + 1] = tostring(event[name])
  end
  return table.concat(parts, "\0")
end

--- What an annotation says besides its place, as a string.
local function describe(annotation)
  if not annotation then return "" end
  if annotation.trigger or annotation.actors then
    return describe_event(annotation)
  elseif annotation.person then
    return matching.key_of_post(annotation)
  end
  return tostring(annotation.id or annotation.value or annotation.zone)
end

--- What a difference is about: two of one key are about the same thing.
local function key_of(difference)
  local parts = { difference.type, difference.line or "",
    difference.start, difference["end"] }
  if not difference.gold then  -- false: what it says is what it is
    parts[#parts + 1] = "false"
  end
  local annotation = difference.gold or difference.predicted
  local is_plain = annotation.start ~= nil or annotation.line ~= nil
  parts[#parts + 1] = is_plain and "" or describe(annotation)
  return table.concat(parts, "\1")
end

local function index(differences)
  local by_key = {}
  for _, difference in ipairs(differences) do
    by_key[key_of(difference)] = difference
  end
  return by_key
end

local function is_same(a, b)
  return a.what == b.what and describe(a.predicted) == describe(b.predicted)
end

local function add(changes, verdict, before, now)
  local place = now or before
  changes[#changes + 1] = {
    verdict = verdict, type = place.type, line = place.line,
    start = place.start, ["end"] = place["end"], before = before, now = now,
  }
end

local function is_earlier(a, b)
  if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
  if a.start ~= b.start then return a.start < b.start end
  if a.type ~= b.type then return a.type < b.type end
  return a.verdict < b.verdict
end

--- What became right, what became wrong, and what is wrong in another way.
-- @param record  the gold record
-- @param before  the record predicted before
-- @param now     the record predicted now
-- @return an array in order of text: `verdict` is "gained" (it was wrong and
--   is right), "lost" (it was right and is wrong) or "changed"; `before` and
--   `now` are the differences from gold, as `evaluate.differences` gives
--   them, nil where there is none; `type`, `start`, `end`, `line` as there
function baseline.compare(record, before, now)
  local changes = {}
  local old = index(find_differences(record, before))
  local new = index(find_differences(record, now))
  for key, difference in pairs(old) do
    if not new[key] then
      add(changes, "gained", difference, nil)
    elseif not is_same(difference, new[key]) then
      add(changes, "changed", difference, new[key])
    end
  end
  for key, difference in pairs(new) do
    if not old[key] then add(changes, "lost", nil, difference) end
  end
  table.sort(changes, is_earlier)
  return changes
end

return baseline
