--- Where something is written: the file and line of a call.
--
-- Files of viet itself are named from its own folder on ("viet/news.lua"), so
-- that results do not tell where it is installed; others as they were loaded.

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

--- The file and line of a caller.
-- @param level  1 is whoever calls this function, 2 whoever called that, ...
-- @return "my_ships.lua:14", or nil where Lua does not know
function origin.of_caller(level)
  local info = debug.getinfo(level + 1, "Sl")
  if not info or info.currentline < 0 then return nil end
  local name = names[info.source] or to_name(info.source)
  names[info.source] = name
  return name .. ":" .. info.currentline
end

return origin
