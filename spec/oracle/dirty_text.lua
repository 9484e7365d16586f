--- Random dirty Vietnamese text, made piece by piece, so that what any
-- options make of each piece is known without parsing the text again.
--
-- A piece is {source=, result=}: a letter in some encoding and shape, with
-- its tone perhaps on the wrong vowel; a space, a punctuation character;
-- an invisible character, which may also stand inside a letter. Letters may
-- be disguised: as look-alikes, as misread UTF-8, as references.

local disguise = require "oracle.disguise"
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

local quotes = { ["“"] = '"', ["”"] = '"', ["«"] = '"', ["»"] = '"',
  ["„"] = '"', ["‘"] = "'", ["’"] = "'", ["‹"] = "'", ["″"] = "″" }
local dashes = { ["–"] = "-", ["—"] = "-", ["‑"] = "-", ["−"] = "-",
  ["‐"] = "-", ["‒"] = "-", ["―"] = "-", ["¯"] = "¯" }

-- What the compatible forms make of the signs here.
local compatible = { ["…"] = "...", ["\u{A0}"] = " ", ["\u{3000}"] = " ",
  ["\u{2009}"] = " ", ["‑"] = "‐", ["″"] = "′′", ["¯"] = " \u{304}" }

local function pick(list) return list[math.random(#list)] end

local function keys(map)
  local list = {}
  for key in pairs(map) do list[#list + 1] = key end
  table.sort(list)
  return list
end

local quote_list, dash_list = keys(quotes), keys(dashes)

-- Syllables of windows-1258 read as Latin-1, or the other way round: what
-- each letter, or two of them, look like.
local misread = {
  { "được", "ð", "ý", "õò", "c" }, { "Được", "Ð", "ý", "õò", "c" },
  { "tiếng", "t", "i", "êì", "n", "g" }, { "VIỆT", "V", "I", "Êò", "T" },
  { "cử", "c", "ýÒ" }, { "nghĩa", "n", "g", "h", "iÞ", "a" },
  { "ĐÌNH", "Ð", "IÌ", "N", "H" }, { "thủy", "t", "h", "uÒ", "y" },
  { "thì", "t", { "h\u{301}", 2 } }, { "còn", { "c\u{323}", 2 }, "n" },
  { "lòng", { "ḷ", 2 }, "n", "g" }, { "THÌ", "T", { "H\u{300}", 2 } },
  { "hòa", { "ḥ", 2 }, "a" }, { "tòe", { "t\u{323}", 2 }, "e" },
}

--- Does y stand alone, as the rime after an onset, in a word that the option
-- i_y may change?
local function is_open_y(word, i_y)
  local has_capital = false
  for _, letter in ipairs(word.letters) do
    has_capital = has_capital or letter.upper
  end
  return word.syllable and word.syllable.rime == "y"
    and word.syllable.onset ~= "" and word.syllable.onset ~= "qu"
    and (i_y == "all" or i_y and not has_capital)
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
    if letter.base == "y" and is_open_y(word, options.i_y) then
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

--- A random syllable; the tone may stand on another vowel of the rime,
-- unless that looks like a word of windows-1258 ("coì" is "có").
local function random_syllable(options)
  local syllable = pick(syllables)
  local style = pick { "first", "second" }
  local list = letters.copy(syllable[style])
  if not options.mojibake and math.random(10) == 1 then
    local vowels = {}
    for i = syllable.start + 1, #list do
      if list[i].base:find "^[aeiouy]$" then vowels[#vowels + 1] = i end
    end
    move_tone(list, pick(vowels))
  end
  list = letters.shape(list, pick { "lower", "title", "upper" })
  return { letters = list, syllable = syllable }
end

local function random_word(options)
  local chance = math.random(12)
  if chance == 1 then return { letters = letters.read(pick(foreign)) } end
  return random_syllable(options)
end

local function add(pieces, source, result)
  pieces[#pieces + 1] = { source = source, result = result }
end

local function count(pieces, option)
  pieces.counts[option] = (pieces.counts[option] or 0) + 1
end

--- Result encoding of a letter: that of the form, or with form 'keep' the
-- one it came in.
local function write(letter, encoding, options)
  if options.form == "keep" then return letters.write(letter, encoding) end
  return letters.write(letter, (options.form or "nfc"):gsub("k", ""))
end

--- A sign in the form.
local function write_sign(char, options)
  local is_compatible = (options.form or ""):find "^nfk"
  return is_compatible and compatible[char] or char
end

--- No soft hyphen where letters are read as mojibake: "Ã" and it are "í".
local function pick_invisible(options)
  local invisible = pick(invisibles)
  if options.mojibake and invisible == "\u{AD}" then return "\u{200B}" end
  return invisible
end

--- One letter of the source; with an invisible character after the base or
-- after the letter, if these go away. The base may be a look-alike.
local function add_letter(pieces, from, to, encoding, options, look_alike)
  local source = letters.write(from, encoding)
  local result = write(to, encoding, options)
  local base = source:match("^" .. utf8.charpattern)
  local rest = source:sub(#base + 1)
  if look_alike then
    count(pieces, "homoglyphs")
    base = look_alike
  end
  local is_split = options.invisibles and math.random(12) == 1
  local invisible = is_split and rest ~= "" and pick_invisible(options) or ""
  if invisible ~= "" then count(pieces, "invisibles") end
  add(pieces, disguise.text(base .. invisible .. rest, options,
    pieces.counts), result)
  if is_split then
    count(pieces, "invisibles")
    add(pieces, pick_invisible(options), "")
  end
end

--- The look-alikes of some letters of a word, by their places; one letter
-- at least stays Latin.
local function pick_look_alikes(word, encoding, options)
  local found = {}
  if not options.homoglyphs or not word.syllable or math.random(4) > 1 then
    return found
  end
  local latin = math.random(#word.letters)
  for i, letter in ipairs(word.letters) do
    local joined = encoding == "nfc" or encoding == "half"
    local has_marks = letter.tone ~= "" or letter.mark ~= ""
    if i ~= latin and not (joined and has_marks) then
      found[i] = disguise.look_alike(letter)
    end
  end
  return found
end

--- An encoding in which the options can read and write a word.
local function pick_encoding(options)
  if options.form == "keep" then return pick { "nfc", "half" } end
  return options.mark_order == false and pick { "nfc", "nfd", "half" }
    or pick(encodings)
end

local function add_word(pieces, options)
  local word, encoding = random_word(options), pick_encoding(options)
  local changed = change(word, options)
  local look_alikes_of = pick_look_alikes(word, encoding, options)
  for i, letter in ipairs(word.letters) do
    add_letter(pieces, letter, changed[i], encoding, options,
      look_alikes_of[i])
  end
end

--- A word of another charset, whole letters or two of them in a piece.
local function add_misread(pieces, options)
  local row = pick(misread)
  local list = letters.read(row[1])
  local changed = change({ letters = list,
    syllable = letters.find(row[1]) }, options)
  local at = 1
  count(pieces, "mojibake")
  for i = 2, #row do
    local source, letters_of = row[i], 1
    if type(source) == "table" then
      source, letters_of = source[1], source[2]
    end
    local result = ""
    for k = at, at + letters_of - 1 do
      result = result .. write(changed[k], "nfc", options)
    end
    add(pieces, disguise.references(source, options, pieces.counts), result)
    at = at + letters_of
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
    if char ~= letters.write(list[i], "nfc") then count(pieces, "eth") end
    add(pieces, char, write(changed[i], "nfc", options))
  end
end

--- Foreign words with ð stay, whatever the options, but for their case; so
-- do all words with ð if nobody wants it to be đ.
local function add_foreign_eth(pieces, options)
  if options.fold or options.strip or options.form == "nfd"
    or options.form == "nfkd" then return end
  local words = options.eth == false and look_alikes or foreign_eths
  for char in pick(words):gmatch(utf8.charpattern) do
    add(pieces, char, char)
  end
end

--- A character that an option changes.
local function add_sign(pieces, char, changed, option, options)
  if changed ~= char and options[option] then count(pieces, option) end
  add(pieces, disguise.references(char, options, pieces.counts),
    write_sign(options[option] and changed or char, options))
end

local function add_separator(pieces, options)
  local space = pick(spaces)
  if options.mojibake and space == "\u{A0}" then space = "\u{3000}" end
  local is_plain = space == " " or space == "\n"
  add_sign(pieces, space, is_plain and space or " ", "spaces", options)
  if math.random(4) == 1 then
    for char in pick(marks):gmatch(utf8.charpattern) do
      add_sign(pieces, char, dashes[char] or char, "dashes", options)
    end
    add(pieces, " ", " ")
  end
  if math.random(6) == 1 then
    local quote, dash = pick(quote_list), pick(dash_list)
    add_sign(pieces, quote, quotes[quote], "quotes", options)
    add_sign(pieces, dash, dashes[dash], "dashes", options)
  end
  if math.random(20) == 1 then
    add_sign(pieces, "\u{2028}", "\n", "invisibles", options)
  end
  if math.random(20) == 1 then
    add_sign(pieces, pick_invisible(options), "", "invisibles",
      options)
  end
  if math.random(20) == 1 then
    add(pieces, options.entities and "&amp;" or "&", "&")
    if options.entities then count(pieces, "entities") end
    for char in ("#7879; &c; "):gmatch "." do add(pieces, char, char) end
  end
  if options.invalid == "replace" and math.random(6) == 1 then
    count(pieces, "invalid")
    add(pieces, pick { "\xFF", "\xC3", "\xE1\xBB", "\xED" }, "\u{FFFD}")
    add(pieces, " ", " ")
  end
end

--- Makes a text of about `words` words under the given options of
-- viet.normalize.
-- @return the text, what normalize has to give, and the pieces, of which
-- the field `counts` tells how often some options changed something
function dirty_text.make(words, options)
  local pieces = { counts = {} }
  for _ = 1, words do
    local chance = math.random(20)
    if chance == 1 and options.eth ~= false then
      add_look_alike(pieces, options)
    elseif chance <= 2 then
      add_foreign_eth(pieces, options)
    elseif chance < 5 and options.mojibake then
      add_misread(pieces, options)
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

--- Every value but the default of each option, for pairs and triples.
dirty_text.settings = {
  { "form", "nfd" }, { "form", "nfkc" }, { "form", "nfkd" },
  { "form", "keep" }, { "eth", false }, { "mark_order", false },
  { "invalid", "replace" }, { "tone", "hòa" },
  { "tone", "hoà" }, { "strip", "tones" }, { "strip", "marks" },
  { "strip", "all" }, { "fold", true }, { "i_y", true }, { "i_y", "all" },
  { "spaces", true }, { "invisibles", true }, { "quotes", true },
  { "dashes", true }, { "homoglyphs", true }, { "entities", true },
  { "mojibake", true },
}

local choices = {
  form = { "nfc", "nfd", "nfkc", "nfkd", "keep" },
  eth = { false, true }, mark_order = { false, true },
  invalid = { "error", "replace" },
  tone = { "keep", "hòa", "hoà" },
  strip = { "nothing", "tones", "marks", "all" },
  fold = { false, true }, i_y = { false, true, "all" },
  spaces = { false, true }, invisibles = { false, true },
  quotes = { false, true }, dashes = { false, true },
  homoglyphs = { false, true }, entities = { false, true },
  mojibake = { false, true },
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
