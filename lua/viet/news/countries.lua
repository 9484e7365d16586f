--- COUNTRY: states by their names, and by their short forms in pairs
-- (Việt – Nga). A name counts only where it is capitalised and no longer
-- name holds it: "Mỹ Latinh" is a place, "Doãn Anh" a part of a person.

local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local features = require "viet.news.mentions.features"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"
local ships = require "viet.news.mentions.ships"

--- What may be longer than the country and holds it.
local holders = { "PLACE", "PLACE_LOWER", "WORD", "ORG_NAME", "EVENT",
                  "DOCUMENT" }

local function find_holder(page, i)
  local last
  if page:is_inside(i, { COMPOUND = true }) then return nil end
  for _, type in ipairs(holders) do
    local hit = page:hit(i, type)
    local is_name = hit and (type == "WORD" or type == "PLACE_LOWER"
                             or page:is_capital(i))
    if is_name and hit.last > (last or 0) then last = hit.last end
  end
  return last
end

--- Does a short form stand between a title and a foreign name? "Tổng thống
-- Hàn Park Geun-hye"
local function is_in_title(page, i)
  return (page:is_behind(i, "TITLE") or page:is_behind(i, "PORTFOLIO"))
    and page.kind[i + 1] == "word" and page:is_capital(i + 1)
end

--- A short form beside a dash with a country on the other side.
local function find_pair(page, i)
  local short = page:is_capital(i) and page:hit(i, "COUNTRY_PAIR")
  if not short then return nil end
  if is_in_title(page, i) then return short end
  local function is_country(at)
    return page:is_capital(at)
      and (page:hit(at, "COUNTRY") or page:hit(at, "COUNTRY_PAIR"))
  end
  local function ends_country(at)
    for start = math.max(1, at - 3), at do
      for _, hit in ipairs(page.hits[start] or {}) do
        if (hit.type == "COUNTRY" or hit.type == "COUNTRY_PAIR")
           and hit.last == at then return true end
      end
    end
    return false
  end
  local is_left = page:is_dash(i + 1) and is_country(i + 2)
  local is_right = page:is_dash(i - 1) and ends_country(i - 2)
  return (is_left or is_right) and short
end

local starts = { [""] = true, ["."] = true, ["!"] = true, ["?"] = true,
                 ["”"] = true, ['"'] = true, [":"] = true }

--- Is a country of one syllable rather a part of a name that has no known
-- surname, or a form of address? "Trọng Đức", "Anh Nam Khánh"
local function is_given_name(page, hit, taken)
  local i = hit.first
  if hit.last > i or page.kind[i] ~= "syllable" or page.plain[i] then
    return false
  end
  local before, after = i - 1, i + 1
  local follows_name = page:is_capital(before) and not taken[before]
    and page.kind[before] == "syllable" and not page.hits[before]
  local follows_role = page:is_behind(i, "ROLE") and page:is_capital(after)
    and page.kind[after] == "syllable"
  return follows_name or follows_role or page.key[i] == "anh"
    and starts[page.word[before]] ~= nil
    and (page:is_capital(after) and page.kind[after] == "syllable"
         or page:has_word("anh"))
end

--- In a text without marks a word of two letters is a country only beside
-- something that is known: "quoc phong nga my".
local function is_doubtful(page, hit, taken)
  if page.plain[hit.first] ~= true or hit.last > hit.first then
    return false
  end
  local before = hit.first - 1
  if taken[before] then return false end
  for start = math.max(1, before - 2), before do
    for _, other in ipairs(page.hits[start] or {}) do
      if other.type == "PORTFOLIO" and other.last == before then
        return false
      end
    end
  end
  return true
end

local function find_country(page, i, taken)
  local hit = page:is_capital(i) and page:hit(i, "COUNTRY")
  local pair = find_pair(page, i)
  if pair and pair.last > (hit and hit.last or 0) then return pair end
  if not hit or is_given_name(page, hit, taken)
     or is_doubtful(page, hit, taken) then return nil end
  return hit
end

local function add_countries(doc, page, covered)
  local people, taken = names.covered(page), {}
  local i = 1
  while i <= page.count do
    local hit = not covered[i] and find_country(page, i, taken)
    local holder = find_holder(page, i)
    local is_person = people[i] and people[i] < i
    if hit and not is_person and not (holder and holder > hit.last) then
      page:add(doc, "COUNTRY", i, hit.last,
               { id = hit.entry.id, rule = hit.entry.source })
      for n = i, hit.last do taken[n] = true end
      i = hit.last
    elseif holder and not covered[i] then
      i = holder
    end
    i = i + 1
  end
end

--- Countries inside the names of organisations in posts are not marked: an
-- organisation there takes its longest form.
return extractor {
  name = "news.countries",
  needs = { "zone", "ORG", "DOCUMENT", "NAMED_EVENT" },
  gives = { "COUNTRY" },
  run = function(doc)
    local page = page_of(doc)
    local covered = page:covered(doc, { "ORG", "DOCUMENT", "NAMED_EVENT" })
    features.cover(page, covered)
    ships.cover(page, covered)
    credits.cover(page, covered)
    add_countries(doc, page, covered)
  end,
}
