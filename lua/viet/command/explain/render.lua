--- An explanation for the terminal.
--
--     article.txt:3: rule 'ships.behind_tau' does not match (ships.lua:6)
--       Con [tàu] chiến rời cảng.
--       matched  "tàu": tàu
--       wanted   [shape=upper] (ships.lua:6)
--       found    chiến (syllable, lower)

local text_table = require "viet.table"

local render = {}

local COLORS = {
  matched = "\27[32m", wanted = "\27[31m", found = "\27[33m", here = "\27[7m",
}

local NOTHING = "▸"  -- where the rule was tried, if it matched nothing

local function paint(settings, name, text)
  if not settings.color or text == "" then return text end
  return COLORS[name] .. text .. "\27[0m"
end

--- The line in which a rule got somewhere, with what it matched marked:
-- in colors, or between brackets.
local function show_line(doc, explanation, settings)
  local place = explanation.first
    or explanation.found and explanation.found.first
  if not place then return nil end
  local line = doc.lines[doc:line_at(place)]
  local first = explanation.first or place
  local last = math.min(explanation.last or first - 1, line.last)
  local side = math.max(20, math.floor((settings.width - 30) / 2))
  local before = text_table.clip_left(doc.text:sub(line.first, first - 1),
    side)
  local hit = text_table.clean(doc.text:sub(first, last))
  local after = text_table.clip(doc.text:sub(last + 1, line.last), side)
  local marked = settings.color and paint(settings, "here", hit)
    or "[" .. hit .. "]"
  if hit == "" then marked = NOTHING end
  return "  " .. before .. marked .. after
end

--- What stands where an element was wanted.
local function describe_found(explanation)
  local found = explanation.found
  local edge = explanation.at_end
    and "the end of the line, sentence or zone in which the match must lie"
  if not found then return "the end of the text" end
  local parts = { ("%s (%s, %s)"):format(text_table.clean(found.text),
    found.kind, found.shape) }
  for _, span in ipairs(found.spans or {}) do
    parts[#parts + 1] = ("<%s%s>"):format(span.type,
      span.id and " " .. span.id or "")
  end
  local text = table.concat(parts, " ")
  return edge and edge .. ", before " .. text or text
end

--- Where an element is written: in the file of the rule, if that is known.
local function element_place(rule, element)
  if element.file ~= rule.name or not rule.origin then
    return ("%s:%d:%d"):format(element.file, element.line, element.column)
  end
  local file, line = rule.origin:match("^(.*):(%d+)$")
  return ("%s:%d"):format(file, tonumber(line) + element.line - 1)
end

--- The steps of an explanation: what matched, what was wanted behind it, and
-- what stood there; an array of lines.
-- @param doc          the document
-- @param rule         {name =, origin =}
-- @param explanation  what `explain` of a pattern returned
-- @param settings     `color`: true or false
function render.steps(doc, rule, explanation, settings)
  local lines = {}
  for _, step in ipairs(explanation.steps) do
    lines[#lines + 1] = ("  %s  %s: %s"):format(
      paint(settings, "matched", "matched"), text_table.clean(step.text),
      step.first and text_table.clean(doc:text_of(step)) or "(nothing)")
  end
  for _, wanted in ipairs(explanation.wanted) do
    lines[#lines + 1] = ("  %s   %s (%s)"):format(
      paint(settings, "wanted", "wanted"), text_table.clean(wanted.text),
      element_place(rule, wanted))
  end
  if not explanation.matched then
    lines[#lines + 1] = ("  %s    %s"):format(
      paint(settings, "found", "found"), describe_found(explanation))
  end
  return lines
end

--- A whole explanation: the rule and the line, and the steps.
-- @param settings  `color`, and `width`: columns
-- @return a string of whole lines
function render.all(doc, rule, explanation, settings)
  local verdict = explanation.matched and "matches" or "does not match"
  local place = explanation.first
    or explanation.found and explanation.found.first or #doc.text
  local lines = { ("%s:%d: rule '%s' %s%s"):format(
    doc.meta.path or doc.meta.name or "text",
    doc:line_at(math.max(1, place)), rule.name, verdict,
    rule.origin and " (" .. rule.origin .. ")" or "") }
  lines[#lines + 1] = show_line(doc, explanation, settings)
  for _, line in ipairs(render.steps(doc, rule, explanation, settings)) do
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n"
end

return render
