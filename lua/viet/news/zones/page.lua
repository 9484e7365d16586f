--- The lines of a page as the news rules see them: their words, without the
-- markup of the crawler, and what rules/zones.rules finds in them.
--
-- HTML tags and the addresses of Markdown links and pictures are left out, so
-- no rule can take a part of an address for a date or a name:
--
--     [Tin *mới*](https://example.vn/tin-moi-20250505.htm)
--      ^^^  ^^^                                             its words
--
-- Words are compared by their `placement` keys, which do not depend on case
-- or on how letters are encoded.

local core = require "viet.core"
local cascade = require "viet.news.cascade"
local kind_of = require "viet.news.kinds"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local pages = {}

-- A line with more tokens is a paragraph, whatever its words are; it has no
-- `key`.
local LONGEST_HEADING = 120

-- So many tokens of a line may hold the words of another one.
local LONGEST_COMPARED = 1000

-- What is found in a line with nothing that a rule says.
local NOTHING = {}

local line_rules = assert(patterns.read(rules.path "zones.rules"))
local date_rules = assert(patterns.read(rules.path "date_lines.rules"))

local Line = {}
Line.__index = Line

--- How many tokens it has, without markup.
function Line:count()
  return self.to - self.from + 1
end

--- The line's bytes, without white space at its ends.
function Line:text()
  return self.page.text:sub(self.first, self.last)
end

--- Does the line end as a sentence does?
function Line:is_sentence()
  local has = self.has
  return (has.ends_stop or has.ends_mark) ~= nil
end

--- Reads a header of a corpus: "# date = 20210425".
-- @return its key in lower case and its value, or nil
function Line:header()
  if self.page.text:byte(self.first) ~= 35 then return nil end  -- "#"
  local text = self:text():gsub("\194\160", " ")  -- no-break spaces
  local key, value = text:match("^#%s*([%w_]+)%s*=%s*(.-)%s*$")
  return key and key:lower(), value
end

--- Has the line lost all its marks: five words or more, and none of them
-- with a letter outside ASCII?
function Line:is_plain()
  return self.size >= 5 and self.marked == 0
end

--- The keys of the line's words in one string, by which lines are compared;
-- nil for a long paragraph.
function Line:key()
  if self:count() > LONGEST_HEADING then return nil end
  if not self.words_key then
    self.words_key = table.concat(self.page.tokens:keys(self.from, self.to,
      "placement", "words"), " ")
  end
  return self.words_key
end

--- Do the words of another line stand in this one, one behind the other?
-- Of a long line only the beginning counts.
function Line:contains(other)
  local last = math.min(self.to, self.from + LONGEST_COMPARED - 1)
  return self.page.tokens:contain(self.from, last, other.from, other.to)
end

--- Does the line begin with a word, not with a sign or a number?
function Line:begins_with_word()
  local kind = self.to >= self.from and kind_of(self.page.tokens, self.from)
  return kind == "syllable" or kind == "word"
end

-- A longer line is no Markdown link; matching it as one takes too long.
local LONGEST_LINK = 8192

--- Reads a line that is one Markdown link or picture.
-- @return its parts, or false
local function read_link(line)
  local bytes = line:text()
  if bytes:find("\194\160", 1, true) then  -- no-break spaces
    bytes = bytes:gsub("\194\160", "  ")
  end
  local start, mark, at, text, address =
    bytes:match("^[%*%-|]?%s*()(!?)%[()(.*)%]%((.*)%)%s*|?$")
  return start and { text = text, address = address,
    first = line.first + at - 1, is_picture = mark == "!" } or false
end

--- Takes a line apart that is one Markdown link or picture: "[text](address)",
-- perhaps in a cell of a table or an element of a list.
-- @return the text, the address, the byte in the document where the text
--   begins, and whether it is a picture; or nil
function Line:link()
  if not self.is_marked_up or self.last - self.first >= LONGEST_LINK then
    return nil
  end
  local link = self.link_parts
  if link == nil then
    link = read_link(self)
    self.link_parts = link
  end
  if not link then return nil end
  return link.text, link.address, link.first, link.is_picture
end

--- Markup ---------------------------------------------------------------------

--- Adds the ranges of a line that begin with a mark and match a pattern.
local function add_matches(line, text, mark, pattern, ranges)
  local before, at = line.first - 1, text:find(mark, 1, true)
  while at do
    local first, stop = text:match(pattern, at)
    if stop then
      ranges[#ranges + 1] = { before + first, before + stop - 1 }
    end
    at = text:find(mark, stop or at + 1, true)
  end
end

--- The byte ranges of a line that hold markup: HTML tags, and the addresses
-- of Markdown links.
local function add_markup(line, ranges)
  local text, name, _, start = line:text(), line:link()
  add_matches(line, text, "<", "^()<[/!]?%a[^<>]*>()", ranges)
  if name then
    ranges[#ranges + 1] = { start + #name + 1, line.last }
  else
    add_matches(line, text, "](", "^%]()%([^%s()]*%)()", ranges)
  end
end

--- The text with spaces in the place of some bytes.
local function blank(text, ranges)
  table.sort(ranges, function(a, b) return a[1] < b[1] end)
  local parts, at = {}, 1
  for _, range in ipairs(ranges) do
    local first, last = math.max(range[1], at), range[2]
    if first <= last then
      parts[#parts + 1] = text:sub(at, first - 1)
      parts[#parts + 1] = (" "):rep(last - first + 1)
      at = last + 1
    end
  end
  parts[#parts + 1] = text:sub(at)
  return table.concat(parts)
end

--- Notes which lines may have markup: those with "<" or "](".
local function find_marked_up(page, mark)
  local i, at = 1, page.text:find(mark, 1, true)
  while at and page[i] do
    while page[i] and page[i].last < at do i = i + 1 end
    if page[i] then
      page[i].is_marked_up = true
      at = page.text:find(mark, math.max(at + 1, page[i].last + 1), true)
    end
  end
end

-- What of a line is counted anew where markup is left out.
local COUNTS = { "from", "to", "words", "numbers", "marked" }

--- Takes the tokens of the page, and those of each line, without markup.
local function hide_markup(page)
  find_marked_up(page, "<")
  find_marked_up(page, "](")
  local ranges = {}
  for _, line in ipairs(page) do
    if line.is_marked_up then add_markup(line, ranges) end
  end
  if #ranges == 0 then return end
  page.tokens = core.tokens(blank(page.text, ranges), { glued = true })
  local shown = {}
  for _, line in ipairs(page.tokens:line_counts()) do
    shown[line.number] = line
  end
  local nothing = { from = 1, to = 0, words = 0, numbers = 0, marked = 0 }
  for _, line in ipairs(page) do
    local counts = shown[line.number] or nothing
    for _, name in ipairs(COUNTS) do line[name] = counts[name] end
  end
end

--- Rules ----------------------------------------------------------------------

--- What rules of lines are called in `has`: "menu" for "zones.menu".
local short = {}
for _, set in ipairs { line_rules, date_rules } do
  for _, rule in ipairs(set:rules()) do
    short[rule.name] = rule.name:match "^zones%.(.*)"
  end
end

-- Of a longer line (in words, in tokens) only the end is searched, for how it
-- ends.
local MOST_WORDS, MOST_TOKENS, SEARCHED_END = 60, 200, 20
-- A longer line (words and numbers) is no date.
local LONGEST_DATE = 16

local function is_long(line)
  return line.words > MOST_WORDS or line:count() > MOST_TOKENS
end

--- The end of a long line, as a span.
local function end_of(line)
  local from = math.max(line.from, line.to - SEARCHED_END + 1)
  return { first = (line.page.tokens:span(from)), last = line.last }
end

--- What patterns search: the words of a page, with its document's layers.
function pages.subject(doc, page)
  return setmetatable({ tokens = page.tokens }, { __index = doc })
end

--- Calls `visit(line, rule, captures, first token, last token)` for each
-- match of a set of rules in some spans of a page, in order.
-- @param doc    the document
-- @param page   what `pages.of` gave for it
-- @param set    what viet.patterns made, of a cascade
-- @param spans  an array of tables with `first` and `last`, in order
-- @param visit  a function
function pages.each_match(doc, page, set, spans, visit)
  if #spans == 0 then return end
  local i, line = 1, page[1]
  local subject = pages.subject(doc, page)
  for _, _, captures, rule, from, to in
      cascade.matches(set, doc, subject, spans) do
    while line.to < from do
      i = i + 1
      line = page[i]
    end
    visit(line, rule, captures, from, to)
  end
end

-- What any sentence may have. A line with a match of another rule stands out:
-- it may be no part of the text.
local ORDINARY = {
  ends_stop = true, ends_mark = true, ends_colon = true, ends_comma = true,
  cut = true, time = true, reporting = true, report_word = true,
  text_start = true, second_sentence = true, caption_verb = true,
}

--- Where rules of lines are searched.
local function line_spans(page)
  local spans = {}
  for i, line in ipairs(page) do
    spans[i] = is_long(line) and end_of(line) or line
  end
  return spans
end

--- Notes in each line what the rules find: `has.menu` is the first token of
-- the first match of the rule `zones.menu`.
local function search(doc, page)
  pages.each_match(doc, page, line_rules, line_spans(page), function(line, rule, _, from)
    local has = line.has
    rule = short[rule]
    if not ORDINARY[rule] then line.stands_out = true end
    if has == NOTHING then
      line.has = { [rule] = from }
    elseif not has[rule] then
      has[rule] = from
    end
  end)
end

--- The lines that could be dates: short ones with a time, as far as it is known
-- what they have.
local function date_spans(page)
  local spans = {}
  for _, line in ipairs(page) do
    local has = line.has
    if line.numbers > 0 and line.size <= LONGEST_DATE
        and not (has and not has.time) and not is_long(line) then
      spans[#spans + 1] = line
    end
  end
  return spans
end

--- Notes in lines that could be dates how many words of theirs are `known`.
local function search_dates(doc, page)
  pages.each_match(doc, page, date_rules, date_spans(page), function(line, rule, captures)
    if line.has == NOTHING then line.has = {} end
    line.has[short[rule]], line.known = line.from, #captures.known
    line.stands_out = true
  end)
end

local known = setmetatable({}, { __mode = "k" })

--- The lines of a document that hold anything, in order, made when first
-- asked for.
-- @param doc a document
-- @return an array of lines, with `tokens` and `text`: `number` (from 1),
--   `first`, `last` (bytes, without white space at the ends), and without
--   markup `from`, `to` (tokens of the page), `words` and `numbers` (how many
--   of them are), `size` (both), and the methods above
-- @usage for _, line in ipairs(pages.of(doc)) do print(line.number) end
function pages.of(doc)
  local page = known[doc]
  if page then return page end
  page = doc.tokens:line_counts()
  page.text, page.tokens = doc.text, doc.tokens
  for _, line in ipairs(page) do
    line.page = page
    setmetatable(line, Line)
  end
  hide_markup(page)
  for _, line in ipairs(page) do
    line.size = line.words + line.numbers
  end
  known[doc] = page
  return page
end

--- The lines of a document with what the rules find in them: `has`, by the
-- rule's name without "zones.", and whether it `stands_out`.
-- @return as `pages.of`, but not yet given any zone
function pages.read(doc)
  local page = pages.of(doc)
  page.title, page.title_line, page.seen = nil, nil, nil
  page.has_header, page.is_post = nil, nil
  for _, line in ipairs(page) do
    line.has, line.zone, line.rule, line.entry = NOTHING, nil, nil, nil
    line.stands_out = false
  end
  search(doc, page)
  search_dates(doc, page)
  return page
end

--- What a set of rules searches in, for a cascade.
-- @param find  a function of a page and its document that returns spans
-- @return a function of a document
function pages.where(find)
  return function(doc)
    local page = pages.of(doc)
    return pages.subject(doc, page), find(page, doc)
  end
end

--- The sets of rules that tell what a line is, as a cascade takes them.
pages.sets = {
  { rules = line_rules, where = pages.where(line_spans) },
  { rules = date_rules, where = pages.where(date_spans) },
}

return pages
