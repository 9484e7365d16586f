--- From entries to what a gazetteer knows.

local attributes = require "viet.gazetteer.attributes"
local core = require "viet.core"
local fields = require "viet.gazetteer.fields"
local state = require "viet.gazetteer.state"

local compile = {}

local EVERY = 4096  -- entries between two calls of `progress`

--- What `compile.build` says when `progress` returned false.
compile.CANCELLED = "cancelled"

--- What is wrong with name `i` of an entry, or nil.
local function name_fault(name, i)
  local text = name
  if type(name) == "table" then
    text = name[1]
    local fault = name.level and fields.fault("level", name.level)
    if fault then return (": name %d: %s"):format(i, fault) end
  end
  if type(text) ~= "string" then
    return (": name %d is a %s, not a string"):format(i, type(text))
  end
end

--- What is wrong with an entry, to stand behind "entry 3"; or nil.
local function entry_fault(entry)
  if type(entry) ~= "table" then
    return (" is a %s, not a table"):format(type(entry))
  end
  for name, value in pairs(entry) do
    local fault = type(name) == "string" and fields.fault(name, value)
    if fault then return ": " .. fault end
  end
  local fault = fields.dates_fault(entry)
  if fault then return ": " .. fault end
  if #entry == 0 then return " has no name" end
  for i = 1, #entry do
    fault = name_fault(entry[i], i)
    if fault then return fault end
  end
end

--- A builder of the core, for names that are at a level unless they say so.
function compile.open(level)
  return core.gazetteer_builder(level)
end

--- Adds the names of an entry to a builder, to entry `number` there.
-- @return the number; or nil, what is wrong with a name, and its place
function compile.add_names(builder, number, entry)
  for i = 1, #entry do
    local name, level = entry[i], entry.level
    if type(name) == "table" then
      name, level = name[1], name.level or level
    end
    local fine, fault = builder:add_name(number, name, level)
    if not fine then return nil, fault, i end
  end
  return number
end

--- Adds an entry to a builder. Returns what `compile.add_names` does.
function compile.add(builder, entry)
  local packed = attributes.pack(entry)
  local number = builder:add(entry.id, entry.type or "NAME", nil,
    fields.day(entry.from), fields.day(entry.to, true),
    fields.priority(entry.priority), packed ~= "" and packed or nil)
  return compile.add_names(builder, number, entry)
end

--- Lets the core compile what a builder has.
-- @param layer what is known of it: `count` and `tables`, see
--   `viet.gazetteer.state`
-- @return what the gazetteer knows; or nil and that it was cancelled
function compile.link(builder, layer, level, progress)
  local made = builder:build(progress and function(done, total)
    return progress(done, total, "steps")
  end)
  if not made then return nil, compile.CANCELLED end
  layer.core = made
  return state.new({ layer }, level)
end

--- Iterates over entries: an array, or a function that gives them. Returns
-- how many there are, too, where that is known.
local function each(entries)
  if type(entries) == "function" then return entries end
  local i = 0
  return function()
    i = i + 1
    return entries[i]
  end, #entries
end

--- Compiles entries.
-- @param entries an array of entries, or a function that returns the next
--   one each time, and nil behind the last one
-- @param settings a table with the fields
--     level     that of entries that have none ("placement")
--     is_checked  whether the fields of entries are known to be good
--     forget    whether the tables of entries are made anew when they are
--               asked for; else they are those that were given
--     progress  a function of how much is done, how much there is (nil: not
--               known) and "entries" or "steps"; if it returns false, the
--               building ends
-- @return what the gazetteer knows (see `viet.gazetteer.state`); or nil and
--   what is wrong
function compile.build(entries, settings)
  local level = settings.level or "placement"
  local layer = { count = 0, tables = {} }
  local builder = compile.open(level)
  local progress = settings.progress or function() end
  local take, total = each(entries)
  for entry in take do
    local count = layer.count + 1
    local fault = not settings.is_checked and entry_fault(entry)
    if fault then return nil, ("entry %d%s"):format(count, fault) end
    local fine, trouble, i = compile.add(builder, entry)
    if not fine then
      return nil, ("entry %d: name %d %s"):format(count, i, trouble)
    end
    layer.count = count
    if not settings.forget then layer.tables[count] = entry end
    layer.has_odd_ids = layer.has_odd_ids
      or not entry.id and type(entry[1]) == "table"
    if count % EVERY == 0 and progress(count, total, "entries") == false then
      return nil, compile.CANCELLED
    end
  end
  return compile.link(builder, layer, level, settings.progress)
end

--- The text of a name.
function compile.text_of(name)
  return type(name) == "table" and name[1] or name
end

return compile
