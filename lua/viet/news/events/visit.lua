--- VISIT: a person or delegation goes to another country.
--
--     events.visit.to       A thăm Lào; A đến Lào thăm
--     events.visit.of       chuyến thăm Lào của A; chuyến thăm của A tới Lào
--     events.visit.during   Trong chuyến thăm Lào, A ...
--     events.visit.arrive   A bay đến Lào
--     events.visit.earlier  Chuyến thăm thứ ba tới Lào, sau tàu của A, B
--     events.visit.welcome  A đón B: B comes to the country of A

local attendance = require "viet.news.events.attendance"
local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"
local sides = require "viet.news.holds.sides"

--- How many words may stand between "thăm" and the country.
local REACH = 8

--- Goals --------------------------------------------------------------------

--- The countries of a list that begins at the party `index`.
local function list_countries(view, index)
  local found = { view.parties[index] }
  while true do
    local a, b = view.parties[index], view.parties[index + 1]
    local gap = b and b.kind == "country" and b.from - a.to == 2
      and view:key(a.to + 1)
    if gap ~= "," and gap ~= "và" and gap ~= "-" then return found end
    found[#found + 1] = b
    index = index + 1
  end
end

--- Is a place or country what the trigger goes to: right behind it, or
-- behind a word like "tới"?
local function is_goal(view, trigger, item)
  if item.from <= trigger.to
      or view:distance(trigger.to, item.from) > REACH
      or view:has_between(trigger.to, item.from, { [";"] = true }) then
    return false
  end
  return item.from == trigger.to + 1
    or view.marks:ending("TO", item.from - 1) ~= nil
end

--- The country that a place lies in, as a goal: the one behind it ("Kazan
-- (Nga)", "Baku của Azerbaijan") or the one whose city it is.
local function country_of_place(view, place)
  for index, party in ipairs(view.parties) do
    if party.kind == "country" and party.from > place.to
        and party.from <= place.to + 2 then
      return list_countries(view, index)
    end
  end
  local code = sides.stands_for(view.reading, place, "CAPITAL")
  if not code then return {} end
  return { { country = code, from = place.from, to = place.to,
    last = place.last } }
end

--- The countries that a visit goes to.
local function find_goals(view, trigger)
  for _, place in ipairs(view.places) do
    local goals = is_goal(view, trigger, place)
      and not view:party_between(trigger.to, place.from)
      and country_of_place(view, place)
    if goals and #goals > 0 then return goals end
  end
  for index, party in ipairs(view.parties) do
    if party.from > trigger.to then
      if party.kind == "country" and is_goal(view, trigger, party) then
        return list_countries(view, index)
      end
      return {}
    end
  end
  return {}
end

--- "đến Nga thăm": the country right before the trigger.
local function find_goal_before(view, trigger)
  for _, party in ipairs(view.parties) do
    if party.kind == "country" and party.to == trigger.from - 1
        and view.marks:ending("TO", party.from - 1) then
      return { party }
    end
  end
  return {}
end

--- Visitors -----------------------------------------------------------------

--- The visitor behind the goal: "chuyến thăm Lào của A và phu nhân".
local function find_owner(view, trigger, goals)
  local last = goals[#goals]
  if view:rest_of_token(last) == "của" then  -- "Làocủa"
    return (side.behind(view, trigger, last.to))
  end
  for token = last.to + 1, math.min(last.to + REACH, view.to) do
    if view:key(token) == "của" then
      return (side.behind(view, trigger, token))
    end
    if view:text(token) == "," then return nil end
  end
  return nil
end

--- "chuyến thăm của A tới Lào": the visitor, and the goals behind it.
local function find_owner_before(view, trigger)
  if view:key(trigger.to + 1) ~= "của" then return nil end
  local owner, first = side.behind(view, trigger, trigger.to + 1)
  if not owner then return nil end
  for index, party in ipairs(view.parties) do
    if party.kind == "country" and party.from > first.to
        and view.marks:ending("GO", party.from - 1)
        and view:distance(first.to, party.from) <= REACH then
      return owner, list_countries(view, index)
    end
  end
  return nil
end

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
  local owner, goals = find_owner_before(view, trigger)
  if owner then return owner, goals, "events.visit.of" end
  goals = find_goals(view, trigger)
  if #goals == 0 then goals = find_goal_before(view, trigger) end
  if #goals == 0 then return nil end
  owner = find_owner(view, trigger, goals)
  if owner then return owner, goals, "events.visit.of" end
  local home = #goals == 1 and goals[1].country or nil
  local left, shared = side.before(view, trigger, home)
  if left then return left, goals, "events.visit.to", shared end
  local phrase = view:phrase_of(trigger)
  if phrase and phrase.fronted then
    return side.after_phrase(view, phrase), goals, "events.visit.during"
  end
  return side.after_comma(view, trigger, goals[#goals].to), goals,
    "events.visit.during"
end

--- Does a ship stand before a party: "tàu ... của Hải quân Mỹ"?
local function has_ship(view, party)
  for token = math.max(view.from, party.from - REACH), party.from - 1 do
    if view:key(token) == "tàu" then return true end
  end
  return false
end

--- Is the word part of a visit told before: "chuyến thăm của A | đến Lào"?
local function is_told(view, trigger)
  local before = view.done[#view.done]
  return before ~= nil and before.type == "VISIT"
    and before.rule == "events.visit.of"
    and view:phrase_of(before.trigger) == view:phrase_of(trigger)
end

--- "A bay đến Lào": nothing else between the three.
local function find_arrival(view, trigger)
  local goals = find_goals(view, trigger)
  if #goals == 0 or goals[1].from > trigger.to + 2
      or is_told(view, trigger) then
    return nil
  end
  local phrase = view:phrase_of(trigger)
  if phrase and phrase.fronted then
    local left = side.after_phrase(view, phrase)
    if not candidate.has_persons(left) then return nil end
    return left, goals, "events.visit.during"
  end
  local left, shared = side.before(view, trigger)
  local party = left and left.parties[#left.parties]
  if not party or not candidate.has_persons(left) and not has_ship(view, party)
      or party.to > trigger.from
      or view:distance(party.to, trigger.from) > 3
      or view:has_between(party.to, trigger.from, { [","] = true }) then
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
        is_several = view.marks:find("SEVERAL", trigger.from - 4,
          trigger.from - 1) ~= nil,
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
  local goals = find_goals(view, trigger)
  local cue = #goals > 0
    and view.marks:find("EARLIER", goals[1].to + 1, view.to)
  if not cue then return {} end
  local found = visits(view, trigger, "events.visit.earlier",
    attendance.members(view, cue.to + 1), goals)
  for _, one in ipairs(found) do one.date, one.date_item = nil, nil end
  return found
end

--- The visits that a trigger tells.
return function(view, trigger)
  if trigger.entry.wants == "guest" then return welcomes(view, trigger) end
  local find = trigger.entry.wants == "arrival" and find_arrival
    or find_journey
  local visitor, goals, rule, shared = find(view, trigger)
  if not visitor then return earlier(view, trigger) end
  return visits(view, trigger, rule, visitor, goals, shared)
end
