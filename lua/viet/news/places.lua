--- PLACE: places by name, by the kind of unit before them (tỉnh, xã), by the
-- kind of feature in their name (sông, sân bay), and foreign words behind
-- "tại" or "ở". The kind of unit stays outside: tỉnh [Khánh Hòa]. See
-- rules/places.rules.

local core = require "viet.core"
local covers = require "viet.news.mentions.covers"
local extractor = require "viet.extractor"
local full_names = require "viet.news.mentions.full_names"
local main_text = require "viet.news.main_text"
local rules = require "viet.news.rules"

local set = rules.read("places", { private = {
  NAME = full_names, FEATURE = covers.features, SHIP = covers.ships,
  CREDIT = covers.photographers,
} })

--- The names of the rules, in the order in which they are served.
local order = {}
for i, rule in ipairs(set:rules()) do order[i] = rule.name end

local Finder = {}
Finder.__index = Finder

--- Adds a place unless one stands there.
function Finder:add(first, last, rule)
  local i, j = self.tokens:at(first), self.tokens:at(last)
  for n = i, j do
    if self.taken[n] then return false end
  end
  for n = i, j do self.taken[n] = true end
  first = rules.start(self.doc, first)
  self.doc:add("PLACE", { first = first, last = last, rule = rule })
  self:remember(first, last)
  return true
end

--- Spellings and spaces in which a name may come again become one.
local unify = core.normalizer {
  invalid = "replace", spaces = true, align = true,
}

--- Notes the name of a place, which may come again.
function Finder:remember(first, last)
  local name = unify(self.doc.text:sub(first, last))
  if not self.names[name] then
    self.names[name] = true
    self.names[#self.names + 1] = name
  end
end

function Finder:add_features()
  for _, place in ipairs(covers.features(self.doc)) do
    self:add(place.first, place.last, place.rule)
    if place.bare then self:remember(place.bare, place.last) end
  end
end

--- Adds the places of a list up to one that is none: "các xã A, B và C".
function Finder:add_list(list, rule)
  for _, place in ipairs(list) do
    if not self:add(place.first, place.last, rule) then return end
    rule = "places.in_list"
  end
end

local serve = {}

serve["places.behind_unit"] = function(self, captures)
  self:add(captures.it.first, captures.it.last, captures.unit.entry.source)
end

serve["places.behind_units"] = function(self, captures)
  self:add_list(captures.it, captures.unit.entry.source)
end

serve["places.known"] = function(self, captures)
  local place = captures.it
  self:add(place.first, place.last, place.entry.source)
end

serve["places.building"] = function(self, captures)
  if captures.it.id == "building" then
    serve["places.known"](self, captures)
  end
end

serve["places.behind_tai"] = function(self, captures)
  self:add_list(captures.it, "places.behind_tai")
end

--- Names that this page has as places already ------------------------------------

--- What a place that comes again must not stand in.
local covering = { "ORG", "COUNTRY", "POST", "RANK", "DOCUMENT",
                   "NAMED_EVENT", "PLACE" }

local function is_covered(doc, first, last)
  for _, layer in ipairs(covering) do
    for _, byte in ipairs { first, last } do
      if doc:at(layer, byte) then return true end
    end
  end
  return false
end

--- Does one of the spans, in order, touch a stretch?
local function touches(spans, first, last)
  for _, span in ipairs(spans) do
    if span.first > last then return false end
    if span.last >= first then return true end
  end
  return false
end

--- The tokens from first to last, if they are whole ones.
local function whole_tokens(tokens, first, last)
  local i, j = tokens:at(first), tokens:at(last)
  return tokens:span(i) == first and select(2, tokens:span(j)) == last
    and j - i < 4
end

local capitals = { title = true, upper = true, mixed = true }

--- Is a stretch in the main text?
local function is_main(doc, first, last)
  for _, lines in pairs(main_text(doc)) do
    if touches(lines, first, last) then return true end
  end
  return false
end

--- Is what stands there, in the main text, free for a place?
function Finder:is_free(first, last)
  local doc, tokens = self.doc, self.tokens
  return whole_tokens(tokens, first, last)
    and not self.taken[tokens:at(first)] and not self.taken[tokens:at(last)]
    and capitals[tokens:shape(tokens:at(first))]
    and is_main(doc, first, last) and not is_covered(doc, first, last)
    and not touches(full_names(doc), first, first)
    and not touches(covers.ships(doc), first, last)
    and not touches(covers.photographers(doc), first, last)
end

--- Adds a name wherever it comes again.
-- @param text  the unified text, and its alignment
function Finder:add_name(name, text, map)
  local first, last = text:find(name, 1, true)
  while first do
    local from, to = map:source(first, last)
    if self:is_free(from, to) then self:add(from, to, "places.again") end
    first, last = text:find(name, last + 1, true)
  end
end

--- Adds names that come again, longer ones first.
function Finder:add_again()
  if #self.names == 0 then return end
  table.sort(self.names, function(a, b)
    return #a > #b or #a == #b and a < b
  end)
  local text, map = unify(self.doc.text)
  for _, name in ipairs(self.names) do self:add_name(name, text, map) end
end

return extractor {
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
    self:add_again()
  end,
}
