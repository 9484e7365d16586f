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
pattern matched what, which were wanted next, and what stood there instead.

Of a rule that is code, the spans are told that it made in the line, and what
the patterns that it reads match there. RULE is what spans have as `rule`.]]

local EPILOG = [[
The layers that the rule reads are those that the pipeline gives it. Colors
are used on a terminal, unless NO_COLOR is set.

Examples:
   viet explain --with my_ships.lua ships.behind_tau article.txt:12
   viet explain --with my_ships.lua ships.behind_tau article.txt:12:40
   viet explain events.meet.with article.txt:12]]

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

--- The extractor that has a rule, and the rule: of some the last one, since
-- those of the user come behind those of the news pack. An extractor that has
-- no rules is one itself.
-- @return a table with `extractor` and `rule`, or nil
local function find_rule(pipeline, name)
  for i = #pipeline, 1, -1 do
    local one = pipeline[i]
    local rule = one.rules and one.rules.by_name[name]
    if not rule and one.name == name then
      rule = { name = name, origin = one.origin, reads = {} }
    end
    if rule then return { extractor = one, rule = rule } end
  end
  return nil
end

--- A rule that only spans name: extractors may call what they do as they like.
-- @return a table with `rule`, or nil
local function find_named(doc, name)
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      if span.rule == name then
        return { rule = { name = name, origin = span.origin, reads = {} } }
      end
    end
  end
  return nil
end

local MANY = 12  -- rules that a message names

--- Ends the command for a rule that none has.
local function refuse_rule(session, pipeline, name)
  local known = {}
  for rule in pairs(pipeline.rules) do known[#known + 1] = rule end
  table.sort(known)
  local hint = nearest.hint(name, known)
  if hint == "" then
    hint = #known == 0
      and " (no extractor of the pipeline has rules, see --with)"
      or #known > MANY and (" (there are %d rules)"):format(#known)
      or (" (expected %s)"):format(options.list(known))
  end
  session:fail(("unknown rule '%s'%s"):format(name, hint), 2)
end

--- The text of a file. Ends the command if it cannot be read.
local function read_text(session, arguments, path)
  local file, message = files.open(path)
  if not file then session:fail(message) end
  local text, trouble = files.read_all(file, path, arguments.max_bytes,
    "--max-bytes")
  file:close()
  if not text then session:fail(trouble) end
  return text
end

--- A new document of a text. Ends the command if it is no UTF-8.
local function make_document(session, text, path)
  local doc, fault = document(text, pipelines.meta(path))
  if not doc then session:fail(("%s: %s"):format(path, fault)) end
  return doc
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

--- Tries a rule in a place.
-- @return what `explain` of patterns returns, nil where no word is
local function explain(at, doc, name)
  return at.extractor.rules.patterns:explain(doc, at.first, { rule = name,
    last = at.last, inside = rules.inside(at.extractor.rules, doc) })
end

--- Explains a rule that is a pattern: a string of whole lines. Ends the command
-- if there is no word in the place.
local function explain_pattern(session, at, doc)
  local explanation = explain(at, doc, at.rule.name)
  if not explanation then session:fail("there is no word behind that place") end
  return render.all(doc, at.rule, explanation, at.settings)
end

--- Explains a rule that is code, by the patterns that it reads.
-- @param before  the document as its extractor gets it, or nil
-- @param doc     the document with all that was found
local function explain_code(at, before, doc)
  local read = {}
  for i, name in ipairs(at.rule.reads) do
    read[i] = { rule = at.extractor.rules.by_name[name],
      explanation = explain(at, before, name) }
  end
  return render.code(doc, at, read)
end

function command.run(session, arguments)
  local path, line, column = read_place(session, arguments.place)
  local pipeline = pipelines.load(session, arguments.with)
  local text = read_text(session, arguments, path)
  local function read() return make_document(session, text, path) end
  local at = find_rule(pipeline, arguments.rule)
    or find_named(pipeline:run(read()), arguments.rule)
    or refuse_rule(session, pipeline, arguments.rule)
  at.first, at.last = find_bytes(session, read(), line, column)
  at.settings = { width = session:width(),
    color = terminal.wants_color(arguments.color, function()
      return session.is_process and files.is_terminal(1)
    end) }
  local before = at.extractor and pipeline:before(at.extractor):run(read())
  session:write(at.rule.reads
    and explain_code(at, before, pipeline:run(read()))
    or explain_pattern(session, at, before))
end

return command
