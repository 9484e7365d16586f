--- What a pattern is searched in: the tokens of a text and, for each layer
-- that the pattern reads, its spans and the values of their attributes.

local core = require "viet.core"

local subject = {}

--- The value of an attribute as patterns compare it: a string, or false.
local function value_of(span, name)
  local value = span[name]
  if type(value) == "string" then return value end
  if type(value) == "number" or type(value) == "boolean" then
    return tostring(value)
  end
  return false
end

--- The values of some attributes of spans, row by row.
-- @return an array, or nil when no attribute is asked for
function subject.values(spans, attributes)
  if #attributes == 0 then return nil end
  local values = {}
  for _, span in ipairs(spans) do
    for _, name in ipairs(attributes) do
      values[#values + 1] = value_of(span, name)
    end
  end
  return values
end

local function is_document(value)
  return type(value) == "table" and type(value.layer) == "function"
    and value.tokens ~= nil
end

--- Takes apart what the user gives.
-- @return the tokens, and the document if it is one
function subject.read(value, name)
  if type(value) == "string" then return core.tokens(value) end
  if is_document(value) then return value.tokens, value end
  if type(value) == "userdata" then return value end
  error(("bad argument #1 to '%s' (text, tokens or document expected, got %s)")
    :format(name, type(value)), 3)
end

--- The matches of a gazetteer as spans, which also have their `entry`.
local function find_names(gazetteer, tokens)
  local spans = {}
  for first, last, id, type, entry, level in
      gazetteer:matches(tokens, { kind = "overlapping" }) do
    spans[#spans + 1] = { first = first, last = last, id = id, type = type,
      entry = entry, level = level }
  end
  return spans
end

--- The layers of a document, as a program wants them.
-- @param wanted      what `program:layers()` gave
-- @param gazetteers  by name
function subject.layers(wanted, gazetteers, tokens, doc)
  local layers = {}
  for i, layer in ipairs(wanted) do
    local spans = {}
    if layer.gazetteer then
      spans = find_names(gazetteers[layer.name], tokens)
    elseif doc then
      spans = doc:layer(layer.name)
    end
    layers[i] = { spans = spans,
      values = subject.values(spans, layer.attributes) }
  end
  return layers
end

--- The spans of the option `inside`, or nil.
function subject.inside(value, doc)
  if value == nil or type(value) == "table" then return value end
  if type(value) ~= "string" then
    error(("bad value '%s' for option 'inside' (expected a layer or an array "
      .. "of spans)"):format(tostring(value)), 3)
  elseif not doc then
    error(("option 'inside' names the layer '%s', which only a document has")
      :format(value), 3)
  end
  return doc:layer(value)
end

return subject
