--- Days, months and years: arithmetic, and values in ISO 8601.
--
-- A *point* is a table with `year`, `month`, `day`, each a whole number or
-- nil: a day, a month or a year, and what of it is known. The calendar is
-- the Gregorian one, for all years.

local calendar = {}

local floor = math.floor

local MONTH_DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

--- How many days a month has; February has 29 where the year is not known.
function calendar.month_days(month, year)
  if month == 2 and (not year or is_leap(year)) then return 29 end
  return MONTH_DAYS[month]
end

--- Can there be such a point? Parts that are nil are not checked.
function calendar.is_valid(point)
  local year, month, day = point.year, point.month, point.day
  if year and (year < 1000 or year > 2199) then return false end
  if month and (month < 1 or month > 12) then return false end
  local most = month and calendar.month_days(month, year) or 31
  return not day or (day >= 1 and day <= most)
end

--- The number of a day, counted from 1970-01-01, which is 0.
-- @usage calendar.number {year = 1970, month = 1, day = 2}  --> 1
function calendar.number(point)
  local year, month = point.year, point.month
  if month <= 2 then year, month = year - 1, month + 12 end
  local cycle = floor(year / 400)
  local of_cycle = year - cycle * 400
  local of_year = floor((153 * (month - 3) + 2) / 5) + point.day - 1
  return cycle * 146097 + of_cycle * 365 + floor(of_cycle / 4)
    - floor(of_cycle / 100) + of_year - 719468
end

--- The day that has a number; the reverse of `calendar.number`.
function calendar.point(number)
  number = number + 719468
  local cycle = floor(number / 146097)
  local of_cycle = number - cycle * 146097
  local year = floor((of_cycle - floor(of_cycle / 1460)
    + floor(of_cycle / 36524) - floor(of_cycle / 146096)) / 365)
  local of_year = of_cycle
    - (365 * year + floor(year / 4) - floor(year / 100))
  local shifted = floor((5 * of_year + 2) / 153)  -- months from March
  local month = shifted < 10 and shifted + 3 or shifted - 9
  return {
    year = year + cycle * 400 + (month <= 2 and 1 or 0),
    month = month,
    day = of_year - floor((153 * shifted + 2) / 5) + 1,
  }
end

--- The day of the week: 1 is Monday, 7 Sunday.
function calendar.weekday(point)
  return (calendar.number(point) + 3) % 7 + 1
end

--- A point moved by a count of days, months or years.
-- @param unit "day", "month" or "year"; the result is as exact as the unit
-- @usage calendar.shift({year = 2025, month = 1, day = 9}, "month", -1)
--   --> {year = 2024, month = 12}
function calendar.shift(point, unit, by)
  if unit == "day" then
    return calendar.point(calendar.number(point) + by)
  elseif unit == "year" then
    return { year = point.year + by }
  end
  local months = point.year * 12 + point.month - 1 + by
  return { year = floor(months / 12), month = months % 12 + 1 }
end

--- A point as ISO 8601: "2025-05-05", "2025-05", "2025"; with "-" for a
-- year that is not known: "--05-05", "--05".
-- @return a string, or nil if too little is known or there is no such point
function calendar.iso(point)
  local year, month, day = point.year, point.month, point.day
  if (day and not month) or not (year or month)
      or not calendar.is_valid(point) then
    return nil
  end
  if not month then return ("%04d"):format(year) end
  local text = year and ("%04d-%02d"):format(year, month)
    or ("--%02d"):format(month)
  return day and ("%s-%02d"):format(text, day) or text
end

--- A span of points as ISO 8601, its ends parted by "/".
-- @return a string, or nil if one end cannot be written, the ends are not
--   equally exact, or the first does not come before the second
function calendar.iso_range(from, to)
  local first, second = calendar.iso(from), calendar.iso(to)
  if not first or not second or #first ~= #second or first >= second then
    return nil
  end
  return first .. "/" .. second
end

--- Reads "2025-05-05".
-- @return a point, or nil for anything else
function calendar.parse(text)
  local year, month, day = text:match("^(%d%d%d%d)-(%d%d)-(%d%d)$")
  if not year then return nil end
  local point = {
    year = floor(tonumber(year)), month = floor(tonumber(month)),
    day = floor(tonumber(day)),
  }
  return calendar.is_valid(point) and point or nil
end

return calendar
