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

--- "Tham dự hội đàm có: A; B": they join the talks told before.
local function find_joining(view, trigger)
  if not trigger.talks then return nil end
  local all = side.new()
  for _, party in ipairs(view.parties) do
    if party.kind == "person" then side.add(all, party) end
  end
  if #all.persons == 0 then return nil end
  return { candidate.new(view, trigger.talks.talks, "events.meet.join",
    { left = all, is_echo = true, joins = true }) }
end

--- Do other countries come to the event? Its name says so or names a capital
-- of another one, or it is held there, or who attends is not of home.
local function is_international(view, event, code, one)
  if code ~= sides.home or view.scene:is_of_world(event) then return true end
  for _, other in ipairs(view:named_countries(event)) do
    if other ~= code then return true end
  end
  local city = sides.capital_in(view.base.reading, event)
  if city and city ~= code then return true end
  local host = sides.code(one.place) or one.place_item
    and sides.stands_for(view.base.reading, one.place_item, "CAPITAL")
  return host ~= nil and host ~= code
end

--- Who attends what a phrase calls the occasion of another event: its
-- subject, or the guest who is received.
local function find_guest(view, phrase)
  if phrase.fronted then return (side.after_phrase(view, phrase)) end
  local before = view.done[#view.done]
  if not before then return nil end
  return before.trigger.word.is_host and before.right or before.subject
end

--- Where and when -----------------------------------------------------------

--- The one DATE of a sentence that tells when an event takes place, or nil.
local function find_day(view, first, last)
  local dates = view.doc:within("DATE", first, last)
  return #dates == 1 and view.scene:is_held(first, last) and dates[1].value
    or nil
end

--- The place that a sentence tells, or nil.
local function find_scene(view, first, last)
  for _, layer in ipairs { "PLACE", "COUNTRY" } do
    for _, place in ipairs(view.doc:within(layer, first, last)) do
      if view.scene.is_at[place] then return place.id end
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

--- Those whom a list behind a trigger names, and the event.
-- @return a side and a NAMED_EVENT, or nil
local function find_listed(view, trigger)
  local list, event = trigger.list, nil
  if not list then return nil end
  local tokens, opening = view.doc.tokens, list.opening
  local is_bare = tokens:at(opening.first) == trigger.to + 1
  if trigger.wants == "list" then
    event = attendance.find_event(view, view.first, trigger.first - 1)
  elseif trigger.is_fronted then
    event = not is_bare and tokens:key(trigger.to + 1) ~= "sự"
      and attendance.find_event(view, trigger.last + 1, opening.first - 1)
      or is_bare and attendance.find_topic(view, trigger.first)
  elseif is_bare and tokens:key(trigger.to + 1) ~= "có" then
    event = attendance.find_event(view, view.first, trigger.first - 1)
  end
  if not event then return nil end
  return side.members(view, list.party), event
end

--- Who attends what a trigger tells, and the name of the rule.
local function find_attendees(view, trigger, phrase)
  local left, shared = side.before(view, trigger)
  if phrase and (phrase.id == "occasion" or not left and phrase.fronted) then
    return find_guest(view, phrase) or left, nil, "events.attend.occasion"
  end
  return left, shared, "events.attend.by"
end

--- The events that a trigger tells someone attended.
return function(view, trigger)
  local joining = find_joining(view, trigger)
  if joining then return joining end
  local found, phrase = {}, trigger.phrase
  local listed, listed_event = find_listed(view, trigger)
  if listed then
    add_attendees(view, trigger, "events.attend.list", listed, listed_event,
      {}, found)
    return found
  elseif trigger.wants == "list" or trigger.is_of_guest then
    return found
  end
  local left, shared, rule = find_attendees(view, trigger, phrase)
  if not left then return found end
  for _, event in ipairs(attendance.find_events(view, trigger)) do
    add_attendees(view, trigger, rule, left, event, { shared = shared,
      is_apart = phrase ~= nil and phrase.id == "after" }, found)
  end
  return found
end
