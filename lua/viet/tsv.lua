--- Lexicons: files of names with tab-separated columns.
--
--     # ranks of the army; a line like this one is a comment
--     id              type  name                    army
--     rank/dai-tuong  RANK  Đại tướng|General       yes
--     rank/trung-ta   RANK  Trung tá
--
-- The format, which all lexicons share:
--   * UTF-8, with or without a byte order mark; lines end with LF or CRLF;
--   * lines that begin with `#` and empty lines are skipped;
--   * the first other line is the header; the columns `id`, `type` and
--     `name` have to be there, in any order, and are never empty;
--   * `name` may hold several names, with `|` between them;
--   * `level`, if there is such a column, is exact, case, placement,
--     typed or toneless;
--   * all other columns are attributes; an empty cell is an absent value;
--   * each line has as many cells as the header. There is no quoting.

local core = require "viet.core"
local options = require "viet.options"

local tsv = {}

local required = { "id", "type", "name" }
local is_required = { id = true, type = true, name = true }

--- What the column `level` may hold, from strict to lenient.
tsv.levels = { "exact", "case", "placement", "typed", "toneless" }

--- Raises a data error, which tsv.parse catches: `path:line:column: message`.
-- Columns are bytes of the line, from 1.
local function fail(at, column, message)
  error({ message = ("%s:%d:%d: %s"):format(at.path, at.line, column,
                                             message) }, 0)
end

--- Reads a whole file.
-- @param path the file's path, a string
-- @return its bytes, or nil and a message: `cannot open names.tsv: No such
--   file or directory`
-- @usage local text = assert(viet.tsv.load("ranks.tsv"))
function tsv.load(path)
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

--- Cuts a text at each separator, one character.
-- @return an array of the parts, and one of the bytes where they begin
local function split(text, separator)
  local parts, starts = {}, {}
  local start = 1
  repeat
    local stop = text:find(separator, start, true)
    parts[#parts + 1] = text:sub(start, (stop or 0) - 1)
    starts[#starts + 1] = start
    start = stop and stop + 1
  until not stop
  return parts, starts
end

local function check_text(at, line)
  local valid, bad = core.is_utf8(line)
  if not valid then fail(at, bad, "invalid UTF-8") end
  local nul = line:find("\0", 1, true)
  if nul then fail(at, nul, "NUL byte") end
end

--- Checks the header line: its cells are the names of the columns.
local function check_header(at, cells, columns)
  local seen = {}
  for i, name in ipairs(cells) do
    if name == "" then
      fail(at, columns[i], "column without a name")
    elseif name == "source" then
      fail(at, columns[i], "column 'source' is set by the reader")
    elseif seen[name] then
      fail(at, columns[i], ("column '%s' stands here twice"):format(name))
    end
    seen[name] = true
  end
  for _, name in ipairs(required) do
    if not seen[name] then
      fail(at, 1, ("missing column '%s'"):format(name))
    end
  end
end

--- Puts the names of a `name` cell into the array part of its row.
local function add_names(at, row, cell, column)
  local names, starts = split(cell, "|")
  for i, name in ipairs(names) do
    name = name:match("^ *(.-) *$")
    local fault = name == "" and "empty name" or at.check(name)
    if fault then fail(at, column + starts[i] - 1, fault) end
    row[i] = name
  end
end

--- Puts one cell into its row.
local function add_cell(at, row, name, cell, column)
  if cell == "" then
    if is_required[name] then fail(at, column, "empty " .. name) end
    return
  end
  row[name] = cell
  if name == "name" then
    add_names(at, row, cell, column)
  elseif name == "level" then
    local fault = options.fault("level", cell, tsv.levels)
    if fault then fail(at, column, fault) end
  end
end

--- Makes a row of a line's cells.
local function make_row(at, header, cells, columns)
  if #cells ~= #header then
    local extra = columns[#header + 1]
    fail(at, extra or columns[#cells] + #cells[#cells],
         ("%d fields (expected %d)"):format(#cells, #header))
  end
  local row = { source = ("%s:%d"):format(at.base, at.line) }
  for i, name in ipairs(header) do
    add_cell(at, row, name, cells[i], columns[i])
  end
  return row
end

local function parse(text, path, check)
  local at = { path = path, base = path:match("[^/\\]*$"), line = 0,
               check = check or function() end }
  local header
  local rows = {}
  text = text:gsub("^\239\187\191", "")  -- byte order mark
  for line in text:gmatch("([^\n]*)\n?") do
    at.line = at.line + 1
    line = line:gsub("\r$", "")
    check_text(at, line)
    if line ~= "" and line:sub(1, 1) ~= "#" then
      local cells, columns = split(line, "\t")
      if header then
        rows[#rows + 1] = make_row(at, header, cells, columns)
      else
        header = cells
        check_header(at, cells, columns)
      end
    end
  end
  if not header then
    at.line = 1
    fail(at, 1, "no header line")
  end
  return rows
end

--- Takes a lexicon apart that is in memory.
-- @param text the whole lexicon, a string
-- @param path where it comes from, for messages and for `source`
-- @param check a function that is given each name and returns what is wrong
--   with it, or nil; may be absent
-- @return an array of rows in the order of the text, as `tsv.read` gives
--   them; or nil and a message: `names.tsv:12:3: empty name` with the line
--   and the column in bytes, both from 1
-- @usage local rows = assert(viet.tsv.parse(text, "ranks.tsv"))
function tsv.parse(text, path, check)
  local ok, result = pcall(parse, text, path, check)
  if ok then return result end
  if type(result) ~= "table" then error(result, 0) end
  return nil, result.message
end

--- Reads a lexicon.
-- @param path the file's path, a string
-- @return an array of rows in the order of the file. A row holds its names
--   in the array part, each cell that is not empty under the name of its
--   column, and the file's name and the line as `source`: it is an entry as
--   `viet.gazetteer` takes them.
--   Or nil and a message, as `tsv.load` and `tsv.parse` give it
-- @usage
--   local rows = assert(viet.tsv.read("ranks.tsv"))
--   print(rows[1].id, rows[1][1], rows[1].source)
--   --> rank/dai-tuong   Đại tướng   ranks.tsv:3
function tsv.read(path)
  if type(path) ~= "string" then
    error("the path is a string, not a " .. type(path), 2)
  end
  local text, message = tsv.load(path)
  if not text then return nil, message end
  return tsv.parse(text, path)
end

return tsv
