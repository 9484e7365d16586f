--- A date inside a name is part of the name: the year of "Triển lãm Quốc
-- phòng quốc tế Việt Nam 2024" is no DATE of its own.

local extractor = require "viet.extractor"

-- Layers whose names may hold a date.
local NAMES = { "NAMED_EVENT", "DOCUMENT", "PLACE", "ORG", "POST" }

--- Does a span of one of the layers cover all of `span`?
local function is_covered(doc, span)
  for _, layer in ipairs(NAMES) do
    local name = doc:at(layer, span.first)
    if name and name.last >= span.last then return true end
  end
  return false
end

--- The extractor "news.dates_inside": removes the DATE spans that lie inside
-- a NAMED_EVENT, DOCUMENT, PLACE, ORG or POST.
return extractor {
  name = "news.dates_inside",
  needs = { "DATE", "NAMED_EVENT", "DOCUMENT", "PLACE", "ORG", "POST" },
  gives = { "DATE" },
  run = function(doc)
    doc:filter("DATE", function(span) return not is_covered(doc, span) end)
  end,
}
