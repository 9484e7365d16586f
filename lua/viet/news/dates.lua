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

local add_dates

--- Looks for dates in the parts of a match that cannot be one: "năm 2025 đến
-- cuối năm 2025", "sáng nay 31/6".
local function add_parts(match, first, last, captures)
  local start = captures.from
  local cut = start.last
  if captures.to then cut = (captures.year or captures.month or start).last end
  if cut >= last then cut = start.first - 1 end
  if cut >= first then
    add_dates(match, { { first = first, last = cut },
                       { first = cut + 1, last = last } })
  end
end

local function add(match, rule, first, last, reading)
  match.doc:add("DATE", {
    first = first, last = last, when = reading, rule = rule,
    origin = rule == match.rule and match.origin or nil,
  })
end

--- Adds the dates of a match of a rule, in or of the match that is served.
local function add_match(match, first, last, captures, rule)
  local reading, more = readings.of(match.doc, rule, captures)
  if not reading then return add_parts(match, first, last, captures) end
  local it = captures.it
  if it then first, last = it.first, it.last end
  add(match, rule, first, last, reading)
  for i, one in ipairs(more or {}) do
    local capture = captures.more[i]
    add(match, rule, capture.first, capture.last, one)
  end
end

--- Adds the dates inside some spans.
function add_dates(match, spans)
  for first, last, captures, rule in set:matches(match.doc,
      { inside = spans }) do
    add_match(match, first, last, captures, rule)
  end
end

--- The extractor "news.dates": gives the layer DATE, in the lines of title,
-- lead, body and captions. A span has `when`, what is written of the date (see
-- viet.news.dates.readings).
return extractor {
  name = "news.dates",
  needs = { "zone" },
  gives = { "DATE" },
  rules = set,
  action = function(match)
    add_match(match, match.first, match.last, match.captures, match.rule)
  end,
}
