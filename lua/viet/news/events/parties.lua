--- The parties of a sentence: who may take part in its events.
--
-- A person with ranks and posts; a post without a name, of which the holder
-- is looked for; an organisation; a country; and words that stand for one of
-- them: "ông", "hai Bộ trưởng", "đoàn". A party is a table with `kind`,
-- `country` (a code or nil), `persons` (ids), `of` (the country of each), and
-- `is_foreign` or `is_home` where no country is told but that is known. What
-- only bears a person's name (`is_name`: "Lăng Chủ tịch X") is left out.

local ordered = require "viet.ordered"
local sides = require "viet.news.holds.sides"

local covers = ordered.covers

local parties = {}

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

local function collect_runs(self, list)
  for run in ordered.inside(self.reading.runs, "from", "to", self.from,
      self.to) do
    if not run.apart then
      local person = run.person.id
      local party = new_party(run, "person", self.country_of[person])
      party.is_foreign = not party.country
        and sides.is_foreign(self.reading, run.person)
      party.is_name = self.marks:ending("NAMESAKE", run.from - 1) ~= nil
      add_person(party, person, party.country)
      list[#list + 1] = party
    end
  end
end

--- The persons who hold a post, of a country if it is told: first the last
-- one named before the post, or the first one behind it; one of home goes
-- before him where no country is told.
local function find_holders(self, post, country)
  local list, seen, best = {}, {}, nil
  for _, span in ipairs(self.holders_of[post.id or ""] or {}) do
    local code = self.country_of[span.person]
    if not (country and code ~= country) then
      if not best or span.first < post.first then best = span.person end
      if not seen[span.person] then list[#list + 1] = span.person end
      seen[span.person] = true
    end
  end
  for _, person in ipairs(list) do
    if not country and self.country_of[person] == sides.home then
      best = person
    end
  end
  return best, list
end

--- Posts without a name: "Ngoại trưởng Trung Quốc".
local function collect_posts(self, list)
  for _, span in ipairs(self:within "POST") do
    local pair = self.marks:starting("PAIR", span.from - 1)
    if not covers(list, span.from, span.to)
        and not (pair and pair.to >= span.to) then
      local country = sides.of_post(self.reading, span)
      local holder, holders = find_holders(self, span, country)
      local party = new_party(span, "post", country)
      if holder then
        party.country = country or self.country_of[holder]
        add_person(party, holder, party.country)
      end
      party.holders = holders
      list[#list + 1] = party
    end
  end
end

--- Is a body a team of sportsmen: "Đội tuyển Lào"?
local function is_team(self, span)
  local cue = self.marks:starting("TEAM", span.from)
  return cue ~= nil and cue.id == "team"
end

local function collect_bodies(self, list)
  for _, span in ipairs(self:within "ORG") do
    if not covers(list, span.from, span.to) and not is_team(self, span) then
      local party = new_party(span, "org", sides.of_org(self.reading, span))
      party.is_home = not party.country
        and sides.may_be_home(self.reading, span)
      party.is_foreign = not party.country and sides.is_of_world(span)
      list[#list + 1] = party
    end
  end
  for _, span in ipairs(self.places) do
    if self.marks:ending("AUTHORITY", span.from - 1) then
      list[#list + 1] = new_party(span, "org",
        sides.stands_for(self.reading, span, "CAPITAL"))
    end
  end
  for _, span in ipairs(self:within "COUNTRY") do
    local code = sides.code(span.id)
    if code and not covers(list, span.from, span.to)
        and not self.marks:ending("TEAM", span.from - 1) then
      list[#list + 1] = new_party(span, "country", code)
    end
  end
end

--- How many names before a word like "ông" may be the one it means.
local NAMES_BEFORE = 40

--- The persons named before a token, the last one first, each once.
local function persons_before(self, token)
  local list, seen = {}, {}
  local runs = self.reading.runs
  local last = ordered.count_before(runs, "from", token)
  for i = last, math.max(1, last - NAMES_BEFORE), -1 do
    local person = runs[i].person.id
    if not seen[person] then
      seen[person] = true
      list[#list + 1] = runs[i]
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

--- The two who talked last, if not both sides were named again since then.
local function find_talkers(self, cue, one, other)
  local talks = self.talks
  local a = talks and talks.left and talks.left.persons[1]
  local b = talks and talks.right and talks.right.persons[1]
  local last = talks and talks.view.to
  if not a or not b or one.from > last and other.from > last
      or not fits_pair(self, cue, a) or not fits_pair(self, cue, b) then
    return nil
  end
  return a, b
end

--- "hai Bộ trưởng": the last two persons of two countries.
local function find_pair(self, cue)
  local one
  for _, run in ipairs(persons_before(self, cue.from)) do
    local person = run.person.id
    local country = self.country_of[person]
    if country and fits_pair(self, cue, person) then
      if not one then
        one = run
      elseif country ~= self.country_of[one.person.id] then
        local a, b = find_talkers(self, cue, one, run)
        return a or person, b or one.person.id
      end
    end
  end
  return nil
end

local function collect_pairs(self, list)
  for token = self.from, self.to do
    local cue = self.marks:starting("PAIR", token)
    if cue and not covers(list, token, token) and
        not covers(list, cue.to, cue.to) then
      local a, b = find_pair(self, cue)
      if a then
        local party = new_party(cue, "pair")
        add_person(party, a, self.country_of[a])
        add_person(party, b, self.country_of[b])
        list[#list + 1] = party
      end
    end
  end
end

--- "ông" without a name: the person named last.
local function collect_pronouns(self, list)
  for token = self.from, self.to do
    local cue = self.marks:starting("PRONOUN", token)
    if cue and not covers(list, cue.to, cue.to)
        and not covers(list, cue.to + 1, cue.to + 1) then
      local run = persons_before(self, token)[1]
      if run then
        local person = run.person.id
        local party = new_party(cue, "pronoun", self.country_of[person])
        add_person(party, person, party.country)
        list[#list + 1] = party
      end
    end
  end
end

--- "đoàn đã ...": the visitors told before.
local function collect_delegations(self, list)
  local visitors = self.visitors
  for token = self.from, self.to do
    local cue = self.marks:starting("DELEGATION", token)
    if cue and visitors and not covers(list, token, token) then
      local party = new_party(cue, "delegation", visitors.countries[1])
      party.to, party.last = token, select(2, self.doc.tokens:span(token))
      for _, person in ipairs(visitors.persons) do
        add_person(party, person, visitors.of[person])
      end
      list[#list + 1] = party
    end
  end
end

local function by_place(a, b)
  if a.from ~= b.from then return a.from < b.from end
  return a.to > b.to
end

--- The parties of a sentence, in order of text.
-- @param self  the view of the sentence
function parties.collect(self)
  local list, found = {}, {}
  collect_runs(self, list)
  collect_posts(self, list)
  collect_bodies(self, list)
  collect_pairs(self, list)
  collect_pronouns(self, list)
  collect_delegations(self, list)
  for _, party in ipairs(list) do
    if not party.is_name then found[#found + 1] = party end
  end
  table.sort(found, by_place)
  return found
end

return parties
