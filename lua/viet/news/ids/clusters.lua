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

--- What a slug says: itself as `text`, its `words`, and these as keys.
local function read_slug(text)
  local words, has = slug.words(text), {}
  for _, word in ipairs(words) do has[word] = true end
  return { text = text, words = words, has = has }
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

--- The names of a layer, in order of their first mention. A name has `text`,
-- `words` and `has`, and its `mentions` in order of text.
-- @return the names, and all mentions as {span, name}
local function collect_names(doc, layer, text_of)
  local names, mentions, known = {}, {}, {}
  local read = layer == "DOCUMENT" and read_document or read_name
  for i, span in ipairs(doc:layer(layer)) do
    local made = read(text_of(span))
    local name = known[made.text]
    if not name then
      name = { text = made.text, words = made.words, has = made.has,
               mentions = {} }
      known[made.text] = name
      names[#names + 1] = name
    end
    local mention = { span = span, name = name, slug = made.text }
    name.mentions[#name.mentions + 1] = mention
    mentions[i] = mention
  end
  return names, mentions
end

--- The names by each of their words.
local function index_by_word(names)
  local index = {}
  for _, name in ipairs(names) do
    for word in pairs(name.has) do
      local list = index[word]
      if list then list[#list + 1] = name else index[word] = { name } end
    end
  end
  return index
end

--- The names that share the rarest word with a name: no others can hold all
-- of its words. Initials are left aside; a name of initials has none.
local function find_candidates(name, index)
  local rarest
  for word in pairs(name.has) do
    local list = index[word]
    if #word > 1 and (not rarest or #list < #rarest) then rarest = list end
  end
  return rarest or {}
end

--- Likeness ------------------------------------------------------------------

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

--- The names that a name is short for.
local function find_longer(name, index, layer, is_other)
  local longer, relation = {}, relations[layer]
  for _, other in ipairs(find_candidates(name, index)) do
    if is_shorter(name, other) and is_among(name, other)
       and (not relation or relation(name, other))
       and not is_other(name.mentions[1].span, other.mentions[1].span) then
      longer[#longer + 1] = other
    end
  end
  return longer
end

--- Full forms ----------------------------------------------------------------

--- The last mention of a name before a byte, or else its first one.
local function find_nearest(name, byte)
  local low, high = 0, #name.mentions
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if name.mentions[middle].span.first < byte then
      low = middle
    else
      high = middle - 1
    end
  end
  return name.mentions[math.max(low, 1)]
end

--- Is mention a a better full form than b for what stands at a byte? One
-- before it is better than one behind, then the nearer one.
local function is_better(a, b, byte)
  local is_before = a.span.first < byte
  if is_before ~= (b.span.first < byte) then return is_before end
  return is_before == (a.span.first > b.span.first)
end

--- The mention with the full form of a mention, or nil.
local function find_full(mention)
  local best
  for _, name in ipairs(mention.name.longer) do
    local full = find_nearest(name, mention.span.first)
    if not best or is_better(full, best, mention.span.first) then
      best = full
    end
  end
  return best
end

--- Does it stand in brackets right behind the other?
local function is_bracketed(doc, mention, other)
  local gap = mention.span.first - other.span.last
  if gap < 2 or gap > 8 then return false end
  local between = doc.text:sub(other.span.last + 1, mention.span.first - 1)
  return between:find "^[ \194\160\"”’)]*%(%s*$" ~= nil
    and doc.text:find("^%s*%)", mention.span.last + 1) ~= nil
end

--- Ties names that stand in brackets somewhere to the full form before them,
-- wherever else they stand too.
local function tie_brackets(doc, mentions)
  for i, mention in ipairs(mentions) do
    local before = mentions[i - 1]
    if before and before.name ~= mention.name
       and is_bracketed(doc, mention, before) then
      mention.name.bracketed = mention.name.bracketed or before
    end
  end
end

--- Follows full forms to the last one.
local function resolve(mention)
  local full = mention.full
  if not full or not full.full then return full or mention end
  local seen = {}
  while mention.full and not seen[mention] do
    seen[mention] = true
    mention = mention.full
  end
  return mention
end

--- Ties the mentions of a layer to the fullest form of what they name.
-- @param doc      the document
-- @param layer    PERSON, ORG, NAMED_EVENT or DOCUMENT
-- @param text_of  a function from a span to its text
-- @param is_other a function of two spans, the shorter one first, that tells
--   of which things that look alike are not the same
-- @return a list of {span, slug, full, bracketed}, in order of text; `slug`
--   is that of the mention, `full` the element with the full form (maybe
--   itself), `bracketed` whether the mention is a short form in brackets
function clusters.of(doc, layer, text_of, is_other)
  local names, mentions = collect_names(doc, layer, text_of)
  local index = index_by_word(names)
  tie_brackets(doc, mentions)
  for _, name in ipairs(names) do
    name.longer = find_longer(name, index, layer, is_other)
  end
  for _, mention in ipairs(mentions) do
    mention.full = mention.name.bracketed or find_full(mention)
    mention.bracketed = mention.name.bracketed ~= nil
  end
  local roots = {}
  for i, mention in ipairs(mentions) do roots[i] = resolve(mention) end
  for i, mention in ipairs(mentions) do mention.full = roots[i] end
  return mentions
end

return clusters
