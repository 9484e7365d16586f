--- viet match --explain: why names match at a place of a file, or do not.

local core = require "viet.core"
local files = require "viet.command.io"
local json = require "viet.json"
local text_table = require "viet.table"

local explain = {}

--- Converts "FILE:LINE" or "FILE:LINE:COLUMN", or returns nil and a message.
function explain.to_place(word)
  local path, line, column = word:match("^(.+):(%d+):(%d+)$")
  if not path then path, line = word:match("^(.+):(%d+)$") end
  line, column = tonumber(line), tonumber(column)
  if path and line > 0 and column ~= 0 then
    return { path = path, line = line, column = column, word = word }
  end
  return nil, ("bad place '%s' for --explain (expected FILE:LINE or "
    .. "FILE:LINE:COLUMN)"):format(word)
end

--- The text that holds a place. Ends the command if there is none.
local function read_text(session, path)
  local file = session.stdin
  if path ~= "-" then
    local opened, message = files.open(path)
    if not opened then session:fail(message) end
    file = opened
  end
  local name = path == "-" and files.STDIN or path
  local text, trouble = files.read_all(file, name)
  if path ~= "-" then file:close() end
  if not text then session:fail(trouble) end
  return text, name
end

--- The bytes of a line, without its end; nil and how many lines there are.
local function find_line(text, wanted)
  local number = 0
  for first, line in text:gmatch("()([^\n]*)\n?") do
    if first > #text then break end
    number = number + 1
    if number == wanted then return first, first + #line - 1 end
  end
  return nil, number
end

--- The bytes that a place means. Ends the command if they are not there.
local function find_bytes(session, text, place, name)
  local first, last = find_line(text, place.line)
  if not first then
    session:fail(("%s has %d line%s, not %d"):format(name, last,
      last == 1 and "" or "s", place.line))
  end
  if not place.column then return first, last end
  if first + place.column - 1 > last then
    session:fail(("line %d of %s has %d bytes, not %d"):format(place.line,
      name, last - first + 1, place.column))
  end
  return first + place.column - 1, first + place.column - 1
end

local function write_json(session, rows, text)
  for _, row in ipairs(rows) do
    session:write(json.encode(json.object {
      { "reason", row.reason }, { "id", row.id }, { "type", row.type },
      { "name", row.name }, { "wanted", row.wanted }, { "level", row.level },
      { "start_byte", row.first - 1 }, { "end_byte", row.last },
      { "text", text:sub(row.first, row.last) },
      { "message", row.message }, { "expected", row.expected },
    }) .. "\n")
  end
end

local function write_table(session, rows, text)
  local cells = {}
  for i, row in ipairs(rows) do
    cells[i] = { row.reason, text:sub(row.first, row.last), row.name, row.id,
                 row.message }
  end
  session:write(text_table.render(cells, {
    { title = "Result" }, { title = "Text" }, { title = "Name" },
    { title = "Id" }, { title = "Why" },
  }, { width = session:width() }))
end

--- Explains a place of a file.
-- @param run `names`, `settings` and `format` of the command
-- @param place what `to_place` gave
function explain.run(session, run, place)
  local text, name = read_text(session, place.path)
  local valid, position = core.is_utf8(text)
  if not valid then
    session:complain(("%s: invalid UTF-8 at byte %d (no name matches there)")
      :format(name, position))
  end
  local first, last = find_bytes(session, text, place, name)
  local settings = { last = last, limit = place.column and 10 or 30 }
  for key, value in pairs(run.settings) do settings[key] = value end
  local rows = last >= first and run.names:explain(text, first, settings)
    or {}
  if #rows == 0 then
    session:note(("no name is near %s"):format(place.word))
  elseif run.format == "jsonl" then
    write_json(session, rows, text)
  else
    write_table(session, rows, text)
  end
end

return explain
