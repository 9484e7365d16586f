--- The attributes of an entry as bytes, and back: what a compiled gazetteer
-- keeps of them, without knowing what they are.
--
-- Each value stands behind its name, both with their lengths in front, and
-- the letter of its type between them: s string, n number, t true, f false.
--
--     4:areas6:236800   the attribute area, "236800"

local attributes = {}

-- Fields that the gazetteer keeps by itself.
local OWN = { id = true, type = true, level = true, priority = true }

local math_type = rawget(math, "type")  -- from Lua 5.3 on
local is_integer = math_type
  and function(value) return math_type(value) == "integer" end
  or function() return false end

--- A number as digits from which the same number is read.
local function to_digits(number)
  if is_integer(number) then return ("%d"):format(number) end
  local digits = ("%.17g"):format(number)
  if is_integer(tonumber(digits)) then digits = digits .. ".0" end
  return digits
end

--- A value as bytes: the letter of its type, and for strings and numbers the
-- length and what follows.
local function pack_value(value)
  if value == true then return "t" end
  if value == false then return "f" end
  local is_text = type(value) == "string"
  local bytes = is_text and value or to_digits(value)
  return (is_text and "s" or "n") .. #bytes .. ":" .. bytes
end

--- The attributes of an entry as bytes, in the order of their names, so that
-- the same entry gives the same bytes.
-- @param entry its fields but `id`, `type`, `level` and `priority` are taken;
--   it is checked that they are strings, numbers and booleans
-- @return a string; "" if there are none
function attributes.pack(entry)
  local names = {}
  for name in pairs(entry) do
    if type(name) == "string" and not OWN[name] then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for i, name in ipairs(names) do
    names[i] = #name .. ":" .. name .. pack_value(entry[name])
  end
  return table.concat(names)
end

--- A part with its length in front.
-- @return the part, and the byte behind it; nil if it is cut short
local function take(bytes, at)
  local length, start = bytes:match("^(%d+):()", at)
  length = tonumber(length)
  if not length or start + length - 1 > #bytes then return nil end
  return bytes:sub(start, start + length - 1), start + length
end

--- The value at a byte.
-- @return the value, and the byte behind it; nil if it is none
local function take_value(bytes, at)
  local kind = bytes:sub(at, at)
  if kind == "t" or kind == "f" then return kind == "t", at + 1 end
  local part, behind = take(bytes, at + 1)
  if not part or kind ~= "s" and kind ~= "n" then return nil end
  if kind == "n" then part = tonumber(part) end
  return part, part ~= nil and behind or nil
end

--- Adds the attributes to an entry. Bytes that are none, as a damaged file
-- may have them, end the attributes.
-- @param bytes what `attributes.pack` gave
-- @param entry a table
-- @return the entry
function attributes.unpack(bytes, entry)
  local at = 1
  while at <= #bytes do
    local name, behind = take(bytes, at)
    if not name then break end
    local value
    value, at = take_value(bytes, behind)
    if not at then break end
    entry[name] = value
  end
  return entry
end

return attributes
