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
local lines = require "viet.news.zones.lines"
local numbers = require "viet.news.dates.numbers"
local tsv = require "viet.tsv"

local published = {}

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

--- The day that a date line shows: "22/01/2018", "5 tháng 12 2024".
local function read_date_line(line)
  for k = 1, line.count do
    if line:kind(k) == "number" then
      local text = line:source(k)
      local reading = numbers.days(text)
      if reading and not reading.to and reading.from.year then
        return reading.from
      end
      local month = line:word(k + 1) == "tháng" and line:source(k + 2)
      for at = k + 3, month and k + 4 or 0 do
        local year = line:kind(at) == "number" and line:source(at)
        local day = year and read_day(("%s/%s/%s"):format(text, month, year))
        if day then return day end
      end
    end
  end
  return nil
end

-- A clock stands among the first lines of a page.
local LAST_CLOCK_LINE = 3
-- News of days so far from a date line (in days) is not of its day.
local LONGEST_DELAY, LONGEST_NOTICE = 20, 45

--- The distances in days from `day` to the days of the text that name no
-- year, or name that of `day`; the nearest one, or nil without such days.
local function nearest_distance(doc, day)
  local base, nearest = calendar.number(day), nil
  for span in doc:each "DATE" do
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
local function find_in_date_line(doc, page, zones)
  local found, has_text = nil, false
  for _, line in ipairs(page) do
    local zone = zones[line.number]
    if zone == "lead" then has_text = true end
    local day = zone == "meta" and line.size <= 20 and read_date_line(line)
    if day and not is_clock(doc, page, line, day)
        and not (found and has_text) then
      found = day
    end
  end
  return found
end

--- The year of the text ------------------------------------------------------

-- Before a year that is a horizon or a subject: "đến năm 2025", "kế hoạch
-- năm 2026".
local HORIZON_NEAR = lines.set "đến tới hết từ"
local HORIZON_FAR = {}
for _, phrase in ipairs { "kế hoạch", "chiến lược", "tầm nhìn", "mục tiêu",
    "ngân sách", "dự toán", "quy hoạch", "lộ trình", "phương hướng" } do
  local _, key = lines.words(phrase)
  HORIZON_FAR[key] = true
end

--- Does a year or a date name a time to aim at, not one of the news?
local function is_horizon(doc, span)
  local tokens, at = doc.tokens, doc.tokens:at(span.first)
  if at > 1 and HORIZON_NEAR[tokens:key(at - 1, "placement")]
      and not span.when.from.month then
    return true
  end
  for i = math.max(2, at - 8), at - 1 do
    local key = tokens:key(i - 1, "placement") .. " "
      .. tokens:key(i, "placement")
    if HORIZON_FAR[key] then return true end
  end
  return span.rule == "dates.period" or date_values.is_future(doc, span)
end

--- A later point: by year, then by month as far as it is known.
local function later(a, b)
  if not a then return b end
  if not b or a.year > b.year then return a end
  if b.year > a.year then return b end
  return (b.month or 0) > (a.month or 0) and b or a
end

--- The latest year, with its month where that is told, that the dates of the
-- text give to something past or present.
local function find_year_in_dates(doc)
  local latest
  for span in doc:each "DATE" do
    local point = span.when.from
    local year = point.year or span.when.to and span.when.to.year
    if year and year >= FIRST_YEAR and not is_horizon(doc, span) then
      local month = point.month or span.when.late and 12 or nil
      latest = later(latest, { year = year, month = month })
    end
  end
  return latest
end

local MAIN = { title = true, lead = true, body = true, caption = true }

--- Calls `visit(line, k, year)` with each bare year behind a name: "Triển
-- lãm Quốc phòng quốc tế Việt Nam 2024".
local function each_named_year(page, zones, visit)
  for _, line in ipairs(page) do
    for k = 2, MAIN[zones[line.number]] and line.count or 0 do
      local reading = line:kind(k) == "number"
        and numbers.years(line:source(k))
      local shape = line:shape(k - 1)
      if reading and not reading.to and line:is_word(k - 1)
          and (shape == "title" or shape == "upper") then
        visit(line, k, reading.from.year)
      end
    end
  end
end

--- The latest year in the name of an event now held.
local function find_year_in_names(doc, page, zones)
  local latest
  each_named_year(page, zones, function(line, k, year)
    local first, last = line:span(k)
    local span = { first = first, last = last, when = { from = {} } }
    if year >= FIRST_YEAR and year <= 2100 and not is_horizon(doc, span) then
      latest = later(latest, { year = year })
    end
  end)
  return latest
end

--- Anniversaries ----------------------------------------------------------------

--- Names of events by their first word, with the year of each.
local function read_anniversaries()
  local index = {}
  for _, row in ipairs(assert(tsv.read(data.path("anniversaries.tsv")))) do
    for _, name in ipairs(row) do
      local words, key = lines.words(name)
      local list = index[words[1]] or {}
      list[#list + 1] = { key = key, count = #words, year = tonumber(row.year) }
      index[words[1]] = list
    end
  end
  return index
end

local anniversaries = read_anniversaries()

--- The words of a line from token `k` on, `count` of them.
local function join_words(line, k, count)
  local words = {}
  while #words < count and k <= line.count do
    local kind = line:kind(k)
    if kind == "syllable" or kind == "word" then
      words[#words + 1] = line:word(k)
    end
    k = k + 1
  end
  return table.concat(words, " ")
end

-- How many tokens behind "80 năm" the event may begin.
local ANNIVERSARY_REACH = 3

--- The year of the event named right behind token `k`, or nil.
local function find_event(line, k)
  for at = k, math.min(line.count, k + ANNIVERSARY_REACH) do
    local best
    for _, name in ipairs(anniversaries[line:word(at)] or {}) do
      if (not best or name.count > best.count)
          and join_words(line, at, name.count) == name.key then
        best = name
      end
    end
    if best then return best.year end
  end
  return nil
end

--- Is the anniversary one to come: "đến dịp kỷ niệm 100 năm ..."?
local function is_aimed_at(line, k)
  for at = math.max(1, k - 5), k - 1 do
    if HORIZON_NEAR[line:word(at)] then return true end
  end
  return false
end

--- The latest year that an anniversary tells: "80 năm Ngày Chiến thắng
-- trong Chiến tranh Vệ quốc" is 2025.
local function find_year_of_anniversary(page, zones)
  local latest
  for _, line in ipairs(page) do
    for k = 1, MAIN[zones[line.number]] and line.count or 0 do
      local count = line:word(k + 1) == "năm" and line:kind(k) == "number"
        and tonumber(line:source(k))
      local event = count and count <= 300 and not is_aimed_at(line, k)
        and find_event(line, k + 2)
      if event and event + count >= FIRST_YEAR then
        latest = later(latest, { year = event + count })
      end
    end
  end
  return latest
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
  for span in doc:each "DATE" do
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

--- The zone of each line, by its number.
local function read_zones(doc)
  local zones = {}
  for span in doc:each "zone" do zones[span.line] = span.id end
  return zones
end

local function find_in_addresses(page)
  local own, picture = address.find_own(page), address.find_picture(page)
  return own and address.find_day(own)
    or picture and address.find_picture_day(picture)
end

--- The day of an article.
-- @param doc a document with zones and with the DATE spans of "news.dates"
-- @return the day, a point, or nil; and the year of the text's days where it
--   is known although the day is not
function published.find(doc)
  local page, zones = lines.of(doc), read_zones(doc)
  local day = find_in_header(page) or find_in_date_line(doc, page, zones)
    or find_in_addresses(page)
  if day then return day, day.year end
  local evidence = later(later(find_year_in_dates(doc),
    find_year_in_names(doc, page, zones)),
    find_year_of_anniversary(page, zones))
  day = find_news_day(doc, evidence)
  return day, day and day.year or evidence and evidence.year
end

return published
