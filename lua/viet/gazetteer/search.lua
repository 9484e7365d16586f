--- The options of a search, and what the core leaves to Lua of it.

local fields = require "viet.gazetteer.fields"
local options = require "viet.options"
local state_of = require "viet.gazetteer.state"

local search = {}

local unpack = table.unpack or rawget(_G, "unpack")

--- The kinds of a search, as `kind` has them.
search.kinds = {
  "longest", "first", "overlapping", "outermost", "longest_per_type",
}

--- What may stand between the words of a name, as `gaps` has it.
search.gaps = { "line", "hyphen", "punctuation" }

-- What the core knows, and what is done here.
local CORE = {
  "kind", "across_lines", "gaps", "glued", "whole", "types", "as_of",
}
local KNOWN = {
  "kind", "across_lines", "gaps", "glued", "whole", "types", "as_of", "best",
}

local SWITCHES = { "across_lines", "glued", "whole", "best" }

--- What is wrong with an option that is a string or an array of strings.
-- @param choices what they may be; nil: anything
local function list_fault(name, list, choices)
  if list == nil then return nil end
  if type(list) ~= "table" and type(list) ~= "string" then
    return ("%s are a string or an array, not a %s"):format(name, type(list))
  end
  for i, word in ipairs(type(list) == "table" and list or { list }) do
    local fault = choices and options.bad_value(name, word, choices)
    if fault then return fault end
    if type(word) ~= "string" then
      return ("%s: item %d is a %s, not a string"):format(name, i, type(word))
    elseif word:find("\0", 1, true) then
      return ("%s: item %d has a NUL byte"):format(name, i)
    end
  end
end

--- What is wrong with the options of a search, or nil.
local function find_fault(settings)
  local fault = options.bad_value("kind", settings.kind, search.kinds)
    or options.switch_fault(settings, SWITCHES)
  if fault then return fault end
  local day = settings.as_of
  if day ~= nil and not (fields.day(day) and #day == 10) then
    return ("bad value '%s' for option 'as_of' (expected a date as 2024-05-31)")
      :format(tostring(day))
  end
  return list_fault("types", settings.types)
    or list_fault("gaps", settings.gaps, search.gaps)
end

--- What is wrong with types that are asked for, or nil.
function search.types_fault(types)
  return list_fault("types", types)
end

--- Checks the options of a search.
-- @param more further options that the caller knows, an array
-- @param level the stack level of the user's call, for messages
-- @return the table, or an empty one
function search.check(settings, more, level)
  if settings == nil then return {} end
  local known = { unpack(KNOWN) }
  for _, name in ipairs(more) do known[#known + 1] = name end
  local fine, fault = pcall(options.check, settings, known)
  if fine then
    fault = find_fault(settings)
  else
    fault = tostring(fault):gsub("^[^:]*:%d+: ", "")
  end
  if fault then error(fault, level + 1) end
  return settings
end

--- The first match of each place only, and of each type if it is types that
-- are searched for. Matches of one place follow each other.
local function best_only(step, kind)
  local last_first, last_last, done
  return function()
    for first, last, id, its, entry, level in step do
      if first ~= last_first or last ~= last_last then
        last_first, last_last, done = first, last, {}
      end
      local key = kind == "longest_per_type" and its or "all"
      if not done[key] then
        done[key] = true
        return first, last, id, its, entry, level
      end
    end
  end
end

--- The ids of entries that have none and whose first name has a level of its
-- own, which the core takes for a table.
local function with_ids(step)
  return function()
    local first, last, id, kind, entry, level = step()
    if type(id) == "table" then id = state_of.id_of(entry) end
    return first, last, id, kind, entry, level
  end
end

--- Starts a search.
-- @param state what the gazetteer knows (see `viet.gazetteer.state`)
-- @param subject a text, or tokens
-- @param settings options that are checked
-- @return an iterator, as `g:matches` gives it
function search.start(state, subject, settings)
  local rules
  if next(settings) ~= nil then
    rules = {}
    for _, name in ipairs(CORE) do rules[name] = settings[name] end
  end
  local step = state.core:matches(subject, rules)
  if state.has_odd_ids then step = with_ids(step) end
  if settings.best then step = best_only(step, settings.kind) end
  return step
end

--- A set of the types that are asked for, or nil for all.
function search.to_set(types)
  if types == nil then return nil end
  local set = {}
  for _, name in ipairs(type(types) == "table" and types or { types }) do
    set[name] = true
  end
  return set
end

--- May a name go on in the next line?
function search.is_across_lines(settings)
  local gaps = search.to_set(settings.gaps)
  return settings.across_lines or gaps and gaps.line or false
end

--- Is an entry valid on a day?
function search.is_valid(entry, day)
  return (not entry.from or fields.day(entry.from) <= day)
    and (not entry.to or day <= fields.day(entry.to, true))
end

return search
