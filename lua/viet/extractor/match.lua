--- A match of a rule, as an action gets it.
--
--     action = function(match)
--       if match:text() == "tàu sân bay" then return match:reject() end
--       match:add("SHIP", { at = "name", id = "ship/" .. match:text "name" })
--     end
--
-- `doc`, `rule`, `first` and `last` (bytes) are fields; `captures` holds the
-- named parts of the match: tables with `first` and `last`, or lists of them
-- where a part may occur more than once. A capture of a span, such as
-- who:<PERSON/>, is that span itself. A name that no rule of the set has as a
-- capture raises an error with the nearest one.

local options = require "viet.options"

local Match = {}
local methods = {}
Match.__index = methods
Match.__name = "viet.match"

function Match:__tostring()
  return ("viet.match (%s, bytes %d to %d)"):format(self.rule, self.first,
    self.last)
end

local match = {}

-- The captures of a rule without any.
local none = {}

--- Makes a match.
-- @param fields  `doc`, `rule`, `origin`, `first`, `last`, `captures`; `gives`:
--   the layers that it may add to, as a set (default: any); kept
function match.new(fields)
  fields.captures = fields.captures or none
  return setmetatable(fields, Match)
end

--- The names of captures, sorted, for messages.
local function list_captures(self)
  local names = {}
  for name in pairs(self.captures) do names[#names + 1] = name end
  table.sort(names)
  return #names > 0 and "expected " .. options.list(names)
    or "the rule has none"
end

--- A message without the file and line in front.
local function without_place(message)
  return (message:gsub("^[^:]*:%d+: ", ""))
end

local function read_field(of, name) return of[name] end

--- What `at` says: the match (nil), a capture by its name, or a table with
-- `first` and `last`. The first one of a list stands for it. A name that no
-- rule has is an error of the user's call, which is `depth` functions up.
local function find_place(self, at, depth)
  if at == nil then return self end
  local place = at
  if type(at) == "string" then
    local done
    done, place = pcall(read_field, self.captures, at)
    if not done then error(without_place(place), depth + 1) end
    if place == nil then return nil end
  end
  if type(place) == "table" and place.first == nil then place = place[1] end
  return place
end

--- As `find_place`, but raises an error in the name of the user's call, which
-- is `depth` functions up.
local function need_place(self, at, depth)
  local place = find_place(self, at, depth + 1)
  if type(place) == "table" and place.first then return place end
  if type(at) == "string" then
    error(("bad capture '%s' of rule '%s' (%s)"):format(at, self.rule,
      list_captures(self)), depth + 1)
  end
  error(("bad place for rule '%s' (a %s, expected the name of a capture or "
    .. "a span)"):format(self.rule, type(at)), depth + 1)
end

--- The source text of the match, or of a capture.
-- @param at  the name of a capture, a span, or nil
-- @return a string, or nil if that capture is no part of this match
-- Raises an error for a capture that no rule of the set has.
function methods:text(at)
  local place = find_place(self, at, 2)
  return place and self.doc.text:sub(place.first, place.last)
end

--- The span that fields make, at `place` unless they say where.
local function make_span(self, place, layer, fields)
  -- in one table that has room for all
  local span = {
    first = place.first, last = place.last, type = layer, rule = self.rule,
    origin = self.origin, extractor = self.doc.running, id = fields.id,
  }
  for name, value in pairs(fields) do span[name] = value end
  span.at = nil
  return span
end

local no_fields = {}

--- Adds a span; errors are those of the user's call, `depth` functions up.
local function add(self, layer, fields, depth)
  fields = fields or no_fields
  if self.gives and not self.gives[layer] then
    error(("layer '%s' is not in 'gives' of the extractor")
      :format(tostring(layer)), depth + 1)
  end
  local place = need_place(self, fields.at, depth + 1)
  local span = make_span(self, place, layer, fields)
  local doc = self.doc
  local added, trouble = pcall(doc.add, doc, layer, span)
  if not added then error(without_place(trouble), depth + 1) end
  local all = self.added
  if all then all[#all + 1] = span else self.added = { span } end
  return span
end

--- Adds a span.
-- @param layer   its layer
-- @param fields  attributes of the span, or nil; `at` is the name of the
--   capture, or the span, that tells where it lies (default: the match)
-- @return the span; its rule and origin are those of the match
-- Raises an error for a capture that the rule does not have, and for a layer
-- that the extractor does not give.
-- @usage match:add("SHIP", { at = "name", id = "ship/anzac" })
function methods:add(layer, fields)
  return (add(self, layer, fields, 2))
end

--- Adds an event: a span with `actors` (an empty list, unless given) and the
-- `sentence` that it stands in.
-- @return the span
-- @usage match:event("CALL", { actors = { "ship/anzac" }, place = "place/hue" })
function methods:event(layer, fields)
  local span = add(self, layer, fields, 2)
  span.actors = span.actors or {}
  local first, last = self.doc:sentence_at(span.first)
  span.sentence = span.sentence or first and { first = first, last = last }
  return span
end

--- Gives a span of another rule attributes, and notes which rule did.
-- @param at      the name of a capture that is a span, or a span
-- @param fields  the attributes
-- @return the span, which also gets `changed_by`
-- @usage match:set("who", { role = "host" })
function methods:set(at, fields)
  local span = need_place(self, at, 2)
  for name, value in pairs(fields) do span[name] = value end
  span.changed_by = self.rule
  return span
end

--- Rejects the match: takes away all that it added.
function methods:reject()
  local layers, is_mine = {}, {}
  for _, span in ipairs(self.added or none) do
    is_mine[span] = true
    layers[span.type] = true
  end
  for layer in pairs(layers) do
    self.doc:filter(layer, function(span) return not is_mine[span] end)
  end
  self.added, self.is_rejected = nil, true
end

return match
