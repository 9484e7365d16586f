--- What rules about lines find, as spans of a layer of its own: for their
-- examples, and to look at with `viet try`.

local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local found = {}
for i, name in ipairs {
  "zones", "date_lines", "head", "bylines", "time_cues",
} do
  found[i] = {
    name = "lines." .. name,
    gives = { "LINE" },
    rules = assert(patterns.read(rules.path(name .. ".rules"))),
  }
end
return found
