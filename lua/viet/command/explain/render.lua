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

--- The first line of an explanation: "a.txt:3: rule 'x' matches (x.lua:6)".
local function show_rule(doc, rule, place, verdict)
  return ("%s:%d: rule '%s' %s%s"):format(
    doc.meta.path or doc.meta.name or "text",
    doc:line_at(math.max(1, place)), rule.name, verdict,
    rule.origin and " (" .. rule.origin .. ")" or "")
end

--- A whole explanation: the rule and the line, and the steps.
-- @param settings  `color`, and `width`: columns
-- @return a string of whole lines
function render.all(doc, rule, explanation, settings)
  local verdict = explanation.matched and "matches" or "does not match"
  local place = explanation.first
    or explanation.found and explanation.found.first or #doc.text
  local lines = { show_rule(doc, rule, place, verdict) }
  lines[#lines + 1] = show_line(doc, explanation, settings)
  for _, line in ipairs(render.steps(doc, rule, explanation, settings)) do
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n"
end

--- What a rule made in a place: a line for each span.
local function show_made(doc, at)
  local lines = {}
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      if span.rule == at.rule.name and span.first <= at.last
          and span.last >= at.first then
        lines[#lines + 1] = ("  %s     %s%s: %s"):format(
          paint(at.settings, "matched", "made"), layer,
          span.id and " " .. span.id or "",
          text_table.clip(text_table.clean(doc:text_of(span)),
            at.settings.width))
      end
    end
  end
  return lines
end

--- What the patterns that code reads find in a place: a line for each that
-- matches, and one for the others.
local function show_read(doc, at, read)
  local lines, others = {}, {}
  for _, one in ipairs(read) do
    local why = one.explanation
    if why and why.matched then
      lines[#lines + 1] = ("  %s  %s: %s (%s)"):format(
        paint(at.settings, "matched", "matched"), one.rule.name,
        why.first and text_table.clean(doc:text_of(why)) or "(nothing)",
        one.rule.origin)
    else
      others[#others + 1] = one.rule.name
    end
  end
  if #others > 0 then
    lines[#lines + 1] = ("  %s  %s"):format(
      paint(at.settings, "wanted", "nowhere"), table.concat(others, ", "))
  end
  return lines
end

--- Explains a rule that is code: what it made in a place, and what the
-- patterns that it reads find there.
--
--     article.txt:3: rule 'events.meet.with' is code (viet/news/...:172)
--       made     MEET: hội đàm
--       matched  trigger.talks: hội đàm (viet/news/rules/triggers.rules:15)
--       nowhere  trigger.call, trigger.meet
--
-- @param doc   the document with all that was found
-- @param at    `rule`, `first` and `last` of the place, `settings`
-- @param read  tables with `rule` and `explanation`
-- @return a string of whole lines
function render.code(doc, at, read)
  local lines = { show_rule(doc, at.rule, at.first, "is code") }
  local made = show_made(doc, at)
  if #made == 0 then made[1] = "  made     nothing here" end
  for _, list in ipairs { made, show_read(doc, at, read) } do
    for _, line in ipairs(list) do lines[#lines + 1] = line end
  end
  return table.concat(lines, "\n") .. "\n"
end

return render
