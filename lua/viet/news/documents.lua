--- DOCUMENT: agreements, statements, plans, laws, with what they are about:
-- "Bản ghi nhớ về hợp tác quốc phòng", "Quyết định số 35/QĐ-TTg". See
-- rules/documents.rules.

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local taken_by = require "viet.news.mentions.taken"
local wholes = require "viet.news.mentions.wholes"

--- Of rules that match at one place, the first of these counts.
local order = {
  ["documents.known"] = 1, ["documents.numbered"] = 2,
  ["documents.named"] = 3, ["documents.period"] = 3, ["documents.lower"] = 3,
}

local LEAST = 4  -- tokens behind a word in lower case

--- Are there words enough behind a word in lower case?
local function is_enough(tokens, match)
  local rest = match.captures.rest
  return not rest
    or match.last_token - tokens:at(rest.first) + 1 >= LEAST
end

--- Is a document before another one, or does it count before it?
local function is_before(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return order[a.rule] < order[b.rule]
end

--- All documents by start.
local function find_all(doc)
  local found = {}
  for _, match in ipairs(wholes.of(doc, "documents")) do
    if is_enough(doc.tokens, match) then
      found[#found + 1] = {
        first = match.first, last = match.last, rule = match.rule,
        lexicon = match.captures.by.entry.source,
      }
    end
  end
  table.sort(found, is_before)
  return found
end

--- An organisation in capitals may hold the words of a document: "Bộ Chỉ huy
-- Chiến lược Mỹ".
local function has_capital(doc)
  return function(body)
    return doc.tokens:shape(body.first_token) ~= "lower"
  end
end

return extractor {
  name = "news.documents",
  needs = { "zone" },
  gives = { "DOCUMENT" },
  run = function(doc)
    local found = find_all(doc)
    for _, one in ipairs(bodies.outside(doc, found, taken_by {},
                                        has_capital(doc))) do
      doc:add("DOCUMENT", one)
    end
  end,
}
