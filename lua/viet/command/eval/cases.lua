--- The articles of a gold folder, with what was predicted for each.

local files = require "viet.command.io"
local find_faults = require "viet.gold.fit"
local gold = require "viet.gold"
local pipelines = require "viet.command.pipeline"

--- The names of the annotations in a folder, sorted. Ends the command if
-- there are none.
local function list_names(session, folder)
  local found, lfs = pcall(require, "lfs")
  if not found then
    session:fail("viet eval needs luafilesystem (Debian package "
      .. "lua-filesystem, rock luafilesystem)")
  end
  local mode, trouble = lfs.attributes(folder, "mode")
  if not mode then
    session:fail(("cannot open %s: %s"):format(folder,
      trouble:gsub("^.*: ", "")))
  elseif mode ~= "directory" then
    session:fail(("%s is not a folder"):format(folder))
  end
  local names = {}
  local opened, next_name, state = pcall(lfs.dir, folder)
  if not opened then  -- no permission?
    session:fail(("cannot open %s: %s"):format(folder,
      next_name:gsub("^.*: ", "")))
  end
  for name in next_name, state do
    names[#names + 1] = name:match("^(.+)%.gold%.json$")
  end
  table.sort(names)
  if #names == 0 then
    session:fail(("there is no NAME.gold.json in %s"):format(folder))
  end
  return names
end

local function read_text(path, limit)
  local file, message = files.open(path)
  if not file then return nil, message end
  local text, trouble = files.read_all(file, path, limit, "--max-bytes")
  file:close()
  return text, trouble
end

--- The prediction for one text: read, or made by the pipeline.
local function predict(run, name, text, path)
  if run.predicted then
    return gold.load(("%s/%s.json"):format(run.predicted, name))
  end
  local doc, message = pipelines.run(run.pipeline, text, pipelines.meta(path))
  if not doc then return nil, ("%s: %s"):format(path, message) end
  return gold.record(doc, run.layers)
end

--- Tells of an annotation that does not fit its text: the first fault, and
-- how many more there are.
local function complain_of_misfit(session, path, record, text)
  local faults = find_faults(record, text)
  if #faults == 0 then return end
  local more = #faults > 1 and (" (and %d more)"):format(#faults - 1) or ""
  session:complain(("%s does not fit its text: %s%s"):format(path, faults[1],
    more))
end

--- One article: its name, path and text, its gold record and its prediction
-- (false if there is none); or nil if gold cannot be read.
local function read_case(session, run, folder, name)
  local base = ("%s/%s"):format(folder, name)
  local path = base .. ".txt"
  local record, message = gold.load(base .. ".gold.json")
  local text, trouble = read_text(path, run.max_bytes)
  if not record or not text then
    session:complain(record and trouble or message)
    return nil
  end
  complain_of_misfit(session, base .. ".gold.json", record, text)
  local predicted, fault = predict(run, name, text, path)
  if not predicted then session:complain(fault) end
  record.name = name
  return {
    name = name, path = path, text = text, gold = record,
    predicted = predicted or false,
  }
end

--- Reads the articles of a folder.
-- @param run  `predicted`: the folder of predictions, or `pipeline`: what
--   makes them, and `layers`: those of the user's own; `max_bytes`: of a text
-- @return an array of articles: `name`, `path`, `text`, `gold` (a record),
--   `predicted` (a record, or false)
local function read(session, folder, run)
  local names, cases = list_names(session, folder), {}
  folder = folder:gsub("(.)/+$", "%1")
  for _, name in ipairs(names) do
    cases[#cases + 1] = read_case(session, run, folder, name)
  end
  return cases
end

return read
