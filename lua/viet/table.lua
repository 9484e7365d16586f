--- Text tables for a terminal.
-- A column is as wide as its letters look, not as many bytes: a decomposed
-- "ệ" takes one column, and so do "ệ" in one code point and a no-break
-- space. Cells wrap at spaces; a word wider than its column is cut between
-- letters. Characters that would move the cursor never reach the terminal.
--
--     print(viet.table.render({ {"Hà Nội", 3}, {"Lào", 12} },
--       { {title = "nơi"}, {title = "số", align = "right"} }))
--     --> nơi     số
--     --> ──────  ──
--     --> Hà Nội   3
--     --> Lào     12

local core = require "viet.core"
local options = require "viet.options"

local text_table = {}

local GAP = "  "

local REPAIR = {
  form = "keep", eth = false, mark_order = false, invalid = "replace",
}

--- What a terminal can show of a text, on one line: control characters
-- become U+FFFD, those that are white space a space, and so does each byte
-- that is not UTF-8 become U+FFFD. Letters stay as they are.
-- @usage text_table.clean("a\tb")  --> "a b"
function text_table.clean(text)
  text = tostring(text)
  if not core.is_utf8(text) then text = core.normalize(text, REPAIR) end
  text = text:gsub("[\t\n\v\f\r]", " "):gsub("%c", "\239\191\189")
  return (text:gsub("\194[\128-\159]", "\239\191\189"))
end

--- Fills a text with spaces to a width; a wider one stays as it is.
-- @param text   a string
-- @param width  columns
-- @param align  "left" (the default), "right" or "center"
-- @usage text_table.pad("Lào", 5, "right")  --> "  Lào"
function text_table.pad(text, width, align)
  local room = math.max(0, width - core.width(text))
  local before = 0
  if align == "right" then
    before = room
  elseif align == "center" then
    before = math.floor(room / 2)
  end
  return (" "):rep(before) .. text .. (" "):rep(room - before)
end

--- Cuts a word that is wider than a column: yields pieces that fit. A mark
-- stays with its letter.
local function cut_word(word, width, lines)
  local line, used = {}, 0
  for letter in word:gmatch("[\1-\127\194-\244][\128-\191]*") do
    local columns = core.width(letter)
    if used > 0 and used + columns > width then
      lines[#lines + 1] = table.concat(line)
      line, used = {}, 0
    end
    line[#line + 1] = letter
    used = used + columns
  end
  return table.concat(line), used
end

--- Breaks a text into lines that fit a width, at spaces, which are lost
-- there. No-break spaces do not break.
-- @param text   a string; a line feed in it begins a new line
-- @param width  columns, at least 1
-- @return an array of lines, at least one
-- @usage text_table.wrap("Bộ Quốc phòng", 8)  --> {"Bộ Quốc", "phòng"}
function text_table.wrap(text, width)
  local lines = {}
  for paragraph in (tostring(text) .. "\n"):gmatch("(.-)\n") do
    local line, used = "", 0
    for word in text_table.clean(paragraph):gmatch("[^ ]+") do
      local columns = core.width(word)
      if line ~= "" and used + 1 + columns <= width then
        line, used = line .. " " .. word, used + 1 + columns
      else
        if line ~= "" then lines[#lines + 1] = line end
        line, used = word, columns
        if columns > width then line, used = cut_word(word, width, lines) end
      end
    end
    lines[#lines + 1] = line
  end
  return lines
end

--- Shortens a text to a width; what is cut away shows as "…".
-- @usage text_table.clip("Bộ Quốc phòng", 8)  --> "Bộ Quốc…"
function text_table.clip(text, width)
  text = text_table.clean(text)
  if core.width(text) <= width then return text end
  local pieces = {}
  cut_word(text, math.max(1, width - 1), pieces)
  return (pieces[1] or ""):gsub(" +$", "") .. "…"
end

--- The last letters of a text, to a width; what is cut away shows as "…".
-- @usage text_table.clip_left("Bộ Quốc phòng", 6)  --> "…phòng"
function text_table.clip_left(text, width)
  text = text_table.clean(text)
  local total = core.width(text)
  if total <= width then return text end
  local at, dropped, wanted = 1, 0, total - width + 1
  for letter, after in
      text:gmatch("([\1-\127\194-\244][\128-\191]*)()") do
    local columns = core.width(letter)
    if dropped >= wanted and columns > 0 then break end
    dropped, at = dropped + columns, after
  end
  return "…" .. text:sub(at):gsub("^ +", "")
end

--- The lines of one row, its cells side by side.
-- @param cells    the row: strings, numbers, or arrays of strings, each of
--   which begins a line; nil is an empty cell
-- @param columns  an array of {width =, align =}
-- @return an array of lines, without spaces at their ends
function text_table.lay_out(cells, columns)
  local wrapped, height = {}, 1
  for i, column in ipairs(columns) do
    local cell = cells[i]
    if cell == nil then cell = "" end
    if type(cell) == "table" then cell = table.concat(cell, "\n") end
    wrapped[i] = text_table.wrap(cell, column.width)
    height = math.max(height, #wrapped[i])
  end
  local lines = {}
  for n = 1, height do
    local parts = {}
    for i, column in ipairs(columns) do
      parts[i] = text_table.pad(wrapped[i][n] or "", column.width,
        column.align)
    end
    lines[n] = table.concat(parts, GAP):gsub(" +$", "")
  end
  return lines
end

local function widest(cell)
  if type(cell) ~= "table" then return core.width(text_table.clean(cell)) end
  local width = 0
  for _, line in ipairs(cell) do width = math.max(width, widest(line)) end
  return width
end

--- The width that each column would like to have.
local function natural_widths(rows, columns)
  local widths = {}
  for i, column in ipairs(columns) do
    widths[i] = math.max(1, core.width(column.title or ""))
    for _, row in ipairs(rows) do
      if row[i] ~= nil then
        widths[i] = math.max(widths[i], widest(row[i]))
      end
    end
    widths[i] = math.min(widths[i], column.max or widths[i])
  end
  return widths
end

--- Takes columns from the widest ones until all fit.
local function shrink(widths, room)
  local total = 0
  for _, width in ipairs(widths) do total = total + width end
  while total > room do
    local most = 1
    for i, width in ipairs(widths) do
      if width > widths[most] then most = i end
    end
    if widths[most] == 1 then return end
    widths[most], total = widths[most] - 1, total - 1
  end
end

--- A table with a heading and a rule under it.
-- @param rows      an array of rows, each an array of cells: strings,
--   numbers, or arrays of strings, one for each line of the cell
-- @param columns   an array of {title =, align = "left" | "right" | "center",
--   max = columns at most}
-- @param settings  `width`: columns of the whole table (default: as wide as
--   its cells); `heading`: false leaves the heading out
-- @return the table as a string, each line ended by a line feed
function text_table.render(rows, columns, settings)
  settings = options.check(settings, { "width", "heading" })
  local widths = natural_widths(rows, columns)
  if settings.width then
    shrink(widths, settings.width - #GAP * (#columns - 1))
  end
  local layout, titles, rules, out = {}, {}, {}, {}
  for i, column in ipairs(columns) do
    layout[i] = { width = widths[i], align = column.align }
    titles[i] = column.title or ""
    rules[i] = ("─"):rep(widths[i])
  end
  local function append(cells)
    for _, line in ipairs(text_table.lay_out(cells, layout)) do
      out[#out + 1] = line .. "\n"
    end
  end
  if options.choose(settings, "heading", { true, false }) then
    append(titles)
    append(rules)
  end
  for _, row in ipairs(rows) do append(row) end
  return table.concat(out)
end

return text_table
