--- Option tables: an unknown key raises and lists the known ones, so that
-- a misspelt option never passes for the default.

local options = {}

--- The words as a sentence has them: "a", "a or b", "a, b or c".
-- @param choices an array of strings or booleans, at least one
function options.list(choices)
  local words = {}
  for i, choice in ipairs(choices) do words[i] = tostring(choice) end
  if #words == 1 then return words[1] end
  return table.concat(words, ", ", 1, #words - 1) .. " or " .. words[#words]
end

--- Is a value among some strings?
local function is_among(value, choices)
  for _, choice in ipairs(choices) do
    if value == choice then return true end
  end
  return false
end

--- What is wrong with a value that has to be one of some strings.
-- @param name what the value is called, such as "level"
-- @param value any value
-- @param choices an array of strings, in the order to list them
-- @return nil, or `bad level 'tonless' (expected exact, placement or
--   toneless)`
function options.fault(name, value, choices)
  if is_among(value, choices) then return nil end
  return ("bad %s '%s' (expected %s)"):format(name, tostring(value),
                                              options.list(choices))
end

--- What is wrong with the value of an option that may be absent.
-- @param name the option
-- @param value any value; nil is fine
-- @param choices an array of strings, in the order to list them
-- @return nil, or `bad value 'all' for option 'kind' (expected a, b or c)`
function options.bad_value(name, value, choices)
  if value == nil or is_among(value, choices) then return nil end
  return ("bad value '%s' for option '%s' (expected %s)"):format(
    tostring(value), name, options.list(choices))
end

--- What is wrong with options that are true or false, each of which may be
-- absent.
-- @param given an option table that options.check has returned
-- @param names an array of the options, in the order to look at them
-- @return nil, or `bad value 'no' for option 'whole' (expected true or
--   false)`
function options.switch_fault(given, names)
  for _, name in ipairs(names) do
    local fault = options.bad_value(name, given[name], { true, false })
    if fault then return fault end
  end
end

--- The value of an option that is one of some words.
-- @param given an option table that options.check has returned
-- @param name the option
-- @param choices an array of strings, in the order to list them; the first
--   is the value of an option that is left out
-- Raises `bad value 'x' for option 'name' (expected a, b or c)` in the name
-- of whoever called the function that has the options.
function options.choose(given, name, choices)
  local fault = options.bad_value(name, given[name], choices)
  if fault then error(fault, 3) end
  if given[name] == nil then return choices[1] end
  return given[name]
end

--- What is wrong with the path of a file, or nil. The system would read it up
-- to its first NUL byte only.
-- @param path any value
-- @return nil, or `the path is a string, not a table`, `the path has a NUL
--   byte`
function options.path_fault(path)
  if type(path) ~= "string" then
    return "the path is a string, not a " .. type(path)
  elseif path:find("\0", 1, true) then
    return "the path has a NUL byte"
  end
end

--- Checks the keys of an option table. Values are the caller's business,
-- and so is the array part: positions are no options.
-- @param given the caller's table; nil stands for an empty one
-- @param known an array of the option names, in the order to list them
-- @param where what the options belong to, to begin the message with, such
--   as "entry 3"; may be left out
-- @return the table (an empty one for nil)
-- Raises `unknown option 'x' (expected a, b or c)` in the name of whoever
-- called the function that checks its options.
-- @usage settings = options.check(settings, { "kind", "across_lines" })
function options.check(given, known, where)
  local prefix = where and where .. ": " or ""
  if given == nil then return {} end
  if type(given) ~= "table" then
    error(prefix .. "options are a table, not a " .. type(given), 3)
  end
  for key in pairs(given) do
    if type(key) ~= "number" and not is_among(key, known) then
      error(("%sunknown option '%s' (expected %s)"):format(
        prefix, tostring(key), options.list(known)), 3)
    end
  end
  return given
end

return options
