--- Which events are meant: named here, or named before.
--
--     dự Hội nghị X và Đối thoại Y; dự Giao lưu; A cũng dự
--     Tham dự hội nghị có A; B; đại diện các nước Lào, Campuchia

local ordered = require "viet.ordered"

local attendance = {}

--- How many bytes before it the name of "dự Giao lưu" may stand.
local FAR = 20000

--- Events named before -----------------------------------------------------

--- The events named in the text before a byte, in order of text.
local function named_before(view, first)
  return view.doc:within("NAMED_EVENT", math.max(1, first - FAR), first)
end

--- Does an event's name begin with the words at a token: "hội nghị"? "lễ"
-- alone tells as much as two words of the others.
local function begins_like(tokens, span, token)
  local at = tokens:at(span.first)
  if tokens:key(at) ~= tokens:key(token) then return false end
  return tokens:key(token) == "lễ" or token < #tokens
    and tokens:key(at + 1) == tokens:key(token + 1)
end

--- The last event named before whose name begins with the words at a token:
-- that of "dự Giao lưu", "tham dự hội nghị".
-- @return a NAMED_EVENT or nil
function attendance.find_short(view, token)
  local tokens, found = view.doc.tokens, nil
  if token > #tokens then return nil end
  for _, span in ipairs(named_before(view, (tokens:span(token)))) do
    if begins_like(tokens, span, token) then found = span end
  end
  return found
end

--- The event of which the text before a byte speaks: the one attended last,
-- else the one named last.
function attendance.find_topic(view, first)
  local spans = named_before(view, first)
  local attended = view.base.attended
  for i = #spans, 1, -1 do
    if not attended or spans[i].id == attended then return spans[i] end
  end
  return nil
end

--- The last NAMED_EVENT between two bytes, or the one that a short form there
-- means; "sự kiện" and the like mean the one attended last.
function attendance.find_event(view, first, last)
  local named = view:within "named"
  for i = #named, 1, -1 do
    if named[i].first >= first and named[i].last <= last then
      return named[i]
    end
  end
  local words = view.base.relations.event_words
  for i = ordered.count_before(words, "first", last + 1), 1, -1 do
    local word = words[i]
    if word.first < first then break end
    if not view:is_mention(word) then
      return attendance.find_short(view, view.doc.tokens:at(word.first))
        or view.base.attended and attendance.find_topic(view, view.first)
    end
  end
  return nil
end

--- Events named behind the word ----------------------------------------------

--- The events that a list names: the whole instead of its parts, none twice.
local function list_events(relations, event)
  local found = { event }
  while event do
    local whole, more = relations.whole_of[event], relations.more[event]
    if whole then
      found, event = { whole }, whole
    else
      if more and more.id ~= event.id and not relations.again[more] then
        found[#found + 1] = more
      end
      event = more
    end
  end
  return found
end

--- The events that someone attends, as a trigger's rules tell.
-- @return a list of NAMED_EVENTs
function attendance.find_events(view, trigger)
  local first
  for _, captures in ipairs(trigger.events or {}) do
    if not first or captures.event.first < first.first then
      first = captures.event
    end
  end
  if first then return list_events(view.base.relations, first) end
  local short = attendance.find_short(view, trigger.to + 1)
  if not short and trigger.is_also then
    short = attendance.find_topic(view, trigger.first)
  end
  return { short }
end

return attendance
