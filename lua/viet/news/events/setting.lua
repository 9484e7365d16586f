--- When and where: the date and the place that a sentence gives an event.

local setting = {}

--- Does a date or place belong to another part of the sentence than the
-- trigger? A phrase around another event keeps its own.
local function is_apart(view, item, trigger)
  if view.scene.is_since[item] then return true end
  local phrase, own = view:phrase_of(item), trigger.phrase
  if phrase == own then return false end
  if own or phrase.id == "after" and phrase.first > trigger.first then
    return true  -- "gặp A, trước khi đến Lào"
  end
  for _, other in ipairs(view.done) do
    if other.trigger.phrase == phrase then
      return true
    end
  end
  return false
end

--- The events told in the main clause before a trigger and after an item.
local function told_between(view, item, trigger)
  for _, other in ipairs(view.done) do
    if other.type ~= trigger.kind and other.trigger.first > item.first
        and other.trigger.last < trigger.first
        and not other.trigger.phrase and not other.trigger.is_shared then
      return true
    end
  end
  return false
end

--- Does a word between a trigger and an item tell of something else?
local function tells_between(view, trigger, item)
  for _, other in ipairs(view.triggers) do
    if other.first > trigger.last and other.last < item.first
        and other.wants ~= "arrival" and not other.is_occasion then
      return true
    end
  end
  return false
end

local function behind(view, items, trigger)
  for _, item in ipairs(items) do
    if item.first > trigger.last and not is_apart(view, item, trigger) then
      if view.scene:has_stop(trigger.last, item.first)
          or view:has_new_subject(trigger.last, item.first) then
        return nil
      end
      return not tells_between(view, trigger, item) and item or nil
    end
  end
  return nil
end

local function before(view, items, trigger)
  for i = #items, 1, -1 do
    local item = items[i]
    if item.last < trigger.first and not is_apart(view, item, trigger) then
      if view.scene:has_stop(item.last, trigger.first)
          or told_between(view, item, trigger) then
        return nil
      end
      return item
    end
  end
  return nil
end

--- "Sau đó, ...": the last date of the same line before the sentence.
local function date_before(view)
  if view.scene:begins_with(view.first, "refer") ~= "next" then return nil end
  local line = view.doc.lines[view.doc:line_at(view.first)]
  local dates = view.doc:within("DATE", line.first, view.first)
  return dates[#dates]
end

--- Do two lists of spans share an id?
local function share_id(a, b)
  local ids = {}
  for _, span in ipairs(a) do ids[span.id or false] = true end
  for _, span in ipairs(b) do
    if span.id and ids[span.id] then return true end
  end
  return false
end

--- "Phát biểu khi đến Lào, A ...": the last date of the sentence before, of
-- what A said.
local function date_of_speech(view)
  if view.scene:begins_with(view.first, "phrases") ~= "saying" then
    return nil
  end
  local doc = view.doc
  local first, last = doc:sentence_at(math.max(view.first - 2, 1))
  if not first or not share_id(doc:within("PERSON", first, last),
      doc:within("PERSON", view.first, view.last)) then
    return nil
  end
  local dates = doc:within("DATE", first, last)
  return dates[#dates]
end

--- The DATE of an event; a visit's stands rather behind, a meeting's before.
-- @return the date item (a table with `value`) or nil
function setting.date(view, trigger)
  local near, far = before, behind
  if trigger.kind == "VISIT" then near, far = behind, before end
  local dates = view:within "dates"
  local date = near(view, dates, trigger)
  if date and view.scene.is_said[date] then  -- rather when it happens
    return far(view, dates, trigger) or date
  end
  return date or far(view, dates, trigger)
    or date_before(view) or date_of_speech(view)
end

--- Is a place where a post is held: "Đại sứ Nga | tại Hà Nội"?
local function is_seat(view, place)
  local post = view.doc:at("POST", place.first)
  return view.scene.is_seat[place]
    or post ~= nil and place.last <= post.last
end

--- The spans of a list that stand behind "tại" or "ở", and where someone
-- attends an event, behind "đến".
local function pick_places(view, trigger, spans)
  local phrase, found = trigger.phrase, {}
  local is_there = trigger.kind == "ATTEND"
    and not (phrase and phrase.id == "after")
  for _, span in ipairs(spans) do
    if view.scene.is_at[span] and not is_seat(view, span)
        or is_there and view.scene.is_go[span] then
      found[#found + 1] = span
    end
  end
  return found
end

--- The most exact place of an event: a PLACE, else a COUNTRY, or nil.
function setting.place(view, trigger)
  local places = pick_places(view, trigger, view:within "places")
  local countries = pick_places(view, trigger, view:within "countries")
  return behind(view, places, trigger) or before(view, places, trigger)
    or behind(view, countries, trigger) or before(view, countries, trigger)
end

--- The first and the last day of an ISO value, as strings that sort.
local function range_of(value)
  local first, last = value:match("^(.*)/(.*)$")
  return (first or value), (last or value) .. "~"
end

--- Is a date longer than another one, all of which it holds?
function setting.is_wider(a, b)
  local a_first, a_last = range_of(a)
  local b_first, b_last = range_of(b)
  return a ~= b and a:find("/", 1, true) ~= nil and a_first <= b_first
    and b_last <= a_last
end

--- Can two dates be of one event? One lies in the other, or they overlap.
function setting.may_agree(a, b)
  if not a or not b then return true end
  local a_first, a_last = range_of(a)
  local b_first, b_last = range_of(b)
  local later = a_first > b_first and a_first or b_first
  return later <= a_last and later <= b_last
end

return setting
