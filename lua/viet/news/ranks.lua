--- RANK: a military rank that a person has here: before a name or a post, or
-- for a person just named ("Đô đốc cho biết"). A rank that is only talked of
-- ("thăng quân hàm thượng tướng") is none. See rules/ranks.rules.

local extractor = require "viet.extractor"
local rules = require "viet.news.rules"

return extractor {
  name = "news.ranks",
  needs = { "zone", "ORG", "COUNTRY", "POST", "DOCUMENT", "NAMED_EVENT" },
  gives = { "RANK" },
  rules = rules.read "ranks",
  action = function(match)
    local rank = match.captures.it
    if match.rule == "ranks.alone" and rank.entry.before_name then
      return match:reject()
    end
    match:add("RANK", { at = "it", id = rank.id, lexicon = rank.entry.source })
  end,
}
