--- Credits of pictures: "(Ảnh: Trọng Đức - TTXVN)", "Ảnh: VGP/Nhật Bắc".
-- Two to four Vietnamese words are a photographer, anything else an agency.

local bodies = require "viet.news.mentions.bodies"
local names = require "viet.news.mentions.names"

local credits = {}

--- The first token behind "Ảnh:", or nil.
local function find_start(page, i)
  if page.key[i] == "ảnh" and page.word[i + 1] == ":" then return i + 2 end
  return nil
end

local separators = { ["/"] = true, ["-"] = true, ["–"] = true, [","] = true }

--- The last capitalised word in a row from i.
local function find_run(page, i)
  local last = i - 1
  while page:is_capital(last + 1) and not page.plain[last + 1]
    and (last < i or page.spaced[last + 1]) do
    last = last + 1
  end
  return last
end

--- Is a run of words a photographer's name?
local function is_person(page, i, last)
  local words = last - i + 1
  return words >= 2 and words <= 4 and names.is_vietnamese(page, i, last)
end

--- The body that begins here, unless it is a person: "ĐOÀN BẮC", or in
-- capitals a word of one syllable and a name: "TRƯỜNG AN".
local function find_body(page, i)
  if page:hit(i, "ORG_NAME") then return bodies.find(page, i) end
  local head = page:hit(i, "ORG_HEAD")
  local is_loud = page.shape[i] == "upper" and head and head.last == i
    and is_person(page, i, find_run(page, i))
  if is_loud or names.vietnamese(page, i) then return nil end
  return bodies.find(page, i)
end

--- Reads one credit and adds what it names to the result.
local function read_credit(page, i, result)
  while true do
    local last = find_body(page, i)
    if last then
      result.organisations[#result.organisations + 1] =
        { first = i, last = last }
    elseif #page.word[i] == 1 and page.word[i + 1] == "."
      and page:is_capital(i + 2) then  -- Q.ĐỊNH
      last = i + 2
      result.people[#result.people + 1] = { first = i, last = last }
    else
      last = find_run(page, i)
      if last < i then return end
      local list = is_person(page, i, last) and result.people
        or result.organisations
      list[#list + 1] = { first = i, last = last }
    end
    if not separators[page.word[last + 1]] then return end
    i = last + 2
  end
end

--- The sources of an article: "(Theo AP, Reuters)".
local function read_sources(page, i, result)
  while true do
    local last = page.kind[i] ~= "syllable" and find_run(page, i) or i - 1
    if last < i then return end
    local close = page.word[last + 1]
    if close == ")" or close == "," then
      table.insert(result.organisations, { first = i, last = last })
    end
    if close ~= "," then return end
    i = last + 2
  end
end

--- The author before a source, at the end of a line: "Thanh Hảo (Theo AP)".
local function read_author(page, i, result)
  if page.word[i] ~= "(" or page.key[i + 1] ~= "theo" then return end
  local first = i
  while page:is_capital(first - 1) and page.kind[first - 1] == "syllable" do
    first = first - 1
  end
  read_sources(page, i + 2, result)
  local before = page.word[first - 1]
  if is_person(page, first, i - 1) and (before == "." or before == "") then
    table.insert(result.people, { first = first, last = i - 1 })
  end
end

local function read(page)
  if page.credits then return page.credits end
  local result = { people = {}, organisations = {} }
  for i = 1, page.count do
    read_author(page, i, result)
    local start = find_start(page, i)
    if start then read_credit(page, start, result) end
  end
  page.credits = result
  return result
end

--- Adds the tokens of photographers to a table of covered ones.
function credits.cover(page, covered)
  for _, person in ipairs(read(page).people) do
    for i = person.first, person.last do covered[i] = covered[i] or person end
  end
end

--- Photographers: a list of {first, last}, tokens.
function credits.people(page)
  return read(page).people
end

--- Agencies: a list of {first, last}, tokens.
function credits.organisations(page)
  return read(page).organisations
end

return credits
