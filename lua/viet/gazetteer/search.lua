--- Searches of a gazetteer that the core leaves to Lua: those that ask for a
-- date or for types, and those of entries with priorities.
--
-- The core gives every name at every place; what must not match is left out
-- before the kind of the search chooses among what is left.

local compile = require "viet.gazetteer.compile"
local fields = require "viet.gazetteer.fields"
local options = require "viet.options"

local search = {}

local unpack = table.unpack or rawget(_G, "unpack")

--- The kinds of a search, as `kind` has them.
search.kinds = {
  "longest", "first", "overlapping", "outermost", "longest_per_type",
}

local KNOWN = { "kind", "across_lines", "types", "as_of", "best" }

-- What the core does by itself.
local core_kinds = {
  longest = true, first = true, overlapping = true, outermost = true,
}

--- What is wrong with the options of a search, or nil.
local function find_fault(settings)
  local fault = options.bad_value("kind", settings.kind, search.kinds)
  if fault then return fault end
  local day = settings.as_of
  if day ~= nil and not (fields.day(day) and #day == 10) then
    return ("bad value '%s' for option 'as_of' (expected a date as 2024-05-31)")
      :format(tostring(day))
  end
  local types = settings.types
  if types ~= nil and type(types) ~= "table" and type(types) ~= "string" then
    return "types are a string or an array, not a " .. type(types)
  end
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

--- A set of the types that are asked for, or nil for all.
function search.to_set(types)
  if types == nil then return nil end
  local set = {}
  for _, name in ipairs(type(types) == "table" and types or { types }) do
    set[name] = true
  end
  return set
end

--- Is an entry valid on a day?
function search.is_valid(entry, day)
  return (not entry.from or fields.day(entry.from) <= day)
    and (not entry.to or day <= fields.day(entry.to, true))
end

--- A function that tells which matches are asked for, or nil for all.
local function make_filter(settings)
  local types = search.to_set(settings.types)
  local day = settings.as_of and fields.day(settings.as_of)
  if not types and not day then return nil end
  return function(kind, entry)
    return (not types or types[kind])
      and (not day or search.is_valid(entry, day))
  end
end

--- Iterates over all of a layer that stands in a text, as tables.
local function each_in_layer(layer, subject, settings)
  local step = layer.block.core:matches(subject, {
    kind = "overlapping", across_lines = settings.across_lines,
  })
  local is_wanted, removed = make_filter(settings), layer.removed or {}
  return function()
    for first, last, id, kind, entry, level in step do
      entry = compile.entry_of(entry)
      local is_out = removed[entry] or is_wanted
        and not is_wanted(kind, entry)
      if not is_out then
        return {
          first = first, last = last, id = id, type = kind, entry = entry,
          level = level, priority = fields.priority(entry.priority) or 0,
        }
      end
    end
  end
end

--- Iterates over the hits of all layers, by where they begin.
local function each_hit(state, subject, settings)
  local steps, ahead = {}, {}
  for i, layer in ipairs(state.layers) do
    steps[i] = each_in_layer(layer, subject, settings)
    ahead[i] = steps[i]() or false
  end
  return function()
    local next_one
    for i = 1, #steps do
      if ahead[i] and (not next_one
          or ahead[i].first < ahead[next_one].first) then
        next_one = i
      end
    end
    if not next_one then return nil end
    local hit = ahead[next_one]
    ahead[next_one] = steps[next_one]() or false
    return hit
  end
end

local rank = {}
for i, level in ipairs(fields.levels) do rank[level] = i end

--- Leaves one hit of each entry for each span, at its strictest level.
local function drop_doubles(group)
  local known, kept = {}, {}
  for _, hit in ipairs(group) do
    local mine = known[hit.entry] or {}
    known[hit.entry] = mine
    local before = mine[hit.last]
    if not before then
      mine[hit.last], kept[#kept + 1] = hit, hit
    elseif rank[hit.level] < rank[before.level] then
      before.level = hit.level
    end
  end
  return kept
end

--- Sorts hits that begin alike: longer ones first, then those with the
-- higher priority, then as the entries were given.
local function sort(group)
  for i, hit in ipairs(group) do hit.number = i end
  table.sort(group, function(a, b)
    if a.last ~= b.last then return a.last > b.last end
    if a.priority ~= b.priority then return a.priority > b.priority end
    return a.number < b.number
  end)
  return group
end

--- Iterates over the hits of a text in groups that begin alike.
local function each_group(state, subject, settings)
  local step = each_hit(state, subject, settings)
  local ahead = step()
  return function()
    if not ahead then return nil end
    local group = {}
    repeat
      group[#group + 1] = ahead
      ahead = step()
    until not ahead or ahead.first ~= group[1].first
    return sort(drop_doubles(group))
  end
end

--- The hits of a group that end at a byte.
local function ending_at(group, last)
  local kept = {}
  for _, hit in ipairs(group) do
    if hit.last == last then kept[#kept + 1] = hit end
  end
  return kept
end

local choose = {}

function choose.overlapping(_, group) return group end

function choose.longest(covered, group)
  if group[1].first <= (covered.all or 0) then return {} end
  covered.all = group[1].last
  return ending_at(group, group[1].last)
end

--- The best entry wins, and with it what has the same span.
function choose.first(covered, group)
  if group[1].first <= (covered.all or 0) then return {} end
  local best = group[1]
  for _, hit in ipairs(group) do
    if hit.priority > best.priority
        or hit.priority == best.priority and hit.order < best.order then
      best = hit
    end
  end
  covered.all = best.last
  return ending_at(group, best.last)
end

--- What is in no longer match: one that begins earlier, or here.
function choose.outermost(covered, group)
  if group[1].last <= (covered.all or 0) then return {} end
  covered.all = group[1].last
  return ending_at(group, group[1].last)
end

function choose.longest_per_type(covered, group)
  local kept, longest = {}, {}
  for _, hit in ipairs(group) do
    if hit.first > (covered[hit.type] or 0) then
      longest[hit.type] = longest[hit.type] or hit.last
      if hit.last == longest[hit.type] then kept[#kept + 1] = hit end
    end
  end
  for kind, last in pairs(longest) do covered[kind] = last end
  return kept
end

--- Numbers the entries as they were given, for "first".
local function add_orders(state, group)
  if not state.orders then
    state.orders = {}
    for i, entry in ipairs(state.entries) do state.orders[entry] = i end
  end
  for _, hit in ipairs(group) do hit.order = state.orders[hit.entry] end
end

--- Leaves the first hit of each span, and of each type if it is types that
-- are searched for.
local function best_only(group, kind)
  local kept, done = {}, {}
  for _, hit in ipairs(group) do
    local key = hit.last
    if kind == "longest_per_type" then key = key .. hit.type end
    if not done[key] then kept[#kept + 1] = hit end
    done[key] = true
  end
  return kept
end

--- Iterates over the chosen hits, one after the other.
local function search_in_lua(state, subject, settings)
  local kind = settings.kind or "longest"
  local next_group = each_group(state, subject, settings)
  local covered, group, i = {}, {}, 0
  return function()
    i = i + 1
    while not group[i] do
      group = next_group()
      if not group then
        group, i = {}, 1
        return nil
      end
      if kind == "first" then add_orders(state, group) end
      group, i = choose[kind](covered, group), 1
      if settings.best then group = best_only(group, kind) end
    end
    local hit = group[i]
    return hit.first, hit.last, hit.id, hit.type, hit.entry, hit.level
  end
end

--- Starts a search.
-- @param state what the gazetteer knows (see `viet.gazetteer.compile`)
-- @param subject a text, or tokens
-- @param settings options that are checked
-- @return an iterator, as `g:matches` gives it
function search.start(state, subject, settings)
  local kind = settings.kind or "longest"
  if state.is_special or settings.types
      or settings.as_of or settings.best or not core_kinds[kind] then
    return search_in_lua(state, subject, settings)
  end
  return state.layers[1].block.core:matches(subject, {
    kind = kind, across_lines = settings.across_lines,
  })
end

return search
