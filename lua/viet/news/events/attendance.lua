--- Lists of those who attend an event, and events named before.
--
--     Tham dự hội nghị có A; B; đại diện các nước Lào, Campuchia
--     Diễn đàn X có sự tham gia của các diễn giả như A, B
--     C và D cũng dự

local ordered = require "viet.ordered"
local side = require "viet.news.events.side"

local attendance = {}

--- How many bytes before it the name of "dự Giao lưu" may stand.
local FAR = 20000

--- How many words may stand between the verb and "có", and how many
-- between two members of a list that are no joining words.
local REACH_OPENING, REACH_MEMBER = 8, 6

--- How many tokens before "có sự tham gia" a short form may stand.
local REACH_SHORT = 60

local SEPARATORS = { [","] = true, [";"] = true, [":"] = true }

--- Events named before -----------------------------------------------------

--- The events named in the text before a span, in order of text.
local function named_before(view, first)
  return view.doc:within("NAMED_EVENT", math.max(1, first - FAR), first)
end

--- Does an event's name begin with the words at a token: "hội nghị"? "lễ"
-- alone tells as much as two words of the others.
local function begins_like(view, span, token)
  local tokens = view.doc.tokens
  local at = tokens:at(span.first)
  if tokens:key(at) ~= view:key(token) then return false end
  return view:key(token) == "lễ" or tokens:key(at + 1) == view:key(token + 1)
end

--- The last event named before whose name begins with the words at a token:
-- that of "dự Giao lưu", "tham dự hội nghị".
-- @return a table with `id` and `span`, or nil
function attendance.find_short(view, token)
  local found
  for _, span in ipairs(named_before(view, view.doc.tokens:span(token))) do
    if begins_like(view, span, token) then found = span end
  end
  return found and { id = found.id, span = found }
end

--- The event of which the text before a byte speaks: the one attended last,
-- else the one named last.
local function find_topic(view, first)
  local spans = named_before(view, first)
  local attended = view.attended
  for i = #spans, 1, -1 do
    if not attended or spans[i].id == attended then
      return { id = spans[i].id, span = spans[i] }
    end
  end
  return nil
end

--- "A cũng dự": the event of which the text speaks, if the verb has no
-- object of its own.
function attendance.find_same(view, trigger)
  if not view.marks:ending("ALSO", trigger.from - 1) then return nil end
  local key = view:key(trigger.to + 1)
  local ends = trigger.to >= view.to or key == "và" or key == "sự"
    or view.doc.tokens:kind(trigger.to + 1) == "punct"
  return ends and find_topic(view, trigger.first) or nil
end

--- Lists --------------------------------------------------------------------

--- The last NAMED_EVENT between two tokens, or the one that a short form
-- there means; "sự kiện" and the like mean the one attended last.
local function find_event(view, from, to)
  for i = #view.named, 1, -1 do
    local event = view.named[i]
    if event.from >= from and event.to <= to then return event end
  end
  for token = to, math.max(from, to - REACH_SHORT), -1 do
    if view.marks:starting("EVENT_WORD", token) and not view:is_name(token)
    then
      return attendance.find_short(view, token)
        or view.attended and find_topic(view, view.first)
    end
  end
  return nil
end

--- Does the verb begin its sentence: "Tham dự", "Đến dự", "Cùng dự"?
local function is_fronted(view, trigger)
  for token = view.from, trigger.from - 1 do
    if not view.marks:fill("ALSO", token, token)
        and not view.marks:fill("GO", token, token) then
      return false
    end
  end
  return true
end

--- The word that opens the list of those who attend, behind a verb.
local function find_opening(view, trigger)
  for token = trigger.to + 1, view.to do
    local cue = view.marks:starting("OPENING", token)
    if cue and not view:is_mention(token) then return cue end
    if view:distance(trigger.to, token) > REACH_OPENING
        or ordered.covers(view.parties, token, token)
        or view.doc.tokens:kind(token) == "punct" then
      return nil
    end
  end
  return nil
end

--- Where a list begins, and the event: tokens and a table with `id`.
local function find_list(view, trigger)
  if trigger.entry.wants == "list" then
    if view:key(trigger.to + 1) ~= "của" then return nil end
    return trigger.to + 2, find_event(view, view.from, trigger.from - 1)
  end
  local opening = find_opening(view, trigger)
  if not opening then return nil end
  local from, to = trigger.to + 1, opening.from - 1
  if is_fronted(view, trigger) then
    local is_bare = to < from or view:key(from) == "sự"
    return opening.to + 1, is_bare and find_topic(view, trigger.first)
      or find_event(view, from, to)
  elseif to < from and view:key(opening.from) ~= "có"
  then
    return opening.to + 1, find_event(view, view.from, trigger.from - 1)
  end
  return nil
end

--- May a party be the next member of a list? Few words stand before it, and
-- a country behind a person is a member only behind a mark or "và".
local function is_member(view, last, token, party)
  local words, is_parted = 0, last == nil
  for i = token, party.from - 1 do
    local key = view:key(i)
    if SEPARATORS[view:text(i)] or key == "và" or key == "cùng" then
      is_parted = true
    elseif not view.marks:fill("LINK", i, i)
        and not view.marks:fill("OPENING", i, i) then
      words = words + 1
    end
  end
  if words > REACH_MEMBER then return false end
  return is_parted or "skip"
end

--- The side of all parties of a list that begins at a token.
function attendance.members(view, from)
  local all, last, token = side.new(), nil, from
  for _, party in ipairs(view.parties) do
    if party.from >= from then
      local is_one = is_member(view, last, token, party)
      if not is_one then break end
      if is_one == true and not view:is_location(party) then
        side.add(all, party)
        last = party
      end
      token = party.to + 1
    end
  end
  return all
end

--- Those whom a list behind a trigger names as attending an event.
-- @return a side and the event (a table with `id` and `span`), or nil
function attendance.find_listed(view, trigger)
  local from, event = find_list(view, trigger)
  if not event then return nil end
  return attendance.members(view, from), event
end

return attendance
