--- Fuzzy searches: their options, and entries for what the core gives.

local fields = require "viet.gazetteer.fields"
local options = require "viet.options"
local search = require "viet.gazetteer.search"
local state_of = require "viet.gazetteer.state"

local fuzzy = {}

--- The kinds of a search, as `kind` has them.
fuzzy.kinds = { "scored", "overlapping" }

-- edits that a name may have, at most
local MOST = 3

local KNOWN = {
  "edits", "kind", "across_lines", "types", "as_of", "best", "min_score",
}

local SWITCHES = { "across_lines", "best" }

--- What is wrong with the options of a fuzzy search, or nil.
local function find_fault(settings)
  local kind, edits, least = settings.kind, settings.edits, settings.min_score
  local fault = options.bad_value("kind", kind, fuzzy.kinds)
    or options.switch_fault(settings, SWITCHES)
  if fault then return fault end
  if edits ~= nil and edits ~= 1 and edits ~= 2 and edits ~= MOST then
    return ("bad value '%s' for option 'edits' (expected 1, 2 or 3)")
      :format(tostring(edits))
  end
  if least ~= nil and not (type(least) == "number" and least >= 0
      and least <= 1) then
    return ("bad value '%s' for option 'min_score' (expected a number from "
      .. "0 to 1)"):format(tostring(least))
  end
end

--- Checks the options of a fuzzy search.
-- @param level the stack level of the user's call, for messages
-- @return the table, or an empty one
function fuzzy.check(settings, level)
  if settings == nil then return {} end
  local fine, fault = pcall(options.check, settings, KNOWN)
  if fine then
    fault = find_fault(settings)
  else
    fault = tostring(fault):gsub("^[^:]*:%d+: ", "")
  end
  if fault then error(fault, level + 1) end
  search.check({ types = settings.types, as_of = settings.as_of }, {},
    level + 1)
  return settings
end

--- The first of the matches that share a place.
local function best_only(step)
  local last_first, last_last
  return function()
    local number, level, score
    repeat
      local before_first, before_last = last_first, last_last
      last_first, last_last, number, level, score = step()
    until last_first ~= before_first or last_last ~= before_last
      or not last_first
    return last_first, last_last, number, level, score
  end
end

--- Starts a fuzzy search.
-- @param state what the gazetteer knows (see `viet.gazetteer.state`)
-- @param subject a text, or tokens
-- @param settings options that are checked
-- @return an iterator, as `g:fuzzy` gives it
function fuzzy.start(state, subject, settings)
  local types, least = settings.types, settings.min_score or 0
  if type(types) == "string" then types = { types } end
  local step = state.core:fuzzy(subject, settings.edits or 1,
    settings.kind == "overlapping", settings.across_lines,
    fields.day(settings.as_of), types)
  if settings.best then step = best_only(step) end
  return function()
    for first, last, number, level, score in step do
      if score >= least then
        local entry = state:entry(number)
        return first, last, state_of.id_of(entry), entry.type or "NAME",
          entry, level, score
      end
    end
  end
end

return fuzzy
