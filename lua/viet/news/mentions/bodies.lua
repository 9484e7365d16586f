--- The grammar of organisations' names: whole names (Liên hợp quốc), and
-- words that a name begins with (Cục, Lữ đoàn, Đại sứ quán) as far as the
-- name goes.

local names = require "viet.news.mentions.names"
local phrase = require "viet.news.mentions.phrase"

local bodies = {}

local element = phrase.element

local function set(...)
  local words = {}
  for _, word in ipairs { ... } do words[word] = true end
  return words
end

local counts = set("hai", "ba", "các", "những", "mỗi", "2", "3", "cả", "mọi")
local sides = set("nước", "bên", "quốc", "phía")

--- Types of hits that tell what a capitalised word begins, besides an
-- organisation. The longest hit decides.
local rivals = { "TITLE", "RANK", "WORD", "EVENT_HEAD", "DOCUMENT_HEAD",
                 "EVENT", "DOCUMENT", "COUNTRY", "PLACE" }

--- Those that win also where they are as long.
local equals = set("PLACE", "COUNTRY", "DOCUMENT", "EVENT", "WORD")

--- Words before the seat of a body that mean the building: "tại Nhà Trắng".
local goes_to = set("tại", "ở", "đến", "tới", "vào", "rời", "trong", "khỏi",
                    "thăm", "ngoài", "trước")

--- Is there a longer hit that says this is something else?
local function is_other(page, i, last)
  local name = page:hit(i, "ORG_NAME")
  if name and name.entry.id == "seat" then
    return goes_to[page.key[i - 1]] == true
  end
  for _, type in ipairs(rivals) do
    local hit = page:hit(i, type)
    if hit and (hit.last > last or hit.last == last and equals[type]) then
      return true
    end
  end
  return false
end

--- Does a title end right before the token?
local function follows_title(page, i)
  local at = i - 1
  if page.key[at] == "trực" and page.key[at - 1] == "thường" then
    at = at - 2
  end
  for start = math.max(1, at - 5), at do
    for _, hit in ipairs(page.hits[start] or {}) do
      if hit.type == "TITLE" and hit.last == at then return true end
    end
  end
  return false
end

local find

local deepest = 4  -- units inside units

--- A unit inside the name of another: Bộ Tư lệnh [Quân khu 7].
function element.units(page, i)
  local depth = page.depth or 0
  if not page:is_capital(i) or depth >= deepest then return nil end
  local state = page:hit(i, "ORG_STATE")
  page.depth = depth + 1
  local last = find(page, i)
  page.depth = depth
  if state and state.last > (last or 0) then return state.last end
  return last
end

--- "tại Việt Nam" behind "Đại sứ quán Australia".
local function add_tail(page, last)
  if page.key[last + 1] ~= "tại" then return last end
  return element.country(page, last + 2) or element.places(page, last + 2)
    or last
end

--- The elements of a phrase for each thing that a head takes, as the lexicon
-- says it: "terms+place+number".
local elements_by_taking = {
  terms = { "terms", "pairs", "acronyms", "organisations" },
  name = { "names", "words", "places" },
  place = { "places" }, level = { "levels" }, plural = { "plurals" },
  number = { "numbers" }, unit = { "units" }, lower = {},
}

local known_elements = {}  -- by what is taken, made once

--- What a name that begins with a head may go on with.
local function elements_of(takes)
  if known_elements[takes] then return known_elements[takes] end
  local elements = {}
  for word in takes:gmatch "%a+" do
    for _, name in ipairs(elements_by_taking[word]) do
      elements[#elements + 1] = name
    end
  end
  known_elements[takes] = elements
  return elements
end

--- The end of a group's name: "Nhóm chuyên gia ADMM+ về an ninh mạng".
local function find_group(page, i)
  local last = phrase.extend(page, i, { "terms", "events", "organisations" },
                             { lower = true })
  if page.key[last + 1] ~= "về" then return last end
  local subject = phrase.extend(page, last + 2, { "terms" },
                                { lower = true, verbs = true })
  return subject > last + 1 and subject or last
end

local numbered = { "numbers", "terms", "units" }
local named = { "terms", "words", "numbers", "units", "places" }

--- What a unit's name goes on with: a number and the arm and the parent, or
-- a name of its own (Binh đoàn Hương Giang).
local function elements_of_unit(page, i)
  return element.numbers(page, i) and numbered or named
end

--- A head alone: "UBND tỉnh", and "Đảng ủy" inside a post.
local function find_bare(page, hit)
  local id, entry = hit.entry.id, hit.entry
  local unit = (id == "local" or id == "command")
    and page:hit(hit.last + 1, "PLACE_UNIT")
  if unit then return unit.last end
  local is_complete = (id == "party" or entry.lower) and hit.last > hit.first
  return is_complete and follows_title(page, hit.first) and hit.last or nil
end

--- What ends a name besides one country.
local endings = {
  body = { "countries" }, mission = { "countries" }, school = { "countries" },
  company = { "countries", "organisations" },
}

--- Is it the director of a company that was named before? "Giám đốc Công ty
-- Nguyễn Mạnh Toán"
local function is_person(page, hit, last)
  local is_surname = page.key[hit.first] == "đoàn" and hit.last == hit.first
  if is_surname and not page:hit(last, "TERM") then
    return names.vietnamese(page, hit.first) == last  -- Đoàn Phát
  end
  local person = hit.entry.id == "company" and follows_title(page, hit.first)
    and names.vietnamese(page, hit.last + 1)
  return person == last and last > hit.last + 2
end

--- Does a capital or a number make it a name?
local function has_name(page, i, last)
  for n = i, last do
    if page:is_capital(n) or page.kind[n] == "number" then return true end
  end
  return false
end

--- How far the words behind a head go on with it.
local function extend_head(page, hit)
  local i, entry = hit.last + 1, hit.entry
  if entry.takes == "subject" then
    return find_group(page, i)
  elseif entry.id == "unit" then
    return phrase.extend(page, i, elements_of_unit(page, i),
                         { lower = "never", last = { "country" } })
  end
  return phrase.extend(page, i, elements_of(entry.takes), {
    lower = entry.takes:find "lower" ~= nil,
    lists = entry.id == "ministry",
    last = endings[entry.id] or { "country" },
  })
end

local needs_more = set("service", "unit")

--- Do the words behind a head make it a name?
local function is_name(page, hit, last)
  local i, entry = hit.last + 1, hit.entry
  if is_person(page, hit, last) then return false end
  if needs_more[entry.id] and last == element.country(page, i) then
    return false  -- "Lực lượng Palestine", "Đoàn Việt Nam"
  end
  return entry.takes == "subject" or has_name(page, i, last)
    or page:is_capital(hit.first) and entry.id ~= "company"
end

--- The end of a name that begins with a head, or nil if nothing follows
-- that makes it a name.
local function find_by_head(page, hit)
  local last = extend_head(page, hit)
  if last <= hit.last then
    return find_bare(page, hit)
  elseif not is_name(page, hit, last) then
    return nil
  end
  return hit.entry.tail and add_tail(page, last) or last
end

local cuts = set(".", "…", "...")

--- The end of a known name, with the country or the body it belongs to.
local function find_by_name(page, hit)
  local i, takes = hit.last + 1, hit.entry.takes
  if page:is_name(i, "việt") and cuts[page.word[i + 1]] then
    return i  -- "Quân đội nhân dân Việt ..."
  elseif takes == "state" then
    return element.country(page, i) or hit.last
  elseif takes == "parent" then
    local parent = page:hit(i, "ORG_NAME")
    if parent and page:is_capital(i) and parent.entry.id ~= "press" then
      return find_by_name(page, parent)
    end
    return element.country(page, i) or hit.last
  end
  return hit.last
end

--- A country's short form, which no capitalised word may follow: "Hải quân
-- Thái".
local function find_short_country(page, i)
  local short = page:is_capital(i) and page:hit(i, "COUNTRY_PAIR")
  return short and page.word[i] ~= "Việt"
    and not page:is_capital(i + 1) and short.last or nil
end

--- "Hải quân Hoàng gia Australia", and "Chính phủ" inside a post.
local function find_by_state(page, hit)
  local last = phrase.extend(page, hit.last + 1, { "terms" },
                             { lower = true })
  return element.country(page, last + 1) or find_short_country(page, last + 1)
    or follows_title(page, hit.first) and hit.last or nil
end

local finders = {
  { type = "ORG_NAME", find = find_by_name },
  { type = "ORG_STATE", find = find_by_state },
  { type = "ORG_HEAD", find = find_by_head },
}

local compounds = { PORTFOLIO = true, TERM = true, TITLE = true,
                    PLACE = "capital", COUNTRY = "capital" }

--- "trường Sĩ quan Lục quân": a kind of school in capitals behind a word in
-- lower case.
local function is_lower_school(page, hit)
  local i = hit.first + 1
  return hit.entry.id == "school" and page.word[hit.first] == "trường"
    and page:is_capital(i)
    and not page:is_inside(hit.first, { COMPOUND = true, PLACE_HEAD = true })
    and (page:hit(i, "ORG_HEAD") ~= nil or page:hit(i, "TERM") ~= nil)
end

--- Is a hit written as its kind of name is? A head of one syllable begins no
-- name behind a unit of places: "khu Phòng Thành".
local function is_written(page, hit)
  if hit.entry.id == "newspaper" then  -- "Lao động" is no newspaper
    for i = hit.first, hit.last do
      if page.shape[i] == "lower" then return false end
    end
  end
  if hit.type ~= "ORG_HEAD" then
    return page:is_capital(hit.first)
      or hit.entry.id == "world" and page:is_capital(hit.last)
      or page.word[hit.first] == "đảng" and hit.type == "ORG_NAME"
        and page:is_capital(hit.first + 1)
  end
  if is_lower_school(page, hit) then return true end
  local unit = page:hit(hit.first - 1, "PLACE_UNIT")
  local is_part = unit or page:is_inside(hit.first, compounds)
  if is_part and hit.last == hit.first then return false end
  return page:is_capital(hit.first) or hit.entry.lower
end

--- Does a ministry's name go on behind an "và"? "Bộ Thương mại và ..."
local function goes_on_joined(page, name)
  local i = name.last + 2
  return name.entry.id == "ministry" and page.key[i - 1] == "và"
    and page:is_capital(i) and page:hit(i, "TERM") ~= nil
    and not page:hit(i, "ORG_STATE")
end

--- Do longer words decide what the hit begins? "Đảng ủy" is not "Đảng".
local function is_shorter(page, hit)
  local head, name = page:hit(hit.first, "ORG_HEAD"),
                     page:hit(hit.first, "ORG_NAME")
  local word = page:hit(hit.first, "WORD")
  local place = page:hit(hit.first, "PLACE")
  local is_short = hit.first == hit.last and place and place.last > hit.last
  if is_short or word and word.last > hit.last then return true end
  if hit.type == "ORG_STATE" then
    return head ~= nil and head.last > hit.last
  end
  return hit.type == "ORG_HEAD" and name ~= nil and name.last > hit.last
    and not goes_on_joined(page, name)
end

--- Capitals that no lexicon has before a place: "SHB Đà Nẵng".
local function find_club(page, i)
  local place = page.shape[i] == "upper" and page.kind[i] == "word"
    and not page.hits[i] and page:hit(i + 1, "PLACE")
  if place and page:is_capital(i + 1) and #page.word[i] > 2 then
    return place.last
  end
  return nil
end

--- Letters right behind a title: "Tổng giám đốc GE".
local function is_company(page, i)
  return page.shape[i] == "upper" and page.kind[i] == "word"
    and #page.word[i] <= 6 and not page.hits[i] and follows_title(page, i)
    and not page:is_capital(i + 1)
end

--- Words before the name of a newspaper: "tờ Chosun Ilbo".
local papers = set("tờ", "nhật báo", "hãng tin", "tuần báo", "kênh")

--- A foreign newspaper's name behind such a word.
local function find_paper(page, i)
  if page.kind[i] ~= "word" or not page:is_capital(i)
     or page.plain[i] or i < 3 then return nil end
  if not papers[page.key[i - 1]] and not papers[page:keys(i - 2, i - 1)] then
    return nil
  end
  return names.run(page, i)
end

--- The last syllable of a name that dots cut off: "Tổng cục Chính trị Quân
-- ...".
local function add_cut(page, last)
  local i = last + 1
  local is_cut = cuts[page.word[i + 1]] and page.spaced[i + 1]
    and page.word[i + 2] ~= "" or page.word[i + 1] == "…"
  if not is_cut or not page:is_capital(i) or page.kind[i] ~= "syllable" then
    return last
  end
  for _, type in ipairs { "TITLE", "RANK", "COUNTRY", "SURNAME" } do
    if page:hit(i, type) then return last end
  end
  return i
end

--- The organisation that begins at a token.
-- @return its last token and the lexicon line it comes from, or nil
find = function(page, i)
  local last, rule
  local acronym = page.shape[i] == "upper" and page:hit(i, "ORG_ACRONYM")
  if acronym then last, rule = acronym.last, acronym.entry.source end
  for _, finder in ipairs(finders) do
    local hit = page:hit(i, finder.type)
    local found = hit and is_written(page, hit)
      and not is_shorter(page, hit) and finder.find(page, hit)
    if found and found > (last or 0) then
      last, rule = found, hit.entry.source
    end
  end
  if last and not is_other(page, i, last) then
    return add_cut(page, last), rule
  end
  local club = find_club(page, i)
  if club then return club, "bodies.club" end
  if is_company(page, i) then return i, "bodies.company" end
  local paper = find_paper(page, i)
  return paper, paper and "bodies.paper"
end

--- Can a list of what both sides have go on with this token?
local function goes_on(page, i)
  local key = page.key[i]
  if key == "," or key == "và" or key == "của" or key == "các" then
    return true
  end
  return page.kind[i] == "syllable" and not page:is_capital(i)
    and not page:is_stop(i) and key ~= "giữa"
end

--- Does a name say whose it is?
local function has_country(page, i, last)
  for n = i, last do
    if element.country(page, n) then return true end
  end
  return false
end

--- Does a body belong to both sides at once? "hai Bộ Quốc phòng", "Bộ Quốc
-- phòng hai nước".
-- @param i, last the body's first and last token
function bodies.is_shared(page, i, last)
  local before = page.key[i - 1]
  if (before == "hai" or before == "2" or before == "ba") then return true end
  local reach = has_country(page, i, last) and 1 or 20
  for at = last + 1, last + reach do
    if counts[page.key[at]] and sides[page.key[at + 1]] then return true end
    if not goes_on(page, at) then return false end
  end
  return false
end

bodies.find = find

return bodies
