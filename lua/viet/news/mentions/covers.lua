--- What is named like a person, a place or a country and is none of them, as
-- private layers of rules.

local credits = require "viet.news.mentions.credits"
local features = require "viet.news.mentions.features"
local ships = require "viet.news.mentions.ships"

local covers = {}

covers.features = features.of
covers.ships = ships.of

--- The names of photographers.
function covers.photographers(doc)
  return credits.of(doc).people
end

return covers
