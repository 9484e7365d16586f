--- DOCUMENT: agreements, statements, plans, laws, with what they are about:
-- "Bản ghi nhớ về hợp tác quốc phòng", "Quyết định số 35/QĐ-TTg". See
-- rules/documents.rules.

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local rules = require "viet.news.rules"
local taken_by = require "viet.news.mentions.taken"

local set = rules.read("documents", {
  attributes = { "takes", "lower" }, steps = 100000,
})

--- Of rules that match at one place, the first of these counts.
local order = {
  ["documents.known"] = 1, ["documents.numbered"] = 2,
  ["documents.named"] = 3, ["documents.period"] = 3, ["documents.lower"] = 3,
}

local LEAST = 4  -- tokens behind a word in lower case

--- All documents by start.
local function find_all(doc)
  local found, place = {}, {}
  for first, last, captures, rule, _, j in set:matches(doc) do
    local rest = captures.rest
    if not rest or j - doc.tokens:at(rest.first) + 1 >= LEAST then
      local one = { first = first, last = last, rule = rule,
                    lexicon = captures.by.entry.source }
      found[#found + 1] = one
      place[one] = order[rule]
    end
  end
  table.sort(found, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    return place[a] < place[b]
  end)
  return found
end

return rules.give(set, extractor {
  name = "news.documents",
  needs = { "zone" },
  gives = { "DOCUMENT" },
  run = function(doc)
    -- An organisation in capitals may hold the words of a document: "Bộ Chỉ
    -- huy Chiến lược Mỹ".
    local function counts(body)
      return doc.tokens:shape(body.first_token) ~= "lower"
    end
    for _, one in ipairs(bodies.outside(doc, find_all(doc), taken_by {},
                                        counts)) do
      doc:add("DOCUMENT", one)
    end
  end,
})
