--- Credits of pictures and the sources of an article: "(Ảnh: Trọng Đức -
-- TTXVN)", "(Theo AP)". See rules/credits.rules.

local holders = require "viet.news.mentions.holders"
local once = require "viet.news.mentions.once"

local credits = {}

local function add(spans, list, rule)
  for _, span in ipairs(list or {}) do
    spans[#spans + 1] = { first = span.first, last = span.last, rule = rule }
  end
end

local function sort(spans)
  table.sort(spans, function(a, b) return a.first < b.first end)
end

--- What the credits of a document name.
-- @return a table with `people` and `organisations`: arrays of tables with
--   `first`, `last` and `rule`, in order
credits.of = once(function(doc)
  local people, organisations = {}, {}
  for _, credit in ipairs(holders.of(doc, "credits")) do
    local person = credit.captures.people
    add(people, person and person.first and { person } or person,
      credit.rule)
    add(organisations, credit.captures.organisations, credit.rule)
  end
  sort(people)
  sort(organisations)
  return { people = people, organisations = organisations }
end)

return credits
