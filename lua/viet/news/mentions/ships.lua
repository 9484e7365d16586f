--- Names of ships, which are no mentions: "USS Carl Vinson", "tàu Trần Hưng
-- Đạo", "tàu hộ vệ tên lửa 016-Quang Trung".
--
-- A ship may be named after a person, a place or a country, so its name is
-- covered before those are looked for.

local names = require "viet.news.mentions.names"

local ships = {}

local longest_kind = 5  -- syllables between "tàu" and its number

--- The end of the capitalised words from i, or nil.
local function find_name(page, i)
  return names.vietnamese(page, i) or names.run(page, i)
end

--- "USS Carl Vinson": a navy's letters, and the name behind them.
local function find_by_prefix(page, i)
  local prefix = page.shape[i] == "upper" and page:hit(i, "SHIP_PREFIX")
  if not prefix then return nil end
  local last, words = i, 0
  while words < 4 and page:is_capital(last + 1)
    and page.kind[last + 1] ~= "line" and page.kind[last + 1] ~= "punct" do
    last, words = last + 1, words + 1
  end
  return words > 0 and last or nil
end

--- "016-Quang Trung", "HQ 011 - Đinh Tiên Hoàng"
local function find_by_number(page, i)
  if page.shape[i] == "upper" and page.kind[i + 1] == "number" then
    i = i + 1
  end
  if page.kind[i] ~= "number" or not page:is_dash(i + 1) then return nil end
  return find_name(page, i + 2)
end

--- What "tàu" is the head of: a person's name right behind it, or a number
-- and a name behind the kind of ship.
local function find_by_head(page, i)
  if page.key[i] ~= "tàu" then return nil end
  local person = names.vietnamese(page, i + 1)
  if person then return person, i + 1 end
  for at = i + 1, i + 1 + longest_kind do
    local last = find_by_number(page, at)
    if last then return last, at end
    if page.shape[at] ~= "lower" then return nil end
  end
  return nil
end

local function read(page)
  local found = {}
  for i = 1, page.count do
    local last, first = find_by_prefix(page, i), i
    if not last then last, first = find_by_head(page, i) end
    if last then found[#found + 1] = { first = first, last = last } end
  end
  return found
end

--- Adds the tokens of ships' names to a table of covered ones.
function ships.cover(page, covered)
  page.ships = page.ships or read(page)
  for _, ship in ipairs(page.ships) do
    for i = ship.first, ship.last do covered[i] = covered[i] or ship end
  end
end

return ships
