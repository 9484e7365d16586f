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
-- of it. All have `from` and `to` (tokens) beside `first` and `last`.

local core = require "viet.core"
local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"
local ordered = require "viet.ordered"
local parties = require "viet.news.events.parties"
local sides = require "viet.news.holds.sides"

local covers = ordered.covers

local View = {}
View.__index = View

local triggers

--- Gives a span-like table its tokens.
local function with_tokens(doc, item)
  item.from = item.from or doc.tokens:at(item.first)
  item.to = item.to or doc.tokens:at(item.last)
  return item
end

--- Phrases and triggers -----------------------------------------------------

--- Does a comma part a place from its country: "Brussels, Bỉ"?
local function is_inside_place(self, token)
  for _, place in ipairs(self.places) do
    for _, party in ipairs(self.parties) do
      if place.to == token - 1 and party.from == token + 1
          and party.kind == "country" then
        return true
      end
    end
  end
  return false
end

--- The last token of a phrase that opens at `token`: the one before the
-- next comma or semicolon that is not inside a party.
local function find_phrase_end(self, token)
  for i = token, self.to do
    local text = self.doc.tokens:text(i)
    if (text == "," or text == ";") and not covers(self.parties, i, i)
        and not is_inside_place(self, i) then
      return i - 1
    end
  end
  return self.to
end

--- Is a token the first of a clause: after a comma, or where the sentence
-- begins?
local function opens_clause(self, token)
  if token == self.from then return true end
  local before = self.doc.tokens:text(token - 1)
  return before == "," or before == ";" or before == "-"
    or self.doc.tokens:key(token - 1) == "và"
end

--- "gặp bên lề với A" tells how they met, not on which occasion.
local function is_manner(self, cue)
  return self:key(cue.to) == "lề" and self:key(cue.to + 1) == "với"
end

local function collect_phrases(self)
  local phrases, token = {}, self.from
  while token <= self.to do
    local cue = self.marks:starting("CONTEXT", token)
    if cue and not covers(self.parties, token, token)
        and not is_manner(self, cue) then
      local phrase = {
        from = token, to = find_phrase_end(self, cue.to + 1), cue = cue,
        fronted = opens_clause(self, token),
      }
      phrases[#phrases + 1] = phrase
      token = phrase.to
    end
    token = token + 1
  end
  return phrases
end

local function collect_triggers(self)
  local list = {}
  for first, last, id, kind, entry in triggers:matches(self.doc.tokens) do
    if kind ~= "NONE" then
      local trigger = with_tokens(self.doc, {
        first = first, last = last, id = id, type = kind, entry = entry,
      })
      if entry.mark then
        trigger.end_of_mark = trigger.from + entry.mark - 1
      end
      list[#list + 1] = trigger
    end
  end
  return list
end

--- Asking -------------------------------------------------------------------

--- The spans of a layer inside the sentence, with their tokens.
function View:within(layer)
  local found = {}
  for i, span in ipairs(self.doc:within(layer, self.first, self.last)) do
    found[i] = with_tokens(self.doc, {
      first = span.first, last = span.last, id = span.id, span = span,
      value = span.value,
    })
  end
  return found
end

function View:text(token) return self.doc.tokens:text(token) end

function View:key(token)
  if token < self.from or token > self.to then return "" end
  return self.doc.tokens:key(token)
end

--- What of an item's last token stands behind the item itself.
function View:rest_of_token(item)
  local _, last = self.doc.tokens:span(item.to)
  return core.normalize(self.doc.text:sub(item.last + 1, last),
    { invalid = "replace" })
end

--- The phrase that holds the tokens of an item, or nil.
function View:phrase_of(item)
  for _, phrase in ipairs(self.phrases) do
    if phrase.from <= item.from and item.to <= phrase.to then
      return phrase
    end
  end
  return nil
end

--- The number of tokens between two, those of names and dates left out.
function View:distance(from, to)
  local count = 0
  for i = from + 1, to - 1 do
    if not covers(self.parties, i, i) and not covers(self.dates, i, i)
        and not covers(self.places, i, i) then
      count = count + 1
    end
  end
  return count
end

--- Is one of the texts a token between two tokens, outside of parties?
function View:has_between(from, to, texts)
  for i = from + 1, to - 1 do
    if texts[self:text(i)] and not covers(self.parties, i, i)
        and not covers(self.dates, i, i) then
      return i
    end
  end
  return nil
end

--- The first trigger between two tokens, or nil.
function View:trigger_between(from, to)
  for _, trigger in ipairs(self.triggers) do
    if trigger.from > from and trigger.to < to then return trigger end
  end
  return nil
end

--- The codes of the countries in the words of a span.
function View:named_countries(span)
  return sides.named_in(self.reading, span.span or span)
end

--- Is the token part of a mention of any kind?
function View:is_mention(token)
  return self:is_name(token) or covers(self.named, token, token)
    or covers(self.papers, token, token)
end

--- The first party between two tokens, or nil.
function View:party_between(from, to)
  for _, party in ipairs(self.parties) do
    if party.from > from and party.to < to then return party end
  end
  return nil
end

--- Is a country only where something happens or someone goes: "tại Lào",
-- "Brussels, Bỉ"?
function View:is_location(party)
  if party.kind ~= "country" then return false end
  if self.marks:ending("AT", party.from - 1)
      or self.marks:ending("GO", party.from - 1) then
    return true
  end
  local text = self:text(math.max(party.from - 1, self.from))
  for _, place in ipairs(self.places) do
    if place.to == party.from - 2 and (text == "," or text == "(") then
      return true
    end
  end
  return false
end

--- Is the token part of a party, a place or a date?
function View:is_name(token)
  return covers(self.parties, token, token)
    or covers(self.places, token, token)
    or covers(self.dates, token, token)
end

--- Making -------------------------------------------------------------------

--- What is the same for all sentences of a document.
-- @param reading  what sides.read gives
-- @return a table to make views from
function View.prepare(reading)
  triggers = triggers
    or assert(gazetteer.read(data.path "triggers.tsv"))
  local doc = reading.doc
  local base = {
    reading = reading, doc = doc, marks = require "viet.news.holds.cues".of(doc),
    country_of = {}, titles_of = {}, all_titles = {}, holders_of = {},
  }
  for person, country in pairs(reading.countries) do
    base.country_of[person] = country
  end
  for span in doc:each "HOLDS" do
    base.country_of[span.person] = base.country_of[span.person]
      or span.country or sides.of_office(span.org)
    local post = span.post or ""
    base.holders_of[post] = base.holders_of[post] or {}
    table.insert(base.holders_of[post], span)
  end
  for _, run in ipairs(reading.runs) do
    local titles = base.titles_of[run.person.id] or {}
    for _, post in ipairs(run.posts) do
      local token, words = doc.tokens:at(post.span.first), {}
      for i = token, math.min(token + 3, doc.tokens:at(post.span.last)) do
        words[#words + 1] = doc.tokens:key(i)
        local head = table.concat(words, " ")
        titles[head], base.all_titles[head] = true, true
      end
    end
    base.titles_of[run.person.id] = titles
  end
  base.all_triggers = collect_triggers(base)
  return base
end

--- The view of one sentence.
-- @param base   what View.prepare gave
-- @param first  its first byte
-- @param last   its last byte
function View.new(base, first, last)
  local self = setmetatable({}, {
    __index = function(_, key)
      local value = View[key]
      if value == nil then value = base[key] end
      return value
    end,
  })
  self.first, self.last, self.base = first, last, base
  self.from = self.doc.tokens:at(first)
  self.to = self.doc.tokens:at(last)
  self.zone = self.doc:zone_at(first)
  self.dates = self:within "DATE"
  self.places = self:within "PLACE"
  self.named = self:within "NAMED_EVENT"
  self.papers = self:within "DOCUMENT"
  self.posts = self:within "POST"
  self.parties = parties.collect(self)
  self.phrases = collect_phrases(self)
  self.triggers = {}
  for trigger in ordered.inside(self.all_triggers, "from", "to", self.from,
      self.to) do
    self.triggers[#self.triggers + 1] = trigger
  end
  self.done = {}
  return self
end

return View
