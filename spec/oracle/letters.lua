--- Vietnamese letters and syllables, slow and obviously right, to compare
-- the real ones with. Nothing here asks the library.
--
-- A letter is {base=, mark=, tone=, upper=}: base in lower case without
-- marks, mark and tone as combining characters or "".

local letters = {}

letters.tones = {
  ngang = "", ["huyền"] = "\u{300}", ["sắc"] = "\u{301}",
  ["ngã"] = "\u{303}", ["hỏi"] = "\u{309}", ["nặng"] = "\u{323}",
}
letters.tone_names = { "ngang", "huyền", "sắc", "ngã", "hỏi", "nặng" }

-- base, mark, then the six tones in the order of tone_names; both cases
local rows = [[
a -  aàáãảạ AÀÁÃẢẠ
a ^  âầấẫẩậ ÂẦẤẪẨẬ
a u  ăằắẵẳặ ĂẰẮẴẲẶ
e -  eèéẽẻẹ EÈÉẼẺẸ
e ^  êềếễểệ ÊỀẾỄỂỆ
i -  iìíĩỉị IÌÍĨỈỊ
o -  oòóõỏọ OÒÓÕỎỌ
o ^  ôồốỗổộ ÔỒỐỖỔỘ
o +  ơờớỡởợ ƠỜỚỠỞỢ
u -  uùúũủụ UÙÚŨỦỤ
u +  ưừứữửự ƯỪỨỮỬỰ
y -  yỳýỹỷỵ YỲÝỸỶỴ
]]
local marks = { ["-"] = "", ["^"] = "\u{302}", u = "\u{306}",
  ["+"] = "\u{31B}" }

--- The 144 vowel letters: of_char["ấ"] = {base="a", mark=, tone=, upper=}.
letters.of_char = {}
local char_of = {}

local function name_of(letter)
  return letter.base .. letter.mark .. letter.tone
    .. (letter.upper and "!" or "")
end

for base, sign, lower, upper in rows:gmatch("(%l) (%S)  (%S+) (%S+)") do
  for case, row in ipairs { lower, upper } do
    local index = 0
    for char in row:gmatch(utf8.charpattern) do
      index = index + 1
      local letter = { base = base, mark = marks[sign], upper = case == 2,
        tone = letters.tones[letters.tone_names[index]] }
      letters.of_char[char] = letter
      char_of[name_of(letter)] = char
    end
  end
end

--- The letters of a string in NFC; others than vowels stand for themselves.
function letters.read(text)
  local list = {}
  for char in text:gmatch(utf8.charpattern) do
    local vowel = letters.of_char[char]
    local lower = char == "Đ" and "đ" or char:lower()
    list[#list + 1] = {
      base = vowel and vowel.base or lower,
      mark = vowel and vowel.mark or "",
      tone = vowel and vowel.tone or "",
      upper = vowel and vowel.upper or char ~= lower,
    }
  end
  return list
end

local function base_char(letter)
  if not letter.upper then return letter.base end
  return letter.base == "đ" and "Đ" or letter.base:upper()
end

--- One letter as it is encoded:
--   nfc      one code point, if the letter has one
--   nfd      all marks apart, in canonical order
--   half     vowel mark joined, tone apart, as in CP1258
--   swapped  all apart, the tone before the vowel mark
function letters.write(letter, encoding)
  local tone, mark = letter.tone, letter.mark
  if encoding == "nfd" then
    local below = tone == "\u{323}" and mark ~= "\u{31B}"
    return base_char(letter) .. (below and tone .. mark or mark .. tone)
  elseif encoding == "swapped" then
    return base_char(letter) .. tone .. mark
  elseif encoding == "half" then
    return letters.write({ base = letter.base, mark = mark, tone = "",
      upper = letter.upper }, "nfc") .. tone
  end
  return char_of[name_of(letter)] or base_char(letter) .. mark .. tone
end

--- All letters of a list in one encoding.
function letters.spell(list, encoding)
  local parts = {}
  for i, letter in ipairs(list) do
    parts[i] = letters.write(letter, encoding)
  end
  return table.concat(parts)
end

--- A copy of a list of letters, to change.
function letters.copy(list)
  local copy = {}
  for i, letter in ipairs(list) do
    copy[i] = { base = letter.base, mark = letter.mark, tone = letter.tone,
      upper = letter.upper }
  end
  return copy
end

--
-- Syllables
--

letters.onsets = { "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k",
  "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t",
  "th", "tr", "v", "x" }

-- The rimes, with ´ after the vowel that carries the tone. Three of them,
-- oa oe uy, have another place in the second style.
local rimes = [[
  a´ a´c a´ch a´i a´m a´n a´ng a´nh a´o a´p a´t a´u a´y e´ e´c e´m e´n
  e´ng e´o e´p e´t i´ i´a i´ch i´m i´n i´nh i´p i´t i´u iê´c iê´m iê´n
  iê´ng iê´p iê´t iê´u o´ o´a oa´c oa´ch oa´i oa´m oa´n oa´ng oa´nh oa´o
  oa´p oa´t oa´y o´c o´e oe´n oe´o oe´t o´i o´m o´n o´ng oo´c oo´ng o´p
  o´t oă´c oă´m oă´n oă´ng oă´t u´ u´a u´c u´i u´m u´n u´ng u´p u´t u´y
  uy´a uy´ch uy´n uy´nh uy´p uy´t uy´u uyê´n uyê´t uâ´n uâ´ng uâ´t uâ´y
  uê´ uê´ch uê´nh uô´c uô´i uô´m uô´n uô´ng uô´t uơ´ y´ y´nh y´t yê´m
  yê´n yê´ng yê´t yê´u â´c â´m â´n â´ng â´p â´t â´u â´y ê´ ê´ch ê´m ê´n
  ê´nh ê´p ê´t ê´u ô´ ô´c ô´i ô´m ô´n ô´ng ô´p ô´t ă´c ă´m ă´n ă´ng ă´p
  ă´t ơ´ ơ´i ơ´m ơ´n ơ´p ơ´t ư´ ư´a ư´c ư´i ư´m ư´n ư´ng ư´t ư´u ươ´c
  ươ´i ươ´m ươ´n ươ´ng ươ´p ươ´t ươ´u
]]
local second_places = { oa = 2, oe = 2, uy = 2 }

local function any(...)
  local set = {}
  for word in table.concat({ ... }, " "):gmatch "%S+" do set[word] = true end
  return set
end

local front = any "e ê i y"
local glides = any "oa oă oe uy uâ uê uơ"
local after_qu = any "a ă â e ê i y ơ"
local y_onsets = any("b ch d đ h k kh l m n nh p ph r s t th tr v x")

--- Does a rime go with an onset?
local function fits(onset, rime)
  local first = rime:match(utf8.charpattern)
  local two = rime:match("^" .. utf8.charpattern .. utf8.charpattern) or rime
  local is_front = front[first]
  if onset == "qu" then
    return (after_qu[first] or rime == "ôc") and two ~= "iê" and two ~= "ia"
  elseif first == "y" then
    if two == "yê" then return onset == "" end
    return rime == "y" and (onset == "" or y_onsets[onset])
  elseif onset == "c" then return not is_front and not glides[two]
  elseif onset == "ng" then return not is_front
  elseif onset == "g" then
    return not is_front or first == "i" and two ~= "iê" and two ~= "ia"
      and two ~= "iu"
  elseif onset == "k" or onset == "gh" or onset == "ngh" then
    return is_front
  elseif onset == "gi" then return first ~= "i"
  end
  return onset ~= "" or two ~= "iê"
end

local function allows(rime, tone)
  local closed = rime:find "[ptc]$" or rime:find "ch$"
  return not closed or tone == "sắc" or tone == "nặng"
end

--- Every syllable: {onset=, rime=, tone= (its name), first=, second=}, where
-- first and second are lists of letters with the tone in its place.
function letters.syllables()
  local list = {}
  for _, onset in ipairs(letters.onsets) do
    for marked in rimes:gmatch "%S+" do
      local rime = marked:gsub("´", "")
      local at = utf8.len(marked:match "^(.-)´")
      for _, tone in ipairs(letters.tone_names) do
        if fits(onset, rime) and allows(rime, tone) then
          list[#list + 1] = letters.syllable(onset, rime, tone, at,
            second_places[rime] or at)
        end
      end
    end
  end
  for _, coda in ipairs { "c", "m", "n", "ng", "t", "p", "u" } do
    for _, tone in ipairs(letters.tone_names) do  -- gi + iêng: giêng
      local rime = "ê" .. coda
      local is_listed = (" " .. rimes):find("[ \n]ê´" .. coda .. "[ \n]")
      if not is_listed and allows(rime, tone) then
        list[#list + 1] = letters.syllable("gi", rime, tone, 1, 1)
      end
    end
  end
  return list
end

function letters.syllable(onset, rime, tone, first_at, second_at)
  local start = utf8.len(onset)
  local plain = letters.read(onset .. rime)
  local first, second = letters.copy(plain), letters.copy(plain)
  first[start + first_at].tone = letters.tones[tone]
  second[start + second_at].tone = letters.tones[tone]
  return { onset = onset, rime = rime, tone = tone, first = first,
    second = second, plain = plain, start = start }
end

--- Gives letters a shape: "lower", "title" or "upper".
function letters.shape(list, shape)
  local shaped = letters.copy(list)
  for i, letter in ipairs(shaped) do
    letter.upper = shape == "upper" or shape == "title" and i == 1
  end
  return shaped
end

local by_spelling

--- The syllable with a spelling (NFC, any case), or nil.
function letters.find(spelling)
  if not by_spelling then
    by_spelling = {}
    for _, syllable in ipairs(letters.syllables()) do
      by_spelling[letters.spell(syllable.first, "nfc")] = syllable
      by_spelling[letters.spell(syllable.second, "nfc")] = syllable
    end
  end
  local list = letters.shape(letters.read(spelling), "lower")
  return by_spelling[letters.spell(list, "nfc")]
end

return letters
