--- A document as the rules of the news pack see it: the tokens of its main
-- text as arrays, with what the lexicons know about each.
--
--     local page = page_of(doc)
--     page.word[3], page.key[3]          --> "Nga", "nga"
--     page:hit(3, "COUNTRY")             --> a hit, or nil
--     page:add(doc, "COUNTRY", 3, 3, {id = "country/RU"})
--
-- `word` is the token in NFC, `key` what stands for all its spellings. Only
-- title, lead, body and caption are here. Between lines, and in the
-- place of tags of HTML, stands an empty token, so that no rule runs over it.
-- Words that a crawler glued together ("Azerbaijancủa") are tokens by
-- themselves, and spaced.

local core = require "viet.core"
local kind_of = require "viet.news.kinds"
local lexicon = require "viet.news.mentions.lexicon"

local Page = {}
Page.__index = Page

--- Whatever encoding of a letter the source uses, rules see one.
local compose = core.normalizer { invalid = "replace" }

local main_zones = { title = true, lead = true, body = true, caption = true }

--- Tokens -------------------------------------------------------------------

--- The tokens that stand inside tags such as <b> and </td>.
local function find_tags(tokens)
  local inside, open = {}, nil
  for i = 1, #tokens do
    local text = tokens:text(i)
    if text == "<" and i < #tokens and not tokens:is_spaced(i + 1) then
      open = i
    elseif open and tokens:line(i) ~= tokens:line(open) then
      open = nil
    elseif text == ">" and open then
      for j = open, i do inside[j] = true end
      open = nil
    end
  end
  return inside
end

--- Is it a word, of letters?
local function is_word(kind)
  return kind == "syllable" or kind == "word" or kind == "acronym"
end

--- Does a space stand before a token, or lack there, between two words?
local function is_spaced(tokens, i)
  return tokens:is_spaced(i)
    or is_word(tokens:kind(i)) and is_word(tokens:kind(i - 1))
end

--- Appends a token of the tokenizer, or the empty one for a line end.
local function push(page, tokens, i)
  local n = page.count + 1
  page.count = n
  if not i then
    page.word[n], page.key[n], page.kind[n] = "", "", "line"
    page.shape[n], page.spaced[n] = "none", true
    page.last[n] = page.last[n - 1] or 0
    page.first[n] = page.last[n] + 1
    return
  end
  local first, last = tokens:span(i)
  local sign = tokens:kind(i) == "hashtag" and 1 or 0  -- "#" is no name's
  page.first[n], page.last[n] = first + sign, last
  page.word[n] = compose(tokens:text(i):sub(1 + sign))
  page.key[n] = tokens:key(i)
  page.kind[n], page.shape[n] = kind_of(tokens, i), tokens:shape(i)
  page.spaced[n] = is_spaced(tokens, i)
end

--- Copies the tokens of the main text into the page.
-- @return the page's index of each token
local function fill(page, doc)
  local tokens, index, line, in_tag = doc.tokens, {}, nil, false
  local tags = find_tags(tokens)
  for i = 1, #tokens do
    local zone = not tags[i] and doc:zone_at((tokens:span(i)))
    if tags[i] then
      in_tag = true
    elseif main_zones[zone] then
      if line ~= tokens:line(i) or in_tag then push(page) end
      line, in_tag = tokens:line(i), false
      push(page, tokens, i)
      page.zone[page.count] = zone
      index[i] = page.count
    end
  end
  push(page)
  return index
end

--- Are the words of a line without marks: none with a letter outside ASCII?
-- @return true if there is no capital either, "cased" if there are some
--   among Vietnamese syllables, or nil
local function read_plain(page, start, last)
  local syllables, words, capitals = 0, 0, 0
  for i = start, last do
    local kind, shape = page.kind[i], page.shape[i]
    if page.word[i]:find "[\128-\255]" then return nil end
    if kind == "syllable" then syllables = syllables + 1 end
    if kind == "syllable" or kind == "word" then words = words + 1 end
    if shape ~= "lower" and shape ~= "none" then capitals = capitals + 1 end
  end
  if last - start < 3 then return nil end
  if capitals == 0 then return true end
  local is_vietnamese = words >= 5 and syllables >= 0.7 * words
    and capitals < words
  return is_vietnamese and "cased" or nil
end

--- Marks the lines that have no mark at all, such as "bo truong quoc phong
-- nga tham viet nam": names there are read without. In "Dai tuong Phan Van
-- Giang tham Nga" names still have their capitals.
local function mark_plain_lines(page)
  local start = 1
  for i = 1, page.count do
    if page.kind[i] == "line" then
      local plain = read_plain(page, start, i - 1)
      for j = start, i - 1 do page.plain[j] = plain end
      start = i + 1
    end
  end
end

--- Hits of the lexicons -----------------------------------------------------

--- Notes what a gazetteer finds in the lines that are plain, or not.
local function add_hits(page, gazetteer, tokens, index, is_plain)
  local settings = { kind = "overlapping" }
  for first, last, _, type, entry in gazetteer:matches(tokens, settings) do
    local i, j = index[tokens:at(first)], index[tokens:at(last)]
    if i and j and (page.plain[i] ~= nil) == is_plain then
      local hits = page.hits[i] or {}
      page.hits[i] = hits
      hits[#hits + 1] = { first = i, last = j, type = type, entry = entry }
    end
  end
end

--- Reads the page of a document.
local function read(doc)
  local page = setmetatable({
    first = {}, last = {}, word = {}, key = {}, kind = {}, shape = {},
    spaced = {}, zone = {}, plain = {}, hits = {}, seen = {}, count = 0,
  }, Page)
  local tokens, index = doc.tokens, fill(page, doc)
  mark_plain_lines(page)
  local marked, plain = lexicon.gazetteers()
  add_hits(page, marked, tokens, index, false)
  if next(page.plain) then add_hits(page, plain, tokens, index, true) end
  return page
end

--- Reading ------------------------------------------------------------------

--- The longest hit of a type that begins at a token, or nil.
function Page:hit(i, type)
  for _, hit in ipairs(self.hits[i] or {}) do
    if hit.type == type then return hit end
  end
  return nil
end

--- The last token of the longest hit of any type, or i - 1.
function Page:longest(i)
  local hits = self.hits[i]
  return hits and hits[1].last or i - 1
end

local word_types = { ORG_HEAD = true, EVENT_HEAD = true, PLACE_HEAD = true,
                     DOCUMENT_HEAD = true, TERM = true, TERM_TITLE = true }

--- Does a word that names are made of end at a token?
function Page:ends_hit(i)
  for start = math.max(1, i - 6), i do
    for _, hit in ipairs(self.hits[start] or {}) do
      if hit.last == i and word_types[hit.type] then return true end
    end
  end
  return false
end

--- Does a hit of a type end right before a token?
function Page:is_behind(i, type)
  for start = math.max(1, i - 6), i - 1 do
    for _, hit in ipairs(self.hits[start] or {}) do
      if hit.last == i - 1 and hit.type == type then return true end
    end
  end
  return false
end

--- Does a word of the sentence stand here, at which a name ends? "nhân" is
-- one, but not in "nhân dân".
function Page:is_stop(i)
  local stop = self:hit(i, "STOP")
  return stop ~= nil and self:longest(i) == stop.last
end

--- Does a longer hit of one of the types begin before a token and cover it?
-- One that has to be capitalised counts only if it is.
-- @param types a table from types to true, or to "capital"
function Page:is_inside(i, types)
  for start = math.max(1, i - 6), i - 1 do
    for _, hit in ipairs(self.hits[start] or {}) do
      local wanted = types[hit.type]
      if wanted and hit.last >= i
         and (wanted ~= "capital" or self:is_capital(start)) then
        return true
      end
    end
  end
  return false
end

--- Does a name begin here? In texts without marks any word may.
function Page:is_capital(i)
  local shape = self.shape[i]
  return shape == "title" or shape == "upper" or self.plain[i] == true
    or shape == "mixed" and self.word[i]:find("^[%u\195-\225]") ~= nil
end

--- Is the token one of the words, whatever their case?
-- @param words a set of keys
function Page:is(i, words)
  return words[self.key[i]] == true
end

--- Is the token a capitalised word with this key: "Đảng", not "đảng"?
function Page:is_name(i, key)
  return self.key[i] == key and self:is_capital(i)
end

--- The keys of tokens, with single spaces.
function Page:keys(i, j)
  return table.concat(self.key, " ", i, math.min(j, self.count))
end

--- Does a word stand somewhere in the page as it is written?
function Page:has_word(word)
  local seen = self.seen[word]
  for i = 1, seen == nil and self.count or 0 do
    seen = seen or self.word[i] == word
  end
  self.seen[word] = seen or false
  return self.seen[word]
end

--- Is it a hyphen or a dash?
function Page:is_dash(i)
  local word = self.word[i]
  return word == "-" or word == "–" or word == "—"
end

--- The first token that ends at or after a byte.
function Page:at(byte)
  local low, high = 1, self.count
  while low < high do
    local middle = math.floor((low + high) / 2)
    if self.last[middle] >= byte then high = middle else low = middle + 1 end
  end
  return low
end

--- Which tokens the spans of some layers cover.
-- @return a table from tokens to the span
function Page:covered(doc, layers)
  local covered = {}
  for _, layer in ipairs(layers) do
    for span in doc:each(layer) do
      local i = span.first_token or self:at(span.first)
      while self.first[i] and self.first[i] <= span.last do
        covered[i] = span
        i = i + 1
      end
    end
  end
  return covered
end

--- Marks the tokens of spans in a table, but for those that are marked.
-- @param spans  as `bodies.of` and the like give them
function Page:cover(covered, spans)
  for _, span in ipairs(spans) do
    local i, j = self:at(span.first), self:at(span.last)
    local one = { first = i, last = j }
    for n = i, j do covered[n] = covered[n] or one end
  end
end

--- The document that the page is of.
function Page:document()
  return self.source.doc
end

--- Is one of the tokens covered?
function Page:touches(covered, i, j)
  for n = i, j do
    if covered[n] then return true end
  end
  return false
end

--- Adds a span over tokens to a layer of the document.
-- @param attributes `rule` and others
function Page:add(doc, layer, i, j, attributes)
  local span = attributes or {}
  span.first, span.last = self.first[i], self.last[j]
  span.first_token, span.last_token = i, j
  return doc:add(layer, span)
end

--- The source of tokens, with single spaces: what ids are made of.
function Page:text(i, j)
  local parts = {}
  for n = i, j do
    if n > i and self.spaced[n] then parts[#parts + 1] = " " end
    parts[#parts + 1] = self.word[n]
  end
  return table.concat(parts)
end

--- Layers whose spans the rules read by tokens.
local token_layers = { "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE",
                       "NAMED_EVENT", "DOCUMENT" }

--- Gives the tokens that a span lies on to those that were added by others,
-- by bytes. Outside the main text there are none: `last_token` is then the
-- one before `first_token`.
local function add_tokens(page, doc)
  for _, layer in ipairs(token_layers) do
    for span in doc:each(layer) do
      if not span.first_token then
        local i = page:at(span.first)
        local last = page:at(span.last)
        if page.first[last] > span.last then last = last - 1 end
        span.first_token, span.last_token = i, math.max(last, i - 1)
      end
    end
  end
end

local pages = setmetatable({}, { __mode = "k" })

--- The page of a document, made when first asked for. Every span of a layer
-- of mentions has `first_token` and `last_token` then.
return function(doc)
  local page = pages[doc] or read(doc)
  pages[doc] = page
  page.source = page.source or setmetatable({ doc = doc }, { __mode = "v" })
  add_tokens(page, doc)
  return page
end
