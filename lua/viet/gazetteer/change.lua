--- Gazetteers that change: small ones laid over a large one.
--
-- What a gazetteer knows (see `viet.gazetteer.compile`) is never changed, so
-- searches go on with what they began with. A change gives a new one with the
-- same layers and one more, and a set of entries that count no longer. Layers
-- are joined before there are many: one that is not much larger than the next
-- one is compiled anew with it, so adding n entries one by one compiles each
-- of them about log n times.

local compile = require "viet.gazetteer.compile"

local change = {}

local MOST = 8  -- layers

--- Entries of a block by their ids: made once.
local function by_id(block)
  if not block.by_id then
    block.by_id = {}
    for _, entry in ipairs(block.entries) do
      local id = compile.id_of(entry)
      block.by_id[id] = block.by_id[id] or {}
      table.insert(block.by_id[id], entry)
    end
  end
  return block.by_id
end

--- A layer without the entries that have one of some ids.
-- @return the layer, and how many entries it has less
local function without(layer, ids)
  local found, removed, count = by_id(layer.block), nil, 0
  for _, id in ipairs(ids) do
    for _, entry in ipairs(found[id] or {}) do
      if not removed then
        removed = {}
        for other in pairs(layer.removed or {}) do removed[other] = true end
      end
      if not removed[entry] then count = count + 1 end
      removed[entry] = true
    end
  end
  if count == 0 then return layer, 0 end
  return { block = layer.block, removed = removed }, count
end

--- Appends the entries of a layer that count to a list.
local function append(list, layer)
  local removed = layer.removed
  for _, entry in ipairs(layer.block.entries) do
    if not (removed and removed[entry]) then list[#list + 1] = entry end
  end
  return list
end

--- Takes layers off the top that are too small to stand there below a new
-- one of `count` entries.
-- @return the layers that stay, and those that were taken
local function take_layers(layers, count)
  local kept = #layers
  while kept > 1 and (#layers[kept].block.entries <= 2 * count
      or kept >= MOST) do
    count = count + #layers[kept].block.entries
    kept = kept - 1
  end
  local below, above = {}, {}
  for i, layer in ipairs(layers) do
    table.insert(i <= kept and below or above, layer)
  end
  return below, above
end

--- Lays entries over some layers, of which small ones are joined with them.
local function lay_over(state, layers, added)
  local made, message = compile.build(added, { level = state.level })
  if not made then return nil, message end
  local below, above = take_layers(layers, #added)
  if #above > 0 then
    local joined = {}
    for _, layer in ipairs(above) do append(joined, layer) end
    append(joined, made.layers[1])
    made = assert(compile.build(joined, { level = state.level,
                                          is_checked = true }))
  end
  below[#below + 1] = made.layers[1]
  return below
end

--- A state with other entries.
-- @param added an array of entries, or nil
-- @param ids an array of ids: what is removed before that, or nil
-- @return the state, and how many entries were removed; or nil and a message
function change.with(state, added, ids)
  local layers, removed = {}, 0
  for i, layer in ipairs(state.layers) do
    local count
    layers[i], count = without(layer, ids or {})
    removed = removed + count
  end
  if added and #added > 0 then
    local message
    layers, message = lay_over(state, layers, added)
    if not layers then return nil, message end
  end
  return compile.state(layers, state.level), removed
end

--- A state with the same entries in one layer.
-- @return the state, or nil and a message if `progress` ended it
function change.compact(state, progress)
  return compile.build(state.entries, {
    level = state.level, progress = progress, is_checked = true,
  })
end

return change
