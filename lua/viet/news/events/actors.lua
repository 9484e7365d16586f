--- Sets of actors: the persons and countries of an event.
--
-- A set is a side (see events/side.lua): `persons` and `countries` in order,
-- the visiting side first, and the country of each person in `of`.

local side = require "viet.news.events.side"

local actors = {}

--- Adds the members of one set to another.
function actors.add(all, more)
  for _, person in ipairs(more.persons) do
    if all.of[person] == nil then
      all.persons[#all.persons + 1] = person
      all.of[person] = more.of[person]
    end
  end
  for _, code in ipairs(more.countries) do side.add_country(all, code) end
end

--- A candidate's persons and countries, the visiting side first.
function actors.collect(candidate)
  local one, other = candidate.left, candidate.right
  if candidate.trigger.word.is_host and other then
    one, other = other, one
  end
  local all = side.new()
  if one then actors.add(all, one) end
  if other then actors.add(all, other) end
  if candidate.home then side.add_country(all, candidate.home) end
  return all
end

--- How many countries two sets of actors share.
function actors.count_shared(a, b)
  local count = 0
  for _, code in ipairs(a.countries) do
    if b.known[code] then count = count + 1 end
  end
  return count
end

function actors.shares_person(a, b)
  for _, person in ipairs(a.persons) do
    if b.of[person] ~= nil then return true end
  end
  return false
end

--- Do two sets of actors share a person, or is one without any?
function actors.may_share(a, b)
  return #a.persons == 0 or #b.persons == 0 or actors.shares_person(a, b)
end

--- Are there two persons of one country, one of each, who differ?
function actors.have_rivals(a, b)
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
function actors.has_unknown(all)
  for _, person in ipairs(all.persons) do
    if not all.of[person] then return true end
  end
  return false
end

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

--- The ids of an event's actors: persons, then countries, each with those of
-- the visiting side first.
function actors.list(event)
  local all, visitor = event.actors, find_visitor(event)
  local persons, countries = all.persons, all.countries
  if visitor then
    persons = put_first(persons, function(p) return all.of[p] == visitor end)
    countries = put_first(countries, function(c) return c == visitor end)
  end
  local ids = {}
  for _, person in ipairs(persons) do ids[#ids + 1] = person end
  for _, code in ipairs(countries) do ids[#ids + 1] = "country/" .. code end
  return ids
end

return actors
