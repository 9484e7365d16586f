--- Names of ships, which are no mentions: "USS Carl Vinson", "tàu Trần Hưng
-- Đạo". A ship may be named after a person, a place or a country. See
-- rules/ships.rules.

local once = require "viet.news.mentions.once"
local wholes = require "viet.news.mentions.wholes"

local ships = {}

--- The names of a document's ships: an array of tables with `first` and
-- `last`, in order.
ships.of = once(function(doc)
  local names = {}
  for i, ship in ipairs(wholes.of(doc, "ships")) do
    names[i] = ship.captures and ship.captures.it or ship
  end
  table.sort(names, function(a, b) return a.first < b.first end)
  return names
end)

return ships
