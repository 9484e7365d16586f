--- viet eval: how good the extraction is, against gold annotations.

local core = require "viet.core"
local evaluate = require "viet.evaluate"
local files = require "viet.command.io"
local gold = require "viet.gold"
local json = require "viet.json"
local news = require "viet.news"
local options = require "viet.options"
local pipelines = require "viet.command.pipeline"
local text_table = require "viet.table"

local command = {
  summary = "Score the extraction against gold annotations",
  usage = "viet eval [OPTION...] GOLD_DIR",
}

local DESCRIPTION = [[
GOLD_DIR holds articles, NAME.txt, and their annotations, NAME.gold.json.
Runs the news pipeline on each article and writes how much it finds:
precision, recall and F1 of mentions, dates, posts and events, and the
accuracy of zones and of the date of publication.]]

local EPILOG = [[
What counts as right:
   mentions   same span and type; linked ones the same id, too
   dates      same span and value
   posts      same person, title, organisation, former or not
   main text  title, lead, body and caption lines, against the rest
   events     loose: same type and at least half of all actors shared, or
              some and an overlapping trigger; strict: same type, actors,
              date and place

--show writes each difference before the table, in its place in the text:
missed (only gold has it), false (only the prediction has it), or what
differs (id, value, zone, actors, date, ...). TYPE is a mention or event
type, HOLDS for posts, or zone.

Examples:
   viet eval gold
   viet eval gold --show PERSON
   viet eval gold --predicted found]]

--- The types that --show takes, by upper-case name.
local function shown_types()
  local types = { ALL = "all", ZONE = "zone", HOLDS = "HOLDS" }
  for _, list in ipairs { news.mention_layers, news.event_layers } do
    for _, name in ipairs(list) do types[name] = name end
  end
  return types
end

local function to_type(word)
  local name = shown_types()[word:upper()]
  if name then return name end
  return nil, ("bad type '%s' for --show (expected all, zone, HOLDS, %s, %s)")
    :format(word, table.concat(news.mention_layers, ", "),
      options.list(news.event_layers))
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("GOLD_DIR", "Folder of NAME.txt and NAME.gold.json")
    :target("folder")
  parser:option("--predicted",
    "Score DIR/NAME.json instead of running the pipeline"):argname("DIR")
  parser:option("--show", "Write the differences (of one type)")
    :argname("[TYPE]"):convert(to_type)
  parser:flag("--rules", "Write the precision of each rule, too")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  pipelines.add_max_bytes(parser)
  parser:option("--format", "How to write the figures")
    :choices { "table", "json" }:default "table"
end

--- The type after --show may be left out; then the next word is no type.
function command.prepare(arguments)
  local types, prepared = shown_types(), {}
  for i, word in ipairs(arguments) do
    local after = arguments[i + 1]
    if word == "--show" then
      local is_type = after and (types[after:upper()]
        or after:find("^[%u_]+$") ~= nil)
      word = is_type and word or "--show=all"
    end
    prepared[i] = word
  end
  return prepared
end

--- Reading ------------------------------------------------------------------

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
  return gold.record(doc)
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
  local predicted, fault = predict(run, name, text, path)
  if not predicted then session:complain(fault) end
  record.name = name
  return {
    name = name, path = path, text = text, gold = record,
    predicted = predicted or false,
  }
end

--- Differences --------------------------------------------------------------

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
  for _, name in ipairs { "place", "date", "object", "rule" } do
    if annotation[name] then
      parts[#parts + 1] = name .. " " .. annotation[name]
    end
  end
  return table.concat(parts, ", ")
end

local function add_facts(lines, label, annotation, width)
  local facts = annotation and describe(annotation) or ""
  if facts ~= "" then
    for i, line in ipairs(text_table.wrap(facts, width - 14)) do
      local head = i == 1 and label or ""
      lines[#lines + 1] = ("  %s%s"):format(text_table.pad(head, 12), line)
    end
  end
end

--- The lines of one difference.
local function render_difference(case, starts, difference, width)
  local line = difference.line or find_line(starts, difference.start)
  local lines = { ("%s:%d: %s %s"):format(case.path, line, difference.what,
    difference.type) }
  if difference.line then
    local text = line_text(case.text, starts, line)
    lines[2] = "  " .. text_table.clip(text, width - 2)
  elseif difference["end"] > 0 then
    local left, hit, right = split_line(case.text, starts, line, difference)
    lines[2] = "  " .. to_kwic(left, hit, right, width - 2)
  end
  add_facts(lines, "gold", difference.gold, width)
  add_facts(lines, "predicted", difference.predicted, width)
  return table.concat(lines, "\n") .. "\n"
end

--- The differences of one article that are to be shown.
local function find_differences(case, wanted)
  local found = {}
  local all = evaluate.differences(case.gold, case.predicted or {})
  for _, difference in ipairs(all) do
    if wanted == "all" or difference.type == wanted then
      found[#found + 1] = difference
    end
  end
  return found
end

local function show_differences(session, cases, wanted)
  local width = math.max(60, session:width())
  for _, case in ipairs(cases) do
    local starts = find_line_starts(case.text)
    for _, difference in ipairs(find_differences(case, wanted)) do
      session:write(render_difference(case, starts, difference, width)
        .. "\n")
    end
  end
end

--- Figures as JSON ----------------------------------------------------------

local FIELDS = {
  "zones", "published", "main_text", "mentions", "linked", "dates", "posts",
  "events_loose", "events_strict", "types", "rules", "by_document",
}
local FIGURES = {
  "name", "precision", "recall", "f1", "accuracy", "hits", "predicted",
  "gold", "all",
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
    for _, difference in ipairs(find_differences(case, wanted)) do
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

--- The score as one JSON object.
local function render_json(score, cases, wanted)
  local fields = { { "documents", #score.documents } }
  for _, name in ipairs(FIELDS) do
    local value = score[name]
    if name == "by_document" then
      value = document_objects(score.documents)
    elseif name == "types" or name == "rules" then
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
  return json.pretty(json.object(fields))
end

--- Running ------------------------------------------------------------------

local function read_cases(session, arguments)
  local names = list_names(session, arguments.folder)
  local run = {
    predicted = arguments.predicted, max_bytes = arguments.max_bytes,
  }
  if not run.predicted then
    run.pipeline = pipelines.load(session, arguments.with)
  end
  local folder, cases = arguments.folder:gsub("(.)/+$", "%1"), {}
  for _, name in ipairs(names) do
    cases[#cases + 1] = read_case(session, run, folder, name)
  end
  return cases
end

local function score_cases(cases)
  local golds, predictions = {}, {}
  for i, case in ipairs(cases) do
    golds[i], predictions[i] = case.gold, case.predicted
  end
  return evaluate.score(golds, predictions)
end

function command.run(session, arguments)
  local cases = read_cases(session, arguments)
  if #cases == 0 then return end
  local score = score_cases(cases)
  if arguments.format == "json" then
    session:write(render_json(score, cases, arguments.show))
    return
  end
  if arguments.show then
    show_differences(session, cases, arguments.show)
  end
  session:write(evaluate.report(score))
  if arguments.rules and #score.rules > 0 then
    session:write("\n" .. evaluate.report_rules(score))
  end
end

return command
