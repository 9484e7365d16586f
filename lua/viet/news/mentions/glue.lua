--- Words that a crawler glued together, cut apart: where it dropped a tag or
-- a line end, "Azerbaijan" and "của" became "Azerbaijancủa".

local core = require "viet.core"

local glue = {}

--- Whatever encoding of a letter the source uses, words are compared in one.
local compose = core.normalizer { invalid = "replace", align = true }

local longest_word = 40  -- bytes; what is longer is no glued name

--- Where a word has to be cut: before a capital inside it, if both halves
-- are syllables ("QuốcNgụy"), or between a word of this text and a syllable
-- behind it ("Azerbaijancủa").
-- @param word  in NFC
-- @param known the words of the text, in NFC, as a set
-- @return the bytes of the first half, or nil
local function find_glue(word, known)
  if #word > longest_word then return nil end
  for cut in word:gmatch("[\128-\255%l]()%u") do
    if core.syllable(word:sub(1, cut - 1)) and core.syllable(word:sub(cut))
    then return cut - 1 end
  end
  if not word:find "[\128-\255]" then return nil end
  for cut = #word - 1, 3, -1 do
    local head, tail = word:sub(1, cut), word:sub(cut + 1)
    if known[head] and tail:find("^[%l\195-\225]") and #tail > 1
       and core.syllable(tail) then return cut end
  end
  return nil
end

--- The words of a text that begin with a capital.
local function collect_names(tokens)
  local known = {}
  for i = 1, #tokens do
    local shape = tokens:shape(i)
    if shape == "title" then known[compose(tokens:text(i))] = true end
  end
  return known
end

--- The bytes after which the text has to be cut, in order.
local function find_cuts(tokens)
  local known, cuts = collect_names(tokens), {}
  for first, _, kind, i in tokens:each() do
    local shape = tokens:shape(i)
    if kind == "word" and (shape == "title" or shape == "mixed") then
      local word, alignment = compose(tokens:text(i))
      local bytes = find_glue(word, known)
      if bytes and bytes < #word then
        local _, stop = alignment:source(1, bytes)
        cuts[#cuts + 1] = first + stop - 1
      end
    end
  end
  return cuts
end

--- The text with a space at each cut.
local function insert_spaces(text, cuts)
  local parts, start = {}, 1
  for _, cut in ipairs(cuts) do
    parts[#parts + 1] = text:sub(start, cut)
    start = cut + 1
  end
  parts[#parts + 1] = text:sub(start)
  return table.concat(parts, " ")
end

--- A function from bytes of the text with spaces to bytes of the source.
local function source_of(cuts)
  return function(byte)
    local low, high = 0, #cuts  -- how many spaces stand before the byte
    while low < high do
      local middle = math.ceil((low + high) / 2)
      if cuts[middle] + middle <= byte then
        low = middle
      else
        high = middle - 1
      end
    end
    return byte - low
  end
end

--- Cuts the glued words of a document.
-- @return the tokens of its text, with a space at each cut, and a function
--   that tells the byte of the source for a byte of theirs
function glue.cut(doc)
  local cuts = find_cuts(doc.tokens)
  local tokens = doc.tokens
  if #cuts > 0 then
    tokens = core.tokens(insert_spaces(doc.text, cuts))
  end
  return tokens, source_of(cuts)
end

return glue
