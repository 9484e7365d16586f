--- The rules of all types, applied to a sentence.

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"
local wishes = require "viet.news.events.wishes"

local rules = {
  MEET = require "viet.news.events.meet",
  VISIT = require "viet.news.events.visit",
  SIGN = require "viet.news.events.sign",
  ATTEND = require "viet.news.events.attend",
}

--- Notes what a trigger told, for the rules of the triggers behind it.
local function note(view, one)
  if one.visitor then
    view.base.visitors, view.base.visited = one.left, one.home
  elseif one.type == "MEET" and not one.is_echo then
    view.base.talks = one
  elseif one.type == "ATTEND" then
    view.base.attended = one.object
  end
  view.done[#view.done + 1] = one
end

--- "Cùng tham gia đoàn có A; B": they go along on the visit told before.
local function find_company(view)
  local cue = view.visitors and view.marks:find("COMPANY", view.from,
    math.min(view.from + 3, view.to))
  local code = cue and view.visitors.countries[1]
  local all = side.new()
  for _, party in ipairs(code and view.parties or {}) do
    if party.kind == "person" and party.country == code then
      side.add(all, party)
    end
  end
  if #all.persons == 0 then return nil end
  local visit = { type = "VISIT", from = cue.from, to = cue.to,
    first = cue.first, last = cue.last, entry = {} }
  return candidate.new(view, visit, "events.visit.join",
    { left = all, visitor = code, is_echo = true, joins = true })
end

--- Applies the rules to a sentence.
-- @param view   of the sentence
-- @param found  a list to which its candidates are added, in order of text
-- @param rest   another, for the words of which no event could be made
function rules.apply(view, found, rest)
  found[#found + 1] = find_company(view)
  for _, trigger in ipairs(view.triggers) do
    if not view:is_name(trigger.from)
        and not wishes.is_unreal(view, trigger) then
      local told = rules[trigger.type](view, trigger)
      for _, one in ipairs(told) do
        note(view, one)
        found[#found + 1] = one
      end
      if #told == 0 then
        rest[#rest + 1] = candidate.new(view, trigger, "events.title", {})
      end
    end
  end
end

return rules
