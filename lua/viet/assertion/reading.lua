--- What assertion has to know of a sentence that holds events.
--
-- A reading has the `cues` of the sentence in order of text; and where it has any
-- the sets of its tokens that are part of `names`, and of its `semicolons`.

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

--- The cues and stops between two bytes in order of text, with their tokens.
local function collect_cues(doc, cues, first, last)
  local found, before = {}, first - 1
  for from, to, id, kind, entry in cues:matches(doc.text:sub(first, last)) do
    if kind ~= "NONE" then
      from, to = from + before, to + before
      found[#found + 1] = {
        first = from, last = to, id = id, type = kind, entry = entry,
        from = doc.tokens:at(from), to = doc.tokens:at(to),
      }
    end
  end
  return found
end

--- Reads a sentence.
-- @param cues   a gazetteer of them
-- @param names  the layers whose spans are names
-- @param first  its first byte
-- @param last   its last byte
function reading_of.sentence(doc, cues, names, first, last)
  local all, reading = collect_cues(doc, cues, first, last), { cues = {} }
  if not all[1] then return reading end
  reading.names = collect_names(doc, names, first, last)
  reading.semicolons = collect_semicolons(doc, first, last)
  for _, cue in ipairs(all) do
    if not reading.names[cue.from] then
      reading.cues[#reading.cues + 1] = cue
    end
  end
  return reading
end

return reading_of
