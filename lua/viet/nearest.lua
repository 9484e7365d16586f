--- Of some names the one that is most like a word that is none of them: what
-- may have been meant.

local nearest = {}

local LONGEST = 64  -- bytes of a name

--- How many bytes to insert, delete or change make one word of the other; case
-- does not count.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local corner = row[0]
    row[0] = i
    for j = 1, #b do
      local change = corner + (a:byte(i) == b:byte(j) and 0 or 1)
      corner = row[j]
      row[j] = math.min(row[j] + 1, row[j - 1] + 1, change)
    end
  end
  return row[#b]
end

--- Finds the nearest name, as messages about patterns do: at most a third of
-- the word's bytes differ, or one byte of a short word.
-- @param word   a string
-- @param names  an array of strings; of those that are as near the first
-- @return the name, or nil if none is near; and how many bytes differ
-- @usage nearest.find("PERSN", { "PLACE", "PERSON" })  --> "PERSON", 1
function nearest.find(word, names)
  local found, best = nil, #word < 3 and 2 or math.floor(#word / 3) + 1
  if #word > LONGEST then return nil end
  for _, name in ipairs(names) do
    if #name <= LONGEST and math.abs(#name - #word) < best then
      local away = distance(word:lower(), name:lower())
      if away < best then found, best = name, away end
    end
  end
  return found, found and best
end

--- The end of a message about an unknown name.
-- @return " (did you mean 'PERSON'?)", or "" if no name is near
function nearest.hint(word, names)
  local found = nearest.find(word, names)
  return found and (" (did you mean '%s'?)"):format(found) or ""
end

return nearest
