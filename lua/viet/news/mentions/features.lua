--- Places whose name begins with its kind: rivers, islands, airports, border
-- gates, buildings, the seats of organisations.
--
-- They are found before organisations and countries, which may stand inside
-- them: "trụ sở Bộ Quốc phòng", "vịnh Thái Lan".

local bodies = require "viet.news.mentions.bodies"
local names = require "viet.news.mentions.names"
local phrase = require "viet.news.mentions.phrase"

local features = {}

local element = phrase.element

--- Capitalised words, up to four.
local function find_name(page, i)
  local last = i - 1
  while last - i < 3 and element.names(page, last + 1) do last = last + 1 end
  return last >= i and last or nil
end

--- "1317 (2)"
local function find_number(page, i)
  if page.kind[i] ~= "number" then return nil end
  if page.word[i + 1] == "(" and page.kind[i + 2] == "number"
     and page.word[i + 3] == ")" then return i + 3 end
  return i
end

--- "quốc tế Cam Ranh", "hữu nghị Việt Nam - Trung Quốc": nouns, then a name.
local function find_terms(page, i)
  local title = page:is_capital(i) and page:hit(i, "TITLE")
  local person = title and names.vietnamese(page, title.last + 1)
  if person then return person end  -- Lăng Chủ tịch Hồ Chí Minh
  local last = phrase.extend(page, i, { "terms" }, { lower = true })
  local ends = element.countries(page, last + 1)
    or element.places(page, last + 1) or find_name(page, last + 1)
  if not ends and page:is_capital(last + 1) then
    ends = phrase.extend(page, last + 1, { "words" }, {})
    if ends == last then ends = nil end
  end
  return ends and element.numbers(page, ends + 1) or ends
end

--- The name of a gulf or a peninsula may be that of a country.
local function find_natural(page, i)
  return find_name(page, i) or element.country(page, i)
end

local finders = {
  { takes = "country", find = find_natural },
  { takes = "org", find = bodies.find },
  { takes = "number", find = find_number },
  { takes = "terms", find = find_terms },
  { takes = "name", find = find_name },
}

--- Longer words that a head may be only the end of: "thành phố".
local longer = { TERM = true, TERM_TITLE = true, ORG_STATE = "capital",
                 PLACE_UNIT = true, PLACE = "capital", ORG_HEAD = "capital",
                 ORG_NAME = "capital", WORD = true, COMPOUND = true,
                 PLACE_HEAD = true,
                 TITLE = true }

--- Can the word be a surname or the start of something known?
local function is_other(page, hit)
  local i = hit.first
  if page.word[i - 1] ~= "trường" and page:is_behind(i, "ORG_HEAD") then
    return true  -- Công ty Cảng ...
  end
  local is_verb = page.key[i - 1] == "cập" and not page:is_capital(i)
    and hit.last == i
  if is_verb or names.covered(page)[i]
     or page:is_inside(i, longer) then return true end
  if hit.last == i and page:is_capital(i) and page:hit(i, "SURNAME") then
    return true
  end
  for _, type in ipairs { "WORD", "ORG_NAME", "TITLE", "COUNTRY",
                          "PLACE" } do
    local other = page:hit(i, type)
    if other and other.last >= hit.last then return true end
  end
  return false
end

local function find_feature(page, i)
  local hit = page:hit(i, "PLACE_HEAD")
  if not hit or page.plain[i] or is_other(page, hit) then return nil end
  if hit.entry.takes:find "capital" and not page:is_capital(i) then
    return nil
  end
  for _, finder in ipairs(finders) do
    local last = hit.entry.takes:find(finder.takes)
      and finder.find(page, hit.last + 1)
    local known = page:hit(i, "PLACE")
    if known and last and known.last > last then last = known.last end
    if last then return last, hit end
  end
  return nil
end

--- May the name of a natural feature stand without its kind later?
local function is_name_alone(page, hit, last)
  return hit.entry.id == "nature"
    and (last > hit.last + 1 or page.kind[last] == "word")
end

--- All of them, in order.
-- @return a list of {first, last, rule, bare}: tokens, a lexicon line, and the
--   token at which a natural feature's own name begins
function features.find(page)
  if not page.features then
    local found, i = {}, 1
    while i <= page.count do
      local last, hit = find_feature(page, i)
      if last then
        found[#found + 1] = {
          first = i, last = last, rule = hit.entry.source,
          bare = is_name_alone(page, hit, last) and hit.last + 1,
        }
        i = last
      elseif page:is_capital(i) then
        i = bodies.find(page, i) or i  -- a body may be named after a place
      end
      i = i + 1
    end
    page.features = found
  end
  return page.features
end

--- Adds their tokens to a table of covered ones.
function features.cover(page, covered)
  for _, place in ipairs(features.find(page)) do
    for i = place.first, place.last do covered[i] = covered[i] or place end
  end
end

return features
