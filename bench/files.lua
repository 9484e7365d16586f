-- The *.txt files in a folder and those below it, in order of their names,
-- appended to an array: what names.lua and rules.lua take words from.

local lfs = require "lfs"

local function find_files(folder, files)
  local names = {}
  for name in lfs.dir(folder) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local path = folder .. "/" .. name
    local mode = lfs.attributes(path, "mode")
    if mode == "directory" and not name:find "^%." then
      find_files(path, files)
    elseif mode == "file" and name:find "%.txt$" then
      files[#files + 1] = path
    end
  end
  return files
end

return find_files
