-- Writes the rules that the benchmark searches for: a post and a person, a
-- verb and its object, a phrase with a choice in it, a name and a number.
--
--     viet run bench/rules.lua TEXTS OUT
--
-- Their words are runs of the texts, drawn with a seed, of which the first
-- two are not both among the commonest words. They are drawn until 3 (of 100
-- rules) or 15 (of 5,000) places in 100 words begin like one of them; the
-- others are rare. These densities are chosen, not measured in a real set of
-- rules: denser rules are slower. OUT gets rules_100.pat and rules_5000.pat,
-- which begins with the same 100, and rules_100.json, the same as spaCy reads
-- them.

local find_files = dofile "bench/files.lua"
local viet = require "viet"

local texts_folder, out_folder = ...

local SEED = 20240502
local SAMPLE = 8e6           -- bytes of text that runs are taken from
local COMMON = 100           -- words that a rule does not begin with
local RARE = 3               -- times that other runs stand in the sample
local SETS = {   -- how many rules, and places of their runs in each word
  { upto = 100, density = 0.03 },
  { upto = 5000, density = 0.15 },
}

local nfc = { eth = false, mark_order = false }

--- Words as they are written; false between lines and where punctuation
-- stands.
local function read_words()
  local words, bytes = {}, 0
  local files = find_files(texts_folder, {})
  assert(#files > 0, "no *.txt below " .. texts_folder)
  for _, path in ipairs(files) do
    if bytes > SAMPLE then break end
    local text = viet.normalize(assert(io.open(path, "rb")):read "a", nfc)
    local tokens = viet.tokens(text or "")
    local line
    for first, last, kind, i in tokens:each() do
      if tokens:line(i) ~= line then words[#words + 1] = false end
      line = tokens:line(i)
      words[#words + 1] = kind == "syllable" and tokens:key(i, "exact")
      bytes = bytes + last - first + 1
    end
  end
  return words
end

math.randomseed(SEED)
local words = read_words()

local function run_at(i, count)
  for j = i, i + count - 1 do
    if not words[j] then return nil end
  end
  return table.concat(words, " ", i, i + count - 1)
end

local function count_pairs()
  local singles, pairs_of, common = {}, {}, {}
  for i = 1, #words do
    local word, pair = words[i], run_at(i, 2)
    if word then singles[word] = (singles[word] or 0) + 1 end
    if pair then pairs_of[pair] = (pairs_of[pair] or 0) + 1 end
  end
  local order = {}
  for word in pairs(singles) do order[#order + 1] = word end
  table.sort(order, function(a, b)
    if singles[a] ~= singles[b] then return singles[a] > singles[b] end
    return a < b
  end)
  for i = 1, math.min(COMMON, #order) do common[order[i]] = true end
  return pairs_of, common
end

local counts, common = count_pairs()

local places, most = 0, 0   -- of the runs so far; how many may be

--- Are the two words from place `i` rare enough? Then they count.
local function takes(i)
  local count = counts[run_at(i, 2)] or 0
  if count > RARE and places + count > most then return false end
  places = places + count
  return true
end

--- A place where six words stand together, the first two no common ones.
local function draw()
  while true do
    local i = math.random(#words)
    if run_at(i, 6) and not (common[words[i]] and common[words[i + 1]])
        and takes(i) then
      return i
    end
  end
end

local function other(count)
  return run_at(draw(), count)
end

-- Shapes: each makes the elements of a rule from a place, or from two.

local shapes = {
  function(i)   -- a post and a person
    return { { words = { run_at(i, 2), other(2) } }, { title = { 1, 4 } } }
  end,
  function(i, j)   -- a verb, at most two words, its object
    return { { words = { run_at(i, 2) } }, { any = { 0, 2 } },
      { words = { run_at(j + 3, 2), other(2), other(2) } } }
  end,
  function(i, j)   -- a phrase
    return { { words = { run_at(i, 2) } },
      { words = { words[j + 2], words[draw()] } },
      { words = { run_at(j + 3, 2), other(2) } } }
  end,
  function(i)   -- a name and a number
    return { { words = { run_at(i, 2), other(3) } }, { any = { 0, 1 } },
      { number = true } }
  end,
}

--- The elements of a new rule. Its runs stand together while there is room.
local function make_rule(number)
  local shape = shapes[(number - 1) % #shapes + 1]
  local i = draw()
  return shape(i, places < most and i or draw())
end

-- Ours ----------------------------------------------------------------------

local function element_text(element)
  if element.title then
    return ("[shape=title & len>1]{%d,%d}"):format(table.unpack(element.title))
  elseif element.any then
    return ("[]{%d,%d}"):format(table.unpack(element.any))
  elseif element.number then
    return "[/^[0-9]+$/]"
  end
  return '("' .. table.concat(element.words, '" | "') .. '")'
end

local function rule_text(number, rule)
  local parts = {}
  for i, element in ipairs(rule) do parts[i] = element_text(element) end
  return ("rule r%d = %s\n"):format(number, table.concat(parts, " "))
end

-- spaCy's -------------------------------------------------------------------

local function words_json(text)
  local parts = {}
  for word in text:gmatch "%S+" do
    parts[#parts + 1] = ('{"ORTH":"%s"}'):format(word)
  end
  return table.concat(parts, ",")
end

--- The alternatives of an element, each a list of tokens.
local function element_json(element)
  if element.title then
    return { ('{"IS_TITLE":true,"LENGTH":{">":1},"OP":"{%d,%d}"}')
      :format(table.unpack(element.title)) }
  elseif element.any then
    return { ('{"IS_SPACE":false,"OP":"{%d,%d}"}')
      :format(table.unpack(element.any)) }
  elseif element.number then
    return { '{"TEXT":{"REGEX":"^[0-9]+$"}}' }
  end
  local list = {}
  for i, text in ipairs(element.words) do list[i] = words_json(text) end
  return list
end

local function rule_json(rule)
  local list = { "" }
  for _, element in ipairs(rule) do
    local longer = {}
    for _, before in ipairs(list) do
      for _, part in ipairs(element_json(element)) do
        longer[#longer + 1] = before == "" and part or before .. "," .. part
      end
    end
    list = longer
  end
  return "[[" .. table.concat(list, "],[") .. "]]\n"
end

local rules = {}
for _, set in ipairs(SETS) do
  local pat = assert(io.open(("%s/rules_%d.pat"):format(out_folder, set.upto),
    "wb"))
  most = set.density * #words
  while #rules < set.upto do
    rules[#rules + 1] = make_rule(#rules + 1)
  end
  for i, rule in ipairs(rules) do pat:write(rule_text(i, rule)) end
  assert(pat:close())
end
local json = assert(io.open(out_folder .. "/rules_100.json", "wb"))
for i = 1, 100 do json:write(rule_json(rules[i])) end
assert(json:close())
