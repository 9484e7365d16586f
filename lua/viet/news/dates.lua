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

local common = require "viet.news.dates.common"
local days = require "viet.news.dates.days"
local extractor = require "viet.extractor"
local lines = require "viet.news.zones.lines"
local months = require "viet.news.dates.months"
local named = require "viet.news.dates.named"
local numbers = require "viet.news.dates.numbers"
local years = require "viet.news.dates.years"

local W = common.word

local PARTS_OF_DAY = lines.set "sáng trưa chiều tối đêm khuya"
local BEFORE_PART = lines.set "rạng"
local AFTER_PART = lines.set "sớm khuya muộn tối"
local EARLY_LATE = lines.set "đầu giữa cuối"

-- Before a list of days, which `ngày` begins.
local LIST_WORDS = lines.set "các những"

--- What stands before a day and belongs to it ---------------------------

--- "ngày 5-5", "ngày 23", "mùng 5-5"; in "hai ngày 23 và 24/1" `ngày` is a
-- unit and stays outside.
local function match_day_word(line, k)
  local by_name = named.match_named_day(line, k)
  if by_name then return by_name end
  local reading, last = days.read_days(line, k + 1)
  if not reading then return nil end
  local is_unit = common.is_count(line, k - 1)
    and not LIST_WORDS[line:word(k - 1)]
  local first = is_unit and k + 1 or k
  local is_lunar = line:word(last + 1) == W["tháng"]
    or line:word(last + 1) == W["tết"]
  if not common.has_month(reading)
      and (is_unit or is_lunar or line:word(k) ~= W["ngày"]) then
    return nil
  end
  return common.match(first, last, reading, reading.to and "days" or "day")
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
  local shift = named.day_shifts[line:word(k)]
  if not shift then return nil end
  local point = { unit = "day", shift = shift }
  return named.match_named(line, first, k, point, "relative_day")
end

--- A day right behind a part of it: "tối 5-5", "sáng 5 tháng 5".
local function match_part_and_number(line, first, k)
  local reading, last, shape = days.read_days(line, k)
  if not reading or shape == "n" then return nil end
  return common.match(first, last, reading, reading.to and "days" or "day")
end

--- "tối 5-5", "chiều ngày 25/4", "sáng nay", "Chiều cùng ngày",
-- "sáng thứ Hai"
local function match_part_of_day(line, first)
  local part = skip_part_of_day(line, first)
  if not part then return nil end
  local k = part + 1
  local word = line:word(k)
  if word == W["cùng"] then return common.widen(named.match_same(line, k), first) end
  if word == W["ngày"] or word == W["mùng"] or word == W["mồng"] then
    return common.widen(match_day_word(line, k), first)
  end
  return match_part_named(line, first, k)
    or common.widen(named.match_named_day(line, k), first)
    or common.widen(named.match_weekday(line, k, true), first)
    or match_part_and_number(line, first, k)
end

--- "giữa tháng 10", "đầu năm nay", "cuối 2024"
local function match_early_late(line, k)
  local word, found = line:word(k + 1), nil  -- "cuối năm" is `late`
  if word == W["tháng"] then
    found = months.match_month(line, k + 1)
  elseif word == W["năm"] then
    found = years.match_year(line, k + 1)
  else
    local reading = common.read(line, k + 1, numbers.years)
    if reading and not reading.to then
      found = common.match(k + 1, k + 1, reading, "year")
    end
  end
  if found and line:word(k) == W["cuối"] then found.when.late = true end
  return common.widen(found, k)
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
  return reading and common.match(k, k + 1, reading, "unaccented")
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
add_rule(years.periods, years.match_period)
add_rule(lines.set "ngày mùng mồng", match_day_word)
add_rule(lines.set "hôm", named.match_named_day)
add_rule(lines.set "cùng", named.match_same)
add_rule(lines.set "tháng", months.match_month)
add_rule(lines.set "năm", function(line, k)
  return years.match_period(line, k) or years.match_year(line, k)
end)
add_rule(lines.set "thứ", named.match_weekday)
add_rule(lines.set "chủ", named.match_weekday)

--- The date that begins at token `k`, or nil.
local function match_at(line, k, bare)
  if line:kind(k) == "number" then return days.match_number(line, k) end
  local rule = rules[line:word(k)]
  local found = rule and rule(line, k)
  if found then return found end
  return bare and match_bare(line, k) or nil
end

-- What may continue a list after a date of a rule.
local LISTS = { year = years.match_listed_year, month = months.match_listed_month }

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
