--- Days in numbers: "5-5", "23 đến 24/1", "5 tháng 5 năm 2025"; and whether
-- two bare numbers are a day at all.

local common = require "viet.news.dates.common"
local months = require "viet.news.dates.months"
local numbers = require "viet.news.dates.numbers"
local years = require "viet.news.dates.years"
local lines = require "viet.news.zones.lines"

local days = {}

local W = common.word

-- Before a day that is only two numbers: "hôm 26.5", "đến 26-10".
local DAY_CUES = lines.set "hôm ngày qua nay mai rạng"
local RANGE_CUES = lines.set "từ đến tới trước sau vào hết"

-- Behind such a day, where it could as well be a count: "từ 5-10 người".
local AFTER_DAY = lines.set [[đến tới tại ở và đã sẽ vừa này năm theo do với các
  cho nhằm để giữa qua là có thì khi hay hoặc trong tức theo]]

-- Before two numbers with a slash that are no day: "điều 5/6", "tỷ lệ 3/4".
local NO_DAY_CUES = lines.set [[số lệ điều khoản nghị quyết định tư luật tổ vòng
  đường phòng ngõ hẻm khánh khoảng hơn gần chiếm đạt bảng nhóm thắng thua hòa]]

--- "5 tháng 5 năm 2025", "23-24 tháng 10"
-- @return a reading and its last token
local function read_day_of_month(line, k, reading)
  if line:word(k + 1) ~= W["tháng"] then return nil end
  local month, last = common.read(line, k + 2, numbers.months), k + 2
  if not month then month, last = months.read_month_name(line, k + 2) end
  if not month or month.to then return nil end
  local last_point = reading.to or reading.from
  if last_point.year then return nil end
  if reading.from.month then  -- "5-6 tháng 10" is no June
    reading = {
      from = { day = reading.from.day }, to = { day = reading.from.month },
    }
    last_point = reading.to
  end
  last_point.month, last_point.year = month.from.month, month.from.year
  local bare = not month.from.year and common.read(line, last + 1, numbers.years)
  if bare and not bare.to then
    last_point.year, last = bare.from.year, last + 1
  end
  return reading, years.add_year(line, reading, last)
end

--- A day at token `k`, without words before it.
-- @return a reading, its last token and the token's shape ("n" for one
--   number)
function days.read_day(line, k)
  if line:kind(k) ~= "number" then return nil end
  local text = line:source(k)
  local day = numbers.day(text)
  local reading, shape
  if day then
    reading, shape = { from = { day = day } }, "n"
  else
    reading, shape = numbers.days(text)
  end
  if not reading then return nil end
  local full, last = read_day_of_month(line, k, reading)
  if full then return full, last, "tháng" end
  if shape == "n" then return reading, k, shape end
  return reading, years.add_year(line, reading, k), shape
end

local DAY_UNIT = lines.set "ngày sáng trưa chiều tối đêm rạng mùng mồng hết"

--- Goes over what joins two days: "đến ngày", "-", and "và" between days of
-- one month.
local function skip_to_second(line, k, reading)
  if line:word(k) == W["và"] and not common.has_month(reading) then
    k = k + 1
    while DAY_UNIT[line:word(k)] do k = k + 1 end
    return k
  end
  return common.skip_to_end(line, k, DAY_UNIT)
end

--- A day or a range of days: "23 đến 24/1", "18 và 19/6",
-- "24/4 đến 31/7/2021".
-- @return a reading, its last token and the shape of its first token
function days.read_days(line, k)
  local reading, last, shape = days.read_day(line, k)
  if not reading or reading.to then return reading, last, shape end
  local at = skip_to_second(line, last + 1, reading)
  local second, stop
  if at then second, stop = days.read_day(line, at) end
  if not second or second.to or not common.has_month(second) then
    return reading, last, shape
  end
  return { from = reading.from, to = second.from }, stop, "range"
end

--- Is the reading one of a day, whatever stands around it? A bare "23" is
-- not, nor is "1-0".
local function is_sure(reading, shape)
  return shape == "tháng" or shape == "range"
    or (reading.to or reading.from).year ~= nil
    or (reading.to ~= nil and common.has_month(reading))
end

--- May two numbers without a year be a day, by what stands around them?
local function is_likely(line, k, last, reading)
  local text, before = line:source(k), line:word(k - 1)
  local day, month = reading.from.day, reading.from.month
  if not month then return false end
  if DAY_CUES[before] then return true end
  if text:find(".", 1, true) then return false end
  if common.is_bracketed(line, k, last) then
    return text:find("/", 1, true) ~= nil or day > 12
  end
  local is_apart = common.is_before_break(line, last)
    or AFTER_DAY[line:word(last + 1)]
  if RANGE_CUES[before] then return is_apart or false end
  if not text:find("/", 1, true) or NO_DAY_CUES[before] then return false end
  if day == 24 and month == 7 then return false end
  return is_apart and (day > 12 or common.is_before_break(line, last)) or false
end

--- A day without a word before it that belongs to it.
function days.match_number(line, k)
  local span_of_years = years.match_bare_years(line, k)
  if span_of_years then return span_of_years end
  local reading, last, shape = days.read_days(line, k)
  if not reading then return nil end
  if is_sure(reading, shape) or is_likely(line, k, last, reading) then
    return common.match(k, last, reading, reading.to and "days" or "day")
  end
  return nil
end

return days
