--- A matcher that is slow and obviously right, to compare the real one with.
-- It tries every name at every token, and compares keys as strings.

local viet = require "viet"

local matcher = {}

local rank = { exact = 1, case = 2, placement = 3, typed = 4, toneless = 5 }
matcher.rank = rank
local key_names = { "exact", "placement", "toneless" }

--- The folded code points of a text, each on its own.
local folded = setmetatable({}, { __index = function(cache, text)
  local made = text:gsub("[%z\1-\127\194-\244][\128-\191]*", function(c)
    c = viet.normalize(c, { fold = true, form = "keep", eth = false }) or c
    return c .. "\0"  -- one "ß" is no two "s" but for capitals
  end)
  cache[text] = made
  return made
end })

--- The keys of all tokens of a text: keys[level][i].
function matcher.keys_of(text)
  local tokens = viet.tokens(text)
  local all = { count = #tokens, tokens = tokens }
  for _, key in ipairs(key_names) do
    all[key] = {}
    for i = 1, #tokens do all[key][i] = tokens:key(i, key) end
  end
  return all
end

--- The letters of a key: a base and how often it has each mark, `đ` as d
-- and a mark of its own.
local function letters_of(key)
  local letters = {}
  local apart = viet.normalize(key, { form = "nfd" }) or key
  apart = apart:gsub("đ", "d/")
  for c in apart:gmatch("[%z\1-\127\194-\244][\128-\191]*") do
    local is_mark = c == "/" or c:find("^\204") or c == "\205\130"
    if is_mark and #letters > 0 then
      local marks = letters[#letters].marks
      marks[c] = (marks[c] or 0) + 1
    else
      letters[#letters + 1] = { base = c == "y" and "i" or c, marks = {} }
    end
  end
  return letters
end

--- Has each letter of the name all the marks that the text has?
local function is_typed(name, text)
  local meant, typed = letters_of(name), letters_of(text)
  if #meant ~= #typed then return false end
  for i, letter in ipairs(typed) do
    if meant[i].base ~= letter.base then return false end
    for mark, count in pairs(letter.marks) do
      if count > (meant[i].marks[mark] or 0) then return false end
    end
  end
  return true
end

--- The level of a token, i of the text and k of the name; nil if none.
function matcher.level_of(name, k, text, i)
  local function same(key) return name[key][k] == text[key][i] end
  if same "exact" then return "exact" end
  if same "placement" then
    return folded[name.exact[k]] == folded[text.exact[i]] and "case"
      or "placement"
  end
  if not same "toneless" then return nil end
  return is_typed(name.placement[k], text.placement[i]) and "typed"
    or "toneless"
end

--- The strictest level at which a name stands at `start`, or nil.
local function level_at(name, text, start, settings)
  local stop = start + name.count - 1
  if stop > text.count then return nil end
  if not settings.across_lines
      and text.tokens:line(start) ~= text.tokens:line(stop) then
    return nil
  end
  local loosest = "exact"
  for i = 1, name.count do
    local level = matcher.level_of(name, i, text, start + i - 1)
    if not level then return nil end
    if rank[level] > rank[loosest] then loosest = level end
  end
  return loosest
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
      local name = matcher.keys_of(text)
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
  local keys = matcher.keys_of(text)
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
