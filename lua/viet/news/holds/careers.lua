--- Posts that do not stand at a name: given, told in a story, or held in the
-- stages of a career.
--
--     A giữ chức P               A is P from now on
--     A được điều về B, làm P, sau đó là Q      a story: A was P, then Q
--     A: từ tháng 6-2016: P; từ tháng 5-2020: Q  stages: only Q goes on
--
-- An item is a name, rank or post (see holders); its `run` is the run that
-- it belongs to.

local Run = require "viet.news.holds.run"

local careers = {}

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
  if cue.id == "stage" then  -- behind the post before, or a comma after it
    local run = before and before.to >= cue.from - 2 and before.run
    return run and run.hero or nil, true
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

--- Collects the posts that sentences say persons were given, are or were.
-- @param items  all items of the document, in order of text
-- @param runs   a list to which a run is added for each name and list of posts
function careers.collect_given(doc, marks, items, runs)
  for i in ipairs(items) do
    local person, is_former = find_holder(doc, marks, items, i)
    if person then
      local run = Run.new(person)
      run.apart, run.hero, run.past = true, person, is_former
      local k = i
      repeat
        items[k].former = items[k].former or is_former
        Run.claim(run, items[k], "post.given")
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
    stage = Run.new(person)
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

--- Collects the stages of careers; runs that they replace get `replaced`.
-- @param items  all items of the document, in order of text
-- @param runs   a list to which a run is added for each stage
function careers.collect_stages(doc, marks, items, runs)
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
        Run.claim(stage, item, "post.career")
      end
    end
  end
  close_career(career, runs)
end

return careers
