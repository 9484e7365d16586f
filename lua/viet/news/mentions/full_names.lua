--- The Vietnamese names of a document, wherever they stand: "Phan Văn Giang".
-- Whether each is a person's tells who asks. See rules/full_names.rules.

local cascade = require "viet.news.cascade"
local once = require "viet.news.mentions.once"
local rules = require "viet.news.rules"

local full_names = {}

local set = rules.read "full_names"
full_names.rules = set

--- @param doc  a document with its zones
-- @return an array of tables with `first` and `last`, in order
full_names.of = once(function(doc)
  local spans = {}
  for first, last in cascade.matches(set, doc, doc) do
    spans[#spans + 1] = { first = first, last = last }
  end
  table.sort(spans, function(a, b) return a.first < b.first end)
  return spans
end)

return full_names
