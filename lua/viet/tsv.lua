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
--   * `level`, `from`, `to` and `priority`, if there are such columns, are
--     what `viet.gazetteer` takes for them;
--   * all other columns are attributes; an empty cell is an absent value;
--   * each line has as many cells as the header. There is no quoting.

local fields = require "viet.gazetteer.fields"
local records = require "viet.records"

local tsv = {}

--- What the column `level` may hold, from strict to lenient.
tsv.levels = fields.levels

--- Reads a whole file: `viet.records.load`.
tsv.load = records.load

local Scanner = {}
Scanner.__index = Scanner

--- Goes to the next line with cells, and cuts it at its tabs.
-- @return false behind the last one
local function next_cells(self)
  local text, start = self.text, self.position + 1
  local first
  repeat
    if start > #text then return false end
    local feed = text:find("\n", start, true) or #text + 1
    self.line, first, self.last = self.line + 1, start, feed - 1
    if text:byte(self.last) == 13 then self.last = self.last - 1 end
    start = feed + 1
  until self.last >= first and text:byte(first) ~= 35  -- neither empty nor #
  self.position, self.start = start - 1, first
  return true
end

--- The cells of the line, and the byte of the text behind each of them.
local function cut(self)
  local text, last = self.text, self.last
  local cells, starts, count = self.values, self.starts, 0
  local start = self.start
  while start <= last + 1 do
    local stop = text:find("\t", start, true)
    if not stop or stop > last then stop = last + 1 end
    count = count + 1
    cells[count], starts[count] = text:sub(start, stop - 1), start
    start = stop + 1
  end
  return count
end

function Scanner:place(i, k)
  return self.line, (self.starts[i] or self.start) - self.start + k
end

function Scanner:next()
  if not next_cells(self) then return false end
  local count, expected = cut(self), #self.names
  if count ~= expected then
    local at = count > expected and self.starts[expected + 1]
      or self.last + 1
    records.fail(self, self.line, at - self.start + 1,
      ("%d fields (expected %d)"):format(count, expected))
  end
  return true
end

--- Starts a scanner, as `viet.records` wants it: reads the header.
function tsv.scan(text, path)
  local self = setmetatable({
    text = text, path = path, line = 0, position = 0, values = {},
    starts = {},
  }, Scanner)
  if not next_cells(self) then records.fail(self, 1, 1, "no header line") end
  cut(self)
  self.names, self.values = self.values, {}
  records.check_header(self)
  return self
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
  return records.parse(text, path, { format = "tsv", check = check })
end

--- Reads a lexicon.
-- @param path the file's path, a string
-- @return an array of rows in the order of the file. A row holds its names
--   in the array part, each cell that is not empty under the name of its
--   column, and the file's name and the line as `source`: it is an entry as
--   `viet.gazetteer` takes them.
--   Or nil and a message, as `viet.records.load` and `tsv.parse` give it
-- @usage
--   local rows = assert(viet.tsv.read("ranks.tsv"))
--   print(rows[1].id, rows[1][1], rows[1].source)
--   --> rank/dai-tuong   Đại tướng   ranks.tsv:3
function tsv.read(path)
  if type(path) ~= "string" then
    error("the path is a string, not a " .. type(path), 2)
  end
  return records.read(path, { format = "tsv" })
end

return tsv
