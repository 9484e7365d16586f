--- What an article says about itself: when it was published, by which
-- outlets, who wrote it. Then the dates of its text get their values, which
-- hang on the first.
--
--     THU TRANG (từ Astana, Kazakhstan)    bylines: THU TRANG
--     Nguồn: qdnd.vn                       sources: qdnd.vn
--     TĐO - Vào thứ 3 (23/1) ...           sources: TĐO

local address = require "viet.news.head.address"
local calendar = require "viet.news.dates.calendar"
local data = require "viet.news.data"
local date_values = require "viet.news.dates.values"
local extractor = require "viet.extractor"
local lines = require "viet.news.zones.lines"
local published = require "viet.news.head.published"
local tsv = require "viet.tsv"

--- Outlets ------------------------------------------------------------------

--- Names of outlets by their words ("VOV.VN" is "vov vn"); the value tells
-- whether an article may be the outlet's own.
local function read_outlets()
  local outlets, longest = {}, 1
  for _, row in ipairs(assert(tsv.read(data.path("outlets.tsv")))) do
    for _, name in ipairs(row) do
      local words, key = lines.words(name)
      outlets[key] = { is_own = row.vietnamese == "yes" }
      longest = math.max(longest, #words)
    end
  end
  return outlets, longest
end

local outlets, LONGEST_OUTLET = read_outlets()

--- A stretch of a line: the source text of the tokens from `from` to `to`,
-- its words, and its outlet.
local function cut(line, from, to)
  while from < to and not line:is_word(from) do from = from + 1 end
  while to > from and not line:is_word(to) do to = to - 1 end
  if not line:is_word(from) then return nil end
  local first = line:span(from)
  local _, last = line:span(to)
  local text = line.document.text:sub(first, last)
  local words, key = lines.words(text)
  return { text = text, words = words, key = key, outlet = outlets[key],
           from = from, to = to }
end

--- Bylines --------------------------------------------------------------------

local SEPARATORS = {
  ["-"] = true, ["–"] = true, [","] = true, ["/"] = true, [";"] = true,
  ["&"] = true, ["+"] = true,
}

--- The stretches of a line between separators, brackets left out.
local function cut_names(line, from)
  local parts, start, depth = {}, from, 0
  for k = from, line.count + 1 do
    local text = k <= line.count and line:source(k) or ";"
    if text == "(" then depth = depth + 1 end
    local is_end = depth == 0 and SEPARATORS[text] or text == "(" and depth == 1
    if is_end and k > start then
      parts[#parts + 1] = cut(line, start, k - 1)
    end
    if is_end or text == ")" then start = k + 1 end
    if text == ")" then depth = depth - 1 end
  end
  return parts
end

--- The place behind a label and its colon, if the line begins with one.
local function skip_label(line)
  for k = 1, math.min(line.count, 8) do
    if line:source(k) == ":" then return k + 1, line:word(1) end
  end
  return 1
end

local SOURCE_LABELS = lines.set "nguồn source"
local CITED = lines.words("theo")[1]
local PHOTO_LABELS = lines.set "ảnh hình clip video photo"
-- Before a name, or instead of one.
local TITLES = lines.set [[ctv pv theo tổng hợp nhóm phóng viên thực hiện bài
  trung thiếu đại thượng tướng tá úy gs ts pgs]]

--- A name without what stands before it ("CTV Cường Trần"), or nil if
-- nothing or too much is left.
local function strip_title(line, part)
  local from = part.from
  while from <= part.to and TITLES[line:word(from)] do from = from + 1 end
  local name = from <= part.to and cut(line, from, part.to)
  if not name or #name.words == 0 or #name.words > 5 then return nil end
  return name.text
end

--- Adds a text to a list, each once.
local function add_once(list, text)
  for _, other in ipairs(list) do
    if other == text then return end
  end
  list[#list + 1] = text
end

--- Reads names from token `from` on: outlets go to `head.sources`, persons to
-- `head.bylines`.
local function read_names(line, from, head)
  for _, part in ipairs(cut_names(line, from)) do
    local name = not part.outlet and strip_title(line, part)
    if name then
      add_once(head.bylines, name)
    elseif part.outlet and part.outlet.is_own then
      add_once(head.sources, part.text)
    end
  end
end

--- Reads a byline. Who is only cited ("Theo Reuters") and who took the
-- pictures is left out.
local function read_byline(line, head)
  local from, label = skip_label(line)
  if label and PHOTO_LABELS[label] then return end
  if label and SOURCE_LABELS[label] then
    local source = from <= line.count and cut(line, from, line.count)
    if source then add_once(head.sources, source.text) end
  elseif line:word(from) ~= CITED then
    read_names(line, from, head)
  end
end

--- Datelines ----------------------------------------------------------------

--- Is token `k` a dash, or nothing but the end of a bracket before one?
local function ends_dateline(line, k)
  if k > line.count then return false end
  local text = line:source(k)
  if text == ")" then return true end
  return text == "-" or text == "–" or text == ":"
end

--- The known outlet at the beginning of a line, the longest name.
-- @param from the first token, behind an opening bracket
local function find_outlet(line, from)
  for to = math.min(line.count - 1, from + 2 * LONGEST_OUTLET), from, -1 do
    local part = cut(line, from, to)
    local is_set_off = part and (ends_dateline(line, to + 1)
      or (line:is_word(to + 1) and line:shape(to + 1) == "title"
        and #part.words > 1))
    if is_set_off and part.outlet and part.outlet.is_own then return part end
  end
  return nil
end

--- An outlet that is not in the lexicon: "(Bqp.vn) - ", "TĐO - ".
local function find_unknown_outlet(line, from)
  if from == 2 then
    for k = 3, math.min(line.count - 1, 7) do
      if line:source(k) == ")" and ends_dateline(line, k + 1) then
        return cut(line, 2, k - 1)
      end
    end
  elseif line.count > 2 and line:shape(1) == "upper"
      and line:kind(1) ~= "number" and line:source(2) == "-" then
    return cut(line, 1, 1)
  end
  return nil
end

--- The outlet at the beginning of the lead: "TĐO - ", "(Chinhphu.vn) - ",
-- "Dân trí Từ ...".
local function read_dateline(line, head)
  if line.count < 3 then return end
  local from = line:source(1) == "(" and 2 or 1
  local part = find_outlet(line, from) or find_unknown_outlet(line, from)
  if part then add_once(head.sources, part.text) end
end

--- May token `k` stand in the names at the end of a text?
local function is_last_name(line, k)
  if line:source(k) == "/" or line:word(k) == "online" then return true end
  return line:is_word(k) and line:shape(k) ~= "lower"
    and line:kind(k) ~= "number"
end

--- The place before the bracket that ends a line, or the line's last.
local function skip_last_bracket(line)
  local k = line.count
  if k == 0 or line:source(k) ~= ")" then return k end
  while k > 1 and line:source(k) ~= "(" do k = k - 1 end
  return k - 1
end

-- What may stand before a byline that has no line of its own.
local LAST_MARKS = {
  ["."] = true, ["?"] = true, ["!"] = true, ["”"] = true, ['"'] = true,
}

-- More words than this behind the last sentence are no names.
local MOST_NAMES = 10

--- A byline at the end of an article on one line: names behind the last
-- sentence, or behind its bracket.
local function read_last_words(line, head)
  local stop = skip_last_bracket(line)
  local from = stop
  while from > 0 and stop - from < MOST_NAMES and is_last_name(line, from) do
    from = from - 1
  end
  local before = from > 0 and line:source(from) or ""
  if stop - from < 2 or not LAST_MARKS[before] then return end
  local shown = setmetatable({ count = stop }, { __index = line })
  read_names(shown, from + 1, head)
end

--- The head -------------------------------------------------------------------

local function read_zones(doc)
  local zones = {}
  for span in doc:each "zone" do zones[span.line] = span end
  return zones
end

--- Reads sources and bylines.
local function read_head(doc)
  local head = { sources = {}, bylines = {} }
  local page, zones = lines.of(doc), read_zones(doc)
  for _, line in ipairs(page) do
    local zone = zones[line.number]
    if zone.id == "byline" then
      read_byline(line, head)
    elseif zone.id == "lead" then
      read_dateline(line, head)
      if zone.rule == "zones.one_line" then read_last_words(line, head) end
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
return extractor {
  name = "news.head",
  needs = { "zone", "DATE" },
  gives = { "DATE" },
  run = function(doc)
    local day, year = published.find(doc)
    local head = read_head(doc)
    doc.meta.published = day and calendar.iso(day) or nil
    doc.meta.sources, doc.meta.bylines = head.sources, head.bylines
    date_values.resolve(doc, day, year)
  end,
}
