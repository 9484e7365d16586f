--- Which ranks and posts stand beside which name.
--
--     Đại tướng Phan Văn Giang, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng
--     |RANK   | |PERSON      |  |POST              |  |POST                 |
--
-- Names, ranks and posts that touch, or that only a comma or a dash parts,
-- form a chain. A chain falls into runs, one for each person: what touches
-- the name from before, and what follows it up to the next name's own.
-- Two things leave their chain: a post just given ("giữ chức"), and the
-- stages of a career ("từ tháng 6-2016: Thiếu tướng, Phó tư lệnh ..."); see
-- holds/careers.lua.

local careers = require "viet.news.holds.careers"
local cues = require "viet.news.holds.cues"
local Run = require "viet.news.holds.run"

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
    Run.claim(run, item, item.kind == "RANK" and "rank.before" or "post.before")
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
    Run.claim(run, item, item.kind == "RANK" and "rank.after" or "post.after")
    k = k + 1
  end
end

local function collect_runs(doc, marks, items)
  local runs = {}
  for i, item in ipairs(items) do
    if item.kind == "PERSON" then
      local run = Run.new(item)
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
  careers.collect_given(doc, marks, items, runs)
  careers.collect_stages(doc, marks, items, runs)
  local kept = {}
  for _, run in ipairs(runs) do
    if not run.replaced then kept[#kept + 1] = run end
  end
  table.sort(kept, function(a, b) return a.from < b.from end)
  return kept
end

return holders
