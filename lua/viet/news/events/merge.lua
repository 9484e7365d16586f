--- From candidates to events: each event once, with what its parts tell.
--
-- An article tells an event several times. Candidates that may be one event
-- become one; the fullest of them in the lead or body is its trigger, and
-- date, place and actors that it lacks come from the others. Then an event
-- takes date and place from what it is part of: a meeting from the visit
-- during which it took place, a signing from the talks that it closed.

local side = require "viet.news.events.side"

local merge = {}

--- How many events before or behind it an event may have to do with. No
-- article tells as many; it keeps a file of articles from taking for ever.
local REACH = 100

--- Where an event is told best; a title only adds to what is told elsewhere.
local ZONES = { lead = 2, body = 2, caption = 1 }

--- Dates --------------------------------------------------------------------

--- The first and the last day of an ISO value, as strings that sort.
local function range_of(value)
  local first, last = value:match("^(.*)/(.*)$")
  return (first or value), (last or value) .. "~"
end

--- Can two dates be of one event? One lies in the other, or they overlap.
local function may_agree(a, b)
  if not a or not b then return true end
  local a_first, a_last = range_of(a)
  local b_first, b_last = range_of(b)
  local later = a_first > b_first and a_first or b_first
  return later <= a_last and later <= b_last
end

--- Actors -------------------------------------------------------------------

--- A candidate's persons and countries, the visiting side first.
local function collect_actors(candidate)
  local one, other = candidate.left, candidate.right
  if candidate.trigger.entry.first == "object" and other then
    one, other = other, one
  end
  local all = side.new()
  for _, part in ipairs { one or side.new(), other or side.new() } do
    for _, person in ipairs(part.persons) do
      if all.of[person] == nil then
        all.persons[#all.persons + 1] = person
        all.of[person] = part.of[person]
      end
    end
    for _, code in ipairs(part.countries) do side.add_country(all, code) end
  end
  if candidate.home then side.add_country(all, candidate.home) end
  return all
end

local function add_actors(all, more)
  for _, person in ipairs(more.persons) do
    if all.of[person] == nil then
      all.persons[#all.persons + 1] = person
      all.of[person] = more.of[person]
    end
  end
  for _, code in ipairs(more.countries) do side.add_country(all, code) end
end

--- How many countries two sets of actors share.
local function count_shared(a, b)
  local count = 0
  for _, code in ipairs(a.countries) do
    if b.known[code] then count = count + 1 end
  end
  return count
end

local function shares_person(a, b)
  for _, person in ipairs(a.persons) do
    if b.of[person] ~= nil then return true end
  end
  return false
end

--- Do two sets of actors share a person, or is one without any?
local function may_share(a, b)
  return #a.persons == 0 or #b.persons == 0 or shares_person(a, b)
end

--- Are there two persons of one country, one of each, who differ?
local function has_rivals(a, b)
  for _, code in ipairs(a.countries) do
    local seen, is_shared, in_a, in_b = {}, false, 0, 0
    for _, person in ipairs(a.persons) do
      if a.of[person] == code then seen[person], in_a = true, in_a + 1 end
    end
    for _, person in ipairs(b.persons) do
      if b.of[person] == code then
        in_b = in_b + 1
        is_shared = is_shared or seen[person]
      end
    end
    if in_a > 0 and in_b > 0 and not is_shared then return true end
  end
  return false
end

--- Is the country of one of the persons not told?
local function has_unknown(actors)
  for _, person in ipairs(actors.persons) do
    if not actors.of[person] then return true end
  end
  return false
end

--- May two events be one? ---------------------------------------------------

local may_be_one = {}

function may_be_one.MEET(event, candidate)
  if candidate.joins then return not event.best.is_echo end
  local a, b = event.actors, candidate.actors
  local shared = count_shared(a, b)
  if shared == 1 and (has_unknown(a) or has_unknown(b)) then
    return shares_person(a, b) and not has_rivals(a, b)
  end
  return shared > 1 and not has_rivals(a, b)
end

function may_be_one.VISIT(event, candidate)
  if candidate.joins then return event.actors.known[candidate.visitor] end
  return event.visitor == candidate.visitor and event.home == candidate.home
    and (event.is_several or false) == (candidate.is_several or false)
end

function may_be_one.SIGN(event, candidate)
  if candidate.is_echo then return true end
  return count_shared(event.actors, candidate.actors) > 1
    and (not event.object or not candidate.object
      or event.object == candidate.object)
end

function may_be_one.ATTEND(event, candidate)
  if event.object ~= candidate.object then return false end
  if #event.actors.persons == 0 and event.best.zone ~= "title"
      and #candidate.actors.persons > 0 then
    return false
  elseif #event.actors.persons == 0 or #candidate.actors.persons == 0 then
    return count_shared(event.actors, candidate.actors) > 0
  end
  return shares_person(event.actors, candidate.actors)
end

local function is_one(event, candidate)
  if event.type ~= candidate.type
      or not may_be_one[event.type](event, candidate) then
    return false
  end
  return candidate.is_echo or may_agree(event.date, candidate.date)
end

--- The last event that a candidate tells again, or nil.
local function find_event(events, candidate)
  for i = #events, math.max(1, #events - REACH), -1 do
    if is_one(events[i], candidate) then return events[i] end
  end
  return nil
end

--- What a sentence refers to ------------------------------------------------

--- The last event before a sentence that says "Sau hội đàm", "Nhân dịp này"
-- or "Trong chuyến thăm".
local function find_whole(told, candidate)
  local view = candidate.view
  local cue = view.marks:find("REFER", view.from, candidate.trigger.from)
  if not cue or cue.id == "next" then return nil end
  local wanted = cue.id == "visit" and "VISIT" or "MEET"
  for i = #told, math.max(1, #told - REACH), -1 do
    local other = told[i]
    local is_here = other.view == view and wanted == "MEET"
    if not is_here and not other.is_echo and other.type == wanted
        and ZONES[other.zone] == 2
        and may_share(other.actors, candidate.actors)
        and count_shared(other.actors, candidate.actors) > 1 then
      return other
    end
  end
  return nil
end

--- Gives a candidate date and place of what its sentence refers to.
local function refer(told, candidate)
  if candidate.type ~= "MEET" and candidate.type ~= "SIGN" then return end
  local whole = find_whole(told, candidate)
  if not whole then return end
  local event = whole.event or whole
  candidate.date = candidate.date or whole.date or event.date
  candidate.place = candidate.place or whole.scene or event.place
end

--- The best telling ---------------------------------------------------------

--- How fully a candidate tells its event: the zone counts first, then the
-- persons on both sides, then the rank of its word.
local function fullness(candidate)
  local score = (ZONES[candidate.zone] or 0) * 1000
  if candidate.is_echo then score = score - 500 end
  local persons = math.min(#candidate.actors.persons, 3)
  return score + candidate.rank * 50 + persons * 20
    + (candidate.date and 3 or 0) + (candidate.place and 3 or 0)
end

local function is_exact(place)
  return place ~= nil and place:match("^place/") ~= nil
end

--- Adds a candidate to its event.
local function join(event, candidate)
  table.insert(event.parts, candidate)
  if not candidate.is_echo or candidate.joins then
    add_actors(event.actors, candidate.actors)
  end
  if not candidate.is_echo or candidate.rule == "events.sign.passive" then
    event.date = event.date or candidate.date
    if not event.place or is_exact(candidate.place)
        and not is_exact(event.place) and event.type ~= "VISIT" then
      event.place = candidate.place or event.place
    end
  end
  event.object = event.object or candidate.object
  if fullness(candidate) > fullness(event.best) then event.best = candidate end
end

local function begin(candidate)
  local event = {
    type = candidate.type, actors = side.new(), parts = {}, best = candidate,
    date = candidate.date, place = candidate.place,
    object = candidate.object, visitor = candidate.visitor,
    home = candidate.home, is_several = candidate.is_several,
  }
  add_actors(event.actors, candidate.actors)
  event.parts[1] = candidate
  return event
end

--- Does a candidate that only refers to an event tell enough for one?
local function stands_alone(candidate)
  return not candidate.is_echo
    or candidate.type == "MEET" and #candidate.actors.countries > 1 and not candidate.joins
      and #candidate.actors.persons > 1
end

--- The date of the fullest telling goes before that of the first one.
local function settle(event)
  local best = event.best
  event.date = best.date or event.date
  if is_exact(best.place) or not is_exact(event.place) then
    event.place = best.place or event.place
  end
  event.object = best.object or event.object
end

--- Does a sentence name a side of an event?
local function names_side(event, view)
  for _, party in ipairs(view.parties) do
    if party.country and event.actors.known[party.country] then return true end
  end
  return false
end

--- An event that only the title tells has the first word of its type in
-- lead or body of which no rule could make an event.
local function find_word(event, rest)
  if event.best.zone ~= "title" then return end
  local found, most = nil, 0
  for _, candidate in ipairs(rest) do
    local is_same = candidate.trigger.id == event.best.trigger.id
    local is_near = names_side(event, candidate.view)
    if candidate.type == event.type and ZONES[candidate.zone] == 2
        and (is_same or is_near) then
      local score = (is_same and 1 or 0) + (is_near and 1 or 0)
        + (candidate.date and 2 or 0)
      if score > most then found, most = candidate, score end
    end
  end
  if not found then return end
  found.rule, event.best = event.best.rule, found
  event.date = event.date or found.date
  event.place = event.place or found.place
end

--- Wholes and parts ---------------------------------------------------------

local function by_text(a, b)
  if a.best.trigger.first ~= b.best.trigger.first then
    return a.best.trigger.first < b.best.trigger.first
  end
  return a.order < b.order
end

--- May an event of a date be part of a visit of which only one day is told,
-- the one on which it began? Later days of that month may be.
local function may_be_during(visit, event)
  local first, date = visit.date, event.date
  if not first or not date or may_agree(first, date) then return true end
  local month = first:match("^(.*)%-%d%d$")
  return month ~= nil and month == date:match("^(.*)%-%d%d$") and date > first
end

--- Iterates over the events around one, in order of text.
local function around(events, event)
  local i = math.max(0, event.index - REACH - 1)
  return function()
    i = i + 1
    return i <= event.index + REACH and events[i] or nil
  end
end

--- The visit that an event is part of: the last one before it between its
-- countries, else the first one.
local function find_visit(events, event)
  local found
  for other in around(events, event) do
    if other.type == "VISIT" and event.actors.known[other.visitor]
        and event.actors.known[other.home] and not other.is_several
        and may_be_during(other, event)
        and may_share(event.actors, other.actors) then
      if found and other.best.trigger.first > event.best.trigger.first then
        break
      end
      found = other
    end
  end
  return found
end

--- The talks at which something may have been signed: the last ones before it
-- between its countries.
local function find_talks(events, event)
  local found
  for other in around(events, event) do
    if other == event then break end
    if other.type == "MEET" and other.date and not event.date
        and count_shared(other.actors, event.actors) > 1
        and may_share(other.actors, event.actors) then
      found = other
    end
  end
  return found
end

--- The event that a person of a meeting attends.
local function find_attended(events, event)
  for other in around(events, event) do
    if other.type == "ATTEND" and other.place
        and shares_person(other.actors, event.actors)
        and may_agree(other.date, event.date) then
      return other
    end
  end
  return nil
end

--- "Trước đó cùng ngày, A gặp B": what was told before was on that day too.
local function share_day(events, event)
  local item = event.best.date_item
  if not item or not item.from or not event.best.view.marks:find("SAMEDAY", item.from, item.to)
  then
    return
  end
  for other in around(events, event) do
    if other.type == event.type and not other.date
        and shares_person(other.actors, event.actors) then
      other.date = event.date
    end
  end
end

--- Where someone goes who attends an event, as the same sentence tells.
local function find_goal(events, event)
  for other in around(events, event) do
    if other.type == "VISIT" and other.best.view == event.best.view
        and shares_person(other.actors, event.actors) then
      return other.place
    end
  end
  return nil
end

local function inherit(events)
  for i, event in ipairs(events) do event.index = i end
  for _, event in ipairs(events) do share_day(events, event) end
  for _, event in ipairs(events) do
    local talks = event.type == "SIGN" and find_talks(events, event)
    if talks then
      event.date = event.date or talks.date
      event.place = event.place or talks.place
    end
    if event.type == "MEET" or event.type == "SIGN" then
      local visit = find_visit(events, event)
      if visit then
        event.visit = visit
        event.date = event.date or visit.date
      end
      local whole = visit or find_attended(events, event)
      event.place = event.place or whole and whole.place
    elseif event.type == "ATTEND" and not event.place then
      event.place = find_goal(events, event) or event.best.held_at
    end
  end
end

--- Ordering -----------------------------------------------------------------

--- The country whose side comes first: the visiting one, if it is known.
local function find_visitor(event)
  if event.visitor then return event.visitor end
  if event.visit then return event.visit.visitor end
  local host = event.place and event.place:match("^country/(%u%u)$")
  if host and event.actors.known[host] and #event.actors.countries == 2 then
    for _, code in ipairs(event.actors.countries) do
      if code ~= host then return code end
    end
  end
  return nil
end

--- Puts the elements first that a test picks, each part in its old order.
local function put_first(list, test)
  local first, rest = {}, {}
  for _, element in ipairs(list) do
    local into = test(element) and first or rest
    into[#into + 1] = element
  end
  for _, element in ipairs(rest) do first[#first + 1] = element end
  return first
end

local function list_actors(event)
  local all, visitor = event.actors, find_visitor(event)
  local persons, countries = all.persons, all.countries
  if visitor then
    persons = put_first(persons, function(p) return all.of[p] == visitor end)
    countries = put_first(countries, function(c) return c == visitor end)
  end
  local actors = {}
  for _, person in ipairs(persons) do actors[#actors + 1] = person end
  for _, code in ipairs(countries) do
    actors[#actors + 1] = "country/" .. code
  end
  return actors
end

--- Merges the candidates of a document.
-- @param candidates  in order of text
-- @param rest        candidates without sides, of words that tell no event by
--   themselves
-- @return the events in order of text: tables with `type`, `best` (the
--   candidate whose trigger it is), `actors` (ids), `date`, `place`, `object`
function merge.events(candidates, rest)
  local events, told = {}, {}
  for _, candidate in ipairs(candidates) do
    candidate.actors = collect_actors(candidate)
    refer(told, candidate)
    local event = find_event(events, candidate)
    if event then
      join(event, candidate)
    elseif stands_alone(candidate) then
      event = begin(candidate)
      events[#events + 1] = event
      event.order = #events
    end
    candidate.event = event
    told[#told + 1] = candidate
  end
  local kept = {}
  for _, event in ipairs(events) do
    settle(event)
    find_word(event, rest)
    if ZONES[event.best.zone] then kept[#kept + 1] = event end
  end
  table.sort(kept, by_text)
  inherit(kept)
  for _, event in ipairs(kept) do event.actors = list_actors(event) end
  return kept
end

return merge
