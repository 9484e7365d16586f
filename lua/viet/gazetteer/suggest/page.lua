--- A text as `viet.gazetteer.suggest` sees it: its tokens, which of them are
-- known names, and what stands beside a stretch of them.

local core = require "viet.core"

local page = {}

local Page = {}
Page.__index = Page

local LETTERS = { syllable = true, word = true, acronym = true }

local CAPITAL = { title = true, upper = true, mixed = true }

--- Takes the tokens out of the core, once.
local function read_tokens(self)
  local tokens = self.tokens
  for i = 1, #tokens do
    self.kind[i], self.key[i] = tokens:kind(i), tokens:key(i)
    self.line[i], self.spaced[i] = tokens:line(i), tokens:is_spaced(i)
    local is_letters = LETTERS[self.kind[i]]
    self.letters[i] = is_letters or false
    self.capital[i] = is_letters and CAPITAL[tokens:shape(i)]
      and not tokens:text(i):find("^%l") or false
  end
end

--- Marks the tokens that begin a sentence or a line: a capital says nothing
-- there.
local function mark_initials(self)
  for _, _, from in self.tokens:sentences() do self.initial[from] = true end
  for i = 1, self.count do
    local before = i - 1
    while before > 0 and self.line[before] == self.line[i]
        and self.kind[before] == "punct" do
      before = before - 1
    end
    if before == 0 or self.line[before] ~= self.line[i] then
      self.initial[i] = true
    end
  end
end

--- Marks lines in capitals: nothing can be told from them.
local function mark_headlines(self)
  local capitals, words = {}, {}
  for i = 1, self.count do
    local line = self.line[i]
    if self.letters[i] then
      words[line] = (words[line] or 0) + 1
      capitals[line] = (capitals[line] or 0) + (self.capital[i] and 1 or 0)
    end
  end
  for line, count in pairs(words) do
    self.headline[line] = count > 3 and capitals[line] > 0.8 * count
  end
end

--- Marks the tokens of known names: `known[i]` is {from, to, type =}.
local function mark_known(self, known)
  local subject = self.tokens
  for first, last, _, kind in known:matches(subject, { best = true }) do
    local span = { from = subject:at(first), to = subject:at(last),
                   type = kind }
    for i = span.from, span.to do self.known[i] = span end
    self.spans[#self.spans + 1] = span
  end
end

--- Makes a page.
-- @param doc a document or a text
-- @param known a gazetteer
function page.new(doc, known)
  local is_text = type(doc) == "string"
  local self = setmetatable({
    doc = doc, text = is_text and doc or doc.text,
    tokens = is_text and core.tokens(doc) or doc.tokens,
    kind = {}, key = {}, line = {}, spaced = {}, letters = {}, capital = {},
    initial = {}, headline = {}, known = {}, spans = {},
  }, Page)
  self.count = #self.tokens
  read_tokens(self)
  mark_initials(self)
  mark_headlines(self)
  mark_known(self, known)
  return self
end

--- Do two tokens stand on one line?
function Page:is_beside(i, j)
  return self.line[i] ~= nil and self.line[i] == self.line[j]
end

--- What stands at a token, as contexts have it: the type of a known name in
-- brackets, or the word; and where to go on from there.
local function unit(self, i, step)
  local known = self.known[i]
  if known then
    return "<" .. known.type .. ">", step < 0 and known.from or known.to
  elseif self.kind[i] == "number" then
    return "<number>", i
  end
  return self.key[i], i
end

--- What stands to one side of the tokens `from` to `to`.
-- @param step -1 for the left side, 1 for the right one
-- @return the next unit, and the next two in the order of the text; "" is
--   the end of the line
function Page:beside(from, to, step)
  local at = step < 0 and from or to
  if not self:is_beside(at, at + step) then return "", "" end
  local one, last = unit(self, at + step, step)
  local two = ""
  if self:is_beside(last, last + step) then
    two = unit(self, last + step, step)
  end
  if step < 0 then return one, two .. " " .. one end
  return one, one .. " " .. two
end

--- The bytes of the tokens `from` to `to`.
function Page:span(from, to)
  local first = self.tokens:span(from)
  local _, last = self.tokens:span(to)
  return first, last
end

--- The text to both sides of some tokens, on their line.
-- @param width how many tokens on each side
function Page:around(from, to, width)
  local low, high = from, to
  while low > 1 and from - low < width and self:is_beside(low - 1, from) do
    low = low - 1
  end
  while high < self.count and high - to < width
      and self:is_beside(high + 1, to) do
    high = high + 1
  end
  local first, last = self:span(from, to)
  local start, stop = self:span(low, high)
  return self.text:sub(start, first - 1), self.text:sub(last + 1, stop)
end

return page
