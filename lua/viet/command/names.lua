--- What the commands share that take a list of names: reading it, and the
-- options that say how.

local fields = require "viet.gazetteer.fields"
local files = require "viet.command.io"
local gazetteer = require "viet.gazetteer"
local records = require "viet.records"

local names = {}

local MANY = 4 * 1024 * 1024  -- bytes: from here on, progress is shown

--- What lists look like, for the help of a command.
names.HELP = [[
A list of names is UTF-8. NAMES.tsv has a tab between columns, NAMES.csv
commas, and quotes where needed. The first line is the header: id, type and
name are required; level, from, to and priority are optional, others are free.
name may hold several names with | between them. In TSV, lines that begin with
# are skipped. NAMES.jsonl has one JSON object with these fields on each line;
several names are an array. NAMES.vgz is what `viet compile` makes of lists.

Levels, each of which forgives what the one before it forgives:
   exact       the same bytes
   case        capitals
   placement   decomposed letters, tone placement, i for y, Đ look-alikes
   typed       marks that the text lacks; those that it has must agree
   toneless    all marks, and d for đ]]

--- Adds the options that say how a list is read to an argparse parser.
function names.add_options(parser)
  parser:option("--level",
    "Level of names that state none (default: placement)")
    :choices(fields.levels)
  parser:option("--names-format",
    "Format of the list: tsv, csv or jsonl (default: by its extension)")
    :choices(records.formats)
end

--- A function that shows on a terminal how far something is, as `progress`
-- of `viet.gazetteer` wants it; nil if there is no terminal.
-- @param what what is being done, such as the path of a list
function names.watch(session, what)
  if not (session.is_process and files.is_terminal(2)) then return nil end
  return function(done, total, unit)
    if unit == "bytes" and total < MANY then return end
    local share = total and (" %d %%"):format(100 * done / total) or ""
    session:show_progress(("%s: %d %s%s"):format(what, done, unit, share))
  end
end

--- Is a path that of a compiled list?
function names.is_compiled(path)
  return path:lower():find("%.vgz$") ~= nil
end

--- Opens a compiled list. Ends the command if it cannot be opened.
-- @param verify whether every byte of it is looked at
local function open(session, path, arguments, verify)
  local option = arguments.names_format and "--names-format"
    or arguments.level and "--level"
  if option then
    session:fail(("%s is compiled: %s says nothing of it"):format(path,
      option), 2)
  end
  local made, message = gazetteer.open(path, { verify = verify })
  if not made then session:fail(message) end
  return made
end

--- Reads a list, or opens it. Ends the command if that fails.
-- @param arguments those of the options above
-- @param verify whether every byte of a compiled list is looked at
-- @return the gazetteer
function names.load(session, path, arguments, verify)
  if names.is_compiled(path) then
    return open(session, path, arguments, verify)
  end
  local made, message = gazetteer.read(path, {
    level = arguments.level, format = arguments.names_format,
    progress = names.watch(session, path),
  })
  session:show_progress(nil)
  if not made then session:fail(message) end
  return made
end

--- Converts "A,B" of an option into an array.
function names.to_list(word)
  local list = {}
  for part in word:gmatch("[^,]+") do list[#list + 1] = part end
  return list
end

return names
