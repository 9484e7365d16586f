--- Addresses in a page: the article's own, its first picture's, and the days
-- that are written in them.
--
--     .../tham-viet-nam-20210425201301800.htm         2021-04-25
--     .../zoom/600_315/2025/1/21/avatar.jpg           2025-01-21
--     .../gap-tong-bi-thu-185241024120835213.htm      2024-10-24
--     .../upload/news/11_2024/x_08382520112024.jpg    2024-11-20

local calendar = require "viet.news.dates.calendar"

local address = {}

-- Pages of outlets on the web; a number that would give another year is none.
local FIRST_YEAR, LAST_YEAR = 1997, 2099

local function make_day(year, month, day)
  local point = {
    year = tonumber(year), month = tonumber(month), day = tonumber(day),
  }
  if point.year < FIRST_YEAR or point.year > LAST_YEAR
      or not calendar.is_valid(point) then
    return nil
  end
  return point
end

local function is_clock(hour, minute, second)
  return tonumber(hour) < 24 and tonumber(minute) < 60
    and (second == nil or tonumber(second) < 60)
end

--- Reads a run of digits that begins with a day: "20210425",
-- "20210425201301800" (with a time behind it).
local function read_year_first(run)
  if #run ~= 8 and #run < 12 then return nil end
  local year, month, day, clock = run:match("^(%d%d%d%d)(%d%d)(%d%d)(%d*)$")
  if clock ~= "" and not is_clock(clock:sub(1, 2), clock:sub(3, 4)) then
    return nil
  end
  return make_day(year, month, day)
end

--- "08382520112024": a time, then day, month and year.
local function read_time_first(run)
  local hour, minute, second, day, month, year =
    run:match("^(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)(%d%d%d%d)$")
  if not hour or not is_clock(hour, minute, second) then return nil end
  return make_day(year, month, day)
end

--- "185241024120835213": three digits of the outlet, then year of the
-- century, month, day and time.
local function read_outlet_first(run)
  local year, month, day, hour, minute, second =
    run:match("^%d%d%d(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)%d%d%d$")
  if not hour or not is_clock(hour, minute, second) then return nil end
  return make_day("20" .. year, month, day)
end

--- The day in the first run of digits that has one.
local function find_in_digits(text)
  for run in text:gmatch("%d+") do
    local day = read_year_first(run) or read_time_first(run)
      or read_outlet_first(run)
    if day then return day end
  end
  return nil
end

-- Days whose parts are parted, each as a pattern of year, month and day.
local PARTED = {
  "%f[%d](%d%d%d%d)/(%d%d?)/(%d%d?)%f[%D]",
  "%f[%d](%d%d%d%d)[_-](%d%d)[_-](%d%d)%f[%D]",
}

local function find_parted(text)
  for _, pattern in ipairs(PARTED) do
    for year, month, day in text:gmatch(pattern) do
      local point = make_day(year, month, day)
      if point then return point end
    end
  end
  local month, year, day =  -- /2024/082024/26/
    text:match("/%d%d%d%d/(%d%d)(%d%d%d%d)/(%d%d)/")
  if month then return make_day(year, month, day) end
  day, month, year = text:match("ngay%-(%d%d?)%-(%d%d?)%-(%d%d%d%d)%f[%D]")
  return day and make_day(year, month, day) or nil
end

--- The day in which a picture was asked for: "?v=1735257262", seconds of
-- Unix, as a day in Việt Nam (UTC+7).
local function find_in_query(text)
  local seconds = text:match("[?&]%a+=(1%d%d%d%d%d%d%d%d%d)%f[%D]")
  if not seconds then return nil end
  local days = (tonumber(seconds) + 7 * 3600) / 86400
  return calendar.point(math.floor(days))
end

--- The day that an address of an article holds.
-- @param text the address
-- @return a point, or nil
function address.find_day(text)
  return find_parted(text) or find_in_digits(text)
end

-- A picture that is older than this (days) when the page asks for it was
-- taken from an archive, and tells nothing of the article.
local OLDEST_PICTURE = 30

--- The day that an address of a picture holds; that of its query if the
-- picture itself is much older.
-- @return a point, or nil
function address.find_picture_day(text)
  local path, asked = text:match("^[^?]*"), find_in_query(text)
  local day = address.find_day(path)
  if day and asked
      and calendar.number(asked) - calendar.number(day) > OLDEST_PICTURE then
    return asked
  end
  return day or asked
end

-- Headers that hold the article's address.
local URL_KEYS = { url = true, source_url = true, link = true }

--- The address of the article itself: that of the title's link, or of a
-- header `# url = ...`.
-- @param page the lines of a document (`pages.of`)
-- @return a string, or nil
function address.find_own(page)
  for _, line in ipairs(page) do
    local key, value = line:header()
    if URL_KEYS[key] then return value end
    if not key then break end
  end
  if not page[1] then return nil end
  local _, link, _, is_picture = page[1]:link()
  return not is_picture and link or nil
end

--- The address of the first picture.
-- @return a string, or nil
function address.find_picture(page)
  for _, line in ipairs(page) do
    if line.is_marked_up then
      local _, link, _, is_picture = line:link()
      local url = is_picture and link
        or line:text():match("<img[^<>]-src=\"([^\"]*)\"")
      if url and url ~= "" then return url end
    end
  end
  return nil
end

--- The host of an address, without `www.`; nil if there is none.
-- @usage address.host("https://www.qdnd.vn/chinh-tri/x")  --> "qdnd.vn"
function address.host(text)
  local host = text:match("^%a+://([^/:?#]+)")
  return host and host:lower():gsub("^www%.", "") or nil
end

return address
