--- Sets of rules, searched in one pass.
--
--     local rules = viet.patterns [[
--       let Leader = <RANK/>? who:<PERSON/>
--       rule meet = Leader "hội đàm" "với" whom:<PERSON/> within sentence
--       rule call = Leader "điện đàm"
--     ]]
--     for first, last, captures, rule in rules:matches(doc) do ... end
--
-- README.md tells the language.

local compiled = require "viet.pattern.compiled"
local options = require "viet.options"
local source = require "viet.pattern.source"

local patterns = {}

local Patterns = { __index = compiled.methods, __name = "viet.patterns" }

function Patterns:__len()
  return #self:rules()
end

function Patterns:__tostring()
  return ("viet.patterns (%d rules)"):format(#self:rules())
end

local of_rule = { "name", "level", "match", "priority", "consume", "most" }

--- The options of one rule: its own, or else those of the set.
local function settings_of(rule, shared)
  local settings = {}
  for _, name in ipairs(of_rule) do
    settings[name] = rule[name]
    if settings[name] == nil then settings[name] = shared[name] end
  end
  return settings
end

--- The source of an element of the list: statements, or a table with a name
-- and a pattern.
local function source_of(rule, number, shared)
  if type(rule) == "string" then
    return compiled.source(rule, ("patterns[%d]"):format(number), nil, shared,
      4)
  end
  local where = ("rule %d"):format(number)
  if type(rule) ~= "table" then
    error(("%s is a %s, not a table or a text"):format(where, type(rule)), 4)
  end
  options.check(rule, of_rule, where)
  local text = type(rule[1]) == "table" and rule[1].text or rule[1]
  if type(rule.name) ~= "string" or type(text) ~= "string" then
    error(where .. " needs a name and a pattern", 4)
  end
  return compiled.source(text, rule.name, rule.name,
    settings_of(rule, shared), 4)
end

--- Takes the gazetteers of patterns that are Lua values along.
local function adopt(shared, rule)
  local value = type(rule) == "table" and rule[1]
  local more = type(value) == "table" and value.settings or {}
  for name, g in pairs(more.gazetteers or {}) do
    shared.gazetteers = shared.gazetteers or {}
    shared.gazetteers[name] = shared.gazetteers[name] or g
  end
end

local function read_list(list)
  local shared, sources = {}, {}
  for _, name in ipairs(compiled.shared) do shared[name] = list[name] end
  if shared.gazetteers then
    local copy = {}
    for name, g in pairs(shared.gazetteers) do copy[name] = g end
    shared.gazetteers = copy
  end
  for i, rule in ipairs(list) do
    sources[i] = source_of(rule, i, shared)
    adopt(shared, rule)
  end
  return sources, shared
end

local function imported(sources, shared)
  local known, more = {}, {}
  for _, one in ipairs(sources) do
    local ok, trouble = source.follow(more, known, one)
    if not ok then error(trouble, 4) end
  end
  for _, one in ipairs(more) do
    local made = compiled.source(one.text, one.file, nil, shared, 4)
    sources[#sources + 1] = made
  end
end

--- Compiles rules: `viet.patterns(text, options)` or `viet.patterns { rule,
-- ..., option = value }`.
-- @param spec  statements of the language, or an array of such texts and of
--   rules: tables with the pattern (a text, or what `viet.pattern` gave) at
--   1, a `name`, and the options of one rule
-- @param settings  options, when `spec` is a text. Of all rules: `layers`,
--   `attributes`, `gazetteers`, `patterns`, `steps`, `values` (see
--   `viet.pattern`); of rules that name none: `level`, `match`, `priority`,
--   `consume`, `most`
-- @return the set; `#set` is how many rules it has
-- Raises an error with file, line, column and the line, for a bad pattern.
local function new(_, spec, settings)
  if type(spec) == "string" then
    settings = options.check(settings, compiled.shared)
    local list = { spec }
    for _, name in ipairs(compiled.shared) do list[name] = settings[name] end
    spec = list
  elseif type(spec) ~= "table" then
    error("patterns are a text or a table, not a " .. type(spec), 2)
  end
  options.check(spec, compiled.shared)
  local sources, shared = read_list(spec)
  imported(sources, shared)
  local self = setmetatable({}, Patterns)
  local made, trouble = compiled.compile(self, sources, shared, 1)
  if not made then error(trouble, 2) end
  return made
end

--- Reads rules from a file, and from those that it imports.
-- @param path      of the file
-- @param settings  options, as above
-- @return the set, or nil and a message: `cannot open a.pat: No such file or
--   directory`, or `a.pat:3:12: expected ')', found '|'` and the line
function patterns.read(path, settings)
  settings = options.check(settings, compiled.shared)
  if type(path) ~= "string" then
    error("the path is a string, not a " .. type(path), 2)
  end
  local list, trouble = source.read(path)
  if not list then return nil, trouble end
  local sources = {}
  for i, one in ipairs(list) do
    sources[i] = compiled.source(one.text, one.file, nil, settings, 2)
  end
  return compiled.compile(setmetatable({}, Patterns), sources, settings, 1)
end

return setmetatable(patterns, { __call = new })
