--- Differences and changes in their place in the text, for people.

local core = require "viet.core"
local evaluate = require "viet.evaluate"
local text_table = require "viet.table"

local differences = {}

--- Places -------------------------------------------------------------------

--- Where each line begins, in bytes from 0.
local function find_line_starts(text)
  local starts = { 0 }
  for after in text:gmatch("\n()") do starts[#starts + 1] = after - 1 end
  return starts
end

--- The number of the line that holds a byte.
local function find_line(starts, byte)
  local low, high = 1, #starts
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if starts[middle] <= byte then low = middle else high = middle - 1 end
  end
  return low
end

local function line_text(text, starts, line)
  local start, next_start = starts[line], starts[line + 1]
  if not start then return "" end
  return (text:sub(start + 1, (next_start or #text + 1) - 1)
    :gsub("[\r\n]+$", ""))
end

--- What is left and right of a span on its line.
local function split_line(text, starts, line, difference)
  local first = starts[line] + 1
  local last = starts[line + 1] or #text
  return text:sub(first, difference.start),
    text:sub(difference.start + 1, difference["end"]),
    text:sub(difference["end"] + 1, last):gsub("[\r\n]+$", "")
end

--- A span between what stands left and right of it, the span in brackets
-- and in the same column on each line.
local function to_kwic(left, hit, right, width)
  local side = math.max(10, math.floor((width - 32) / 2))
  local before = text_table.clip_left(left, side)
  local middle = "[" .. text_table.clip(hit, width - side - 12) .. "]"
  local room = math.max(10, width - side - core.width(middle))
  return text_table.pad(before, side, "right") .. middle
    .. text_table.clip(right, room)
end

--- The lines that show where a difference is: its line's number, and a list
-- to which facts may be added.
local function begin(case, difference, head, width)
  case.starts = case.starts or find_line_starts(case.text)
  local line = difference.line or find_line(case.starts, difference.start)
  local lines = { ("%s:%d: %s %s"):format(case.path, line, head,
    difference.type) }
  if difference.line then
    local text = line_text(case.text, case.starts, line)
    lines[2] = "  " .. text_table.clip(text, width - 2)
  elseif difference["end"] > 0 then
    local left, hit, right = split_line(case.text, case.starts, line,
      difference)
    lines[2] = "  " .. to_kwic(left, hit, right, width - 2)
  end
  return lines
end

--- Facts --------------------------------------------------------------------

--- The facts of an annotation that its place in the text does not tell.
local function describe(annotation)
  local facts = {
    annotation.id, annotation.value, annotation.zone, annotation.person,
    annotation.rank, annotation.title, annotation.org,
  }
  local parts = {}
  for i = 1, 7 do parts[#parts + 1] = facts[i] end
  if annotation.former then parts[#parts + 1] = "former" end
  if annotation.actors then
    parts[#parts + 1] = table.concat(annotation.actors, " ")
  end
  for _, name in ipairs { "place", "date", "object", "rule",
    "lexicon" } do
    if annotation[name] then
      parts[#parts + 1] = name .. " " .. annotation[name]
    end
  end
  return table.concat(parts, ", ")
end

local function add_facts(lines, label, facts, width)
  if facts == "" then return end
  for i, line in ipairs(text_table.wrap(facts, width - 14)) do
    local head = i == 1 and label or ""
    lines[#lines + 1] = ("  %s%s"):format(text_table.pad(head, 12), line)
  end
end

--- Rendering ----------------------------------------------------------------

local function finish(lines) return table.concat(lines, "\n") .. "\n" end

--- The lines of one difference.
-- @param case  {path =, text =} of the article
function differences.render(case, difference, width)
  local lines = begin(case, difference, difference.what, width)
  for _, side in ipairs { "gold", "predicted" } do
    local annotation = difference[side]
    add_facts(lines, side, annotation and describe(annotation) or "", width)
  end
  return finish(lines)
end

--- What a prediction was, against gold.
local function describe_state(difference)
  if not difference then return "right" end
  local facts = difference.predicted and describe(difference.predicted) or ""
  return difference.what .. (facts ~= "" and ", " .. facts or "")
end

--- The lines of one change, as `baseline.compare` gives it.
function differences.render_change(case, change, width)
  local lines = begin(case, change, change.verdict, width)
  local difference = change.now or change.before
  if difference.gold then
    add_facts(lines, "gold", describe(difference.gold), width)
  end
  add_facts(lines, "before", describe_state(change.before), width)
  add_facts(lines, "now", describe_state(change.now), width)
  return finish(lines)
end

--- The differences of one article that are to be shown.
-- @param wanted  a type, or "all"
function differences.find(case, wanted)
  local found = {}
  local all = evaluate.differences(case.gold, case.predicted or {})
  for _, difference in ipairs(all) do
    if wanted == "all" or difference.type == wanted then
      found[#found + 1] = difference
    end
  end
  return found
end

return differences
