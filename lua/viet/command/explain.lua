--- viet explain: why a rule matches at a place, or why not.

local document = require "viet.document"
local files = require "viet.command.io"
local nearest = require "viet.nearest"
local options = require "viet.options"
local pipelines = require "viet.command.pipeline"
local rules = require "viet.extractor.rules"
local render = require "viet.command.explain.render"
local terminal = require "viet.terminal"

local command = {
  summary = "Tell why a rule matches at a place, or why not",
  usage = "viet explain [OPTION...] RULE FILE:LINE[:COLUMN]",
}

local DESCRIPTION = [[
Tries a rule from each word of a line, or from the word at a column (bytes
from 1) alone, and tells of the try that got furthest: which elements of its
pattern matched what, which were wanted next, and what stood there instead.]]

local EPILOG = [[
The layers that the rule reads are those that the pipeline gives it. Colors
are used on a terminal, unless NO_COLOR is set.

Examples:
   viet explain --with my_ships.lua ships.behind_tau article.txt:12
   viet explain --with my_ships.lua ships.behind_tau article.txt:12:40]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("RULE", "Name of the rule"):target("rule")
  parser:argument("FILE:LINE", "Where it should match"):target("place")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  parser:option("--color", "Whether to use colors")
    :choices { "auto", "always", "never" }:default "auto"
  pipelines.add_max_bytes(parser)
end

--- Path, line and column (or nil) of "FILE:LINE:COLUMN". Ends the command if
-- it is none.
local function read_place(session, place)
  local path, line, column = place:match("^(.+):(%d+):(%d+)$")
  if not path then path, line = place:match("^(.+):(%d+)$") end
  if path then return path, tonumber(line), tonumber(column) end
  session:fail(("bad place '%s' (expected FILE:LINE or FILE:LINE:COLUMN)\n"
    .. "try 'viet explain --help'"):format(place), 2)
end

local MANY = 12  -- rules that a message names

--- The extractor that has a rule: of some the last one, since those of the user
-- come behind those of the news pack. Ends the command if none has.
local function find_extractor(session, pipeline, name)
  local known, found = {}, nil
  for _, one in ipairs(pipeline) do
    for _, rule in ipairs(one.rules and one.rules.patterns:rules() or {}) do
      if rule.name == name then found = one end
      known[#known + 1] = rule.name
    end
  end
  if found then return found end
  local hint = nearest.hint(name, known)
  if hint == "" then
    hint = #known == 0
      and " (no extractor of the pipeline has rules, see --with)"
      or #known > MANY and (" (there are %d rules)"):format(#known)
      or (" (expected %s)"):format(options.list(known))
  end
  session:fail(("unknown rule '%s'%s"):format(name, hint), 2)
end

--- The document that the extractor of the rule reads. Ends the command if it
-- cannot be made.
local function make_document(session, arguments, path, pipeline, extractor)
  local file, message = files.open(path)
  if not file then session:fail(message) end
  local text, trouble = files.read_all(file, path, arguments.max_bytes,
    "--max-bytes")
  file:close()
  if not text then session:fail(trouble) end
  local doc, fault = document(text, pipelines.meta(path))
  if not doc then session:fail(("%s: %s"):format(path, fault)) end
  return pipeline:before(extractor):run(doc)
end

--- The bytes from which the rule is tried: of the line, or of the column
-- alone. Ends the command if there is no such place.
local function find_bytes(session, doc, line, column)
  local span = doc.lines[line]
  if not span then
    session:fail(("there is no line %d (the text has %d)"):format(line,
      #doc.lines))
  elseif span.last < span.first then
    session:fail(("line %d is empty"):format(line))
  end
  if not column then return span.first, span.last end
  local byte = span.first + column - 1
  if column < 1 or byte > span.last then
    session:fail(("there is no column %d in line %d (it has %d bytes)")
      :format(column, line, span.last - span.first + 1))
  end
  return byte, byte
end

function command.run(session, arguments)
  local path, line, column = read_place(session, arguments.place)
  local pipeline = pipelines.load(session, arguments.with)
  local extractor = find_extractor(session, pipeline, arguments.rule)
  local doc = make_document(session, arguments, path, pipeline, extractor)
  local first, last = find_bytes(session, doc, line, column)
  local explanation = extractor.rules.patterns:explain(doc, first,
    { rule = arguments.rule, last = last,
      inside = rules.inside(extractor.rules, doc) })
  if not explanation then session:fail("there is no word behind that place") end
  local color = terminal.wants_color(arguments.color, function()
    return session.is_process and files.is_terminal(1)
  end)
  session:write(render.all(doc, extractor.rules.by_name[arguments.rule],
    explanation, { color = color, width = session:width() }))
end

return command
