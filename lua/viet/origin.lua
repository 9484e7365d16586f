--- Where something is written: the file and line of a call.
--
-- Files of viet itself are named from its own folder on ("viet/news.lua"), so
-- that results do not tell where it is installed; others as they were loaded.

local caller = require("viet.core").caller
local ordered = require "viet.ordered"

local origin = {}

-- The folder that holds viet/, with a slash. require passes the file's name
-- from Lua 5.2 on; 5.1 has to ask debug.
local file = select(2, ...) or debug.getinfo(1, "S").source:match("^@(.*)")
local root = file:match("^(.*)viet[/\\]origin%.lua$") or ""

local names = {}  -- by the source that Lua tells

local function to_name(source)
  local path = source:match("^@(.*)") or source:match("^=(.*)") or "script"
  if root ~= "" and path:sub(1, #root) == root then
    path = path:sub(#root + 1)
  end
  return (path:gsub("^%./", ""))
end

--- The name of a file, or of a line of it.
-- @param path  "/usr/share/lua/5.4/viet/news/rules/dates.rules:7"
-- @return "viet/news/rules/dates.rules:7"
function origin.of_path(path)
  return to_name("@" .. path)
end

-- The places in each function that were asked for, by line.
local places = setmetatable({}, { __mode = "k" })

--- The place at a line of a function: its `name` and `path`.
local function find_place(of_function, line)
  local source = debug.getinfo(of_function, "S").source
  local name = names[source] or to_name(source)
  names[source] = name
  return { name = name .. ":" .. line, path = source:match("^@(.*)") }
end

--- The file and line of a caller.
-- @param level  1 is whoever calls this function, 2 whoever called that, ...
-- @return "my_ships.lua:14", or nil where Lua does not know; and the path of
--   the file, or nil if it is none
function origin.of_caller(level)
  local of_function, line = caller(level + 1)
  if not of_function then return nil end
  local known = places[of_function]
  if not known then
    known = {}
    places[of_function] = known
  end
  local place = known[line]
  if not place then
    place = find_place(of_function, line)
    known[line] = place
  end
  return place.name, place.path
end

--- The file and line where a function begins.
-- @return as `origin.of_caller`; nil for what is no Lua function
function origin.of_function(value)
  if type(value) ~= "function" then return nil end
  local info = debug.getinfo(value, "S")
  if info.linedefined < 0 then return nil end
  return to_name(info.source) .. ":" .. info.linedefined,
    info.source:match("^@(.*)")
end

local kept = {}  -- the file that was read last: `path`, `content`, `starts`

--- The content of a file, and the byte where each of its lines begins.
local function read_lines(path)
  if kept.path ~= path then
    local opened = io.open(path, "rb")
    local content = opened and opened:read("*a") or ""
    if opened then opened:close() end
    local starts = { { first = 1 } }
    for after in content:gmatch("\n()") do
      starts[#starts + 1] = { first = after }
    end
    kept = { path = path, content = content, starts = starts }
  end
  return kept.content, kept.starts
end

--- The number of the line in which a text begins in a file, the one nearest
-- to a line if it stands there several times; or nil.
local function find_line(path, text, near)
  local content, starts = read_lines(path)
  local best
  local start = content:find(text, 1, true)
  while start do
    local line = ordered.count_before(starts, "first", start + 1)
    if not best or math.abs(line - near) < math.abs(best - near) then
      best = line
    end
    start = content:find(text, start + 1, true)
  end
  return best
end

--- Forgets the file that was read last, which may have changed.
function origin.forget() kept = {} end

--- Where a text stands in a file, such as a rule in an extractor.
-- @param at      {place, path} as `of_caller` gives them
-- @param text    the text
-- @return "my_ships.lua:20", or the caller's place if it does not stand there
function origin.of_text(at, text)
  local place, path = at[1], at[2]
  if not place or not path or text == "" then return place end
  local name, near = place:match("^(.*):(%d+)$")
  local line = find_line(path, text, tonumber(near))
  return line and name .. ":" .. line or place
end

--- Where a name stands in a file of viet itself.
-- @param path  "viet/news/places.lua"
-- @param text  how it is written there
-- @return "viet/news/places.lua:78", or the file's first line
function origin.of_name(path, text)
  local found = find_line(root .. path, text, 1)
  return ("%s:%d"):format(path, found or 1)
end

return origin
