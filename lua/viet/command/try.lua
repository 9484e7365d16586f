--- viet try: an extractor at work while it is being written.

local files = require "viet.command.io"
local pipelines = require "viet.command.pipeline"
local snapshot = require "viet.command.try.snapshot"
local terminal = require "viet.terminal"
local trial = require "viet.command.try.trial"
local watch = require "viet.command.watch"

local command = {
  summary = "Show what an extractor finds, again whenever it changes",
  usage = "viet try [OPTION...] MINE.lua FILE...",
}

local DESCRIPTION = [[
Runs the extractor that MINE.lua returns on articles and shows the sentences
in which it finds something. Then waits: whenever MINE.lua, a file that it
reads or an article changes, it is run again, and what was gained (+) and lost
(-) since then is marked. Ctrl-C ends it.]]

local EPILOG = [[
The news pipeline runs once on each article, before; only what the extractor
adds is done again. Colors are used on a terminal, unless NO_COLOR is set.

Examples:
   viet try my_ships.lua articles/*.txt
   viet try my_ships.lua --once --layers SHIP,PERSON article.txt]]

--- "A,B" as an array.
local function to_layers(word)
  local layers = {}
  for name in word:gmatch("[^,]+") do layers[#layers + 1] = name end
  if #layers > 0 then return layers end
  return nil, "bad value '' for --layers (expected NAME,NAME,...)"
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("MINE.lua", "File that returns an extractor")
    :target("mine")
  parser:argument("FILE", "Articles to run it on"):target("files"):args("+")
  parser:option("--layers", "Show these layers (default: those it gives)")
    :argname("A,B"):convert(to_layers)
  parser:flag("--once", "Show the results and end")
  parser:option("--color", "Whether to use colors")
    :choices { "auto", "always", "never" }:default "auto"
  pipelines.add_max_bytes(parser)
end

--- The articles as {path =, text =}; those that cannot be read are told.
-- Standard input, which can be read only once, is kept.
local function read_articles(session, run)
  local articles = {}
  for file, name, path in session:inputs(run.arguments.files) do
    local text, message = not path and run.stdin
    if not text then
      text, message = files.read_all(file, name, run.arguments.max_bytes,
        "--max-bytes")
    end
    if not path then run.stdin = text end
    if text then
      articles[#articles + 1] = { name = name, path = path, text = text }
    else
      session:complain(message)
    end
  end
  return articles
end

--- One run: loads the extractor, runs it, writes what it finds. Each file is
-- noted before it is read.
local function run_once(session, run)
  local function note(path)
    if run.watch and path ~= "-" then run.watch:note(path) end
  end
  note(run.arguments.mine)
  local mine = trial.load(run.arguments.mine, note)
  for _, path in ipairs(run.arguments.files) do note(path) end
  local articles = read_articles(session, run)
  if mine.message then
    session:complain(mine.message)
  else
    local found = snapshot.run(run.bases, mine, articles,
      function(message) session:complain(message) end)
    run.before = trial.write(session, run, mine, found)
  end
  session.stdout:flush()
end

local CLEAR = "\27[H\27[2J\27[3J"

function command.run(session, arguments)
  local function is_terminal()
    return session.is_process and files.is_terminal(1)
  end
  local run = {
    arguments = arguments, bases = {},
    color = terminal.wants_color(arguments.color, is_terminal),
  }
  if not arguments.once then run.watch = watch.new() end
  run_once(session, run)
  while run.watch do
    run.watch:wait()
    session:write(run.color and CLEAR or "\n")
    session.status = 0
    run_once(session, run)
  end
end

return command
