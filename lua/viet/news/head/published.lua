--- The day an article was published, from what the page itself says.
--
-- In this order: a header of the corpus (`# date = 20210425`); the date line
-- beside the title; a day in the article's own address, then in that of its
-- first picture; the day of the latest news that the text tells as past,
-- whose year is that of the latest year named, or told by an anniversary.
--
-- A page may also show a clock, which tells the day of the crawl. It stands
-- at the very top, far from every day that the text speaks of.

local address = require "viet.news.head.address"
local calendar = require "viet.news.dates.calendar"
local data = require "viet.news.data"
local date_values = require "viet.news.dates.values"
local keys = require "viet.news.keys"
local numbers = require "viet.news.dates.numbers"
local pages = require "viet.news.zones.page"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"
local tsv = require "viet.tsv"

local published = {}

local year_rules = assert(patterns.read(rules.path "years.rules"))
published.rules = year_rules

-- Years before are no years of a page on the web.
local FIRST_YEAR = 1997

--- Lines that hold the date -----------------------------------------------------

local DATE_KEYS = {
  date = true, published = true, published_at = true, publish_date = true,
  pubdate = true, published_date = true, time = true, datetime = true,
}

--- "20210425", "2021-04-25T08:00", "25/04/2021" as a day.
local function read_day(text)
  local year, month, day = text:match("^(%d%d%d%d)-?(%d%d)-?(%d%d)")
  if not year then
    day, month, year = text:match("^(%d%d?)[/.-](%d%d?)[/.-](%d%d%d%d)")
  end
  if not year then return nil end
  return calendar.parse(("%04d-%02d-%02d"):format(tonumber(year),
    tonumber(month), tonumber(day)))
end

--- The day in the headers of a corpus, `# date = 20210425`.
local function find_in_header(page)
  for _, line in ipairs(page) do
    local key, value = line:header()
    if key and DATE_KEYS[key] then
      local day = read_day(value)
      if day then return day end
    end
  end
  return nil
end

--- The day that a match of head.rules in a date line shows: "22/01/2018",
-- "5 tháng 12 2024".
-- @param text      of the document
-- @param captures  of the rule `day` or `day_in_words`
-- @return a point, or nil
function published.read_day(text, captures)
  if captures.it then
    local reading = numbers.days(text:sub(captures.it.first, captures.it.last))
    local is_day = reading and not reading.to and reading.from.year
    return is_day and reading.from or nil
  end
  local function part(name)
    return text:sub(captures[name].first, captures[name].last)
  end
  return read_day(("%s/%s/%s"):format(part "day", part "month", part "year"))
end

-- A clock stands among the first lines of a page.
local LAST_CLOCK_LINE = 3
-- News of days so far from a date line (in days) is not of its day.
local LONGEST_DELAY, LONGEST_NOTICE = 20, 45

--- The distances in days from `day` to the days of the text that name no
-- year, or name that of `day`; the nearest one, or nil without such days.
local function nearest_distance(doc, day)
  local base, nearest = calendar.number(day), nil
  for _, span in ipairs(date_values.read(doc)) do
    local point = span.when.from
    if not point.month then point = span.when.to or point end
    if point.day and point.month then
      for year = day.year - 1, day.year + 1 do
        local candidate = { year = year, month = point.month, day = point.day }
        if (not point.year or point.year == year)
            and calendar.is_valid(candidate) then
          local distance = calendar.number(candidate) - base
          if not nearest or math.abs(distance) < math.abs(nearest) then
            nearest = distance
          end
        end
      end
    end
  end
  return nearest
end

--- Is a date line at the top a clock of the page?
local function is_clock(doc, page, line, day)
  if line.number > page[math.min(LAST_CLOCK_LINE, #page)].number then
    return false
  end
  local distance = nearest_distance(doc, day)
  return distance ~= nil
    and (distance < -LONGEST_DELAY or distance > LONGEST_NOTICE)
end

--- The day of the date line: of the last one above the article, else of one
-- inside it.
local function find_in_date_line(doc, page, zones, days)
  local found, has_text = nil, false
  if next(days) == nil then return nil end
  for _, line in ipairs(page) do
    local zone, day = zones[line.number], days[line]
    if zone and zone.id == "lead" then has_text = true end
    if day and not is_clock(doc, page, line, day)
        and not (found and has_text) then
      found = day
    end
  end
  return found
end

--- The year of the text ------------------------------------------------------

--- A later point: by year, then by month as far as it is known.
local function later(a, b)
  if not a then return b end
  if not b or a.year > b.year then return a end
  if b.year > a.year then return b end
  return (b.month or 0) > (a.month or 0) and b or a
end

--- The latest year, with its month where that is told, that the dates of the
-- text give to something past or present.
-- @param found  what `search_years` gave
local function find_year_in_dates(doc, found)
  local latest
  for _, span in ipairs(date_values.read(doc)) do
    local point = span.when.from
    local year = point.year or span.when.to and span.when.to.year
    local is_horizon = found.planned[span] or span.rule == "dates.period"
      or not point.month and found.aimed_at[span]
    if year and year >= FIRST_YEAR and not is_horizon
        and not date_values.is_future(doc, span) then
      local month = point.month or span.when.late and 12 or nil
      latest = later(latest, { year = year, month = month })
    end
  end
  return latest
end

local LAST_YEAR = 2100

--- The latest year in the name of an event now held.
local function find_year_in_names(doc, found)
  local latest
  for _, span in ipairs(found.named_year) do
    local year = tonumber(doc.text:sub(span.first, span.last))
    if year and year >= FIRST_YEAR and year <= LAST_YEAR
        and not date_values.is_future(doc, span) then
      latest = later(latest, { year = year })
    end
  end
  return latest
end

--- Anniversaries ----------------------------------------------------------------

--- Names of events by their first word, with the year of each.
local function read_anniversaries()
  local index = {}
  for _, row in ipairs(assert(tsv.read(data.path("anniversaries.tsv")))) do
    for _, name in ipairs(row) do
      local words, key = keys.words(name)
      local list = index[words[1]] or {}
      list[#list + 1] = { key = key, count = #words, year = tonumber(row.year) }
      index[words[1]] = list
    end
  end
  return index
end

local anniversaries = read_anniversaries()

-- How many words behind "80 năm" the event may begin.
local ANNIVERSARY_REACH = 3

--- The year of the event that is named at the beginning of some words, or up
-- to three words later; the longest name counts.
local function find_event(words)
  for at = 1, ANNIVERSARY_REACH + 1 do
    local best
    for _, name in ipairs(anniversaries[words[at]] or {}) do
      local stop = at + name.count - 1
      if (not best or name.count > best.count) and words[stop]
          and table.concat(words, " ", at, stop) == name.key then
        best = name
      end
    end
    if best then return best.year end
  end
  return nil
end

-- Behind "80 năm", in tokens: longer than any name of an event.
local LONGEST_EVENT = 40
-- Older ones are not celebrated.
local OLDEST = 300

--- The latest year that an anniversary tells: "80 năm Ngày Chiến thắng
-- trong Chiến tranh Vệ quốc" is 2025.
local function find_year_of_anniversary(found)
  local latest
  for _, match in ipairs(found.anniversary) do
    local line, count = match.line, match.count
    local words = line.page.tokens:keys(match.to + 1,
      math.min(line.to, match.to + LONGEST_EVENT), "placement", "words")
    local year = find_event(words)
    if year and year + count >= FIRST_YEAR then
      latest = later(latest, { year = year + count })
    end
  end
  return latest
end

--- Searching --------------------------------------------------------------------

local MAIN = { title = true, lead = true, body = true, caption = true }

--- The lines of the main text.
-- @param zones  their zones, spans by the number of the line
function published.main_lines(page, zones)
  local lines = {}
  for _, line in ipairs(page) do
    local zone = zones[line.number]
    if zone and MAIN[zone.id] then lines[#lines + 1] = line end
  end
  return lines
end

--- What tells years in the main text.
-- @return `aimed_at` and `planned`, sets of DATE spans; `named_year`, spans;
--   `anniversary`, tables with `line`, `to`, the token "năm", and `count`
local function search_years(doc, page, zones)
  local spans = published.main_lines(page, zones)
  local found = { aimed_at = {}, planned = {}, named_year = {},
                  anniversary = {} }
  pages.each_match(doc, page, year_rules, spans,
    function(line, rule, captures, _, to)
      local it, list = captures.it, found[rule]
      if rule == "named_year" then
        list[#list + 1] = { first = it.first, last = it.last,
                            when = { from = {} } }
      elseif rule == "anniversary" then
        local count = tonumber(doc.text:sub(it.first, it.last))
        if count and count <= OLDEST then
          list[#list + 1] = { line = line, to = to, count = count }
        end
      else
        list[it] = true
      end
    end)
  return found
end

--- The day of the news ---------------------------------------------------------

--- A day of the text with the year of the latest thing told as past; one
-- year more if that lies behind the day.
local function add_year(point, evidence)
  if point.year then return point end
  local year = evidence.year
  if evidence.month and evidence.month > point.month then year = year + 1 end
  return { year = year, month = point.month, day = point.day }
end

--- The latest day that the text tells as past.
local function find_news_day(doc, evidence)
  local latest
  for _, span in ipairs(date_values.read(doc)) do
    local point = span.when.from
    if not point.month and span.when.to then
      point = { day = point.day, month = span.when.to.month,
                year = span.when.to.year }
    end
    if point.day and point.month and (point.year or evidence)
        and not date_values.is_future(doc, span) then
      local day = add_year(point, evidence)
      if day.year >= FIRST_YEAR and calendar.is_valid(day) and (not latest
          or calendar.number(day) > calendar.number(latest)) then
        latest = day
      end
    end
  end
  return latest
end

local function find_in_addresses(page)
  local own, picture = address.find_own(page), address.find_picture(page)
  return own and address.find_day(own)
    or picture and address.find_picture_day(picture)
end

--- The day of an article.
-- @param doc    a document with zones and with the DATE spans of "news.dates"
-- @param page   its lines (`pages.of`)
-- @param zones  their zones, spans by the number of the line
-- @param days   the days that date lines show, by line
-- @return the day, a point, or nil; and the year of the text's days where it
--   is known although the day is not
function published.find(doc, page, zones, days)
  local day = find_in_header(page)
    or find_in_date_line(doc, page, zones, days) or find_in_addresses(page)
  if day then return day, day.year end
  local found = search_years(doc, page, zones)
  local evidence = later(later(find_year_in_dates(doc, found),
    find_year_in_names(doc, found)), find_year_of_anniversary(found))
  day = find_news_day(doc, evidence)
  return day, day and day.year or evidence and evidence.year
end

return published
