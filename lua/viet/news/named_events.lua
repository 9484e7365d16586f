--- NAMED_EVENT: conferences, exhibitions, games, wars, and anniversaries,
-- which go on to the end of what they celebrate.

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local page_of = require "viet.news.mentions.page"
local phrase = require "viet.news.mentions.phrase"

local element = phrase.element

local parts = { "terms", "words", "bodies", "countries", "organisations",
                "places", "ordinals", "years", "numbers", "events" }
local celebrated = { "terms", "countries", "organisations", "places", "events",
                     "words", "deeds", "conferences" }

--- Where "và" goes on with the sentence: "... Trung Quốc và Việt Nam bước
-- vào", "... hai nước và Năm Giao lưu ...".
local function cut_sides(page, i, last)
  for at = i, last - 1 do
    local is_end = page.key[at] == "và" and (page:hit(at + 1, "EVENT_HEAD")
      or page:hit(at + 1, "COUNTRY") and page:is_capital(at + 1))
    if is_end then return at - 1 end
  end
  return last
end

local deeds = {}
for word in ([[ngày thành lập thiết lập chiến thắng trong giải phóng hoàn toàn
  đất nước giữa hai nước ra đời của miền trên truyền thống hội đường mở nước
  cách mạng và thống nhất quan hệ kí kết với]]):gmatch "%S+" do
  deeds[word] = true
end

--- Words between the number of years and the name of what is celebrated.
function element.deeds(page, i)
  return deeds[page.key[i]] and i or nil
end

--- A body whose meeting it is: "Đại hội Đảng bộ Quân đội".
function element.bodies(page, i)
  return page:is_capital(i) and bodies.find(page, i)
end

local find_by_head

--- A conference that was founded: "10 năm thành lập Hội nghị ...".
function element.conferences(page, i)
  local head = page:is_capital(i) and page:hit(i, "EVENT_HEAD")
  return head and find_by_head(page, head)
end

--- "80 năm ...": the end of what is so old, or nil.
local function find_age(page, i)
  if page.kind[i] ~= "number" or page.key[i + 1] ~= "năm" then return nil end
  local last = phrase.extend(page, i + 2, celebrated,
                             { lower = true, verbs = true })
  last = cut_sides(page, i + 2, last)
  while page.key[last] == "và" or page.key[last] == "trong" do
    last = last - 1
  end
  return last > i + 1 and last or nil
end

--- All the ages that are celebrated together: "80 năm ... và 35 năm ...".
local function find_ages(page, i)
  local last = find_age(page, i)
  while last and (page.word[last + 1] == "," or page.key[last + 1] == "và") do
    local more = find_age(page, last + 2)
    if not more then break end
    last = more
  end
  return last
end

--- "Lễ kỷ niệm 80 năm ...", "kỷ niệm lần thứ 50 Ngày ...".
local function find_anniversary(page, i)
  local at = page.key[i] == "lễ" and i + 1 or i
  if page:keys(at, at + 1) ~= "kỉ niệm" then return nil end
  at = at + 2
  local ages = find_ages(page, at)
  if ages then return ages end
  local ordinal = element.ordinals(page, at)
  local is_day = page:is_name(at, "ngày") or page:is_name(at, "quốc")
  if not ordinal and not is_day then return nil end
  at = ordinal and ordinal + 1 or at
  local last = phrase.extend(page, at, celebrated,
                             { lower = true, verbs = true })
  return last >= at and last or nil
end

--- Is the phrase behind a head a name? One in lower case needs something
-- capitalised, or many words.
local function is_named(page, head, last)
  if last <= head.last then return false end
  if page:is_capital(head.first) then return true end
  local has_name = last - head.first >= 7
  for i = head.last + 1, last do
    has_name = has_name or page:is_capital(i)
  end
  return has_name and head.entry.lower ~= nil
end

--- "(ADMM) lần thứ 11": a bracket inside the name.
local function skip_bracket(page, last)
  if page.word[last + 1] ~= "(" then return nil end
  local short = page:hit(last + 2, "EVENT")
  local close = short and short.last + 1
  if close and page.word[close] == ")" then
    return element.ordinals(page, close + 1)
  end
  return nil
end

--- "của Đảng" behind a congress.
local function add_party(page, last)
  if page.key[last + 1] == "của" and page:is_name(last + 2, "đảng") then
    return last + 2
  end
  return last
end

find_by_head = function(page, head)
  local last = phrase.extend(page, head.last + 1, parts,
                             { lower = true, verbs = true })
  last = add_party(page, skip_bracket(page, last) or last)
  return is_named(page, head, last) and last or nil
end

--- What a known event may go on with: "ADMM+ lần thứ 7", "ADMM 2024".
local function find_by_name(page, hit)
  local last = hit.last
  local more = element.ordinals(page, last + 1)
    or element.years(page, last + 1)
  if page:is_dash(last + 1) and not page.spaced[last + 1]
     and page.kind[last + 2] == "number" then more = last + 2 end
  return more or last
end

local rivals = { "WORD", "TITLE", "ORG_HEAD", "ORG_NAME", "DOCUMENT_HEAD" }

local function is_other(page, i, hit)
  for _, type in ipairs(rivals) do
    local other = page:hit(i, type)
    if other and other.last > hit.last then return true end
  end
  return false
end

local contests = { ["môn"] = true, ["thi"] = true }
local opening = { ["“"] = true, ['"'] = true }
local closing = { ["”"] = true, ['"'] = true }

--- A contest in quotation marks: môn “Xạ thủ bắn tỉa” và “Kinh tuyến”.
local function find_contest(page, i)
  if not opening[page.word[i - 1]] or not page:is_capital(i) then
    return nil
  end
  local joint = i - 2
  if page.key[joint] == "và" and closing[page.word[joint - 1]] then
    local left = joint - 12
    while joint > 2 and not opening[page.word[joint - 2]] do
      joint = joint - 1
      if page.kind[joint] == "line" or joint < left then return nil end
    end
    joint = joint - 3
  end
  if not contests[page.key[joint]] then return nil end
  for last = i, i + 8 do
    if closing[page.word[last + 1]] then return last end
    if page.kind[last] == "line" then return nil end
  end
  return nil
end

--- Longer names that hold the word: "Đảng Nhân dân Cách mạng Lào".
local longer = { ORG_NAME = "capital", TITLE = true, ORG_HEAD = "capital" }

local function find_event(page, i)
  if page.plain[i] or page:is_inside(i, longer) then return nil end
  local anniversary = find_anniversary(page, i)
  if anniversary then return anniversary, "named_events.anniversary" end
  local contest = find_contest(page, i)
  if contest then return contest, "named_events.contest" end
  local head = page:hit(i, "EVENT_HEAD")
  local last = head and not is_other(page, i, head)
    and find_by_head(page, head)
  local known = page:is_capital(i) and page:hit(i, "EVENT")
  local known_last = known and find_by_name(page, known)
  if known_last and known_last >= (last or 0) then
    return known_last, known.entry.source
  end
  if last then return last, head.entry.source end
  return nil
end

return extractor {
  name = "news.named_events",
  needs = { "zone", "DOCUMENT" },
  gives = { "NAMED_EVENT" },
  run = function(doc)
    local page = page_of(doc)
    local covered = page:covered(doc, { "DOCUMENT" })
    local i = 1
    while i <= page.count do
      local last, rule
      if not covered[i] then last, rule = find_event(page, i) end
      if last and not page:touches(covered, i, last) then
        page:add(doc, "NAMED_EVENT", i, last, { rule = rule })
        i = last
      elseif not covered[i] then
        i = bodies.find(page, i) or i
      end
      i = i + 1
    end
  end,
}
