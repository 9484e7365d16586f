--- COUNTRY: states by their names, and by their short forms in pairs
-- (Việt – Nga). A name counts only where it is capitalised and no longer
-- name holds it: "Mỹ Latinh" is a place, "Doãn Anh" a part of a person. See
-- rules/countries.rules.

local extractor = require "viet.extractor"
local covers = require "viet.news.mentions.covers"
local full_names = require "viet.news.mentions.full_names"
local main_text = require "viet.news.main_text"
local rules = require "viet.news.rules"

--- Is the word "anh", a form of address, in the main text?
local function has_address(doc)
  for _, line in ipairs(main_text(doc).marked) do
    local text = doc.text:sub(line.first, line.last)
    if text:find "%f[%w\128-\255]anh%f[^%w\128-\255]" then return true end
  end
  return false
end

local set = rules.read("countries", { private = {
  NAME = full_names.of, FEATURE = covers.features, SHIP = covers.ships,
  CREDIT = covers.photographers,
} })

return rules.give(set, extractor {
  name = "news.countries",
  needs = { "zone", "ORG", "DOCUMENT", "NAMED_EVENT" },
  gives = { "COUNTRY" },
  run = function(doc)
    for _, _, captures, rule in set:matches(doc) do
      local country = captures.it or captures.said
      if country and not (captures.said and has_address(doc)) then
        doc:add("COUNTRY", {
          first = rules.start(doc, country.first), last = country.last,
          id = country.id, rule = rule,
          lexicon = country.entry.source,
        })
      end
    end
  end,
})
