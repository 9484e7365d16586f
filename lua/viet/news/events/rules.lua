--- What each trigger needs around it to be an event.
--
-- A rule takes a view and a trigger and returns candidates: tables with
-- `rule`, `left` and `right` (sides), `visitor` (the country that came),
-- `home` (the country visited), `place`, `object` and what merging reads.
-- A candidate with `is_echo` only counts where a fuller one tells the event.

local setting = require "viet.news.events.setting"
local side = require "viet.news.events.side"

local rules = {}

--- Wishes -------------------------------------------------------------------

--- The first token of the clause of a token: behind the last semicolon.
local function clause_start(view, token)
  for i = token, view.from, -1 do
    if view:text(i) == ";" then return i + 1 end
  end
  return view.from
end

--- Does a person after a comma stand between the tokens? Then what was
-- wished before is not about what follows.
local function has_new_subject(view, from, to)
  for _, party in ipairs(view.parties) do
    if party.from > from and party.to < to and party.kind == "person"
        and view:text(party.from - 1) == "," then
      return true
    end
  end
  return false
end

--- Is a cue part of a longer one that opens a phrase ("nhận lời mời")?
local function is_inside_context(view, cue)
  for i = math.max(view.from, cue.from - 3), cue.from do
    local context = view.marks:starting("CONTEXT", i)
    if context and context.to >= cue.to then return true end
  end
  return false
end

local function find_cue(view, kind, from, to)
  local cue = view.marks:find(kind, from, to)
  while cue and is_inside_context(view, cue) do
    cue = view.marks:find(kind, cue.from + 1, to)
  end
  return cue
end

--- How many tokens before a trigger a word like "tăng cường" may stand,
-- those of names left out.
local WISH_REACH = 6

local function wish_start(view, trigger, from)
  local token, count = trigger.from, 0
  while token > from and count < WISH_REACH do
    token = token - 1
    if not view:is_name(token) then count = count + 1 end
  end
  return token
end

--- Is the event only wished for, denied, or meant in general?
local function is_unreal(view, trigger)
  local from = clause_start(view, trigger.from)
  local cue = find_cue(view, "HOPE", from, trigger.from - 1)
  while cue do
    if not has_new_subject(view, cue.to, trigger.from) then return true end
    cue = find_cue(view, "HOPE", cue.to + 1, trigger.from - 1)
  end
  from = wish_start(view, trigger, from)
  return find_cue(view, "WISH", from, trigger.from - 1) ~= nil
    or view.marks:ending("GENERIC", trigger.from - 1) ~= nil
    or view.marks:find("GENERIC", trigger.from - 2, trigger.to + 2) ~= nil
end

--- Candidates ---------------------------------------------------------------

local function new(view, trigger, rule, fields)
  local date = setting.date(view, trigger)
  if fields.is_one_of and #view.dates > 1 then date = nil end
  fields.type, fields.trigger, fields.rule = trigger.type, trigger, rule
  fields.date = fields.date or date and date.value
  fields.date_item = date
  fields.scene = setting.place(view, trigger)
  fields.place = fields.place or fields.scene
  fields.subject = fields.subject or fields.left
  fields.rank = tonumber(trigger.entry.rank) or 1
  fields.zone, fields.view = view.zone, view
  return fields
end

--- Does one of the words stand right behind the trigger, or after one more?
local function is_with(view, trigger)
  for i = trigger.to + 1, trigger.to + 4 do
    local key = view:key(i)
    if key == "với" or key == "cùng" then return true end
    if view:is_name(i) then return false end
  end
  return false
end

local function has_persons(one)
  return one ~= nil and #one.persons > 0
end

--- A side of the countries alone.
local function countries_only(one)
  local copy = side.new()
  for _, code in ipairs(one and one.countries or {}) do
    side.add_country(copy, code)
  end
  return copy
end

--- MEET ---------------------------------------------------------------------

--- A side for each country of one side, with its own persons.
local function split(one)
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

--- One meeting for each country of a list: "tiếp những người đồng cấp từ
-- Lào, Thái Lan".
local function split_countries(view, trigger, left, right)
  local found = {}
  for _, guest in ipairs(split(right)) do
    found[#found + 1] = new(view, trigger, "events.meet.each",
      { left = left, right = guest })
  end
  return found
end

--- Is the right side a list of countries that the left side met one by one?
local function is_series(left, right)
  return left and right and #left.countries == 1 and #right.countries > 1
    and #right.persons <= 1 and not right.known[left.countries[1]]
end

--- The sides of a meeting that a phrase only refers to: "Tại cuộc gặp, A
-- cảm ơn B".
local function find_talkers(view, phrase, right)
  local subject, index = side.after_phrase(view, phrase)
  if not subject then return nil end
  if right and side.is_foreign(subject, right) then
    return subject, right, not has_persons(right)
  end
  if #subject.countries > 1 then return subject, nil, true end
  return subject, side.addressee(view, subject, index), true
end

--- Bodies that name no country are of home where the other side is foreign.
local function settle_home(one, other)
  if not one or not other or #one.countries > 0 then return end
  for _, party in ipairs(one.parties) do
    if party.is_home and #other.countries > 0 then
      side.add_country(one, "VN")
      return
    end
  end
end

--- May a word like "gặp" stand without an object? After "cuộc", and before
-- "nhau" or the place.
local function is_complete(view, trigger)
  local before, behind = view:key(trigger.from - 1), view:key(trigger.to + 1)
  return before == "cuộc" or before == "buổi" or behind == "nhau"
    or behind == "" or view.marks:starting("AT", trigger.to + 1) ~= nil
    or view.doc.tokens:kind(trigger.to + 1) == "punct"
end

--- Can the sides of a meeting be those that were found?
local function suits(view, trigger, left, right)
  local wants = trigger.entry.wants
  if not right and trigger.id == "meet" and not is_complete(view, trigger)
  then
    return false
  end
  if wants == "with" then
    return is_with(view, trigger) and has_persons(left)
      and has_persons(right)
  elseif wants == "guest" then
    return left ~= nil and right ~= nil
      and (has_persons(right) or right.parties[1].kind == "org"
        or #right.countries > 0)
  end
  return true
end

--- May the one who calls on hosts be the visitor told before: "nhóm chỉ huy
-- tàu sẽ tới chào xã giao lãnh đạo Quân khu 7"?
local function wants_guest_of_visit(trigger, right)
  return trigger.id == "courtesy" and right and #right.countries == 0
end

function rules.MEET(view, trigger)
  local left, shared = side.before(view, trigger)
  local right = side.behind(view, trigger)
  local phrase = view:phrase_of(trigger)
  if phrase and phrase.fronted then
    local subject, other, is_echo = find_talkers(view, phrase, right)
    if subject and side.is_foreign(subject, other) then
      return { new(view, trigger, "events.meet.at",
        { left = subject, right = other, is_echo = is_echo }) }
    end
  end
  if not left and wants_guest_of_visit(trigger, right) then
    left = view.visitors
  end
  settle_home(right, left)
  settle_home(left, right)
  if not side.is_foreign(left, right) or
      not suits(view, trigger, left, right) then
    return {}
  end
  if is_series(left, right) then
    return split_countries(view, trigger, left, right)
  end
  local rule = not right and "events.meet.both"
    or not left and "events.meet.between" or "events.meet.with"
  return { new(view, trigger, rule,
    { left = left, right = right, shared = shared }) }
end

--- VISIT --------------------------------------------------------------------

--- How many words may stand between "thăm" and the country.
local REACH = 8

--- The countries of a list that begins at the party `index`.
local function list_countries(view, index)
  local found = { view.parties[index] }
  while true do
    local a, b = view.parties[index], view.parties[index + 1]
    local gap = b and b.kind == "country" and b.from - a.to == 2
      and view:key(a.to + 1)
    if gap ~= "," and gap ~= "và" and gap ~= "-" then return found end
    found[#found + 1] = b
    index = index + 1
  end
end

--- The countries that a visit goes to, as parties.
local function find_goals(view, trigger)
  for index, party in ipairs(view.parties) do
    if party.from > trigger.to then
      if party.kind ~= "country" or
          view:distance(trigger.to, party.from) > REACH or
          view:has_between(trigger.to, party.from, { [";"] = true }) then
        return {}
      end
      return list_countries(view, index)
    end
  end
  return {}
end

--- "đến Nga thăm": the country right before the trigger.
local function find_goal_before(view, trigger)
  for _, party in ipairs(view.parties) do
    if party.kind == "country" and party.to == trigger.from - 1
        and view.marks:ending("TO", party.from - 1) then
      return { party }
    end
  end
  return {}
end

--- The visitor behind the goal: "chuyến thăm Lào của A và phu nhân".
local function find_owner(view, trigger, goals)
  local last = goals[#goals]
  if view:rest_of_token(last) == "của" then  -- "Làocủa"
    return (side.behind(view, trigger, last.to))
  end
  for token = last.to + 1, math.min(last.to + REACH, view.to) do
    if view:key(token) == "của" then
      return (side.behind(view, trigger, token))
    end
    if view:text(token) == "," then return nil end
  end
  return nil
end

--- "chuyến thăm của A tới Lào": the visitor, and the goals behind it.
local function find_owner_before(view, trigger)
  if view:key(trigger.to + 1) ~= "của" then return nil end
  local owner = side.behind(view, trigger, trigger.to + 1)
  if not owner then return nil end
  for index, party in ipairs(view.parties) do
    local a = view.parties[index - 1]
    if a and party.kind == "country" and party.from > trigger.to
        and view.marks:starting("TO", a.to + 1)
        and view:distance(a.to, party.from) <= 3 then
      return owner, list_countries(view, index)
    end
  end
  return nil
end

--- A copy of a side without the countries that are not its persons' own.
local function without(one, code)
  local copy = side.new()
  for _, party in ipairs(one.parties) do
    if party.country ~= code then side.add(copy, party) end
  end
  return copy
end

local function visits(view, trigger, rule, visitor, goals, shared)
  local found = {}
  for _, goal in ipairs(goals) do
    local guests = without(visitor, goal.country)
    if #guests.countries > 0 then
      found[#found + 1] = new(view, trigger, rule, {
        left = guests, visitor = guests.countries[1], home = goal.country,
        place = "country/" .. goal.country, shared = shared,
        is_several = view.marks:find("SEVERAL", trigger.from - 4,
          trigger.from - 1) ~= nil,
      })
    end
  end
  return found
end

--- Who goes, and where to.
local function find_journey(view, trigger)
  local owner, goals = find_owner_before(view, trigger)
  if owner then return owner, goals, "events.visit.of" end
  goals = find_goals(view, trigger)
  if #goals == 0 then goals = find_goal_before(view, trigger) end
  if #goals == 0 then return nil end
  owner = find_owner(view, trigger, goals)
  if owner then return owner, goals, "events.visit.of" end
  local left, shared = side.before(view, trigger, goals[1])
  if left then
    return left, goals, "events.visit.to", shared
  end
  local phrase = view:phrase_of(trigger)
  if phrase and phrase.fronted then
    return side.after_phrase(view, phrase), goals, "events.visit.during"
  end
  return nil
end

--- "A bay đến Lào": nothing else between the three.
local function find_arrival(view, trigger)
  local left, shared = side.before(view, trigger)
  local party = left and left.parties[#left.parties]
  if not has_persons(left) or party.to > trigger.from
      or view:distance(party.to, trigger.from) > 3
      or view:has_between(party.to, trigger.from, { [","] = true }) then
    return nil
  end
  local goals = find_goals(view, trigger)
  if #goals == 0 or goals[1].from > trigger.to + 1 then return nil end
  return left, goals, "events.visit.arrive", shared
end

--- "A đón B": B comes to the country of A.
local function find_welcome(view, trigger)
  local left = side.before(view, trigger)
  local right = side.behind(view, trigger)
  local home, guest = left and left.countries[1], right and right.countries[1]
  if not home or not guest or home == guest or not has_persons(right) then
    return {}
  end
  local found, guests = {}, split(right)
  for _, one in ipairs(guests) do
    found[#found + 1] = new(view, trigger, "events.visit.welcome", {
      left = one, right = left, subject = left, home = home,
      is_one_of = #guests > 1,
      visitor = one.countries[1], place = "country/" .. home,
    })
  end
  return found
end

function rules.VISIT(view, trigger)
  if trigger.entry.wants == "guest" then return find_welcome(view, trigger) end
  local find = trigger.entry.wants == "arrival" and find_arrival
    or find_journey
  local visitor, goals, rule, shared = find(view, trigger)
  if not visitor then return {} end
  return visits(view, trigger, rule, visitor, goals, shared)
end

--- SIGN ---------------------------------------------------------------------

--- The document behind a trigger: a DOCUMENT, or a word for one.
-- @return its last token or nil, and the DOCUMENT if it is one
local function find_paper(view, trigger)
  local reach = trigger.entry.wants == "paper!" and 1 or 6
  for _, paper in ipairs(view.papers) do
    if paper.from > trigger.to and
        view:distance(trigger.to, paper.from) < reach then
      return paper.to, paper
    end
  end
  if trigger.entry.wants == "paper!" then return nil end
  for token = trigger.to + 1, math.min(trigger.to + reach, view.to) do
    local cue = view.marks:starting("PAPER", token)
    if cue then return cue.to end
    if view:is_name(token) then return nil end
  end
  return nil
end

--- The first DOCUMENT of the text whose name begins with the words of a kind
-- of document ("một thỏa thuận").
local function find_document(view, token)
  local cue = view.marks:ending("PAPER", token)
  if not cue then return nil end
  for span in view.doc:each "DOCUMENT" do
    local first = view.doc.tokens:at(span.first)
    local other = view.marks:starting("PAPER", first)
    if other and view.doc.tokens:key(first) == view.doc.tokens:key(cue.from)
    then
      return span.id
    end
  end
  return nil
end

--- Do those before the trigger only look on?
local function is_witnessed(view, trigger)
  return view.marks:find("WITNESS", math.max(view.from, trigger.from - 8),
    trigger.from - 1) ~= nil
end

--- "Thỏa thuận được ký tại Hà Nội": the place and date of a signing told
-- elsewhere.
local function find_passive(view, trigger)
  local token = trigger.from - 1
  local is_passive = view:key(token) == "được"
  if not is_passive then return {} end
  return { new(view, trigger, "events.sign.passive",
    { left = side.new(), is_echo = true }) }
end

function rules.SIGN(view, trigger)
  local last, paper = find_paper(view, trigger)
  if not last then return find_passive(view, trigger) end
  local left, shared = side.before(view, trigger)
  local right = side.behind(view, trigger, last)
    or side.behind(view, trigger)
  local rule = "events.sign.by"
  if is_witnessed(view, trigger) then
    rule = "events.sign.witnessed"
    left = countries_only(left)
    if right and side.is_foreign(right) then left = nil end
  end
  local partner = countries_only()
  if shared and shared.home then side.add_country(partner, shared.home) end
  if not side.is_foreign(left, right) then
    if not left or not side.is_foreign(left, partner) then return {} end
    right = partner
  end
  return { new(view, trigger, rule, {
    left = left, right = right, shared = shared,
    object = paper and paper.id or find_document(view, last),
  }) }
end

--- ATTEND -------------------------------------------------------------------

--- How many words may stand between "dự" and the name of the event.
local REACH_EVENT = 14

--- Do only words like "trong khuôn khổ" and marks stand between two events?
local function is_part_of(view, a, b)
  for i = a.to + 1, b.from - 1 do
    local cue = view.marks:starting("CONTEXT", i)
    if cue and cue.to < b.from then return true end
    if view:key(i) == "thuộc" then return true end
  end
  return false
end

--- The events that a list names: the whole instead of its parts, none twice.
local function list_events(view, index)
  local found = { view.named[index] }
  while view.named[index + 1] do
    local a, b = view.named[index], view.named[index + 1]
    if is_part_of(view, a, b) then
      found = { b }
    elseif b.id == a.id or view:text(b.from - 1) == "(" then
      found[#found + 1] = nil
    elseif view:text(a.to + 1) == "," or view:key(a.to + 1) == "và"
        or view:key(b.from - 1) == "và" or view:text(b.from - 2) == "," then
      found[#found + 1] = b
    else
      return found
    end
    index = index + 1
  end
  return found
end

--- The last event named before whose name begins with the word behind the
-- trigger: "dự Giao lưu".
local function find_short(view, trigger)
  local word, found = view:key(trigger.to + 1), nil
  for span in view.doc:each "NAMED_EVENT" do
    local first = view.doc.tokens:at(span.first)
    if span.first > trigger.first then break end
    if view.doc.tokens:key(first) == word then
      found = { id = span.id, span = span, first = span.first,
        last = span.last, from = first, to = trigger.to + 1 }
    end
  end
  return found
end

local function find_events(view, trigger)
  for index, event in ipairs(view.named) do
    if event.from > trigger.to then
      if view:distance(trigger.to, event.from) <= REACH_EVENT
          and not view:has_between(trigger.to, event.from,
            { [";"] = true, ["."] = true }) then
        return list_events(view, index)
      end
      break
    end
  end
  return { find_short(view, trigger) }
end

--- Do other countries come to the event? Its name says so, or it is held in
-- another country than the one of who attends.
local function is_international(view, event, code, place)
  local from = view.doc.tokens:at(event.first)
  local to = view.doc.tokens:at(event.last)
  if event.span and event.span.first ~= event.first then from = event.from end
  if view.marks:find("WORLD", from, to) then return true end
  for _, other in ipairs(view:named_countries(event)) do
    if other ~= code then return true end
  end
  return code ~= "VN" or (place ~= nil and place:match("^country/")
    and place ~= "country/" .. code)
end

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
  local candidate = new(view, talks, "events.meet.join",
    { left = all, is_echo = true, joins = true })
  return { candidate }
end

function rules.ATTEND(view, trigger)
  local joining = find_joining(view, trigger)
  if joining then return joining end
  local left, shared = side.before(view, trigger)
  local phrase = view:phrase_of(trigger)
  local rule = "events.attend.by"
  if phrase and phrase.fronted then
    left, shared = side.after_phrase(view, phrase), nil
    rule = "events.attend.occasion"
  end
  local code = left and left.countries[1]
  if not code then return {} end
  local found = {}
  for _, event in ipairs(find_events(view, trigger)) do
    local candidate = new(view, trigger, rule,
      { left = left, shared = shared, object = event.id })
    if shared then
      candidate.place = candidate.place or shared.place
      candidate.date = candidate.date or shared.date
    end
    if is_international(view, event, code, candidate.place) then
      found[#found + 1] = candidate
    end
  end
  return found
end

--- All ----------------------------------------------------------------------

--- The candidates of a sentence, in order of text.
-- @param view  of the sentence
-- @return a list of candidates, which may be empty
function rules.apply(view)
  local found = {}
  view.is_told = {}
  for _, trigger in ipairs(view.triggers) do
    if not view.marks:find("HONORIFIC", trigger.from, trigger.from)
        and not view:is_name(trigger.from)
        and not is_unreal(view, trigger) then
      for _, candidate in ipairs(rules[trigger.type](view, trigger)) do
        if candidate.visitor then
          view.base.visitors = countries_only(candidate.left)
        end
        view.done[#view.done + 1] = candidate
        view.is_told[trigger] = true
        found[#found + 1] = candidate
      end
    end
  end
  return found
end

return rules
