--- Which bytes of a document are taken by spans of some kinds.

local ordered = require "viet.ordered"

local Taken = {}
Taken.__index = Taken

--- The index of the last span that begins at or before a byte, or 0. One asks
-- mostly in order of text, so it is looked for from where it was before.
local function last_start(self, k, byte)
  local spans, i = self.lists[k], self.places[k]
  if i > 0 and spans[i].first > byte then
    i = ordered.count_before(spans, "first", byte + 1)
  else
    while spans[i + 1] and spans[i + 1].first <= byte do i = i + 1 end
  end
  self.places[k] = i
  return i
end

--- Is nothing between two bytes, both included, taken?
function Taken:is_free(first, last)
  for k, spans in ipairs(self.lists) do
    local i = last_start(self, k, last)
    if i > 0 and spans[i].last >= first then return false end
  end
  return true
end

--- Does each span begin behind the one before it?
local function is_apart(spans)
  for i = 2, #spans do
    if spans[i].first <= spans[i - 1].last then return false end
  end
  return true
end

--- The spans with one in the place of those that overlap.
local function merge(spans)
  if is_apart(spans) then return spans end
  local merged, last = {}, nil
  for _, span in ipairs(spans) do
    if not last or span.first > last.last then
      merged[#merged + 1], last = span, span
    elseif span.last > last.last then
      last = { first = last.first, last = span.last }
      merged[#merged] = last
    end
  end
  return merged
end

--- Adds spans.
-- @param spans  an array in order of their starts
function Taken:add(spans)
  if #spans == 0 then return end
  self.lists[#self.lists + 1] = merge(spans)
  self.places[#self.lists] = 0
end

--- @param lists  arrays of spans, as `add` takes them
-- @return an object with `is_free` and `add`
return function(lists)
  local self = setmetatable({ lists = {}, places = {} }, Taken)
  for _, spans in ipairs(lists) do self:add(spans) end
  return self
end
