--- The Vietnamese names of a document, wherever they stand: "Phan Văn Giang".
-- Whether each is a person's tells who asks. See rules/full_names.rules.

local rules = require "viet.news.rules"

local set = rules.read "full_names"

local function read(doc)
  local spans = {}
  for first, last in set:matches(doc) do
    spans[#spans + 1] = { first = first, last = last }
  end
  table.sort(spans, function(a, b) return a.first < b.first end)
  return spans
end

local known = setmetatable({}, { __mode = "k" })

--- @param doc  a document with its zones
-- @return an array of tables with `first` and `last`, in order
return function(doc)
  local spans = known[doc]
  if not spans then
    spans = read(doc)
    known[doc] = spans
  end
  return spans
end
