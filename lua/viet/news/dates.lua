--- Dates in the text of an article: days, months, years, spans of them, and
-- dates named from the article's own day. rules/dates.rules finds them.
--
-- This extractor tells what of them is written, as `when`; what is not (the
-- year of 5-5, the day of `hôm qua`) needs the day the article was published,
-- so `news.head` gives them their values.

local extractor = require "viet.extractor"
local readings = require "viet.news.dates.readings"
local rules = require "viet.news.rules"

local set = rules.read "dates"

--- Notes the parts of a match that cannot be a date, in which there may be some:
-- "năm 2025 đến cuối năm 2025", "sáng nay 31/6".
local function add_parts(parts, first, last, captures)
  local start = captures.from
  local cut = start.last
  if captures.to then cut = (captures.year or captures.month or start).last end
  if cut >= last then cut = start.first - 1 end
  if cut >= first then
    parts[#parts + 1] = { first = first, last = cut }
    parts[#parts + 1] = { first = cut + 1, last = last }
  end
end

local function add(doc, rule, first, last, reading)
  doc:add("DATE", {
    first = first, last = last, when = reading, rule = rule,
  })
end

--- Adds the dates of a match of a rule.
-- @param parts  gets those of a match that is none
local function add_match(doc, parts, first, last, captures, rule)
  local reading, more = readings.of(doc, rule, captures)
  if not reading then return add_parts(parts, first, last, captures) end
  local it = captures.it
  if it then first, last = it.first, it.last end
  add(doc, rule, first, last, reading)
  for i, one in ipairs(more or {}) do
    local capture = captures.more[i]
    add(doc, rule, capture.first, capture.last, one)
  end
end

local function is_before(a, b) return a.first < b.first end

--- Adds the dates inside some spans, in order, or of all lines.
-- @return parts of matches that are none, in which there may be some, in order
local function add_all(doc, spans)
  local parts = {}
  for first, last, captures, rule in set:matches(doc, { inside = spans }) do
    add_match(doc, parts, first, last, captures, rule)
  end
  table.sort(parts, is_before)
  return parts
end

--- The extractor "news.dates": gives the layer DATE, in the lines of title,
-- lead, body and captions. A span has `when`, what is written of the date (see
-- viet.news.dates.readings).
return rules.give(set, extractor {
  name = "news.dates",
  needs = { "zone" },
  gives = { "DATE" },
  run = function(doc)
    local parts = add_all(doc)
    while parts[1] do parts = add_all(doc, parts) end
  end,
})
