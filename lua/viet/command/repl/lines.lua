--- Lines that somebody types: with editing and history where a readline
-- library is there (lua-readline), plain ones otherwise.

local files = require "viet.command.io"

local lines = {}

local KEPT = 1000  -- lines of history

--- Where the history is kept, or nil.
local function history_path()
  local path = os.getenv("VIET_HISTORY")
  local home = os.getenv("HOME")
  if path then return path ~= "" and path or nil end
  return home and home .. "/.viet_history" or nil
end

--- Reads with editing; completes the words given.
local function edited(readline, words)
  local path = history_path()
  readline.set_readline_name("viet")
  readline.set_options {
    keeplines = KEPT, histfile = path, auto_add = true, ignoredups = true,
  }
  readline.set_complete_list(words)
  return function(prompt)
    local line = readline.readline(prompt)
    if not line and path then readline.save_history() end
    return line
  end
end

local function plain(session, is_terminal)
  return function(prompt)
    if is_terminal then
      session:write(prompt)
      session.stdout:flush()
    end
    return session.stdin:read("*l")
  end
end

--- What to read lines with.
-- @param session  of the command
-- @param words    an array of words that Tab completes
-- @return a function of a prompt that returns a line, or nil at the end
function lines.reader(session, words)
  local is_terminal = session.is_process and files.is_terminal(0)
  if not is_terminal then return plain(session, false) end
  local found, readline = pcall(require, "readline")
  if found then return edited(readline, words) end
  session:note("no line editing without lua-readline (Debian package "
    .. "lua-readline, rock readline), unless run as: rlwrap viet repl")
  return plain(session, true)
end

return lines
