--- Lists of things in order of text: which of them lie in a stretch of it.

local core = require("viet.core").ordered

local floor = math.floor

local ordered = {}

--- The number of elements whose `key` is less than a value.
-- @param list   sorted by that field
-- @param key    the field's name, such as "first"
-- @param value  a number
ordered.count_before = core.count_before

--- Widens a stretch around a guess until the answer lies in it.
-- @return an index (or 0) that is not after the answer, and one that is
local function bracket(list, byte, guess)
  local low, high, step = guess, guess + 1, 1
  if guess > 0 and list[guess].first > byte then
    while low > 0 and list[low].first > byte do
      low, high, step = low - step, low, step * 2
    end
    return low > 0 and low or 0, high
  end
  local count = #list
  while high <= count and list[high].first <= byte do
    low, high, step = high, high + step, step * 2
  end
  return low, high <= count and high or count + 1
end

--- The index of the last element whose `first` is not after a byte, or 0.
-- @param list   sorted by `first`
-- @param guess  an index, or 0: the nearer it is to the answer, the less there
--   is to look through
function ordered.last_start(list, byte, guess)
  local here, following = list[guess], list[guess + 1]
  if (guess == 0 or here.first <= byte)
      and (not following or following.first > byte) then
    return guess
  end
  local low, high = bracket(list, byte, guess)
  while high - low > 1 do
    local middle = floor((low + high) / 2)
    if list[middle].first <= byte then low = middle else high = middle end
  end
  return low
end

--- Iterates over the elements that begin and end between two numbers.
-- @param list  sorted by the field `from`
-- @param from  the field where an element begins, "first" or "from"
-- @param to    the field where it ends, "last" or "to"
-- @usage for run in ordered.inside(runs, "from", "to", 10, 20) do ... end
ordered.inside = core.inside

--- Does one of the items cover the tokens `from` to `to`?
-- @param items  tables with `from` and `to`
function ordered.covers(items, from, to)
  for _, item in ipairs(items) do
    if item.from <= from and to <= item.to then return true end
  end
  return false
end

return ordered
