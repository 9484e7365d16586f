--- Lists of things in order of text: which of them lie in a stretch of it.

local ordered = {}

--- The number of elements whose `key` is less than a value.
-- @param list   sorted by that field
-- @param key    the field's name, such as "first"
-- @param value  a number
function ordered.count_before(list, key, value)
  local low, high = 0, #list
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if list[middle][key] < value then low = middle else high = middle - 1 end
  end
  return low
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
