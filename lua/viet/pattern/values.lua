--- Values that patterns ask of the entries of a gazetteer, and that none has:
-- `{countries type="STAET"}` would never match.

local attributes = require "viet.gazetteer.attributes"
local class = require "viet.gazetteer.class"
local nearest = require "viet.nearest"

local values = {}

-- A gazetteer of more entries is not looked through.
local MANY = 100000

-- Fields that say something else in each match, or nothing that is compared.
local UNKNOWN = { level = true, from = true, to = true, priority = true }

-- What the entries of a gazetteer have: by attribute a table with the values,
-- as strings, as keys and in a list. By the state of the gazetteer, which is
-- another one when entries are added or removed.
local known_values = setmetatable({}, { __mode = "k" })

local function note(known, attribute, value)
  local list = known[attribute]
  if not list then
    list = {}
    known[attribute] = list
  end
  value = tostring(value)
  if not list[value] then
    list[value] = true
    list[#list + 1] = value
  end
end

--- Notes all values of the entries of a gazetteer, of which this is the state.
local function read(state)
  local known = { id = {}, type = {} }
  for number in state:numbers() do
    local id, kind, _, _, _, _, packed = state.core:entry(number)
    note(known, "id", id or (state.core:names(number)))
    note(known, "type", kind or "NAME")
    for name, value in pairs(attributes.unpack(packed or "", {})) do
      note(known, name, value)
    end
  end
  return known
end

--- What the entries of a gazetteer have, or nil where that is not known.
local function values_of(gazetteer)
  if not class.is(gazetteer) or #gazetteer > MANY then return nil end
  local state = class.state_of(gazetteer)
  local known = known_values[state]
  if not known then
    known = read(state)
    for _, list in pairs(known) do table.sort(list) end
    known_values[state] = known
  end
  return known
end

--- What is wrong with something that is asked, or nil.
local function find_fault(known, asked)
  local attribute, name = asked.attribute, asked.gazetteer
  local list = known[attribute]
  if not list then
    local names = {}
    for one in pairs(known) do names[#names + 1] = one end
    table.sort(names)
    return ("no entry of '%s' has the attribute '%s'%s"):format(name,
      attribute, nearest.hint(attribute, names))
  end
  for value in (asked.text or ""):gmatch "[^|]+" do
    if not list[value] then
      return ("no entry of '%s' has %s '%s'%s"):format(name, attribute, value,
        nearest.hint(value, list))
    end
  end
  return nil
end

--- Finds the first value, or attribute, that no entry has.
-- @param all         what `program:asked()` gave
-- @param gazetteers  by name
-- @return what is wrong with it, and the element of `all`; or nil
function values.check(all, gazetteers)
  for _, asked in ipairs(all) do
    local known = not UNKNOWN[asked.attribute]
      and values_of(gazetteers[asked.gazetteer])
    local fault = known and find_fault(known, asked)
    if fault then return fault, asked end
  end
  return nil
end

return values
