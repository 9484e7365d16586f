--- Letters in disguise, the way they come in pages: as references, as UTF-8
-- that was read as windows-1252, as look-alikes from other alphabets.

local disguise = {}

-- windows-1252 from 0x80 on; bytes that it has not are controls
local high = { [0] = 0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020,
  0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90,
  0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122,
  0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178 }

--- A string of UTF-8 as windows-1252 shows its bytes.
function disguise.mojibake(text)
  return (text:gsub("[\x80-\xFF]", function(char)
    local byte = char:byte()
    return utf8.char(byte < 0xA0 and high[byte - 0x80] or byte)
  end))
end

local names = { ["&"] = "amp", ["<"] = "lt", [">"] = "gt", ['"'] = "quot",
  ["\u{A0}"] = "nbsp", ["à"] = "agrave", ["É"] = "Eacute", ["ô"] = "ocirc",
  ["ã"] = "atilde", ["ă"] = "abreve", ["Đ"] = "Dstrok", ["ĩ"] = "itilde",
  ["ð"] = "eth", ["“"] = "ldquo", ["–"] = "ndash", ["…"] = "hellip" }

--- A character as a reference.
function disguise.reference(char)
  local point = utf8.codepoint(char)
  local name = names[char] or "#" .. point
  local forms = { "#" .. point, ("#x%x"):format(point),
    ("#X%X"):format(point), ("#0%d"):format(point), name }
  return "&" .. forms[math.random(#forms)] .. ";"
end

local function count(counts, option)
  counts[option] = (counts[option] or 0) + 1
end

--- Some characters of a text as references, if the options resolve them.
-- Where they are one code point to the options they count once.
local function refer(text, options, counts)
  local found = false
  text = text:gsub(utf8.charpattern, function(char)
    if not options.entities or math.random(8) > 1 then return nil end
    found = true
    return disguise.reference(char)
  end)
  if found then count(counts, "entities") end
  return text
end

--- Some characters of a text as references, each on its own.
function disguise.references(text, options, counts)
  return (text:gsub(utf8.charpattern, function(char)
    return refer(char, options, counts)
  end))
end

--- The characters of a text, some in disguises that the options undo.
function disguise.text(text, options, counts)
  return (text:gsub(utf8.charpattern, function(char)
    local point = utf8.codepoint(char)
    local is_latin = point >= 0xA0 and point < 0x250
      or point >= 0x300 and point < 0x370
      or point >= 0x1E00 and point < 0x1F00
    if options.mojibake and is_latin and math.random(6) == 1 then
      char = disguise.mojibake(char)
      count(counts, "mojibake")
    end
    return refer(char, options, counts)
  end))
end

local look_alikes = {
  a = "аɑα", c = "сᴄ", d = "ԁᴅ", e = "еᴇ", g = "ɡ", h = "һʜ", i = "іıι",
  k = "кᴋκ", l = "ӏʟ", m = "ᴍ", n = "ɴ", o = "оοᴏ", p = "рρ", s = "ѕꜱ",
  t = "ᴛ", u = "υᴜ", v = "ѵνᴠ", x = "хχ", y = "уʏγ",
  A = "АΑ", B = "ВΒ", C = "СϹ", E = "ЕΕ", H = "НΗ", I = "ІΙ", K = "КΚ",
  M = "МΜ", N = "Ν", O = "ОΟ", P = "РΡ", T = "ТΤ", V = "Ѵ", X = "ХΧ",
  Y = "УΥ",
}

--- A character that looks like the base of a letter, or nil.
function disguise.look_alike(letter)
  local base = letter.base
  if letter.upper and base ~= "đ" then base = base:upper() end
  local chars = look_alikes[base]
  if not chars then return nil end
  local at = math.random(utf8.len(chars))
  return chars:sub(utf8.offset(chars, at), utf8.offset(chars, at + 1) - 1)
end

return disguise
