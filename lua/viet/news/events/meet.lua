--- MEET: two sides talk.
--
--     events.meet.with     A gặp B; A hội đàm với B
--     events.meet.both     A và B hội đàm
--     events.meet.between  cuộc gặp giữa A và B; cuộc gặp của A với B
--     events.meet.each     A tiếp những người đồng cấp từ Lào, Thái Lan
--     events.meet.at       Tại cuộc gặp (với B), A cảm ơn B
--     events.meet.hosts    Tiếp đoàn có A; B
--     events.meet.during   A thông báo với B trong cuộc gặp

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"

local has_persons = candidate.has_persons

--- Are those behind the trigger a list of whom someone met, not two sides
-- of one meeting: "gặp A, B", where "cuộc gặp A - B" is?
local function is_list(right)
  local a, b = right.parties[1], right.parties[2]
  return b ~= nil and not right.is_between and a.with_comma ~= nil
    and a.with_comma[b] ~= nil
end

--- Can the sides of a meeting be those that were found?
local function suits(trigger, left, right)
  local wants = trigger.wants
  if not right and trigger.id == "meet"
      and not (trigger.is_noun or trigger.is_complete) then
    return false
  elseif not left and right and is_list(right) then
    return false
  elseif wants == "with" then
    if left and side.is_foreign(left) then
      return #left.persons > 1 and left.parties[1].kind == "person"
    end
    return trigger.has_with and has_persons(left) and has_persons(right)
  elseif wants == "guest" then
    return left ~= nil and right ~= nil
  end
  return true
end

--- One by one ---------------------------------------------------------------

--- Is the right side a list of countries that the left side met one by one?
local function is_series(left, right)
  return left and right and #left.countries == 1 and #right.countries > 1
    and not right.known[left.countries[1]]
end

--- Is each guest followed by a place: "gặp A tại Hà Nội và B tại Huế"?
local function has_places(right)
  if not right or #right.parties < 2 then return false end
  for _, party in ipairs(right.parties) do
    if not party.place then return false end
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
  local by_place, found = has_places(right), {}
  local guests = by_place and split_parties(right) or candidate.split(right)
  for i, guest in ipairs(guests) do
    side.settle_home(guest, left)
    if side.is_foreign(left, guest) then
      local one = candidate.new(view, trigger, "events.meet.each",
        { left = left, right = guest })
      if by_place then
        one.place = right.parties[i].place.id
        one.scene = one.place
      end
      found[#found + 1] = one
    end
  end
  return found
end

--- Meetings as occasions ------------------------------------------------------

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
  local phrase = trigger.phrase
  if not phrase or not phrase.fronted
      or trigger.wants == "guest" and not right and not trigger.is_noun then
    return nil
  end
  local subject, other, is_echo = find_talkers(view, phrase, right)
  if not subject or not side.is_foreign(subject, other) then return nil end
  return { candidate.new(view, trigger, "events.meet.at",
    { left = subject, right = other, is_echo = is_echo }) }
end

--- "trong cuộc gặp" behind the main clause: its last two persons.
local function meet_during(view, trigger)
  local phrase = trigger.phrase
  if not phrase or phrase.fronted or not trigger.is_noun then return nil end
  local one, other = side.last_two(view, phrase)
  if not one then return nil end
  return { candidate.new(view, trigger, "events.meet.during",
    { left = one, right = other }) }
end

--- Who meets whom -------------------------------------------------------------

--- "cuộc gặp của A với B".
local function find_owners(view, trigger)
  local owners = trigger.owners or trigger.owner
  if not owners then return nil end
  local left = side.behind(view, trigger, owners.left)
  if not left or not owners.right then return left, nil end
  return left, (side.behind(view, trigger, owners.right))
end

--- Are those who are met the hosts of the visitors told before, who need no
-- name then: "các thuyền trưởng sẽ đến chào Bộ Tư lệnh Vùng 4"?
local function is_host(view, right)
  local first = right.parties[1]
  return first.kind == "org" and (first.is_home
    or first.country == view.base.visited)
end

--- "Tiếp và làm việc với đoàn có A; B": hosts of the visitors told before.
local function meet_visitors(view, trigger)
  local guests = view.base.visitors
  if trigger.wants ~= "guest" or not guests or not trigger.hosts then
    return nil
  end
  local hosts = side.members(view, trigger.hosts.party)
  if not side.is_foreign(hosts, guests) then return nil end
  return { candidate.new(view, trigger, "events.meet.hosts",
    { left = hosts, right = guests }) }
end

--- The two sides, the name of the rule, and the event before that has the same
-- subject, if any.
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
    left = side.after_comma(view, trigger, right.parties[#right.parties].last)
  end
  if not left and right and view.base.visitors and is_host(view, right) then
    left = candidate.countries_only(view.base.visitors)
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
    local country = view.base.country_of[person]
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

--- Is the word a noun of which nobody is told but those who just met: "A và B
-- điện đàm về cuộc gặp sắp tới"?
local function is_topic(view, trigger, left, right)
  local last = left and left.parties[#left.parties]
  if not trigger.is_noun or right or not last then return false end
  for _, other in ipairs(view.done) do
    for _, party in ipairs(other.type == "MEET" and other.subject
        and other.subject.parties or {}) do
      if party == last and not trigger.joint then return true end
    end
  end
  return false
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
  side.settle_home(right, left)
  side.settle_home(left, right)
  if not side.is_foreign(left, right) or not suits(trigger, left, right)
      or is_topic(view, trigger, left, right) then
    return meet_during(view, trigger) or {}
  end
  if is_series(left, right) or left and has_places(right) then
    return meet_each(view, trigger, left, right)
  end
  return { candidate.new(view, trigger, rule,
    { left = left, right = right, shared = shared }) }
end
