--- From candidates to events: each event once, with what its parts tell.
--
-- An article tells an event several times. Candidates that may be one event
-- become one; the fullest of them in the lead or body is its trigger, and
-- date, place and actors that it lacks come from the others.

local actors = require "viet.news.events.actors"
local candidates = require "viet.news.events.candidate"
local setting = require "viet.news.events.setting"
local side = require "viet.news.events.side"
local wholes = require "viet.news.events.wholes"

local merge = {}

--- How many events before or behind it an event may have to do with. No
-- article tells as many; it keeps a file of articles from taking for ever.
local REACH = 100

--- Where an event is told best; a title only adds to what is told elsewhere.
local ZONES = { lead = 2, body = 2, caption = 1 }

--- May two events be one? ---------------------------------------------------

local may_be_one = {}

function may_be_one.MEET(event, candidate)
  if candidate.joins then return not event.best.is_echo end
  local a, b = event.actors, candidate.actors
  local shared = actors.count_shared(a, b)
  if shared == 1 and (actors.has_unknown(a) or actors.has_unknown(b)) then
    return actors.shares_person(a, b) and not actors.have_rivals(a, b)
  end
  return shared > 1 and not actors.have_rivals(a, b)
end

function may_be_one.VISIT(event, candidate)
  if candidate.joins then return event.actors.known[candidate.visitor] end
  return event.visitor == candidate.visitor and event.home == candidate.home
    and (event.is_several or false) == (candidate.is_several or false)
end

function may_be_one.SIGN(event, candidate)
  if candidate.is_echo then return true end
  return actors.count_shared(event.actors, candidate.actors) > 1
    and (not event.object or not candidate.object
      or event.object == candidate.object)
end

--- Is an event attended the one of a title, which may leave out which of a
-- series it is?
local function is_same_event(event, candidate)
  local short, long = event.object, candidate.object
  return short == long or event.best.zone == "title" and short and long
    and long:sub(1, #short + 1) == short .. "-" or false
end

function may_be_one.ATTEND(event, candidate)
  if not is_same_event(event, candidate) then return false end
  if #event.actors.persons == 0 and event.best.zone ~= "title"
      and #candidate.actors.persons > 0 then
    return false
  elseif #event.actors.persons == 0 or #candidate.actors.persons == 0 then
    return actors.count_shared(event.actors, candidate.actors) > 0
  end
  return actors.shares_person(event.actors, candidate.actors)
end

--- Does a candidate go on where another one left off, with somebody else:
-- "chào A và gặp B"?
local function is_next(event, candidate)
  local shared, right = candidate.shared, candidate.right
  if not shared or shared.event ~= event or candidate.type ~= "MEET"
      or not right or #right.persons == 0 then
    return false
  end
  return not actors.shares_person(right, event.actors)
end

--- Do two candidates tell one event? Those of one word are of two: it tells
-- each of a series.
local function is_one(event, candidate)
  if event.type ~= candidate.type
      or event.best.trigger == candidate.trigger
      or is_next(event, candidate)
      or not may_be_one[event.type](event, candidate) then
    return false
  end
  return candidate.is_echo or setting.may_agree(event.date, candidate.date)
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
  local whole = view.scene:refers(view.first, candidate.trigger.last)
  if whole ~= "visit" and whole ~= "meeting" then return nil end
  local wanted = whole == "visit" and "VISIT" or "MEET"
  for i = #told, math.max(1, #told - REACH), -1 do
    local other = told[i]
    local is_here = other.view == view and wanted == "MEET"
    if not is_here and not other.is_echo and other.type == wanted
        and ZONES[other.zone] == 2
        and actors.may_share(other.actors, candidate.actors)
        and actors.count_shared(other.actors, candidate.actors) > 1 then
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

--- Does the sentence only comment on what others tell: "Đây là lần đầu tiên
-- một tàu sân bay Mỹ thăm Việt Nam"?
local function is_comment(candidate)
  local view = candidate.view
  return view.scene:is_comment(view.first, candidate.trigger.last)
end

--- How fully a candidate tells its event: the zone counts first, then the
-- persons on both sides, then the rank of its word.
local function fullness(candidate)
  local score = (ZONES[candidate.zone] or 0) * 1000
  if candidate.is_echo then score = score - 500 end
  if is_comment(candidate) then score = score - 300 end
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
    actors.add(event.actors, candidate.actors)
  end
  if not candidate.is_echo or candidate.rule == "events.sign.passive" then
    event.date = event.date or candidate.date
    if event.type == "VISIT" and candidate.date
        and setting.is_wider(candidate.date, event.date) then
      event.date = candidate.date  -- of which the first day was told before
    end
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
  actors.add(event.actors, candidate.actors)
  event.parts[1] = candidate
  return event
end

--- Does a candidate that only refers to an event tell enough for one?
local function stands_alone(candidate)
  return not candidate.is_echo
    or candidate.type == "MEET" and not candidate.joins
      and #candidate.actors.countries > 1 and #candidate.actors.persons > 1
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
  for _, word in ipairs(rest) do
    local view, trigger = word.view, word.trigger
    if trigger.kind == event.type and ZONES[view.zone] == 2 then
      local is_same = trigger.id == event.best.trigger.id
      local is_near = names_side(event, view)
      local one = (is_same or is_near)
        and candidates.new(view, trigger, event.best.rule, {})
      local score = (is_same and 1 or 0) + (is_near and 1 or 0)
        + (one and one.date and 2 or 0)
      if score > most then found, most = one, score end
    end
  end
  if not found then return end
  event.best = found
  event.date = event.date or found.date
  event.place = event.place or found.place
end

local function by_text(a, b)
  if a.best.trigger.first ~= b.best.trigger.first then
    return a.best.trigger.first < b.best.trigger.first
  end
  return a.order < b.order
end

--- Merges the candidates of a document.
-- @param told  candidates in order of text
-- @param rest  words that tell no event by themselves: tables of `trigger` and
--   `view`
-- @return the events in order of text: tables with `type`, `best` (the
--   candidate whose trigger it is), `actors` (ids), `date`, `place`, `object`
function merge.events(told, rest)
  local events, before = {}, {}
  for i, one in ipairs(told) do
    one.actors = actors.collect(one)
    refer(before, one)
    local event = find_event(events, one)
    if event then
      join(event, one)
    elseif stands_alone(one) then
      event = begin(one)
      events[#events + 1] = event
      event.order = #events
    end
    one.event = event
    before[i] = one
  end
  local kept = {}
  for _, event in ipairs(events) do
    settle(event)
    find_word(event, rest)
    if ZONES[event.best.zone] then kept[#kept + 1] = event end
  end
  table.sort(kept, by_text)
  wholes.inherit(kept)
  for _, event in ipairs(kept) do event.actors = actors.list(event) end
  return kept
end

return merge
