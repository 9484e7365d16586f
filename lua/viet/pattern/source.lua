--- Files of patterns: reads them, and those that they import.

local source = {}

--- The folder of a path, with its slash: "rules/" of "rules/meet.pat".
local function folder_of(path)
  return path:match "^(.*/)" or ""
end

--- The paths that a text imports, as it writes them.
function source.imports(text)
  local paths = {}
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    local path = line:match "^%s*@import%s*\"([^\"]*)\"%s*\r?$"
      or line:match "^%s*@import%s*'([^']*)'%s*\r?$"
      or line:match "^%s*@import%s*\"([^\"]*)\"%s*#"
      or line:match "^%s*@import%s*'([^']*)'%s*#"
    if path then paths[#paths + 1] = path end
  end
  return paths
end

local function load(path)
  local file, message = io.open(path, "rb")
  if not file then
    return nil, "cannot open " .. tostring(message)
  end
  local text = file:read "*a"
  file:close()
  if not text then return nil, ("cannot read %s"):format(path) end
  return text
end

--- Adds what a text imports to a list of sources, each file once.
-- @param list   of sources, `text` and `file`
-- @param known  the paths that were read, as a set
-- @return true, or nil and a message: `a.pat: cannot open b.pat: ...`
function source.follow(list, known, from)
  for _, path in ipairs(source.imports(from.text)) do
    local is_absolute = path:sub(1, 1) == "/"
    local whole = is_absolute and path or folder_of(from.path or "") .. path
    if not known[whole] then
      known[whole] = true
      local text, trouble = load(whole)
      if not text then
        return nil, ("%s: %s"):format(from.file, trouble)
      end
      local one = { text = text, file = whole, path = whole }
      list[#list + 1] = one
      local ok, message = source.follow(list, known, one)
      if not ok then return nil, message end
    end
  end
  return true
end

--- Reads a file and all that it imports.
-- @return a list of sources, or nil and a message
function source.read(path)
  local text, trouble = load(path)
  if not text then return nil, trouble end
  local list = { { text = text, file = path, path = path } }
  local ok, message = source.follow(list, { [path] = true }, list[1])
  if not ok then return nil, message end
  return list
end

return source
