--- The lines of a page as the news rules see them: their words, without the
-- markup of the crawler.
--
-- A line's tokens are counted from 1. HTML tags and the addresses of
-- Markdown links and pictures are left out, so no rule can take a part of
-- an address for a date or a name:
--
--     [Tin *mới*](https://example.vn/tin-moi-20250505.htm)
--      ^^^  ^^^                                             its words
--
-- Words are compared by their `placement` keys, which do not depend on case
-- or on how letters are encoded.

local core = require "viet.core"
local kind_of = require "viet.news.kinds"

local lines = {}

-- A line with more tokens is a paragraph, whatever its words are; its
-- `words` and `key` are left out.
local LONGEST_HEADING = 120

local Line = {}
Line.__index = Line

--- The token that stands at place `k` of the line, as an index of the
-- document's tokens.
function Line:index(k)
  return self.visible and self.visible[k] or self.from + k - 1
end

--- The key of token `k`: lower case, composed, as words are compared; ""
-- past either end of the line.
-- @param level "placement" (the default) or "toneless"
function Line:word(k, level)
  if k < 1 or k > self.count then return "" end
  return self.tokens:key(self:index(k), level or "placement")
end

--- The kind of token `k`, or nil past either end.
function Line:kind(k)
  if k < 1 or k > self.count then return nil end
  return kind_of(self.tokens, self:index(k))
end

--- The source bytes of token `k`.
function Line:source(k)
  return self.tokens:text(self:index(k))
end

function Line:shape(k)
  return self.tokens:shape(self:index(k))
end

--- First and last byte of token `k` in the document.
function Line:span(k)
  return self.tokens:span(self:index(k))
end

function Line:is_spaced(k)
  return self.tokens:is_spaced(self:index(k))
end

--- Is token `k` a syllable, a foreign word or a number?
function Line:is_word(k)
  local kind = self:kind(k)
  return kind == "syllable" or kind == "word" or kind == "number"
end

local QUOTES_AND_BRACKETS = {
  ['"'] = true, ["'"] = true, ["”"] = true, ["’"] = true, ["»"] = true,
  [")"] = true, ["]"] = true, ["*"] = true, ["|"] = true,
}

--- The last token that is no closing quotation mark or bracket, as source
-- text; "" for an empty line.
function Line:ending()
  for k = self.count, math.max(1, self.count - 3), -1 do
    local text = self:source(k)
    if not QUOTES_AND_BRACKETS[text] then return text end
  end
  return ""
end

local STOPS = { ["."] = true, ["!"] = true, ["?"] = true, ["…"] = true }

--- Does the line end as a sentence does?
function Line:is_sentence()
  return STOPS[self:ending()] or false
end

--- Is the line cut off: does it end in dots that stand alone ("Chiều qua
-- ...")?
function Line:is_cut()
  local k = self.count
  while k > 1 and QUOTES_AND_BRACKETS[self:source(k)] do k = k - 1 end
  if k > 1 and self:source(k) == "…" then return self:is_spaced(k) end
  return k > 3 and self:source(k) == "." and self:source(k - 1) == "."
    and self:source(k - 2) == "." and self:is_spaced(k - 2)
end

--- Reads a header of a corpus: "# date = 20210425".
-- @return its key in lower case and its value, or nil
function Line:header()
  if self.count == 0 or self:source(1) ~= "#" then return nil end
  local text = self:text():gsub("\194\160", " ")  -- no-break spaces
  local key, value = text:match("^#%s*([%w_]+)%s*=%s*(.-)%s*$")
  return key and key:lower(), value
end

--- Has the line lost all its marks: five words or more, and none of them
-- with a letter outside ASCII?
function Line:is_plain()
  if self.size < 5 then return false end
  for k = 1, self.count do
    if self:is_word(k) and self:source(k):find("[\128-\255]") then
      return false
    end
  end
  return true
end

--- The keys of the words of any line, also a long one (its first words, up
-- to a thousand tokens), in one string.
function Line:all_words()
  if self.key then return self.key end
  if not self.long_key then
    local words = {}
    for k = 1, math.min(self.count, 1000) do
      local kind = self:kind(k)
      if kind == "syllable" or kind == "word" then
        words[#words + 1] = self:word(k)
      end
    end
    self.long_key = table.concat(words, " ")
  end
  return self.long_key
end

--- The line's bytes, without white space at its ends.
function Line:text()
  return self.document.text:sub(self.first, self.last)
end

-- A longer line is no Markdown link; matching it as one takes too long.
local LONGEST_LINK = 8192

--- Takes a line apart that is one Markdown link or picture: "[text](address)",
-- perhaps in a cell of a table or an element of a list.
-- @return the text, the address, the byte in the document where the text
--   begins, and whether it is a picture; or nil
function Line:link()
  if self.last - self.first >= LONGEST_LINK then return nil end
  local bytes = self:text():gsub("\194\160", "  ")  -- no-break spaces
  local start, mark, at, text, address =
    bytes:match("^[%*%-|]?%s*()(!?)%[()(.*)%]%((.*)%)%s*|?$")
  if not start then return nil end
  return text, address, self.first + at - 1, mark == "!"
end

--- The byte ranges of a line that hold markup: HTML tags, and the addresses
-- of Markdown links.
-- Ranges are counted from the line's first byte.
local function find_markup(line)
  local ranges, text = {}, line:text()
  if text:find("<", 1, true) then
    for first, last in text:gmatch("()<[/!]?%a[^<>]*>()") do
      ranges[#ranges + 1] = { first, last - 1 }
    end
  end
  local name, _, start = line:link()
  if name then
    ranges[#ranges + 1] = { start - line.first + #name + 2, #text }
  elseif text:find("](", 1, true) then
    for first, last in text:gmatch("%]()%([^%s()]*%)()") do
      ranges[#ranges + 1] = { first, last - 1 }
    end
  end
  return ranges
end

--- Sets `visible` to the tokens outside markup, if there is markup.
local function hide_markup(line)
  local ranges = find_markup(line)
  if #ranges == 0 then return end
  table.sort(ranges, function(a, b) return a[1] < b[1] end)
  local visible, next_range, stop = {}, 1, 0  -- stop: the last hidden byte
  for i = line.from, line.to do
    local first = line.tokens:span(i) - line.first + 1
    while ranges[next_range] and ranges[next_range][1] <= first do
      stop = math.max(stop, ranges[next_range][2])
      next_range = next_range + 1
    end
    if first > stop then visible[#visible + 1] = i end
  end
  line.visible, line.count = visible, #visible
end

--- Sets `words`, the keys of syllables and foreign words, and `key`, the
-- same in one string.
local function collect_words(line)
  if line.count > LONGEST_HEADING then return end
  line.words = {}
  for k = 1, line.count do
    local kind = line:kind(k)
    if kind == "syllable" or kind == "word" then
      line.words[#line.words + 1] = line:word(k)
    end
  end
  line.key = table.concat(line.words, " ")
end

--- How many words and numbers the line has; counted up to `LONGEST_HEADING`
-- tokens, since rules ask only whether a line is short.
local function count_words(line)
  local size = 0
  for k = 1, math.min(line.count, LONGEST_HEADING) do
    if line:is_word(k) then size = size + 1 end
  end
  return size
end

local function make_line(doc, from, to)
  local tokens = doc.tokens
  local first = tokens:span(from)
  local _, last = tokens:span(to)
  local line = setmetatable({
    document = doc, tokens = tokens, number = tokens:line(from),
    from = from, to = to, count = to - from + 1,
    first = first, last = last,
  }, Line)
  hide_markup(line)
  collect_words(line)
  line.size = count_words(line)
  return line
end

--- The lines of a document that hold anything, in order.
-- @param doc a document
-- @return an array of lines: `number` (from 1), `first`, `last` (bytes,
--   without white space at the ends), `count` (tokens outside markup),
--   `size` (words and numbers among them), `words` and `key` (nil for a long
--   paragraph), and the methods above
-- @usage for _, line in ipairs(lines.of(doc)) do print(line.number) end
function lines.of(doc)
  local tokens, found = doc.tokens, {}
  local from = 1
  for i = 1, #tokens do
    if i == #tokens or tokens:line(i + 1) ~= tokens:line(i) then
      found[#found + 1] = make_line(doc, from, i)
      from = i + 1
    end
  end
  return found
end

--- The keys of the words of a phrase, as a line has them.
-- @param phrase words of a lexicon
-- @return an array of keys, and the same in one string
-- @usage lines.words("Tin LIÊN QUAN:")  --> {"tin", "liên", "quan"}
function lines.words(phrase)
  local tokens, words = core.tokens(phrase), {}
  for i = 1, #tokens do
    local kind = kind_of(tokens, i)
    if kind == "syllable" or kind == "word" then
      words[#words + 1] = tokens:key(i, "placement")
    end
  end
  return words, table.concat(words, " ")
end

--- A set of the keys of words: `lines.set "ngày tháng năm"`.
function lines.set(phrase)
  local set = {}
  for _, word in ipairs((lines.words(phrase))) do set[word] = true end
  return set
end

return lines
