--- What the fields of a gazetteer's entry may hold, wherever it comes from.

local options = require "viet.options"

local fields = {}

--- What `level` may be, from strict to lenient.
fields.levels = { "exact", "case", "placement", "typed", "toneless" }

local NO_ATTRIBUTE = {
  id = true, type = true, level = true, from = true, to = true,
  priority = true,
}

--- Is a key of an entry the name of an attribute of the user's own?
function fields.is_attribute(key)
  return type(key) == "string" and not NO_ATTRIBUTE[key]
end

local MOST = 2 ^ 31 - 1  -- of a priority

local MONTH_DAYS = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

--- The last day of a month.
local function last_day(year, month)
  if month == 2 and not is_leap(year) then return 28 end
  return MONTH_DAYS[month]
end

--- A date as a number that can be compared: 20240531.
-- @param text "2024", "2024-05" or "2024-05-31"
-- @param is_end whether the last day is meant where the text names several,
--   or else the first one
-- @return a whole number, or nil if the text is no date
-- @usage fields.day("2024-02", true)  --> 20240229
function fields.day(text, is_end)
  if type(text) ~= "string" then return nil end
  local year, month, day = text:match("^(%d%d%d%d)%-?(%d?%d?)%-?(%d?%d?)$")
  if not year or #text ~= (day ~= "" and 10 or month ~= "" and 7 or 4) then
    return nil
  end
  year = tonumber(year)
  month = tonumber(month) or is_end and 12 or 1
  if month < 1 or month > 12 then return nil end
  day = tonumber(day) or is_end and last_day(year, month) or 1
  if day < 1 or day > last_day(year, month) then return nil end
  return year * 10000 + month * 100 + day
end

--- A priority as a number.
-- @param value a number, or its digits
-- @return a whole number, or nil if the value is none
function fields.priority(value)
  local number = value
  if type(value) == "string" then
    number = value:find("^[-+]?%d+$") and tonumber((value:gsub("^%+", "")))
  end
  if type(number) ~= "number" or number % 1 ~= 0 or number > MOST
      or number < -MOST then
    return nil
  end
  return number
end

local checks = {}

local function check_string(name, value)
  if type(value) == "string" then return nil end
  return ("%s is a %s, not a string"):format(name, type(value))
end

function checks.id(value) return check_string("id", value) end

function checks.type(value)
  local fault = check_string("type", value)
  if fault or not value:find("\0", 1, true) then return fault end
  return "type has a NUL byte"
end

function checks.level(value)
  return options.fault("level", value, fields.levels)
end

function checks.priority(value)
  if fields.priority(value) then return nil end
  return ("bad priority '%s' (expected a whole number from -%d to %d)")
    :format(tostring(value), MOST, MOST)
end

local function check_date(name, value)
  if fields.day(value) then return nil end
  return ("bad %s '%s' (expected a date as 2024, 2024-05 or 2024-05-31)")
    :format(name, tostring(value))
end

function checks.from(value) return check_date("from", value) end

function checks.to(value) return check_date("to", value) end

--- What is wrong with the value of a field, or nil.
-- @param name the field's name; one without rules may hold any string,
--   boolean, or number that is finite
-- @param value any value but nil
-- @return a message such as `bad level 'tonless' (expected exact, placement
--   or toneless)`
function fields.fault(name, value)
  if checks[name] then return checks[name](value) end
  local kind = type(value)
  if kind == "number" and value - value ~= 0 then
    return ("%s is %s, not a finite number"):format(name, tostring(value))
  elseif kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    return ("%s is a %s, not a string, number or boolean"):format(name, kind)
  end
end

--- What is wrong with the dates of an entry, which are good each by itself;
-- or nil.
function fields.dates_fault(entry)
  if not entry.from or not entry.to then return nil end
  if fields.day(entry.from) <= fields.day(entry.to, true) then return nil end
  return ("from %s is after to %s"):format(entry.from, entry.to)
end

return fields
