--- How `viet match` writes what it finds: one writer for each format, which
-- has `begin()`, `match(match)` and `finish()`.

local core = require "viet.core"
local json = require "viet.json"
local text_table = require "viet.table"

local formats = {}

formats.names = { "tsv", "jsonl", "table", "kwic" }

local ESCAPES = {
  ["\t"] = "\\t", ["\n"] = "\\n", ["\r"] = "\\r", ["\\"] = "\\\\",
}

--- A cell of tab-separated columns.
function formats.escape(text)
  return (text:gsub("[\t\n\r\\]", ESCAPES))
end

local escape = formats.escape

local HEADER = "file\tline\tcolumn\tfirst\tlast\tid\ttype\tlevel\ttext"

local function nothing() end

local makers = {}

function makers.tsv(session, run)
  return {
    begin = function()
      if not run.header then return end
      session:write(HEADER .. (run.is_fuzzy and "\tscore\n" or "\n"))
    end,
    match = function(match)
      local score = match.score and ("\t%.3f"):format(match.score) or ""
      session:write(("%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s%s\n"):format(
        escape(match.file), match.line, match.column, match.first,
        match.last, escape(match.id), escape(match.type), match.level,
        escape(match.text), score))
    end,
    finish = nothing,
  }
end

function makers.jsonl(session)
  return {
    begin = nothing,
    match = function(match)
      local fields = {
        { "file", match.file }, { "line", match.line },
        { "column", match.column }, { "start_byte", match.first - 1 },
        { "end_byte", match.last }, { "id", match.id },
        { "type", match.type }, { "level", match.level },
        { "text", match.text },
      }
      if match.score then
        local score = math.floor(match.score * 1000 + 0.5) / 1000
        fields[#fields + 1] = { "score", score }
      end
      session:write(json.encode(json.object(fields)) .. "\n")
    end,
    finish = nothing,
  }
end

--- For people. It holds all rows in memory, to make its columns as wide as
-- they are.
function makers.table(session)
  local rows = {}
  return {
    begin = nothing,
    match = function(match)
      rows[#rows + 1] = {
        ("%s:%d"):format(match.file, match.line), match.text, match.id,
        match.type, match.level,
      }
    end,
    finish = function()
      if #rows == 0 then return end
      session:write(text_table.render(rows, {
        { title = "Where" }, { title = "Text" }, { title = "Id" },
        { title = "Type" }, { title = "Level" },
      }, { width = session:width() }))
    end,
  }
end

--- A concordance: the names below each other, and the line on both sides.
function makers.kwic(session, run)
  local width = math.max(60, session:width())
  local room = 6  -- for the place
  for _, path in ipairs(run.files) do room = math.max(room, #path + 6) end
  room = math.min(room, math.floor(width / 4))
  local side = math.floor((width - room - 26) / 2)
  return {
    begin = nothing,
    match = function(match)
      local place = ("%s:%d"):format(match.file, match.line)
      local middle = "[" .. text_table.clip(match.text, width - room
        - 2 * side) .. "]"
      local head = text_table.pad(text_table.clip_left(place, room), room)
        .. " " .. text_table.pad(text_table.clip_left(match.left, side), side,
          "right") .. middle
      local rest = math.max(1, width - core.width(head))
      session:write((head .. text_table.clip(match.right, rest))
        :gsub(" +$", "") .. "\n")
    end,
    finish = nothing,
  }
end

--- Counts -------------------------------------------------------------------

local count_makers = {}

--- The columns of a count, in order.
local function count_columns(by)
  if by == "id" then return { "count", "files", "id", "type" } end
  return { "count", "files", by }
end

local function count_cells(row, by)
  if by == "id" then return { row.count, row.documents, row.id, row.type } end
  return { row.count, row.documents, row.key }
end

function count_makers.tsv(session, run, rows)
  if run.header then
    session:write(table.concat(count_columns(run.count), "\t") .. "\n")
  end
  for _, row in ipairs(rows) do
    local cells = count_cells(row, run.count)
    for i, cell in ipairs(cells) do
      cells[i] = type(cell) == "number" and ("%d"):format(cell)
        or escape(cell)
    end
    session:write(table.concat(cells, "\t") .. "\n")
  end
end

function count_makers.jsonl(session, run, rows)
  local columns = count_columns(run.count)
  for _, row in ipairs(rows) do
    local pairs_of = {}
    for i, cell in ipairs(count_cells(row, run.count)) do
      pairs_of[i] = { columns[i], cell }
    end
    session:write(json.encode(json.object(pairs_of)) .. "\n")
  end
end

function count_makers.table(session, run, rows)
  local columns, cells = {}, {}
  for i, name in ipairs(count_columns(run.count)) do
    columns[i] = { title = name:gsub("^%l", string.upper),
                   align = i <= 2 and "right" or nil }
  end
  for i, row in ipairs(rows) do cells[i] = count_cells(row, run.count) end
  if #rows > 0 then
    session:write(text_table.render(cells, columns,
      { width = session:width() }))
  end
end

--- The writer of a format.
-- @param run `format`, `header`, `files` (paths), `count` ("id", "type" or
--   "text") if counts are written
function formats.writer(session, run)
  return makers[run.format](session, run)
end

--- Writes the rows of a count.
function formats.write_counts(session, run, rows)
  count_makers[run.format](session, run, rows)
end

return formats
