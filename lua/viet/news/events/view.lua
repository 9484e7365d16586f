--- A sentence as events see it: who is named, when, where, and the words
-- that tell an event.
--
--     Tại cuộc gặp Thượng tướng A, tối 5-5, Đại tướng B cảm ơn Lào.
--     |phrase 1                  | |date  | |party    |       |party
--              |trigger           in phrase 1
--                  |party         in phrase 1
--
-- A *party* may take part (see events/parties.lua). A *phrase* tells the
-- occasion and ends at a comma: its parties take no part in events outside
-- of it.

local ordered = require "viet.ordered"
local parties = require "viet.news.events.parties"
local sides = require "viet.news.holds.sides"

local View = {}
View.__index = View

--- Asking -------------------------------------------------------------------

-- Layers of which a sentence has the spans, read when first asked for.
local layers = {
  dates = "DATE", places = "PLACE", countries = "COUNTRY",
  named = "NAMED_EVENT", papers = "DOCUMENT",
}

--- The spans of a kind inside the sentence.
-- @param kind  "dates", "places", "countries", "named" or "papers"
function View:within(kind)
  if not self[kind] then
    self[kind] = self.doc:within(layers[kind], self.first, self.last)
  end
  return self[kind]
end

--- The phrase that holds a span, or nil.
function View:phrase_of(span)
  for _, phrase in ipairs(self.phrases) do
    if phrase.first <= span.first and span.last <= phrase.last then
      return phrase
    end
  end
  return nil
end

--- The codes of the countries in the words of a span.
function View:named_countries(span)
  return sides.named_in(self.base.reading, span)
end

--- Does somebody else begin to act between two bytes: a comma and a person?
function View:has_new_subject(first, last)
  for _, party in ipairs(self.parties) do
    if party.is_behind_comma and party.first > first and party.last < last
    then
      return true
    end
  end
  return false
end

--- Is a span part of a mention of any kind?
function View:is_mention(span)
  for _, party in ipairs(self.parties) do
    if party.first <= span.first and span.last <= party.last then
      return true
    end
  end
  for _, kind in ipairs { "places", "dates", "named", "papers" } do
    for _, one in ipairs(self:within(kind)) do
      if one.first <= span.first and span.last <= one.last then return true end
    end
  end
  return false
end

--- Making -------------------------------------------------------------------

--- What is the same for all sentences of a document, and what they tell one
-- another: `visitors` (a side), `visited` (a country), `talks` (a candidate),
-- `partners` (from a person to whom that one met last) and `attended` (an id).
-- @param reading  what sides.read gives
-- @param scene    what events/scene.lua gives
-- @param runs     the names with ranks and posts
function View.prepare(reading, scene, runs)
  local base = {
    doc = reading.doc, reading = reading, scene = scene, runs = runs,
    country_of = {}, holders_of = {}, partners = {}, titled = {},
  }
  for person, country in pairs(reading.countries) do
    base.country_of[person] = country
  end
  for span in reading.doc:each "HOLDS" do
    local person, post = span.person, span.post or ""
    if person then  -- one that others added may have none
      base.country_of[person] = base.country_of[person] or span.country
        or sides.of_office(span.org)
      base.holders_of[post] = base.holders_of[post] or {}
      table.insert(base.holders_of[post], span)
    end
  end
  return base
end

--- The view of one sentence.
-- @param base   what View.prepare gave
-- @param first  its first byte
-- @param last   its last byte
function View.new(base, first, last)
  local self = setmetatable({
    base = base, doc = base.doc, scene = base.scene, first = first,
    last = last, zone = base.doc:zone_at(first), phrases = {}, triggers = {},
    done = {},
  }, View)
  self.parties = parties.collect(base, first, last)
  for phrase in ordered.inside(base.scene.phrases, "first", "last", first,
      last) do
    self.phrases[#self.phrases + 1] = phrase
  end
  return self
end

--- Finds out for whom the words of a sentence stand, once what stands before
-- it has been read.
function View:resolve()
  self.parties = parties.resolve(self.base, self.parties)
  for _, party in ipairs(self.phrases[1] and self.parties or {}) do
    party.phrase = self:phrase_of(party)
  end
end

return View
