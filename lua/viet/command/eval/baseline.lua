--- viet eval --save and --baseline: what a change gained and lost.

local baseline = require "viet.evaluate.baseline"
local differences = require "viet.command.eval.differences"
local evaluate = require "viet.evaluate"
local files = require "viet.command.io"
local text_table = require "viet.table"

local command = {}

--- Writes the predictions of all articles into a file.
function command.save(session, cases, path)
  local records = {}
  for _, case in ipairs(cases) do
    if case.predicted then
      case.predicted.name = case.name
      records[#records + 1] = case.predicted
    end
  end
  local done, message = files.write_all(path, baseline.encode(records))
  if not done then session:fail(message) end
end

--- Reads a baseline. Ends the command if that fails.
function command.read(session, path)
  local file, message = files.open(path)
  if not file then
    session:fail(message .. " (--save writes a baseline)")
  end
  local text, trouble = files.read_all(file, path)
  file:close()
  if not text then session:fail(trouble) end
  local records, fault, line = baseline.decode(text)
  if not records then
    session:fail(("%s:%d: no baseline: %s"):format(path, line, fault))
  end
  return records
end

--- What changed in all articles since a baseline, in order; each change has
-- its article as `case`. Tells which articles the baseline lacks.
function command.compare(session, cases, records)
  local changes = {}
  for _, case in ipairs(cases) do
    local before = records[case.name]
    if not before then
      session:note(("%s is not in the baseline"):format(case.name))
    end
    for _, change in ipairs(baseline.compare(case.gold, before or {},
        case.predicted or {})) do
      change.case = case
      changes[#changes + 1] = change
    end
  end
  return changes
end

local FIGURES = {
  { "mentions", "mentions" }, { "linked mentions", "linked" },
  { "dates resolved", "dates" }, { "posts held", "posts" },
  { "events (loose)", "events_loose" },
  { "events (strict)", "events_strict" },
}

local function score_before(cases, records)
  local golds, predictions = {}, {}
  for i, case in ipairs(cases) do
    golds[i], predictions[i] = case.gold, records[case.name] or false
  end
  return evaluate.score(golds, predictions)
end

--- The F1 of before and now, side by side.
local function render_figures(cases, records, score)
  local before, rows = score_before(cases, records), {}
  for i, figure in ipairs(FIGURES) do
    local old, new = before[figure[2]].f1, score[figure[2]].f1
    rows[i] = { figure[1], ("%.3f"):format(old), ("%.3f"):format(new),
      ("%+.3f"):format(new - old) }
  end
  return text_table.render(rows, {
    { title = "F1" }, { title = "before", align = "right" },
    { title = "now", align = "right" }, { title = "change", align = "right" },
  })
end

local function count(changes)
  local counts = { gained = 0, lost = 0, changed = 0 }
  for _, change in ipairs(changes) do
    counts[change.verdict] = counts[change.verdict] + 1
  end
  return counts
end

--- Writes each change, the figures of before and now, and how many changes
-- there are.
function command.write(session, cases, records, score, changes)
  local width = math.max(60, session:width())
  for _, change in ipairs(changes) do
    session:write(differences.render_change(change.case, change, width)
      .. "\n")
  end
  local counts = count(changes)
  session:write(render_figures(cases, records, score))
  session:write(("\n%d gained, %d lost, %d changed\n"):format(counts.gained,
    counts.lost, counts.changed))
end

return command
