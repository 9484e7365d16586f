--- Lists of names with one JSON object on each line.
--
--     {"id": "country/LA", "type": "COUNTRY", "name": "Lào", "area": 236800}
--     {"id": "org/un", "type": "ORG", "priority": 2,
--      "names": ["Liên hợp quốc", {"name": "LHQ", "level": "exact"}]}
--
-- (The second object stands on one line, too.) What differs from `viet.tsv`:
--   * values are strings, numbers or booleans and keep their type; null is an
--     absent value;
--   * a name is taken as it is, bars and all. Several of them are an array;
--     the field is called `name` or `names`. An object in it has a level of
--     its own;
--   * a record may have any fields; `id`, `type` and `name` have to be there.

local json = require "viet.json"
local fields = require "viet.gazetteer.fields"
local options = require "viet.options"
local records = require "viet.records"

local jsonl = {}

local Scanner = {}
Scanner.__index = Scanner

--- Finding things again, for messages --------------------------------------

--- The byte behind the string that begins at `at`.
local function skip_string(text, at)
  at = at + 1
  while text:byte(at) ~= 34 do
    at = at + (text:byte(at) == 92 and 2 or 1)
  end
  return at + 1
end

--- The byte behind the value that begins at `at`.
local function skip_value(text, at)
  local depth = 0
  repeat
    local char = text:sub(at, at)
    if char == '"' then
      at = skip_string(text, at)
    elseif char:find("[%[{]") then
      depth, at = depth + 1, at + 1
    elseif char:find("[%]}]") then
      depth, at = depth - 1, at + 1
    elseif depth == 0 then
      return text:match("^[^%s,%]}]+()", at)
    else
      at = at + 1
    end
  until depth == 0
  return at
end

--- The byte where the value of a field begins, in an object that is known to
-- be good; the last one if the field stands there twice.
local function find_field(text, name)
  local at, found = text:match("^%s*{%s*()"), nil
  while text:sub(at, at) == '"' do
    local stop = skip_string(text, at)
    local value = text:match("^%s*:%s*()", stop)
    if json.decode("[" .. text:sub(at, stop - 1) .. "]")[1] == name then
      found = value
    end
    at = text:match("^%s*,?%s*()", skip_value(text, value))
  end
  return found
end

--- The byte where element `k` of the array at `at` begins.
local function find_element(text, at, k)
  at = text:match("^%[%s*()", at)
  for _ = 2, k do
    at = text:match("^%s*,?%s*()", skip_value(text, at))
  end
  return at
end

function Scanner:place(i, k)
  local name = self.keys[i]
  local at = name and find_field(self.record, name)
  if not at then return self.line, 1 end
  if self.record:sub(at, at) == "[" then
    at = find_element(self.record, at, k)
  end
  return self.line, at
end

--- Scanning -----------------------------------------------------------------

--- Raises a data error at value `i`, or at element `k` of it.
local function refuse(self, i, k, message)
  local line, column = self:place(i, k)
  records.fail(self, line, column, message)
end

--- The names in a value, as an array of strings and {name, level =}.
local function read_names(self, i, value)
  if type(value) ~= "table" then value = { value } end
  if #value == 0 then refuse(self, i, 1, "empty name") end
  local names = {}
  for k, name in ipairs(value) do
    names[k] = name
    if type(name) == "table" and type(name.name) == "string" then
      local fault = name.level
        and options.fault("level", name.level, fields.levels)
      if fault then refuse(self, i, k, fault) end
      names[k] = { name.name, level = name.level }
    elseif type(name) ~= "string" then
      local kind = name == json.null and "null" or type(name)
      refuse(self, i, k, ("name is a %s, not a string"):format(kind))
    end
  end
  return names
end

--- Takes the values of an object.
local function take(self, object)
  local keys, names, values = {}, {}, {}
  for key in pairs(object) do keys[#keys + 1] = key end
  table.sort(keys)
  self.keys, self.names, self.values = keys, names, values
  for i, key in ipairs(keys) do
    names[i], values[i] = key, object[key]
    if key == "source" then
      refuse(self, i, 1, "field 'source' is set by the reader")
    elseif key == "name" or key == "names" then
      if key == "names" and object.name ~= nil then
        refuse(self, i, 1, "both 'name' and 'names'")
      end
      names[i], values[i] = "name", read_names(self, i, object[key])
    end
  end
end

--- Goes to the next line that is not empty.
local function next_line(self)
  local text = self.text
  repeat
    local start = self.position + 1
    if start > #text then return false end
    local feed = text:find("\n", start, true) or #text + 1
    self.record = text:sub(start, feed - 1)
    self.line, self.position = self.line + 1, feed
  until self.record:find("%S")
  return true
end

function Scanner:next()
  if not next_line(self) then return false end
  local object, message, position = json.decode(self.record)
  if not object then
    records.fail(self, self.line, math.min(position, #self.record),
      message:gsub(" at byte %d+", "", 1))
  elseif not self.record:find("^%s*{") then
    records.fail(self, self.line, 1, "not a JSON object")
  end
  take(self, object)
  return true
end

--- Starts a scanner, as `viet.records` wants it.
function jsonl.scan(text, path)
  return setmetatable({ text = text, path = path, line = 0, position = 0 },
    Scanner)
end

--- Reads a list in JSON Lines: `viet.records.read` with that format.
-- @usage local rows = assert(viet.jsonl.read("ranks.jsonl"))
function jsonl.read(path)
  return records.read(path, { format = "jsonl" })
end

--- Takes a list in JSON Lines apart: `viet.records.parse` with that format.
function jsonl.parse(text, path, check)
  return records.parse(text, path, { format = "jsonl", check = check })
end

return jsonl
