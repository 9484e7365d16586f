--- What is wished for, denied or meant in general is no event.
--
-- "mong muốn", "đề nghị" and the like hold for all that follows in their
-- clause; "tăng cường", "không" for the next few words only.

local wishes = {}

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

--- Is a cue part of a name ("Cục Hậu cần"), of a longer cue that opens a
-- phrase ("nhận lời mời") or of a word for a document ("hiệp ước")?
local function is_part(view, cue)
  if view:is_mention(cue.from) then return true end
  for i = math.max(view.from, cue.from - 3), cue.from do
    local context = view.marks:starting("CONTEXT", i)
    if context and context.to >= cue.to then return true end
    local paper = i < cue.from and view.marks:starting("PAPER", i)
    if paper and paper.to >= cue.to then return true end
  end
  return false
end

local function find_cue(view, kind, from, to)
  local cue = view.marks:find(kind, from, to)
  while cue and is_part(view, cue) do
    cue = view.marks:find(kind, cue.from + 1, to)
  end
  return cue
end

--- How many tokens before a trigger a word like "tăng cường" may stand,
-- those of names left out.
local REACH = 6

local function near_start(view, trigger, from)
  local token, count = trigger.from, 0
  while token > from and count < REACH do
    token = token - 1
    if not view:is_name(token) then count = count + 1 end
  end
  return token
end

--- Are there several meetings, but with persons who are named: "có các cuộc
-- gặp với A và B"?
local function is_with_named(view, trigger)
  for token = trigger.to + 1, trigger.to + 4 do
    if view:key(token) == "với" then
      for _, party in ipairs(view.parties) do
        if party.from > token then
          return party.kind == "person" and party.from <= token + 3
        end
      end
    end
  end
  return false
end

--- Is the event of a trigger only wished for, denied, or meant in general?
function wishes.is_unreal(view, trigger)
  local from = clause_start(view, trigger.from)
  local cue = find_cue(view, "HOPE", from, trigger.from - 1)
  while cue do
    if not has_new_subject(view, cue.to, trigger.from) then return true end
    cue = find_cue(view, "HOPE", cue.to + 1, trigger.from - 1)
  end
  from = near_start(view, trigger, from)
  return find_cue(view, "WISH", from, trigger.from - 1) ~= nil
    or view.marks:find("GENERIC", trigger.from - 3, trigger.to + 2) ~= nil
      and not is_with_named(view, trigger)
end

return wishes
