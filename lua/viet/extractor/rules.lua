--- The rules of an extractor: patterns, and what is done where they match.
--
-- Rules are what viet.patterns takes, or has made: a text of statements, or an
-- array of rules, which here may also have an `action` and the `layer` that
-- they add to. All are searched in one pass.

local match = require "viet.extractor.match"
local origin = require "viet.origin"
local text_table = require "viet.table"

local rules = {}

--- The capture that tells where a rule without an action adds its span.
local HERE = "it"

--- Compiling ----------------------------------------------------------------

-- Fields of a rule that are none of viet.patterns.
local OWN = { action = true, layer = true }

--- Has a value been made by viet.pattern or viet.patterns?
local function is_compiled(value)
  return type(value) == "table" and type(value.matches) == "function"
end

--- What viet.patterns takes, from what the user gave; and the fields of each
-- rule that are the extractor's, by the rule's name.
local function split(list)
  local plain, own = {}, {}
  for key, value in pairs(list) do
    plain[key] = value
    if type(key) == "number" and type(value) == "table"
        and not is_compiled(value) then
      plain[key] = {}
      for name, field in pairs(value) do
        if not OWN[name] then plain[key][name] = field end
      end
      own[value.name or key] = { action = value.action, layer = value.layer }
    end
  end
  return plain, own
end

--- Names of layers in one list, each once.
local function join(...)
  local all, known = {}, {}
  for i = 1, select("#", ...) do
    for _, name in ipairs((select(i, ...)) or {}) do
      if not known[name] then all[#all + 1] = name end
      known[name] = true
    end
  end
  return all
end

--- The compiled patterns of an extractor, and the extractor's fields of each
-- rule.
local function compile(spec)
  if is_compiled(spec.rules) then return spec.rules, {} end
  local list = spec.rules
  if type(list) == "string" then list = { list } end
  if type(list) ~= "table" then
    error(("'rules' is a text or an array of rules, not a %s")
      :format(type(list)), 0)
  end
  local plain, own = split(list)
  plain.layers = join(plain.layers, spec.needs, spec.gives)
  local done, made = pcall(require "viet.patterns", plain)
  if done then return made, own end
  local message = tostring(made):gsub("^[^:\n]*%.lua:%d+: ", "")
  local hint = message:find("unknown layer", 1, true)
    and "\n  (name a layer of your own in 'needs')" or ""
  error(message .. hint, 0)
end

--- Raises an error for a rule that no action serves.
local function check_rule(spec, rule, own)
  local action = own.action or spec.action
  local gives = spec.gives or {}
  if own.action ~= nil and type(own.action) ~= "function" then
    error(("the action of rule '%s' is a function, not a %s"):format(rule.name,
      type(own.action)), 0)
  elseif own.layer then
    local is_given = false
    for _, layer in ipairs(gives) do
      is_given = is_given or layer == own.layer
    end
    if not is_given then
      error(("rule '%s' adds to layer '%s', which the extractor does not give")
        :format(rule.name, tostring(own.layer)), 0)
    end
  elseif not action and #gives ~= 1 then
    error(("rule '%s' needs an 'action', or the 'layer' that it adds to")
      :format(rule.name), 0)
  end
end

--- Where a rule is written: where it says so itself, else where its text
-- stands in the file that made the extractor.
local function find_origin(rule, caller)
  local is_file = rule.file and rule.file ~= rule.name
    and not rule.file:find("^patterns%[")
  if is_file then return origin.of_path(rule.source) end
  return origin.of_text(caller, rule.text)
end

--- Compiles the rules of an extractor.
-- @param spec    its `rules`, `action`, `inside`, `needs` and `gives`
-- @return a table: `patterns`, `inside`, and `by_name`: rules with `action`
--   and `layer`
-- Raises errors without a position.
function rules.compile(spec)
  local patterns, own = compile(spec)
  local by_name = {}
  for _, rule in ipairs(patterns:rules()) do
    local mine = own[rule.name] or {}
    check_rule(spec, rule, mine)
    by_name[rule.name] = {
      name = rule.name, action = mine.action or spec.action,
      layer = mine.layer or spec.gives and spec.gives[1],
    }
  end
  return { patterns = patterns, by_name = by_name, inside = spec.inside }
end

-- A rule finds out where it is written when it is first asked: to look for all
-- of some thousands takes long.
local Rule = {
  __index = function(rule, key)
    if key ~= "origin" or not rule.caller then return nil end
    rule.origin = find_origin(rule.compiled, rule.caller)
    return rule.origin
  end,
}

--- Notes by what each rule can find where it is written, its `origin`.
-- @param compiled  what `rules.compile` made
-- @param caller    the file and line of the extractor, and the file's path
function rules.locate(compiled, caller)
  origin.forget()
  for _, rule in ipairs(compiled.patterns:rules()) do
    local mine = setmetatable(compiled.by_name[rule.name], Rule)
    mine.origin, mine.compiled, mine.caller = nil, rule, caller
  end
end

-- A name that code gives to what it decides knows where the code has it.
local Decision = {
  __index = function(decision, key)
    if key ~= "origin" then return nil end
    decision.origin = origin.of_name(decision.file, decision.written)
    return decision.origin
  end,
}

--- Names that an extractor gives to its spans beside those of its patterns:
-- its code decides over what these found. They are explained by the patterns,
-- and by what the code made of them.
-- @param compiled   what `rules.compile` made
-- @param decisions  `file`: where the code stands, such as
--   "viet/news/places.lua"; `reads`: names of the patterns; `written`: a
--   function from a name to how the code writes it (default: in double
--   quotes); and the names, at 1, 2, ...
function rules.decide(compiled, decisions)
  local written = decisions.written or function(name)
    return '"' .. name .. '"'
  end
  for _, name in ipairs(decisions) do
    compiled.by_name[name] = setmetatable({
      name = name, reads = decisions.reads or {}, file = decisions.file,
      written = written(name),
    }, Decision)
  end
end

--- The layers that rules read.
function rules.layers(compiled)
  local names = {}
  for _, layer in ipairs(compiled.patterns:layers()) do
    if not layer.gazetteer then names[#names + 1] = layer.name end
  end
  if type(compiled.inside) == "string" then
    names[#names + 1] = compiled.inside
  end
  return names
end

--- Running ------------------------------------------------------------------

local AT_HERE = { at = HERE }

--- What a rule without an action does.
local function add_span(one, layer)
  one:add(layer, rawget(one.captures, HERE) and AT_HERE or nil)
end

--- "rule 'ships.a' on 'tàu HMAS' (line 3)", for messages.
function rules.describe(doc, name, first, last)
  return ("rule '%s' on '%s' (line %d)"):format(name,
    text_table.clip(doc.text:sub(first, last), 60), doc:line_at(first))
end

--- Serves a match. An error of the action is raised again with the rule and
-- the text.
local function serve(rule, one)
  local done, result
  if rule.action then
    done, result = pcall(rule.action, one)
  else
    done, result = pcall(add_span, one, rule.layer)
  end
  if not done then
    one.doc.searching = nil  -- the message has it all
    error(rules.describe(one.doc, rule.name, one.first, one.last)
      .. ": " .. tostring(result), 0)
  elseif result == false then
    one:reject()
  end
end

--- Where in a document rules may match: what the extractor's `inside` says.
function rules.inside(compiled, doc)
  local inside = compiled.inside
  if type(inside) == "function" then return inside(doc) end
  return inside
end

--- Finds all matches in a document and serves them, in order of text. Whoever
-- measures has put a table `watch` into the document: functions `knows` (is
-- the extractor measured, with these patterns?), `efforts` and `match`, which
-- are told its name. What another extractor runs by itself is not measured.
-- @param compiled  what `rules.compile` made
-- @param gives     the layers that actions may add to
function rules.run(compiled, gives, doc)
  local given = {}
  for _, layer in ipairs(gives) do given[layer] = true end
  local watch = doc.watch
  if watch and not watch.knows(doc.running, compiled.patterns) then
    watch = nil
  end
  for first, last, captures, name in compiled.patterns:matches(doc, {
    inside = rules.inside(compiled, doc),
    efforts = watch and watch.efforts(doc.running),
  }) do
    local rule = compiled.by_name[name]
    local one = match.new {
      doc = doc, rule = name, origin = rule.origin, first = first,
      last = last, captures = captures or compiled.patterns.no_captures,
      gives = given,
    }
    local start = watch and os.clock()
    serve(rule, one)
    if watch then
      watch.match(doc.running, name, one.is_rejected, os.clock() - start)
    end
  end
end

return rules
