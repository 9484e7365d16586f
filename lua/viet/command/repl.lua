--- viet repl: Lua line by line, with documents at hand.

local corpus = require "viet.corpus"
local evaluate = require "viet.command.repl.evaluate"
local files = require "viet.command.io"
local inspect = require "viet.inspect"
local lines = require "viet.command.repl.lines"
local pipelines = require "viet.command.pipeline"
local terminal = require "viet.terminal"

local command = {
  summary = "Try Lua line by line, with documents and corpus at hand",
  usage = "viet repl [OPTION...] [FILE...]",
}

local DESCRIPTION = [[
Reads articles, or all *.txt of a folder, runs the news pipeline on them, and
then reads Lua from the terminal or standard input: an expression is shown, a
statement is run. A line that is not complete goes on in the next one.]]

local EPILOG = [[
At hand:
   viet, pipeline   the module, and the pipeline that was run
   doc, corpus      the first document, and all of them
   show(LAYER...)   the sentences of doc with the spans of some layers
   open(FILE...)    reads other articles; they become doc and corpus
   reload()         reads extractors and articles again
   help()           tells this
With lua-readline there are line editing and history (~/.viet_history, or
what VIET_HISTORY says). Ctrl-D ends it.

Examples:
   viet repl article.txt
   viet repl --with my_ships.lua articles
   echo 'corpus:count "MEET"' | viet repl articles]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("FILE", "Articles, or folders of them"):target("files")
    :args("*")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  pipelines.add_max_bytes(parser)
end

--- Documents ----------------------------------------------------------------

local function is_folder(path)
  local found, lfs = pcall(require, "lfs")
  return found and lfs.attributes(path, "mode") == "directory"
end

local function read_folder(session, run, path, docs)
  local found, troubles = corpus.read(path, { pipeline = run.pipeline })
  if not found then
    session:complain(troubles)
    return
  end
  for doc in found:each() do docs[#docs + 1] = doc end
  for _, trouble in ipairs(troubles) do session:complain(trouble) end
end

local function read_file(session, run, path, docs)
  local file, message = files.open(path)
  if not file then
    session:complain(message)
    return
  end
  local text, trouble = files.read_all(file, path, run.max_bytes,
    "--max-bytes")
  file:close()
  local doc
  if text then
    doc, trouble = pipelines.run(run.pipeline, text, pipelines.meta(path))
    trouble = trouble and ("%s: %s"):format(path, trouble)
  end
  docs[#docs + 1] = doc
  if not doc then session:complain(trouble) end
end

local function open_all(session, run, paths)
  local docs = {}
  for _, path in ipairs(paths) do
    local read = is_folder(path) and read_folder or read_file
    read(session, run, path, docs)
  end
  run.paths = paths
  local names = run.environment
  names.doc, names.corpus = docs[1], corpus.new(docs)
  return names.corpus
end

--- The environment ----------------------------------------------------------

local function make_print(session)
  return function(...)
    local fields = {}
    for i = 1, select("#", ...) do
      fields[i] = inspect((select(i, ...)), { plain = true })
    end
    session:write(table.concat(fields, "\t") .. "\n")
  end
end

local function make_show(session, run)
  return function(...)
    local doc = run.environment.doc
    if not doc then error("there is no document, see open", 2) end
    for _, one in ipairs(terminal.sentences(doc, { ... },
        { color = run.color })) do
      session:write(("%d: %s\n"):format(one.line, one.text))
    end
  end
end

local function make_environment(session, run)
  local names = {
    viet = require "viet", print = make_print(session),
    show = make_show(session, run),
  }
  function names.open(...) return open_all(session, run, { ... }) end
  function names.reload()
    run.pipeline = pipelines.load(session, run.with)
    names.pipeline = run.pipeline
    return open_all(session, run, run.paths)
  end
  function names.help() session:write(EPILOG .. "\n") end
  return setmetatable(names, { __index = _G })
end

--- What Tab completes: the names at hand, and those of modules and methods.
local function list_words(environment)
  local words = {}
  local function add(list, prefix)
    for name in pairs(list) do
      if type(name) == "string" then words[#words + 1] = prefix .. name end
    end
  end
  add(environment, "")
  add(environment.viet, "viet.")
  for name, object in pairs { doc = environment.doc,
      corpus = environment.corpus } do
    local meta = getmetatable(object)
    if meta and type(meta.__index) == "table" then
      add(meta.__index, name .. ":")
    end
  end
  return words
end

--- The loop -----------------------------------------------------------------

--- Reads one whole input.
-- @return its chunk; or nil at the end, false after a message
local function read_input(session, run, read)
  local text = read("> ")
  if not text then return nil end
  while true do
    local chunk, message, is_open = evaluate.compile(text, run.environment)
    if chunk then return chunk end
    local more = is_open and read(">> ")
    if not more then
      session:complain(message)
      return false
    end
    text = text .. "\n" .. more
  end
end

local function run_input(session, chunk)
  local shown, message = evaluate.run(chunk)
  if not shown then
    session:complain(message)
    return
  end
  for _, line in ipairs(shown) do session:write(line .. "\n") end
end

function command.run(session, arguments)
  local run = { with = arguments.with, max_bytes = arguments.max_bytes }
  run.environment = make_environment(session, run)
  run.color = terminal.wants_color("auto", function()
    return session.is_process and files.is_terminal(1)
  end)
  run.pipeline = pipelines.load(session, run.with)
  run.environment.pipeline = run.pipeline
  open_all(session, run, arguments.files)
  local read = lines.reader(session, list_words(run.environment))
  while true do
    local chunk = read_input(session, run, read)
    if chunk == nil then break end
    if chunk then run_input(session, chunk) end
    session.stdout:flush()
  end
end

return command
