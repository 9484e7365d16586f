--- A matcher that is slow and obviously right, to compare the real one with.
-- It tries every name at every token, and compares keys as strings.

local viet = require "viet"

local matcher = {}

local levels = { "exact", "placement", "toneless" }
local rank = { exact = 1, placement = 2, toneless = 3 }

--- The keys of all tokens of a text: keys[level][i].
local function keys_of(text)
  local tokens = viet.tokens(text)
  local keys = { count = #tokens, tokens = tokens }
  for _, level in ipairs(levels) do
    keys[level] = {}
    for i = 1, #tokens do keys[level][i] = tokens:key(i, level) end
  end
  return keys
end

--- Do the name's tokens equal those of the text from `start` on?
local function is_alike(name, text, start, level)
  for i = 1, name.count do
    if name[level][i] ~= text[level][start + i - 1] then return false end
  end
  return true
end

--- The strictest level at which a name stands at `start`, or nil.
local function level_at(name, text, start, settings)
  local stop = start + name.count - 1
  if stop > text.count then return nil end
  if not settings.across_lines
      and text.tokens:line(start) ~= text.tokens:line(stop) then
    return nil
  end
  for _, level in ipairs(levels) do
    if is_alike(name, text, start, level) then return level end
  end
end

--- The matches that begin at `start`, one for each entry and length.
local function matches_at(names, text, start, settings)
  local best = {}
  for _, name in ipairs(names) do
    local level = level_at(name, text, start, settings)
    if level and rank[level] <= rank[name.level] then
      local key = name.entry .. ":" .. name.count
      if not best[key] or rank[level] < rank[best[key].level] then
        best[key] = {
          first = text.tokens:span(start),
          last = select(2, text.tokens:span(start + name.count - 1)),
          entry = name.entry, level = level, count = name.count,
        }
      end
    end
  end
  local found = {}
  for _, match in pairs(best) do found[#found + 1] = match end
  table.sort(found, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.entry < b.entry
  end)
  return found
end

--- Takes the entries of `viet.gazetteer` apart, once for many texts.
-- @param spec as viet.gazetteer takes it
function matcher.names(spec)
  local names = {}
  for number, entry in ipairs(spec) do
    for _, text in ipairs(entry) do
      local name = keys_of(text)
      name.entry = number
      name.level = entry.level or spec.level or "placement"
      names[#names + 1] = name
    end
  end
  return names
end

--- All matches in a text.
-- @param names what matcher.names gave
-- @param settings as for `g:matches`
-- @return an array of strings "first:last:entry:level", in order
function matcher.matches(names, text, settings)
  settings = settings or {}
  local all = {}
  local keys = keys_of(text)
  local start = 1
  while start <= keys.count do
    local found = matches_at(names, keys, start, settings)
    local longest = found[1] and found[1].count
    local is_longest = settings.kind ~= "overlapping"
    for _, match in ipairs(found) do
      if match.count == longest or not is_longest then
        all[#all + 1] = ("%d:%d:%d:%s"):format(match.first, match.last,
                                               match.entry, match.level)
      end
    end
    start = start + (is_longest and longest or 1)
  end
  return all
end

return matcher
