--- Messages about patterns: file, line, column, and the line with carets
-- under what is wrong.

local core = require "viet.core"

local message = {}

-- How much of a long line is shown on either side of a fault, in bytes.
local AROUND = 60

--- Is the byte at `i` the first one of a character?
local function is_start(text, i)
  local byte = text:byte(i)
  return byte == nil or byte < 128 or byte >= 192
end

--- The line and the column, both from 1, of a byte of a text; columns are
-- bytes.
function message.place(text, byte)
  local line, start = 1, 1
  while true do
    local stop = text:find("\n", start, true)
    if not stop or stop >= byte then return line, byte - start + 1, start end
    line, start = line + 1, stop + 1
  end
end

--- The part of a line that is shown: its first and last byte.
local function window(text, start, first, last)
  local stop = (text:find("\n", start, true) or #text + 1) - 1
  local from = math.max(start, first - AROUND)
  local to = math.min(stop, math.max(first, last) + AROUND)
  while not is_start(text, from) do from = from + 1 end
  while not is_start(text, to + 1) do to = to - 1 end
  return from, to
end

--- The line that holds the bytes `first` to `last`, and carets under them.
function message.excerpt(text, first, last)
  local _, _, start = message.place(text, first)
  local from, to = window(text, start, first, math.min(last, first + AROUND))
  local line = text:sub(from, to):gsub("[%z\1-\31\127]", " ")
  local before = core.width(text:sub(from, first - 1))
  local under = core.width(text:sub(first, math.min(last, to)))
  return ("  %s\n  %s%s"):format(line, (" "):rep(before),
                                 ("^"):rep(math.max(under, 1)))
end

--- The whole message: `meet.pat:3:12: expected ')', found '|'` and the line.
-- @param source  a table with `text`, and as `file` what to call it
function message.fault(source, fault, first, last)
  local line, column = message.place(source.text, first)
  return ("%s:%d:%d: %s\n%s"):format(source.file, line, column, fault,
    message.excerpt(source.text, first, last))
end

return message
