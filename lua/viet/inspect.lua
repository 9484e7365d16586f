--- Values as Lua writes them, short enough to read.
--
--     viet.inspect { first = 1, "a" }  --> {"a", first = 1}

local options = require "viet.options"

local MOST_ITEMS, DEEPEST = 20, 3

local KEYWORDS = {}
for word in ("and break do else elseif end false for function goto if in "
    .. "local nil not or repeat return then true until while"):gmatch("%a+") do
  KEYWORDS[word] = true
end

local ESCAPES = {
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ['"'] = '\\"',
  ["\\"] = "\\\\",
}

local function quote(text)
  return '"' .. text:gsub('[\n\r\t"\\]', ESCAPES):gsub("%c", function(c)
    return ("\\%03d"):format(c:byte())
  end) .. '"'
end

local function render_key(key)
  if type(key) == "string" and key:find("^[%a_][%w_]*$")
      and not KEYWORDS[key] then
    return key
  end
  return "[" .. (type(key) == "string" and quote(key) or tostring(key)) .. "]"
end

--- The keys of a table that are no part of its array, sorted: numbers, then
-- the rest by what they look like.
local function other_keys(value)
  local keys, size = {}, #value
  for key in pairs(value) do
    local is_index = type(key) == "number" and key % 1 == 0 and key >= 1
      and key <= size
    if not is_index then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b)
    if type(a) == "number" and type(b) == "number" then return a < b end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local render

local function has_own_text(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__tostring ~= nil
end

local function render_table(value, depth, open)
  if open[value] or depth >= DEEPEST then return "{...}" end
  open[value] = true
  local parts, left = {}, MOST_ITEMS
  local function add(text)
    left = left - 1
    if left >= 0 then parts[#parts + 1] = text end
  end
  for i = 1, math.min(#value, MOST_ITEMS + 1) do
    add(render(value[i], depth + 1, open))
  end
  left = left - math.max(0, #value - MOST_ITEMS - 1)
  for _, key in ipairs(other_keys(value)) do
    add(render_key(key) .. " = " .. render(value[key], depth + 1, open))
  end
  if left < 0 then parts[#parts + 1] = ("... %d more"):format(-left) end
  open[value] = nil
  return "{" .. table.concat(parts, ", ") .. "}"
end

function render(value, depth, open)
  if type(value) == "string" then return quote(value) end
  if type(value) ~= "table" or has_own_text(value) then
    return tostring(value)
  end
  return render_table(value, depth, open)
end

--- A value as a string: strings quoted, tables with their fields, in a fixed
-- order; long and deep ones are cut short.
-- @param value     anything
-- @param settings  `plain`: true leaves a string that is the whole value as it
--   is
-- @return a string without line feeds, unless plain
local function inspect(value, settings)
  settings = options.check(settings, { "plain" })
  local is_plain = options.choose(settings, "plain", { false, true })
  if is_plain and type(value) == "string" then return value end
  return render(value, 0, {})
end

return inspect
