--- What is missing in a gazetteer: names that stand in texts where known
-- ones stand, and are in no list.
--
-- Candidates are runs of capitalised words. Where the known names stand is
-- learned from the same texts: which words and which known names stand left
-- and right of them. A candidate is good if its own places are like that.

local core = require "viet.core"
local contexts = require "viet.gazetteer.suggest.contexts"
local page = require "viet.gazetteer.suggest.page"
local runs = require "viet.gazetteer.suggest.runs"

local suggest = {}

--- Reading ------------------------------------------------------------------

--- Pages of all texts, and how words are written in them.
local function read_pages(docs, known, progress)
  local pages, usage = {}, runs.usage()
  for i, doc in ipairs(docs) do
    pages[i] = page.new(doc, known)
    runs.count(usage, pages[i])
    if progress and progress(i, #docs, "texts") == false then return nil end
  end
  return pages, usage
end

--- The keys of some tokens, which tell one candidate from another.
local function key_of(at, from, to)
  return table.concat(at.key, " ", from, to)
end

--- Adds a place to its candidate.
local function add_place(found, at, number, from, to)
  local key = key_of(at, from, to)
  local candidate = found.by_key[key]
  if not candidate then
    candidate = { key = key, places = {}, own = {} }
    found.by_key[key], found[#found + 1] = candidate, candidate
  end
  local place = { number = number, from = from, to = to,
                  sides = contexts.of(at, from, to) }
  for _, side in ipairs(place.sides) do
    for _, context in ipairs(side) do
      candidate.own[context] = (candidate.own[context] or 0) + 1
    end
  end
  table.insert(candidate.places, place)
  return place
end

--- Finds the candidates of all pages, and learns where known names stand.
local function find(pages, usage, is_wanted)
  local found, learned = { by_key = {} }, contexts.new()
  for number, at in ipairs(pages) do
    for _, span in ipairs(at.spans) do
      local kind = is_wanted(span.type) and span.type or nil
      contexts.learn(learned, contexts.of(at, span.from, span.to), kind)
    end
    for from, to in runs.each(at, usage) do
      local place = add_place(found, at, number, from, to)
      contexts.learn(learned, place.sides, nil)
    end
  end
  return found, learned
end

--- Triggers -----------------------------------------------------------------

--- Where phrases of the user end or begin: sets of tokens.
local function mark_triggers(at, phrases, is_before)
  local marked = {}
  if not phrases then return marked end
  for first, last in phrases:matches(at.tokens,
      { kind = "overlapping" }) do
    marked[at.tokens:at(is_before and last or first)] = true
  end
  return marked
end

--- Tells for each place whether a phrase of the user stands beside it.
local function find_triggers(found, pages, settings)
  local before, after = {}, {}
  for number, at in ipairs(pages) do
    before[number] = mark_triggers(at, settings.before, true)
    after[number] = mark_triggers(at, settings.after, false)
  end
  for _, candidate in ipairs(found) do
    for _, place in ipairs(candidate.places) do
      local at, number = pages[place.number], place.number
      place.triggered = {
        before[number][place.from - 1]
          and at:is_beside(place.from - 1, place.from) or false,
        after[number][place.to + 1]
          and at:is_beside(place.to, place.to + 1) or false,
      }
    end
  end
end

--- Ranking ------------------------------------------------------------------

--- Gives each candidate the type that its places speak for most.
local function rank(found, learned, types)
  for _, candidate in ipairs(found) do
    for _, kind in ipairs(types) do
      local score = contexts.score(learned, kind, candidate.places,
        candidate.own)
      if not candidate.score or score > candidate.score then
        candidate.score, candidate.type = score, kind
      end
    end
  end
  table.sort(found, function(a, b)
    if a.score ~= b.score then return a.score > b.score end
    if #a.places ~= #b.places then return #a.places > #b.places end
    return a.key < b.key
  end)
end

--- Results ------------------------------------------------------------------

-- What makes a name that stands in a text one for a list.
local CLEAN = { spaces = true, invisibles = true }

--- The spelling that is found most often, the first one of several.
local function usual_spelling(spans)
  local counts, best = {}, nil
  for _, span in ipairs(spans) do
    local text = core.normalize(span.text, CLEAN):gsub(" +", " ")
    counts[text] = (counts[text] or 0) + 1
    if not best or counts[text] > counts[best] then best = text end
  end
  return best
end

--- A candidate as the user gets it.
local function to_suggestion(candidate, pages, width)
  local spans, texts, documents = {}, {}, 0
  for i, place in ipairs(candidate.places) do
    local at = pages[place.number]
    local first, last = at:span(place.from, place.to)
    local left, right = at:around(place.from, place.to, width)
    spans[i] = {
      doc = at.doc, number = place.number, first = first, last = last,
      left = left, text = at.text:sub(first, last), right = right,
    }
    if not texts[place.number] then documents = documents + 1 end
    texts[place.number] = true
  end
  return {
    name = usual_spelling(spans), type = candidate.type,
    score = candidate.score, count = #spans, documents = documents,
    spans = spans,
  }
end

--- The suggestions; `viet.gazetteer.suggest` documents them.
-- @param docs an array of texts and documents
-- @param known a gazetteer
-- @param settings `types` (a set or nil), `before` and `after` (gazetteers
--   or nil), `type`, `min_count`, `min_score`, `limit`, `width`, `progress`
-- @return an array of suggestions, and one of contexts; nil if `progress`
--   returned false
function suggest.run(docs, known, settings)
  local pages, usage = read_pages(docs, known, settings.progress)
  if not pages then return nil end
  local found, learned = find(pages, usage, function(kind)
    return not settings.types or settings.types[kind]
  end)
  find_triggers(found, pages, settings)
  local types, list = contexts.types(learned), {}
  if #types == 0 then types[1] = settings.type end
  rank(found, learned, types)
  for _, candidate in ipairs(found) do
    if #list == settings.limit then break end
    if candidate.score > settings.min_score
        and #candidate.places >= settings.min_count then
      list[#list + 1] = to_suggestion(candidate, pages, settings.width)
    end
  end
  local rows = {}
  for _, kind in ipairs(contexts.types(learned)) do
    for _, row in ipairs(contexts.list(learned, kind)) do
      rows[#rows + 1] = row
    end
  end
  return list, rows
end

return suggest
