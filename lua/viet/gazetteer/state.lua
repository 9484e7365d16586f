--- What a gazetteer knows: what the core searches, and the tables of entries.
--
-- Entries are numbered from 1 through all layers, the lowest layer first.
-- The table of an entry is the caller's own, or made of what the core keeps
-- when it is first asked for, so that it is the same one each time. States
-- are never changed once they are made, but for these tables.
--
-- A layer is a table:
--   core     the gazetteer of the core, without what is removed
--   count    its entries, those that are removed, too
--   tables   the tables of entries that are known, by number in the layer
--   removed  the set of the numbers that do not count, or nil

local attributes = require "viet.gazetteer.attributes"

local state = {}

local State = {}
State.__index = State

--- The id of an entry.
function state.id_of(entry)
  local first = entry[1]
  return entry.id or type(first) == "table" and first[1] or first
end

--- A date as text: 20240531 is "2024-05-31"; 0 is none.
local function to_date(day)
  if not day or day == 0 then return nil end
  return (("%08d"):format(day):gsub("^(%d%d%d%d)(%d%d)(%d%d)$", "%1-%2-%3"))
end

--- Puts names into the array part of an entry; those whose level is not that
-- of the entry are tables.
local function put_names(entry, level, ...)
  for i = 1, select("#", ...), 2 do
    local name, its = select(i, ...)
    entry[#entry + 1] = its == level and name or { name, level = its }
  end
end

--- Makes the table of an entry.
local function make_table(layer, number)
  local id, kind, level, from, to, priority, packed =
    layer.core:entry(number)
  local entry = {
    id = id, type = kind, level = level ~= "placement" and level or nil,
    priority = priority ~= 0 and priority or nil,
  }
  attributes.unpack(packed or "", entry)
  entry.from, entry.to = entry.from or to_date(from), entry.to or to_date(to)
  put_names(entry, level, layer.core:names(number))
  return entry
end

--- The layer of an entry, and its number there.
function State:find(number)
  local i = #self.layers
  while self.bases[i] >= number do i = i - 1 end
  return self.layers[i], number - self.bases[i]
end

--- The table of an entry.
function State:entry(number)
  local layer, its = self:find(number)
  local entry = layer.tables[its]
  if not entry then
    entry = make_table(layer, its)
    layer.tables[its] = entry
  end
  return entry
end

--- Iterates over the numbers of the entries that count.
function State:numbers()
  local number, i = 0, 1
  return function()
    while number < self.total do
      number = number + 1
      while number > self.bases[i] + self.layers[i].count do i = i + 1 end
      local removed = self.layers[i].removed
      if not (removed and removed[number - self.bases[i]]) then
        return number
      end
    end
  end
end

--- Iterates over the entries that count.
function State:entries()
  local step = self:numbers()
  return function()
    local number = step()
    return number and self:entry(number)
  end
end

--- Is it one layer, of which nothing is removed?
function State:is_compact()
  return #self.layers == 1 and not self.layers[1].removed
    and state.depth(self.core) == 1
end

--- How many names the entries that count have.
function State:count_names()
  local count = 0
  for _, layer in ipairs(self.layers) do
    for i = 1, state.depth(layer.core) do
      count = count + layer.core:stats(i).names
    end
    for number in pairs(layer.removed or {}) do
      count = count - select("#", layer.core:names(number)) / 2
    end
  end
  return count
end

--- Lays the cores of layers one over the other.
local function compose(layers, bases)
  local core = layers[1].core
  for i = 2, #layers do core = core:with(layers[i].core) end
  local gone = {}
  for i, layer in ipairs(layers) do
    for number in pairs(layer.removed or {}) do
      gone[#gone + 1] = bases[i] + number
    end
  end
  if #layers > 1 or #gone > 0 then core = core:with(nil, gone) end
  return core
end

--- Makes a state.
-- @param layers an array of layers, at least one
-- @param level that of entries which have none
-- @param core all of them in one, where it is known
function state.new(layers, level, core)
  local self = setmetatable({
    layers = layers, level = level, bases = {}, total = 0,
  }, State)
  for i, layer in ipairs(layers) do
    self.bases[i] = self.total
    self.total = self.total + layer.count
    self.has_odd_ids = self.has_odd_ids or layer.has_odd_ids
  end
  -- a handle of its own: the maker is this state's
  self.core = core or compose(layers, self.bases)
  if self.core == layers[1].core then self.core = self.core:with() end
  self.core:set_maker(function(number) return self:entry(number) end)
  return self
end

--- How many layers a gazetteer of the core has.
function state.depth(core)
  return core:stats().layers
end

--- A state of what the core has by itself: a file, or what is shared.
function state.of_core(core)
  local count, removed = 0, nil
  for i = 1, state.depth(core) do
    count = count + core:stats(i).entries
  end
  if count > #core then
    removed = {}
    for number = 1, count do
      if select("#", core:entry(number)) < 2 then removed[number] = true end
    end
  end
  return state.new({
    { core = core, count = count, tables = {}, removed = removed },
  }, "placement")
end

return state
