--- A sentence as events see it: who is named, when, where, and the words
-- that tell an event.
--
--     Tại cuộc gặp Thượng tướng A, tối 5-5, Đại tướng B cảm ơn Lào.
--     |phrase 1                  | |date  | |party    |       |party
--              |trigger           in phrase 1
--                  |party         in phrase 1
--
-- A *party* is a person with ranks and posts, an organisation, a country, or
-- a word for one ("ông", "hai Bộ trưởng"). A *phrase* tells the occasion and
-- ends at a comma: its parties take no part in the events outside of it.
-- All of them have `from` and `to` (tokens) beside `first` and `last`.

local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"
local sides = require "viet.news.sides"

local View = {}
View.__index = View

local triggers

local function by_place(a, b)
  if a.from ~= b.from then return a.from < b.from end
  return a.to > b.to
end

--- Gives a span-like table its tokens.
local function with_tokens(doc, item)
  item.from = item.from or doc.tokens:at(item.first)
  item.to = item.to or doc.tokens:at(item.last)
  return item
end

--- Is any of the items around the tokens?
local function covers(items, from, to)
  for _, item in ipairs(items) do
    if item.from <= from and to <= item.to then return true end
  end
  return false
end

--- Parties ------------------------------------------------------------------

local function add_person(party, person, country)
  if not party.of[person] then
    party.persons[#party.persons + 1] = person
  end
  party.of[person] = country or party.of[person] or false
end

local function new_party(item, kind, country)
  return {
    kind = kind, country = country, persons = {}, of = {},
    first = item.first, last = item.last, from = item.from, to = item.to,
  }
end

local function collect_runs(self, parties)
  for _, run in ipairs(self.reading.runs) do
    if not run.apart and run.first >= self.first and run.last <= self.last
    then
      local person = run.person.id
      local party = new_party(run, "person", self.country_of[person])
      party.is_foreign = not party.country
        and sides.is_foreign(self.reading, run.person)
      add_person(party, person, party.country)
      if not self.marks:ending("NAMESAKE", run.from - 1) then
        parties[#parties + 1] = party
      end
    end
  end
end

--- The persons who hold a post, those of that country first: the last one
-- named before the post, then the first one after it.
local function find_holder(self, post, country)
  local found
  for span in self.doc:each "HOLDS" do
    local code = self.country_of[span.person]
    if span.post == post.id and not (country and code ~= country) then
      if span.first > post.first and found then break end
      found = span.person
    end
  end
  return found
end

--- Posts without a name: "Ngoại trưởng Trung Quốc".
local function collect_posts(self, parties)
  for _, span in ipairs(self:within "POST") do
    local pair = self.marks:starting("PAIR", span.from - 1)
    if not covers(parties, span.from, span.to)
        and not (pair and pair.to >= span.to) then
      local country = sides.of_post(self.reading, span)
      local holder = find_holder(self, span, country)
      local party = new_party(span, "post", country)
      if holder then
        party.country = country or self.country_of[holder]
        add_person(party, holder, party.country)
      end
      party.post = span
      parties[#parties + 1] = party
    end
  end
end

local function collect_bodies(self, parties)
  for _, span in ipairs(self:within "ORG") do
    if not covers(parties, span.from, span.to) then
      local party = new_party(span, "org", sides.of_org(self.reading, span))
      party.is_home = not party.country
        and sides.may_be_home(self.reading, span)
      party.is_foreign = not party.country and sides.is_of_world(span)
      parties[#parties + 1] = party
    end
  end
  for _, span in ipairs(self:within "COUNTRY") do
    if not covers(parties, span.from, span.to) then
      parties[#parties + 1] = new_party(span, "country", sides.code(span.id))
    end
  end
end

--- The persons named before a token, the last one first, each once.
local function persons_before(self, token)
  local list, seen = {}, {}
  for i = #self.reading.runs, 1, -1 do
    local run = self.reading.runs[i]
    local person = run.person.id
    if run.from < token and not seen[person] then
      seen[person] = true
      list[#list + 1] = run
    end
  end
  return list
end

--- Has a person a post whose words begin like "Bộ trưởng" in "hai Bộ
-- trưởng"? True of words that are no title.
local function fits_pair(self, cue, person)
  local titles = self.titles_of[person] or {}
  local words = {}
  for i = cue.from + 1, cue.to do
    words[#words + 1] = self.doc.tokens:key(i)
  end
  local head = table.concat(words, " ")
  if not self.all_titles[head] then return true end
  return titles[head]
end

--- "hai Bộ trưởng": the last two persons of two countries.
local function find_pair(self, cue)
  local one
  for _, run in ipairs(persons_before(self, cue.from)) do
    local person = run.person.id
    local country = self.country_of[person]
    if country and fits_pair(self, cue, person) then
      if not one then
        one = person
      elseif country ~= self.country_of[one] then
        return person, one
      end
    end
  end
  return nil
end

local function collect_pairs(self, parties)
  for token = self.from, self.to do
    local cue = self.marks:starting("PAIR", token)
    if cue and not covers(parties, token, token) and
        not covers(parties, cue.to, cue.to) then
      local a, b = find_pair(self, cue)
      if a then
        local party = new_party(cue, "pair")
        add_person(party, a, self.country_of[a])
        add_person(party, b, self.country_of[b])
        parties[#parties + 1] = party
      end
    end
  end
end

--- "ông" without a name: the person named last.
local function collect_pronouns(self, parties)
  for token = self.from, self.to do
    local cue = self.marks:starting("PRONOUN", token)
    if cue and not covers(parties, cue.to, cue.to)
        and not covers(parties, cue.to + 1, cue.to + 1) then
      local run = persons_before(self, token)[1]
      if run then
        local person = run.person.id
        local party = new_party(cue, "pronoun", self.country_of[person])
        add_person(party, person, party.country)
        parties[#parties + 1] = party
      end
    end
  end
end

local function collect_parties(self)
  local parties = {}
  collect_runs(self, parties)
  collect_posts(self, parties)
  collect_bodies(self, parties)
  collect_pairs(self, parties)
  collect_pronouns(self, parties)
  table.sort(parties, by_place)
  return parties
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

--- Those of a list that lie in the sentence.
local function pick(list, from, to)
  local found = {}
  for _, item in ipairs(list) do
    if item.from >= from and item.to <= to then found[#found + 1] = item end
  end
  return found
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
  return self.doc.text:sub(item.last + 1, last)
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

--- Does a mention of any kind stand at the token?
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
    reading = reading, doc = doc, marks = reading.marks,
    country_of = {}, titles_of = {}, all_titles = {},
  }
  for person, country in pairs(reading.countries) do
    base.country_of[person] = country
  end
  for span in doc:each "HOLDS" do
    base.country_of[span.person] = base.country_of[span.person]
      or span.country or sides.of_office(span.org)
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
  self.parties = collect_parties(self)
  self.phrases = collect_phrases(self)
  self.triggers = pick(self.all_triggers, self.from, self.to)
  self.done = {}
  return self
end

return View
