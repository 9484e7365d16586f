--- Gazetteers that change: small ones laid over a large one.
--
-- What a gazetteer knows (see `viet.gazetteer.state`) is never changed, so
-- searches go on with what they began with. A change gives a new one with the
-- same layers and one more, and numbers of entries that count no longer.
-- Layers are joined before there are many: one that is not much larger than
-- the next one is compiled anew with it, so adding n entries one by one
-- compiles each of them about log n times.

local compile = require "viet.gazetteer.compile"
local state_of = require "viet.gazetteer.state"

local change = {}

local MOST = 8  -- layers of the core

--- What is wrong with entries of a file that were good when it was made.
change.DAMAGED = "damaged: cut short, or changed"

--- The id of an entry as the core has it, or its first name.
local function core_id(layer, number)
  local id, _, _, _, _, _, _, name = layer.core:entry(number)
  return id or name
end

--- The numbers of the entries of a layer by their ids: made once for all that
-- share the layer.
local function by_id(layer)
  local index = layer.index
  if index.ids then return index.ids end
  index.ids = {}
  for number = 1, layer.count do
    local entry = layer.tables[number]
    local id = entry and state_of.id_of(entry) or core_id(layer, number)
    if id then
      index.ids[id] = index.ids[id] or {}
      table.insert(index.ids[id], number)
    end
  end
  return index.ids
end

--- Copies a layer, but for what is removed of it.
local function copy_layer(layer, removed)
  layer.index = layer.index or {}
  local copy = {}
  for name, value in pairs(layer) do copy[name] = value end
  copy.removed = removed
  return copy
end

--- A layer without the entries that have one of some ids.
-- @return the layer, and the numbers of the entries that it has less
local function without(layer, ids)
  layer.index = layer.index or {}
  local found, gone, removed = by_id(layer), {}, {}
  for number in pairs(layer.removed or {}) do removed[number] = true end
  for _, id in ipairs(ids) do
    for _, number in ipairs(found[id] or {}) do
      if not removed[number] then gone[#gone + 1] = number end
      removed[number] = true
    end
  end
  if #gone == 0 then return layer, gone end
  return copy_layer(layer, removed), gone
end

--- Removes entries.
-- @return the layers, and the numbers of the entries that were removed
local function remove(state, ids)
  if #ids == 0 then return state.layers, {} end
  local layers, all = {}, {}
  for i, layer in ipairs(state.layers) do
    local gone
    layers[i], gone = without(layer, ids)
    for _, number in ipairs(gone) do
      all[#all + 1] = state.bases[i] + number
    end
  end
  return layers, all
end

--- How many layers of the core there are in some layers.
local function depth_of(layers)
  local depth = 0
  for _, layer in ipairs(layers) do
    depth = depth + state_of.depth(layer.core)
  end
  return depth
end

--- Takes layers off the top that are too small to stand there below a new
-- one of `count` entries.
-- @return the layers that stay, and those that were taken
local function take_layers(layers, count)
  local below, above = {}, {}
  for i, layer in ipairs(layers) do below[i] = layer end
  while #below > 1 and below[#below].count <= 2 * count
      or #below > 0 and depth_of(below) >= MOST do
    count = count + below[#below].count
    table.insert(above, 1, table.remove(below))
  end
  return below, above
end

--- All entries of some layers and of a list, in order.
local function join(layers, level, added)
  local all = {}
  local joined = state_of.new(layers, level)
  for entry in joined:entries() do all[#all + 1] = entry end
  for _, entry in ipairs(added) do all[#all + 1] = entry end
  return all
end

--- Lays entries over some layers, of which small ones are joined with them.
local function lay_over(state, layers, added)
  local made, message = compile.build(added, { level = state.level })
  if not made then return nil, message end
  local below, above = take_layers(layers, #added)
  if #above > 0 then
    made = compile.build(join(above, state.level, added),
      { level = state.level, is_checked = true })
    if not made then return nil, change.DAMAGED end
  end
  below[#below + 1] = made.layers[1]
  return below
end

--- A state with other entries.
-- @param added an array of entries, or nil
-- @param ids an array of ids: what is removed before that, or nil
-- @return the state, and how many entries were removed; or nil and a message
function change.with(state, added, ids)
  local layers, gone = remove(state, ids or {})
  if not added or #added == 0 then
    if #gone == 0 then return state, 0 end
    return state_of.new(layers, state.level, state.core:with(nil, gone)),
           #gone
  end
  local message
  layers, message = lay_over(state, layers, added)
  if not layers then return nil, message end
  return state_of.new(layers, state.level), #gone
end

--- A state with the same entries in one layer.
-- @param progress as for `viet.gazetteer`, or nil
-- @return the state; or nil and that it was cancelled, or is damaged
function change.compact(state, progress)
  local is_cancelled = false
  local core, message = state.core:compact(progress and function(done, total)
    is_cancelled = progress(done, total, "steps") == false
    return not is_cancelled
  end)
  if not core then
    return nil, is_cancelled and compile.CANCELLED or message
  end
  local layer = { core = core, tables = {}, count = 0 }
  for number in state:numbers() do
    local from, its = state:find(number)
    layer.count = layer.count + 1
    layer.tables[layer.count] = from.tables[its]
  end
  layer.has_odd_ids = state.has_odd_ids
  return state_of.new({ layer }, state.level)
end

return change
