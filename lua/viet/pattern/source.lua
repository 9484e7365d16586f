--- Files of patterns: reads them, and those that they import.

local message = require "viet.pattern.message"

local source = {}

--- The folder of a path, with its slash: "rules/" of "rules/meet.pat".
local function folder_of(path)
  return path:match "^(.*/)" or ""
end

local quotes = { "\"([^\"]*)\"()", "'([^']*)'()" }

--- What a line imports: the path, and the bytes of the line in which it and
-- its quotes stand; or nil.
local function read_line(line)
  for _, quoted in ipairs(quotes) do
    local first, path, behind = line:match("^%s*@import%s*()" .. quoted)
    local rest = path and line:sub(behind)
    if rest and (rest:find "^%s*$" or rest:find "^%s*#") then
      return path, first, behind - 1
    end
  end
  return nil
end

--- What a text imports.
-- @return an array of tables with `path`, as the text has it, and `first` and
--   `last`, the bytes where it stands with its quotes
function source.imports(text)
  local found = {}
  for start, line in (text .. "\n"):gmatch "()([^\n]*)\n" do
    local path, first, last = read_line(line)
    if path then
      found[#found + 1] = {
        path = path, first = start + first - 1, last = start + last - 1,
      }
    end
  end
  return found
end

local function load(path)
  local file, trouble = io.open(path, "rb")
  if not file then
    return nil, "cannot open " .. tostring(trouble)
  end
  local text = file:read "*a"
  file:close()
  if not text then return nil, ("cannot read %s"):format(path) end
  return text
end

--- Adds what a text imports to a list of sources, each file once.
-- @param list   of sources, `text` and `file`
-- @param known  the paths that were read, as a set
-- @return true, or nil and a message: `a.pat:1:9: cannot open b.pat: ...` and
--   the line
function source.follow(list, known, from)
  for _, import in ipairs(source.imports(from.text)) do
    local path = import.path
    local is_absolute = path:sub(1, 1) == "/"
    local whole = is_absolute and path or folder_of(from.path or "") .. path
    if not known[whole] then
      known[whole] = true
      local text, trouble = load(whole)
      if not text then
        return nil, message.fault(from, trouble, import.first, import.last)
      end
      local one = { text = text, file = whole, path = whole }
      list[#list + 1] = one
      local ok, fault = source.follow(list, known, one)
      if not ok then return nil, fault end
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
  local ok, fault = source.follow(list, { [path] = true }, list[1])
  if not ok then return nil, fault end
  return list
end

return source
