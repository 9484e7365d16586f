--- Which mentions name one thing, and what the thing's full name is.
--
-- Two mentions are of one thing where the words of one are all among the
-- other's, or where one stands in brackets right behind the other. A short
-- form belongs to one full form: of several, to the last one before it.

local slug = require "viet.news.slug"

local clusters = {}

--- Text without what stands in brackets, and in a document without the
-- parties: "bản ghi nhớ giữa hai nước về ..." is "bản ghi nhớ về ...".
local function core_of(text, layer)
  text = text:gsub("%b()", " ")
  if layer == "DOCUMENT" then
    local from = text:find("%sgiữa%s")
    local about = from and text:find("%svề%s", from)
    if about then text = text:sub(1, from - 1) .. text:sub(about) end
  end
  return text
end

--- A mention as the rules see it.
local function describe(span, text, layer)
  local name = slug.of(core_of(text, layer))
  local words = slug.words(name)
  local has = {}
  for _, word in ipairs(words) do has[word] = true end
  return { span = span, name = name, words = words, has = has }
end

--- Are all words of one among the other's? An initial stands for a word.
local function is_among(short, long)
  for _, word in ipairs(short.words) do
    local found = long.has[word]
    local is_initial = not found and word:find "^%a$"
    for _, other in ipairs(is_initial and long.words or {}) do
      found = found or other:sub(1, 1) == word
    end
    if not found then return false end
  end
  return true
end

--- Is the longer one the same words with one more in front?
local function is_prefixed(short, long)
  return long.name == long.words[1] .. "-" .. short.name
end

--- The words that make an edition of a series: an ordinal, a Roman numeral, a
-- year.
local function edition_of(mention)
  local parts = {}
  for i, word in ipairs(mention.words) do
    local is_ordinal = mention.words[i - 1] == "thu"
    if is_ordinal or word:find "^[12]%d%d%d$"
       or #word > 1 and word:find "^[ivx]+$" then
      parts[#parts + 1] = word
    end
  end
  return parts[1]
end

local relations = {
  PERSON = function() return true end,
  DOCUMENT = function() return true end,
  NAMED_EVENT = function(short, long)
    return (edition_of(short) == nil) == (edition_of(long) == nil)
  end,
  ORG = function(short, long)
    return short.words[1] == long.words[1] or is_prefixed(short, long)
  end,
}

--- Is a short mention of the thing that a longer one names?
local function is_short_for(short, long, layer, is_other)
  return #short.words < #long.words and is_among(short, long)
    and relations[layer](short, long) and not is_other(short, long)
end

--- The full form that a mention is short for: the last one before it, else
-- the first one behind.
local function find_full(mention, mentions, layer, is_other)
  local before, behind
  for _, other in ipairs(mentions) do
    if is_short_for(mention, other, layer, is_other) then
      if other.span.first < mention.span.first then
        before = other
      else
        behind = behind or other
      end
    end
  end
  return before or behind
end

--- Does it stand in brackets right behind the other?
local function is_bracketed(doc, mention, other)
  local gap = mention.span.first - other.span.last
  if gap < 2 or gap > 8 then return false end
  local between = doc.text:sub(other.span.last + 1, mention.span.first - 1)
  return between:find "^[ \194\160\"”’)]*%(%s*$" ~= nil
    and doc.text:find("^%s*%)", mention.span.last + 1) ~= nil
end

--- Follows full forms and brackets to the last one.
local function resolve(mention)
  local seen = {}
  while mention.full and not seen[mention] do
    seen[mention] = true
    mention = mention.full
  end
  return mention
end

--- Gives all mentions of a short form that stands in brackets somewhere the
-- full form before those.
local function unite_equals(mentions)
  local full = {}
  for _, mention in ipairs(mentions) do
    if mention.bracketed then
      full[mention.name] = full[mention.name] or mention.full
    end
  end
  for _, mention in ipairs(mentions) do
    mention.full = mention.full or full[mention.name]
  end
end

--- Ties the mentions of a layer to the fullest form of what they name.
-- @param doc      the document
-- @param layer    PERSON, ORG, NAMED_EVENT or DOCUMENT
-- @param text_of  a function from a span to its text
-- @param is_other a function of two mentions, the shorter one first, that
--   tells of which things that look alike are not the same
-- @return a list of {span, name, full}, in order of text; `name` is the slug
--   of the mention, `full` the mention with the full form (maybe itself)
function clusters.of(doc, layer, text_of, is_other)
  local mentions = {}
  for span in doc:each(layer) do
    mentions[#mentions + 1] = describe(span, text_of(span), layer)
  end
  for i, mention in ipairs(mentions) do
    local before = mentions[i - 1]
    if before and is_bracketed(doc, mention, before) then
      mention.full, mention.bracketed = before, true
    end
  end
  unite_equals(mentions)
  for _, mention in ipairs(mentions) do
    mention.full = mention.full
      or find_full(mention, mentions, layer, is_other)
  end
  for _, mention in ipairs(mentions) do mention.root = resolve(mention) end
  for _, mention in ipairs(mentions) do mention.full = mention.root end
  return mentions
end

return clusters
