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

local entries = {}
for i, rule in ipairs(ORDER) do
  entries[i] = { id = rule, type = rule:match("^%l+") }
end

-- In a line with more words, what is said anywhere in it does not count.
furniture.longest_inside = 60

--- The entry that decides what a line is.
-- @param line of `lines.of`
-- @return a table with `id`, the rule, and `type`; or nil
function furniture.find(line)
  local has = line.has
  if next(has) == nil then return nil end
  for _, entry in ipairs(entries) do
    if has[entry.id] and (entry.id ~= "nav_inside"
        or line.words <= furniture.longest_inside) then
      return entry
    end
  end
  return nil
end

return furniture
