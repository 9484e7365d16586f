--- Which mentions may share text: an ORG or COUNTRY may stand inside a POST,
-- and nothing else overlaps. Each rule keeps to this where it can see the
-- others' spans; where two rules read on into one another, the first in the
-- text keeps its span.

local memo = require "viet.memo"

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

--- Is it the name of an extractor that a user added?
local is_foreign = memo(function(extractor)
  return not extractor:find "^news%."
end)

-- A longer mention counts as one of so many bytes.
local LONGEST = 4095

--- Where a span stands among others, as a number: by its first byte, then
-- longer ones first, then posts first.
local function rank(span)
  local length = math.min(span.last - span.first, LONGEST)
  return (span.first * (LONGEST + 1) + LONGEST - length) * 2
    + (span.type == "POST" and 0 or 1)
end

--- The mentions of a document that extractors of the pack have made, by their
-- ranks, and the ranks in order.
local function read_mentions(doc)
  local by_rank, ranks = {}, {}
  for _, layer in ipairs(layers) do
    for _, span in ipairs(doc:layer(layer)) do
      if not is_foreign(span.extractor or "news.") then
        local number = rank(span)
        while by_rank[number] do number = number + 1 / 64 end
        by_rank[number] = span
        ranks[#ranks + 1] = number
      end
    end
  end
  table.sort(ranks)
  return by_rank, ranks
end

--- Drops the mentions that overlap an earlier one and may not. Spans that
-- a user's extractor added are left alone.
function nesting.mend(doc)
  local dropped, by_rank, ranks = {}, read_mentions(doc)
  local outer, inner
  for _, number in ipairs(ranks) do
    local span = by_rank[number]
    if not outer or span.first > outer.last then
      outer, inner = span, nil
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
