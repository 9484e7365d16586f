--- viet repl: Lua line by line, with documents at hand.

local environment = require "viet.command.repl.environment"
local evaluate = require "viet.command.repl.evaluate"
local files = require "viet.command.io"
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
   find(PATTERN)    the sentences of doc with the matches of a pattern
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

--- The loop -----------------------------------------------------------------

--- Reads one whole input.
-- @return its chunk; or nil at the end, false after a message
local function read_input(session, run, read)
  local text = read("> ")
  if not text then return nil end
  while true do
    local chunk, message, is_open = evaluate.compile(text, run.names)
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
  run.color = terminal.wants_color("auto", function()
    return session.is_process and files.is_terminal(1)
  end)
  run.pipeline = pipelines.load(session, run.with)
  environment.new(session, run, EPILOG)
  environment.open(session, run, arguments.files)
  local read = lines.reader(session, environment.words(run.names))
  while true do
    local chunk = read_input(session, run, read)
    if chunk == nil then break end
    if chunk then run_input(session, chunk) end
    session.stdout:flush()
  end
end

return command
