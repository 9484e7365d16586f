--- Which mentions may share text: an ORG or COUNTRY may stand inside a POST,
-- and nothing else overlaps. Each rule keeps to this where it can see the
-- others' spans; where two rules read on into one another, the first in the
-- text keeps its span.

local nesting = {}

local layers = {
  "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE", "NAMED_EVENT",
  "DOCUMENT",
}

local function is_before(a, b)
  if a.first ~= b.first then return a.first < b.first end
  if a.last ~= b.last then return a.last > b.last end
  return a.type == "POST" and b.type ~= "POST"
end

local function may_nest(outer, inner)
  return outer.type == "POST"
    and (inner.type == "ORG" or inner.type == "COUNTRY")
    and inner.last <= outer.last
    and outer.last - outer.first > inner.last - inner.first
end

--- Is the span one that a user's own extractor has added?
local function is_foreign(span)
  return not (span.extractor or "news."):find "^news%."
end

--- Drops the mentions that overlap an earlier one and may not. Spans that
-- a user's extractor added are left alone.
function nesting.mend(doc)
  local spans, dropped = {}, {}
  for _, layer in ipairs(layers) do
    for span in doc:each(layer) do
      if not is_foreign(span) then spans[#spans + 1] = span end
    end
  end
  table.sort(spans, is_before)
  local outer, inner
  for _, span in ipairs(spans) do
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
