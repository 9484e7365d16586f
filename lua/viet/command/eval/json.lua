--- The score as JSON.

local differences = require "viet.command.eval.differences"
local json = require "viet.json"

local FIELDS = {
  "zones", "published", "main_text", "mentions", "linked", "dates", "posts",
  "events_loose", "events_strict", "types", "rules", "lexicons",
  "by_document",
}
local FIGURES = {
  "name", "type", "precision", "recall", "f1", "accuracy", "hits",
  "predicted", "gold", "all",
}

--- Figures as an object in a fixed order, what is absent left out.
local function to_object(figures)
  local fields = {}
  for _, name in ipairs(FIGURES) do
    if figures[name] ~= nil then
      fields[#fields + 1] = { name, figures[name] }
    end
  end
  return json.object(fields)
end

local function to_objects(list)
  local objects = {}
  for i, figures in ipairs(list) do objects[i] = to_object(figures) end
  return objects
end

local function document_objects(documents)
  local objects = {}
  for i, doc in ipairs(documents) do
    objects[i] = json.object {
      { "name", doc.name },
      { "mentions", to_object(doc.mentions) },
      { "events", to_object(doc.events) },
    }
  end
  return objects
end

local function difference_objects(cases, wanted)
  local objects = {}
  for _, case in ipairs(cases) do
    for _, difference in ipairs(differences.find(case, wanted)) do
      objects[#objects + 1] = json.object {
        { "doc", case.name }, { "what", difference.what },
        { "type", difference.type }, { "line", difference.line },
        { "start", difference.start }, { "end", difference["end"] },
        { "gold", difference.gold }, { "predicted", difference.predicted },
      }
    end
  end
  return objects
end

local function change_objects(changes)
  local objects = {}
  for i, change in ipairs(changes) do
    local before, now = change.before, change.now
    objects[i] = json.object {
      { "doc", change.case.name }, { "verdict", change.verdict },
      { "type", change.type }, { "line", change.line },
      { "start", change.start }, { "end", change["end"] },
      { "before", before and before.what }, { "now", now and now.what },
    }
  end
  return objects
end

--- The score as one JSON object.
-- @param score    what `evaluate.score` returned
-- @param cases    the articles
-- @param wanted   the type whose differences are written, "all", or nil
-- @param changes  what changed since the baseline, or nil
local function render(score, cases, wanted, changes)
  local fields = { { "documents", #score.documents } }
  for _, name in ipairs(FIELDS) do
    local value = score[name]
    if name == "by_document" then
      value = document_objects(score.documents)
    elseif name == "types" or name == "rules"
        or name == "lexicons" then
      value = to_objects(value)
    else
      value = to_object(value)
    end
    fields[#fields + 1] = { name, value }
  end
  if wanted then
    fields[#fields + 1] =
      { "differences", difference_objects(cases, wanted) }
  end
  if changes then
    fields[#fields + 1] = { "changes", change_objects(changes) }
  end
  return json.pretty(json.object(fields))
end

return render
