--- Which ranks and posts stand beside which name.
--
--     Đại tướng Phan Văn Giang, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng
--     |RANK   | |PERSON      |  |POST              |  |POST                 |
--
-- Names, ranks and posts that touch, or that only a comma or a dash parts,
-- form a chain. A chain falls into runs, one for each person: what touches
-- the name from before, and what follows it up to the next name's own.
-- Two things leave their chain: a post just given ("giữ chức"), and the
-- stages of a career ("từ tháng 6-2016: Thiếu tướng, Phó tư lệnh ...").

local cues = require "viet.news.cues"

local holders = {}

--- Text between the members of a chain.
local JOINERS = {
  [","] = true, ["-"] = true, ["–"] = true, ["—"] = true, ["("] = true,
  ["/"] = true,
}

--- The ranks, posts and names of a document in order of text, with the
-- tokens that they cover (`from`, `to`) and their line.
local function collect_items(doc)
  local items = {}
  for _, kind in ipairs { "RANK", "POST", "PERSON" } do
    for span in doc:each(kind) do
      items[#items + 1] = {
        kind = kind, span = span, first = span.first, last = span.last,
        from = doc.tokens:at(span.first), to = doc.tokens:at(span.last),
        line = doc:line_at(span.first),
      }
    end
  end
  table.sort(items, function(a, b) return a.first < b.first end)
  return items
end

--- Skips backwards over words that may stand right before a name or post.
-- @return the last token before them, and whether one of them says "former"
local function skip_titles(marks, token)
  local is_former = false
  while true do
    local former = marks:ending("FORMER", token)
    local cue = former or marks:ending("HONORIFIC", token)
      or marks:ending("NEW", token)
    if not cue then return token, is_former end
    is_former = is_former or former ~= nil
    token = cue.from - 1
  end
end

--- Skips backwards over where a post is held: "Đại sứ Nga | tại Seoul".
local function skip_seat(doc, token)
  local _, last = doc.tokens:span(math.max(token, 1))
  local seat = doc:at("PLACE", last) or doc:at("COUNTRY", last)
  local before = seat and doc.tokens:at(seat.first) - 1 or 0
  if before > 0 and doc.tokens:key(before) == "tại" then return before - 1 end
  return token
end

--- How an item is joined to the one before it: "touch", "link" or nil.
local function find_joint(doc, marks, before, item)
  if not before or before.line ~= item.line or item.first <= before.last then
    return nil
  elseif item.from <= before.to then  -- written as one word
    return "touch"
  end
  local token = skip_titles(marks, item.from - 1)
  if before.kind == "POST" and token > before.to then
    token = skip_seat(doc, token)
  end
  local branch = before.kind == "RANK" and marks:ending("BRANCH", token)
  if branch then token = branch.from - 1 end
  if token == before.to then return "touch" end
  local text = doc.tokens:text(token)
  if token - 1 ~= before.to then return nil end
  if doc.tokens:key(token) == "kiêm" then return "touch" end
  if text == ":" then
    return before.kind == "PERSON" and item.kind == "POST" and "link" or nil
  end
  return JOINERS[text] and "link" or nil
end

--- The cue by which an item is a post just given, held once, or that "is"
-- the person's; nil where it is none of them.
local function find_appointment(doc, marks, item)
  local token = skip_titles(marks, item.from - 1)
  if token > 1 and doc.tokens:text(token) == ":" then token = token - 1 end
  for _, kind in ipairs { "SERVED", "APPOINT", "IS" } do
    local cue = marks:ending(kind, token)
    if cue then return kind, cue end
  end
  return nil
end

local function describe(doc, marks, items)
  for i, item in ipairs(items) do
    local _, is_former = skip_titles(marks, item.from - 1)
    item.former = is_former
    item.joint = find_joint(doc, marks, items[i - 1], item)
    if item.kind ~= "PERSON" then
      item.appointment, item.cue = find_appointment(doc, marks, item)
      item.story = marks:ending("STORY", skip_titles(marks, item.from - 1))
    end
  end
end

--- Runs ---------------------------------------------------------------------

local function new_run(person)
  return {
    person = person.span, posts = {}, ranks = {}, line = person.line,
    first = person.first, last = person.last,
    from = person.from, to = person.to,
  }
end

--- Gives a rank or post to a run.
local function claim(run, item, rule)
  local list = item.kind == "RANK" and run.ranks or run.posts
  list[#list + 1] = { span = item.span, former = item.former, rule = rule }
  item.run = run
  run.first = math.min(run.first, item.first)
  run.last = math.max(run.last, item.last)
  run.from = math.min(run.from, item.from)
  run.to = math.max(run.to, item.to)
end

--- May a post that a comma parts from the next rank, post or name be of that
-- person? Not of "gặp Bộ trưởng Quốc phòng Lào, Đại tướng X cho biết"; but
-- in "gặp Tổng Bí thư, Chủ tịch nước X" the first of them is not complete.
local function is_apposition(doc, marks, item, next_item)
  if not marks:ending("OTHER", (skip_titles(marks, item.from - 1))) then
    return true
  end
  return next_item.kind == "POST"
    and #doc:within("COUNTRY", item.first, item.last) == 0
    and #doc:within("ORG", item.first, item.last) == 0
end

--- Gives a name what stands before it.
-- @return the index of the first item that is the person's
local function claim_before(doc, marks, items, i, run)
  local k, touching = i, items[i].joint == "touch"
  while k > 1 and items[k].joint do
    local item, after = items[k - 1], items[k]
    if item.kind == "PERSON" or item.run or item.appointment then break end
    local touches = after.joint == "touch"
    if not touches and not (is_apposition(doc, marks, item, after)
        and (touching or i == k)) then
      break
    end
    claim(run, item, item.kind == "RANK" and "rank.before" or "post.before")
    k = k - 1
  end
  return k
end

--- Is an item joined to a later one that touches a name? Then it belongs
-- to that name: "..., Phó Chủ tịch nước Võ Thị Ánh Xuân".
local function leads_to_name(items, i)
  local k = i + 1
  while items[k] and items[k].joint == "touch" do
    if items[k].kind == "PERSON" then return true end
    k = k + 1
  end
  return false
end

--- Gives a name what follows it.
local function claim_after(items, i, run)
  local k = i + 1
  while items[k] and items[k].joint == "link" or
      (k > i + 1 and items[k] and items[k].joint) do
    local item = items[k]
    if item.kind == "PERSON" or item.appointment or leads_to_name(items, k)
    then
      break
    end
    claim(run, item, item.kind == "RANK" and "rank.after" or "post.after")
    k = k + 1
  end
end

local function collect_runs(doc, marks, items)
  local runs = {}
  for i, item in ipairs(items) do
    if item.kind == "PERSON" then
      local run = new_run(item)
      item.run = run
      claim_before(doc, marks, items, i, run)
      claim_after(items, i, run)
      runs[#runs + 1] = run
    end
  end
  return runs
end

--- "hai Bộ trưởng Quốc phòng A và B": the post is of B too.
local function share_posts(doc, marks, items, runs)
  for i = 2, #runs do
    local a, b = runs[i - 1], runs[i]
    local between = b.from - a.to == 2 and doc.tokens:key(a.to + 1)
    if between == "và" and #b.posts == 0 and #a.posts == 1
        and marks:ending("MANY", a.from - 1) then
      b.posts[1] = {
        span = a.posts[1].span, former = a.posts[1].former,
        rule = "post.shared",
      }
    end
  end
  return items
end

--- Posts given, and careers -------------------------------------------------

--- How many names, ranks and posts may stand between a person and a post.
local SENTENCE_ITEMS = 30

--- The last name before an item in its sentence, and nothing but the cue
-- between them where the cue only says "is".
local function find_appointee(doc, items, i, cue, kind)
  local sentence = doc:sentence_at(items[i].first)
  for k = i - 1, math.max(1, i - SENTENCE_ITEMS), -1 do
    local other = items[k]
    if sentence and other.first < sentence then return nil end
    if other.kind == "PERSON" then
      if kind == "IS" and other.to ~= cue.from - 1 then return nil end
      return other
    end
  end
  return nil
end

--- Does the writer tell of himself between two tokens?
local function has_writer(doc, from, to)
  for i = from, to do
    if doc.tokens:key(i) == "tôi" then return true end
  end
  return false
end

--- The person of whom a sentence tells that begins with a pronoun: the last
-- one named before it in its line.
local function find_meant(doc, marks, items, i)
  local sentence = doc:sentence_at(items[i].first)
  local token = sentence and doc.tokens:at(sentence)
  if not token or not marks:starting("PRONOUN", token) then return nil end
  for k = i - 1, math.max(1, i - SENTENCE_ITEMS), -1 do
    local other = items[k]
    if other.line ~= items[i].line then return nil end
    if other.kind == "PERSON" then return other end
  end
  return nil
end

--- Whose post an item of a story is: "A được điều về ..., làm Tham mưu
-- trưởng X, sau đó là Tư lệnh X".
-- @return the name or nil, and whether the post is held no more
local function find_hero(doc, items, i)
  local cue, before = items[i].story, items[i - 1]
  if cue.id == "stage" then
    local run = before and before.run
    local goes_on = run and run.apart and before.to == cue.from - 1
      or before and before.to == cue.from - 2 and run and run.apart
    return goes_on and run.hero or nil, true
  end
  local hero = find_appointee(doc, items, i, cue, "STORY")
  if not hero or has_writer(doc, hero.to + 1, cue.from) then return nil end
  return hero, hero.to ~= cue.from - 1
end

--- Whom a sentence says that a post was given to or is of.
-- @return the name or nil, and whether the post is held no more
local function find_holder(doc, marks, items, i)
  local item = items[i]
  if item.run then return nil end
  local kind = item.appointment
  if kind then
    local person = find_appointee(doc, items, i, item.cue, kind)
      or kind ~= "IS" and find_meant(doc, marks, items, i)
    if person then return person, kind == "SERVED" end
  end
  if item.story then return find_hero(doc, items, i) end
  return nil
end

--- Runs of posts that sentences say persons were given or are.
local function collect_appointments(doc, marks, items, runs)
  for i in ipairs(items) do
    local person, is_former = find_holder(doc, marks, items, i)
    if person then
      local run = new_run(person)
      run.apart, run.hero, run.past = true, person, is_former
      local k = i
      repeat
        items[k].former = items[k].former or is_former
        claim(run, items[k], "post.given")
        k = k + 1
      until not items[k] or items[k].joint ~= "link" or items[k].run
        or items[k].kind == "PERSON"
      runs[#runs + 1] = run
    end
  end
end

--- How many tokens a stage of a career may have before a post.
local STAGE_TOKENS = 100

--- The stage of a career that an item is in: a date after "từ" or "trước"
-- since the last semicolon or full stop.
local function find_stage(doc, marks, item)
  local token, start = item.from - 1, item.from - STAGE_TOKENS
  while token > math.max(start, 0)
      and doc.tokens:line(token) == item.line do
    local text = doc.tokens:text(token)
    if text == ";" or text == "." then break end
    token = token - 1
  end
  local first = doc.tokens:span(math.min(token + 1, item.from))
  for _, date in ipairs(doc:within("DATE", first, item.first)) do
    local at = doc.tokens:at(date.first)
    if marks:ending("SINCE", at - 1) or marks:ending("UNTIL", at - 1) then
      return date, marks:ending("UNTIL", at - 1) ~= nil
    end
  end
  return nil
end

--- The run of one stage, made when its first item comes.
local function open_stage(career, person, date, is_until)
  local stage = career[#career]
  if not stage or stage.date ~= date then
    stage = new_run(person)
    stage.apart, stage.date = true, date
    stage.over = is_until or (date.value or ""):find("/", 1, true) ~= nil
    career[#career + 1] = stage
  end
  return stage
end

--- What the stages before the last one held is over.
local function close_career(career, runs)
  for i, stage in ipairs(career) do
    for _, post in ipairs(stage.posts) do
      post.former = post.former or stage.over or i < #career
    end
    runs[#runs + 1] = stage
  end
end

local function collect_careers(doc, marks, items, runs)
  local career, person, line = {}, nil, nil
  for _, item in ipairs(items) do
    if item.line ~= line then
      close_career(career, runs)
      career, person, line = {}, nil, item.line
    end
    if item.kind == "PERSON" then
      person = item
    elseif person and (not item.run or item.run.apart) then
      local date, is_until = find_stage(doc, marks, item)
      if date then
        local stage = open_stage(career, person, date, is_until)
        if item.run then item.run.replaced = true end
        claim(stage, item, "post.career")
      end
    end
  end
  close_career(career, runs)
end

--- Public -------------------------------------------------------------------

--- The runs of a document, in order of text. (Ids play no part in them.)
-- A run is a table: `person` (the PERSON span), `posts` and `ranks` (tables
-- with `span`, `former` and `rule`), `first` and `last` (bytes), `from` and
-- `to` (tokens). `apart` is true where the posts do not stand at the name,
-- `past` where a story tells that they are held no more.
function holders.runs(doc)
  local marks, items = cues.of(doc), collect_items(doc)
  describe(doc, marks, items)
  local runs = collect_runs(doc, marks, items)
  share_posts(doc, marks, items, runs)
  collect_appointments(doc, marks, items, runs)
  collect_careers(doc, marks, items, runs)
  local kept = {}
  for _, run in ipairs(runs) do
    if not run.replaced then kept[#kept + 1] = run end
  end
  table.sort(kept, function(a, b) return a.from < b.from end)
  return kept
end

return holders
