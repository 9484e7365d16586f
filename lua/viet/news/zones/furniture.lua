--- What stands on a page beside the article (menus, boxes of other articles,
-- buttons, credits), recognised by its words: data/furniture.tsv.
--
-- The column `where` of that file says where on a line the words of an entry
-- have to stand; punctuation and numbers do not count as words.

local data = require "viet.news.data"
local lines = require "viet.news.zones.lines"
local tsv = require "viet.tsv"

local furniture = {}

-- Of a line with more words, only how it begins and ends is looked at.
local LONGEST_INSIDE = 60

--- Phrases by where they stand and by their first word:
-- index.start["tin"] = {{words = {"tin", "liên", "quan"}, row = ...}, ...}
local function build_index()
  local index = {}
  for _, row in ipairs(assert(tsv.read(data.path("furniture.tsv")))) do
    local by_word = index[row.where] or {}
    index[row.where] = by_word
    for _, name in ipairs(row) do
      local words, key = lines.words(name)
      local list = by_word[words[1]] or {}
      list[#list + 1] = { words = words, key = key, row = row }
      by_word[words[1]] = list
    end
  end
  return index
end

local index = build_index()

--- Do the words of a phrase stand in `words` from place `from`?
local function matches_at(words, phrase, from)
  for i, word in ipairs(phrase) do
    if words[from + i - 1] ~= word then return false end
  end
  return true
end

--- The entry whose phrase begins at word `from`, the longest one.
local function find_at(where, words, from)
  local best
  for _, phrase in ipairs(index[where][words[from]] or {}) do
    if (not best or #phrase.words > #best.words)
        and matches_at(words, phrase.words, from) then
      best = phrase
    end
  end
  return best
end

--- Does a colon follow the first `count` words of a line?
local function has_colon(line, count)
  local seen = 0
  for k = 1, line.count do
    if line:is_word(k) then seen = seen + 1 end
    if seen > count then return false end
    if seen == count and line:source(k) == ":" then return true end
  end
  return false
end

local function find_whole(line)
  for _, phrase in ipairs(index.line[line.words[1]] or {}) do
    if phrase.key == line.key then return phrase end
  end
  return nil
end

local function find_end(line)
  for from = math.max(1, #line.words - 5), #line.words do
    local phrase = find_at("end", line.words, from)
    if phrase and from + #phrase.words - 1 == #line.words then
      return phrase
    end
  end
  return nil
end

local function find_label(line)
  local phrase = find_at("label", line.words, 1)
  if phrase and has_colon(line, #phrase.words) then return phrase end
  return nil
end

--- The entry that decides what a line is: one that is all of the line, or
-- its label, how it begins or ends.
-- @param line of `lines.of`
-- @return the row of the lexicon (`id`, `type`, `source`), or nil
function furniture.find(line)
  if not line.words or #line.words == 0 then return nil end
  local phrase = find_whole(line) or find_label(line)
    or find_at("start", line.words, 1) or find_end(line)
  if phrase then return phrase.row end
  return (furniture.find_inside(line, "nav"))
end

--- Finds words of a type that stand anywhere in a line.
-- @param type  such as "caption"
-- @param where "inside" (the default) or "verb"
-- @return the row of the lexicon and the number of its first word, or nil
function furniture.find_inside(line, type, where)
  if not line.words or #line.words > LONGEST_INSIDE then return nil end
  for from = 1, #line.words do
    local phrase = find_at(where or "inside", line.words, from)
    if phrase and phrase.row.type == type then return phrase.row, from end
  end
  return nil
end

--- Is a word one that a caption without a verb may have in lower case?
function furniture.is_noun(word)
  return index.noun[word] ~= nil
end

--- Finds a bracket that holds nothing but words such as `trái` or `áo đỏ`.
-- @return the row of the lexicon, or nil
function furniture.find_bracket(line)
  if not line.words then return nil end
  local held
  for k = 1, line.count do
    local text = line:source(k)
    if text == "(" then
      held = {}
    elseif text == ")" and held then
      local phrase = find_at("bracket", held, 1)
      if phrase and #phrase.words == #held then return phrase.row end
      held = nil
    elseif held then
      held[#held + 1] = line:word(k)
    end
  end
  return nil
end

return furniture
