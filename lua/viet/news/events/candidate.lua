--- A candidate: what one trigger tells, before it is merged.
--
-- It has `type`, `trigger` and `rule`; `left` and `right` (sides), and
-- `subject`, the side whose act it is; `visitor` and `home`, the countries of
-- a visit; `date`, `place`, `object`; `scene`, the place that the sentence
-- tells. One with `is_echo` counts only where a fuller one tells the event.

local setting = require "viet.news.events.setting"
local side = require "viet.news.events.side"

local candidate = {}

--- Makes a candidate.
-- @param view     the sentence
-- @param trigger  its word
-- @param rule     the name of the rule, such as "events.meet.with"
-- @param fields   what the rule found; it is kept and filled
function candidate.new(view, trigger, rule, fields)
  local date = setting.date(view, trigger)
  if fields.is_one_of and #view:within "dates" > 1 then date = nil end
  fields.type, fields.trigger, fields.rule = trigger.kind, trigger, rule
  fields.date, fields.date_item = date and date.value, date
  local shared = fields.shared  -- "năm ngoái thăm Nga và gặp A"
  if shared and shared.type == "VISIT" then
    fields.date = fields.date or shared.date
  end
  fields.place_item = setting.place(view, trigger)
  fields.scene = fields.place_item and fields.place_item.id
  fields.place = fields.place or fields.scene
  fields.subject = fields.subject or fields.left
  fields.rank = trigger.word.rank
  fields.zone, fields.view = view.zone, view
  return fields
end

--- Is there any person on a side?
function candidate.has_persons(one)
  return one ~= nil and #one.persons > 0
end

--- A side of the countries alone.
function candidate.countries_only(one)
  local copy = side.new()
  for _, code in ipairs(one and one.countries or {}) do
    side.add_country(copy, code)
  end
  return copy
end

--- A side for each country of one side, with its own persons.
function candidate.split(one)
  local found = {}
  for _, code in ipairs(one.countries) do
    local part = side.new()
    side.add_country(part, code)
    for _, person in ipairs(one.persons) do
      if one.of[person] == code then
        part.persons[#part.persons + 1] = person
        part.of[person] = code
      end
    end
    found[#found + 1] = part
  end
  return found
end

return candidate
