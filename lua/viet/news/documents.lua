--- DOCUMENT: agreements, statements, plans, laws, with what they are about:
-- "Bản ghi nhớ về hợp tác quốc phòng", "Quyết định số 35/QĐ-TTg".

local bodies = require "viet.news.mentions.bodies"
local extractor = require "viet.extractor"
local page_of = require "viet.news.mentions.page"
local phrase = require "viet.news.mentions.phrase"

local element = phrase.element

--- What a document is named by besides nouns.
local nouns = { "terms", "countries", "organisations", "places", "names" }

--- "giai đoạn 2025 - 2029", "năm 2025", "đến năm 2030", "lần thứ 14".
local function find_period(page, i)
  local j = i
  if page.key[j] == "đến" then j = j + 1 end
  if page.key[j] == "giai" and page.key[j + 1] == "đoạn" then
    j = j + 2
    local year = element.years(page, j)
      or page.word[j]:find("^%d+%-%d+$") and j
    if not year then return nil end
    if page:is_dash(year + 1) then
      return element.years(page, year + 2) or year
    end
    return year
  end
  if page.kind[i] == "number" and page.key[i + 1] == "năm" then
    return element.ordinals(page, i + 2) or i + 1
  end
  return element.years(page, j) or element.ordinals(page, i)
end

local function add_periods(page, last)
  while true do
    local period = find_period(page, last + 1)
    if not period then return last end
    last = period
  end
end

local ends = { [";"] = true, ["."] = true, [":"] = true, [")"] = true,
               ["("] = true, ["”"] = true, ['"'] = true, ["…"] = true,
               ["“"] = true, ["!"] = true, ["/"] = true }
local breaks = { ["giữa"] = true, ["mà"] = true }

--- Words that end a clause elsewhere, but not what a document is about:
-- "nâng quan hệ lên", "hỗ trợ lẫn nhau".
local continues = { ["lên"] = true, ["lẫn"] = true, ["nhau"] = true,
                    ["không"] = true, ["hiện"] = true, ["phía"] = true,
                    ["nhiều"] = true, ["những"] = true, ["mọi"] = true }

local function is_noun(page, i)
  return page:hit(i, "TERM") ~= nil or page:hit(i, "TERM_TITLE") ~= nil
end

--- Those whose document it is: "của hai nước", "của Chính phủ".
local function is_party(page, i)
  return page:is_capital(i) or page:hit(i, "ORG_STATE") ~= nil
    or not is_noun(page, i)
end

--- Does "trong" tell when, and not in which field? "trong chuyến thăm"
local function tells_when(page, i)
  return page.key[i] == "trong" and page.key[i + 1] ~= "lĩnh"
    and not is_noun(page, i + 1)
end

local people = { ["người"] = true, ["công"] = true, ["học"] = true,
                 ["sinh"] = true }

--- Those whom it is made for: "miễn thị thực cho người mang hộ chiếu".
local function is_for_people(page, i)
  return page.key[i] == "cho" and people[page.key[i + 1]] == true
    and not page:is_capital(i + 1)
end

--- Does the subject end before this token?
local function ends_subject(page, i)
  local kind, key = page.kind[i], page.key[i]
  if kind == "line" or kind == "url" or ends[page.word[i]]
     or page:hit(i, "DOCUMENT_HEAD") then
    return true
  elseif key == "của" then
    return is_party(page, i + 1)
  elseif breaks[key] or tells_when(page, i)
    or key == "tháng" and page.kind[i + 1] == "number" then
    return true
  end
  return not is_noun(page, i) and page:is_stop(i) and not continues[key]
    and not is_for_people(page, i)
end

--- May the subject begin with this token, behind "về"? With any verb, but
-- with no word of grammar.
local function begins_subject(page, i)
  local stop = page:hit(i, "STOP")
  return not ends_subject(page, i) or stop ~= nil and stop.entry.id == "verb"
end

--- Does a comma go on with the subject? "tìm kiếm, cứu nạn trên biển"
local function joins(page, i)
  if page.kind[i - 1] == "number" or page:hit(i + 1, "DOCUMENT_HEAD") then
    return false
  end
  return page:hit(i + 1, "TERM") ~= nil
    or page:hit(i + 1, "TERM_TITLE") ~= nil and not page:is_stop(i + 1)
end

--- Does the subject that begins at i go on with a token?
local function goes_on(page, at, i)
  if page.word[at] == "," then
    return joins(page, at)
  elseif page.key[at] == "và" then
    return page.key[at + 1] ~= "trong" and not ends_subject(page, at + 1)
  elseif at > i and find_period(page, at) then
    return false
  end
  return not ends_subject(page, at)
end

--- The end of what stands behind "về", or behind "thỏa thuận" without it.
local function find_subject(page, i)
  local last = i - 1
  while last - i < 30 do
    local at = last + 1
    local goes = goes_on(page, at, i) or at == i and begins_subject(page, i)
    if not goes then break end
    local hit = page:hit(at, "TERM") or page:hit(at, "TERM_TITLE")
      or at == i and page:hit(at, "STOP")
    last = hit and hit.last or at
  end
  while page.word[last] == "," or page.key[last] == "và" do last = last - 1 end
  return last >= i and last or nil
end

--- "giữa Chính phủ hai nước về ...": the token of "về", or of "giai đoạn".
local function skip_parties(page, i)
  if page.key[i] ~= "giữa" then return nil end
  for at = i + 1, i + 30 do
    if page.key[at] == "về" or page:keys(at, at + 1) == "giai đoạn" then
      return at
    end
    if not page.key[at] or page.kind[at] == "line" or page.word[at] == "."
       or page.word[at] == "," then return nil end
  end
  return nil
end

--- The end of the name behind the word it begins with, or nil.
local function find_about(page, i)
  local last = phrase.extend(page, i, nouns, { lower = true, verbs = true })
  if last < i and page:hit(i, "TERM_TITLE") and begins_subject(page, i) then
    last = find_subject(page, i) or last  -- Hiệp định tăng cường hợp tác ...
  end
  local about = page.key[last + 1] == "về" and last + 1
    or skip_parties(page, last + 1)
  if about and page.key[about] == "giai" then return about - 1, true end
  if about then last = find_subject(page, about + 1) or last end
  if not about and last >= i and not page:is_capital(last) then
    last = find_subject(page, i) or last
  end
  return last, about ~= nil
end

--- "số 35/QĐ-TTg", "22-NQ/TW": a number and what is glued to it.
local function find_number(page, i)
  local at = page.key[i] == "số" and i + 1 or i
  if page.kind[at] ~= "number" then return nil end
  while not page.spaced[at + 1] and page.kind[at + 1] ~= "line"
    and (page.word[at + 1]:find("^[/%-]$") or page.kind[at + 1] ~= "punct") do
    at = at + 1
  end
  return at
end

local one_of_many = { ["một"] = true, ["các"] = true, ["những"] = true,
                      ["nhiều"] = true }
local just_named = { ["này"] = true, ["trên"] = true, ["đó"] = true,
                     ["mà"] = true, ["như"] = true }

--- Is a document named, and not only spoken of?
-- A word in lower case needs a period, or at least four syllables of subject.
local function is_named(page, head, last, has_period)
  if last <= head.last or just_named[page.key[last + 1]] then return false end
  if has_period or page:is_capital(head.first) then return true end
  return last - head.last >= 4 and not one_of_many[page.key[head.first - 1]]
end

local needs_capital = { law = true, spoken = true }

local function find_by_head(page, head)
  local i = head.last + 1
  local number = head.entry.takes == "number" and find_number(page, i)
  if number then
    local last = page.key[number + 1] == "về"
      and find_subject(page, number + 2)
    return last or number
  end
  if needs_capital[head.entry.id] and not page:is_capital(head.first) then
    return nil
  end
  local last = find_about(page, i)
  local has_period = add_periods(page, last) > last
  last = add_periods(page, last)
  if is_named(page, head, last, has_period) then return last end
  return nil
end

--- Is it the start of something longer that is no document?
local function is_other(page, i, head)
  if page:is_inside(i, { TITLE = true, ORG_NAME = "capital" }) then
    return true
  end
  for _, type in ipairs { "WORD", "TITLE", "ORG_NAME", "TERM",
                          "TERM_TITLE" } do
    local hit = page:hit(i, type)
    if hit and hit.last > head.last then return true end
  end
  return false
end

local function find_document(page, i)
  local known = page:is_capital(i) and page:hit(i, "DOCUMENT")
  if known and (known.last > i or page.shape[i] == "upper") then
    return element.years(page, known.last + 1) or known.last,
           known.entry.source
  end
  local head = not page.plain[i] and page:hit(i, "DOCUMENT_HEAD")
  if head and not is_other(page, i, head) then
    local last = find_by_head(page, head)
    return last, head.entry.source
  end
  return nil
end

--- The last token of an organisation that begins here and may hold the words
-- of a document: "Bộ Chỉ huy Chiến lược Mỹ".
local function skip_body(page, i)
  return page:is_capital(i) and bodies.find(page, i) or i
end

return extractor {
  name = "news.documents",
  needs = { "zone" },
  gives = { "DOCUMENT" },
  run = function(doc)
    local page = page_of(doc)
    local i = 1
    while i <= page.count do
      local last, rule = find_document(page, i)
      if last then
        page:add(doc, "DOCUMENT", i, last, { rule = rule })
      end
      i = last or skip_body(page, i)
      i = i + 1
    end
  end,
}
