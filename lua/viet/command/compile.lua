--- viet compile: a list of names as a file that opens in no time.

local gazetteer = require "viet.gazetteer"
local names = require "viet.command.names"

local command = {
  summary = "Compile lists of names to a file that opens at once",
  usage = "viet compile [OPTION...] -o NAMES.vgz NAMES...",
}

local DESCRIPTION = [[
Compiles lists of names to one file, which `viet match` and viet.gazetteer.open
map into memory: however long it is, it opens at once, and all processes that
use it share the memory. The file is there whole, or not at all.]]

local EPILOG = names.HELP .. [[


Rows that agree in id, type, level, dates and priority make one entry, in all
lists. A file in another version of the format, or of a machine with another
order of bytes, has to be compiled again. Exchange a file that is in use by
compiling over it, or with mv, never with cp: cp writes to the file that others
have mapped.

Examples:
   viet compile -o people.vgz people.tsv
   viet compile -o names.vgz people.csv places.jsonl && viet inspect names.vgz]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("NAMES", "Lists of names"):target("lists"):args("+")
  parser:option("-o --output", "File to write"):argname("NAMES.vgz")
    :count(1)
  names.add_options(parser)
end

--- Ends the command if a list would be written over.
local function check_output(session, arguments)
  for _, path in ipairs(arguments.lists) do
    if path == arguments.output then
      session:fail(("%s would be written over itself"):format(path), 2)
    end
  end
end

function command.run(session, arguments)
  check_output(session, arguments)
  local made, message = gazetteer.read(arguments.lists, {
    level = arguments.level, format = arguments.names_format,
    progress = names.watch(session, arguments.output),
  })
  session:show_progress(nil)
  if not made then session:fail(message) end
  local done, trouble = made:save(arguments.output)
  if not done then session:fail(trouble) end
end

return command
