--- What is in a gazetteer, counted.

local attributes = require "viet.gazetteer.attributes"
local fields = require "viet.gazetteer.fields"

local stats = {}

local function increase(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

--- Counts as rows, the most frequent first, then by name.
local function to_rows(counts)
  local rows = {}
  for name, count in pairs(counts) do
    rows[#rows + 1] = { name = name, count = count }
  end
  table.sort(rows, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.name < b.name
  end)
  return rows
end

--- Counts names by their levels.
-- @param ... names, each with its level behind it
local function count_names(result, ...)
  for i = 1, select("#", ...), 2 do
    increase(result.levels, (select(i + 1, ...)))
    result.names = result.names + 1
  end
end

--- Counts what an entry has.
local function count_entry(result, counts, core, number)
  local _, kind, _, from, to, priority, packed = core:entry(number)
  increase(counts.types, kind or "NAME")
  for name in pairs(attributes.unpack(packed or "", {})) do
    if fields.is_attribute(name) then increase(counts.attributes, name) end
  end
  if from ~= 0 or to ~= 0 then result.dated = result.dated + 1 end
  if priority ~= 0 then result.ranked = result.ranked + 1 end
end

--- Counts what is in a gazetteer; `g:stats` documents the result.
-- @param state what the gazetteer knows
function stats.count(state)
  local facts = state.layers[1].core:stats()
  local result = {
    entries = #state.core, names = 0, dated = 0, ranked = 0, levels = {},
    bytes = facts.bytes, longest = facts.longest, version = facts.version,
    checksum = facts.checksum, path_level = facts.path_level,
    byte_order = facts.byte_order,
  }
  local counts = { types = {}, attributes = {} }
  for _, name in ipairs(fields.levels) do result.levels[name] = 0 end
  for number in state:numbers() do
    count_entry(result, counts, state.core, number)
    count_names(result, state.core:names(number))
  end
  result.types = to_rows(counts.types)
  result.attributes = to_rows(counts.attributes)
  return result
end

return stats
