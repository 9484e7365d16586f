--- Waits until one of some files changes.
--
-- Files are looked at ten times a second. A time of change counts whole
-- seconds, so a file that was changed just now is also read, and compared.

local watch = {}

local FRESH = 2        -- seconds in which a file may change unnoticed
local PAUSE = "0.1"    -- seconds between two looks
local INTERRUPTED = 2  -- SIGINT

local open = io.open  -- its own, for others may note what is opened

local function read(path)
  local file = open(path, "rb")
  local text = file and file:read("*a") or ""
  if file then file:close() end
  return text
end

--- What a file looks like, another string whenever it has changed; and
-- whether it was changed just now.
local function look(lfs, path)
  local facts = lfs.attributes(path)
  if not facts then return "missing" end
  local mark = ("%s %s %s"):format(tostring(facts.modification),
    tostring(facts.size), tostring(facts.ino))
  local is_fresh = os.time() - facts.modification <= FRESH
  if is_fresh then mark = mark .. " " .. read(path) end
  return mark, is_fresh
end

--- Sleeps between two looks. Raises "interrupted!" for Ctrl-C, as Lua does.
local function pause()
  local done, how, code = os.execute("sleep " .. PAUSE)
  local is_signal = how == "signal" and code == INTERRUPTED
    or code == 128 + INTERRUPTED or done == INTERRUPTED
  if is_signal then error("interrupted!", 0) end
end

local Watch = {}
Watch.__index = Watch

--- Begins a watch over no file yet.
-- Raises an error without luafilesystem.
function watch.new()
  local found, lfs = pcall(require, "lfs")
  if not found then
    error("watching files needs luafilesystem (Debian package "
      .. "lua-filesystem, rock luafilesystem)", 0)
  end
  return setmetatable({ lfs = lfs, paths = {}, seen = {}, fresh = {} }, Watch)
end

--- Watches a file, which may be missing, from how it looks now. To be called
-- before the file is read, so that no change is lost between the two.
function Watch:note(path)
  if not self.seen[path] then self.paths[#self.paths + 1] = path end
  self.seen[path], self.fresh[path] = look(self.lfs, path)
end

--- Has a file changed? One that has only ceased to be fresh has not.
local function has_changed(self, path)
  local mark, is_fresh = look(self.lfs, path)
  local before, was_fresh = self.seen[path], self.fresh[path]
  self.seen[path], self.fresh[path] = mark, is_fresh
  if was_fresh and not is_fresh then return before:sub(1, #mark) ~= mark end
  return mark ~= before
end

--- Waits until one of the files changes; returns which.
function Watch:wait()
  while true do
    for _, path in ipairs(self.paths) do
      if has_changed(self, path) then return path end
    end
    pause()
  end
end

return watch
