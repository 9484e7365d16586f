--- What tells the year of an article, as spans of a layer of its own: for the
-- examples of years.rules, and to look at with `viet try`.

local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

return {
  name = "years",
  gives = { "YEAR" },
  rules = assert(patterns.read(rules.path "years.rules")),
}
