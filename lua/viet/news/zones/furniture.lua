--- What stands on a page beside the article (menus, boxes of other articles,
-- buttons, credits), recognised by its words: rules/zones.rules.
--
-- A rule that begins with "box", "nav" and so on makes its line an entry of
-- that type. Of several that hold, words that are all of a line decide, then
-- its label, then how it begins or ends.

local furniture = {}

-- The rules in that order.
local ORDER = {
  "box_line", "comments_line", "nav_line", "meta_line", "section_line",
  "related_label", "nav_label", "credit_label", "credit_photo",
  "related_start", "meta_start", "nav_start", "caption_start",
  "section_end", "nav_inside",
}

local entries, ranks = {}, {}
for i, rule in ipairs(ORDER) do
  entries[i] = { id = rule, type = rule:match("^%l+") }
  ranks[rule] = i
end

-- In a line with more words, what is said anywhere in it does not count.
furniture.longest_inside = 60

--- The entry that decides what a line is.
-- @param line of `lines.of`
-- @return a table with `id`, the rule, and `type`; or nil
function furniture.find(line)
  local best
  for rule in pairs(line.has) do
    local rank = ranks[rule]
    if rank and (not best or rank < best) and (rule ~= "nav_inside"
        or line.words <= furniture.longest_inside) then
      best = rank
    end
  end
  return best and entries[best]
end

return furniture
