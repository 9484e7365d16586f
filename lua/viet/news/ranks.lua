--- RANK: a military rank that a person has here: before a name or a post, or
-- for a person just named ("Đô đốc cho biết"). A rank that is only talked of
-- ("thăng quân hàm thượng tướng") is none. See rules/ranks.rules.

local extractor = require "viet.extractor"
local rules = require "viet.news.rules"

local set = rules.read "ranks"

return rules.give(set, extractor {
  name = "news.ranks",
  needs = { "zone", "ORG", "COUNTRY", "POST", "DOCUMENT", "NAMED_EVENT" },
  gives = { "RANK" },
  run = function(doc)
    for _, _, captures, rule in set:matches(doc) do
      local rank = captures.it
      if rule ~= "ranks.alone" or not rank.entry.before_name then
        doc:add("RANK", {
          first = rank.first, last = rank.last, id = rank.id,
          rule = rule, lexicon = rank.entry.source,
        })
      end
    end
  end,
})
