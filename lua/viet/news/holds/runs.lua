--- Runs: names with the ranks and posts that the text gives the persons, as
-- rules/holds.rules finds them.
--
--     Đại tướng Phan Văn Giang, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng
--     |RANK   | |PERSON      |  |POST              |  |POST                 |
--
-- A run has `person` (the PERSON span), `posts` and `ranks` (tables with
-- `span`, `former` and `rule`), `first` and `last` (bytes). `apart` is true where
-- the posts do not stand at the name, `past` where a story tells that they are
-- held no more, and `date` is that of a stage of a career.

local cascade = require "viet.news.cascade"
local once = require "viet.news.mentions.once"
local ordered = require "viet.ordered"
local rules = require "viet.news.rules"

local runs = {}

runs.rules = rules.read "holds"

--- Making -------------------------------------------------------------------

local function new_run(person, apart)
  return {
    person = person, posts = {}, ranks = {}, apart = apart,
    first = person.first, last = person.last,
  }
end

--- Gives a rank or post to a run.
-- @param item  a table with `span` and `former`; it is kept
-- @param rule  the one that found it, such as "holds.post.before"
local function claim(run, item, rule)
  local span = item.span
  local list = span.type == "RANK" and run.ranks or run.posts
  item.rule = rule
  list[#list + 1] = item
  if span.first < run.first then run.first = span.first end
  if span.last > run.last then run.last = span.last end
end

-- The rules that find a rank or post at the name.
local before = { RANK = "holds.rank.before", POST = "holds.post.before" }
local after = { RANK = "holds.rank.after", POST = "holds.post.after" }

local function is_before(a, b) return a.span.first < b.span.first end

--- The ranks and posts of a match in order of text: tables with `span` and
-- `former`.
local function read_items(captures)
  local items, old = {}, captures.old
  for i, span in ipairs(captures.item) do
    items[i] = { span = span, former = false }
  end
  for _, span in ipairs(old) do
    items[#items + 1] = { span = span, former = true }
  end
  if old[1] and items[2] then table.sort(items, is_before) end
  return items
end

--- Notes which items a comma or dash parts from the next one or the name.
local function part(items, marks)
  local i = 1
  for _, mark in ipairs(marks) do
    while items[i + 1] and items[i + 1].span.first < mark.first do i = i + 1 end
    items[i].is_parted = true
  end
end

--- Is a post not complete alone: "Tổng Bí thư, Chủ tịch nước X"?
local function is_bare(doc, item, next_item)
  return item.span.type == "POST" and next_item.span.type == "POST"
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
-- nearest one first. Behind a word such as "gặp" the first one may be of another
-- person, unless nobody else begins to act behind the name.
local function claim_at_name(self, run, captures)
  local items, last = read_items(captures), 0
  if #items == 0 then return end
  local doubt = self.behind_other[items[1].span.first]
    and not self.closed[run.person]
  part(items, captures.mark)
  while items[last + 1]
      and items[last + 1].span.first < run.person.first do
    last = last + 1
  end
  local start = last > 0 and find_start(self.doc, items, last, doubt) or 1
  for i = last, start, -1 do
    claim(run, items[i], before[items[i].span.type])
  end
  for i = last + 1, #items do
    claim(run, items[i], after[items[i].span.type])
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
  local run = new_run(captures.who)
  claim_at_name(self, run, captures)
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
    if run and #run.posts == 0 then claim(run, { span = post, former = false }, before.POST) end
  end
end

--- A run for what a sentence gives a person.
local function give(self, captures, rule)
  local person, is_past = find_holder[rule](self, captures.it)
  if not person then return end
  local run = new_run(person, true)
  run.past = is_past
  for _, item in ipairs(read_items(captures)) do
    item.former = is_past or item.former
    claim(run, item, "holds.post.given")
    self.run_of[item.span] = run
  end
  self.runs[#self.runs + 1] = run
  for _, span in ipairs(captures.later) do
    local later = new_run(person, true)
    later.past = true
    claim(later, { span = span, former = true }, "holds.post.given")
    self.runs[#self.runs + 1] = later
    self.run_of[span] = later
  end
end

for rule in pairs(find_holder) do
  read[rule] = function(self, captures) give(self, captures, rule) end
end

read["holds.other"] = function(self, captures)
  self.behind_other[captures.it.first] = true
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

read["holds.country"] = function(self, captures)
  local name = captures.it
  name.code = name.id:sub(#"country/" + 1)
  self.named[#self.named + 1] = name
end

read["holds.role"] = function(self, captures)
  self.is_role[captures.post] = true
end

read["holds.list"] = function(self, captures)
  self.lists[#self.lists + 1] = captures.post
end

--- "hai Bộ trưởng Quốc phòng A và B": the post is of B too.
local function share_posts(self)
  for _, captures in ipairs(self.shared) do
    local a, b = self.run_of[captures.who], self.run_of[captures.other]
    if a and b and #a.posts == 1 and #b.posts == 0 then
      b.posts[1] = { span = a.posts[1].span, former = a.posts[1].former,
        rule = "holds.post.shared" }
    end
  end
end

--- Careers ------------------------------------------------------------------

--- The run of one stage; of what stands at a name or before any it has
-- nothing. What a sentence gave goes over to the stage.
local function read_stage(self, captures)
  local doc, stage = self.doc, nil
  local line = doc:line_at(captures.date.first)
  for _, kind in ipairs { "rank", "post" } do
    for _, span in ipairs(captures[kind]) do
      local run = self.run_of[span]
      local person = person_before(doc, span.first, doc.lines[line].first)
      if person and not (run and not run.apart) then
        stage = stage or new_run(person, true)
        if run then run.replaced = true end
        claim(stage, { span = span, former = false }, "holds.post.career")
      end
    end
  end
  if stage then
    stage.line = line
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

local function starts_before(a, b) return a.first < b.first end

--- Puts things in order of text.
local function sort(list)
  for i = 2, #list do
    if list[i].first < list[i - 1].first then
      return table.sort(list, starts_before)
    end
  end
end

--- The runs that no stage has replaced.
local function kept_of(all)
  local kept = {}
  for _, run in ipairs(all) do
    if not run.replaced then kept[#kept + 1] = run end
  end
  return kept
end

--- Public -------------------------------------------------------------------

--- Reads who holds what in a document, once. (Ids play no part in it.)
-- @return a table with `runs`, in order of text; `leaders` and `owners`, the
--   COUNTRY or ORG spans behind which the one stands, behind "do" or at once,
--   who begins at a byte; `appositions`, what stands between commas behind a
--   PERSON span; `named`, countries in the names of bodies, posts and events,
--   in order of text: tables with `first`, `last` and `code`; `is_role`, a
--   set of the POST spans that somebody has as a role; and `lists` of those that
--   only commas part
runs.read = once(function(doc)
  local self = { doc = doc, runs = {}, run_of = {}, shared = {}, stages = {},
    glued = {}, behind_other = {}, closed = {}, he = {}, leaders = {},
    owners = {}, appositions = {}, named = {}, is_role = {}, lists = {} }
  local later, rule_of = {}, {}
  for _, _, captures, rule in cascade.matches(runs.rules, doc, doc) do
    if find_holder[rule] or rule == "holds.name" then
      later[#later + 1] = captures  -- they ask what others found
      rule_of[captures] = rule
    else
      read[rule](self, captures)
    end
  end
  for _, captures in ipairs(later) do
    read[rule_of[captures]](self, captures)
  end
  claim_glued(self)
  share_posts(self)
  read_careers(self)
  self.runs = kept_of(self.runs)
  sort(self.runs)
  sort(self.named)
  return self
end)

return runs
