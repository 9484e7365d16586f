--- Which mentions may share text: an ORG or COUNTRY may stand inside a POST,
-- and nothing else overlaps. Each rule keeps to this where it can see the
-- others' spans; where two rules read on into one another, the first in the
-- text keeps its span.

local nesting = {}

local layers = {
  "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE", "NAMED_EVENT",
  "DOCUMENT",
}

local function may_nest(outer, inner)
  return outer.type == "POST"
    and (inner.type == "ORG" or inner.type == "COUNTRY")
    and inner.last <= outer.last
    and outer.last - outer.first > inner.last - inner.first
end

-- Which extractors are not the user's, by their names.
local is_ours = setmetatable({}, {
  __index = function(known, extractor)
    known[extractor] = extractor:find "^news%." ~= nil
    return known[extractor]
  end,
})

-- A longer mention counts as one of so many bytes.
local LONGEST = 511

--- The mentions of a document that extractors of the pack have made, and what
-- they are sorted by: numbers that tell the first byte, then the length, longer
-- ones first, then whether it is a post.
local function read_mentions(doc)
  local spans, numbers, count = {}, {}, 0
  for _, layer in ipairs(layers) do
    local bit = layer == "POST" and 0 or 1
    for _, span in ipairs(doc:layer(layer)) do
      if is_ours[span.extractor or "news."] then
        local first = span.first
        local length = span.last - first
        if length > LONGEST then length = LONGEST end
        count = count + 1
        spans[count] = span
        numbers[count] = ((first * (LONGEST + 1)) + LONGEST - length) * 2 + bit
      end
    end
  end
  return spans, numbers, count
end

--- The mentions in order.
local function sort(spans, numbers, count)
  local scale, sorted = count + 1, {}
  for i = 1, count do numbers[i] = numbers[i] * scale + i end
  table.sort(numbers)
  for i = 1, count do sorted[i] = spans[numbers[i] % scale] end
  return sorted
end

--- Drops the mentions that overlap an earlier one and may not. Spans that
-- a user's extractor added are left alone.
function nesting.mend(doc)
  local dropped, outer, inner, stop = {}, nil, nil, 0
  for _, span in ipairs(sort(read_mentions(doc))) do
    if span.first > stop then
      outer, inner, stop = span, nil, span.last
    elseif may_nest(outer, span)
        and not (inner and span.first <= inner.last) then
      inner = span
    else
      dropped[span] = true
    end
  end
  if next(dropped) == nil then return end
  for _, layer in ipairs(layers) do
    doc:filter(layer, function(span) return not dropped[span] end)
  end
end

return nesting
