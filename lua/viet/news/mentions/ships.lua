--- Names of ships, which are no mentions: "USS Carl Vinson", "tàu Trần Hưng
-- Đạo". A ship may be named after a person, a place or a country. See
-- rules/ships.rules.

local cascade = require "viet.news.cascade"
local once = require "viet.news.mentions.once"
local rules = require "viet.news.rules"

local ships = {}

local set = rules.read "ships"
ships.rules = set

--- The names of a document's ships: an array of tables with `first` and
-- `last`, in order.
ships.of = once(function(doc)
  local spans = {}
  for first, last, captures in cascade.matches(set, doc, doc) do
    spans[#spans + 1] = captures and captures.it
      or { first = first, last = last }
  end
  table.sort(spans, function(a, b) return a.first < b.first end)
  return spans
end)

return ships
