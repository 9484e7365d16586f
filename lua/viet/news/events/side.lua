--- The two sides of an event: who stands before its word, and who behind.
--
-- A side is one party or several that rules/events.rules tells are joined.
-- Only the nearest party may stand at a distance from the event's word.

local sides = require "viet.news.holds.sides"

local side = {}

--- A side of no one yet. `persons` is in order of text, `of` tells the
-- country of each (or false); `countries` are codes, each once.
function side.new()
  return { parties = {}, persons = {}, of = {}, countries = {}, known = {} }
end

function side.add_country(self, code, in_front)
  if code and not self.known[code] then
    self.known[code] = true
    table.insert(self.countries, in_front and 1 or #self.countries + 1, code)
  end
end

--- Adds a party; one that stands before those added so far goes first.
function side.add(self, party, in_front)
  table.insert(self.parties, in_front and 1 or #self.parties + 1, party)
  local place = in_front and 1 or #self.persons + 1
  for _, person in ipairs(party.persons) do
    if self.of[person] == nil then
      table.insert(self.persons, place, person)
      place = place + 1
    end
    self.of[person] = party.of[person] or self.of[person] or false
    side.add_country(self, self.of[person], in_front)
  end
  side.add_country(self, party.country, in_front)
  self.is_foreign = self.is_foreign or party.is_foreign or false
  return self
end

--- Do two sides stand for two countries at least, or for one and for a
-- foreign person or body whose country is not told?
function side.is_foreign(a, b)
  local count = a and #a.countries or 0
  for _, code in ipairs(b and b.countries or {}) do
    if not (a and a.known[code]) then count = count + 1 end
  end
  local is_more = a and a.is_foreign or b and b.is_foreign
  return count > 0 and count + (is_more and 1 or 0) > 1
end

--- Bodies that name no country are of home where the other side is foreign,
-- and so are persons with a name of home.
function side.settle_home(one, other)
  if not one or not other or #one.countries > 0 then return end
  for _, party in ipairs(one.parties) do
    if party.is_home and #other.countries > 0 then
      side.add_country(one, sides.home)
      for _, person in ipairs(party.persons) do one.of[person] = sides.home end
      return
    end
  end
end

--- Joining parties ----------------------------------------------------------

--- How a party belongs to the next one, or nil.
local function relation(a, b) return a.joined and a.joined[b] end

--- Is a party one side with the next one? Names in names are.
local function is_joined(a, b)
  return b.first <= a.last or relation(a, b) == "joined"
end

local function is_listed(a, b) return relation(a, b) == "listed" end

--- Is a person one of a list: behind another and a comma?
local function follows(a, b)
  return relation(a, b) == "next" and (#a.persons > 0 or a.kind == "post")
end

--- The last of the persons whom commas list behind the party `index`, if
-- "và" joins the last of them or nothing but a mark follows; else `index`.
-- (In "gặp A, B cho biết" B is not met.)
local function find_list_end(parties, index, last)
  local i = index
  while i < #parties do
    local a, b = parties[i], parties[i + 1]
    local is_closing = i > index and is_joined(a, b)
    if b.last > last or not (is_closing or follows(a, b)) then break end
    i = i + 1
    if is_closing then return i end
  end
  return parties[i].is_last and i or index
end

--- Adds the parties before the first one that are joined to it.
local function extend_left(view, self, index, first)
  while index > 1 do
    local a, b = view.parties[index - 1], view.parties[index]
    local is_one = is_joined(a, b)
      or is_listed(a, b) and (a.kind == "country" or a.kind == "org")
        and a.with_comma and a.with_comma[b] and not a.is_location
    if a.first < first or not is_one or a.phrase ~= b.phrase then return end
    side.add(self, a, true)
    index = index - 1
  end
end

--- Adds the parties after the last one that are joined to it, up to a byte.
local function extend_right(view, self, index, last)
  local list_end = find_list_end(view.parties, index, last)
  while index < list_end do
    index = index + 1
    side.add(self, view.parties[index])
  end
  while index < #view.parties do
    local a, b = view.parties[index], view.parties[index + 1]
    if b.last > last or not (is_joined(a, b) or is_listed(a, b)) then return end
    side.add(self, b)
    index = index + 1
  end
end

--- The place of a party among those of its sentence, or nil.
local function index_of(view, party)
  for i, one in ipairs(view.parties) do
    if one == party then return i end
  end
  return nil
end

--- The side that begins with a party.
local function from_party(view, index, last)
  local self = side.add(side.new(), view.parties[index])
  extend_right(view, self, index, last)
  return self
end

--- Before -------------------------------------------------------------------

--- The event told before whose subject goes on: "gặp A và ký", "thăm Lào;
-- dự". A comma alone may also end the name of another subject.
-- @param party  the one that would be the subject, or nil
local function find_shared(view, trigger, party)
  local before = view.done[#view.done]
  local subject = before and before.subject
  local last = subject and subject.parties[#subject.parties]
  if not last or last.last > before.trigger.first then return nil end
  local goes_on = trigger.joint == "stop" or trigger.joint == "then"
    or trigger.joint == "comma" and party and party.first > last.last
  return goes_on and before or nil
end

--- Can a party be the subject of a trigger? Not of another phrase, and not of
-- the country that is visited.
local function may_act(trigger, party, first, home)
  local is_aside = party.phrase and party.phrase ~= trigger.phrase
  return party.first >= first and not party.is_nobody
    and not party.is_location and not is_aside
    and not (home and party.country == home)
end

--- The side before a trigger.
-- @param home     a country whose parties are passed over: that of the hosts
-- @param outside  may it stand before the phrase that a clause begins with,
--   too: "A rời Lào, kết thúc chuyến thăm"?
-- @return the side or nil, and the event that has the same subject, if any
function side.before(view, trigger, home, outside)
  local phrase = trigger.phrase
  local is_limited = phrase and phrase.fronted and not outside
  local first = is_limited and phrase.first or view.first
  local subject
  for _, party in ipairs(trigger.before or {}) do
    if may_act(trigger, party, first, home)
        and (not subject or party.first >= subject.first) then
      subject = party
    end
  end
  local shared = find_shared(view, trigger, subject)
  if shared and not (home and shared.subject.known[home]) then
    return shared.subject, shared
  end
  if not subject then return nil end
  local self = side.add(side.new(), subject)
  extend_left(view, self, index_of(view, subject), first)
  return self
end

--- Behind -------------------------------------------------------------------

--- The side that begins with a party behind a trigger.
-- @param party  default: the first one behind the trigger
-- @return the side or nil
function side.behind(view, trigger, party)
  local phrase = trigger.phrase
  local last = phrase and phrase.last or view.last
  local is_between = not party and trigger.is_between
  party = party or trigger.behind
  if not party or party.is_nobody or party.is_location or party.last > last
      or party.phrase and party.phrase ~= phrase then
    return nil
  end
  local index = index_of(view, party)
  if not index then return nil end
  local self = from_party(view, index, last)
  self.is_between = is_between or false
  return self
end

--- The subject behind what a verb at the head of the sentence tells: "Thăm
-- Lào, A ..."; "Tiếp B, A ...": the first person behind the next comma.
-- @param last  the last byte of the verb's object
function side.after_comma(view, trigger, last)
  local party = trigger.comma_party
  local index = party and party.first > last and index_of(view, party)
  return index and from_party(view, index, view.last) or nil
end

--- The subject of what follows a fronted phrase: "Tại cuộc gặp, A ...".
-- @return its side and the index of its last party
function side.after_phrase(view, phrase)
  for index, party in ipairs(view.parties) do
    if party.first > phrase.last and not party.phrase then
      local self = from_party(view, index, view.last)
      if #self.persons == 0 and party.kind ~= "org"
          or view.scene:has_stop(phrase.last, party.first, true) then
        return nil
      end
      return self, index + #self.parties - 1
    end
  end
  return nil
end

--- The last person before a phrase and the one before of another country:
-- "A thông báo với B trong cuộc gặp".
function side.last_two(view, phrase)
  local other
  for i = #view.parties, 1, -1 do
    local party = view.parties[i]
    if party.last < phrase.first and not party.phrase
        and #party.persons > 0 and party.country then
      if not other then
        other = party
      elseif party.country ~= other.country then
        return side.add(side.new(), party), side.add(side.new(), other)
      end
    end
  end
  return nil
end

--- The next person of another country in the same clause: whom the subject
-- of "Tại cuộc gặp, A cảm ơn B" speaks to.
function side.addressee(view, subject, index)
  local own, first = subject.countries[1], view.parties[index]
  for i = index + 1, #view.parties do
    local party = view.parties[i]
    if view.scene:has_stop(first.last, party.first) then return nil end
    local is_other = party.country and party.country ~= own
      or party.is_foreign
    if #party.persons > 0 and is_other then
      return side.add(side.new(), party)
    end
  end
  return nil
end

--- All members of a list that begins with a party: "có: A, Phó Tư lệnh; B".
function side.members(view, party)
  local all, index = side.new(), index_of(view, party)
  local how = "parted"
  while index and how do
    local one, next_one = view.parties[index], view.parties[index + 1]
    if how == "parted" and not one.is_location then side.add(all, one) end
    how = next_one and one.member and one.member[next_one]
    index = index + 1
  end
  return all
end

return side
