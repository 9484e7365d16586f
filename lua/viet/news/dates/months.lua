--- Months: "tháng 10-2024", "tháng 6-2018 đến 11-2018", "tháng trước". A rule
-- takes a line and a token, and returns the date that begins there, or nil.

local common = require "viet.news.dates.common"
local numbers = require "viet.news.dates.numbers"
local years = require "viet.news.dates.years"
local lines = require "viet.news.zones.lines"

local months = {}

local W = common.word

local MONTH_NAMES = {}
for month, name in ipairs { "một", "hai", "ba", "tư", "năm", "sáu", "bảy",
    "tám", "chín", "mười", "mười một", "mười hai" } do
  local _, key = lines.words(name)
  MONTH_NAMES[key] = month
end

--- "Mười", "Mười Một": the month that has a name, only in title case, since
-- "tháng năm" is also "months and years".
function months.read_month_name(line, k)
  if k > line.count or line:shape(k) ~= "title" then return nil end
  local two = MONTH_NAMES[line:word(k) .. " " .. line:word(k + 1)]
  if two then return { from = { month = two } }, k + 1 end
  local one = MONTH_NAMES[line:word(k)]
  if one then return { from = { month = one } }, k end
  return nil
end

--- A month at token `k`, behind `tháng`, with its year.
-- @return a reading and its last token
local function read_month(line, k)
  local reading, last = common.read(line, k, numbers.months), k
  if not reading then reading, last = months.read_month_name(line, k) end
  if not reading then return nil end
  return reading, years.add_year(line, reading, last)
end

local MONTH_UNIT = lines.set "đầu giữa cuối tháng"

--- A month and the end of a range: "6-2018 đến 11-2018".
local function read_months(line, k)
  local reading, last = read_month(line, k)
  if not reading or reading.to then return reading, last end
  local at = common.skip_to_end(line, last + 1, MONTH_UNIT)
  local second, stop
  if at then second, stop = read_month(line, at) end
  local is_end = second and not second.to
    and (second.from.year or line:word(at - 1) == W["tháng"])
  if not is_end then return reading, last end
  return { from = reading.from, to = second.from }, stop
end

--- "5/2025" in "tháng 4 và 5/2025".
function months.match_listed_month(line, k)
  local text = k <= line.count and line:source(k) or ""
  if text ~= "," and line:word(k) ~= W["và"] then return nil end
  local reading = common.read(line, k + 1, numbers.months)
  if not reading or reading.to or not reading.from.year then return nil end
  return common.match(k + 1, k + 1, reading, "month")
end

local MONTH_SHIFTS = {
  [W["này"]] = 0, [W["trước"]] = -1, [W["sau"]] = 1, [W["tới"]] = 1,
}

--- "tháng 10-2024", "tháng 6-2018 đến 11-2018", "tháng trước"
function months.match_month(line, k)
  if common.is_count(line, k - 1) or line:word(k - 1) == W["mạng"] then
    return nil
  end
  local reading, last = read_months(line, k + 1)
  if reading then return common.match(k, last, reading, "month") end
  local shift = MONTH_SHIFTS[line:word(k + 1)]
  if not shift then return nil end
  local when = { from = { unit = "month", shift = shift } }
  return common.match(k, k + 1, when, "relative_month")
end

return months
