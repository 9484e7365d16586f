--- Lists of names in files: one record after the other, and where each of
-- its parts stands.
--
-- The formats are modules of their own: `viet.tsv`, `viet.csv` and
-- `viet.jsonl`. Each has a function `scan(text, path)`, which returns a
-- scanner; all the rest is here, so that a record means the same in each of
-- them. A scanner is a table that stands on one record at a time:
--
--   scanner:next()       goes to the next record; false behind the last one
--   scanner.line         the line where the record begins, from 1
--   scanner.names        the names of its fields, an array
--   scanner.values       their values; "" or nil for an absent one; a list
--                        of names is a table, or one string with bars
--   scanner:place(i, k)  the line, and the column in bytes, of byte k of
--                        value i, or of name k if that is a list
--   scanner.position     how many bytes of the text are behind it
--
-- It raises what is wrong with the text by `records.fail`.

local core = require "viet.core"
local fields = require "viet.gazetteer.fields"
local options = require "viet.options"

local records = {}

--- The fields that a record must have.
records.required = { "id", "type", "name" }

--- The formats, as `format` has them.
records.formats = { "tsv", "csv", "jsonl" }

local is_required = { id = true, type = true, name = true }

local by_extension = {
  tsv = "tsv", tab = "tsv", csv = "csv", jsonl = "jsonl", ndjson = "jsonl",
}

--- Raises a data error, `path:line:column: message`, which the functions
-- below catch.
-- @param at a table with the field `path`
-- @param line from 1
-- @param column in bytes of the line, from 1
function records.fail(at, line, column, message)
  error({ message = ("%s:%d:%d: %s"):format(at.path, line, column,
                                             message) }, 0)
end

--- The line and the column of a byte of a text, which may be one behind it.
function records.locate(text, byte)
  local line, start = 1, 1
  for after in text:gmatch("\n()") do
    if after > byte then break end
    line, start = line + 1, after
  end
  return line, byte - start + 1
end

--- Reads a whole file.
-- @param path the file's path, a string
-- @return its bytes, or nil and a message: `cannot open names.tsv: No such
--   file or directory`
-- @usage local text = assert(records.load("ranks.tsv"))
function records.load(path)
  if type(path) ~= "string" then
    error("the path is a string, not a " .. type(path), 2)
  end
  local file, reason = io.open(path, "rb")
  if not file then
    return nil, ("cannot open %s: %s"):format(
      path, (reason:gsub("^.*: ", "")))
  end
  local text
  text, reason = file:read("*a")
  file:close()
  if not text then  -- a directory opens, but cannot be read
    return nil, ("cannot read %s: %s"):format(path, reason)
  end
  return text
end

--- The format of a file: the one that is asked for, or that of its name.
-- @param path the file's path
-- @param format "tsv", "csv", "jsonl", or nil to go by the extension; a
--   file without a known one is TSV
function records.format_of(path, format)
  if format then return format end
  local extension = path:match("%.([%w]+)$")
  return extension and by_extension[extension:lower()] or "tsv"
end

--- Raises what is wrong with the names of a scanner's columns.
function records.check_header(scanner)
  local seen, names = {}, scanner.names
  local function refuse(i, message)
    local line, column = scanner:place(i, 1)
    records.fail(scanner, line, column, message)
  end
  for i, name in ipairs(names) do
    if name == "" then
      refuse(i, "column without a name")
    elseif name == "source" then
      refuse(i, "column 'source' is set by the reader")
    elseif seen[name] then
      refuse(i, ("column '%s' stands here twice"):format(name))
    end
    seen[name] = true
  end
  for _, name in ipairs(records.required) do
    if not seen[name] then
      refuse(0, ("missing column '%s'"):format(name))
    end
  end
end

--- Parts of a text between bars, and the bytes where they begin.
local function split(text)
  local parts, starts = {}, {}
  local start = 1
  repeat
    local stop = text:find("|", start, true)
    parts[#parts + 1] = text:sub(start, (stop or 0) - 1)
    starts[#starts + 1] = start
    start = stop and stop + 1
  until not stop
  return parts, starts
end

--- Raises what is wrong with a value of the scanner's record.
local function refuse(scanner, i, k, message)
  local line, column = scanner:place(i, k)
  records.fail(scanner, line, column, message)
end

--- Is a value one name, without spaces around it?
local function is_one_name(value)
  return type(value) == "string" and not value:find("|", 1, true)
    and value:byte(1) ~= 32 and value:byte(-1) ~= 32
end

--- Puts the names of value `i` into the array part of the row.
local function add_names(scanner, row, i, check)
  local value = scanner.values[i]
  if not check and is_one_name(value) then  -- the usual one
    row[1] = value
    return
  end
  local names, starts = value, nil
  if type(value) == "string" then names, starts = split(value) end
  for k, name in ipairs(names) do
    local text = type(name) == "table" and name[1] or name
    text = text:match("^ *(.-) *$")
    local fault = text == "" and "empty name" or check and check(text)
    if fault then refuse(scanner, i, starts and starts[k] or k, fault) end
    row[k] = type(name) == "table" and { text, level = name.level } or text
  end
end

--- Puts value `i` into the row.
local function add_value(scanner, row, i, check)
  local name, value = scanner.names[i], scanner.values[i]
  if value == "" or value == nil then
    if is_required[name] then refuse(scanner, i, 1, "empty " .. name) end
    return
  end
  if name == "name" then
    add_names(scanner, row, i, check)
  elseif type(value) == "string" and name == "priority" then
    row.priority = fields.priority(value) or value
  else
    row[name] = value
  end
  local fault = name ~= "name" and fields.fault(name, row[name])
  if fault then refuse(scanner, i, 1, fault) end
end

--- The scanner's record as an entry.
local function make_row(scanner, check)
  local row = { id = false, type = false,
                source = scanner.prefix .. scanner.line }
  for i = 1, #scanner.names do add_value(scanner, row, i, check) end
  local missing = not row.id and "id" or not row.type and "type"
    or not row[1] and "name"
  if missing then
    refuse(scanner, 0, 1, ("missing field '%s'"):format(missing))
  end
  local fault = fields.dates_fault(row)
  if fault then refuse(scanner, 0, 1, fault) end
  return row
end

--- Refuses a text that is no text.
local function check_text(at, text)
  local valid, bad = core.is_utf8(text)
  local nul = text:find("\0", 1, true)
  local byte = valid and nul or bad
  if not byte then return end
  local line, column = records.locate(text, byte)
  records.fail(at, line, column, valid and "NUL byte" or "invalid UTF-8")
end

--- Starts a scanner; may raise a data error.
local function scan(text, path, format)
  local at = { path = path }
  text = text:gsub("^\239\187\191", "")  -- byte order mark
  check_text(at, text)
  local scanner = require("viet." .. format).scan(text, path)
  scanner.path, scanner.prefix = path, path:match("[^/\\]*$") .. ":"
  return scanner
end

--- Calls a function; a data error that it raises becomes nil and a message.
local function catch(call, ...)
  local done, result = pcall(call, ...)
  if done then return result end
  if type(result) ~= "table" then error(result, 0) end
  return nil, result.message
end

--- Iterates over the records of a text that is in memory.
-- @param text the whole text, a string
-- @param path where it comes from, for messages and for `source`
-- @param settings a table, which may be absent, with the fields
--     format    "tsv", "csv" or "jsonl"; by the extension of the path
--     check     a function that is given each name and returns what is
--               wrong with it, or nil
-- @return an iterator of rows, entries as `viet.gazetteer` takes them, and
--   how many bytes of the text are read; where the text is malformed it
--   gives false and a message: `names.tsv:12:3: empty name` with the line
--   and the column in bytes, both from 1
-- @usage
--   for row, message in records.each(text, "ranks.tsv") do
--     if not row then error(message) end
--     print(row.id, row[1], row.source)
--   end
--   --> rank/dai-tuong   Đại tướng   ranks.tsv:3
function records.each(text, path, settings)
  settings = options.check(settings, { "format", "check" })
  local format, check = records.format_of(path, settings.format),
                        settings.check
  local scanner, trouble, is_done
  local function step()
    scanner = scanner or scan(text, path, format)
    if not scanner:next() then return true end
    return make_row(scanner, check)
  end
  return function()
    if is_done then return nil end
    local row
    row, trouble = catch(step)
    is_done = row == nil or row == true
    if row == nil then return false, trouble end
    if row == true then return nil end
    return row, scanner.position
  end
end

--- Takes a list of names apart that is in memory.
-- @param text, path, settings as for `records.each`
-- @return an array of rows in the order of the text; or nil and a message
-- @usage local rows = assert(records.parse(text, "ranks.csv"))
function records.parse(text, path, settings)
  local rows = {}
  for row, message in records.each(text, path, settings) do
    if not row then return nil, message end
    rows[#rows + 1] = row
  end
  return rows
end

--- Reads a list of names.
-- @param path the file's path, a string
-- @param settings as for `records.each`
-- @return an array of rows in the order of the file. A row holds its names
--   in the array part, each value that is not empty under the name of its
--   field, and the file's name and the line as `source`: it is an entry as
--   `viet.gazetteer` takes them.
--   Or nil and a message, as `records.load` and `records.each` give it
-- @usage local rows = assert(records.read("ranks.jsonl"))
function records.read(path, settings)
  local text, message = records.load(path)
  if not text then return nil, message end
  return records.parse(text, path, settings)
end

return records
