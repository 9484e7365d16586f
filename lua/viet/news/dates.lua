--- Dates in the text of an article: days, months, years, spans of them, and
-- dates named from the article's own day.
--
--     tối 5-5        từ [23 đến 24/1]        [thứ 3 (23/1)]
--     tháng 10-2024  giữa [tháng 10]         giai đoạn 2025 - 2029
--     hôm qua        [Chiều cùng ngày]       đầu năm nay
--
-- This extractor finds them and tells what of them is written, as `when`;
-- what is not (the year of 5-5, the day of `hôm qua`) needs the day the
-- article was published, so `news.head` gives them their values.

local extractor = require "viet.extractor"
local lines = require "viet.news.zones.lines"
local numbers = require "viet.news.dates.numbers"

local PARTS_OF_DAY = lines.set "sáng trưa chiều tối đêm khuya"
local BEFORE_PART = lines.set "rạng"
local AFTER_PART = lines.set "sớm khuya muộn tối"
local EARLY_LATE = lines.set "đầu giữa cuối"
local RANGE_WORDS = lines.set "đến tới"

-- Words of a span of years, by their first word.
local PERIODS = {}
for _, name in ipairs { "giai đoạn", "chu kỳ", "nhiệm kỳ", "thời kỳ",
    "niên khóa", "năm học", "niên độ" } do
  local words = lines.words(name)
  PERIODS[words[1]] = words[2]
end

local NUMERALS = lines.set [[một hai ba bốn năm sáu bảy tám chín mười mấy vài
  nhiều những các hàng hằng từng mỗi]]

-- Before a day that is only two numbers: "hôm 26.5", "đến 26-10".
local DAY_CUES = lines.set "hôm ngày qua nay mai rạng"
local RANGE_CUES = lines.set "từ đến tới trước sau vào hết"

-- Behind such a day, where it could as well be a count: "từ 5-10 người".
local AFTER_DAY = lines.set [[đến tới tại ở và đã sẽ vừa này năm theo do với các
  cho nhằm để giữa qua là có thì khi hay hoặc trong tức theo]]

-- Before two numbers with a slash that are no day: "điều 5/6", "tỷ lệ 3/4".
local NO_DAY_CUES = lines.set [[số lệ điều khoản nghị quyết định tư luật tổ vòng
  đường phòng ngõ hẻm khánh khoảng hơn gần chiếm đạt bảng nhóm thắng thua hòa]]

local MONTH_NAMES = {}
for month, name in ipairs { "một", "hai", "ba", "tư", "năm", "sáu", "bảy",
    "tám", "chín", "mười", "mười một", "mười hai" } do
  local _, key = lines.words(name)
  MONTH_NAMES[key] = month
end

local WEEKDAYS = {}
for day, names in ipairs { "hai", "ba", "tư", "năm", "sáu", "bảy bẩy" } do
  for word in pairs(lines.set(names)) do WEEKDAYS[word] = day end
  WEEKDAYS[tostring(day + 1)] = day
end

-- Words that the rules compare with, as keys.
local W = {}
for word in ([[ngày hôm nay qua kia mai ngoái trước sau này tới cùng tháng năm
  mùng mồng thứ chủ nhật tuần từ đến và cuối lần mạng hàng hằng khóa tài chính viet nam
  ngay thang tết những]]):gmatch("%S+") do
  W[word] = lines.words(word)[1]
end

--- What a rule gives back: the tokens from `first` to `last` of the line
-- are a date.
local function match(first, last, when, rule)
  return { first = first, last = last, when = when, rule = rule }
end

local function is_dash(line, k)
  local text = k <= line.count and line:source(k) or ""
  return text == "-" or text == "–" or text == "—"
end

-- Before a list of days, which `ngày` begins.
local LIST_WORDS = lines.set "các những"

--- Is the token a count ("2", "hai", "những"), so that `ngày` or `năm`
-- behind it is a unit?
local function is_count(line, k)
  if line:kind(k) == "number" then
    return line:source(k):find("^%d+$") ~= nil
  end
  return NUMERALS[line:word(k)] or false
end

--- Is token `k` followed by nothing, or by punctuation?
local function is_before_break(line, k)
  local kind = line:kind(k + 1)
  return kind == nil or kind == "punct" or kind == "symbol"
end

--- Reading numbers ----------------------------------------------------------

--- The reading of token `k`, if it is a number.
local function read(line, k, reader)
  if line:kind(k) ~= "number" then return nil end
  return reader(line:source(k))
end

local function has_month(reading)
  return (reading.to or reading.from).month ~= nil
end

--- Years ----------------------------------------------------------------------

-- Years named from the article's own.
local YEAR_SHIFTS = {
  [W["nay"]] = 0, [W["ngoái"]] = -1, [W["tới"]] = 1, [W["sau"]] = 1,
}

--- The year behind a month or day: "năm 2020", "năm ngoái".
-- @return the last token, and the year or nil and a shift; or nil
local function read_year_behind(line, k)
  if line:word(k) ~= W["năm"] then return nil end
  local reading = read(line, k + 1, numbers.years)
  if reading and not reading.to then return k + 1, reading.from.year end
  local shift = YEAR_SHIFTS[line:word(k + 1)]
  if shift and shift <= 0 then return k + 1, nil, shift end
  return nil
end

--- Adds the year behind a reading to its last point.
-- @param last the last token of the reading
-- @return the last token
local function add_year(line, reading, last)
  local point = reading.to or reading.from
  if point.year then return last end
  local stop, year, shift = read_year_behind(line, last + 1)
  if not stop then return last end
  point.year, point.year_shift = year, shift
  return stop
end

--- Goes over "đến", "-" and the like, and `optional` words behind it.
-- @return the place of what may be the end of a range, or nil
local function skip_to_end(line, k, optional)
  if not RANGE_WORDS[line:word(k)] and not is_dash(line, k) then
    return nil
  end
  k = k + 1
  while optional[line:word(k)] do k = k + 1 end
  return k
end

local YEAR_UNIT = lines.set "đầu giữa cuối năm"

--- A year or a span of years at token `k`: "2025", "2025-2029",
-- "2025 - 2029", "2020 đến năm 2025".
-- @return a reading and its last token
local function read_years(line, k)
  local reading = read(line, k, numbers.years)
  if not reading then return nil end
  if reading.to then return reading, k end
  local stop = skip_to_end(line, k + 1, YEAR_UNIT)
  local second = stop and read(line, stop, numbers.years)
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
local function match_year(line, k)
  local at = skip_fiscal(line, k + 1)
  local reading, last = read_years(line, at)
  if reading and is_decade(line, k, reading) then return nil end
  if reading then
    local first = reading.to and is_count(line, k - 1) and at or k
    return match(first, last, reading, reading.to and "years" or "year")
  end
  local shift = YEAR_SHIFTS[line:word(k + 1)]
  if not shift or is_count(line, k - 1) then return nil end
  local when = { from = { unit = "year", shift = shift } }
  return match(k, k + 1, when, "relative_year")
end

--- "2006" in "các năm 2001, 2006".
local function match_listed_year(line, k)
  local text = k <= line.count and line:source(k) or ""
  if text ~= "," and line:word(k) ~= W["và"] then return nil end
  local reading = read(line, k + 1, numbers.years)
  local is_listed = reading and not reading.to
    and reading.from.year >= 1900 and reading.from.year <= 2100
    and (is_before_break(line, k + 1) or line:word(k + 2) == W["và"])
  return is_listed and match(k + 1, k + 1, reading, "year") or nil
end

--- "giai đoạn 2025 - 2029"
local function match_period(line, k)
  if PERIODS[line:word(k)] ~= line:word(k + 1) then return nil end
  local at = k + 2
  while line:word(at) == W["từ"] or line:word(at) == W["năm"] do
    at = at + 1
  end
  local reading, last = read_years(line, at)
  if not reading or not reading.to then return nil end
  return match(k, last, reading, "period")
end

--- Months -----------------------------------------------------------------

--- "Mười", "Mười Một": the month that has a name, only in title case, since
-- "tháng năm" is also "months and years".
local function read_month_name(line, k)
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
  local reading, last = read(line, k, numbers.months), k
  if not reading then reading, last = read_month_name(line, k) end
  if not reading then return nil end
  return reading, add_year(line, reading, last)
end

local MONTH_UNIT = lines.set "đầu giữa cuối tháng"

--- A month and the end of a range: "6-2018 đến 11-2018".
local function read_months(line, k)
  local reading, last = read_month(line, k)
  if not reading or reading.to then return reading, last end
  local at = skip_to_end(line, last + 1, MONTH_UNIT)
  local second, stop
  if at then second, stop = read_month(line, at) end
  local is_end = second and not second.to
    and (second.from.year or line:word(at - 1) == W["tháng"])
  if not is_end then return reading, last end
  return { from = reading.from, to = second.from }, stop
end

--- "5/2025" in "tháng 4 và 5/2025".
local function match_listed_month(line, k)
  local text = k <= line.count and line:source(k) or ""
  if text ~= "," and line:word(k) ~= W["và"] then return nil end
  local reading = read(line, k + 1, numbers.months)
  if not reading or reading.to or not reading.from.year then return nil end
  return match(k + 1, k + 1, reading, "month")
end

local MONTH_SHIFTS = {
  [W["này"]] = 0, [W["trước"]] = -1, [W["sau"]] = 1, [W["tới"]] = 1,
}

--- "tháng 10-2024", "tháng 6-2018 đến 11-2018", "tháng trước"
local function match_month(line, k)
  if is_count(line, k - 1) or line:word(k - 1) == W["mạng"] then
    return nil
  end
  local reading, last = read_months(line, k + 1)
  if reading then return match(k, last, reading, "month") end
  local shift = MONTH_SHIFTS[line:word(k + 1)]
  if not shift then return nil end
  local when = { from = { unit = "month", shift = shift } }
  return match(k, k + 1, when, "relative_month")
end

--- Days -------------------------------------------------------------------

--- "5 tháng 5 năm 2025", "23-24 tháng 10"
-- @return a reading and its last token
local function read_day_of_month(line, k, reading)
  if line:word(k + 1) ~= W["tháng"] then return nil end
  local month, last = read(line, k + 2, numbers.months), k + 2
  if not month then month, last = read_month_name(line, k + 2) end
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
  local bare = not month.from.year and read(line, last + 1, numbers.years)
  if bare and not bare.to then
    last_point.year, last = bare.from.year, last + 1
  end
  return reading, add_year(line, reading, last)
end

--- A day at token `k`, without words before it.
-- @return a reading, its last token and the token's shape ("n" for one
--   number)
local function read_day(line, k)
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
  return reading, add_year(line, reading, k), shape
end

local DAY_UNIT = lines.set "ngày sáng trưa chiều tối đêm rạng mùng mồng hết"

--- Goes over what joins two days: "đến ngày", "-", and "và" between days of
-- one month.
local function skip_to_second(line, k, reading)
  if line:word(k) == W["và"] and not has_month(reading) then
    k = k + 1
    while DAY_UNIT[line:word(k)] do k = k + 1 end
    return k
  end
  return skip_to_end(line, k, DAY_UNIT)
end

--- A day or a range of days: "23 đến 24/1", "18 và 19/6",
-- "24/4 đến 31/7/2021".
-- @return a reading, its last token and the shape of its first token
local function read_days(line, k)
  local reading, last, shape = read_day(line, k)
  if not reading or reading.to then return reading, last, shape end
  local at = skip_to_second(line, last + 1, reading)
  local second, stop
  if at then second, stop = read_day(line, at) end
  if not second or second.to or not has_month(second) then
    return reading, last, shape
  end
  return { from = reading.from, to = second.from }, stop, "range"
end

--- Is the reading one of a day, whatever stands around it? A bare "23" is
-- not, nor is "1-0".
local function is_sure(reading, shape)
  return shape == "tháng" or shape == "range"
    or (reading.to or reading.from).year ~= nil
    or (reading.to ~= nil and has_month(reading))
end

local function is_bracketed(line, first, last)
  return first > 1 and line:source(first - 1) == "("
    and last < line.count and line:source(last + 1) == ")"
end

--- May two numbers without a year be a day, by what stands around them?
local function is_likely(line, k, last, reading)
  local text, before = line:source(k), line:word(k - 1)
  local day, month = reading.from.day, reading.from.month
  if not month then return false end
  if DAY_CUES[before] then return true end
  if text:find(".", 1, true) then return false end
  if is_bracketed(line, k, last) then
    return text:find("/", 1, true) ~= nil or day > 12
  end
  local is_apart = is_before_break(line, last)
    or AFTER_DAY[line:word(last + 1)]
  if RANGE_CUES[before] then return is_apart or false end
  if not text:find("/", 1, true) or NO_DAY_CUES[before] then return false end
  if day == 24 and month == 7 then return false end
  return is_apart and (day > 12 or is_before_break(line, last)) or false
end

local SINCE = lines.set "từ trước sau"

--- Years without `năm`: "(2012-2020)", "từ 2017 đến nay".
local function match_bare_years(line, k)
  local reading, last = read_years(line, k)
  if not reading or reading.from.year < 1900 then return nil end
  local before = line:word(k - 1)
  if reading.to then
    local is_span = last == k or is_bracketed(line, k, last)
      or before == W["từ"]
    return is_span and reading.to.year - reading.from.year <= 100
      and match(k, last, reading, "years") or nil
  end
  local is_since = SINCE[before] and (line:word(k + 1) == W["đến"]
    or is_before_break(line, k))
  return is_since and reading.from.year <= 2100
    and match(k, k, reading, "year") or nil
end

--- A day without a word before it that belongs to it.
local function match_number(line, k)
  local years = match_bare_years(line, k)
  if years then return years end
  local reading, last, shape = read_days(line, k)
  if not reading then return nil end
  if is_sure(reading, shape) or is_likely(line, k, last, reading) then
    return match(k, last, reading, reading.to and "days" or "day")
  end
  return nil
end

--- Days named from the article's own ------------------------------------------

local DAY_SHIFTS = { [W["nay"]] = 0, [W["qua"]] = -1, [W["mai"]] = 1 }

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
  local shift = DAY_SHIFTS[line:word(k + 1)]
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
  local reading, last, shape = read_day(line, at)
  if not reading or reading.to or shape == "n" then return nil end
  if mark ~= "(" then return reading, last end
  if last == line.count or line:source(last + 1) ~= ")" then return nil end
  return reading, last + 1
end

--- A name of a day and the day behind it, if there is one.
local function match_named(line, first, last, point, rule)
  local reading, stop = read_apposed_day(line, last)
  if reading then return match(first, stop, reading, "named_day") end
  return match(first, last, { from = point }, rule)
end

--- "hôm qua", "ngày mai 12/1"
local function match_named_day(line, k)
  local point, last = read_named_day(line, k)
  if not point then return nil end
  return match_named(line, k, last, point, "relative_day")
end

--- "cùng ngày"
local function match_same(line, k)
  local unit = line:word(k + 1) == W["ngày"] and "day"
    or line:word(k + 1) == W["tháng"] and "month"
    or line:word(k + 1) == W["năm"] and "year"
  if not unit then return nil end
  return match(k, k + 1, { from = { same = unit } }, "same_" .. unit)
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
local function match_weekday(line, k, has_cue)
  local weekday, last = read_weekday(line, k)
  if not weekday or line:word(k - 1) == W["lần"] then return nil end
  local reading, stop = read_apposed_day(line, last)
  if reading then return match(k, stop, reading, "weekday") end
  local week = line:word(last + 1) == W["tuần"]
    and WEEK_SHIFTS[line:word(last + 2)] or nil
  local following = line:word(last + 1)
  if following == W["hàng"] or following == W["hằng"] then return nil end
  if not (has_cue or week or WEEKDAY_CUES[line:word(k - 1)]) then
    return nil
  end
  local point = { weekday = weekday, week = week }
  return match(k, last, { from = point }, "weekday")
end

--- What stands before a day and belongs to it ----------------------------------

--- "ngày 5-5", "ngày 23", "mùng 5-5"; in "hai ngày 23 và 24/1" `ngày` is a
-- unit and stays outside.
local function match_day_word(line, k)
  local named = match_named_day(line, k)
  if named then return named end
  local reading, last = read_days(line, k + 1)
  if not reading then return nil end
  local is_unit = is_count(line, k - 1) and not LIST_WORDS[line:word(k - 1)]
  local first = is_unit and k + 1 or k
  local is_lunar = line:word(last + 1) == W["tháng"]
    or line:word(last + 1) == W["tết"]
  if not has_month(reading)
      and (is_unit or is_lunar or line:word(k) ~= W["ngày"]) then
    return nil
  end
  return match(first, last, reading, reading.to and "days" or "day")
end

--- The last token of a part of the day that begins at `k`: "sáng sớm",
-- "rạng sáng"; or nil.
local function skip_part_of_day(line, k)
  if BEFORE_PART[line:word(k)] then k = k + 1 end
  if not PARTS_OF_DAY[line:word(k)] then return nil end
  if AFTER_PART[line:word(k + 1)] then k = k + 1 end
  return k
end

--- "sáng nay", "tối qua", with the day behind it.
local function match_part_named(line, first, k)
  local shift = DAY_SHIFTS[line:word(k)]
  if not shift then return nil end
  local point = { unit = "day", shift = shift }
  return match_named(line, first, k, point, "relative_day")
end

--- A date that begins with `first`, which the rest at token `k` completes.
local function widen(found, first)
  if found then found.first = first end
  return found
end

--- A day right behind a part of it: "tối 5-5", "sáng 5 tháng 5".
local function match_part_and_number(line, first, k)
  local reading, last, shape = read_days(line, k)
  if not reading or shape == "n" then return nil end
  return match(first, last, reading, reading.to and "days" or "day")
end

--- "tối 5-5", "chiều ngày 25/4", "sáng nay", "Chiều cùng ngày",
-- "sáng thứ Hai"
local function match_part_of_day(line, first)
  local part = skip_part_of_day(line, first)
  if not part then return nil end
  local k = part + 1
  local word = line:word(k)
  if word == W["cùng"] then return widen(match_same(line, k), first) end
  if word == W["ngày"] or word == W["mùng"] or word == W["mồng"] then
    return widen(match_day_word(line, k), first)
  end
  return match_part_named(line, first, k)
    or widen(match_named_day(line, k), first)
    or widen(match_weekday(line, k, true), first)
    or match_part_and_number(line, first, k)
end

--- "giữa tháng 10", "đầu năm nay", "cuối 2024"
local function match_early_late(line, k)
  local word, found = line:word(k + 1), nil  -- "cuối năm" is `late`
  if word == W["tháng"] then
    found = match_month(line, k + 1)
  elseif word == W["năm"] then
    found = match_year(line, k + 1)
  else
    local reading = read(line, k + 1, numbers.years)
    if reading and not reading.to then
      found = match(k + 1, k + 1, reading, "year")
    end
  end
  if found and line:word(k) == W["cuối"] then found.when.late = true end
  return widen(found, k)
end

--- Lines without marks ------------------------------------------------------

--- "thang 12018", "ngay 24102017", "nam 2018"
local function match_bare(line, k)
  local word = line:word(k, "toneless")
  if line:kind(k + 1) ~= "number" then return nil end
  local text = line:source(k + 1)
  local reading
  if word == W["thang"] then
    reading = numbers.run_together(text, false) or numbers.months(text)
  elseif word == W["ngay"] then
    reading = numbers.run_together(text, true) or numbers.days(text)
  elseif word == W["nam"] and line:word(k - 1) ~= W["viet"] then
    reading = numbers.years(text)
  end
  return reading and match(k, k + 1, reading, "unaccented")
end

--- The rules ------------------------------------------------------------------

--- Rules by the first word of what they match.
local rules = {}
local function add_rule(set, rule)
  for word in pairs(set) do rules[word] = rule end
end
add_rule(PARTS_OF_DAY, match_part_of_day)
add_rule(BEFORE_PART, match_part_of_day)
add_rule(EARLY_LATE, match_early_late)
add_rule(PERIODS, match_period)
add_rule(lines.set "ngày mùng mồng", match_day_word)
add_rule(lines.set "hôm", match_named_day)
add_rule(lines.set "cùng", match_same)
add_rule(lines.set "tháng", match_month)
add_rule(lines.set "năm", function(line, k)
  return match_period(line, k) or match_year(line, k)
end)
add_rule(lines.set "thứ", match_weekday)
add_rule(lines.set "chủ", match_weekday)

--- The date that begins at token `k`, or nil.
local function match_at(line, k, bare)
  if line:kind(k) == "number" then return match_number(line, k) end
  local rule = rules[line:word(k)]
  local found = rule and rule(line, k)
  if found then return found end
  return bare and match_bare(line, k) or nil
end

-- What may continue a list after a date of a rule.
local LISTS = { year = match_listed_year, month = match_listed_month }

--- Calls `emit` with each date of a line, in order.
local function scan(line, emit)
  local k, bare = 1, line:is_plain()
  local match_listed  -- what continues a list after the date before token k
  while k <= line.count do
    local found = match_listed and match_listed(line, k)
      or match_at(line, k, bare)
    if found then emit(found) end
    match_listed = found and LISTS[found.rule]
    k = found and found.last + 1 or k + 1
  end
end

local MAIN = { title = true, lead = true, body = true, caption = true }

local function find_dates(doc)
  for _, line in ipairs(lines.of(doc)) do
    if MAIN[doc:zone_at(line.first)] then
      scan(line, function(found)
        local _, last = line:span(found.last)
        doc:add("DATE", {
          first = (line:span(found.first)), last = last,
          when = found.when, rule = "dates." .. found.rule,
        })
      end)
    end
  end
end

--- The extractor "news.dates": gives the layer DATE, in the lines of title,
-- lead, body and captions. A span has `when`, a table with `from` and, for a
-- range, `to`: points with `day`, `month`, `year` as far as they are written
-- (`year_shift` for "năm ngoái"), or else `unit` and `shift` (hôm qua: the
-- day of the article, -1), `same` (cùng ngày) or `weekday` (1 is Monday) and
-- `week`; `late` says that the words are "cuối năm".
return extractor {
  name = "news.dates",
  needs = { "zone" },
  gives = { "DATE" },
  run = find_dates,
}
