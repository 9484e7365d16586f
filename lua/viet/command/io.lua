--- What the commands read and write.
-- A session is one run of one command: its streams, its messages and its
-- exit status. Files are read whole up to a limit, or in blocks that end
-- with a line, so that memory depends on the longest line and not on the
-- file. A result that cannot be written ends the command; trouble with one
-- input does not, it only shows in the exit status.

local files = {}

local BLOCK = 1024 * 1024  -- bytes
local BROKEN_PIPE = 32     -- EPIPE: whoever read the results has left
local INTERRUPTED = 130    -- exit status: 128 and the number of SIGINT

files.STDIN = "(standard input)"

--- Reading ------------------------------------------------------------------

--- The reason in a message such as "path: reason".
local function reason_of(path, message)
  local prefix = path .. ": "
  if message:sub(1, #prefix) == prefix then
    return message:sub(#prefix + 1)
  end
  return message
end

--- Why a file that opened cannot be read, or nil.
local function find_trouble(file, path)
  local _, trouble = file:read(0)
  if trouble == "Is a directory" then
    local folder = path:gsub("(.)/+$", "%1")
    return ("%s is a folder (name its files, as in %s/*.txt)")
      :format(path, folder)
  elseif trouble then
    return ("cannot read %s: %s"):format(path, trouble)
  end
  return nil
end

--- Opens a file for reading; a folder is refused here.
-- @return the file, or nil and a message
function files.open(path)
  local file, message = io.open(path, "rb")
  if not file then
    return nil, ("cannot open %s: %s"):format(path, reason_of(path, message))
  end
  local trouble = find_trouble(file, path)
  if trouble then
    file:close()
    return nil, trouble
  end
  return file
end

--- How many bytes of a file are left, or nil for a pipe.
local function bytes_left(file)
  local here = file:seek("cur")
  local last = here and file:seek("end")
  if last then file:seek("set", here) end
  return last and last - here
end

--- The rest of an open file.
-- @param file    an open file
-- @param name    what messages call it
-- @param limit   bytes (default: no limit); where the size is known, a longer
--   file is refused before it is read
-- @param option  the option that sets the limit, for the message, or nil
-- @return the text, or nil and a message
function files.read_all(file, name, limit, option)
  local hint = option and ", see " .. option or ""
  local _, fault = file:read(0)  -- a folder opens, and tells a size
  if fault then return nil, ("cannot read %s: %s"):format(name, fault) end
  local left = limit and bytes_left(file)
  if left and left > limit then
    return nil, ("%s has %d bytes (limit %d%s)"):format(name, left, limit,
      hint)
  end
  local text, trouble = file:read(limit and limit + 1 or "*a")
  if trouble then
    return nil, ("cannot read %s: %s"):format(name, trouble)
  elseif limit and text and #text > limit then
    return nil, ("%s has more than %d bytes%s"):format(name, limit, hint)
  end
  return text or ""
end

--- The byte of the last line feed in a text, or nil.
local function find_last_line_feed(text)
  return text:match("^.*()\n")
end

--- Iterates over an open file in blocks of whole lines. Only the last one
-- may lack a line feed at its end.
-- @param file  an open file
-- @param name  what messages call it
-- @param size  bytes to read at a time (default: 1 MiB); a block is as long
--   as that, or as its line
-- @return an iterator of (block, bytes before it); where reading fails it
--   gives false and a message
function files.blocks(file, name, size)
  size = size or BLOCK
  local pieces, offset = {}, 0  -- of a block that waits for its line feed
  local function take(rest)
    local block, start = table.concat(pieces), offset
    pieces, offset = { rest }, offset + #block
    return block, start
  end
  return function()
    while pieces do
      local piece, trouble = file:read(size)
      if trouble then
        pieces = nil
        return false, ("cannot read %s: %s"):format(name, trouble)
      elseif not piece then
        local block, start = take("")
        pieces = nil
        return block ~= "" and block or nil, start
      end
      local last = find_last_line_feed(piece)
      pieces[#pieces + 1] = last and piece:sub(1, last) or piece
      if last then return take(piece:sub(last + 1)) end
    end
  end
end

--- Writing ------------------------------------------------------------------

--- A word as a POSIX shell reads it.
local function quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

--- Makes a folder and those above it, where missing.
-- @return true, or nil and a message
function files.make_folder(path)
  local pipe = io.popen(("LC_ALL=C mkdir -p -- %s 2>&1"):format(quote(path)))
  local said = pipe and pipe:read("*a") or "no shell"
  if pipe then pipe:close() end
  if said == "" then return true end
  local reason = said:match("([^:\n]*)\n?$"):gsub("^ ", "")
  return nil, ("cannot make the folder %s: %s"):format(path, reason)
end

--- Do two paths lead to one file, whatever they are called?
function files.is_same(a, b)
  local done = os.execute(("test %s -ef %s"):format(quote(a), quote(b)))
  return done == true or done == 0
end

local count = 0  -- of temporary files, so that no two share a name

--- A name beside `path` that no other program uses.
local function temporary_name(path)
  count = count + 1
  local folder, name = path:match("^(.*/)([^/]*)$")
  local unique = tostring({}):match("0x(%x+)") or tostring(os.time())
  return ("%s.%s.%s-%d.tmp"):format(folder or "", name or path, unique, count)
end

--- Writes a whole file or nothing: into a temporary file beside it first,
-- which then takes its name.
-- @return true, or nil and a message
function files.write_all(path, text)
  local temporary = temporary_name(path)
  local file, message = io.open(temporary, "wb")
  if not file then
    return nil, ("cannot write %s: %s"):format(path,
      reason_of(temporary, message))
  end
  local done, trouble = file:write(text)
  local closed, late_trouble = file:close()
  if done and closed then
    done, trouble = os.rename(temporary, path)
  end
  if not (done and closed) then
    os.remove(temporary)
    trouble = reason_of(temporary, trouble or late_trouble)
    return nil, ("cannot write %s: %s"):format(path, reason_of(path, trouble))
  end
  return true
end

--- Is a standard stream (0, 1 or 2) a terminal?
function files.is_terminal(number)
  local done = os.execute(("test -t %d"):format(number))
  return done == true or done == 0
end

--- Sessions -----------------------------------------------------------------

local Session = {}
local methods = {}
Session.__index = methods

--- Starts a session.
-- @param name     the command, which begins its messages: "viet match"
-- @param streams  `stdin`, `stdout`, `stderr`: open files; default: those of
--   the process
function files.session(name, streams)
  streams = streams or {}
  return setmetatable({
    name = name,
    stdin = streams.stdin or io.stdin,
    stdout = streams.stdout or io.stdout,
    stderr = streams.stderr or io.stderr,
    is_process = streams.stdout == nil,
    status = 0,
  }, Session)
end

--- Tells of something that does no harm.
function methods:note(message)
  if self.progress then self:show_progress(nil) end
  self.stderr:write(("%s: %s\n"):format(self.name, message))
end

--- Shows on a terminal how far the command is; nil takes it away again.
function methods:show_progress(text)
  if text or self.progress then
    self.stderr:write("\r\27[K", text or "")
    self.stderr:flush()
  end
  self.progress = text
end

--- Tells of bad data; the command goes on, and its status is 1.
function methods:complain(message)
  self:note(message)
  self.status = 1
end

--- How many columns the terminal has: COLUMNS, or what the terminal says, or
-- 100 where results go to a file.
function methods:width()
  local columns = tonumber(os.getenv("COLUMNS") or "")
  if columns and columns >= 1 then return columns end
  if self.is_process and files.is_terminal(1) then
    local pipe = io.popen("stty size 2>/dev/null </dev/tty")
    local answer = pipe and pipe:read("*l") or ""
    if pipe then pipe:close() end
    columns = tonumber(answer:match("^%d+ (%d+)") or "")
  end
  return columns and columns > 0 and columns or 100
end

local Failure = {}
Failure.__tostring = function(self) return self.message or "" end

--- Ends the command with a message (nil: without one) and a status.
-- Whoever runs the command catches it with `files.run`.
function methods.fail(_, message, status)
  error(setmetatable({ message = message, status = status or 1 }, Failure), 0)
end

--- Was an error raised by `session:fail`?
function files.is_failure(value)
  return getmetatable(value) == Failure
end

local function check_written(self, done, trouble, code)
  if done then return end
  if code == BROKEN_PIPE then self:fail(nil) end
  self:fail("cannot write standard output: "
    .. tostring(trouble or "unknown error"))
end

--- Writes to standard output. Ends the command where that fails, silently
-- if whoever read it has left.
function methods:write(text)
  check_written(self, self.stdout:write(text))
end

--- Was an error raised by Ctrl-C?
function files.is_interruption(value)
  return type(value) == "string" and value:find("interrupted!$") ~= nil
end

--- Runs a function of the session. No error leaves it: one that is not from
-- `fail` gives its message and status 1; Ctrl-C gives the status that the
-- shell has for it.
-- @return the exit status: 0, 1 after a complaint, or that of `fail`
function files.run(session, run, ...)
  local function run_and_flush(...)
    run(session, ...)
    check_written(session, session.stdout:flush())
  end
  local done, failure = pcall(run_and_flush, ...)
  if done then return session.status end
  if files.is_interruption(failure) then
    failure = { message = "interrupted", status = INTERRUPTED }
  elseif not files.is_failure(failure) then
    failure = { message = tostring(failure), status = 1 }
  end
  if failure.message then session:note(failure.message) end
  return failure.status
end

--- Iterates over the inputs of a command: the files named, or standard input
-- if there are none; "-" is standard input, too. One that cannot be opened
-- makes a complaint and is left out.
-- @param paths  an array of paths
-- @return an iterator of (open file, its name for messages, path or nil)
function methods:inputs(paths)
  local i, current = 0, nil
  if #paths == 0 then paths = { "-" } end
  return function()
    if current then current:close() end
    current = nil
    while i < #paths do
      i = i + 1
      if paths[i] == "-" then return self.stdin, files.STDIN end
      local file, message = files.open(paths[i])
      if file then
        current = file
        return file, paths[i], paths[i]
      end
      self:complain(message)
    end
  end
end

return files
