--- What the triggers of a sentence tell, by type.

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"

local rules = {
  MEET = require "viet.news.events.meet",
  VISIT = require "viet.news.events.visit",
  SIGN = require "viet.news.events.sign",
  ATTEND = require "viet.news.events.attend",
}

--- Notes what a trigger told, for the triggers behind it.
local function note(view, one)
  if one.visitor then
    view.base.visitors, view.base.visited = one.left, one.home
  elseif one.type == "MEET" and not one.is_echo then
    view.base.talks = one
    local a = one.left and one.left.persons[1]
    local b = one.right and one.right.persons[1]
    if a and b then
      view.base.partners[a], view.base.partners[b] = b, a
    end
  elseif one.type == "ATTEND" then
    view.base.attended = one.object
  end
  view.done[#view.done + 1] = one
end

--- "Cùng tham gia đoàn có A; B": they go along on the visit told before.
local function find_company(view)
  local visitors = view.base.visitors
  local code = visitors and visitors.countries[1]
  local words = code and view.scene:find_company(view.first, view.last)
  if not words then return nil end
  local all = side.new()
  for _, party in ipairs(view.parties) do
    if party.kind == "person" and party.country == code then
      side.add(all, party)
    end
  end
  if #all.persons == 0 then return nil end
  local visit = { kind = "VISIT", first = words.first, last = words.last,
    it = words, word = { rank = 1 } }
  return candidate.new(view, visit, "events.visit.join",
    { left = all, visitor = code, is_echo = true, joins = true })
end

--- Finds what a sentence tells.
-- @param view   of the sentence
-- @param found  a list to which its candidates are added, in order of text
-- @param rest   another, for the triggers of which no event could be made, with
--   their `view`
function rules.apply(view, found, rest)
  found[#found + 1] = find_company(view)
  for _, trigger in ipairs(view.triggers) do
    if not trigger.is_unreal then
      local told = rules[trigger.kind](view, trigger)
      for _, one in ipairs(told) do
        note(view, one)
        found[#found + 1] = one
      end
      if #told == 0 then
        rest[#rest + 1] = { view = view, trigger = trigger }
      end
    end
  end
end

return rules
