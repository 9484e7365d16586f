--- The values of dates: what is not written is taken from the day the article
-- was published and from the dates around.
--
--     published 2025-01-03     tối 5-5       2025-05-05 if to come, else 2024
--                              hôm qua       2025-01-02
--                              đầu năm nay   2025
--     nothing known            5-5           --05-05

local calendar = require "viet.news.dates.calendar"
local cascade = require "viet.news.cascade"
local keys = require "viet.news.keys"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local date_values = {}

-- A day or month without a year is taken to lie behind the day of the
-- article unless it is nearer than this to come, in days.
local NEAR_FUTURE = 60
-- So far back, a day of which the text says that it is to come means the
-- next year.
local LONG_PAST = 200
-- In a quotation `hôm nay` is the day of the speech; the last day that the
-- text names, if it is no longer ago.
local RECENT = 7

-- How far from a date, in tokens, the words around it are looked at.
local NEAR = 200

local COMING = keys.words("tới")[1]
local PAST_CUES = keys.set "hồi hôm"

local OPENING = { ["“"] = true, ["«"] = true }
local CLOSING = { ["”"] = true, ["»"] = true }

local cue_rules = assert(patterns.read(rules.path "time_cues.rules"))
date_values.rules = cue_rules
-- What the rules say: is the clause about what is to come?
local IS_TO_COME = { to_come = true, past = false }

--- Reads a text once, so that no date has to look through the words around.
-- @return a table: `times`, the tokens that tell the time of a clause or end
--   it, in order; `says`, for each of them what it tells, nil for a semicolon;
--   `quotes`, the tokens that are quotation marks, in order
local function read_cues(doc)
  local cues = { times = {}, says = {}, quotes = {} }
  for _, _, _, rule, i in cascade.matches(cue_rules, doc, doc) do
    local list = rule == "quotation" and cues.quotes or cues.times
    list[#list + 1] = i
    cues.says[i] = IS_TO_COME[rule]
  end
  return cues
end

-- The cues of each text, as long as it is in use.
local known_cues = setmetatable({}, { __mode = "k" })

local function cues_of(doc)
  local cues = known_cues[doc.tokens] or read_cues(doc)
  known_cues[doc.tokens] = cues
  return cues
end

--- How many numbers of an ascending list are less than a limit.
local function count_below(list, limit)
  local low, high = 0, #list
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if list[middle] < limit then low = middle else high = middle - 1 end
  end
  return low
end

--- What the nearest cue from one token to another, `to`, tells of the time of
-- the clause, which a semicolon ends; nil if nothing does.
local function time_behind(cues, from, to)
  local at = cues.times[count_below(cues.times, from) + 1]
  if at and at <= to then return cues.says[at] end
  return nil
end

--- The same for the tokens before `limit`, back to `from`.
local function time_before(cues, limit, from)
  local at = cues.times[count_below(cues.times, limit)]
  if at and at >= from then return cues.says[at] end
  return nil
end

--- Does the clause around a span speak of what is to come? The word behind
-- the span that says so counts first, then the one before.
-- @param span a span of the document
-- @return true or false, and true if a word right beside the span says it
function date_values.is_future(doc, span)
  local first, last = doc:sentence_at(span.first)
  local tokens = doc.tokens
  local here, behind = tokens:at(span.first), tokens:at(span.last) + 1
  if behind <= #tokens and tokens:key(behind, "placement") == COMING then
    return true, true
  elseif here > 1 and PAST_CUES[tokens:key(here - 1, "placement")] then
    return false, true
  end
  local from = math.max(tokens:at(first or span.first), here - NEAR)
  local to = math.min(tokens:at(last or span.last), here + NEAR, #tokens)
  local cues = cues_of(doc)
  local answer = time_behind(cues, behind, to)
  if answer == nil then answer = time_before(cues, here, from) end
  return answer or false
end

--- Does a span stand between quotation marks, on its line?
local function is_quoted(doc, span)
  local tokens, line = doc.tokens, doc.lines[doc:line_at(span.first)]
  local here, quotes = tokens:at(span.first), cues_of(doc).quotes
  local from = math.max(tokens:at(line.first), here - NEAR)
  local quoted = false
  for n = count_below(quotes, from) + 1, count_below(quotes, here) do
    local text = tokens:text(quotes[n])
    if OPENING[text] then quoted = true end
    if CLOSING[text] then quoted = false end
    if text == '"' then quoted = not quoted end
  end
  return quoted
end

--- The year of a day or month ------------------------------------------------

local function copy(point)
  return { year = point.year, month = point.month, day = point.day }
end

--- A day of the point for counting: the first of a month.
local function day_number(point, year)
  local day = math.min(point.day or 1,
                       calendar.month_days(point.month, year))
  return calendar.number { year = year, month = point.month, day = day }
end

--- The year that puts a day or month nearest to the day of the article, by
-- whether the text speaks of what is to come.
-- @param is_sure does a word beside the day or month say so?
local function nearest_year(point, published, is_future, is_sure)
  local year = published.year
  local ahead = day_number(point, year) - calendar.number(published)
  if is_future and ahead < (is_sure and -31 or -LONG_PAST) then
    return year + 1
  end
  if not is_future and ahead > (is_sure and 0 or NEAR_FUTURE) then
    return year - 1
  end
  return year
end

-- How far behind a day with a year, in days, one without is of that year.
local FOLLOWS = 62

--- Does a day or month without a year follow soon on one with a year?
local function follows(point, other)
  local distance = day_number(point, other.year)
    - day_number(other, other.year)
  return distance >= 0 and distance <= FOLLOWS
end

-- A year alone is that of its sentence if no more tokens stand before it.
local MOST_BEFORE_YEAR = 2

--- Does a date name the year of what follows in its sentence: "Ngày
-- 5/4/2016, ... 7/4", "Năm 1968, ... 31/1"?
local function names_year(doc, span)
  local point = span.when.to or span.when.from
  if not point.year or point.month then return point.year ~= nil end
  local sentence = doc:sentence_at(span.first) or span.first
  local before = doc.tokens:at(span.first) - doc.tokens:at(sentence)
  return before <= MOST_BEFORE_YEAR
end

--- The year that the sentence has named before.
local function year_before(context, point, span)
  local before = context.last_with_year
  local sentence = context.doc:sentence_at(span.first) or span.first
  if not before or before.first < sentence then return nil end
  local other = before.when.to or before.when.from
  if other.month and not follows(point, other) then return nil end
  return other.year
end

local function find_year(context, point, span)
  if not point.month then return nil end
  local written = year_before(context, point, span)
  if written then return written end
  if context.published then
    return nearest_year(point, context.published,
                        date_values.is_future(context.doc, span))
  end
  return context.year
end

--- Days without a month ---------------------------------------------------------

--- The month of a bare day ("ngày 23"): that of the next day in the
-- sentence, else of the last day before, else of the article.
local function find_month(context, span)
  local _, last = context.doc:sentence_at(span.first)
  local following = context.dates[context.index + 1]
  if following and following.first <= (last or 0) then
    local point = following.when.to or following.when.from
    if point.day and point.month then return point end
  end
  return context.last_day or context.published
end

--- Days named from others -----------------------------------------------------

--- The day from which `hôm nay` is counted.
local function find_base(context, span, unit)
  local last, published = context.last_written, context.published
  if not published then return last and last.year and last or nil end
  if unit == "day" and last and last.year
      and is_quoted(context.doc, span) then
    local ago = calendar.number(published) - calendar.number(last)
    if ago >= 0 and ago <= RECENT then return last end
  end
  return published
end

--- "thứ Sáu": the last one up to the day of the article, the next one if it
-- is to come, or that of the week that is named.
local function find_weekday(context, point, span)
  local base = context.published
  if not base then return nil end
  local number = calendar.number(base)
  local offset = point.weekday - calendar.weekday(base)
  if point.week then
    offset = offset + 7 * point.week
  elseif offset > 0 and not date_values.is_future(context.doc, span) then
    offset = offset - 7
  elseif offset < 0 and date_values.is_future(context.doc, span) then
    offset = offset + 7
  end
  return calendar.point(number + offset)
end

--- "cùng ngày": the last day that the text has named; how long a visit lasts
-- ("từ ngày 13 đến 15-10") is no day.
local function find_same(context, unit)
  local base = context.last_day or context.published
  if not base then return nil end
  return {
    year = base.year, month = unit ~= "year" and base.month or nil,
    day = unit == "day" and base.day or nil,
  }
end

local function find_shifted(context, point, span)
  local base = find_base(context, span, point.unit)
  return base and calendar.shift(base, point.unit, point.shift)
end

--- Whole values ----------------------------------------------------------------

--- A point with everything that can be known of it, or nil.
local function complete(context, point, span)
  if point.unit then return find_shifted(context, point, span) end
  if point.same then return find_same(context, point.same) end
  if point.weekday then return find_weekday(context, point, span) end
  local whole = copy(point)
  if point.year_shift and context.published then
    whole.year = context.published.year + point.year_shift
  end
  if whole.day and not whole.month then
    local model = find_month(context, span)
    if not model then return nil end
    whole.month, whole.year = model.month, model.year
  end
  whole.year = whole.year or find_year(context, whole, span)
  return whole
end

--- The first point of a range, whose month and year the second one tells:
-- "28 đến 3/5" begins in April.
local function complete_start(start, stop)
  local whole = copy(start)
  if whole.day and not whole.month then
    whole.month = stop.month
    if stop.day and whole.day > stop.day and stop.month then
      whole.month = stop.month > 1 and stop.month - 1 or 12
    end
  end
  whole.year = whole.year or stop.year
  if not start.year and whole.year and whole.month and stop.month
      and whole.month > stop.month then
    whole.year = whole.year - 1
  end
  return whole
end

--- The value of a span as ISO 8601, and its first point.
local function evaluate(context, span)
  local when = span.when
  if not when.to then
    local point = complete(context, when.from, span)
    return point and calendar.iso(point), point
  end
  local stop = complete(context, when.to, span)
  local start = stop and complete_start(when.from, stop)
  return start and calendar.iso_range(start, stop), start
end

--- The DATE spans of a document whose words "news.dates" has read; those that
-- others add say themselves what their value is.
-- @return an array of spans that have `when`, in order of text
function date_values.read(doc)
  local spans, read = doc:layer "DATE", {}
  for _, span in ipairs(spans) do
    if span.when then read[#read + 1] = span end
  end
  return read
end

--- Gives each DATE of a document its value, in order of text. A date whose
-- value cannot be known ("hôm qua" in a text without any day) is removed.
-- @param doc       a document with DATE spans of "news.dates"; others stay as
--   they are
-- @param published the day of the article, a point, or nil
-- @param year      where that is nil, the year of days without one, or nil
function date_values.resolve(doc, published, year)
  local context = {
    doc = doc, published = published, year = year,
    dates = date_values.read(doc), index = 0,  -- of the date at hand
    last_day = nil,      -- the last day before, however it was named
    last_written = nil,  -- the last one with a number
    last_with_year = nil,  -- the last date, a span, of which `names_year`
  }
  for index, span in ipairs(context.dates) do
    context.index = index
    local value, point = evaluate(context, span)
    span.value = value
    if value and point.day and doc:zone_at(span.first) ~= "caption" then
      if not span.when.to or not context.last_day then
        context.last_day = point
      end
      if not span.when.from.unit then context.last_written = point end
    end
    if names_year(doc, span) then context.last_with_year = span end
  end
  doc:filter("DATE", function(span)
    return span.value or not span.when
  end)
end

return date_values
