--- JSON in and out.
-- Writing is done here, because what viet writes is compared by people and
-- by version control: keys come in a fixed order, one record stands on one
-- line, letters stay letters, and the result is UTF-8 whatever went in.
-- Reading is left to lua-cjson, loaded when it is first needed, so that
-- `require "viet"` works without it.

local core = require "viet.core"

local json = {}

local WHOLE = 2 ^ 53

-- What keeps bytes that are not UTF-8 out of the result and changes
-- nothing else.
local REPAIR = {
  form = "keep", eth = false, mark_order = false, invalid = "replace",
}

local ESCAPES = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

--- JSON's null, where an array or a field must hold it: `json.null`.
json.null = setmetatable({}, {
  __tostring = function() return "null" end,
})

local Object = {}

--- An object whose keys are written in the order given.
-- `fields` is an array of pairs {key, value}; a value of nil is written as
-- null. The array is kept, not copied.
--
--     json.encode(json.object { {"b", 1}, {"a", nil} })
--     --> {"b": 1, "a": null}
function json.object(fields)
  return setmetatable({ fields = fields }, Object)
end

local function is_object(value)
  return getmetatable(value) == Object
end

local function escape(byte)
  return ESCAPES[byte] or ("\\u%04x"):format(byte:byte())
end

local function encode_string(text)
  if not core.is_utf8(text) then
    text = core.normalize(text, REPAIR)
  end
  return '"' .. text:gsub('[%c"\\]', escape) .. '"'
end

local function encode_number(number)
  if number ~= number or number - number ~= 0 then
    error(("a JSON number cannot be %s"):format(tostring(number)), 0)
  elseif number % 1 == 0 and number > -WHOLE and number < WHOLE then
    return ("%d"):format(number)
  end
  local digits = 14  -- as few as give the same number again
  local text
  repeat
    text = ("%%.%dg"):format(digits):format(number)
    digits = digits + 1
  until tonumber(text) == number
  return text
end

local encode_value

local function encode_pair(key, value)
  return encode_string(key) .. ": " .. encode_value(value)
end

local function encode_object(object)
  local out = {}
  for i, field in ipairs(object.fields) do
    out[i] = encode_pair(field[1], field[2])
  end
  return "{" .. table.concat(out, ", ") .. "}"
end

-- A plain table: an array if it has an element 1 or nothing at all,
-- otherwise an object with its keys in the order of their bytes.
local function encode_table(value)
  local out = {}
  if value[1] ~= nil or next(value) == nil then
    for i, element in ipairs(value) do
      out[i] = encode_value(element)
    end
    return "[" .. table.concat(out, ", ") .. "]"
  end
  local keys = {}
  for key in pairs(value) do
    if type(key) ~= "string" then
      error(("a JSON key cannot be a %s"):format(type(key)), 0)
    end
    keys[#keys + 1] = key
  end
  table.sort(keys)
  for i, key in ipairs(keys) do
    out[i] = encode_pair(key, value[key])
  end
  return "{" .. table.concat(out, ", ") .. "}"
end

function encode_value(value)
  local kind = type(value)
  if value == nil or value == json.null then
    return "null"
  elseif kind == "string" then
    return encode_string(value)
  elseif kind == "number" then
    return encode_number(value)
  elseif kind == "boolean" then
    return tostring(value)
  elseif kind ~= "table" then
    error(("a %s cannot be written as JSON"):format(kind), 0)
  end
  return is_object(value) and encode_object(value) or encode_table(value)
end

--- A value as JSON on one line, without a line feed at its end.
-- `value` is nil, json.null, a boolean, number, string, a `json.object`, or
-- a plain table: an array if it has an element 1 or is empty, otherwise an
-- object with sorted keys. Bytes that are not UTF-8 become U+FFFD. Raises
-- for values that JSON does not have (functions, NaN, infinities).
--
--     json.encode { "Hà Nội", 2025, true }  --> ["Hà Nội", 2025, true]
function json.encode(value)
  return encode_value(value)
end

local function is_list_of_objects(value)
  return type(value) == "table" and not is_object(value)
    and type(value[1]) == "table"
end

--- An ordered object as JSON for people to read and compare.
-- Each key of `object` (made by `json.object`) begins a line; where its
-- value is an array of objects, so does each of these. Ends with a line
-- feed.
--
--     json.pretty(json.object { {"a", 1}, {"b", { {x = 1} }} })
--     --> {
--     -->   "a": 1,
--     -->   "b": [
--     -->     {"x": 1}
--     -->   ]
--     --> }
function json.pretty(object)
  local out = {}
  for i, field in ipairs(object.fields) do
    local key, value = field[1], field[2]
    if is_list_of_objects(value) then
      local lines = {}
      for j, element in ipairs(value) do
        lines[j] = "    " .. encode_value(element)
      end
      out[i] = ("  %s: [\n%s\n  ]"):format(
        encode_string(key), table.concat(lines, ",\n"))
    else
      out[i] = "  " .. encode_pair(key, value)
    end
  end
  return "{\n" .. table.concat(out, ",\n") .. "\n}\n"
end

local decoder  -- cjson's decode with its null, once loaded

local function load_decoder()
  if decoder then
    return decoder
  end
  local found, cjson = pcall(require, "cjson")
  if not found then
    error("reading JSON needs lua-cjson (Debian package lua-cjson, "
      .. "rock lua-cjson)", 0)
  end
  local instance = cjson.new()
  instance.decode_invalid_numbers(false)
  decoder = { decode = instance.decode, null = cjson.null }
  return decoder
end

-- cjson gives every number as a float: 3.0 becomes 3 again (the same value
-- where Lua has only floats). Its null becomes nil in an object and
-- json.null in an array, which must keep its length.
local to_integer = math.tointeger or function(number) return number end

local function clean(value, null)
  if type(value) == "number" then
    return to_integer(value) or value
  elseif type(value) ~= "table" then
    return value
  end
  for key, element in pairs(value) do
    if element ~= null then
      value[key] = clean(element, null)
    elseif type(key) == "number" then
      value[key] = json.null
    else
      value[key] = nil
    end
  end
  return value
end

--- Reads one JSON text.
-- Returns the value; null is nil in an object and json.null in an array.
-- On bad data returns nil, a message and the byte where reading stopped.
-- Raises if lua-cjson is not installed.
--
--     json.decode('{"start": 0, "id": null}')  --> {start = 0}
function json.decode(text)
  local reader = load_decoder()
  local done, value = pcall(reader.decode, text)
  if done then
    if value == reader.null then
      return json.null
    end
    return clean(value, reader.null)
  end
  local message, position = tostring(value):match(
    "^(.-) at character (%d+)$")
  position = tonumber(position) or 1
  message = (message or tostring(value)):gsub("^%u", string.lower)
    :gsub("T_([%u_]+)", function(token)
      return token:lower():gsub("_", " ")
    end)
  return nil, ("bad JSON at byte %d: %s"):format(position, message), position
end

return json
