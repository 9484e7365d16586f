--- MEET: two sides talk.
--
--     events.meet.with     A gặp B; A hội đàm với B
--     events.meet.both     A và B hội đàm
--     events.meet.between  cuộc gặp giữa A và B; cuộc gặp của A với B
--     events.meet.each     A tiếp những người đồng cấp từ Lào, Thái Lan
--     events.meet.at       Tại cuộc gặp (với B), A cảm ơn B
--     events.meet.hosts    Tiếp đoàn có A; B
--     events.meet.during   A thông báo với B trong cuộc gặp

local attendance = require "viet.news.events.attendance"
local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"
local sides = require "viet.news.holds.sides"

local has_persons = candidate.has_persons

--- Does "với" stand behind the trigger, before any name?
local function is_with(view, trigger)
  for i = trigger.to + 1, trigger.to + 4 do
    local key = view:key(i)
    if key == "với" or key == "cùng" then return true end
    if view:is_name(i) then return false end
  end
  return false
end

--- Is the word a noun here: "cuộc gặp", "buổi tiếp"?
local function is_noun(view, trigger)
  local before = view:key(trigger.from - 1)
  return before == "cuộc" or before == "buổi"
end

--- May a word like "gặp" stand without an object? As a noun, and before
-- "nhau", a place or a mark.
local function is_complete(view, trigger)
  local behind = view:key(trigger.to + 1)
  return is_noun(view, trigger) or behind == "" or behind == "nhau"
    or view.marks:starting("AT", trigger.to + 1) ~= nil
    or view.doc.tokens:kind(trigger.to + 1) == "punct"
end

--- Are those behind the trigger a list of whom someone met, not two sides
-- of one meeting: "gặp A, B", where "cuộc gặp A - B" is?
local function is_list(view, right)
  local a, b = right.parties[1], right.parties[2]
  return b ~= nil and not right.is_between
    and view:has_between(a.to, b.from, { [","] = true }) ~= nil
end

--- Can the sides of a meeting be those that were found?
local function suits(view, trigger, left, right)
  local wants = trigger.entry.wants
  if not right and trigger.id == "meet" and not is_complete(view, trigger)
  then
    return false
  elseif not left and right and is_list(view, right) then
    return false
  elseif wants == "with" then
    if left and side.is_foreign(left) then
      return #left.persons > 1 and left.parties[1].kind == "person"
    end
    return is_with(view, trigger) and has_persons(left)
      and has_persons(right)
  elseif wants == "guest" then
    return left ~= nil and right ~= nil
  end
  return true
end

--- Bodies that name no country are of home where the other side is foreign.
local function settle_home(one, other)
  if not one or not other or #one.countries > 0 then return end
  for _, party in ipairs(one.parties) do
    if party.is_home and #other.countries > 0 then
      side.add_country(one, sides.home)
      return
    end
  end
end

--- Is the right side a list of countries that the left side met one by one?
local function is_series(left, right)
  return left and right and #left.countries == 1 and #right.countries > 1
    and not right.known[left.countries[1]]
end

--- The place right behind a guest: "gặp A tại Hà Nội và B tại Huế".
local function place_behind(view, party)
  for _, place in ipairs(view.places) do
    if place.from > party.to + 1 and place.from <= party.to + 4
        and view.marks:ending("AT", place.from - 1)
        and not view:party_between(party.to, place.from) then
      return place
    end
  end
  return nil
end

--- Is each guest followed by a place?
local function has_places(view, right)
  if not right or #right.parties < 2 then return false end
  for _, party in ipairs(right.parties) do
    if not place_behind(view, party) then return false end
  end
  return true
end

--- A side for each guest.
local function split_parties(right)
  local found = {}
  for i, party in ipairs(right.parties) do
    found[i] = side.add(side.new(), party)
  end
  return found
end

local function meet_each(view, trigger, left, right)
  local by_place, found = has_places(view, right), {}
  local guests = by_place and split_parties(right) or candidate.split(right)
  for i, guest in ipairs(guests) do
    settle_home(guest, left)
    if side.is_foreign(left, guest) then
      local one = candidate.new(view, trigger, "events.meet.each",
        { left = left, right = guest })
      if by_place then
        one.place = place_behind(view, right.parties[i]).id
        one.scene = one.place
      end
      found[#found + 1] = one
    end
  end
  return found
end

--- The sides of a meeting that a phrase in front tells or refers to.
-- @return two sides, and whether the phrase only refers to the meeting
local function find_talkers(view, phrase, right)
  local subject, index = side.after_phrase(view, phrase)
  if not subject then return nil end
  if right and side.is_foreign(subject, right) then
    return subject, right, not has_persons(right)
  end
  if #subject.countries > 1 then return subject, nil, true end
  return subject, side.addressee(view, subject, index), true
end

local function meet_at(view, trigger, right)
  local phrase = view:phrase_of(trigger)
  if not phrase or not phrase.fronted
      or trigger.entry.wants == "guest" and not right
        and not is_noun(view, trigger) then
    return nil
  end
  local subject, other, is_echo = find_talkers(view, phrase, right)
  if not subject or not side.is_foreign(subject, other) then return nil end
  return { candidate.new(view, trigger, "events.meet.at",
    { left = subject, right = other, is_echo = is_echo }) }
end

--- "trong cuộc gặp" behind the main clause: its last two persons.
local function meet_during(view, trigger)
  local phrase = view:phrase_of(trigger)
  if not phrase or phrase.fronted or not is_noun(view, trigger) then
    return nil
  end
  local one, other = side.last_two(view, phrase)
  if not one then return nil end
  return { candidate.new(view, trigger, "events.meet.during",
    { left = one, right = other }) }
end

--- "cuộc gặp của A với B".
local function find_owners(view, trigger)
  if view:key(trigger.to + 1) ~= "của" then return nil end
  local owner, first = side.behind(view, trigger, trigger.to + 1)
  if not owner then return nil end
  for token = first.to + 1, math.min(first.to + 8, view.to) do
    if view:key(token) == "với" then
      return owner, (side.behind(view, trigger, token))
    end
  end
  return owner, nil
end

--- Are those who are met the hosts of the visitors told before, who need no
-- name then: "nhóm chỉ huy tàu sẽ tới chào xã giao lãnh đạo Quân khu 7"?
local function is_host(view, right)
  local first = right.parties[1]
  return first.kind == "org" and (first.is_home
    or first.country == view.visited)
end

--- How many words may stand between "tiếp" and "đoàn".
local REACH_DELEGATION = 6

--- "Tiếp và làm việc với đoàn có A; B": hosts of the visitors told before.
local function meet_visitors(view, trigger)
  local guests = view.visitors
  if trigger.entry.wants ~= "guest" or not guests
      or view:distance(view.from, trigger.from) > REACH_DELEGATION then
    return nil
  end
  for token = trigger.to + 1, math.min(trigger.to + REACH_DELEGATION, view.to)
  do
    local opening = view:key(token) == "đoàn"
      and view.marks:starting("OPENING", token + 1)
    if opening then
      local hosts = attendance.members(view, opening.to + 1)
      if not side.is_foreign(hosts, guests) then return nil end
      return { candidate.new(view, trigger, "events.meet.hosts",
        { left = hosts, right = guests }) }
    end
  end
  return nil
end

--- The sides beside the trigger, and the name of the rule that found them.
local function find_sides(view, trigger)
  local left, right = find_owners(view, trigger)
  if left then return left, right, "events.meet.between" end
  local shared
  right = side.behind(view, trigger)
  if right and right.is_between and side.is_foreign(right) then
    return nil, right, "events.meet.between"
  end
  left, shared = side.before(view, trigger)
  if not left and right then
    left = side.after_comma(view, trigger, right.parties[#right.parties].to)
  end
  if not left and right and view.visitors and is_host(view, right) then
    left = candidate.countries_only(view.visitors)
  end
  local rule = not right and "events.meet.both"
    or left and "events.meet.with" or "events.meet.between"
  return left, right, rule, shared
end

--- A post without a name that several persons hold is that of another
-- country than the other side: "A gặp Tổng Bí thư".
local function choose_holder(view, one, other)
  local party = one and #one.parties == 1 and one.parties[1]
  if not party or not party.holders or not other
      or side.is_foreign(one, other) then
    return one
  end
  for _, person in ipairs(party.holders) do
    local country = view.country_of[person]
    if country and not other.known[country] then
      local copy = side.new()
      copy.parties[1], copy.persons[1] = party, person
      copy.of[person] = country
      side.add_country(copy, country)
      return copy
    end
  end
  return one
end

--- The meetings that a trigger tells.
return function(view, trigger)
  local hosted = meet_visitors(view, trigger)
  if hosted then return hosted end
  local left, right, rule, shared = find_sides(view, trigger)
  right = choose_holder(view, right, left)
  left = choose_holder(view, left, right)
  local found = meet_at(view, trigger, right)
  if found then return found end
  settle_home(right, left)
  settle_home(left, right)
  if not side.is_foreign(left, right) or
      not suits(view, trigger, left, right) then
    return meet_during(view, trigger) or {}
  end
  if is_series(left, right) or left and has_places(view, right) then
    return meet_each(view, trigger, left, right)
  end
  return { candidate.new(view, trigger, rule,
    { left = left, right = right, shared = shared }) }
end
