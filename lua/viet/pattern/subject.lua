--- What a pattern is searched in: the tokens of a text and, for each layer
-- that the pattern reads, its spans.

local class = require "viet.gazetteer.class"
local core = require "viet.core"

local subject = {}

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

-- What gazetteers find in tokens, by the tokens and by what the gazetteer
-- knows: all patterns look at the same hits.
local known_hits = setmetatable({}, { __mode = "k" })

--- All matches of a gazetteer in tokens.
local function find_hits(gazetteer, tokens)
  local known = known_hits[tokens]
  if not known then
    known = {}
    known_hits[tokens] = known
  end
  local names = class.core(gazetteer)
  local hits = known[names]
  if not hits then
    hits = names:hits(tokens)
    known[names] = hits
  end
  return hits
end

local no_spans = {}

--- The layers of a document, as a program wants them.
-- @param wanted      what `program:layers()` gave
-- @param gazetteers  by name, where some are wanted
-- @return for each layer its spans, or the hits of a gazetteer
function subject.layers(wanted, gazetteers, tokens, doc)
  local layers = {}
  for i = 1, #wanted do
    local layer = wanted[i]
    if layer.gazetteer then
      layers[i] = find_hits(gazetteers[layer.name], tokens)
    else
      layers[i] = doc and doc:layer(layer.name) or no_spans
    end
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
