--- What becomes of matches: spans on a document, and counts.

local options = require "viet.options"

local results = {}

--- Calls a function for each place of a text where names stand, with the
-- matches there, the best one first.
local function each_place(step, visit)
  local place = {}
  for first, last, id, kind, entry, level in step do
    if place[1] and (place[1].first ~= first or place[1].last ~= last) then
      visit(place)
      place = {}
    end
    place[#place + 1] = {
      first = first, last = last, id = id, type = kind, entry = entry,
      level = level,
    }
  end
  if place[1] then visit(place) end
end

--- The ids of matches, each once, in order.
local function list_ids(matches)
  local ids, known = {}, {}
  for _, match in ipairs(matches) do
    if not known[match.id] then ids[#ids + 1] = match.id end
    known[match.id] = true
  end
  return ids
end

--- Adds a span for matches that have the same place.
-- @param origin the file and line of the user's call
local function add_span(doc, layer, matches, origin)
  local best, ids = matches[1], list_ids(matches)
  doc:add(layer, {
    first = best.first, last = best.last, id = best.id, level = best.level,
    ids = #ids > 1 and ids or nil, name_type = best.type,
    rule = doc.running or "gazetteer", lexicon = best.entry.source,
    extractor = doc.running or "gazetteer",
    origin = best.entry.source or origin,
  })
end

--- Splits matches by their types; returns the types in order, and the lists.
local function by_type(matches)
  local types, lists = {}, {}
  for _, match in ipairs(matches) do
    if not lists[match.type] then
      types[#types + 1], lists[match.type] = match.type, {}
    end
    table.insert(lists[match.type], match)
  end
  return types, lists
end

--- Adds spans for the matches of a search.
-- @param step an iterator, as `g:matches` gives it
-- @param layer a layer's name, or nil: each type is a layer
-- @param origin the file and line of the user's call
-- @return how many spans were added
function results.annotate(doc, step, layer, origin)
  local count = 0
  each_place(step, function(matches)
    local types, lists = { layer }, layer and { [layer] = matches }
    if not layer then types, lists = by_type(matches) end
    for _, name in ipairs(types) do
      add_span(doc, name, lists[name], origin)
      count = count + 1
    end
  end)
  return count
end

--- Counting -----------------------------------------------------------------

results.count_keys = { "id", "type", "text" }

local Counter = {}
Counter.__index = Counter

--- Starts a count.
-- @param by "id", "type" or "text"
function results.counter(by)
  return setmetatable({ by = by, list = {}, by_key = {}, seen = {} },
    Counter)
end

--- Adds one match.
-- @param subject what tells one text from another
-- @param text the match as it stands there
function Counter:add(subject, id, kind, text)
  local key = self.by == "id" and id or self.by == "type" and kind or text
  local row = self.by_key[key]
  if not row then
    row = { key = key, count = 0, documents = 0 }
    if self.by == "id" then row.id, row.type = id, kind end
    self.by_key[key], self.list[#self.list + 1] = row, row
  end
  row.count = row.count + 1
  if self.seen[row] ~= subject then row.documents = row.documents + 1 end
  self.seen[row] = subject
end

--- The rows, the most frequent first, then by key.
function Counter:rows()
  table.sort(self.list, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.key < b.key
  end)
  return self.list
end

--- Counts the matches of searches.
-- @param subjects an array of {text =, start = a function that gives the
--   iterator}
-- @param by "id", "type" or "text"
-- @return an array of rows
function results.count(subjects, by)
  local counter = results.counter(by)
  for _, subject in ipairs(subjects) do
    for first, last, id, kind in subject.start() do
      counter:add(subject, id, kind, subject.text:sub(first, last))
    end
  end
  return counter:rows()
end

--- What is wrong with the `by` of a count, or nil.
function results.by_fault(by)
  return options.bad_value("by", by, results.count_keys)
end

return results
