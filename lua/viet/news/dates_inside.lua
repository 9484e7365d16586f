--- A date inside a name is part of the name: the year of "Triển lãm Quốc
-- phòng quốc tế Việt Nam 2024" is no DATE of its own.

local extractor = require "viet.extractor"

-- Layers whose names may hold a date.
local NAMES = { "NAMED_EVENT", "DOCUMENT", "PLACE", "ORG", "POST" }

--- Notes the dates that lie inside of names; both are in order.
-- @param inside  a set of dates
local function note_inside(dates, names, inside)
  local i = 1
  for _, name in ipairs(names) do
    while dates[i] and dates[i].first < name.first do i = i + 1 end
    local k = i
    while dates[k] and dates[k].first <= name.last do
      if dates[k].last <= name.last then inside[dates[k]] = true end
      k = k + 1
    end
  end
end

--- The extractor "news.dates_inside": removes the DATE spans that lie inside
-- a NAMED_EVENT, DOCUMENT, PLACE, ORG or POST.
return extractor {
  name = "news.dates_inside",
  needs = { "DATE", "NAMED_EVENT", "DOCUMENT", "PLACE", "ORG", "POST" },
  gives = { "DATE" },
  run = function(doc)
    local dates, inside = doc:layer "DATE", {}
    if not dates[1] then return end
    for _, layer in ipairs(NAMES) do
      note_inside(dates, doc:layer(layer), inside)
    end
    if next(inside) then
      doc:filter("DATE", function(span) return not inside[span] end)
    end
  end,
}
