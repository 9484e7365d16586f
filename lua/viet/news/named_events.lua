--- NAMED_EVENT: conferences, exhibitions, games, wars, and anniversaries. See
-- rules/named_events.rules.

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local holders = require "viet.news.mentions.holders"
local taken_by = require "viet.news.mentions.taken"

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

--- Is an event before another one? What has a rule of its own goes before
-- what begins with a word of the lexicon.
local function is_before(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return not a.lexicon and b.lexicon ~= nil
end

--- All events by start, as spans with the rule.
local function find_all(doc)
  local found = {}
  for _, match in ipairs(holders.of(doc, "named_events")) do
    local captures = match.captures
    local by = captures and captures.by
    if match.rule ~= "named_events.lower" or is_named(doc.tokens,
        match.first_token, match.last_token, captures.rest) then
      found[#found + 1] = { first = match.first, last = match.last,
        rule = match.rule, lexicon = by and by.entry.source }
    end
  end
  table.sort(found, is_before)
  return found
end

return extractor {
  name = "news.named_events",
  needs = { "zone", "DOCUMENT" },
  gives = { "NAMED_EVENT" },
  run = function(doc)
    local taken = taken_by { doc:layer "DOCUMENT" }
    for _, event in ipairs(bodies.outside(doc, find_all(doc), taken)) do
      doc:add("NAMED_EVENT", event)
    end
  end,
}
