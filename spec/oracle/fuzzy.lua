--- A fuzzy matcher that is slow and obviously right, to compare the real one
-- with. It tries every name at every token, in every way to lay its words
-- along the tokens, and finds the cost of two words by recursion. Costs are
-- in twelfths of an edit.

local core = require "viet.core"
local viet = require "viet"

local fuzzy = {}

local NEVER = 10000

--- Words --------------------------------------------------------------------

local TONES = { ["\204\128"] = "huyen", ["\204\129"] = "sac",
                ["\204\131"] = "nga", ["\204\137"] = "hoi",
                ["\204\163"] = "nang" }
local MARKS = { ["\204\130"] = "^", ["\204\134"] = "(", ["\204\155"] = "+" }

local function points(text)
  return text:gmatch("[%z\1-\127\194-\244][\128-\191]*")
end

local function is_letter(base)
  return base == "đ" or base:find("^%a$") ~= nil
end

--- Reads a word; nil if it is solid.
local function read(key)
  local word = { tones = {}, hyphens = 0 }
  local first = true
  for c in points(viet.normalize(key, { form = "nfd" })) do
    if TONES[c] then
      word.tones[#word.tones + 1] = TONES[c]
    elseif MARKS[c] then
      word[#word].mark = MARKS[c]
    elseif c:find "^[\204\205]" then
      word[#word].mark = "*"
    elseif c == "-" then
      word.hyphens, first = word.hyphens + 1, true
    else
      word[#word + 1] = { base = c, mark = "", first = first }
      first = false
    end
  end
  for _, letter in ipairs(word) do
    if letter.base:find "%d" then return nil end
  end
  if #word == 0 or #word > 32 or not is_letter(word[1].base) then
    return nil
  end
  for i, letter in ipairs(word) do
    letter.last = not word[i + 1] or word[i + 1].first
  end
  return word
end

--- Costs --------------------------------------------------------------------

-- letter: the keys around it
local BESIDE = {
  a = "qwsz", b = "vghn", c = "xdfv", d = "erfcxs", e = "rdsw", f = "rtgvcd",
  g = "tyhbvf", h = "yujnbg", i = "uojk", j = "uikmnh", k = "iolmj",
  l = "opk", m = "njk", n = "bhjm", o = "ipkl", p = "ol", q = "wa",
  r = "etdf", s = "wedxza", t = "ryfg", u = "yihj", v = "cfgb", w = "qeas",
  x = "zsdc", y = "tugh", z = "asx",
}

local ALIKE, ALIKE_FIRST = {}, {}
for pair in ("sx iy ck kq cq ij jy dz uw vw"):gmatch "%a%a" do
  ALIKE[pair], ALIKE[pair:reverse()] = true, true
end
for pair in ("ln dr rz"):gmatch "%a%a" do
  ALIKE_FIRST[pair], ALIKE_FIRST[pair:reverse()] = true, true
end

local SOUNDS = {}
for typed, meant, first in ([[ch tr 1 gi d 1 gi r 1 gi z 1 sh s 0 sh x 0
  ph f 0 ck k 0 oo u 0 ou u 0 zh j 0 zh d 0 zh z 0 zh gi 0 ks x 0 ee i 0
  ts x 0]]):gmatch "(%a+) (%a+) (%d)" do
  SOUNDS[#SOUNDS + 1] = { typed, meant, first == "1" }
  SOUNDS[#SOUNDS + 1] = { meant, typed, first == "1" }
end

local function mark_cost(a, b)
  return a == b and 0 or a == "" and 3 or 4
end

local function replace(a, b)
  if a.base == b.base then return mark_cost(a.mark, b.mark) end
  if a.base == "d" and b.base == "đ" then return 3 end
  if a.base == "đ" and b.base == "d" then return 4 end
  local pair = a.base .. b.base
  if ALIKE[pair] or a.first and b.first and ALIKE_FIRST[pair] then
    return 4
  end
  return BESIDE[a.base] and BESIDE[a.base]:find(b.base, 1, true) and 9 or 12
end

local function single(word, i, is_extra)
  local letter, before = word[i], word[i - 1]
  if before and (before.base == letter.base
      or before.base == "g" and letter.base == "h") then
    return 4
  end
  if is_extra and (letter.base == "w" or i > 1 and letter.last
      and letter.base:find "^[sfrxj]$") then
    return 6
  end
  return 12
end

--- Do the letters that end at i spell something?
local function spell(word, i, what, first)
  local start = i - #what + 1
  if start < 1 then return false end
  for k = 1, #what do
    if word[start + k - 1].base ~= what:sub(k, k) then return false end
  end
  return not first or word[start].first
end

local function pairs_of(list)
  local set = {}
  for pair in list:gmatch "%a%a" do set[pair], set[pair:reverse()] = 1, 1 end
  return set
end

local KINDS = pairs_of [[sx sz xz xc sc ck kq cq cg kg ch kh dz dj gj zj dt ts
  bp bv pv pf fv vw uw ow]]
local INNER_KINDS, STOPS = pairs_of "ln rl lm nm", pairs_of "rc rk rt rn rp"

local EAR_SOUNDS = {}
for typed, meant in ([[gi j gi g ge gi dz d ch x ch s ck c qu c oa w kh h
  ti xi ci xi ce x ay ei tx s]]):gmatch "(%a+) (%a+)" do
  EAR_SOUNDS[#EAR_SOUNDS + 1] = { typed, meant, false }
  EAR_SOUNDS[#EAR_SOUNDS + 1] = { meant, typed, false }
end
for _, sound in ipairs(SOUNDS) do EAR_SOUNDS[#EAR_SOUNDS + 1] = sound end

local function is_vowel(letter)
  return letter.base:find "^[aeiouy]$" ~= nil
end

--- The costs of a foreign name that is written as it is heard.
local ear = { sounds = EAR_SOUNDS, sound = 2 }

function ear.replace(a, b)
  local x, y = a.base:gsub("đ", "d"), b.base:gsub("đ", "d")
  local pair, first = x .. y, a.first and b.first
  if x == y then return 0 end
  if is_vowel(a) and is_vowel(b) then
    return (pair == "iy" or pair == "yi") and 1 or 3
  end
  if KINDS[pair] or not first and INNER_KINDS[pair] then return 2 end
  return not first and STOPS[pair] and 5 or 12
end

function ear.single(word, i)
  local letter, before = word[i], word[i - 1]
  if not before then return 12 end
  if before.base == letter.base then return 1 end
  if letter.base == "o" and letter.mark == "+" then return 2 end
  if letter.base == "h" then return is_vowel(before) and 6 or 2 end
  if is_vowel(letter) then return 4 end
  if not letter.base:find "^[a-z]$" then return 12 end
  if letter.base == "g" and before.base == "n" then return 2 end
  return letter.base == "r" and 3 or 5
end

--- The costs of slips.
local eye = { sounds = SOUNDS, sound = 4, swaps = true,
              replace = replace, single = single }

--- Is a word written as a foreign name is heard?
local function is_heard(word)
  if word.hyphens == 0 then return false end
  local vowels, parts = 0, 0
  for i, letter in ipairs(word) do
    if letter.first then parts = parts + 1 end
    if is_vowel(letter) and (vowels < parts) then vowels = parts end
    if word[i + 1] and word[i + 1].first and vowels < parts then
      return false
    end
  end
  for _, tone in ipairs(word.tones) do
    if tone ~= "sac" then return false end
  end
  return vowels == parts
end

local function letters_cost(text, name, costs)
  local known = {}
  local function cost(i, j)
    if i == 0 and j == 0 then return 0 end
    local key = i * 64 + j
    if known[key] then return known[key] end
    local least = NEVER
    local function try(value) least = math.min(least, value) end
    if i > 0 then try(cost(i - 1, j) + costs.single(text, i, true)) end
    if j > 0 then try(cost(i, j - 1) + costs.single(name, j, false)) end
    if i > 0 and j > 0 then
      try(cost(i - 1, j - 1) + costs.replace(text[i], name[j]))
      for _, sound in ipairs(costs.sounds) do
        if spell(text, i, sound[1], sound[3])
            and spell(name, j, sound[2], sound[3]) then
          try(cost(i - #sound[1], j - #sound[2]) + costs.sound)
        end
      end
    end
    if costs.swaps and i > 1 and j > 1 and text[i].base == name[j - 1].base
        and text[i - 1].base == name[j].base
        and text[i].base ~= text[i - 1].base then
      try(cost(i - 2, j - 2) + 8 + mark_cost(text[i].mark, name[j - 1].mark)
        + mark_cost(text[i - 1].mark, name[j].mark))
    end
    known[key] = least
    return least
  end
  return cost(#text, #name)
end

local function tones_cost(a, b)
  local cost = 0
  for i = 1, math.max(#a, #b) do
    local x, y = a[i], b[i]
    if x ~= y then
      local near = not x or x == "hoi" and y == "nga"
        or x == "nga" and y == "hoi"
      cost = cost + (near and 3 or 6)
    end
  end
  return cost
end

local function same_bases(a, b)
  if #a ~= #b then return false end
  for i = 1, #a do
    local x, y = a[i].base:gsub("đ", "d"), b[i].base:gsub("đ", "d")
    if x ~= y then return false end
  end
  return true
end

--- The cost of a word of the text for one of a name, and whether its base
-- letters are right.
local function word_cost(text, name)
  local cost, is_same = NEVER, false
  if text.key == name.key and not name.word then
    -- a solid word is itself, with its capital or without
    if text.capital == name.capital then return 0, true end
  end
  if not name.word then return NEVER, false end
  for _, way in ipairs(text.ways) do
    local its = letters_cost(way.word, name.word, eye)
      + tones_cost(way.word.tones, name.word.tones)
      + 2 * math.abs(way.word.hyphens - name.word.hyphens) + way.cost
    if its <= 6 * (#name.word - 1) then
      if its > 0 and name.capital and not text.capital then its = its + 3 end
      if its < cost then
        cost = its
        is_same = same_bases(way.word, name.word)
      end
    end
  end
  if text.word and text.capital and name.capital and #text.word >= 4
      and #name.word >= 4 and (is_heard(text.word) or is_heard(name.word)) then
    local its = letters_cost(text.word, name.word, ear)
    if its <= 2 * (#name.word - 1) and its < cost then
      cost, is_same = its, false
    end
  end
  return cost, is_same
end

--- Texts --------------------------------------------------------------------

local function is_capital(text)
  local c = points(viet.normalize(text, { form = "nfd" }))()
  return c ~= nil and (c == "Đ" or c:find "^%u$" ~= nil)
end

--- What a key may be.
local function word_of_key(key, capital)
  local made = { key = key, capital = capital, word = read(key), ways = {} }
  if made.word then made.ways[1] = { word = made.word, cost = 0 } end
  for _, method in ipairs { "telex", "vni" } do
    if not key:find "[\128-\255]" and #key <= 24 then
      local typed = core.typing_read(key, method)
      local word = typed ~= key and read(typed)
      if word then made.ways[#made.ways + 1] = { word = word, cost = 4 } end
    end
  end
  return made
end

--- The words that tokens first to last may be.
local function make_word(tokens, first, last)
  local key = ""
  for i = first, last do key = key .. tokens:key(i, "placement") end
  return word_of_key(key, is_capital(tokens:text(first)))
end

--- The letters of a token, or nil if it has anything else.
local function letters_of(text)
  local letters = {}
  for c in points(text) do
    local bare = viet.normalize(c, { form = "nfd" })
    local base = points(bare)()
    if base == "đ" or base == "Đ" or base:find "^%a$" then
      letters[#letters + 1] = c
    elseif (TONES[c] or MARKS[c]) and #letters > 0 then
      letters[#letters] = letters[#letters] .. c
    else
      return nil
    end
    for mark in points(bare:sub(#base + 1)) do
      if not (TONES[mark] or MARKS[mark]) then return nil end
    end
  end
  return #letters <= 32 and letters or nil
end

local function spaced(tokens, i)
  local _, before = tokens:span(i - 1)
  return tokens:span(i) > before + 1
end

local function letter_at(tokens, i)
  local c = points(viet.normalize(tokens:key(i, "placement"),
    { form = "nfd" }))()
  return c and is_letter(c)
end

--- The last token of those that hyphens tie to token i.
local function group_end(tokens, i)
  if not letter_at(tokens, i) then return i end
  while i + 2 <= #tokens and tokens:text(i + 1) == "-"
      and not spaced(tokens, i + 1) and not spaced(tokens, i + 2)
      and letter_at(tokens, i + 2) do
    i = i + 2
  end
  return i
end

--- The words of a name: with those that hyphens tie as one, and, if there
-- are any, each on its own.
-- @return an array of {words =, hyphens = those between them}
local function name_words(text)
  local tokens, words, parts, i = viet.tokens(text), {}, {}, 1
  local hyphens = 0
  while i <= #tokens do
    local last = group_end(tokens, i)
    words[#words + 1] = make_word(tokens, i, last)
    for k = i, last, 2 do parts[#parts + 1] = make_word(tokens, k, k) end
    hyphens = hyphens + (last - i) / 2
    i = last + 1
  end
  local whole = { words = words, hyphens = 0 }
  if hyphens == 0 then return { whole } end
  return { whole, { words = parts, hyphens = hyphens } }
end

local function is_short(words)
  if #words == 1 and viet.tokens(words[1].key):kind(1) == "syllable"
      and not words[1].key:find("-", 1, true) then
    return true
  end
  for _, word in ipairs(words) do
    if word.word and #word.word > 3 then return false end
  end
  return #words <= 2
end

local function initial_at(tokens, i)
  local word = read(tokens:key(i, "placement"))
  if word and #word == 1 and is_capital(tokens:text(i)) and i < #tokens
      and tokens:text(i + 1) == "." and not spaced(tokens, i + 1) then
    return word[1].base
  end
end

--- All hits of a name that begin at a token: visit(last token, cost, hyphens
-- between words).
local function lay(tokens, start, words, budget, cache, visit)
  local short, hyphens = is_short(words), 0
  local alone = #words == 1 and (words[1].word and #words[1].word or 1)
  local function word_at(i, last)
    local key = i .. "-" .. last
    cache[key] = cache[key] or make_word(tokens, i, last)
    return cache[key]
  end
  local function keeps(text, name)
    return text.capital or not name.capital
  end
  local go
  --- By the pieces of glued words, from letter `from` of token i on; `open`
  -- tells whether a capital stands there.
  local function go_glued(i, at, cost, fine, kept, from, open)
    local kind, text = tokens:kind(i), tokens:text(i)
    local letters = kind == "word" and letters_of(text)
      or kind == "hashtag" and letters_of(text:sub(2))
    if not letters or at > #words then return end
    for last = from, #letters do
      local piece = table.concat(letters, "", from, last)
      local is_end, name = last == #letters, words[at]
      local is_seam = is_end or is_capital(letters[last + 1])
        and not is_capital(letters[last])
      local spent = cost + (is_end and 0 or 3)
      local function on(more, same, keep)
        if spent + more > budget then return end
        if is_end then
          go(i + 1, at + 1, spent + more, same, keep)
        else
          go_glued(i, at + 1, spent + more, same, keep, last + 1, is_seam)
        end
      end
      local word = not (is_end and from == 1) and word_of_key(
        viet.tokens(piece):key(1), is_capital(piece))
      if word and is_seam and open then
        local its, same = word_cost(word, name)
        on(its, fine and same, kept and keeps(word, name))
      elseif word and word.key == name.key
          and (name.capital or not word.capital) then
        local lost = name.capital and not word.capital
        on(lost and 3 or 0, false, kept and not lost)
      end
    end
  end
  go = function(i, at, cost, fine, kept)
    if cost > budget then return end
    if at > #words then
      local fits = (fine and kept or not short)
        and (not alone or kept and cost <= 3 * (alone - 1))
      if fits then visit(i - 1, cost, hyphens) end
      return
    end
    if i > #tokens or tokens:line(i) ~= tokens:line(start) then return end
    local its, same = word_cost(word_at(i, i), words[at])
    go(i + 1, at + 1, cost + its, fine and same,
      kept and keeps(word_at(i, i), words[at]))
    local last = group_end(tokens, i)
    if last > i then
      its, same = word_cost(word_at(i, last), words[at])
      go(last + 1, at + 1, cost + its, fine and same,
        kept and keeps(word_at(i, last), words[at]))
    end
    if i < #tokens and tokens:line(i) == tokens:line(i + 1)
        and spaced(tokens, i + 1) and letter_at(tokens, i)
        and letter_at(tokens, i + 1)
        and not is_capital(tokens:text(i + 1)) then
      local both = make_word(tokens, i, i + 1)
      if both.key == words[at].key and both.capital == words[at].capital then
        go(i + 2, at + 1, cost + 3, false, kept)
      end
    end
    go_glued(i, at, cost, fine, kept, 1, true)
    if at > 1 and i < #tokens and tokens:text(i) == "-"
        and not spaced(tokens, i) and not spaced(tokens, i + 1)
        and letter_at(tokens, i - 1) and letter_at(tokens, i + 1) then
      hyphens = hyphens + 1
      go(i + 1, at, cost, fine, kept)
      hyphens = hyphens - 1
    end
    local initial = initial_at(tokens, i)
    local word = words[at].word
    if initial and at < #words and word and #word > 1
        and word[1].base == initial then
      go(i + 2, at + 1, cost + 4, false, kept)
    end
  end
  go(start, 1, 0, true, true)
end

--- Finds names.
-- @param g the gazetteer, for what is exact
-- @param entries those that it is made of, each with one name
-- @return an array of hits: "first last number score", in order of text
function fuzzy.find(g, entries, text, edits, overlapping)
  local tokens, hits, cache = viet.tokens(text), {}, {}
  local best, number_of = {}, {}
  for i, entry in ipairs(entries) do number_of[entry] = i end
  local function add(first, last, number, cost, letters)
    local key = first .. " " .. last .. " " .. number
    local hit = best[key]
    if not hit then
      hit = { first = first, last = last, number = number, ratio = NEVER }
      best[key], hits[#hits + 1] = hit, hit
    end
    if cost / letters < hit.ratio then
      hit.ratio, hit.score = cost / letters, 1 - cost / (12 * letters)
    end
  end
  for first, last, _, _, entry in g:matches(text,
      { kind = overlapping and "overlapping" or "longest" }) do
    add(first, last, number_of[entry], 0, 1)
  end
  for number, entry in ipairs(entries) do
    for _, way in ipairs(name_words(entry[1])) do
      local words, letters = way.words, 0
      for _, word in ipairs(words) do
        letters = letters + (word.word and #word.word or 1)
      end
      for start = 1, #tokens do
        lay(tokens, start, words, 12 * edits, cache, function(last, cost, seen)
          local first = tokens:span(start)
          local _, stop = tokens:span(last)
          cost = cost + 2 * math.abs(way.hyphens - seen)
          if cost <= 12 * edits then
            add(first, stop, number, math.max(cost, 1), letters)
          end
        end)
      end
    end
  end
  return overlapping and fuzzy.sort(hits) or fuzzy.choose(hits)
end

local function by_place(a, b)
  if a.first ~= b.first then return a.first < b.first end
  if a.last ~= b.last then return a.last > b.last end
  if a.ratio ~= b.ratio then return a.ratio < b.ratio end
  return a.number < b.number
end

function fuzzy.sort(hits)
  table.sort(hits, by_place)
  return hits
end

--- Leaves the best of hits that overlap.
function fuzzy.choose(hits)
  table.sort(hits, function(a, b)
    if a.ratio ~= b.ratio then return a.ratio < b.ratio end
    local p, q = a.last - a.first, b.last - b.first
    if p ~= q then return p > q end
    if a.first ~= b.first then return a.first < b.first end
    return a.number < b.number
  end)
  local kept = {}
  for _, hit in ipairs(hits) do
    local fits = true
    for _, other in ipairs(kept) do
      local same = other.first == hit.first and other.last == hit.last
        and other.ratio == hit.ratio
      if not same and other.first <= hit.last and hit.first <= other.last then
        fits = false
      end
    end
    if fits then kept[#kept + 1] = hit end
  end
  return fuzzy.sort(kept)
end

return fuzzy
