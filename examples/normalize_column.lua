-- Normalizes one column of a tab-separated table.
--   viet run examples/normalize_column.lua names.tsv 2 > clean.tsv
local viet = require "viet"

local path, column = arg[1], tonumber(arg[2] or 1)
local changed = 0

local function clean(text)
  local result = viet.normalize(text, {
    tone = "hòa", spaces = true, invisibles = true, invalid = "replace",
  })
  if result ~= text then changed = changed + 1 end
  return result
end

for line in io.lines(path) do
  local fields = {}
  for field in (line .. "\t"):gmatch "(.-)\t" do
    fields[#fields + 1] = #fields + 1 == column and clean(field) or field
  end
  print(table.concat(fields, "\t"))
end
io.stderr:write(("%d cells changed\n"):format(changed))
