--- Wholes and parts: an event takes the date and the place of what it is part
-- of: a meeting those of the visit during which it took place, a signing those
-- of the talks that it closed.

local actors = require "viet.news.events.actors"
local setting = require "viet.news.events.setting"

local wholes = {}

--- How many events before or behind it an event may have to do with. No
-- article tells as many; it keeps a file of articles from taking for ever.
local REACH = 100

--- May an event of a date be part of a visit of which only one day is told,
-- the one on which it began? Later days of that month may be.
local function may_be_during(visit, event)
  local first, date = visit.date, event.date
  if setting.may_agree(first, date) then return true end
  local month = first:match("^(.*)%-%d%d$")
  return month ~= nil and month == date:match("^(.*)%-%d%d$") and date > first
end

--- Iterates over the events around one, in order of text.
local function around(events, event)
  local i = math.max(0, event.index - REACH - 1)
  return function()
    i = i + 1
    return i <= event.index + REACH and events[i] or nil
  end
end

--- The visit that an event is part of: the last one before it between its
-- countries, else the first one.
local function find_visit(events, event)
  local found
  for other in around(events, event) do
    if other.type == "VISIT" and event.actors.known[other.visitor]
        and event.actors.known[other.home] and not other.is_several
        and may_be_during(other, event)
        and actors.may_share(event.actors, other.actors) then
      if found and other.best.trigger.first > event.best.trigger.first then
        break
      end
      found = other
    end
  end
  return found
end

--- The talks at which something may have been signed: the last ones before it
-- between its countries.
local function find_talks(events, event)
  local found
  for other in around(events, event) do
    if other == event then break end
    if other.type == "MEET" and other.date and not event.date
        and actors.count_shared(other.actors, event.actors) > 1
        and actors.may_share(other.actors, event.actors) then
      found = other
    end
  end
  return found
end

--- The event that a person of a meeting attends.
local function find_attended(events, event)
  for other in around(events, event) do
    if other.type == "ATTEND" and other.place
        and actors.shares_person(other.actors, event.actors)
        and setting.may_agree(other.date, event.date) then
      return other
    end
  end
  return nil
end

--- Does the sentence say that it happened at the event told before: "Kết
-- thúc đối thoại", "Bên lề hội nghị"?
local function is_at_event(event)
  local view = event.best.view
  return view.scene:refers(view.first, event.best.trigger.last) == "event"
end

--- "Trước đó cùng ngày, A gặp B": what was told before was on that day, too.
local function share_day(events, event)
  local date = event.best.date_item
  if not date or not event.best.view.scene:is_same_day(date) then return end
  for i = event.index - 1, math.max(1, event.index - REACH), -1 do
    local other = events[i]
    if other.type == event.type and not other.date
        and actors.shares_person(other.actors, event.actors) then
      other.date = event.date
    end
  end
end

--- Where someone goes who attends an event, as the same sentence tells.
local function find_goal(events, event)
  if event.best.is_apart then return nil end
  for other in around(events, event) do
    if other.type == "VISIT" and other.best.view == event.best.view
        and actors.shares_person(other.actors, event.actors) then
      return other.place
    end
  end
  return nil
end

--- What an event takes from its whole, by type.
local take = {}

function take.MEET(events, event)
  local visit = find_visit(events, event)
  if visit then
    event.visit = visit
    event.date = event.date or visit.date
  end
  local attended = find_attended(events, event)
  if attended and is_at_event(event) then
    event.date = event.date or attended.date
    event.place = event.place or attended.place
  end
  local whole = visit or attended
  event.place = event.place or whole and whole.place
end

function take.SIGN(events, event)
  local talks = find_talks(events, event)
  if talks then
    event.date = talks.date
    event.place = event.place or talks.place
  end
  take.MEET(events, event)
end

function take.ATTEND(events, event)
  event.date = event.date or event.best.held_on
  event.place = event.place or find_goal(events, event)
    or event.best.held_at
end

function take.VISIT() end

--- Gives events what they are part of.
-- @param events  in order of text; their `date`, `place` and `visit` are set
function wholes.inherit(events)
  for i, event in ipairs(events) do event.index = i end
  for _, event in ipairs(events) do share_day(events, event) end
  for _, event in ipairs(events) do take[event.type](events, event) end
end

return wholes
