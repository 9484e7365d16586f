--- Dates written in numbers: "5-5", "23-24/10/2017", "6/2018", "2025-2029".
--
-- A number token joins digits with . , / - : so one token may hold a whole
-- range. What it means depends on what stands before it, for which there are
-- two readings:
--
--     token        as days                 as months
--     5-6          5 June                  May to June
--     5-6/2020     5 June 2020             May to June 2020
--     5-6/7        5 to 6 July             -
--     6/2018       -                       June 2018
--
-- A reading is {from = point, to = point or nil}; of the first point of a
-- range the month or year may be missing, the second one then tells them.

local calendar = require "viet.news.dates.calendar"
local memo = require "viet.memo"

local numbers = {}

local function is_year(value, digits)
  return digits == 4 and value >= 1000 and value <= 2199
end

--- The numbers of a token and its shape: "23-24/10/2017" gives "n-n/n/y".
-- @return a table, an array of numbers with `shape`, or false if it holds more
--   than six, a comma or colon, or a number that is neither of one or two
--   digits nor a year
local parse = memo(function(text)
  if text:find("[,:]") then return false end
  local parsed, parts = {}, {}
  for number, mark in text:gmatch("(%d+)([^%d]?)") do
    local value = #number <= 4 and tonumber(number) or 0
    local kind = is_year(value, #number) and "y" or #number <= 2 and "n"
    if not kind or #parsed == 6 then return false end
    parsed[#parsed + 1] = value
    parts[#parts + 1] = kind
    parts[#parts + 1] = mark == "" and "" or mark == "-" and "-" or "/"
  end
  parsed.shape = table.concat(parts)
  return parsed
end)

--- A point from day, month and year, where each may be nil; nil if there is
-- no such day.
local function make(day, month, year)
  local point = { day = day, month = month, year = year }
  return calendar.is_valid(point) and point or nil
end

--- Both points, or nil if one is missing.
local function range(from, to)
  if not from or not to then return nil end
  return { from = from, to = to }
end

local function single(point)
  return point and { from = point }
end

-- Readings by the shape of the token: each number is "y" (four digits) or
-- "n", then what parts them (a dot counts as a slash). Each function gets
-- the numbers.
local as_days = {
  ["n/n"] = function(d, m) return single(make(d, m)) end,
  ["n/n/n"] = function(d, m, y)
    return y >= 10 and single(make(d, m, 2000 + y)) or nil
  end,
  ["n/n/y"] = function(d, m, y) return single(make(d, m, y)) end,
  ["n-n/y"] = function(d, m, y) return single(make(d, m, y)) end,
  ["y-n-n"] = function(y, m, d) return single(make(d, m, y)) end,
  ["n-n/n"] = function(d, e, m) return range(make(d, m), make(e, m)) end,
  ["n-n/n/y"] = function(d, e, m, y)
    return range(make(d, m, y), make(e, m, y))
  end,
  ["n/n-n/n"] = function(d, m, e, n) return range(make(d, m), make(e, n)) end,
  ["n/n-n/n/y"] = function(d, m, e, n, y)
    return range(make(d, m), make(e, n, y))
  end,
  ["n/n/y-n/n/y"] = function(d, m, y, e, n, z)
    return range(make(d, m, y), make(e, n, z))
  end,
}
as_days["n-n"] = function(d, m)
  return as_days["n/n"](d, m) or range(make(d), d < m and make(m) or nil)
end
as_days["n-n-n"] = as_days["n/n/n"]
as_days["n-n-y"] = as_days["n/n/y"]
as_days["n-n-n-y"] = as_days["n-n/n/y"]

local as_months = {
  n = function(m) return single(make(nil, m)) end,
  ["n/y"] = function(m, y) return single(make(nil, m, y)) end,
  ["n-n"] = function(m, n)
    return m < n and range(make(nil, m), make(nil, n)) or nil
  end,
  ["n-n/y"] = function(m, n, y)
    return m < n and range(make(nil, m, y), make(nil, n, y)) or nil
  end,
  ["n/y-n/y"] = function(m, y, n, z)
    return range(make(nil, m, y), make(nil, n, z))
  end,
}
as_months["n-y"] = as_months["n/y"]
as_months["n-n-y"] = as_months["n-n/y"]

--- Both as "2020-2025" and "2020/2025"; one year may follow the other.
local function as_years(y, z)
  if not z then return single(make(nil, nil, y)) end
  return y < z and range(make(nil, nil, y), make(nil, nil, z)) or nil
end

local function read(text, readings)
  local v = parse(text)
  local make_reading = v and readings[v.shape]
  if not make_reading then return nil end
  return make_reading(v[1], v[2], v[3], v[4], v[5], v[6]), v.shape
end

--- Reads a token as a day or a range of days.
-- @param text the token, such as "5-5" or "23-24/10/2017"
-- @return a reading and the token's shape ("n-n", "n-n/n/y"), or nil
function numbers.days(text)
  return read(text, as_days)
end

--- Reads a token that stands behind `tháng`.
-- @return a reading, or nil
function numbers.months(text)
  return (read(text, as_months))
end

--- Reads a token as a year, or as a range of years.
-- @return a reading, or nil
function numbers.years(text)
  local v = parse(text)
  if not v or v.shape ~= "y" and v.shape ~= "y-y" then return nil end
  return as_years(v[1], v[2])
end

--- Reads a token of one or two digits that may be the day of a month.
-- @return the day, or nil
function numbers.day(text)
  local day = #text <= 2 and tonumber(text:match("^%d+$")) or nil
  return day and day >= 1 and day <= 31 and day or nil
end

--- Reads the digits of a date from which all marks are gone, as in an
-- address: "12018" is January 2018 behind `thang`, "24102017" a day.
-- @param wants_day true behind `ngay`, false behind `thang`
-- @return a reading, or nil if the digits can be cut in more than one way
function numbers.run_together(text, wants_day)
  local rest, year = text:match("^(%d+)(%d%d%d%d)$")
  year = tonumber(year)
  if not year or year < 1900 or year > 2100 then return nil end
  if not wants_day then
    return #rest <= 2 and single(make(nil, tonumber(rest), year)) or nil
  end
  local found
  for cut = 1, math.min(2, #rest - 1) do
    local day, month = rest:sub(1, cut), rest:sub(cut + 1)
    local point = #month <= 2 and make(tonumber(day), tonumber(month), year)
    if point and found then return nil end
    found = point or found
  end
  return single(found)
end

return numbers
