--- Words that a crawler glued together, cut apart: where it dropped a tag or
-- a line end, "Azerbaijan" and "của" became "Azerbaijancủa".

local core = require "viet.core"

local glue = {}

--- The bytes after which the text has to be cut, in order.
local function find_cuts(tokens)
  local cuts, index, last_byte = {}, nil, nil
  for i, _, last in tokens:glued() do
    if i == index then cuts[#cuts + 1] = last_byte end
    index, last_byte = i, last
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
