--- An extractor reads layers of a document and adds others.
--
--     viet.extractor {
--       name = "ships",
--       gives = { "SHIP" },
--       rules = { { name = "ships.behind_tau", '"tàu" it:[shape=title]+' } },
--     }
--
-- It says what it needs and gives, so that a pipeline can order it. One that
-- needs and gives the same layer refines it: it runs after those who only
-- give the layer, and before those who only need it.
--
-- What it does is either a function of the document (`run`) or rules, each a
-- pattern, with an action for their matches (see extractor/match.lua).

local options = require "viet.options"
local origin = require "viet.origin"

local Extractor = { __name = "viet.extractor" }
local methods = {}
Extractor.__index = methods

function Extractor:__tostring()
  return ("viet.extractor (%s)"):format(self.name)
end

local function check_names(spec, field)
  local names = spec[field] or {}
  if type(names) ~= "table" then
    error(("extractor '%s': '%s' is an array of layer names, not a %s")
      :format(spec.name, field, type(names)), 3)
  end
  for i, name in ipairs(names) do
    if type(name) ~= "string" then
      error(("extractor '%s': %s[%d] is no layer name (a %s)")
        :format(spec.name, field, i, type(name)), 3)
    end
  end
end

--- Layers in one list, each once: the user's first.
local function add_layers(list, more)
  local all, known = {}, {}
  for _, names in ipairs { list, more } do
    for _, name in ipairs(names) do
      if not known[name] then all[#all + 1] = name end
      known[name] = true
    end
  end
  return all
end

--- Gives an extractor its rules: `run`, `rules`, and the layers they read.
local function add_rules(self, spec)
  local rules = require "viet.extractor.rules"
  local done, compiled = pcall(rules.compile, spec)
  if not done then
    error(("extractor '%s': %s"):format(spec.name, tostring(compiled)), 3)
  end
  self.rules = compiled
  self.needs = add_layers(self.needs, rules.layers(compiled))
  self.run = function(doc) rules.run(compiled, self.gives, doc) end
end

--- Tells an extractor where it is written, and so its rules.
-- @param place  "my_ships.lua:3"
-- @param path   of that file, or nil
function methods:locate(place, path)
  self.origin = place
  if self.rules then
    require("viet.extractor.rules").locate(self.rules, { place, path })
  end
end

--- Makes an extractor.
-- @param spec  `name` (string); the layer names that it `needs` and `gives`
--   (arrays; default: none); and either `run`, a function of a document, or
--     `rules`   what viet.patterns takes or has made; a rule may also have an
--               `action` and a `layer` of its own
--     `action`  a function of a match (see viet.extractor.match), which adds
--               spans, events or attributes; returning false rejects the
--               match. Default: adds a span to the rule's layer, or else the
--               only one in `gives`, over the capture `it`, or else the match
--     `inside`  where the rules may match: the name of a layer, in one of
--               whose spans each match lies, or a function of the document
--               that returns such spans (see `p:matches`). Default: anywhere
-- @return the extractor, a table with those fields, and with `origin`, the
--   file and line of this call, where Lua knows them. What rules read is added
--   to `needs`
-- Raises an error that names the field that is missing or wrong, and for a bad
-- pattern the line and column.
local function new(spec)
  spec = options.check(spec, { "name", "needs", "gives", "rules", "action",
    "inside", "run" })
  if type(spec.name) ~= "string" then
    error("an extractor needs a name (a string)", 2)
  elseif type(spec.run) ~= "function" and spec.rules == nil then
    error(("extractor '%s' needs 'run' (a function) or 'rules'")
      :format(spec.name), 2)
  elseif spec.run ~= nil and (spec.rules ~= nil or spec.action ~= nil
      or spec.inside ~= nil) then
    error(("extractor '%s' has 'run' and also %s"):format(spec.name,
      spec.rules ~= nil and "'rules'" or spec.action ~= nil and "'action'"
      or "'inside'"), 2)
  elseif spec.action ~= nil and type(spec.action) ~= "function" then
    error(("extractor '%s': 'action' is a function, not a %s")
      :format(spec.name, type(spec.action)), 2)
  elseif spec.inside ~= nil and type(spec.inside) ~= "function"
      and type(spec.inside) ~= "string" then
    error(("extractor '%s': 'inside' is the name of a layer or a function, "
      .. "not a %s"):format(spec.name, type(spec.inside)), 2)
  end
  check_names(spec, "needs")
  check_names(spec, "gives")
  local place, path = origin.of_caller(2)
  if not place then
    place, path = origin.of_function(spec.run or spec.action)
  end
  local self = setmetatable({
    name = spec.name, needs = spec.needs or {}, gives = spec.gives or {},
    run = spec.run,
  }, Extractor)
  if spec.rules ~= nil then add_rules(self, spec) end
  self:locate(place, path)
  return self
end

return new
