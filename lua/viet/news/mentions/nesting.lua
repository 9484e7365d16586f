--- Which mentions may share text: an ORG or COUNTRY may stand inside a POST,
-- and nothing else overlaps. Each rule keeps to this where it can see the
-- others' spans; where two rules read on into one another, the first in the
-- text keeps its span.

local core = require "viet.core"

local nesting = {}

local layers = {
  "POST", "PERSON", "RANK", "ORG", "COUNTRY", "PLACE", "NAMED_EVENT",
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

--- The mentions of a document that extractors of the pack have made, in order of
-- text; of those in one place a post comes first.
local function read_mentions(doc)
  local spans = {}
  for _, layer in ipairs(layers) do
    for _, span in ipairs(doc:layer(layer)) do
      if is_ours[span.extractor or "news."] then spans[#spans + 1] = span end
    end
  end
  return core.merge({}, spans)
end

--- Drops the mentions that overlap an earlier one and may not. Spans that
-- a user's extractor added are left alone.
function nesting.mend(doc)
  local dropped, outer, inner, stop = {}, nil, nil, 0
  for _, span in ipairs(read_mentions(doc)) do
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
