--- Examples of rules, kept beside them and checked: what a rule finds in some
-- sentences, and where it finds nothing.
--
--     # what comes behind "tàu"
--     @with ships.lua
--     @rule ships.behind_tau
--     Tàu [HMAS Anzac] và tàu [Sao Mai|SHIP id=ship/sao-mai] thăm Huế.
--     Con tàu rời cảng.
--
-- One sentence a line; lines that begin with two spaces go on with it. The
-- rule, or with `@layer NAME` any rule, has to find exactly the spans in
-- brackets. A sentence without brackets is one where it must find nothing.
-- Lines that begin with `#` are comments, with `@` directives:
--
--     @with FILE.lua     add the extractors of a file (beside this one)
--     @lexicon FILE.tsv  add the names of a lexicon
--     @alone             leave out the news pack
--     @rule NAME         what follows is about the spans of this rule
--     @layer NAME ...    or about all spans of some layers

local nearest = require "viet.nearest"
local notation = require "viet.rule_test.notation"

local rule_test = {}

--- Reading ------------------------------------------------------------------

local function fail(line, message, column)
  error({ line = line, column = column, message = message }, 0)
end

local directives = {}

function directives.with(setting, words, line)
  if #words ~= 1 then fail(line, "@with needs one FILE.lua") end
  setting.with[#setting.with + 1] = words[1]
end

function directives.lexicon(setting, words, line)
  if #words ~= 1 then fail(line, "@lexicon needs one FILE.tsv") end
  setting.lexicons[#setting.lexicons + 1] = words[1]
end

function directives.alone(setting, words, line)
  if #words ~= 0 then fail(line, "@alone stands alone") end
  setting.alone = true
end

function directives.rule(setting, words, line)
  if #words ~= 1 then fail(line, "@rule needs one NAME") end
  setting.rule, setting.layers, setting.line = words[1], nil, line
end

function directives.layer(setting, words, line)
  if #words == 0 then fail(line, "@layer needs a NAME") end
  setting.rule, setting.layers, setting.line = nil, words, line
end

local function apply(setting, content, line)
  local name, rest = content:match("^@(%a*)%s*(.*)$")
  if not directives[name] then
    fail(line, ("unknown directive '@%s' (expected @with, @lexicon, @alone, "
      .. "@rule or @layer)"):format(name))
  end
  local words = {}
  for word in rest:gmatch("%S+") do words[#words + 1] = word end
  directives[name](setting, words, line)
end

--- A copy of the setting, for a sentence.
local function freeze(setting)
  local copy = { rule = setting.rule, layers = setting.layers,
    line = setting.line, alone = setting.alone, with = {}, lexicons = {} }
  for i, path in ipairs(setting.with) do copy.with[i] = path end
  for i, path in ipairs(setting.lexicons) do copy.lexicons[i] = path end
  return copy
end

local function add_case(cases, setting, line, source)
  if not setting.rule and not setting.layers then
    fail(line, "a sentence before @rule or @layer")
  end
  cases[#cases + 1] = { line = line, source = source,
    setting = freeze(setting) }
end

--- Turns the source of a case into text and spans.
local function finish(case)
  local source = case.source:gsub("^\\([#@ ])", "%1")
  local text, spans, column = notation.read(source)
  if not text then fail(case.line, spans, column) end
  case.source, case.text, case.spans = nil, text, spans
end

local function parse(text)
  local setting, cases, line = { with = {}, lexicons = {} }, {}, 0
  local is_open = false  -- may the next line go on with the sentence?
  for content in text:gsub("\r\n", "\n"):gmatch("([^\n]*)\n?") do
    line = line + 1
    local first = content:sub(1, 1)
    if content:find("^  %S") and is_open then
      local case = cases[#cases]
      case.source = case.source .. "\n" .. content:sub(3)
    elseif first == "@" then
      apply(setting, content, line)
      is_open = false
    elseif content:find("%S") and first ~= "#" then
      add_case(cases, setting, line, content)
      is_open = true
    else
      is_open = false
    end
  end
  for _, case in ipairs(cases) do finish(case) end
  return cases
end

--- The sentences of a file of examples.
-- @param text  the file, UTF-8
-- @return an array of cases: `line`, `text`, `spans` (as `notation.read`
--   gives them) and `setting` (`with`, `lexicons`, `alone`, and `rule` or
--   `layers`, which the directive on `line` named); or nil, a message, the
--   line and perhaps the column
-- @usage cases = assert(rule_test.parse(io.open("ships.txt"):read "*a"))
function rule_test.parse(text)
  local done, result = pcall(parse, text)
  if done then return result end
  if type(result) ~= "table" then error(result, 0) end
  return nil, result.message, result.line, result.column
end

--- Names --------------------------------------------------------------------

--- The layers that a pipeline's documents may have.
local function layers_of(pipeline)
  local layers, known = {}, {}
  local function add(names)
    for _, name in ipairs(names) do
      if not known[name] then layers[#layers + 1] = name end
      known[name] = true
    end
  end
  add(pipeline.given)
  for _, extractor in ipairs(pipeline) do add(extractor.gives) end
  return layers, known
end

--- Checks the layers that a case is about: an unknown one never has a span,
-- so that a sentence without brackets would always be right.
-- @param case      one of `rule_test.parse`
-- @param pipeline  that of the case
-- @return nil if all are known; otherwise a message, such as `unknown layer
--   'PERSN' (did you mean 'PERSON'?)`, and the line of the directive
function rule_test.unknown_layer(case, pipeline)
  if not case.setting.layers then return nil end
  local layers, known = layers_of(pipeline)
  for _, name in ipairs(case.setting.layers) do
    if not known[name] then
      return ("unknown layer '%s'%s"):format(name,
        nearest.hint(name, layers)), case.setting.line
    end
  end
  return nil
end

-- Actions and extractors that run by themselves name the rules of their spans
-- as they like. A name that differs from a rule's in more than one of so many
-- bytes may be one of theirs.
local MISSPELT = 8

--- Checks the rule that cases are about: is it misspelt? It is, if no extractor
-- has it, none of the spans that were found names it, and it is nearly the name
-- of a rule.
-- @param case      one of `rule_test.parse`
-- @param pipeline  that of the case
-- @param found     the rules that the spans of all examples name, as keys
-- @return nil if it may be one; otherwise a message, such as `unknown rule
--   'ships.navi' (did you mean 'ships.navy'?)`, and the line of the directive
function rule_test.unknown_rule(case, pipeline, found)
  local name, names = case.setting.rule, {}
  if not name or found[name] then return nil end
  if pipeline.rules[name] then return nil end
  for rule in pairs(pipeline.rules) do names[#names + 1] = rule end
  table.sort(names)
  local meant, differ = nearest.find(name, names)
  if not meant or differ * MISSPELT > #name then return nil end
  return ("unknown rule '%s' (did you mean '%s'?)"):format(name, meant),
    case.setting.line
end

--- Checking -----------------------------------------------------------------

--- The spans of a document that a case is about.
local function collect(case, doc)
  local found, setting = {}, case.setting
  for _, layer in ipairs(setting.layers or doc:layer_names()) do
    for span in doc:each(layer) do
      if not setting.rule or span.rule == setting.rule then
        found[#found + 1] = span
      end
    end
  end
  return found
end

local function fits(wanted, span)
  if wanted.first ~= span.first or wanted.last ~= span.last
      or wanted.layer and wanted.layer ~= span.type then
    return false
  end
  for name, value in pairs(wanted.attributes) do
    if tostring(span[name]) ~= value then return false end
  end
  return true
end

--- The attributes that a case speaks of, as a set; and whether it names
-- layers.
local function find_topics(case)
  local names, has_layers = {}, false
  for _, wanted in ipairs(case.spans) do
    has_layers = has_layers or wanted.layer ~= nil
    for name in pairs(wanted.attributes) do names[name] = true end
  end
  return names, has_layers
end

--- A span found, as the notation has it: with what the case speaks of.
local function to_mark(case, span)
  local names, has_layers = find_topics(case)
  local mark = { first = span.first, last = span.last, attributes = {},
    layer = has_layers and span.type or nil }
  for name in pairs(names) do
    if span[name] ~= nil then mark.attributes[name] = tostring(span[name]) end
  end
  return mark
end

--- Compares what was found in a sentence with what its case wants.
-- @param case  one of `rule_test.parse`
-- @param doc   a document of the case's text on which its pipeline ran
-- @return nil if all is right; otherwise a table: `wanted` and `found` (the
--   sentence with its marks), `missing` (spans of the case) and `extra`
--   (spans of the document)
-- @usage local wrong = rule_test.check(case, pipeline:run(viet.document(
--   case.text)))
function rule_test.check(case, doc)
  local found, taken = collect(case, doc), {}
  local missing, extra, marks = {}, {}, {}
  for _, wanted in ipairs(case.spans) do
    local partner
    for i, span in ipairs(found) do
      if not partner and not taken[i] and fits(wanted, span) then
        partner = i
      end
    end
    if partner then
      taken[partner] = true
    else
      missing[#missing + 1] = wanted
    end
  end
  for i, span in ipairs(found) do
    marks[i] = to_mark(case, span)
    if not taken[i] then extra[#extra + 1] = span end
  end
  if #missing == 0 and #extra == 0 then return nil end
  return {
    missing = missing, extra = extra,
    wanted = notation.write(case.text, case.spans),
    found = notation.write(case.text, marks),
  }
end

return rule_test
