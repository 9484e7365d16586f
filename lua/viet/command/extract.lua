--- viet extract: from crawled pages to who met whom.

local export = require "viet.export"
local files = require "viet.command.io"
local gold = require "viet.gold"
local pipelines = require "viet.command.pipeline"

local MANY = 20  -- files: from here on, progress is shown on a terminal

local command = {
  summary = "Find who met whom, where and when in news articles",
  usage = "viet extract [OPTION...] [FILE...]",
}

local DESCRIPTION = [[
Reads news articles, one a file, or one on standard input, and writes the
events in them: meetings, visits, signings, attendances.]]

local EPILOG = [[
Formats:
   table   for people: date (and whether planned or past), type, persons with
           rank and post, countries, place; below, what was signed or
           attended (→) and the sentence (│). As wide as the terminal, or as
           COLUMNS says.
   jsonl   one event a line: doc, type, date, actors, countries, place,
           object, id, trigger, sentence, assertion (asserted, planned or
           past), line, rule, origin, lexicon, sources, published, path.
           Positions are start_byte and end_byte: bytes from 0 of the
           untouched file, half-open. rule is what found the event (see viet
           explain), origin the file and line where that is written, lexicon
           the line of a lexicon that it rests on.
   gold    one JSON object a file, all that was found in it: zones, mentions,
           posts, dates, events, as `viet eval` reads it.

With --out DIR the results of each file NAME.txt go to DIR/NAME.json (gold)
or DIR/NAME.jsonl; a file is there whole or not at all.

A file that --with names returns an extractor (see viet.extractor). What it
adds runs with the news pack; layers of its own are written as well, one
record for each span.

Examples:
   viet extract articles/*.txt
   viet extract --format jsonl articles/*.txt | jq .date
   viet extract --format gold --out found articles/*.txt]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("FILE", "Articles to read (default: standard input)")
    :target("files"):args("*")
  parser:option("--format", "What to write")
    :choices { "table", "jsonl", "gold" }:default "table"
  parser:option("--out", "Write one file for each article into this folder")
    :argname("DIR")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  parser:option("--invalid", "On bytes that are not UTF-8: error, or replace "
    .. "them by U+FFFD in the results")
    :choices { "error", "replace" }:default "error"
  pipelines.add_max_bytes(parser)
end

--- Writing ------------------------------------------------------------------

local EXTENSIONS = { gold = ".json", jsonl = ".jsonl" }

local function base_name(path) return path:match("[^/]*$") end

--- Where the results of an input go, by path ("-" for standard input).
-- Ends the command if two inputs have one name, or a result would replace
-- its input.
local function plan_output(session, arguments)
  local folder, extension = arguments.out, EXTENSIONS[arguments.format]
  if not extension then
    session:fail("--out needs --format gold or --format jsonl", 2)
  end
  local targets, owners = {}, {}
  for _, path in ipairs(arguments.files) do
    local meta = pipelines.meta(path ~= "-" and path or nil)
    local target = ("%s/%s%s"):format(folder:gsub("(.)/+$", "%1"),
      meta.name, extension)
    if owners[target] then
      session:fail(("%s and %s would both be written to %s"):format(
        owners[target], path, target), 2)
    elseif base_name(target) == base_name(path)
        and files.is_same(target, path) then
      session:fail(("%s would be written over itself"):format(path), 2)
    end
    owners[target], targets[path] = path, target
  end
  return targets
end

--- What is written of a document.
local function render(run, doc)
  if run.format == "gold" then
    return gold.write(doc, run.layers)
  elseif run.format == "jsonl" then
    return export.jsonl(doc, run.layers)
  end
  local part = export.table_part(doc,
    { width = run.width, layers = run.layers })
  if part ~= "" and not run.has_heading then
    run.has_heading = true
    part = export.table_heading(run.width) .. part
  end
  return part
end

local function write(session, run, path, text)
  run.written = run.written + #text
  local target = run.targets and run.targets[path or "-"]
  if not target then
    session:write(text)
    return
  end
  local done, message = files.write_all(target, text)
  if not done then session:complain(message) end
end

--- Reading ------------------------------------------------------------------

local function extract_file(session, run, file, name, path)
  local text, message = files.read_all(file, name, run.max_bytes,
    "--max-bytes")
  if not text then
    session:complain(message)
    return
  end
  local doc, trouble = pipelines.run(run.pipeline, text,
    pipelines.meta(path), run.invalid)
  if not doc then
    session:complain(("%s: %s"):format(name, trouble))
    return
  end
  run.documents = run.documents + 1
  write(session, run, path, render(run, doc))
end

--- Is progress worth showing, and is there somebody to see it?
local function is_watched(session, total)
  return total >= MANY and session.is_process and files.is_terminal(2)
end

local function note_silence(session, run)
  if run.format == "table" and run.written == 0 and run.documents > 0 then
    session:note(("no events in %d document%s"):format(run.documents,
      run.documents == 1 and "" or "s"))
  end
end

function command.run(session, arguments)
  if #arguments.files == 0 then arguments.files = { "-" } end
  local run = {
    format = arguments.format, invalid = arguments.invalid,
    max_bytes = arguments.max_bytes, documents = 0, written = 0,
    width = session:width(),
  }
  run.targets = arguments.out and plan_output(session, arguments)
  run.pipeline, run.layers = pipelines.load(session, arguments.with)
  if arguments.out then
    local made, message = files.make_folder(arguments.out)
    if not made then session:fail(message) end
  end
  local total, done = #arguments.files, 0
  local watched = is_watched(session, total)
  for file, name, path in session:inputs(arguments.files) do
    extract_file(session, run, file, name, path)
    done = done + 1
    if watched then
      session:show_progress(("%d of %d files"):format(done, total))
    end
  end
  session:show_progress(nil)
  note_silence(session, run)
end

return command
