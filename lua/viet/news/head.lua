--- What an article says about itself: when it was published, by which
-- outlets, who wrote it. Then the dates of its text get their values, which
-- hang on the first.
--
--     THU TRANG (từ Astana, Kazakhstan)    bylines: THU TRANG
--     Nguồn: qdnd.vn                       sources: qdnd.vn
--     TĐO - Vào thứ 3 (23/1) ...           sources: TĐO

local address = require "viet.news.head.address"
local calendar = require "viet.news.dates.calendar"
local cascade = require "viet.news.cascade"
local data = require "viet.news.data"
local date_values = require "viet.news.dates.values"
local extractor = require "viet.extractor"
local keys = require "viet.news.keys"
local pages = require "viet.news.zones.page"
local patterns = require "viet.patterns"
local published = require "viet.news.head.published"
local rules = require "viet.news.rules"
local tsv = require "viet.tsv"

local head_rules = assert(patterns.read(rules.path "head.rules"))
local byline_rules = assert(patterns.read(rules.path "bylines.rules"))

--- Outlets ------------------------------------------------------------------

--- Names of outlets by their words ("VOV.VN" is "vov vn"); the value tells
-- whether an article may be the outlet's own.
local function read_outlets()
  local outlets = {}
  for _, row in ipairs(assert(tsv.read(data.path("outlets.tsv")))) do
    for _, name in ipairs(row) do
      local _, key = keys.words(name)
      outlets[key] = { is_own = row.vietnamese == "yes" }
    end
  end
  return outlets
end

local outlets = read_outlets()

--- The keys of the words of a span, and how many they are.
local function words_of(page, span)
  local tokens = page.tokens
  local words = tokens:keys(tokens:at(span.first), tokens:at(span.last),
    "placement", "words")
  return table.concat(words, " "), #words
end

local function outlet_of(page, span)
  return outlets[(words_of(page, span))]
end

--- Adds a text to a list, each once.
local function add_once(list, text)
  for _, other in ipairs(list) do
    if other == text then return end
  end
  list[#list + 1] = text
end

local function add_span(page, list, span)
  add_once(list, page.text:sub(span.first, span.last))
end

--- The first of the matches of a rule, or nil.
local function first_of(matches)
  return matches and matches[1]
end

--- Bylines --------------------------------------------------------------------

local SOURCE_LABELS = keys.set "nguồn source"
local CITED = keys.words("theo")[1]
local PHOTO_LABELS = keys.set "ảnh hình clip video photo"

-- More words than this are no name.
local LONGEST_NAME = 5

--- Adds what stands between separators: an outlet to `head.sources`, a person
-- to `head.bylines`.
local function add_part(page, captures, head)
  local outlet = captures.all and outlet_of(page, captures.all)
  if outlet then
    if outlet.is_own then add_span(page, head.sources, captures.all) end
  elseif captures.it then
    local _, count = words_of(page, captures.it)
    if count > 0 and count <= LONGEST_NAME then
      add_span(page, head.bylines, captures.it)
    end
  end
end

--- What a byline tells, but for those who are only cited ("Theo Reuters")
-- and who took the pictures.
-- @param found  the matches of the line, by rule
local function read_byline(line, found, head)
  local page, label = line.page, first_of(found.label)
  local captures = label and label.captures or {}
  local rest, first = captures.rest, label and page.tokens:key(label.from)
  if label and PHOTO_LABELS[first] or label and not rest then return end
  if label and SOURCE_LABELS[first] then
    return add_span(page, head.sources, rest)
  end
  local from = rest and page.tokens:at(rest.first) or line.from
  if page.tokens:key(from) == CITED then return end
  for _, part in ipairs(found.part or {}) do
    if part.from >= from then add_part(page, part.captures, head) end
  end
end

--- Datelines ----------------------------------------------------------------

--- The longest of the known outlets that a line may begin with.
local function find_outlet(page, matches, least)
  local best
  for _, match in ipairs(matches or {}) do
    local it = match.captures.it
    if not best or it.last > best.last then
      local key, count = words_of(page, it)
      local outlet = count >= least and outlets[key]
      if outlet and outlet.is_own then best = it end
    end
  end
  return best
end

--- The outlet at the beginning of the lead: "TĐO - ", "(Chinhphu.vn) - ",
-- "Dân trí Từ ...".
local function read_dateline(line, found, head)
  local page, unknown = line.page, first_of(found.dateline_unknown)
  local it = find_outlet(page, found.dateline, 1)
  local open = find_outlet(page, found.dateline_open, 2)
  if open and (not it or open.last > it.last) then it = open end
  it = it or unknown and unknown.captures.it
  if it then add_span(page, head.sources, it) end
end

--- A byline at the end of an article on one line: names behind the last
-- sentence, or behind its bracket.
local function read_last_words(doc, page, found, head)
  local last = first_of(found.last_words)
  pages.each_match(doc, page, byline_rules, { last and last.captures.it },
    function(_, rule, captures)
      if rule == "part" then add_part(page, captures, head) end
    end)
end

--- The head -------------------------------------------------------------------

--- Is the article all on one line?
local function is_one_line(zone)
  return zone.rule == "zones.one_line"
end

--- The zones of a document, by the number of their line.
local function read_zones(doc)
  local zones = {}
  for _, span in ipairs(doc:layer "zone") do
    zones[span.line or doc:line_at(span.first)] = span
  end
  return zones
end

-- The rules read so much of a lead, in bytes, for the outlet before it.
local DATELINE = 200
-- A longer line (words and numbers) is no date line.
local LONGEST_DATE_LINE = 20

--- The stretch of a line where the rules look: all of a date line, or of an
-- article on one line; the beginning of a lead; or nil.
local function find_span(line, zone)
  local id = zone.id
  if id == "meta" then
    return line.numbers > 0 and line.size <= LONGEST_DATE_LINE and line or nil
  elseif id ~= "lead" or line.to < line.from then
    return nil
  end
  return is_one_line(zone) and line or {
    first = line.first, last = math.min(line.last, line.first + DATELINE),
  }
end

--- The stretches of lines where the rules of the head look.
local function find_spans(page, zones)
  local spans = {}
  for _, line in ipairs(page) do
    local zone = zones[line.number]
    spans[#spans + 1] = zone and find_span(line, zone) or nil
  end
  return spans
end

--- The bylines, but those that are nothing but markup.
local function find_bylines(page, zones)
  local lines = {}
  for _, line in ipairs(page) do
    local zone = zones[line.number]
    if zone and zone.id == "byline" and line.to >= line.from then
      lines[#lines + 1] = line
    end
  end
  return lines
end

--- All matches of the rules in lines that may tell something: by line, and
-- then lists by rule; and the first day of each date line.
local function search(doc, page, zones)
  local found, days = {}, {}
  local function note(line, rule, captures, from)
    local of_line = found[line] or {}
    found[line] = of_line
    local list = of_line[rule] or {}
    of_line[rule] = list
    list[#list + 1] = { captures = captures, from = from }
  end
  pages.each_match(doc, page, head_rules, find_spans(page, zones),
    function(line, rule, captures, from)
      if zones[line.number].id ~= "meta" then
        note(line, rule, captures, from)
      elseif rule == "day" or rule == "day_in_words" then
        days[line] = days[line] or published.read_day(page.text, captures)
      end
    end)
  pages.each_match(doc, page, byline_rules, find_bylines(page, zones), note)
  return found, days
end

--- Reads sources and bylines.
-- @param found  matches of the rules, by line and rule
local function read_head(doc, page, zones, found)
  local head = { sources = {}, bylines = {} }
  for _, line in ipairs(page) do
    local zone, of_line = zones[line.number], found[line]
    if of_line and zone.id == "byline" then
      read_byline(line, of_line, head)
    elseif of_line then
      read_dateline(line, of_line, head)
      if is_one_line(zone) then read_last_words(doc, page, of_line, head) end
    end
  end
  local own = #head.sources == 0 and address.find_own(page)
  local host = own and address.host(own)
  if host then head.sources[1] = host end
  return head
end

--- The extractor "news.head": sets `doc.meta.published` ("2025-05-05" or
-- nil), `doc.meta.sources` and `doc.meta.bylines` (lists, as written), and
-- gives each DATE its `value`, ISO 8601. DATE spans whose value cannot be
-- known are removed.
local stage = extractor {
  name = "news.head",
  needs = { "zone", "DATE" },
  gives = { "DATE" },
  run = function(doc)
    local page, zones = pages.of(doc), read_zones(doc)
    local found, days = search(doc, page, zones)
    local day, year = published.find(doc, page, zones, days)
    local head = read_head(doc, page, zones, found)
    doc.meta.published = day and calendar.iso(day) or nil
    doc.meta.sources, doc.meta.bylines = head.sources, head.bylines
    date_values.resolve(doc, day, year)
  end,
}

stage.rules = cascade.new("news.head", {
  { rules = head_rules, where = pages.where(function(page, doc)
    return find_spans(page, read_zones(doc))
  end) },
  { rules = byline_rules, where = pages.where(function(page, doc)
    return find_bylines(page, read_zones(doc))
  end) },
  { rules = published.rules, where = pages.where(function(page, doc)
    return published.main_lines(page, read_zones(doc))
  end) },
  { rules = date_values.rules, where = cascade.anywhere },
})

return stage
