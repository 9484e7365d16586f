--- Which bytes of a document are taken by spans of some kinds.

local ordered = require "viet.ordered"

local Taken = {}
Taken.__index = Taken

--- Is nothing between two bytes, both included, taken?
function Taken:is_free(first, last)
  for _, spans in ipairs(self) do
    local i = ordered.count_before(spans, "first", last + 1)
    if i > 0 and spans[i].last >= first then return false end
  end
  return true
end

--- @param lists  arrays of spans, each in order, none of which overlap
-- @return an object with `is_free`
return function(lists)
  return setmetatable(lists, Taken)
end
