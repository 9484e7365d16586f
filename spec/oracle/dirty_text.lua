--- Random dirty Vietnamese text, made piece by piece, so that what any
-- options make of each piece is known without parsing the text again.
--
-- A piece is {source=, result=}: a letter in some encoding and shape, with
-- its tone perhaps on the wrong vowel; a space, a punctuation character;
-- an invisible character, which may also stand inside a letter.

local letters = require "oracle.letters"

local dirty_text = {}

local syllables = letters.syllables()
local encodings = { "nfc", "nfd", "half", "swapped" }
local foreign = { "Shoigu", "Mattis", "Wolfowitz", "COAX", "Đắk", "ôtô",
  "Pắk", "UBND", "F", "coa", "xit", "ngoang", "Kông", "lýx" }
local look_alikes = { "QÐND", "Ðảng", "ðường", "Ɖiều", "ɖi", "HÐNÐ", "NÐ",
  "ÐOÀN", "Ðắk", "ÐHQG" }
local foreign_eths = { "BORÐ", "maður", "ÞJÓÐ", "ɖeka", "Það", "að" }
local spaces = { " ", " ", " ", "\u{A0}", "\u{3000}", "\u{2009}", "\n" }
local marks = { ", ", ". ", "-", " – ", "(", ")", "…", "2", "₫ " }
local invisibles = { "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{200D}" }

local function pick(list) return list[math.random(#list)] end

--- Does the vowel i of the letters stand alone, as its rime, after an onset?
local function is_open_y(word)
  return word.syllable and word.syllable.rime == "y"
    and word.syllable.onset ~= "" and word.syllable.onset ~= "qu"
end

local function move_tone(list, to)
  local tone
  for _, letter in ipairs(list) do
    if letter.tone ~= "" then tone, letter.tone = letter.tone, "" end
  end
  if tone then list[to].tone = tone end
end

--- The place of a tone in a list of letters, or nil.
local function tone_place(list)
  for i, letter in ipairs(list) do
    if letter.tone ~= "" then return i end
  end
end

--- What the options make of a word: a list of letters.
local function change(word, options)
  local list = letters.copy(word.letters)
  local syllable = word.syllable
  local tone_option = options.tone or "keep"
  if syllable and tone_option ~= "keep" then
    local placed = tone_option == "hòa" and syllable.first
      or syllable.second
    move_tone(list, tone_place(placed) or 1)
  end
  for _, letter in ipairs(list) do
    local strip = options.strip or "nothing"
    if options.i_y and is_open_y(word) and letter.base == "y" then
      letter.base = "i"
    end
    if options.fold then letter.upper = false end
    if letter.base:find "^[aeiouy]$" then
      if strip ~= "nothing" then letter.tone = "" end
      if strip == "marks" or strip == "all" then letter.mark = "" end
    end
    if letter.base == "đ" and strip == "all" then letter.base = "d" end
  end
  return list
end

--- A random syllable; the tone may stand on another vowel of the rime.
local function random_syllable()
  local syllable = pick(syllables)
  local style = pick { "first", "second" }
  local list = letters.copy(syllable[style])
  if math.random(10) == 1 then
    local vowels = {}
    for i = syllable.start + 1, #list do
      if list[i].base:find "^[aeiouy]$" then vowels[#vowels + 1] = i end
    end
    move_tone(list, pick(vowels))
  end
  list = letters.shape(list, pick { "lower", "title", "upper" })
  return { letters = list, syllable = syllable }
end

local function random_word()
  local chance = math.random(12)
  if chance == 1 then return { letters = letters.read(pick(foreign)) } end
  return random_syllable()
end

local function add(pieces, source, result)
  pieces[#pieces + 1] = { source = source, result = result }
end

--- Result encoding of a letter: that of the form, or with form 'keep' the
-- one it came in.
local function write(letter, encoding, options)
  if options.form == "keep" then return letters.write(letter, encoding) end
  return letters.write(letter, options.form == "nfd" and "nfd" or "nfc")
end

--- One letter of the source; with an invisible character after the base or
-- after the letter, if these go away.
local function add_letter(pieces, from, to, encoding, options)
  local source = letters.write(from, encoding)
  local result = write(to, encoding, options)
  if options.invisibles and math.random(12) == 1 then
    local base = source:match("^" .. utf8.charpattern)
    if base ~= source then
      source = base .. pick(invisibles) .. source:sub(#base + 1)
    end
    add(pieces, source, result)
    add(pieces, pick(invisibles), "")
  else
    add(pieces, source, result)
  end
end

--- An encoding in which the options can read and write a word.
local function pick_encoding(options)
  if options.form == "keep" then return pick { "nfc", "half" } end
  return options.mark_order == false and pick { "nfc", "nfd", "half" }
    or pick(encodings)
end

local function add_word(pieces, options)
  local word, encoding = random_word(), pick_encoding(options)
  local changed = change(word, options)
  for i, letter in ipairs(word.letters) do
    add_letter(pieces, letter, changed[i], encoding, options)
  end
end

--- Turns look-alikes of Đ back, letter by letter.
local repaired = { ["Ð"] = "Đ", ["ð"] = "đ", ["Ɖ"] = "Đ", ["ɖ"] = "đ" }

local function add_look_alike(pieces, options)
  local source = pick(look_alikes)
  local chars = {}
  for char in source:gmatch(utf8.charpattern) do chars[#chars + 1] = char end
  local list = letters.read((source:gsub(utf8.charpattern, repaired)))
  local changed = change({ letters = list }, options)
  for i, char in ipairs(chars) do
    add(pieces, char, write(changed[i], "nfc", options))
  end
end

--- Foreign words with ð stay, whatever the options, but for their case.
local function add_foreign_eth(pieces, options)
  if options.fold or options.strip or options.form == "nfd" then return end
  for char in pick(foreign_eths):gmatch(utf8.charpattern) do
    add(pieces, char, char)
  end
end

local function add_separator(pieces, options)
  local space = pick(spaces)
  local is_plain = space == " " or space == "\n"
  add(pieces, space, options.spaces and not is_plain and " " or space)
  if math.random(4) == 1 then
    for char in pick(marks):gmatch(utf8.charpattern) do
      add(pieces, char, char)
    end
    add(pieces, " ", " ")
  end
  if math.random(20) == 1 then
    add(pieces, "\u{2028}", options.invisibles and "\n" or "\u{2028}")
  end
  if math.random(20) == 1 then
    local char = pick(invisibles)
    add(pieces, char, options.invisibles and "" or char)
  end
end

--- Makes a text of about `words` words under the given options of
-- viet.normalize.
-- @return the text, what normalize has to give, and the pieces
function dirty_text.make(words, options)
  local pieces = {}
  for _ = 1, words do
    local chance = math.random(20)
    if chance == 1 and options.eth ~= false then
      add_look_alike(pieces, options)
    elseif chance == 2 then
      add_foreign_eth(pieces, options)
    else
      add_word(pieces, options)
    end
    add_separator(pieces, options)
  end
  local source, result = {}, {}
  for i, piece in ipairs(pieces) do
    source[i], result[i] = piece.source, piece.result
  end
  return table.concat(source), table.concat(result), pieces
end

local choices = {
  form = { "nfc", "nfd", "keep" },
  tone = { "keep", "hòa", "hoà" },
  strip = { "nothing", "tones", "marks", "all" },
  fold = { false, true }, i_y = { false, true },
  spaces = { false, true }, invisibles = { false, true },
}

--- Random options, in all combinations.
function dirty_text.options()
  local options = {}
  for name, values in pairs(choices) do
    local value = pick(values)
    if value ~= "nothing" then options[name] = value end
  end
  return options
end

--- Options as text, for messages.
function dirty_text.show(options)
  local parts = {}
  for name, value in pairs(options) do
    parts[#parts + 1] = name .. "=" .. tostring(value)
  end
  table.sort(parts)
  return table.concat(parts, " ")
end

return dirty_text
