--- ORG: organisations. What belongs to both sides at once is none: "Bộ Quốc
-- phòng hai nước", and no more is what stands before it in a list.

local bodies = require "viet.news.mentions.bodies"
local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local features = require "viet.news.mentions.features"
local page_of = require "viet.news.mentions.page"
local ships = require "viet.news.mentions.ships"

local clubs = { ["clb"] = true, ["câu lạc bộ"] = true }

--- Takes back the names of a list whose last one belongs to both sides:
-- "Quân ủy Trung ương, Bộ Quốc phòng hai nước".
local function drop_list(page, found, i)
  while #found > 0 do
    local joint = page.key[i - 1]
    if found[#found].last ~= i - 2 or joint ~= "," and joint ~= "và" then
      return
    end
    i = table.remove(found).first
  end
end

local function find_all(page, covered)
  local found, i = {}, 1
  while i <= page.count do
    local last, rule
    if not covered[i] then last, rule = bodies.find(page, i) end
    if last and not page:touches(covered, i, last) then
      if bodies.is_shared(page, i, last) then
        drop_list(page, found, i)
      else
        found[#found + 1] = { first = i, last = last, rule = rule }
      end
      i = last
    end
    i = i + 1
  end
  return found
end

--- The short form in brackets behind a name: "... Công nghiệp Quốc phòng
-- (GAET)".
local function find_short_form(page, last)
  local i = last + 2
  local is_short = page.word[last + 1] == "(" and page.word[i + 1] == ")"
    and page.shape[i] == "upper" and page.kind[i] ~= "number"
  return is_short and i or nil
end

--- Adds short forms in brackets, and wherever else they stand.
local function add_short_forms(page, found, covered)
  local short, list = {}, {}
  for _, org in ipairs(found) do
    local i = find_short_form(page, org.last)
    if i then short[page.word[i]] = true end
    for n = org.first, org.last do covered[n] = org end
  end
  for i = 1, page.count do
    if short[page.word[i]] and not covered[i] then
      list[#list + 1] = { first = i, last = i,
                          rule = "organisations.short_form" }
    end
  end
  for _, org in ipairs(list) do found[#found + 1] = org end
end

--- Words before a place that mean the place, not its club.
local goes_to = {}
for word in ("tại ở tỉnh phố đến tới về từ tp sân khách huyện quận xã")
            :gmatch "%S+" do
  goes_to[word] = true
end

--- The places that clubs are named after: "CLB Nam Định", "SHB Đà Nẵng".
local function find_club_places(page, found)
  local places = {}
  for _, org in ipairs(found) do
    local head = page:hit(org.first, "ORG_HEAD")
    local is_club = org.rule == "bodies.club"
      or head ~= nil and clubs[page:keys(head.first, head.last)]
    for i = org.first + 1, is_club and org.last or 0 do
      local place = page:hit(i, "PLACE")
      if place and place.last == org.last then
        places[page:keys(i, org.last)] = true
      end
    end
  end
  return places
end

--- Adds clubs that are called by their place alone: "Nam Định ghi bàn".
local function add_clubs(page, found, covered)
  local places = find_club_places(page, found)
  for i = 1, next(places) and page.count or 0 do
    local place = page:is_capital(i) and page:hit(i, "PLACE")
    if place and places[page:keys(i, place.last)] and not covered[i]
       and (not page:is(i - 1, goes_to) or page.key[i - 2] == "nghiêng") then
      found[#found + 1] = { first = i, last = place.last,
                            rule = "organisations.club" }
    end
  end
end

return extractor {
  name = "news.organisations",
  needs = { "zone", "DOCUMENT", "NAMED_EVENT" },
  gives = { "ORG" },
  run = function(doc)
    local page = page_of(doc)
    local covered = page:covered(doc, { "DOCUMENT", "NAMED_EVENT" })
    features.cover(page, covered)
    ships.cover(page, covered)
    for _, org in ipairs(credits.organisations(page)) do
      local span = page:add(doc, "ORG", org.first, org.last,
                            { rule = "organisations.in_credit" })
      for i = org.first, org.last do covered[i] = span end
    end
    local found = find_all(page, covered)
    add_short_forms(page, found, covered)
    add_clubs(page, found, covered)
    for _, org in ipairs(found) do
      page:add(doc, "ORG", org.first, org.last, { rule = org.rule })
    end
  end,
}
