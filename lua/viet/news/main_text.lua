--- The main text of a document: the lines of title, lead, body and caption,
-- cut where tags of HTML and the addresses of Markdown links stand, so that no
-- rule runs over one or takes a part of it for a name or a date.
--
--     local lines = main_text(doc)
--     lines.marked[1].first, lines.marked[1].last
--
-- `marked` are lines with marks, `cased` lines without any ("Dai tuong Phan Van
-- Giang tham Nga"), `plain` lines without marks and capitals. All are arrays of
-- spans, in order.

local kind_of = require "viet.news.kinds"
local once = require "viet.news.mentions.once"

local main_zones = { title = true, lead = true, body = true, caption = true }

-- bytes of letters with marks, and of other characters
local MARKS = "[\128-\255]"
local CAPITALS = "[A-Z]"
local is_class = { [MARKS] = true, [CAPITALS] = true }

local LEAST_WORDS = 5  -- of Vietnamese, to tell it from other languages
local LEAST_TOKENS = 4

-- So many tokens of a line tell its language.
local MOST_TOKENS = 1000

--- Is a line with capitals, but without marks, Vietnamese all the same?
local function is_vietnamese(tokens, first, last)
  local words, syllables, capitals = 0, 0, 0
  local start = tokens:at(first)
  for i = start, math.min(#tokens, start + MOST_TOKENS - 1) do
    if tokens:span(i) > last then break end
    local kind, shape = kind_of(tokens, i), tokens:shape(i)
    if kind == "syllable" then syllables = syllables + 1 end
    if kind == "syllable" or kind == "word" then words = words + 1 end
    if shape ~= "lower" and shape ~= "none" then capitals = capitals + 1 end
  end
  return words >= LEAST_WORDS and syllables >= 0.7 * words
    and capitals < words
end

--- The first place of a string, or of a class of bytes, at or behind a byte, or
-- the end of the text. What was found is kept, so that the text is read once.
local function find_next(self, what, byte)
  local found = self.found[what] or 0
  if found < byte then
    found = self.text:find(what, byte, not is_class[what]) or #self.text + 1
    self.found[what] = found
  end
  return found
end

--- Is a token of a stretch not all ASCII? Spaces may be others, too.
local function has_mark(self, first, last)
  local byte = find_next(self, MARKS, first)
  while byte <= last do
    local i = self.tokens:at(byte)
    if i > #self.tokens then return false end
    if self.tokens:span(i) <= byte then return true end
    byte = find_next(self, MARKS, byte + 1)
  end
  return false
end

--- The kind of a line that is all ASCII: "plain" without a capital, "cased"
-- with some among Vietnamese syllables; else it is as good as one with marks.
local function kind_without_marks(self, first, last)
  local tokens = self.tokens
  local enough = tokens:at(first) + LEAST_TOKENS - 1
  if enough > #tokens or tokens:span(enough) > last then return "marked" end
  if find_next(self, CAPITALS, first) > last then return "plain" end
  return is_vietnamese(tokens, first, last) and "cased" or "marked"
end

--- Adds a stretch of a line, a span, to the lines of its kind.
local function add(self, stretch)
  local first, last = stretch.first, stretch.last
  local kind = has_mark(self, first, last) and "marked"
    or kind_without_marks(self, first, last)
  local list = self.lines[kind]
  list[#list + 1] = stretch
end

--- The same, unless it is empty.
local function add_part(self, first, last)
  if first <= last then add(self, { first = first, last = last }) end
end

--- The last byte of the tag that a "<" opens, or nil.
local function end_of_tag(text, open)
  local close = not text:find("^%s", open + 1)
    and text:find("[<>\n\r]", open + 1)
  return close and text:sub(close, close) == ">" and close or nil
end

-- A line that is one Markdown link or picture, "[text](address)", perhaps in a
-- cell of a table or an element of a list; the byte behind its text.
local LINK = "^[%*%-|]?%s*!?%[.*%]()%(.*%)%s*|?$"
-- A longer line is none; matching it as one takes too long.
local LONGEST_LINK = 8192

--- The last byte of a line that is not part of the address it ends with.
local function end_of_text(text, first, last)
  if last - first >= LONGEST_LINK then return last end
  local line = text:sub(first, last):gsub("\194\160", "  ")  -- no-break spaces
  local address = line:match(LINK)
  return address and first + address - 2 or last
end

--- Adds a line without its tags, "<b>", and the addresses of its links.
local function add_parts(self, first, last)
  local text, start = self.text, first
  if find_next(self, "](", first) < last then
    last = end_of_text(text, first, last)
  end
  local tag = find_next(self, "<", start)
  local link = find_next(self, "](", start)
  while math.min(tag, link) < last do
    local open = math.min(tag, link + 1)
    local _, close
    if open == tag then
      close = end_of_tag(text, open)
    else
      _, close = text:find("^%([^%s()]*%)", open)
    end
    if close and close <= last then
      add_part(self, start, open - 1)
      start = close + 1
    end
    tag = find_next(self, "<", open + 1)
    link = find_next(self, "](", open + 1)
  end
  add_part(self, start, last)
end

--- Adds a line.
-- @param line  a span
local function add_line(self, line)
  local first, last = line.first, line.last
  if find_next(self, "<", first) < last
      or find_next(self, "](", first) < last then
    add_parts(self, first, last)
  else
    add(self, line)
  end
end

local function read(doc)
  local self = {
    text = doc.text, tokens = doc.tokens, found = {},
    lines = { marked = {}, cased = {}, plain = {} },
  }
  for _, zone in ipairs(doc:layer "zone") do
    if main_zones[zone.id] then add_line(self, zone) end
  end
  return self.lines
end

--- @param doc  a document with its zones
-- @return a table of `marked`, `cased` and `plain`: arrays of tables with
--   `first` and `last`; made when first asked for
return once(read)
