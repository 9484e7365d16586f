--- What the extractors of mentions find in a text, for their specs. All
-- lines are body, unless told otherwise.

local check = require "luassert"
local viet = require "viet"

local mentions = {}

local names = {
  "dates", "documents", "named_events", "organisations", "countries",
  "posts", "ranks", "places", "people", "ids",
}

local list = { given = { "zone" } }
for _, name in ipairs(names) do
  list[#list + 1] = require("viet.news." .. name)
end
local pipeline = viet.pipeline(list)

--- The document of a text, with its mentions.
-- @param zone of all lines; "body" if absent
function mentions.document(text, zone)
  local doc = assert(viet.document(text))
  for i, line in ipairs(doc.lines) do
    if line.last >= line.first then
      doc:add("zone", { first = line.first, last = line.last,
        id = zone or "body", line = i })
    end
  end
  return pipeline:run(doc)
end

--- The spans of some layers, longest first where they begin alike.
local function collect(doc, layers)
  local spans = {}
  for layer in layers:gmatch "%S+" do
    for span in doc:each(layer) do spans[#spans + 1] = span end
  end
  table.sort(spans, function(a, b)
    return a.first < b.first or a.first == b.first and a.last > b.last
  end)
  return spans
end

--- The text with the mentions of some layers in square brackets.
-- @param layers names with spaces between them
-- @usage mentions.show("ở Lào", "COUNTRY")  --> "ở [Lào]"
function mentions.show(text, layers, zone)
  local before, after = {}, {}
  for _, span in ipairs(collect(mentions.document(text, zone), layers)) do
    before[span.first] = (before[span.first] or "") .. "["
    after[span.last] = (after[span.last] or "") .. "]"
  end
  local parts = {}
  for i = 1, #text do
    parts[#parts + 1] = (before[i] or "") .. text:sub(i, i) .. (after[i] or "")
  end
  return table.concat(parts)
end

--- The ids of the mentions of a layer: "Lào=country/LA; ...".
function mentions.ids(text, layer)
  local doc, found = mentions.document(text), {}
  for span in doc:each(layer) do
    found[#found + 1] = doc:text_of(span) .. "=" .. tostring(span.id)
  end
  return table.concat(found, "; ")
end

--- Makes a test of each case {what, text with the mentions in brackets}.
function mentions.cases(it, layers, cases)
  for _, case in ipairs(cases) do
    it(case[1], function()
      local plain = case[2]:gsub("[%[%]]", "")
      check.equal(case[2], mentions.show(plain, layers, case.zone))
    end)
  end
end

return mentions
