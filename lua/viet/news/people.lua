--- PERSON: names of people. A run of capitalised words is one where a rank, a
-- post, a form of address or a role stands before it, where a post follows
-- in apposition, and where the page has named the person before; a Vietnamese
-- surname is enough by itself. Photographers are named in credits. See
-- rules/people.rules.

local covers = require "viet.news.mentions.covers"
local extractor = require "viet.extractor"
local full_names = require "viet.news.mentions.full_names"
local kind_of = require "viet.news.kinds"
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
  for n = i, j do
    if self.taken[n] then return n - 1 end
  end
  return j
end

--- Adds a name, or what of it is left.
function Finder:add(first, last, rule)
  local i, j = self.tokens:at(first), self.tokens:at(last)
  local clipped, kind = self:clip(i, j), of_words[rule]
  if clipped < i or kind and clipped == i
     or kind == "whole" and clipped < j then return end
  if clipped < j then last = select(2, self.tokens:span(clipped)) end
  for n = i, clipped do self.taken[n] = true end
  self.doc:add("PERSON", {
    first = rules.start(self.doc, first), last = last, rule = rule,
  })
  self.found[#self.found + 1] = { first = i, last = clipped }
end

--- Is the token a foreign word that names a person by itself?
local function is_alias(tokens, i)
  local first, last = tokens:span(i)
  return kind_of(tokens, i) == "word" and last - first >= 3
end

--- The keys of the words of each name found, by the first and by the last
-- word that is no Vietnamese syllable.
function Finder:collect_aliases()
  local tokens, aliases = self.tokens, {}
  for _, name in ipairs(self.found) do
    for _, i in ipairs { name.first, name.last } do
      if is_alias(tokens, i) then aliases[tokens:key(i)] = true end
    end
  end
  return aliases
end

--- Rules whose matches are a name only if more is known.
local filters = {}

--- Behind a name that was found.
filters["people.in_pair"] = function(self, matches)
  local ends, kept = {}, {}
  for _, name in ipairs(self.found) do ends[name.last] = true end
  for _, match in ipairs(matches) do
    if ends[match.first_token - 1] then kept[#kept + 1] = match end
  end
  return kept
end

--- Words that stand for a person once it was named.
filters["people.by_alias"] = function(self, matches)
  local aliases, kept = self:collect_aliases(), {}
  for _, match in ipairs(matches) do
    if aliases[self.tokens:key(match.first_token)] then
      kept[#kept + 1] = match
    end
  end
  return kept
end

--- The matches of each rule.
local function find_all(doc)
  local matches = {}
  for _, name in ipairs(order) do matches[name] = {} end
  for _, _, captures, rule, first_token in set:matches(doc) do
    local list = matches[rule]
    list[#list + 1] = {
      first = captures.it.first, last = captures.it.last,
      first_token = first_token,
    }
  end
  return matches
end

return rules.give(set, extractor {
  name = "news.people",
  needs = { "zone", "ORG", "COUNTRY", "POST", "RANK", "PLACE", "DOCUMENT",
            "NAMED_EVENT" },
  gives = { "PERSON" },
  run = function(doc)
    local self = setmetatable({
      doc = doc, tokens = doc.tokens, taken = {}, found = {},
    }, Finder)
    local matches = find_all(doc)
    for _, rule in ipairs(order) do
      local list = matches[rule]
      if filters[rule] then list = filters[rule](self, list) end
      for _, match in ipairs(list) do
        self:add(match.first, match.last, rule)
      end
    end
  end,
})
