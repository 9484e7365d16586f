--- What assertion has to know of a sentence that holds events.
--
-- A reading has the sentence's tokens `from` and `to`, its `cues` in order of
-- text, and sums over its tokens up to each one: `counts` of those that are no
-- part of a name, and the last of the `semicolons` (0: none).

local ordered = require "viet.ordered"

local reading_of = {}

--- The tokens of names in a stretch of text, as a set: they count as nothing,
-- and no cue stands in them.
local function collect_names(doc, layers, first, last)
  local names = {}
  for _, layer in ipairs(layers) do
    for _, span in ipairs(doc:within(layer, first, last)) do
      for token = doc.tokens:at(span.first), doc.tokens:at(span.last) do
        names[token] = true
      end
    end
  end
  return names
end

--- The semicolons between two bytes, by token.
local function collect_semicolons(doc, first, last)
  local found = {}
  local byte = doc.text:find(";", first, true)
  while byte and byte <= last do
    local token = doc.tokens:at(byte)
    if doc.tokens:text(token) == ";" then found[token] = true end
    byte = doc.text:find(";", byte + 1, true)
  end
  return found
end

local function sum_up(reading, names, is_semicolon)
  local counts, semicolons = {}, {}
  local count, semicolon = 0, 0
  for token = reading.from, reading.to do
    if not names[token] then
      count = count + 1
      if is_semicolon[token] then semicolon = token end
    end
    counts[token], semicolons[token] = count, semicolon
  end
  reading.counts, reading.semicolons = counts, semicolons
end

--- All cues and stops of a document in order of text, with their tokens.
-- @param cues  a gazetteer of them
function reading_of.cues(doc, cues)
  local found = {}
  for first, last, id, kind, entry in cues:matches(doc.tokens) do
    if kind ~= "NONE" then
      found[#found + 1] = {
        first = first, last = last, id = id, type = kind, entry = entry,
        from = doc.tokens:at(first), to = doc.tokens:at(last),
      }
    end
  end
  return found
end

--- Reads a sentence.
-- @param all    the cues of the document
-- @param names  the layers whose spans are names
-- @param first  its first byte
-- @param last   its last byte
function reading_of.sentence(doc, all, names, first, last)
  local reading = { from = doc.tokens:at(first), to = doc.tokens:at(last),
    cues = {} }
  local in_names = collect_names(doc, names, first, last)
  for cue in ordered.inside(all, "first", "last", first, last) do
    if not in_names[cue.from] then
      reading.cues[#reading.cues + 1] = cue
    end
  end
  sum_up(reading, in_names, collect_semicolons(doc, first, last))
  return reading
end

return reading_of
