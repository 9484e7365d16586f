--- NAMED_EVENT: conferences, exhibitions, games, wars, and anniversaries. See
-- rules/named_events.rules.

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local rules = require "viet.news.rules"
local taken_by = require "viet.news.mentions.taken"

local set = rules.read("named_events", {
  attributes = { "takes", "lower" }, private = { BODY = bodies.of },
  steps = 100000,
})

local capital = { title = true, upper = true, mixed = true }

local LONG = 8  -- tokens

--- Is the phrase behind a head in lower case a name? It needs something
-- capitalised, or many words.
local function is_named(tokens, i, j, rest)
  if j - i + 1 >= LONG then return true end
  for n = tokens:at(rest.first), j do
    if capital[tokens:shape(n)] then return true end
  end
  return false
end

--- All events by start, as spans with the rule.
local function find_all(doc)
  local found, order = {}, {}
  for first, last, captures, rule, i, j in set:matches(doc) do
    local by = captures and captures.by
    if rule ~= "named_events.lower"
       or is_named(doc.tokens, i, j, captures.rest) then
      local one = { first = first, last = last, rule = rule,
                    lexicon = by and by.entry.source }
      found[#found + 1] = one
      order[one] = by and 2 or 1  -- what has a rule of its own goes before
    end
  end
  table.sort(found, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    return order[a] < order[b]
  end)
  return found
end

return rules.give(set, extractor {
  name = "news.named_events",
  needs = { "zone", "DOCUMENT" },
  gives = { "NAMED_EVENT" },
  run = function(doc)
    local taken = taken_by { doc:layer "DOCUMENT" }
    for _, event in ipairs(bodies.outside(doc, find_all(doc), taken)) do
      doc:add("NAMED_EVENT", event)
    end
  end,
})
