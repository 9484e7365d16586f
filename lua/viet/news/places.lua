--- PLACE: places by name, by the kind of unit before them (tỉnh, xã), by the
-- kind of feature in their name (sông, sân bay), and foreign words behind
-- "tại" or "ở". The kind of unit stays outside: tỉnh [Khánh Hòa]. See
-- rules/places.rules.

local core = require "viet.core"
local covers = require "viet.news.mentions.covers"
local extractor = require "viet.extractor"
local extractor_rules = require "viet.extractor.rules"
local full_names = require "viet.news.mentions.full_names"
local main_text = require "viet.news.main_text"
local rules = require "viet.news.rules"
local taken_by = require "viet.news.mentions.taken"

local set = rules.read("places", { private = {
  NAME = full_names.of, FEATURE = covers.features, SHIP = covers.ships,
  CREDIT = covers.photographers,
} })

--- The names of the rules, in the order in which they are served.
local order = {}
for i, rule in ipairs(set:rules()) do order[i] = rule.name end

local Finder = {}
Finder.__index = Finder

--- Adds a place unless one stands there.
-- @param line  the line of the lexicon that it rests on, or nil
function Finder:add(first, last, rule, line)
  local i, j = self.tokens:at(first), self.tokens:at(last)
  for n = i, j do
    if self.taken[n] then return false end
  end
  for n = i, j do self.taken[n] = true end
  first = rules.start(self.doc, first)
  -- with what `add` sets, so that the table has room for it
  self.doc:add("PLACE", {
    type = "PLACE", first = first, last = last, rule = rule, lexicon = line,
  })
  self:remember(first, last)
  return true
end

--- Spellings and spaces in which a name may come again become one.
local unify = core.normalizer {
  invalid = "replace", spaces = true, align = true,
}

local NO_BREAK = "\194\160"

--- Does a text have marks that stand by themselves, so that letters have more
-- than one spelling? They begin with the byte 204.
local function has_marks(text) return text:find("\204", 1, true) end

--- Notes the name of a place, which may come again.
function Finder:remember(first, last)
  local name = self.doc.text:sub(first, last)
  if has_marks(name) or name:find(NO_BREAK, 1, true) then
    name = unify(name)
  end
  if not self.names[name] then
    self.names[name] = true
    self.names[#self.names + 1] = name
  end
end

function Finder:add_features()
  for _, place in ipairs(covers.features(self.doc)) do
    self:add(place.first, place.last, place.rule, place.lexicon)
    if place.bare then self:remember(place.bare, place.last) end
  end
end

--- Adds the places of a list up to one that is none: "các xã A, B và C".
function Finder:add_list(list, rule, line)
  for _, place in ipairs(list) do
    if not self:add(place.first, place.last, rule, line) then return end
  end
end

local serve = {}

serve["places.behind_unit"] = function(self, captures)
  self:add(captures.it.first, captures.it.last, "places.behind_unit",
    captures.unit.entry.source)
end

serve["places.behind_units"] = function(self, captures)
  self:add_list(captures.it, "places.behind_units",
    captures.unit.entry.source)
end

local function add_known(self, place, rule)
  self:add(place.first, place.last, rule, place.entry.source)
end

serve["places.known"] = function(self, captures)
  add_known(self, captures.it, "places.known")
end

serve["places.building"] = function(self, captures)
  if captures.it.id == "building" then
    add_known(self, captures.it, "places.building")
  end
end

serve["places.behind_tai"] = function(self, captures)
  self:add_list(captures.it, "places.behind_tai")
end

--- Names that this page has as places already ------------------------------------

local capitals = { title = true, upper = true, mixed = true }

--- Do whole tokens stand there, up to four, the first one with a capital?
local function is_name(tokens, first, last)
  local i, j = tokens:at(first), tokens:at(last)
  return tokens:span(i) == first and select(2, tokens:span(j)) == last
    and j - i < 4 and capitals[tokens:shape(i)]
end

--- What a place that comes again must not stand in.
local function find_taken(doc)
  return taken_by {
    doc:layer "ORG", doc:layer "COUNTRY", doc:layer "POST", doc:layer "RANK",
    doc:layer "DOCUMENT", doc:layer "NAMED_EVENT", covers.ships(doc),
    covers.photographers(doc),
  }
end

--- The lines of the main text, each kind for itself.
local function find_lines(doc)
  local lines = main_text(doc)
  return taken_by { lines.marked, lines.cased, lines.plain }
end

--- Adds a place that comes again, if it is free.
function Finder:add_again(first, last)
  local doc, tokens = self.doc, self.tokens
  local i, j = tokens:at(first), tokens:at(last)
  if self.taken[i] or self.taken[j] or not is_name(tokens, first, last) then
    return
  end
  self.lines = self.lines or find_lines(doc)
  self.others = self.others or find_taken(doc)
  self.people = self.people or taken_by { full_names.of(doc) }
  if not self.lines:is_free(first, last) and self.others:is_free(first, last)
     and self.people:is_free(first, first) then
    self:add(first, last, "places.again")
  end
end

--- What is behind the first word of a name, as a pattern in which spaces may be
-- no-break spaces.
local function tail_pattern(tail)
  return "^" .. tail:gsub("%p", "%%%0"):gsub(" ", "[ \194]\160?")
end

--- Finds a name in a text with no-break spaces, as string.find does.
local function find_words(text, name, from)
  local head, tail = name:match "^([^ ]+)( .*)$"
  if not head then return text:find(name, from, true) end
  local pattern = tail_pattern(tail)
  local first, last = text:find(head, from, true)
  while first do
    local _, stop = text:find(pattern, last + 1)
    if stop then return first, stop end
    first, last = text:find(head, last + 1, true)
  end
end

local function find_plain(text, name, from) return text:find(name, from, true) end

--- Adds a name wherever it comes again.
-- @param find  finds it from a byte on
-- @param text  the text, perhaps unified, and then its alignment
function Finder:add_name(name, find, text, map)
  local first, last = find(text, name, 1)
  while first do
    if map then
      self:add_again(map:source(first, last))
    else
      self:add_again(first, last)
    end
    first, last = find(text, name, last + 1)
  end
end

--- Adds names that come again, longer ones first.
function Finder:add_names()
  table.sort(self.names, function(a, b)
    return #a > #b or #a == #b and a < b
  end)
  local text, find, map = self.doc.text, find_plain, nil
  if has_marks(text) then
    text, map = unify(text)
  elseif text:find(NO_BREAK, 1, true) then
    find = find_words
  end
  for _, name in ipairs(self.names) do
    self:add_name(name, find, text, map)
  end
end

local places = rules.give(set, extractor {
  name = "news.places",
  needs = { "zone", "ORG", "COUNTRY", "POST", "RANK", "DOCUMENT",
            "NAMED_EVENT" },
  gives = { "PLACE" },
  run = function(doc)
    local self = setmetatable({
      doc = doc, tokens = doc.tokens, taken = {}, names = {},
    }, Finder)
    self:add_features()
    local matches = {}
    for _, _, captures, rule in set:matches(doc) do
      matches[rule] = matches[rule] or {}
      table.insert(matches[rule], captures)
    end
    for _, rule in ipairs(order) do
      for _, captures in ipairs(matches[rule] or {}) do
        serve[rule](self, captures)
      end
    end
    self:add_names()
  end,
})

extractor_rules.decide(places.rules, {
  file = "viet/news/places.lua", reads = order, "places.again",
})

return places
