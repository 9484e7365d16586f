--- Places whose name begins with its kind: rivers, islands, airports, border
-- gates, buildings, the seats of organisations.
--
-- They are found before organisations and countries, which may stand inside
-- them: "trụ sở Bộ Quốc phòng", "vịnh Thái Lan". See rules/features.rules.

local bodies = require "viet.news.mentions.bodies"
local cascade = require "viet.news.cascade"
local full_names = require "viet.news.mentions.full_names"
local kind_of = require "viet.news.kinds"
local once = require "viet.news.mentions.once"
local rules = require "viet.news.rules"

local features = {}

local set = rules.read("features", {
  attributes = { "takes", "lower" },
  private = { NAME = full_names.of, BODY = bodies.of },
})
features.rules = set

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
  local found = {}
  for first, last, captures, rule in cascade.matches(set, doc, doc) do
    local head = captures.head
    found[#found + 1] = {
      first = first, last = last, rule = rule, lexicon = head.entry.source,
      bare = find_bare(doc.tokens, rule, head, last),
    }
  end
  return found
end)

return features
