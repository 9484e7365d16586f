--- The parties of a sentence: who may take part in its events.
--
-- A person with ranks and posts; a post without a name, of which the holder
-- is looked for; an organisation; a country; and words that stand for one of
-- them: "ông", "hai Bộ trưởng", "đoàn". A party is a span with `kind`,
-- `country` (a code or nil), `persons` (ids), `of` (the country of each), and
-- `is_foreign` or `is_home` where no country is told but that is known.
--
-- Whom words stand for depends on what the text told before: such parties have
-- nobody until parties.resolve gives them somebody.

local ordered = require "viet.ordered"
local sides = require "viet.news.holds.sides"

local parties = {}

local function add_person(party, person, country)
  if not party.of[person] then
    party.persons[#party.persons + 1] = person
  end
  party.of[person] = country or party.of[person] or false
end

local function new_party(span, kind, country)
  return {
    kind = kind, country = country, persons = {}, of = {},
    first = span.first, last = span.last,
  }
end

--- Does one of the parties of a list, in order, cover a span?
local function covers(list, span)
  for i = #list, 1, -1 do
    if list[i].first <= span.first and span.last <= list[i].last then
      return true
    end
  end
  return false
end

local function collect_runs(base, first, last, list)
  for run in ordered.inside(base.runs, "first", "last", first, last) do
    local person = run.person.id
    local party = new_party(run, "person", base.country_of[person])
    if not party.country then
      party.is_foreign = sides.is_foreign(base.reading, run.person)
      party.is_home = sides.has_home_name(base.reading, run.person)
    end
    add_person(party, person, party.country)
    party.is_name = base.scene.is_namesake[run]
    list[#list + 1] = party
  end
end

--- Posts ----------------------------------------------------------------------

--- The persons who hold a post, of a country if it is told: first the last
-- one named before the post, or the first one behind it; one of home goes
-- before him where no country is told.
local function find_holders(base, post, country)
  local list, seen, best = {}, {}, nil
  for _, span in ipairs(base.holders_of[post.id or ""] or {}) do
    local code = base.country_of[span.person]
    if not (country and code ~= country) then
      if not best or span.first < post.first then best = span.person end
      if not seen[span.person] then list[#list + 1] = span.person end
      seen[span.person] = true
    end
  end
  for _, person in ipairs(list) do
    if not country and base.country_of[person] == sides.home then
      best = person
    end
  end
  return best, list
end

--- Posts without a name: "Ngoại trưởng Trung Quốc".
local function collect_posts(base, first, last, list)
  for _, span in ipairs(base.doc:within("POST", first, last)) do
    if not covers(list, span) then
      local country = sides.post(base.reading, span).code
      local holder, holders = find_holders(base, span, country)
      local party = new_party(span, "post", country)
      if holder then
        party.country = country or base.country_of[holder]
        add_person(party, holder, party.country)
      end
      party.holders = holders
      list[#list + 1] = party
    end
  end
end

--- Bodies and countries -------------------------------------------------------

local function collect_bodies(base, first, last, list)
  local doc, reading, scene = base.doc, base.reading, base.scene
  for _, span in ipairs(doc:within("ORG", first, last)) do
    if not covers(list, span) and not scene.is_team[span] then
      local party = new_party(span, "org", sides.of_org(reading, span))
      if not party.country then
        party.is_home = sides.may_be_home(reading, span)
        party.is_foreign = sides.is_of_world(span)
      end
      list[#list + 1] = party
    end
  end
  local places = next(scene.is_authority) and doc:within("PLACE", first, last)
  for _, span in ipairs(places or {}) do
    if scene.is_authority[span] then
      list[#list + 1] = new_party(span, "org",
        sides.stands_for(reading, span, "CAPITAL"))
    end
  end
  for _, span in ipairs(doc:within("COUNTRY", first, last)) do
    local code = sides.code(span.id)
    if code and not covers(list, span) and not scene.is_team[span] then
      local party = new_party(span, "country", code)
      party.is_location = scene.is_at[span] or scene.is_go[span]
        or scene.is_somewhere[span]
      list[#list + 1] = party
    end
  end
end

--- Words for someone ----------------------------------------------------------

--- Words that stand for someone, as parties without anybody yet.
local function collect_words(spans, kind, first, last, list)
  if not spans[1] then return end
  for span in ordered.inside(spans, "first", "last", first, last) do
    if not covers(list, span) then
      local party = new_party(span, kind)
      party.is_open, party.sentence = true, first
      list[#list + 1] = party
    end
  end
end

--- How many names before a word like "ông" may be the one it means.
local NAMES_BEFORE = 40

--- Iterates over the runs before a byte, the last one first.
local function runs_before(base, byte)
  local i = ordered.count_before(base.reading.runs, "first", byte) + 1
  local low = math.max(1, i - 1 - NAMES_BEFORE)
  return function()
    i = i - 1
    return i >= low and base.reading.runs[i] or nil
  end
end

--- Do the words of a post begin like those behind "hai" in a pair?
local function begins_like(doc, post, pair)
  local token, from = doc.tokens:at(post.first), doc.tokens:at(pair.first) + 1
  for i = from, doc.tokens:at(pair.last) do
    if doc.tokens:key(token + i - from) ~= doc.tokens:key(i) then
      return false
    end
  end
  return true
end

--- The persons who have a post whose words begin like "Bộ trưởng" in "hai Bộ
-- trưởng", as a set; false for words that are no title.
local function find_titled(base, pair)
  local titled = false
  for _, run in ipairs(base.reading.runs) do
    for _, post in ipairs(run.posts) do
      if begins_like(base.doc, post.span, pair) then
        titled = titled or {}
        titled[run.person.id] = true
      end
    end
  end
  return titled
end

--- The same, found once for all pairs of the same words.
local function titled_of(base, pair)
  local words = base.doc.text:sub(pair.first, pair.last)
  if base.titled[words] == nil then
    base.titled[words] = find_titled(base, pair)
  end
  return base.titled[words]
end

--- The two who talked last, if not both sides were named again since then.
local function find_talkers(base, titled, one, other)
  local talks = base.talks
  local a = talks and talks.left and talks.left.persons[1]
  local b = talks and talks.right and talks.right.persons[1]
  local last = talks and talks.view.last
  if not a or not b or one.first > last and other.first > last
      or titled and not (titled[a] and titled[b]) then
    return nil
  end
  return a, b
end

--- "hai Bộ trưởng": the last one named and whom that one met, else the last
-- two persons of two countries.
local function find_pair(base, pair)
  local titled, one = titled_of(base, pair), nil
  for run in runs_before(base, pair.first) do
    local person = run.person.id
    local country = base.country_of[person]
    if country and (not titled or titled[person]) then
      if not one then
        one = run
        local partner = base.partners[person]
        if partner and base.country_of[partner] ~= country
            and (not titled or titled[partner]) then
          return partner, person
        end
      elseif country ~= base.country_of[one.person.id] then
        local a, b = find_talkers(base, titled, one, run)
        return a or person, b or one.person.id
      end
    end
  end
  return nil
end

local resolve = {}

function resolve.pair(base, party)
  local a, b = find_pair(base, party)
  if not a then return end
  add_person(party, a, base.country_of[a])
  add_person(party, b, base.country_of[b])
end

--- "ông" without a name: the person named last in the sentence, else the one
-- of whom the sentence before told first.
function resolve.pronoun(base, party)
  local run, sentence = nil, nil
  for one in runs_before(base, party.first) do
    sentence = sentence or base.doc:sentence_at(one.first)
    if run and one.first < (sentence or one.first) then break end
    run = one
    if party.sentence and one.first >= party.sentence then break end
  end
  if not run then return end
  party.country = base.country_of[run.person.id]
  add_person(party, run.person.id, party.country)
end

--- "đoàn đã ...": the visitors told before.
function resolve.delegation(base, party)
  local visitors = base.visitors
  if not visitors then return end
  party.country = visitors.countries[1]
  for _, person in ipairs(visitors.persons) do
    add_person(party, person, visitors.of[person])
  end
end

--- Public -----------------------------------------------------------------------

--- Gives the parties of a sentence that are words whom they stand for; those
-- that stand for nobody are left out.
-- @return the parties that are somebody
function parties.resolve(base, list)
  local found = {}
  for _, party in ipairs(list) do
    if party.is_open then
      resolve[party.kind](base, party)
      party.is_nobody = #party.persons == 0 and not party.country
    end
    if not party.is_nobody then found[#found + 1] = party end
  end
  return found
end

local function by_place(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return a.last > b.last
end

--- The parties between two bytes, in order of text.
-- @param base  what is known of the document (see events/view.lua)
function parties.collect(base, first, last)
  local list, found = {}, {}
  local scene = base.scene
  collect_runs(base, first, last, list)
  collect_words(scene.pairs, "pair", first, last, list)
  collect_posts(base, first, last, list)
  collect_bodies(base, first, last, list)
  collect_words(scene.pronouns, "pronoun", first, last, list)
  collect_words(scene.delegations, "delegation", first, last, list)
  for _, party in ipairs(list) do
    if not party.is_name then found[#found + 1] = party end
  end
  table.sort(found, by_place)
  return found
end

return parties
