--- Lists of things in order of text: which of them lie in a stretch of it.

local floor = math.floor

local ordered = {}

--- The number of elements whose `key` is less than a value.
-- @param list   sorted by that field
-- @param key    the field's name, such as "first"
-- @param value  a number
function ordered.count_before(list, key, value)
  local low, high = 0, #list
  while low < high do
    local middle = floor((low + high + 1) / 2)
    if list[middle][key] < value then low = middle else high = middle - 1 end
  end
  return low
end

--- The index of the last element whose `first` is not after a byte, or 0.
-- @param list   sorted by `first`
-- @param guess  an index that may be the answer, or one less than it: who asks
--   for one byte after the other gets each answer at once
function ordered.last_start(list, byte, guess)
  local here, following = list[guess], list[guess + 1]
  if guess == 0 or here and here.first <= byte then
    if not following or following.first > byte then return guess end
    following = list[guess + 2]
    if not following or following.first > byte then return guess + 1 end
  end
  return ordered.count_before(list, "first", byte + 1)
end

--- Iterates over the elements that begin and end between two numbers.
-- @param list  sorted by the field `first`
-- @param from  the field where an element begins, "first" or "from"
-- @param to    the field where it ends, "last" or "to"
-- @usage for run in ordered.inside(runs, "from", "to", 10, 20) do ... end
function ordered.inside(list, from, to, low, high)
  local i = ordered.count_before(list, from, low)
  return function()
    repeat
      i = i + 1
    until not list[i] or list[i][from] > high or list[i][to] <= high
    local element = list[i]
    return element and element[from] <= high and element or nil
  end
end

--- Does one of the items cover the tokens `from` to `to`?
-- @param items  tables with `from` and `to`
function ordered.covers(items, from, to)
  for _, item in ipairs(items) do
    if item.from <= from and to <= item.to then return true end
  end
  return false
end

return ordered
