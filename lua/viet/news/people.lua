--- PERSON: names of people. A run of capitalised words is one where a rank, a
-- post, a form of address or a role stands before it, where a post follows
-- in apposition, and where the page has named the person before; a Vietnamese
-- surname is enough by itself. Photographers are named in credits. See
-- rules/people.rules.

local covers = require "viet.news.mentions.covers"
local extractor = require "viet.extractor"
local full_names = require "viet.news.mentions.full_names"
local rules = require "viet.news.rules"

local set = rules.read("people", { private = {
  NAME = full_names.of, SHIP = covers.ships, CREDIT = covers.photographers,
} })

--- The names of the rules, in the order in which they are served.
local order = {}
for i, rule in ipairs(set:rules()) do order[i] = rule.name end

local Finder = {}
Finder.__index = Finder

--- Rules that find any words, at least two of them, and those that look at
-- what follows, so that their names may not be cut.
local of_words = {
  ["people.before_post"] = "whole", ["people.before_saying"] = "whole",
  ["people.after_name"] = true, ["people.in_pair"] = true,
}

--- Where a name ends before one that was found earlier.
-- @return its last token, less than i where nothing of it is left
function Finder:clip(i, j)
  local taken = self.taken
  for n = i, j do
    if taken[n] then return n - 1 end
  end
  return j
end

--- Adds a name, or what of it is left.
-- @param i, j  its first and last token
function Finder:add(i, j, rule)
  local clipped, kind = self:clip(i, j), of_words[rule]
  if clipped < i or kind and clipped == i
     or kind == "whole" and clipped < j then return end
  for n = i, clipped do self.taken[n] = true end
  local first, last = self.tokens:span(i)
  if clipped > i then last = select(2, self.tokens:span(clipped)) end
  -- with what `add` sets, so that the table has room for it
  self.doc:add("PERSON", {
    type = "PERSON", first = rules.start(self.doc, first), last = last,
    rule = rule, extractor = self.doc.running,
  })
  self.ends[clipped] = i
end

--- Rules whose matches are a name only if more is known: functions that return
-- whether it is, by its first token.
local filters = {}

--- Behind a name that was found.
filters["people.in_pair"] = function(self)
  local ends = {}
  for last in pairs(self.ends) do ends[last] = true end
  return function(i) return ends[i - 2] end
end

local SHORTEST_ALIAS = 4  -- bytes

--- Words that stand for a person once it was named: the first and the last word
-- of a name, unless it is a Vietnamese syllable.
filters["people.by_alias"] = function(self)
  local tokens, aliases = self.tokens, {}
  for last, first in pairs(self.ends) do
    aliases[tokens:key(first)], aliases[tokens:key(last)] = true, true
  end
  return function(i)
    local key = tokens:key(i)
    return #key >= SHORTEST_ALIAS and aliases[key]
  end
end

--- The first and last tokens of the matches of each rule, in one list.
local function find_all(doc)
  local tokens, matches = doc.tokens, {}
  for _, _, captures, rule, i, j in set:matches(doc) do
    local list = matches[rule]
    if not list then
      list = {}
      matches[rule] = list
    end
    if captures then
      local it = captures.it
      i, j = tokens:at(it.first), tokens:at(it.last)
    end
    list[#list + 1], list[#list + 2] = i, j
  end
  return matches
end

--- Adds what a rule has found.
function Finder:serve(rule, list)
  local is_name = filters[rule] and filters[rule](self)
  for k = 1, #list, 2 do
    if not is_name or is_name(list[k]) then
      self:add(list[k], list[k + 1], rule)
    end
  end
end

return rules.give(set, extractor {
  name = "news.people",
  needs = { "zone", "ORG", "COUNTRY", "POST", "RANK", "PLACE", "DOCUMENT",
            "NAMED_EVENT" },
  gives = { "PERSON" },
  run = function(doc)
    local self = setmetatable({
      doc = doc, tokens = doc.tokens, taken = {},
      ends = {},  -- of each name that was found its first token, by the last
    }, Finder)
    local matches = find_all(doc)
    for _, rule in ipairs(order) do
      if matches[rule] then self:serve(rule, matches[rule]) end
    end
  end,
})
