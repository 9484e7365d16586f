--- Days that have a name: from the article's own ("hôm qua", "ngày mai 12/1",
-- "cùng ngày"), and weekdays ("thứ 3 (23/1)").

local common = require "viet.news.dates.common"
local days = require "viet.news.dates.days"
local lines = require "viet.news.zones.lines"

local named = {}

local W = common.word

local WEEKDAYS = {}
for day, names in ipairs { "hai", "ba", "tư", "năm", "sáu", "bảy bẩy" } do
  for word in pairs(lines.set(names)) do WEEKDAYS[word] = day end
  WEEKDAYS[tostring(day + 1)] = day
end

-- How many days from the article's own: "sáng nay", "tối qua".
named.day_shifts = { [W["nay"]] = 0, [W["qua"]] = -1, [W["mai"]] = 1 }

--- "hôm nay", "ngày hôm qua", "ngày mai" from token `k`
-- @return a point and its last token
local function read_named_day(line, k)
  if line:word(k) == W["ngày"] then
    local shift = line:word(k + 1) == W["mai"] and 1
      or line:word(k + 1) == W["kia"] and 2
    if shift then return { unit = "day", shift = shift }, k + 1 end
    k = k + 1
  end
  if line:word(k) ~= W["hôm"] then return nil end
  local shift = named.day_shifts[line:word(k + 1)]
    or line:word(k + 1) == W["kia"] and -2
  if not shift or shift > 0 then return nil end
  return { unit = "day", shift = shift }, k + 1
end

--- The day that stands behind another name of it: "ngày mai 12/1",
-- "thứ 3 (23/1)", "Thứ Hai, ngày 5-5".
-- @param k the last token of the name
-- @return a reading and its last token, with a closing bracket
local function read_apposed_day(line, k)
  local at, mark = k + 1, k < line.count and line:source(k + 1) or ""
  if mark == "(" or mark == "," then at = at + 1 end
  if line:word(at) == W["ngày"] then at = at + 1 end
  local reading, last, shape = days.read_day(line, at)
  if not reading or reading.to or shape == "n" then return nil end
  if mark ~= "(" then return reading, last end
  if last == line.count or line:source(last + 1) ~= ")" then return nil end
  return reading, last + 1
end

--- A name of a day and the day behind it, if there is one.
function named.match_named(line, first, last, point, rule)
  local reading, stop = read_apposed_day(line, last)
  if reading then return common.match(first, stop, reading, "named_day") end
  return common.match(first, last, { from = point }, rule)
end

--- "hôm qua", "ngày mai 12/1"
function named.match_named_day(line, k)
  local point, last = read_named_day(line, k)
  if not point then return nil end
  return named.match_named(line, k, last, point, "relative_day")
end

--- "cùng ngày"
function named.match_same(line, k)
  local unit = line:word(k + 1) == W["ngày"] and "day"
    or line:word(k + 1) == W["tháng"] and "month"
    or line:word(k + 1) == W["năm"] and "year"
  if not unit then return nil end
  return common.match(k, k + 1, { from = { same = unit } }, "same_" .. unit)
end

--- Weekdays -----------------------------------------------------------------

--- "thứ Hai", "thứ 3", "chủ nhật" from token `k`
-- @return the day of the week (1 is Monday) and the last token
local function read_weekday(line, k)
  if line:word(k) == W["thứ"] then
    return WEEKDAYS[line:word(k + 1)], k + 1
  elseif line:word(k) == W["chủ"] and line:word(k + 1) == W["nhật"] then
    return 7, k + 1
  end
  return nil
end

local WEEKDAY_CUES = lines.set "hôm vào sáng trưa chiều tối đêm"
local WEEK_SHIFTS = {
  [W["này"]] = 0, [W["trước"]] = -1, [W["qua"]] = -1, [W["tới"]] = 1,
  [W["sau"]] = 1,
}

--- "thứ 3 (23/1)", "thứ Sáu"; an ordinal ("lần thứ hai") is none, so a
-- weekday alone needs a word before it or `tuần` behind it.
-- @param has_cue is there such a word, a part of the day?
function named.match_weekday(line, k, has_cue)
  local weekday, last = read_weekday(line, k)
  if not weekday or line:word(k - 1) == W["lần"] then return nil end
  local reading, stop = read_apposed_day(line, last)
  if reading then return common.match(k, stop, reading, "weekday") end
  local week = line:word(last + 1) == W["tuần"]
    and WEEK_SHIFTS[line:word(last + 2)] or nil
  local following = line:word(last + 1)
  if following == W["hàng"] or following == W["hằng"] then return nil end
  if not (has_cue or week or WEEKDAY_CUES[line:word(k - 1)]) then
    return nil
  end
  local point = { weekday = weekday, week = week }
  return common.match(k, last, { from = point }, "weekday")
end

return named
