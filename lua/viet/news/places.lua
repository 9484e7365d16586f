--- PLACE: places by name, by the kind of unit before them (tỉnh, xã), by the
-- kind of feature in their name (sông, sân bay), and foreign words behind
-- "tại" or "ở". The kind of unit stays outside: tỉnh [Khánh Hòa].

local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local features = require "viet.news.mentions.features"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"
local phrase = require "viet.news.mentions.phrase"
local ships = require "viet.news.mentions.ships"

local element = phrase.element

local Finder = {}
Finder.__index = Finder

function Finder:add(i, last, rule)
  local page = self.page
  if not last or last < i or page:touches(self.covered, i, last) then
    return false
  end
  local span = page:add(self.doc, "PLACE", i, last, { rule = rule })
  for n = i, last do self.covered[n] = span end
  self.known[page:text(i, last)] = true
  return true
end

function Finder:add_features()
  for _, place in ipairs(features.find(self.page)) do
    self:add(place.first, place.last, place.rule)
    if place.bare then
      self.known[self.page:text(place.bare, place.last)] = true
    end
  end
end

--- Does the token continue a place's name?
function Finder:is_part(i)
  return element.names(self.page, i) and not self.covered[i]
    and self.page.kind[i] ~= "number"
end

local directions = { ["bắc"] = true, ["nam"] = true, ["đông"] = true,
                     ["tây"] = true }

--- The end of the capitalised words from i: as many as the lexicon knows,
-- else up to three.
function Finder:name_at(i)
  local page = self.page
  local known, lower = page:hit(i, "PLACE"), page:hit(i, "PLACE_LOWER")
  if lower and lower.last > (known and known.last or 0) then known = lower end
  if known and page:is_capital(i) then return known.last end
  if page.kind[i] == "word" and page.shape[i] == "title" then
    local last = names.run(page, i)
    return last and last - i >= 2 and page.kind[i + 1] == "word" and i or last
  end
  if directions[page.key[i]] and not self:is_part(i + 1) then return nil end
  local last = i - 1
  while last - i < 2 and self:is_part(last + 1) do last = last + 1 end
  while page:is_dash(last + 1) and not page.spaced[last + 1]
    and self:is_part(last + 2) do last = last + 2 end
  return last >= i and last or nil
end

--- Units of which a list may follow: "các xã A, B và C".
local plurals = { ["hai"] = true, ["ba"] = true, ["các"] = true,
                  ["2"] = true, ["3"] = true, ["những"] = true }

function Finder:add_list(last)
  local page = self.page
  while page.word[last + 1] == "," or page.key[last + 1] == "và" do
    local i = last + 2
    last = self:name_at(i)
    if not last or not self:add(i, last, "places.in_list") then return end
  end
end

local longer = { COMPOUND = true, WORD = true, PLACE_UNIT = true,
                 ORG_HEAD = "capital" }

--- Behind "tỉnh", "xã", "bang", "thủ đô".
function Finder:add_units()
  local page = self.page
  for i = 1, page.count do
    local unit = not self.covered[i] and not page:is_inside(i, longer)
      and page:hit(i, "PLACE_UNIT")
    local saigon = page:hit(i, "PLACE_LOWER")
    if unit and not (saigon and saigon.last > unit.last) then
      local at = unit.last + 1
      local last = self:name_at(at)
      local is_new = last and self:add(at, last, unit.entry.source)
      if is_new and page:is(i - 1, plurals) then self:add_list(last) end
    end
  end
end

--- Places of the lexicon, the longest at each token, unless it is a part of a
-- person's name.
function Finder:add_known()
  local page, people = self.page, names.covered(self.page)
  for i = 1, page.count do
    local hit = page:is_capital(i) and page:hit(i, "PLACE")
    local lower = page:hit(i, "PLACE_LOWER")
    if lower and not (hit and hit.last > lower.last) then hit = lower end
    local is_name = hit and (hit.entry.id == "building"
      or page:is_capital(hit.last))
    if is_name and not people[i] then
      self:add(i, hit.last, hit.entry.source)
    end
  end
end

local before_places = { ["tại"] = true, ["ở"] = true }

--- Foreign names behind "tại" and "ở".
function Finder:add_unknown()
  local page = self.page
  for i = 1, page.count - 1 do
    local at = i + 1
    if before_places[page.key[i]] and page.kind[at] == "word"
       and page:is_capital(at) and page.shape[at] ~= "upper" then
      local last = self:name_at(at)
      if self:add(at, last, "places.behind_tai") then self:add_list(last) end
    end
  end
end

--- Names that this page has as places already.
function Finder:add_again()
  local page, people = self.page, names.covered(self.page)
  for i = 1, page.count do
    for last = i + 3, i, -1 do
      if page:is_capital(i) and last <= page.count and not people[i]
         and not self.covered[i] and self.known[page:text(i, last)] then
        self:add(i, last, "places.again")
      end
    end
  end
end

return extractor {
  name = "news.places",
  needs = { "zone", "ORG", "COUNTRY", "POST", "RANK", "DOCUMENT",
            "NAMED_EVENT" },
  gives = { "PLACE" },
  run = function(doc)
    local page = page_of(doc)
    local self = setmetatable({
      doc = doc, page = page, known = {},
      covered = page:covered(doc, { "ORG", "COUNTRY", "POST", "RANK",
                                    "DOCUMENT", "NAMED_EVENT" }),
    }, Finder)
    credits.cover(page, self.covered)
    ships.cover(page, self.covered)
    self:add_features()
    self:add_units()
    self:add_known()
    self:add_unknown()
    self:add_again()
  end,
}
