--- The two sides of an event: who stands before its word, and who behind.
--
-- A side is one party or several that "và", "cùng", "do ... dẫn đầu" join.
-- Only the nearest party may stand at a distance from the event's word.

local ordered = require "viet.ordered"

local side = {}

local STOPS = { [";"] = true, ["\""] = true, ["“"] = true, ["”"] = true }
local BREAKS = {
  [","] = true, [";"] = true, [":"] = true, ["."] = true, ["("] = true,
  [")"] = true, ["\""] = true, ["“"] = true, ["”"] = true,
}
local LIST = { [","] = true, ["-"] = true, ["–"] = true }

--- The largest numbers of words between a party and the event's word.
local REACH_BEFORE, REACH_BEHIND, REACH_BETWEEN = 20, 10, 16

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
  local codes, count, others = {}, 0, 0
  for _, one in ipairs { a or side.new(), b or side.new() } do
    for _, code in ipairs(one.countries) do
      if not codes[code] then codes[code], count = true, count + 1 end
    end
    if one.is_foreign then others = 1 end
  end
  return count > 0 and count + others > 1
end

--- Joining parties ----------------------------------------------------------

--- The kinds of words that may stand between the members of one side.
local JOINERS = { "LINK", "HONORIFIC", "FORMER", "NEW" }

local function joins_names(view, token)
  for _, kind in ipairs(JOINERS) do
    if view.marks:fill(kind, token, token) then return true end
  end
  return false
end

--- May a token stand beside joining words: brackets, and a place in "gặp A
-- tại Hải Phòng và B"?
local function is_between_names(view, token)
  local text = view:text(token)
  return text == "(" or text == ")" or view.marks:fill("AT", token, token)
    or ordered.covers(view.places, token, token)
end

--- Do only joining words stand between two parties?
local function is_joined(view, a, b)
  if b.from <= a.to then return true end
  local from, to = a.to + 1, b.from - 1
  if from > to then return a.kind == "country" and b.kind == "person" end
  local joins, has_comma = false, view:text(from) == ","
  if has_comma then from = from + 1 end
  for token = from, to do
    if joins_names(view, token) then
      joins = joins or not has_comma or view.marks:fill("LINK", token, token)
    elseif not is_between_names(view, token) then
      return false
    end
  end
  return joins
end

--- Are two countries members of a list: "Lào, Campuchia", "Nga - Mỹ"?
local function is_listed(view, a, b)
  return b.kind == "country" and b.from - a.to == 2
    and LIST[view:text(a.to + 1)] or false
end

--- Is a person one of a list: behind another and a comma?
local function follows(view, a, b)
  local token = b.from - 1
  while token > a.to and joins_names(view, token) do token = token - 1 end
  return b.kind == "person" and #a.persons > 0
    and token == a.to + 1 and view:text(token) == ","
end

--- The last of the persons whom commas list behind the party `index`, if
-- "và" joins the last of them or nothing but a mark follows; else `index`.
-- (In "gặp A, B cho biết" B is not met.)
local function find_list_end(view, index, to)
  local last = index
  while last < #view.parties do
    local a, b = view.parties[last], view.parties[last + 1]
    local is_closing = last > index and is_joined(view, a, b)
    if b.to > to or not (is_closing or follows(view, a, b)) then break end
    last = last + 1
    if is_closing then return last end
  end
  local behind = view.parties[last].to + 1
  local is_end = behind > view.to
    or view.doc.tokens:kind(behind) == "punct" and view:text(behind) ~= ","
  return is_end and last or index
end

--- Adds the parties before the first one that are joined to it.
local function extend_left(view, self, index, from)
  while index > 1 do
    local a, b = view.parties[index - 1], view.parties[index]
    local is_one = is_joined(view, a, b)
      or is_listed(view, a, b)
        and (a.kind == "country" or a.kind == "org")
        and view:text(a.to + 1) == "," and not view:is_location(a)
    if a.from < from or not is_one
        or view:phrase_of(a) ~= view:phrase_of(b) then
      return
    end
    side.add(self, a, true)
    index = index - 1
  end
end

--- Adds the parties after the last one that are joined to it, to token `to`.
local function extend_right(view, self, index, to)
  local list_end = find_list_end(view, index, to)
  while index < list_end do
    index = index + 1
    side.add(self, view.parties[index])
  end
  while index < #view.parties do
    local a, b = view.parties[index], view.parties[index + 1]
    if b.to > to or not (is_joined(view, a, b) or is_listed(view, a, b)) then
      return
    end
    side.add(self, b)
    index = index + 1
  end
end

--- Does a party take part only in the occasion of what the trigger tells?
local function is_aside(view, party, trigger)
  local phrase = view:phrase_of(party)
  return phrase ~= nil and view:phrase_of(trigger) ~= phrase
end

--- Before -------------------------------------------------------------------

--- The token before the words that may stand between a subject and the
-- event's word: "đã có cuộc".
local function skip_light(view, trigger)
  local token = trigger.from - 1
  while token >= view.from do
    local cue = view.marks:ending("LIGHT", token)
    if not cue then return token end
    token = cue.from - 1
  end
  return token
end

--- The event told before whose subject goes on: "gặp A và ký", "thăm Lào;
-- dự". A comma alone may also end the name of another subject.
local function find_shared(view, trigger, party)
  local before = view.done[#view.done]
  local subject = before and before.subject
  local last = subject and subject.parties[#subject.parties]
  if not last or last.to > before.trigger.from then return nil end
  local token = math.max(skip_light(view, trigger), view.from)
  local text = view:text(token)
  local goes_on = text == ";" or view.marks:ending("THEN", token) ~= nil
    or text == "," and party.from > last.to
  return goes_on and before or nil
end

--- How many words may follow one who is spoken to and acts then: "gặp B |
-- sang thăm Lào".
local REACH_OBJECT = 5

--- Can a party be the subject of a trigger at some distance? Not where it
-- is the object of other words: "tặng B, viếng lăng, dự hội nghị".
local function is_subject(view, party, trigger)
  if not view.marks:ending("OTHER", party.from - 1)
      or view:key(party.from - 1) == "của" then
    return true
  end
  local count = view:distance(party.to, trigger.from)
  for token = party.to + 1, trigger.from - 1 do
    if view.marks:fill("LINK", token, token)
        or view.marks:fill("LIGHT", token, token) then
      count = count - 1
    end
  end
  return count <= REACH_OBJECT
end

--- The side before a trigger.
-- @param home  a country whose parties are passed over: that of the hosts
-- @return the side or nil, and the event that has the same subject, if any
function side.before(view, trigger, home)
  local phrase = view:phrase_of(trigger)
  local from = phrase and phrase.fronted and phrase.from or view.from
  for index = #view.parties, 1, -1 do
    local party = view.parties[index]
    if party.to < trigger.from and party.from >= from
        and not (home and party.country == home)
        and not view:is_location(party)
        and is_subject(view, party, trigger)
        and not is_aside(view, party, trigger) then
      local shared = find_shared(view, trigger, party)
      if shared and not (home and shared.subject.known[home]) then
        return shared.subject, shared
      end
      if view:distance(party.to, trigger.from) > REACH_BEFORE
          or view:has_between(party.to, trigger.from, STOPS) then
        return nil
      end
      local self = side.add(side.new(), party)
      extend_left(view, self, index, from)
      return self
    end
  end
  return nil
end

--- Behind -------------------------------------------------------------------

--- Is "giữa" among the words?
local function has_giua(view, from, to)
  for i = from + 1, to - 1 do
    if view:key(i) == "giữa" then return true end
  end
  return false
end

local function is_near(view, token, party)
  local reach = has_giua(view, token, party.from) and REACH_BETWEEN
    or REACH_BEHIND
  return view:distance(token, party.from) <= reach
    and not view:has_between(token, party.from, BREAKS)
end

--- The side behind a token.
-- @param trigger  whose word it is; words of another event end the search
-- @param token    where to begin; default: the trigger's last one
-- @return the side or nil, and its first party
function side.behind(view, trigger, token)
  token = token or trigger.to
  local phrase = view:phrase_of(trigger)
  local to = phrase and phrase.to or view.to
  for index, party in ipairs(view.parties) do
    if party.from > token and party.to <= to then
      if is_aside(view, party, trigger) or not is_near(view, token, party)
          or view:is_location(party)
          or view:trigger_between(token, party.from) then
        return nil
      end
      local self = side.add(side.new(), party)
      extend_right(view, self, index, to)
      self.is_between = has_giua(view, token, party.from)
      return self, party
    end
  end
  return nil
end

--- The subject behind what a verb at the head of the sentence tells: "Thăm
-- Lào, A ..."; "Tiếp B, A ...": the first person behind the next comma.
-- @param token  the last one of the verb's object
function side.after_comma(view, trigger, token)
  if trigger.from ~= view.from then return nil end
  for index, party in ipairs(view.parties) do
    if party.from > token and party.kind == "person" then
      if view:text(party.from - 1) ~= ","
          or view:has_between(token, party.from - 1, STOPS) then
        return nil
      end
      local self = side.add(side.new(), party)
      extend_right(view, self, index, view.to)
      return self
    end
  end
  return nil
end

--- The subject of what follows a fronted phrase: "Tại cuộc gặp, A ...".
-- @return its side and the index of its party
function side.after_phrase(view, phrase)
  for index, party in ipairs(view.parties) do
    if party.from > phrase.to and not view:phrase_of(party) then
      local self = side.add(side.new(), party)
      extend_right(view, self, index, view.to)
      if #self.persons == 0 and party.kind ~= "org"
          or view:has_between(phrase.to + 1, party.from, STOPS) then
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
    if party.to < phrase.from and not view:phrase_of(party)
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
  local own = subject.countries[1]
  for i = index + 1, #view.parties do
    local party = view.parties[i]
    local first = view.parties[index]
    if view:has_between(first.to, party.from, { [";"] = true }) then
      return nil
    end
    if #party.persons > 0 and party.country and party.country ~= own then
      return side.add(side.new(), party)
    end
  end
  return nil
end

return side
