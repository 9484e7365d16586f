--- Which mentions name one thing, and what the thing's full name is.
--
-- Two mentions are of one thing where the words of one are all among the
-- other's, or where one stands in brackets right behind the other. A short
-- form belongs to one full form: of several, to the last one before it.
--
-- Mentions with the same words are one *name*; names are compared, and only
-- those that share the rarest word of the shorter one.

local core = require "viet.core"
local memo = require "viet.memo"
local slug = require "viet.news.ids.slug"

local clusters = {}

local clean = core.normalizer { invalid = "replace", spaces = true }

--- What a slug says: itself as `text`; its `words`; these as keys, `has`; and
-- once each those that are no initials, `long`.
local function read_slug(text)
  local name = { text = text, words = slug.words(text), has = {}, long = {} }
  for _, word in ipairs(name.words) do
    if not name.has[word] and #word > 1 then
      name.long[#name.long + 1] = word
    end
    name.has[word] = true
  end
  return name
end

--- A text without what stands in brackets, as a slug.
local read_name = memo(function(text)
  return read_slug(slug.of((clean(text):gsub("%b()", " "))))
end)

--- The same of a document, without the parties: "bản ghi nhớ giữa hai nước
-- về ..." is "bản ghi nhớ về ...".
local read_document = memo(function(text)
  text = clean(text):gsub("%b()", " ")
  local from = text:find("%sgiữa%s")
  local about = from and text:find("%svề%s", from)
  if about then text = text:sub(1, from - 1) .. text:sub(about) end
  return read_slug(slug.of(text))
end)

--- Names ---------------------------------------------------------------------

--- The names of the spans of a layer. A name has what `read_slug` gives as
-- `read`, and in `mentions` the numbers of its own spans, in order of text.
-- @param texts  those of the spans
-- @return the names, in order of their first mention, and the name of each span
local function collect_names(texts, layer)
  local names, name_of, by_slug, by_text = {}, {}, {}, {}
  local read = layer == "DOCUMENT" and read_document or read_name
  for i, text in ipairs(texts) do
    local name = by_text[text]
    if not name then
      local made = read(text)
      name = by_slug[made.text]
      if not name then
        name = { read = made, mentions = {} }
        by_slug[made.text] = name
        names[#names + 1] = name
      end
      by_text[text] = name
    end
    name_of[i] = name
    local own = name.mentions
    own[#own + 1] = i
  end
  return names, name_of
end

--- How many names have each word that is no initial.
local function count_words(names)
  local count = {}
  for _, name in ipairs(names) do
    for _, word in ipairs(name.read.long) do
      count[word] = (count[word] or 0) + 1
    end
  end
  return count
end

--- Notes the `rarest` word of each name that others have, too: no others can
-- hold all of its words. Initials are left aside; a name of initials has none.
-- @return for each such word the names that have it
local function find_sharing(names)
  local count, sharing = count_words(names), {}
  for _, name in ipairs(names) do
    local rarest
    for _, word in ipairs(name.read.long) do
      if not rarest or count[word] < count[rarest] then rarest = word end
    end
    if rarest and count[rarest] > 1 then
      name.rarest, sharing[rarest] = rarest, {}
    end
  end
  for _, name in ipairs(next(sharing) and names or {}) do
    for _, word in ipairs(name.read.long) do
      local list = sharing[word]
      if list then list[#list + 1] = name end
    end
  end
  return sharing
end

--- Likeness ------------------------------------------------------------------

--- Is a word the initial of one of a name's words?
local function stands_for_word(initial, long)
  if not initial:find "^%a$" then return false end
  for _, word in ipairs(long.words) do
    if word:sub(1, 1) == initial then return true end
  end
  return false
end

--- Are all words of one among the other's? An initial stands for a word.
local function is_among(short, long)
  for _, word in ipairs(short.words) do
    if not long.has[word] and not stands_for_word(word, long) then
      return false
    end
  end
  return true
end

--- Is the longer one the same words with one more in front?
local function is_prefixed(short, long)
  return long.text == long.words[1] .. "-" .. short.text
end

--- Does a name tell which of a series it is: an ordinal, a year, a Roman
-- numeral?
local function is_edition(name)
  for i, word in ipairs(name.words) do
    if name.words[i - 1] == "thu" or word:find "^[12]%d%d%d$"
       or #word > 1 and word:find "^[ivx]+$" then return true end
  end
  return false
end

--- What else must hold for a short form, by layer.
local relations = {
  NAMED_EVENT = function(short, long)
    return is_edition(short) == is_edition(long)
  end,
  ORG = function(short, long)
    return short.words[1] == long.words[1] or is_prefixed(short, long)
  end,
}

--- Has one fewer words than the other, or fewer letters?
local function is_shorter(a, b)
  if #a.words ~= #b.words then return #a.words < #b.words end
  return #a.text < #b.text
end

--- The names that a name is short for, or nil.
-- @param candidates  names that may be
local function find_longer(self, name, candidates, is_other)
  local longer, relation, short = nil, relations[self.layer], name.read
  local span = self.spans[name.mentions[1]]
  for _, other in ipairs(candidates) do
    local long = other.read
    if is_shorter(short, long) and is_among(short, long)
       and (not relation or relation(short, long))
       and not is_other(span, self.spans[other.mentions[1]]) then
      longer = longer or {}
      longer[#longer + 1] = other
    end
  end
  return longer
end

--- Full forms ----------------------------------------------------------------

--- The number of the last mention of a name before a byte, or else of its
-- first one.
local function find_nearest(spans, name, byte)
  local own, low, high = name.mentions, 0, #name.mentions
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if spans[own[middle]].first < byte then
      low = middle
    else
      high = middle - 1
    end
  end
  return own[math.max(low, 1)]
end

--- Is span a a better full form than b for what stands at a byte? One before
-- it is better than one behind, then the nearer one.
local function is_better(a, b, byte)
  local is_before = a.first < byte
  if is_before ~= (b.first < byte) then return is_before end
  return is_before == (a.first > b.first)
end

--- The number of the mention with the full form for what stands at a byte.
local function find_full(spans, longer, byte)
  local best
  for _, name in ipairs(longer) do
    local full = find_nearest(spans, name, byte)
    if not best or is_better(spans[full], spans[best], byte) then
      best = full
    end
  end
  return best
end

--- Does it stand in brackets right behind the other?
local function is_bracketed(text, span, other)
  local gap = span.first - other.last
  if gap < 2 or gap > 8 then return false end
  local between = text:sub(other.last + 1, span.first - 1)
  return between:find "^[ \194\160\"”’)]*%(%s*$" ~= nil
    and text:find("^%s*%)", span.last + 1) ~= nil
end

--- Ties names that stand in brackets somewhere to the full form before them,
-- wherever else they stand too.
local function tie_brackets(self, text)
  local spans, name_of = self.spans, self.name_of
  for i = 2, #spans do
    local name = name_of[i]
    if name ~= name_of[i - 1] and not name.bracketed
       and is_bracketed(text, spans[i], spans[i - 1]) then
      name.bracketed = i - 1
    end
  end
end

--- Notes the full forms of the mentions of names that have any.
local function tie_short_forms(self, names)
  local spans, full = self.spans, {}
  for _, name in ipairs(names) do
    if name.bracketed or name.longer then
      for _, i in ipairs(name.mentions) do
        full[i] = name.bracketed
          or find_full(spans, name.longer, spans[i].first)
      end
    end
  end
  return full
end

--- Follows full forms to the last one.
local function resolve(full, i)
  if not full[full[i]] then return full[i] end
  local seen = {}
  while full[i] and not seen[i] do
    seen[i] = true
    i = full[i]
  end
  return i
end

--- Ties the mentions of a layer to the fullest form of what they name.
-- @param doc      the document
-- @param layer    PERSON, ORG, NAMED_EVENT or DOCUMENT
-- @param texts    those of its spans
-- @param is_other a function of two spans, the shorter one first, that tells
--   of which things that look alike are not the same
-- @return a table of `spans`, those of the layer; `name_of`, of each by its
--   number a table with `read`, in which `text` is the slug, and `bracketed`, set
--   if it is a short form in brackets; and `full`, of those that are not full
--   forms the number of the span with theirs
function clusters.of(doc, layer, texts, is_other)
  local self = { layer = layer, spans = doc:layer(layer), full = {} }
  local names
  names, self.name_of = collect_names(texts, layer)
  if #names < 2 then return self end
  tie_brackets(self, doc.text)
  local sharing = find_sharing(names)
  for _, name in ipairs(names) do
    if name.rarest then
      name.longer = find_longer(self, name, sharing[name.rarest], is_other)
    end
  end
  local full = tie_short_forms(self, names)
  for i in pairs(full) do self.full[i] = resolve(full, i) end
  return self
end

return clusters
