--- What is named like a person, a place or a country and is none of them, as
-- private layers of rules.

local credits = require "viet.news.mentions.credits"
local features = require "viet.news.mentions.features"
local page_of = require "viet.news.mentions.page"
local ships = require "viet.news.mentions.ships"

local covers = {}

--- Spans of the tokens that a module covers.
local function spans_of(doc, module)
  local page, covered, spans = page_of(doc), {}, {}
  module.cover(page, covered)
  for i = 1, page.count do
    local one = covered[i]
    if one and one.first == i then
      spans[#spans + 1] = {
        first = page.first[i], last = page.last[one.last], rule = one.rule,
        bare = one.bare and page.first[one.bare],
      }
    end
  end
  return spans
end

--- Places whose names begin with their kind.
function covers.features(doc)
  return spans_of(doc, features)
end

--- The names of ships.
function covers.ships(doc)
  return spans_of(doc, ships)
end

--- The names of photographers.
function covers.photographers(doc)
  return spans_of(doc, credits)
end

return covers
