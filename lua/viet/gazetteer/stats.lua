--- What is in a gazetteer, counted.

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

--- Counts what is in some entries; `g:stats` documents the result.
-- @param entries an array
-- @param level that of entries which have none
function stats.count(entries, level)
  local result = { entries = #entries, names = 0, dated = 0, ranked = 0,
                   levels = {} }
  local types, attributes = {}, {}
  for _, name in ipairs(fields.levels) do result.levels[name] = 0 end
  for _, entry in ipairs(entries) do
    increase(types, entry.type or "NAME")
    for _, name in ipairs(entry) do
      local its = type(name) == "table" and name.level
        or entry.level or level
      increase(result.levels, its)
      result.names = result.names + 1
    end
    for name in pairs(entry) do
      if fields.is_attribute(name) then increase(attributes, name) end
    end
    if entry.from or entry.to then result.dated = result.dated + 1 end
    if entry.priority then result.ranked = result.ranked + 1 end
  end
  result.types, result.attributes = to_rows(types), to_rows(attributes)
  return result
end

return stats
