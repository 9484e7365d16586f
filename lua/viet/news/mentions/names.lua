--- The grammar of persons' names: Vietnamese ones, which begin with a known
-- surname, and runs of capitalised words, which have to stand where a person
-- is named.

local names = {}

local particles = {}
for word in ("al el bin binti bint ibn ben ul ur van von der den de la le da "
             .. "di du dos del della y"):gmatch "%S+" do
  particles[word] = true
end

--- Does something else begin here that ends a name?
local function is_barrier(page, i)
  for _, type in ipairs { "TITLE", "RANK" } do
    if page:hit(i, type) then return true end
  end
  local country = page:hit(i, "COUNTRY")
  return country ~= nil and country.last > i
    or page.shape[i] == "upper" and page:hit(i, "PLACE_UNIT") ~= nil  -- TP
end

--- Types of hits that are no person.
local others = { "PLACE", "COUNTRY", "ORG_NAME", "TITLE", "RANK", "WORD",
                 "EVENT", "DOCUMENT", "EVENT_HEAD", "DOCUMENT_HEAD",
                 "ORG_STATE", "ORG_HEAD", "TERM", "TERM_TITLE",
                 "PLACE_LOWER", "PLACE_UNIT" }

--- Does another word begin here, as capitalised as the name would be? "Quân
-- sự" is none, but "Hòa Bình" may be a person's.
local function is_word(page, i, last)
  for _, type in ipairs(others) do
    local hit = page:hit(i, type)
    if hit and hit.last > i and not page:is_capital(hit.last) then
      return true
    elseif hit and hit.last == last
      and (type:find "^ORG" or last == i and type ~= "PLACE") then
      return true
    end
  end
  return false
end

--- Is the token a capitalised word written like the first one of its name?
local function is_part(page, i, first)
  if not page:is_capital(i) or page.kind[i] == "number" then return false end
  local is_loud = page.shape[i] == "upper"
  return not is_loud or page.shape[first] == "upper"
    or page.word[i]:find("^[IVX]+$") ~= nil
end

--- "Đoàn Pháp": a delegation, although Đoàn is a surname too.
local function is_delegation(page, i)
  local country = page.key[i] == "đoàn" and page:hit(i + 1, "COUNTRY")
  return country and not page:is_capital(country.last + 1)
end

--- A Vietnamese name: a surname and up to three syllables, written alike.
-- @return its last token, or nil
function names.vietnamese(page, i)
  if page.plain[i] == true or not page:is_capital(i)
     or not page:hit(i, "SURNAME")
     or is_delegation(page, i) then
    return nil
  end
  local last = i
  while last - i < 3 and page.kind[last + 1] == "syllable"
    and is_part(page, last + 1, i) and not is_barrier(page, last + 1)
    and not page:hit(last + 1, "OPENER") do
    last = last + 1
  end
  local is_foreign = page.kind[last + 1] == "word" and page.spaced[last + 1]
    and is_part(page, last + 1, i)
  return last > i and not is_foreign and last or nil
end

--- What goes on behind a token of a foreign name: an initial's full stop, a
-- hyphen or an apostrophe inside a word, a particle.
-- @return the last token of it, or nil
local function find_link(page, i, first)
  local word, glued = page.word[i + 1], not page.spaced[i + 1]
  if word == "." and glued and #page.word[i] == 1 then
    return page:is_capital(i + 2) and i + 2 or nil
  elseif page:is_dash(i + 1) and glued and not page.spaced[i + 2] then
    return page.kind[i + 2] ~= "number" and page.kind[i + 2] ~= "line"
      and i + 2 or nil
  elseif (word == "'" or word == "’") and glued then
    return is_part(page, i + 2, first) and i + 2 or nil
  elseif particles[page.key[i + 1]] then
    local at = i + 2
    while particles[page.key[at]] do at = at + 1 end
    if page:is_dash(at) and not page.spaced[at] then at = at + 1 end
    return is_part(page, at, first) and at or nil
  elseif page.spaced[i + 1] and page:is_dash(i + 2)
    and not page.spaced[i + 2] and not page.spaced[i + 3]
    and page.shape[i + 1] == "lower" and page.shape[i + 3] == "lower" then
    return i + 3  -- Chít ma-ny
  end
  return nil
end

--- A run of capitalised words, up to six.
-- @return its last token, or nil
function names.run(page, i)
  if page.plain[i] == true or not page:is_capital(i) or is_barrier(page, i)
     or page.kind[i] == "syllable" and page:hit(i, "OPENER")
     or page.kind[i] == "number" then
    return nil
  end
  local last, words = i, 1
  while words < 6 do
    local next_last = find_link(page, last, i)
    if not next_last and is_part(page, last + 1, i)
       and not is_barrier(page, last + 1)
       and page.kind[last + 1] ~= "punct" then
      next_last = last + 1
    end
    if not next_last then break end
    last, words = next_last, words + 1
  end
  return last
end

--- Does "..." cut the text behind one syllable that is no surname?
local function is_cut(page, i, last)
  local mark = page.word[last + 1]
  return i == last and (mark == "…" or mark == "." and page.word[i + 2] == ".")
    and page.kind[i] == "syllable" and not page:hit(i, "SURNAME")
end

--- Is it rather a company's letters? "Tổng giám đốc GE"
local function is_acronym(page, i, last)
  return last == i and page.shape[i] == "upper" and #page.word[i] <= 4
    and not page:hit(i, "SURNAME")
end

--- A name where a person has to be named: a Vietnamese one, else a run.
function names.find(page, i)
  local last = names.vietnamese(page, i)
  if last then return last end
  last = names.run(page, i)
  local is_name = last and not is_word(page, i, last)
    and not is_cut(page, i, last) and not is_acronym(page, i, last)
  return is_name and last or nil
end

local forces = {
  ["hải quân"] = true, ["không quân"] = true, ["lục quân"] = true,
  ["cảnh sát"] = true, ["công an"] = true, ["quân y"] = true,
  ["biên phòng"] = true,
}

--- The token behind the force that a rank is held in, if one stands at i:
-- "Trung tá hải quân Anna Keller".
function names.skip_force(page, i)
  return forces[page:keys(i, i + 1)] and i + 2 or i
end

--- Is every token from i to last a Vietnamese syllable?
function names.is_vietnamese(page, i, last)
  for n = i, last do
    if page.kind[n] ~= "syllable" then return false end
  end
  return true
end

--- The tokens that Vietnamese names cover, wherever they stand: a table from
-- each token to the name's first one.
function names.covered(page)
  if page.names then return page.names end
  local covered, i = {}, 1
  while i <= page.count do
    local last = not page:is_inside(i, { WORD = true })
      and names.vietnamese(page, i) or nil
    for _, type in ipairs(last and others or {}) do
      local hit = page:hit(i, type)
      if hit and hit.last > i and page:is_capital(hit.last) then last = nil end
    end
    for n = i, last or i - 1 do covered[n] = i end
    i = (last or i) + 1
  end
  page.names = covered
  return covered
end

return names
