--- The Vietnamese names of a document, wherever they stand: "Phan Văn Giang".
-- Whether each is a person's tells who asks. See rules/full_names.rules.

local once = require "viet.news.mentions.once"
local wholes = require "viet.news.mentions.wholes"

local full_names = {}

--- @param doc  a document with its zones
-- @return an array of tables with `first` and `last`, in order
full_names.of = once(function(doc)
  local names = wholes.of(doc, "full_names")
  table.sort(names, function(a, b) return a.first < b.first end)
  return names
end)

return full_names
