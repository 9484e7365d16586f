--- ATTEND: a person or delegation takes part in a named event.
--
--     events.attend.by        A dự Hội nghị X
--     events.attend.occasion  Nhân dịp dự Hội nghị X, A ...
--     events.attend.list      Tham dự Hội nghị X có: A; B
--     events.meet.join        Tham dự hội đàm có: A; B

local attendance = require "viet.news.events.attendance"
local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"
local sides = require "viet.news.holds.sides"

--- How many words may stand between "dự" and the name of the event.
local REACH = 14

--- "Tham dự hội đàm có: A; B": they join the talks told before.
local function find_joining(view, trigger)
  local talks = view.triggers[1] == trigger and view.triggers[2]
  if not talks or talks.type ~= "MEET" or talks.from > trigger.to + 3
      or trigger.from > view.from + 1 then
    return nil
  end
  local all = side.new()
  for _, party in ipairs(view.parties) do
    if party.kind == "person" then side.add(all, party) end
  end
  if #all.persons == 0 then return nil end
  return { candidate.new(view, talks, "events.meet.join",
    { left = all, is_echo = true, joins = true }) }
end

--- Is the first of two events a part of the second: "môn X trong khuôn khổ Y"?
local function is_part_of(view, a, b)
  for i = a.to + 1, b.from - 1 do
    local cue = view.marks:starting("CONTEXT", i)
    if cue and cue.to < b.from then return true end
    if view:key(i) == "thuộc" then return true end
  end
  return false
end

--- Is the second of two events listed after the first: "X và Y", "X, Y"?
local function is_listed(view, a, b)
  return view:text(a.to + 1) == "," or view:key(a.to + 1) == "và"
    or view:key(b.from - 1) == "và" or view:text(b.from - 2) == ","
end

--- The events that a list names: the whole instead of its parts, none twice.
local function list_events(view, index)
  local found = { view.named[index] }
  while view.named[index + 1] do
    local a, b = view.named[index], view.named[index + 1]
    local is_again = b.id == a.id or view:text(b.from - 1) == "("
    if is_part_of(view, a, b) then
      found = { b }
    elseif not is_again and is_listed(view, a, b) then
      found[#found + 1] = b
    elseif not is_again then
      return found
    end
    index = index + 1
  end
  return found
end

local function find_events(view, trigger)
  for index, event in ipairs(view.named) do
    if event.from > trigger.to then
      if view:distance(trigger.to, event.from) <= REACH
          and not view:has_between(trigger.to, event.from,
            { [";"] = true, ["."] = true }) then
        return list_events(view, index)
      end
      break
    end
  end
  return { attendance.find_short(view, trigger.to + 1)
    or attendance.find_same(view, trigger) }
end

--- Do other countries come to the event? Its name says so, or it is held in
-- another country than the one of who attends, or that one is not home.
local function is_international(view, event, code, one)
  local span, tokens = event.span, view.doc.tokens
  if code ~= sides.home or view.marks:find("WORLD", tokens:at(span.first),
      tokens:at(span.last)) then
    return true
  end
  for _, other in ipairs(view:named_countries(event)) do
    if other ~= code then return true end
  end
  local host = sides.code(one.place) or one.place_item
    and sides.stands_for(view.reading, one.place_item, "CAPITAL")
  return host ~= nil and host ~= code
end

--- Who attends what a phrase calls the occasion of another event: its
-- subject, or the guest who is received.
local function find_guest(view, phrase)
  if phrase.fronted then return (side.after_phrase(view, phrase)) end
  local before = view.done[#view.done]
  if not before then return nil end
  local is_received = before.trigger.entry.first == "object"
  return is_received and before.right or before.subject
end

--- Where and when -----------------------------------------------------------

--- The one DATE of a sentence that tells when an event takes place, or nil.
local function find_day(view, first, last)
  local tokens, dates = view.doc.tokens, view.doc:within("DATE", first, last)
  local is_held = view.marks:find("HELD", tokens:at(first), tokens:at(last))
  return #dates == 1 and is_held and dates[1].value or nil
end

--- The place that a sentence tells, or nil.
local function find_scene(view, first, last)
  for _, layer in ipairs { "PLACE", "COUNTRY" } do
    for _, place in ipairs(view.doc:within(layer, first, last)) do
      local token = view.doc.tokens:at(place.first)
      if view.marks:ending("AT", token - 1) then return place.id end
    end
  end
  return nil
end

--- Keeps what a sentence tells, for the first two that tell anything.
local function keep(list, first, value)
  if value and #list < 2 then
    list[#list + 1] = { first = first, value = value }
  end
end

--- Where and when the text says that each event is held: from its id to
-- lists of at most two sentences that tell a place, and a day.
local function collect_venues(view)
  local venues = {}
  for span in view.doc:each "NAMED_EVENT" do
    local first, last = view.doc:sentence_at(span.first)
    local venue = venues[span.id or ""] or { places = {}, days = {} }
    venues[span.id or ""] = venue
    if first and venue.first ~= first then
      venue.first = first
      keep(venue.places, first, find_scene(view, first, last))
      keep(venue.days, first, find_day(view, first, last))
    end
  end
  return venues
end

--- What the first sentence tells that is not a certain one.
local function pick(list, except)
  for _, told in ipairs(list) do
    if told.first ~= except then return told.value end
  end
  return nil
end

--- Where and when the text says that an event is held, in other sentences
-- than the one that tells who attends it.
local function find_venue(view, event)
  view.base.venues = view.base.venues or collect_venues(view)
  local venue = view.base.venues[event.id]
  if not venue then return nil, nil end
  return pick(venue.places, view.first), pick(venue.days, view.first)
end

--- Events -------------------------------------------------------------------

--- One candidate for each country of a side: each sends its own people.
local function add_attendees(view, trigger, rule, left, event, fields, found)
  for _, part in ipairs(candidate.split(left)) do
    local one = candidate.new(view, trigger, rule,
      { left = part, subject = left, shared = fields.shared,
        object = event.id })
    if fields.shared then
      one.place = one.place or fields.shared.place
      one.date = one.date or fields.shared.date
    end
    if is_international(view, event, part.countries[1], one) then
      one.held_at, one.held_on = find_venue(view, event)
      one.is_apart = fields.is_apart
      found[#found + 1] = one
    end
  end
end

--- Who attends what a trigger tells, and the name of the rule.
local function find_attendees(view, trigger, phrase)
  local left, shared = side.before(view, trigger)
  if phrase and (phrase.cue.id == "occasion" or not left and phrase.fronted)
  then
    return find_guest(view, phrase) or left, nil, "events.attend.occasion"
  end
  return left, shared, "events.attend.by"
end

--- The events that a trigger tells someone attended.
return function(view, trigger)
  local joining = find_joining(view, trigger)
  if joining then return joining end
  local found, phrase = {}, view:phrase_of(trigger)
  local listed, listed_event = attendance.find_listed(view, trigger)
  if listed then
    add_attendees(view, trigger, "events.attend.list", listed, listed_event,
      {}, found)
    return found
  elseif trigger.entry.wants == "list" then
    return found
  end
  local left, shared, rule = find_attendees(view, trigger, phrase)
  if not left then return found end
  for _, event in ipairs(find_events(view, trigger)) do
    add_attendees(view, trigger, rule, left, event, { shared = shared,
      is_apart = phrase ~= nil and phrase.cue.id == "after" }, found)
  end
  return found
end
