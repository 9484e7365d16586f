--- Sports clubs that are called by a bare name: "Nam Định ghi bàn", "đội chủ
-- nhà Sóng Cả".
--
-- A place is its club's name where the page has the club in full ("CLB Nam
-- Định"). On a page about sports any other name is a club's where it wins,
-- loses or stands behind "đội", and then all over the page.

local names = require "viet.news.mentions.names"

local clubs = {}

local function set(words)
  local found = {}
  for word in words:gmatch "%S+" do found[word] = true end
  return found
end

--- Words before a place that mean the place, not its club.
local goes_to = set "tại ở tỉnh phố đến tới về từ tp sân khách huyện quận xã"

local heads = { ["clb"] = true, ["câu lạc bộ"] = true }

local shortest_sports = 4  -- different words of sports on a page about it

--- Is the page about sports?
local function is_sports(page)
  local seen, count = {}, 0
  for i = 1, page.count do
    local hit = page:hit(i, "SPORT")
    local words = hit and page:keys(i, hit.last)
    if hit and not seen[words] then
      seen[words], count = true, count + 1
    end
  end
  return count >= shortest_sports
end

--- The places that clubs are named after: "CLB Nam Định", "SHB Đà Nẵng".
local function find_places(page, found)
  local places = {}
  for _, org in ipairs(found) do
    local head = page:hit(org.first, "ORG_HEAD")
    local is_club = org.rule == "bodies.club"
      or head ~= nil and heads[page:keys(head.first, head.last)]
    for i = org.first + 1, is_club and org.last or 0 do
      local place = page:hit(i, "PLACE")
      if place and place.last == org.last then
        places[page:keys(i, org.last)] = true
      end
    end
  end
  return places
end

--- Types of hits that a club's name does not begin with.
local others = { "TITLE", "RANK", "COUNTRY", "ORG_HEAD", "ORG_NAME", "EVENT",
                 "EVENT_HEAD", "OPENER", "ROLE", "SPORT", "TERM", "WORD" }

--- The end of the capitalised words from i that may be a club's name.
local function find_name(page, i)
  if not page:is_capital(i) or page.plain[i] or page:is_capital(i - 1) then
    return nil
  end
  for _, type in ipairs(others) do
    if page:hit(i, type) then return nil end
  end
  local last = i - 1
  while last - i < 3 and page:is_capital(last + 1)
    and page.kind[last + 1] ~= "number" and page.kind[last + 1] ~= "punct" do
    last = last + 1
  end
  local is_short = last == i and page.kind[i] == "syllable"
  if is_short or last < i or names.vietnamese(page, i) then return nil end
  return last
end

local before_club = set "đội thắng thua hòa vs hạ bại ngược"
local after_club = set "thắng thua hòa vs vươn tụt rớt xếp"

--- Does a club play here? "đội chủ nhà Sóng Cả", "Sóng Cả thắng ..."
local function plays(page, i, last)
  local before = page.key[i - 1]
  if before_club[before] or after_club[page.key[last + 1]] then return true end
  return page:keys(math.max(1, i - 2), i - 1) == "chủ nhà"
    or page:keys(math.max(1, i - 2), i - 1) == "đội khách"
end

--- The names of clubs on a page about sports.
local function find_playing(page, covered)
  local playing = {}
  for i = 1, page.count do
    local last = not covered[i] and find_name(page, i)
    if last and plays(page, i, last) then playing[page:keys(i, last)] = true end
  end
  return playing
end

--- Finds the clubs that are called by a bare name.
-- @param page    a page
-- @param found   organisations: a list of {first, last, rule}
-- @param covered tokens that are something else
-- @return a list of {first, last, rule}
function clubs.find(page, found, covered)
  local places, result = find_places(page, found), {}
  local playing = is_sports(page) and find_playing(page, covered) or {}
  if not next(places) and not next(playing) then return result end
  for i = 1, page.count do
    local place = page:is_capital(i) and page:hit(i, "PLACE")
    local last = place and places[page:keys(i, place.last)] and place.last
    local name = not last and find_name(page, i)
    if name and playing[page:keys(i, name)] then last = name end
    local is_place = place and page:is(i - 1, goes_to)
      and page.key[i - 2] ~= "nghiêng"  -- "tỷ số nghiêng về Nam Định"
    if last and not covered[i] and not is_place then
      result[#result + 1] = { first = i, last = last,
                              rule = "organisations.club" }
    end
  end
  return result
end

return clubs
