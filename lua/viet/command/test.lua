--- viet test: do rules find what their examples say?

local document = require "viet.document"
local extractor = require "viet.extractor"
local files = require "viet.command.io"
local gazetteer = require "viet.gazetteer"
local news = require "viet.news"
local pipeline = require "viet.pipeline"
local pipelines = require "viet.command.pipeline"
local render = require "viet.command.explain.render"
local rules = require "viet.extractor.rules"
local rule_test = require "viet.rule_test"

local command = {
  summary = "Check rules against their examples",
  usage = "viet test [OPTION...] EXAMPLES.txt...",
}

local DESCRIPTION = [[
Reads files of example sentences in which the spans that a rule has to find
stand in brackets, runs the rules, and tells what differs, and why a pattern
did not match. The exit status is 1 if anything differs.]]

local EPILOG = [[
A file of examples:
   # what comes behind "tàu"
   @with ships.lua
   @rule ships.behind_tau
   Tàu [HMAS Anzac] và tàu [Sao Mai|SHIP id=ship/sao-mai] thăm Huế.
   Con tàu rời cảng.

A line is a sentence, lines that begin with two spaces go on with it. The rule
has to find exactly what is in brackets, and with that layer and those
attributes if they stand behind a bar; where there are no brackets, nothing.
   @with FILE.lua     add the extractors of a file beside this one
   @lexicon FILE.tsv  add the names of a lexicon beside this one
   @alone             leave out the news pack
   @rule NAME         what follows is about the spans of this rule
   @layer NAME ...    or about all spans of some layers
\[ \] \| \\ are these characters, \# and \@ too where a line begins.

Examples:
   viet test rules/*.txt
   viet test --rule ships.behind_tau --list rules/ships.txt]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("EXAMPLES.txt", "Files of examples"):target("files")
    :args("+")
  parser:option("--rule", "Check the examples of this rule only")
    :argname("NAME")
  parser:flag("--list", "Write each sentence, also where all is right")
  pipelines.add_max_bytes(parser)
end

--- Pipelines ----------------------------------------------------------------

--- A path that a file of examples names: beside that file.
local function beside(path, name)
  if name:sub(1, 1) == "/" then return name end
  return (path:match("^(.*/)[^/]*$") or "") .. name
end

--- An extractor of the names of a lexicon; or nil and a message.
local function lexicon_extractor(path)
  local names, message = gazetteer.read(path)
  if not names then return nil, message end
  local tsv = require "viet.tsv"
  local gives, known = {}, {}
  for _, row in ipairs(tsv.read(path)) do
    if not known[row.type] then gives[#gives + 1] = row.type end
    known[row.type] = true
  end
  return extractor {
    name = path, gives = gives,
    run = function(doc)
      for first, last, id, kind, entry in names:matches(doc.tokens) do
        doc:add(kind, { first = first, last = last, id = id,
          lexicon = entry.source, origin = entry.source })
      end
    end,
  }
end

local function read_extractors(path, setting)
  local with = {}
  for i, name in ipairs(setting.with) do with[i] = beside(path, name) end
  local list, message = pipelines.read_all(with)
  if not list then return nil, message end
  for _, name in ipairs(setting.lexicons) do
    local one, trouble = lexicon_extractor(beside(path, name))
    if not one then return nil, trouble end
    list[#list + 1] = one
  end
  return list
end

local unpack = table.unpack or rawget(_G, "unpack")

local function build(path, setting)
  local list, message = read_extractors(path, setting)
  if not list then return nil, message end
  local done, result
  if setting.alone then
    list.given = { "zone" }
    done, result = pcall(pipeline, list)
  else
    local base = news.pipeline()
    done, result = pcall(base.with, base, unpack(list))
  end
  if done then return result end
  return nil, ("%s: %s"):format(path, result)
end

--- The pipeline of a case, made once for each setting of a file.
local function find_pipeline(made, path, setting)
  local key = table.concat(setting.with, "\0") .. "\1"
    .. table.concat(setting.lexicons, "\0") .. tostring(setting.alone)
  if not made[key] then
    local result, message = build(path, setting)
    if not result then return nil, message end
    made[key] = result
  end
  return made[key]
end

--- Checking -----------------------------------------------------------------

local function topic_of(setting)
  return setting.rule or table.concat(setting.layers, " ")
end

--- Notes the rules that the spans of a document name.
local function note_rules(found, doc)
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      if span.rule then found[span.rule] = true end
    end
  end
end

--- The difference of a sentence from its case; false and a message if the
-- pipeline failed.
-- @param found  gets the rules that spans name, as keys
local function check(case, line, path, found)
  local doc, message = document(case.text, { name = path })
  if not doc then return false, message end
  local done, trouble = pcall(line.run, line, doc)
  if not done then
    if files.is_interruption(trouble) then error(trouble, 0) end
    return false, tostring(trouble)
  end
  note_rules(found, doc)
  return rule_test.check(case, doc)
end

--- The last extractor of a pipeline that has a rule as a pattern, or nil.
local function find_extractor(line, name)
  for i = #line, 1, -1 do
    local rules_of = line[i].rules
    if rules_of and rules_of.by_name[name] then return line[i] end
  end
  return nil
end

--- Why the rule did not find the first span that it should have found: lines,
-- or none where the rule is no pattern.
local function explain(line, case, difference)
  local missing, name = difference.missing[1], case.setting.rule
  local one = missing and name and find_extractor(line, name)
  if not one then return {} end
  local doc = line:before(one):run(document(case.text))
  local why = one.rules.patterns:explain(doc, 1,
    { rule = name, last = missing.first,
      inside = rules.inside(one.rules, doc) })
  if not why or why.matched then return {} end
  return render.steps(doc, one.rules.by_name[name], why, { color = false })
end

local function write_difference(session, path, case, difference, why)
  local function indent(text) return (text:gsub("\n", "\n          ")) end
  local lines = { ("%s:%d: %s"):format(path, case.line,
      topic_of(case.setting)),
    "  expected " .. indent(difference.wanted),
    "  but was  " .. indent(difference.found) }
  for _, text in ipairs(why) do lines[#lines + 1] = text end
  session:write(table.concat(lines, "\n") .. "\n\n")
end

--- Checks a case, whose result is told when those of its file are known.
local function try_case(session, run, path, case)
  local line, trouble = find_pipeline(run.made, path, case.setting)
  if not line then session:fail(trouble) end
  local difference, message = check(case, line, path, run.found)
  return { case = case, line = line, difference = difference,
    message = message }
end

--- Complains, once for each directive, about a name that nothing has.
-- @return true if the case has such a name
local function complain_of_name(session, run, path, one)
  local message, at = rule_test.unknown_layer(one.case, one.line)
  if not message then
    message, at = rule_test.unknown_rule(one.case, one.line, run.found)
  end
  if message and not run.told[at] then
    session:complain(("%s:%d: %s"):format(path, at, message))
    run.told[at] = true
  end
  return message ~= nil
end

local function tell_case(session, run, path, one)
  local case, difference = one.case, one.difference
  local is_unknown = difference ~= false
    and complain_of_name(session, run, path, one)
  if difference and not is_unknown then
    write_difference(session, path, case, difference,
      explain(one.line, case, difference))
  elseif difference == false then
    session:complain(("%s:%d: %s"):format(path, case.line, one.message))
  end
  local is_right = difference == nil and not is_unknown
  run.passed = run.passed + (is_right and 1 or 0)
  run.failed = run.failed + (is_right and 0 or 1)
  if is_right and run.list then
    session:write(("%s:%d: %s: right\n"):format(path, case.line,
      topic_of(case.setting)))
  end
end

local function run_file(session, run, file, name, path)
  local text, message = files.read_all(file, name, run.max_bytes,
    "--max-bytes")
  if not text then
    session:complain(message)
    return
  end
  local cases, fault, line, column = rule_test.parse(text)
  if not cases then
    local place = column and ("%d:%d"):format(line, column) or line
    session:complain(("%s:%s: %s"):format(name, place, fault))
    return
  end
  run.made, run.found, run.told = {}, {}, {}
  local tried = {}
  for _, case in ipairs(cases) do
    if not run.rule or case.setting.rule == run.rule then
      tried[#tried + 1] = try_case(session, run, path or "", case)
    end
  end
  for _, one in ipairs(tried) do tell_case(session, run, path or "", one) end
end

function command.run(session, arguments)
  local run = {
    passed = 0, failed = 0, rule = arguments.rule, list = arguments.list,
    max_bytes = arguments.max_bytes,
  }
  for file, name, path in session:inputs(arguments.files) do
    run_file(session, run, file, name, path)
  end
  session:write(("%d passed, %d failed\n"):format(run.passed, run.failed))
  if run.failed > 0 then session.status = 1 end
  if run.passed + run.failed == 0 and session.status == 0 then
    session:complain("there are no examples"
      .. (run.rule and (" of rule '%s'"):format(run.rule) or ""))
  end
end

return command
