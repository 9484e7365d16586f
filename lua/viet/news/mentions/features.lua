--- Places whose name begins with its kind: rivers, islands, airports, border
-- gates, buildings, the seats of organisations.
--
-- They are found before organisations and countries, which may stand inside
-- them: "trụ sở Bộ Quốc phòng", "vịnh Thái Lan". See rules/features.rules.

local holders = require "viet.news.mentions.holders"
local kind_of = require "viet.news.kinds"
local once = require "viet.news.mentions.once"

local features = {}

--- The byte at which a natural feature's own name begins, if that may stand
-- without its kind later; else nil.
local function find_bare(tokens, rule, head, last)
  if rule ~= "features.nature" then return nil end
  local i, j = tokens:at(head.last) + 1, tokens:at(last)
  if j == i and kind_of(tokens, j) ~= "word" then return nil end
  return (tokens:span(i))
end

--- All of them, in order.
-- @param doc  a document
-- @return an array of tables with `first` and `last`, `rule`, `lexicon` (the
--   line of the kind), and `bare`, where a natural feature's own name begins
features.of = once(function(doc)
  local found = holders.of(doc, "features")
  for _, place in ipairs(found) do
    local head = place.captures.head
    place.bare = find_bare(doc.tokens, place.rule, head, place.last)
    place.lexicon = head.entry.source
  end
  return found
end)

return features
