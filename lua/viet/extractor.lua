--- An extractor reads layers of a document and adds others.
--
--     viet.extractor {
--       name = "ships",
--       needs = { "zone" },
--       gives = { "SHIP" },
--       run = function(doc) doc:add("SHIP", {first = 5, last = 13}) end,
--     }
--
-- It says what it needs and gives, so that a pipeline can order it. One that
-- needs and gives the same layer refines it: it runs after those who only
-- give the layer, and before those who only need it.

local options = require "viet.options"
local origin = require "viet.origin"

local Extractor = { __name = "viet.extractor" }

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

--- Makes an extractor.
-- @param spec  `name` (string), `run` (function of a document), and the
--   layer names that it `needs` and `gives` (lists; default: none)
-- @return the extractor, a table with those fields, and with `origin`, the
--   file and line of this call
-- Raises an error that names the field that is missing or wrong.
local function new(spec)
  spec = options.check(spec, { "name", "needs", "gives", "run" })
  if type(spec.name) ~= "string" then
    error("an extractor needs a name (a string)", 2)
  elseif type(spec.run) ~= "function" then
    error(("extractor '%s' needs 'run' (a function)"):format(spec.name), 2)
  end
  check_names(spec, "needs")
  check_names(spec, "gives")
  return setmetatable({
    name = spec.name,
    needs = spec.needs or {},
    gives = spec.gives or {},
    run = spec.run,
    origin = origin.of_caller(2),
  }, Extractor)
end

return new
