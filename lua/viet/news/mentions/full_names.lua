--- The Vietnamese names of a document, wherever they stand: "Phan Văn Giang".
-- Whether each is a person's tells who asks. See rules/full_names.rules.

local once = require "viet.news.mentions.once"
local rules = require "viet.news.rules"

local set = rules.read "full_names"

--- @param doc  a document with its zones
-- @return an array of tables with `first` and `last`, in order
return once(function(doc)
  local spans = {}
  for first, last in set:matches(doc) do
    spans[#spans + 1] = { first = first, last = last }
  end
  table.sort(spans, function(a, b) return a.first < b.first end)
  return spans
end)
