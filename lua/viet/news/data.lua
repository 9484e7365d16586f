--- Where the lexicons of the news pack lie.
-- They are TSV files in the folder `data` beside this file, in a source tree
-- as after an installation, so they are found from any working folder.

-- require passes the file's name from Lua 5.2 on; 5.1 has to ask debug.
local file = select(2, ...) or debug.getinfo(1, "S").source:match("^@(.*)")
local folder = file:gsub("%.lua$", "") .. "/"

local data = {}

--- The path of a lexicon.
-- @param name the file's name in the folder, such as "countries.tsv"
-- @return the path, a string; that the file exists is not checked
-- @usage viet.gazetteer.read(data.path("countries.tsv"))
function data.path(name)
  return folder .. name
end

return data
