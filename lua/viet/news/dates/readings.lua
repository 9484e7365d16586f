--- What is written of a date, from what the rules of dates.rules captured.
--
-- A reading is a table with `from` and, for a range, `to`: points with `day`,
-- `month`, `year` as far as they are written (`year_shift` for "năm ngoái"),
-- or else `unit` and `shift` (hôm qua: the day of the article, -1), `same`
-- (cùng ngày) or `weekday` (1 is Monday) and `week`; `late` says that the
-- words are "cuối năm".

local numbers = require "viet.news.dates.numbers"

local readings = {}

--- Words ----------------------------------------------------------------------

local MONTHS = {
  ["một"] = 1, ["hai"] = 2, ["ba"] = 3, ["tư"] = 4, ["năm"] = 5, ["sáu"] = 6,
  ["bảy"] = 7, ["tám"] = 8, ["chín"] = 9, ["mười"] = 10, ["mười một"] = 11,
  ["mười hai"] = 12,
}

-- How many days from the article's own: "sáng nay", "ngày kia", "hôm kia".
local DAYS = {
  ["nay"] = 0, ["qua"] = -1, ["mai"] = 1, ["kia"] = 2,
  ["hôm nay"] = 0, ["hôm qua"] = -1, ["hôm kia"] = -2,
}

local WEEKDAYS = {
  ["hai"] = 1, ["ba"] = 2, ["tư"] = 3, ["năm"] = 4, ["sáu"] = 5, ["bảy"] = 6,
  ["bẩy"] = 6, ["nhật"] = 7, ["2"] = 1, ["3"] = 2, ["4"] = 3, ["5"] = 4,
  ["6"] = 5, ["7"] = 6,
}

local SHIFTS = {
  ["này"] = 0, ["nay"] = 0, ["trước"] = -1, ["qua"] = -1, ["ngoái"] = -1,
  ["tới"] = 1, ["sau"] = 1,
}

local UNITS = { ["ngày"] = "day", ["tháng"] = "month", ["năm"] = "year" }

--- A match whose captures are read.
local Match = {}
Match.__index = Match

--- The source of a capture.
function Match:text(capture)
  return self.source:sub(capture.first, capture.last)
end

--- The key of the last word of a capture, as tables have it.
function Match:word(capture)
  local tokens = self.tokens
  return tokens:key(tokens:at(capture.last), "placement")
end

--- The keys of a capture of one or two words.
function Match:words(capture)
  local tokens = self.tokens
  local i, last = tokens:at(capture.first), self:word(capture)
  if i == tokens:at(capture.last) then return last end
  return tokens:key(i, "placement") .. " " .. last
end

--- Days, months and years -----------------------------------------------------

--- Adds the year behind the last point of a reading.
function Match:add_year(reading, capture)
  local point = reading.to or reading.from
  if not capture or point.year then return end
  point.year = tonumber(self:text(capture))
  point.year_shift = not point.year and SHIFTS[self:word(capture)] or nil
end

--- A month, in numbers or by its name, with its year, or a range of months.
function Match:read_month(capture, year)
  local name = MONTHS[self:words(capture)]
  local reading = name and { from = { month = name } }
    or numbers.months(self:text(capture))
  if reading then self:add_year(reading, year) end
  return reading
end

--- Days whose month stands behind them; "5-6 tháng 10" is no June.
local function put_in_month(reading, month)
  if reading.from.month then
    reading = { from = { day = reading.from.day },
                to = { day = reading.from.month } }
  end
  local point = reading.to or reading.from
  point.month, point.year = month.month, month.year
  return reading
end

--- A day or a range of days, from its number and what stands behind it.
function Match:read_day(number, month, year)
  local text = self:text(number)
  local day = numbers.day(text)
  local reading = day and { from = { day = day } } or numbers.days(text)
  if reading and month then
    reading = put_in_month(reading, self:read_month(month).from)
  end
  if reading then self:add_year(reading, year) end
  return reading
end

--- One reading, or two as a range.
local function join(from, to, is_range)
  if not is_range then return from end
  return from and to and { from = from.from, to = to.from }
end

--- "5-5", "23 đến 24/1"
function Match:read_days()
  local c = self.captures
  return join(self:read_day(c.from, c.month, c.year),
    c.to and self:read_day(c.to, c.to_month, c.to_year), c.to)
end

--- "tháng 6-2018 đến 11-2018"
function Match:read_months()
  local c = self.captures
  return join(self:read_month(c.from, c.year),
    c.to and self:read_month(c.to, c.to_year), c.to)
end

--- "2025-2029", "2020 đến năm 2025"
function Match:read_years()
  local c = self.captures
  local reading = join(numbers.years(self:text(c.from)),
    c.to and numbers.years(self:text(c.to)), c.to)
  if c.to and reading.from.year >= reading.to.year then return nil end
  return reading
end

--- Lines without marks --------------------------------------------------------

-- What the number behind a word of such a line may be.
local UNMARKED = {
  thang = function(text)
    return numbers.run_together(text, false) or numbers.months(text)
  end,
  ngay = function(text)
    return numbers.run_together(text, true) or numbers.days(text)
  end,
  nam = numbers.years,
}

--- Rules ----------------------------------------------------------------------

--- The reading of each rule.
local rules = {}

rules["dates.day"] = Match.read_days
rules["dates.part_of_day"] = Match.read_days
rules["dates.sure_day"] = Match.read_days
rules["dates.likely_day"] = Match.read_days
rules["dates.month"] = Match.read_months
rules["dates.year"] = Match.read_years
rules["dates.years"] = Match.read_years
rules["dates.period"] = Match.read_years

-- Years without a word before them are hardly so far apart.
local LONGEST_SPAN = 100

rules["dates.bare_years"] = function(self)
  local reading = self:read_years()
  return reading and reading.to.year - reading.from.year <= LONGEST_SPAN
    and reading
end

rules["dates.named_day"] = function(self)
  if self.captures.from then return self:read_days() end
  local shift = DAYS[self:words(self.captures.day)]
  return { from = { unit = "day", shift = shift } }
end

rules["dates.same"] = function(self)
  return { from = { same = UNITS[self:word(self.captures.unit)] } }
end

rules["dates.weekday"] = function(self)
  local c = self.captures
  if c.from then return self:read_days() end
  return { from = {
    weekday = WEEKDAYS[self:word(c.day)],
    week = c.week and SHIFTS[self:word(c.week)],
  } }
end

rules["dates.relative_month"] = function(self)
  local shift = SHIFTS[self:word(self.captures.shift)]
  return { from = { unit = "month", shift = shift } }
end

rules["dates.relative_year"] = function(self)
  local shift = SHIFTS[self:word(self.captures.shift)]
  return { from = { unit = "year", shift = shift } }
end

rules["dates.unmarked"] = function(self)
  local c = self.captures
  return UNMARKED[self:word(c.unit)](self:text(c.from))
end

--- The reading of a match.
-- @param doc       the document
-- @param rule      a rule of dates.rules
-- @param captures  those of its match
-- @return a reading, or nil where there is no such day ("30/2") or a range
--   ends before it begins; and an array of those of `more`, each one year or
--   month, or nil
function readings.of(doc, rule, captures)
  local self = setmetatable({ captures = captures, source = doc.text,
    tokens = doc.tokens }, Match)
  local reading = rules[rule](self)
  if not reading then return nil end
  if captures.late then reading.late = true end
  local more = captures.more
  if not more then return reading end
  local listed = {}
  for i, capture in ipairs(more) do
    local text = self:text(capture)
    listed[i] = numbers.years(text) or numbers.months(text)
  end
  return reading, listed
end

return readings
