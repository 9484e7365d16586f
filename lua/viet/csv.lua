--- Lists of names with comma-separated values, as RFC 4180 has them.
--
--     id,type,name,capital
--     country/LA,COUNTRY,Lào|CHDCND Lào,Viêng Chăn
--     org/un,ORG,"Liên hợp quốc|""LHQ""",
--
-- The columns are those of `viet.tsv`. What differs:
--   * a cell in quotes may hold commas, line ends, and quotes, doubled;
--   * there are no comments; empty lines are skipped.

local records = require "viet.records"

local csv = {}

local Scanner = {}
Scanner.__index = Scanner

local COMMA, FEED, RETURN, QUOTE = 44, 10, 13, 34

--- Raises a data error at a byte of the text.
local function fail_at(self, byte, message)
  local line, column = records.locate(self.text, byte)
  records.fail(self, line, column, message)
end

--- The cell in quotes that begins at a byte.
-- @return the cell, and the byte behind it
local function quoted_cell(self, start)
  local text, at = self.text, start + 1
  while true do
    local quote = text:find('"', at, true)
    if not quote then fail_at(self, start, "quote without an end") end
    if text:byte(quote + 1) ~= QUOTE then
      return (text:sub(start + 1, quote - 1):gsub('""', '"')), quote + 1
    end
    at = quote + 2
  end
end

--- The cell without quotes that begins at a byte.
-- @return the cell, and the byte behind it
local function plain_cell(self, start)
  local text = self.text
  local stop = text:find("[,\n\"]", start) or #text + 1
  if text:byte(stop) == QUOTE then
    fail_at(self, stop, "quote inside a cell that has none around it")
  end
  local last = stop - 1
  if text:byte(stop) ~= COMMA and text:byte(last) == RETURN
      and last >= start then
    stop = last
  end
  return text:sub(start, stop - 1), stop
end

--- Where the next record begins: the byte behind the end of this one, or nil
-- if it goes on.
local function find_end(self, at)
  local text = self.text
  local byte = text:byte(at)
  if byte == COMMA then return nil end
  if byte == RETURN and (text:byte(at + 1) or FEED) == FEED then
    at, byte = at + 1, text:byte(at + 1)
  end
  if byte == FEED then return at + 1 end
  if not byte then return at end
  fail_at(self, at, "text behind the quote that ends a cell")
end

--- Skips empty lines; returns the byte where the next record begins.
local function skip_empty(self)
  local text, start = self.text, self.position + 1
  while true do
    local stop = text:match("^\r?\n()", start)
    if not stop then return start end
    self.next_line, start = self.next_line + 1, stop
  end
end

--- Goes to the next record and cuts it into cells.
-- @return how many there are, or nil behind the last record
local function cut(self)
  local start = skip_empty(self)
  if start > #self.text then return nil end
  self.line, self.start = self.next_line, start
  local count = 0
  local ending
  repeat
    count = count + 1
    self.starts[count] = start
    local is_quoted = self.text:byte(start) == QUOTE
    local cell, stop = (is_quoted and quoted_cell or plain_cell)(self, start)
    self.values[count] = cell
    ending, start = find_end(self, stop), stop + 1
  until ending
  local _, feeds = self.text:sub(self.start, ending - 1):gsub("\n", "")
  self.next_line, self.position = self.next_line + feeds, ending - 1
  return count
end

--- The byte of the text where byte `k` of value `i` stands.
local function find_byte(self, i, k)
  local text, at = self.text, self.starts[i] or self.start
  if text:byte(at) ~= QUOTE then return at + k - 1 end
  at = at + 1
  for _ = 2, k do
    at = at + (text:sub(at, at + 1) == '""' and 2 or 1)
  end
  return at
end

function Scanner:place(i, k)
  return records.locate(self.text, find_byte(self, i, k))
end

function Scanner:next()
  local count, expected = cut(self), #self.names
  if not count then return false end
  if count ~= expected then
    fail_at(self, count > expected and self.starts[expected + 1]
      or self.start, ("%d fields (expected %d)"):format(count, expected))
  end
  return true
end

--- Starts a scanner, as `viet.records` wants it: reads the header.
function csv.scan(text, path)
  local self = setmetatable({
    text = text, path = path, next_line = 1, position = 0, values = {},
    starts = {},
  }, Scanner)
  if not cut(self) then records.fail(self, 1, 1, "no header line") end
  self.names, self.values = self.values, {}
  records.check_header(self)
  return self
end

--- Reads a list in CSV: `viet.records.read` with that format.
-- @usage local rows = assert(viet.csv.read("ranks.csv"))
function csv.read(path)
  return records.read(path, { format = "csv" })
end

--- Takes a list in CSV apart: `viet.records.parse` with that format.
function csv.parse(text, path, check)
  return records.parse(text, path, { format = "csv", check = check })
end

return csv
