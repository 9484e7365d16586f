--- Years and spans of years: "năm 2025", "giai đoạn 2025 - 2029", "từ 2017 đến
-- nay". A rule takes a line and a token, and returns the date that begins
-- there, or nil.

local common = require "viet.news.dates.common"
local numbers = require "viet.news.dates.numbers"
local lines = require "viet.news.zones.lines"

local years = {}

local W = common.word

-- Words of a span of years, by their first word.
years.periods = {}
for _, name in ipairs { "giai đoạn", "chu kỳ", "nhiệm kỳ", "thời kỳ",
    "niên khóa", "năm học", "niên độ" } do
  local words = lines.words(name)
  years.periods[words[1]] = words[2]
end

-- Years named from the article's own.
local YEAR_SHIFTS = {
  [W["nay"]] = 0, [W["ngoái"]] = -1, [W["tới"]] = 1, [W["sau"]] = 1,
}

--- The year behind a month or day: "năm 2020", "năm ngoái".
-- @return the last token, and the year or nil and a shift; or nil
local function read_year_behind(line, k)
  if line:word(k) ~= W["năm"] then return nil end
  local reading = common.read(line, k + 1, numbers.years)
  if reading and not reading.to then return k + 1, reading.from.year end
  local shift = YEAR_SHIFTS[line:word(k + 1)]
  if shift and shift <= 0 then return k + 1, nil, shift end
  return nil
end

--- Adds the year behind a reading to its last point.
-- @param last the last token of the reading
-- @return the last token
function years.add_year(line, reading, last)
  local point = reading.to or reading.from
  if point.year then return last end
  local stop, year, shift = read_year_behind(line, last + 1)
  if not stop then return last end
  point.year, point.year_shift = year, shift
  return stop
end

local YEAR_UNIT = lines.set "đầu giữa cuối năm"

--- A year or a span of years at token `k`: "2025", "2025-2029",
-- "2025 - 2029", "2020 đến năm 2025".
-- @return a reading and its last token
function years.read_years(line, k)
  local reading = common.read(line, k, numbers.years)
  if not reading then return nil end
  if reading.to then return reading, k end
  local stop = common.skip_to_end(line, k + 1, YEAR_UNIT)
  local second = stop and common.read(line, stop, numbers.years)
  if second and not second.to and second.from.year > reading.from.year then
    return { from = reading.from, to = second.from }, stop
  end
  return reading, k
end

--- "năm tài khóa 2025": the words between `năm` and its number.
local function skip_fiscal(line, k)
  if line:word(k) ~= W["tài"] then return k end
  local following = line:word(k + 1)
  local is_fiscal = following == W["khóa"] or following == W["chính"]
  return is_fiscal and k + 2 or k
end

--- Is the year a decade: "những năm 1990"?
local function is_decade(line, k, reading)
  return not reading.to and reading.from.year % 10 == 0
    and line:word(k - 1) == W["những"]
end

--- "năm 2025", "năm 2020 đến năm 2025", "năm ngoái"
function years.match_year(line, k)
  local at = skip_fiscal(line, k + 1)
  local reading, last = years.read_years(line, at)
  if reading and is_decade(line, k, reading) then return nil end
  if reading then
    local first = reading.to and common.is_count(line, k - 1) and at or k
    return common.match(first, last, reading, reading.to and "years" or "year")
  end
  local shift = YEAR_SHIFTS[line:word(k + 1)]
  if not shift or common.is_count(line, k - 1) then return nil end
  local when = { from = { unit = "year", shift = shift } }
  return common.match(k, k + 1, when, "relative_year")
end

--- "2006" in "các năm 2001, 2006".
function years.match_listed_year(line, k)
  local text = k <= line.count and line:source(k) or ""
  if text ~= "," and line:word(k) ~= W["và"] then return nil end
  local reading = common.read(line, k + 1, numbers.years)
  local is_listed = reading and not reading.to
    and reading.from.year >= 1900 and reading.from.year <= 2100
    and (common.is_before_break(line, k + 1) or line:word(k + 2) == W["và"])
  return is_listed and common.match(k + 1, k + 1, reading, "year") or nil
end

--- "giai đoạn 2025 - 2029"
function years.match_period(line, k)
  if years.periods[line:word(k)] ~= line:word(k + 1) then return nil end
  local at = k + 2
  while line:word(at) == W["từ"] or line:word(at) == W["năm"] do
    at = at + 1
  end
  local reading, last = years.read_years(line, at)
  if not reading or not reading.to then return nil end
  return common.match(k, last, reading, "period")
end

local SINCE = lines.set "từ trước sau"

--- Years without `năm`: "(2012-2020)", "từ 2017 đến nay".
function years.match_bare_years(line, k)
  local reading, last = years.read_years(line, k)
  if not reading or reading.from.year < 1900 then return nil end
  local before = line:word(k - 1)
  if reading.to then
    local is_span = last == k or common.is_bracketed(line, k, last)
      or before == W["từ"]
    return is_span and reading.to.year - reading.from.year <= 100
      and common.match(k, last, reading, "years") or nil
  end
  local is_since = SINCE[before] and (line:word(k + 1) == W["đến"]
    or common.is_before_break(line, k))
  return is_since and reading.from.year <= 2100
    and common.match(k, k, reading, "year") or nil
end

return years
