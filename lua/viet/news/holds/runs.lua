--- Runs: names with the ranks and posts that the text gives the persons, as
-- rules/holds.rules finds them.
--
--     Đại tướng Phan Văn Giang, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng
--     |RANK   | |PERSON      |  |POST              |  |POST                 |
--
-- A run has `person` (the PERSON span), `posts` and `ranks` (tables with
-- `span`, `former` and `rule`), `first` and `last` (bytes), `from` and `to`
-- (tokens), and `line`. `apart` is true where the posts do not stand at the
-- name, `past` where a story tells that they are held no more, and `date` is
-- that of a stage of a career.

local cascade = require "viet.news.cascade"
local ordered = require "viet.ordered"
local patterns = require "viet.patterns"
local rules = require "viet.news.rules"

local runs = {}

runs.rules = assert(patterns.read(rules.path "holds.rules"))

--- Making -------------------------------------------------------------------

local function new_run(doc, person, apart)
  return {
    person = person, posts = {}, ranks = {}, apart = apart,
    first = person.first, last = person.last,
    line = doc:line_at(person.first),
  }
end

--- Gives a rank or post to a run.
-- @param kind  "rank" or "post"
-- @param how   "before", "after" ...: the second half of the rule's name
local function claim(run, kind, span, former, how)
  local list = kind == "rank" and run.ranks or run.posts
  list[#list + 1] = { span = span, former = former,
    rule = (how == "before" or how == "after") and kind .. "." .. how
      or "post." .. how }
  run.first = math.min(run.first, span.first)
  run.last = math.max(run.last, span.last)
end

local kinds = {
  rank = { "rank", false }, old_rank = { "rank", true },
  post = { "post", false }, past = { "post", true },
}

--- The ranks and posts of a match in order of text: tables with `span`, `kind`
-- ("rank" or "post") and `former`.
local function read_items(captures)
  local items = {}
  for name, kind in pairs(kinds) do
    for _, span in ipairs(captures[name] or {}) do
      items[#items + 1] = { span = span, kind = kind[1], former = kind[2] }
    end
  end
  table.sort(items, function(a, b) return a.span.first < b.span.first end)
  return items
end

--- Notes which items a comma or dash parts from the next one or the name.
local function part(items, marks)
  local i = 1
  for _, mark in ipairs(marks or {}) do
    while items[i + 1] and items[i + 1].span.first < mark.first do i = i + 1 end
    items[i].is_parted = true
  end
end

--- Is a post not complete alone: "Tổng Bí thư, Chủ tịch nước X"?
local function is_bare(doc, item, next_item)
  return item.kind == "post" and next_item.kind == "post"
    and #doc:within("COUNTRY", item.span.first, item.span.last) == 0
    and #doc:within("ORG", item.span.first, item.span.last) == 0
end

--- The first of the items before a name that is of that person.
-- @param last   the number of the last one
-- @param doubt  may the first one be of another person?
local function find_start(doc, items, last, doubt)
  local is_doubtful = doubt and items[1].is_parted
  if not items[last].is_parted then
    return is_doubtful and not is_bare(doc, items[1], items[2]) and 2 or 1
  elseif is_doubtful and last == 1 then
    return 2
  end
  local start = last
  while start > 1 and not items[start - 1].is_parted do start = start - 1 end
  return start
end

--- Gives a run what stands at its name: first what stands before it, the
-- nearest one first.
-- @param doubt  may the first one before it be of another person?
local function claim_at_name(doc, run, captures, doubt)
  local items, last = read_items(captures), 0
  if #items == 0 then return end
  part(items, captures.mark)
  while items[last + 1]
      and items[last + 1].span.first < run.person.first do
    last = last + 1
  end
  local start = last > 0 and find_start(doc, items, last, doubt) or 1
  for i = last, start, -1 do
    claim(run, items[i].kind, items[i].span, items[i].former, "before")
  end
  for i = last + 1, #items do
    claim(run, items[i].kind, items[i].span, items[i].former, "after")
  end
end

--- Whom a sentence is about -------------------------------------------------

--- The last person named before a byte, and not before another.
local function person_before(doc, byte, low)
  local persons = doc:layer "PERSON"
  local person = persons[ordered.count_before(persons, "first", byte)]
  return person and person.first >= low and person or nil
end

--- Does nothing but a space stand between a person and a byte?
local function touches(doc, person, byte)
  return person ~= nil and doc.tokens:at(person.last) + 1 == doc.tokens:at(byte)
end

local find_holder = {}

--- The person to whom the sentence gives a post: the last one named in it, or
-- "he", the last one named in the line.
local function appointee(self, it)
  local doc = self.doc
  local sentence = doc:sentence_at(it.first) or it.first
  local person = person_before(doc, it.first, sentence)
  if person or not self.he[sentence] then return person end
  return person_before(doc, it.first, doc.lines[doc:line_at(it.first)].first)
end

find_holder["holds.given"] = appointee

find_holder["holds.served"] = function(self, it)
  return appointee(self, it), true
end

find_holder["holds.is"] = function(self, it)
  return person_before(self.doc, it.first, 1)
end

find_holder["holds.story"] = function(self, it)
  local doc = self.doc
  local sentence = doc:sentence_at(it.first) or it.first
  local hero = person_before(doc, it.first, sentence)
  return hero, not touches(doc, hero, it.first)
end

--- Rules --------------------------------------------------------------------

local read = {}

read["holds.name"] = function(self, captures)
  local run = new_run(self.doc, captures.who)
  claim_at_name(self.doc, run, captures,
    captures.other ~= nil and not self.closed[captures.who])
  self.runs[#self.runs + 1] = run
  self.run_of[captures.who] = run
  for _, post in ipairs(run.posts) do self.run_of[post.span] = run end
  for _, rank in ipairs(run.ranks) do self.run_of[rank.span] = run end
end

--- Gives a name the post that ends at its first byte.
local function claim_glued(self)
  for _, post in ipairs(self.glued) do
    local person = person_before(self.doc, post.last + 2, post.last)
    local run = person and self.run_of[person]
    if run and #run.posts == 0 then claim(run, "post", post, false, "before") end
  end
end

--- A run for what a sentence gives a person.
local function give(self, captures, rule)
  local person, is_past = find_holder[rule](self, captures.it)
  if not person then return end
  local run = new_run(self.doc, person, true)
  run.past = is_past
  for _, item in ipairs(read_items(captures)) do
    claim(run, item.kind, item.span, is_past or item.former, "given")
    self.run_of[item.span] = run
  end
  self.runs[#self.runs + 1] = run
  for _, span in ipairs(captures.later or {}) do
    local later = new_run(self.doc, person, true)
    later.past = true
    claim(later, "post", span, true, "given")
    self.runs[#self.runs + 1] = later
    self.run_of[span] = later
  end
end

for rule in pairs(find_holder) do
  read[rule] = function(self, captures) give(self, captures, rule) end
end

read["holds.closed"] = function(self, captures)
  self.closed[captures.who] = true
end

read["holds.shared"] = function(self, captures)
  self.shared[#self.shared + 1] = captures
end

read["holds.glued"] = function(self, captures)
  self.glued[#self.glued + 1] = captures.post
end

read["holds.stage"] = function(self, captures)
  self.stages[#self.stages + 1] = captures
end

read["holds.he"] = function(self, captures)
  self.he[captures.it.first] = true
end

read["holds.led"] = function(self, captures)
  self.leaders[captures.next.first] = captures.it
end

read["holds.of"] = function(self, captures)
  self.owners[captures.next.first] = captures.it
end

read["holds.apposition"] = function(self, captures)
  self.appositions[captures.who] = captures.it
end

--- "hai Bộ trưởng Quốc phòng A và B": the post is of B too.
local function share_posts(self)
  for _, captures in ipairs(self.shared) do
    local a, b = self.run_of[captures.who], self.run_of[captures.other]
    if a and b and #a.posts == 1 and #b.posts == 0 then
      b.posts[1] = { span = a.posts[1].span, former = a.posts[1].former,
        rule = "post.shared" }
    end
  end
end

--- Careers ------------------------------------------------------------------

--- The run of one stage; of what stands at a name or before any it has
-- nothing. What a sentence gave goes over to the stage.
local function read_stage(self, captures)
  local doc, stage = self.doc, nil
  local line = doc.lines[doc:line_at(captures.date.first)].first
  for _, kind in ipairs { "rank", "post" } do
    for _, span in ipairs(captures[kind] or {}) do
      local run = self.run_of[span]
      local person = person_before(doc, span.first, line)
      if person and not (run and not run.apart) then
        stage = stage or new_run(doc, person, true)
        if run then run.replaced = true end
        claim(stage, kind, span, false, "career")
      end
    end
  end
  if stage then
    stage.date = captures.date
    stage.over = captures["until"] ~= nil
      or (captures.date.value or ""):find("/", 1, true) ~= nil
  end
  return stage
end

--- What the stages of a line before the last one held is over.
local function read_careers(self)
  local last
  for i = #self.stages, 1, -1 do
    local stage = read_stage(self, self.stages[i])
    if stage then
      local is_over = stage.over or last ~= nil and last.line == stage.line
      for _, post in ipairs(stage.posts) do post.former = is_over end
      last = stage
      self.runs[#self.runs + 1] = stage
    end
  end
end

--- Public -------------------------------------------------------------------

--- What was read of each document, as long as the document lives.
local made = setmetatable({}, { __mode = "k" })

--- Reads who holds what in a document, once. (Ids play no part in it.)
-- @return a table with `runs`, in order of text; `leaders` and `owners`, the
--   COUNTRY or ORG spans behind which the one stands, behind "do" or at once,
--   who begins at a byte; and `appositions`, what stands between commas behind
--   a PERSON span
function runs.read(doc)
  if made[doc] then return made[doc] end
  local self = { doc = doc, runs = {}, run_of = {}, shared = {}, stages = {},
    glued = {}, closed = {}, he = {}, leaders = {}, owners = {},
    appositions = {} }
  local later = {}
  for _, _, captures, rule in cascade.matches(runs.rules, doc, doc) do
    if find_holder[rule] or rule == "holds.name" then
      later[#later + 1] = { captures, rule }  -- they ask what others found
    else
      read[rule](self, captures)
    end
  end
  for _, one in ipairs(later) do read[one[2]](self, one[1]) end
  claim_glued(self)
  share_posts(self)
  read_careers(self)
  local kept = {}
  for _, run in ipairs(self.runs) do
    if not run.replaced then
      run.from = doc.tokens:at(run.first)
      run.to = doc.tokens:at(run.last)
      kept[#kept + 1] = run
    end
  end
  table.sort(kept, function(a, b) return a.from < b.from end)
  self.runs, made[doc] = kept, self
  return self
end

return runs
