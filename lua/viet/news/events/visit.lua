--- VISIT: a person or delegation goes to another country.
--
--     events.visit.to       A thăm Lào; A đến Lào thăm
--     events.visit.of       chuyến thăm Lào của A; chuyến thăm của A tới Lào
--     events.visit.during   Trong chuyến thăm Lào, A ...
--     events.visit.arrive   A bay đến Lào
--     events.visit.earlier  Chuyến thăm thứ ba tới Lào, sau tàu của A, B
--     events.visit.welcome  A đón B: B comes to the country of A

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"
local sides = require "viet.news.holds.sides"

--- Goals --------------------------------------------------------------------

--- The country whose city a place is, as a goal.
local function country_of_city(view, place)
  local code = sides.stands_for(view.base.reading, place, "CAPITAL")
  return code and { { country = code, first = place.first,
    last = place.last } } or {}
end

--- The goals that the first place tells that tells any: the countries behind
-- it ("Kazan (Nga)", "Baku của Azerbaijan"), or the one whose city it is.
local function find_goals_of_place(view, trigger)
  local best, goals
  for _, captures in ipairs(trigger.goal_places or {}) do
    local place, found = captures.place, captures.goal or {}
    if not best or place.first < best.first then
      if #found == 0 then found = country_of_city(view, place) end
      if #found > 0 then best, goals = place, found end
    end
  end
  return goals
end

--- The countries that a visit goes to.
local function find_goals(view, trigger)
  return find_goals_of_place(view, trigger)
    or trigger.goals and trigger.goals.goal
    or trigger.goal_before and { trigger.goal_before.goal } or {}
end

--- Visitors -----------------------------------------------------------------

--- A copy of a side without the parties of a country.
local function without(one, code)
  local copy = side.new()
  for _, party in ipairs(one.parties) do
    if party.country ~= code then side.add(copy, party) end
  end
  return copy
end

--- Who goes, and where to.
-- @return a side, the goals, the name of the rule, and the event before that
--   has the same subject, if any; or nil
local function find_journey(view, trigger)
  local journey = trigger.journey
  local owner = journey and side.behind(view, trigger, journey.party)
  if owner then return owner, journey.goal, "events.visit.of" end
  local goals = find_goals(view, trigger)
  if #goals == 0 then return nil end
  owner = trigger.visitor and side.behind(view, trigger, trigger.visitor.party)
  if owner then return owner, goals, "events.visit.of" end
  local home = #goals == 1 and goals[1].country or nil
  local left, shared = side.before(view, trigger, home)
  if left then return left, goals, "events.visit.to", shared end
  local phrase = trigger.phrase
  if phrase and phrase.fronted then
    left = side.after_phrase(view, phrase)
    if left then return left, goals, "events.visit.during" end
    return side.before(view, trigger, home, true), goals, "events.visit.to"
  end
  return side.after_comma(view, trigger, goals[#goals].last), goals,
    "events.visit.during"
end

--- Is the word part of a visit told before: "chuyến thăm của A | đến Lào"?
local function is_told(view, trigger)
  local before = view.done[#view.done]
  return before ~= nil and before.type == "VISIT"
    and before.rule == "events.visit.of"
    and before.trigger.phrase == trigger.phrase
end

--- "A bay đến Lào": nothing else between the three.
local function find_arrival(view, trigger)
  local goals = find_goals(view, trigger)
  if #goals == 0 or is_told(view, trigger) then return nil end
  local phrase = trigger.phrase
  if phrase and phrase.fronted then
    local left = side.after_phrase(view, phrase)
    if not candidate.has_persons(left) then return nil end
    return left, goals, "events.visit.during"
  end
  local left, shared = side.before(view, trigger)
  local party = left and left.parties[#left.parties]
  if not party or not candidate.has_persons(left) and not party.is_ship
      or not (trigger.arrives and trigger.arrives[party]) then
    return nil
  end
  return left, goals, "events.visit.arrive", shared
end

--- Events -------------------------------------------------------------------

--- The sides that visit each by itself: countries without persons, such as
-- those that send ships.
local function split_guests(guests)
  if #guests.persons == 0 then return candidate.split(guests) end
  local is_known = #guests.countries > 0 or guests.is_foreign
  return is_known and { guests } or {}
end

local function visits(view, trigger, rule, visitor, goals, shared)
  local found = {}
  for _, goal in ipairs(goals) do
    for _, guests in ipairs(split_guests(without(visitor, goal.country))) do
      found[#found + 1] = candidate.new(view, trigger, rule, {
        left = guests, visitor = guests.countries[1] or guests.persons[1],
        home = goal.country, place = "country/" .. goal.country,
        shared = shared, subject = visitor,
        is_several = trigger.is_several,
      })
    end
  end
  return found
end

local function welcomes(view, trigger)
  local left = side.before(view, trigger)
  local right = side.behind(view, trigger)
  local home, guest = left and left.countries[1], right and right.countries[1]
  if not home or not guest or home == guest
      or not candidate.has_persons(right) then
    return {}
  end
  local found, guests = {}, candidate.split(right)
  for _, one in ipairs(guests) do
    found[#found + 1] = candidate.new(view, trigger, "events.visit.welcome", {
      left = one, right = left, subject = left, home = home,
      visitor = one.countries[1], place = "country/" .. home,
      is_one_of = #guests > 1,
    })
  end
  return found
end

--- "Đây là chuyến thăm thứ tư đến Cam Ranh, sau tàu của A, B và C": those
-- who came earlier.
local function earlier(view, trigger)
  local goals = trigger.earlier and find_goals(view, trigger) or {}
  if #goals == 0 then return {} end
  local found = visits(view, trigger, "events.visit.earlier",
    side.members(view, trigger.earlier.party), goals)
  for _, one in ipairs(found) do one.date, one.date_item = nil, nil end
  return found
end

--- The visits that a trigger tells.
return function(view, trigger)
  if trigger.wants == "guest" then return welcomes(view, trigger) end
  local find = trigger.wants == "arrival" and find_arrival or find_journey
  local visitor, goals, rule, shared = find(view, trigger)
  if not visitor then return earlier(view, trigger) end
  return visits(view, trigger, rule, visitor, goals, shared)
end
