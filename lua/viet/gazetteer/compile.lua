--- From entries to a gazetteer of the core.
-- Entries are the caller's own tables. The core compiles names of one level
-- for each entry, so an entry whose names have levels of their own becomes
-- several parts there.

local core = require "viet.core"
local fields = require "viet.gazetteer.fields"

local compile = {}

local EVERY = 4096  -- entries between two calls of `progress`

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

local function has_levels(entry)
  for i = 1, #entry do
    if type(entry[i]) == "table" then return true end
  end
  return false
end

-- Keys of a part: the entry it is of, and the numbers of its names there.
local ENTRY, NUMBERS = {}, {}

--- The entry of what the core gives back for a match.
function compile.entry_of(part)
  return part[ENTRY] or part
end

--- The id of an entry.
function compile.id_of(entry)
  local first = entry[1]
  return entry.id or type(first) == "table" and first[1] or first
end

local function new_part(entry)
  return { id = compile.id_of(entry), type = entry.type, [ENTRY] = entry,
           [NUMBERS] = {} }
end

--- Adds an entry whose names have levels of their own: a part for each level.
local function add_parts(list, levels, entry, level)
  local by_level = {}
  for i = 1, #entry do
    local name = entry[i]
    local is_table = type(name) == "table"
    local its = is_table and name.level or level
    local part = by_level[its] or new_part(entry)
    if not by_level[its] then
      by_level[its] = part
      list[#list + 1], levels[#levels + 1] = part, its
    end
    part[#part + 1] = is_table and name[1] or name
    part[NUMBERS][#part] = i
  end
end

--- What `compile.build` says when `progress` returned false.
compile.CANCELLED = "cancelled"

--- Adds an entry that is checked to a block.
local function add_entry(block, list, levels, entry, default)
  local level = entry.level or default
  if has_levels(entry) then
    add_parts(list, levels, entry, level)
    block.has_parts = true
  else
    list[#list + 1], levels[#levels + 1] = entry, level
  end
  block.has_priorities = block.has_priorities or entry.priority ~= nil
  block.entries[#block.entries + 1] = entry
end

--- The numbers of the entry and of the name that the core refuses.
local function find_name(block, part, name)
  local entry = compile.entry_of(part)
  for i, known in ipairs(block.entries) do
    if known == entry then
      return i, part[NUMBERS] and part[NUMBERS][name] or name
    end
  end
end

--- What a gazetteer knows.
-- @param layers an array of layers: `block`, which has `core` and `entries`,
--   and `removed`, the set of those that do not count, or nil
-- @param level that of entries that have none
-- @return a table with both, all `entries` that count, and what the search
--   has to look at
function compile.state(layers, level)
  local state = { layers = layers, level = level, entries = {} }
  for _, layer in ipairs(layers) do
    local block, removed = layer.block, layer.removed
    for _, entry in ipairs(block.entries) do
      if not (removed and removed[entry]) then
        state.entries[#state.entries + 1] = entry
      end
    end
    state.is_special = state.is_special or removed or block.has_parts
      or block.has_priorities or #layers > 1
  end
  return state
end

--- Lets the core compile entries that are checked; returns what
-- `compile.build` does.
local function link(block, list, levels, level)
  local made, fault, number, name = core.gazetteer(list, levels)
  if made then
    block.core = made
    return compile.state({ { block = block } }, level)
  end
  local text = list[number][name]
  number, name = find_name(block, list[number], name)
  return nil, ("entry %d: name %d %s"):format(number, name, fault), text,
         fault
end

--- Compiles entries.
-- @param entries an array of entries, or a function that returns the next
--   one each time, and nil behind the last one
-- @param settings a table with the fields
--     level     that of entries that have none ("placement")
--     is_checked  whether the fields of entries are known to be good
--     progress  a function of how many entries are taken, how many there
--               are (nil: not known) and "entries"; if it returns false, the
--               building ends
-- @return what `viet.gazetteer.class` wants to know; or nil and what is
--   wrong; and, if it is a name that is wrong, that name and what is wrong
--   with it
function compile.build(entries, settings)
  local block, level = { entries = {} }, settings.level or "placement"
  local list, levels, count = {}, {}, 0
  local progress = settings.progress or function() end
  local take, total = entries, nil
  if type(entries) == "table" then
    total = #entries
    take = function() return entries[count + 1] end
  end
  for entry in take do
    count = count + 1
    local fault = not settings.is_checked and entry_fault(entry)
    if fault then return nil, ("entry %d%s"):format(count, fault) end
    add_entry(block, list, levels, entry, level)
    if count % EVERY == 0 and progress(count, total, "entries") == false then
      return nil, compile.CANCELLED
    end
  end
  return link(block, list, levels, level)
end

return compile
