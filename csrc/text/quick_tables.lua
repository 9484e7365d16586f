--- Writes csrc/text/quick_tables.c, the Vietnamese letters as the fast paths
-- look them up: by their bytes, and by a letter and the mark behind it.
--
--   usage: lua5.4 csrc/text/quick_tables.lua >csrc/text/quick_tables.c

--- Each vowel with its tones: none, huyền, sắc, ngã, hỏi, nặng.
local vowels = {
  "aàáãảạ", "âầấẫẩậ", "ăằắẵẳặ", "eèéẽẻẹ", "êềếễểệ", "iìíĩỉị",
  "oòóõỏọ", "ôồốỗổộ", "ơờớỡởợ", "uùúũủụ", "ưừứữửự", "yỳýỹỷỵ",
  "AÀÁÃẢẠ", "ÂẦẤẪẨẬ", "ĂẰẮẴẲẶ", "EÈÉẼẺẸ", "ÊỀẾỄỂỆ", "IÌÍĨỈỊ",
  "OÒÓÕỎỌ", "ÔỒỐỖỔỘ", "ƠỜỚỠỞỢ", "UÙÚŨỦỤ", "ƯỪỨỮỬỰ", "YỲÝỸỶỴ",
}

--- The second bytes of the marks, which all begin with CC: tones in the
-- order above, then circumflex, breve, horn.
local marks = { 0x80, 0x81, 0x83, 0x89, 0xA3, 0x82, 0x86, 0x9B }
local NANG, CIRCUMFLEX, BREVE, HORN = 6, 6, 7, 8

--- What a vowel mark makes of a vowel without one.
local marked = {
  [CIRCUMFLEX] = { a = "â", e = "ê", o = "ô", A = "Â", E = "Ê", O = "Ô" },
  [BREVE] = { a = "ă", A = "Ă" },
  [HORN] = { o = "ơ", u = "ư", O = "Ơ", U = "Ư" },
}

-- Letters have numbers from 1 on; 0 is no letter.
local letters, number_of = {}, {}

local function add(letter)
  letters[#letters + 1] = letter
  number_of[letter.text] = #letters
end

for _, vowel in ipairs(vowels) do
  local toned = {}
  for _, code in utf8.codes(vowel) do toned[#toned + 1] = utf8.char(code) end
  for tone, text in ipairs(toned) do
    add { text = text, vowel = toned[1], toned = toned, tone = tone }
  end
end
for _, stroke in ipairs { "đ", "Đ" } do add { text = stroke } end

--- The letter that NFC makes of a letter and a mark behind it, or nil: a
-- tone above keeps a circumflex or breve behind it away; a horn and a dot
-- below go to their place.
local function composed(letter, mark)
  if not letter.vowel then return nil end
  if mark < CIRCUMFLEX then
    return letter.tone == 1 and letter.toned[mark + 1] or nil
  end
  local base = marked[mark][letter.vowel]
  if not base then return nil end
  if letter.tone ~= 1 and letter.tone ~= NANG and mark ~= HORN then
    return nil
  end
  return letters[number_of[base]].toned[letter.tone]
end

local bare = {}
for base, of in pairs { a = "aâăAÂĂ", e = "eêEÊ", i = "iI", o = "oôơOÔƠ",
  u = "uưUƯ", y = "yY" } do
  for _, code in utf8.codes(of) do bare[utf8.char(code)] = base end
end

local function print_list(items, width)
  for i = 1, #items, width do
    print("  " .. table.concat(items, ", ", i,
      math.min(i + width - 1, #items)) .. ",")
  end
end

--- Prints an array of 'count' elements: those of a table, by index from 0;
-- 16 in a line, or 'width'.
local function print_array(declaration, count, elements, width)
  local items = {}
  for i = 0, count - 1 do items[#items + 1] = tostring(elements[i] or 0) end
  print(("\nconst %s = {"):format(declaration))
  print_list(items, width or 16)
  print "};"
end

print [[
/*
** quick_tables.c
** Written by quick_tables.lua: change that.
*/

#include "text/quick_tables.h"]]

local of_ascii, of_two, of_three, of_mark = {}, {}, {}, {}
local of_bare = {}
for number, letter in ipairs(letters) do
  local first, second, third = letter.text:byte(1, 3)
  local base = ("'%s'"):format(letter.vowel and bare[letter.vowel] or "d")
  if not second then
    of_ascii[first] = number
  elseif not third then
    of_two[(first - 0xC3) * 64 + second % 64] = number
    of_bare[first % 8 * 64 + second % 64] = base
  else
    of_three[second % 2 * 64 + third % 64] = number
    of_bare[512 + second % 2 * 64 + third % 64] = base
  end
end
for mark, second in ipairs(marks) do of_mark[second] = mark end

print_array("uint8_t viet_quick_ascii[128]", 128, of_ascii)
print_array("uint8_t viet_quick_two[256]", 256, of_two)
print_array("uint8_t viet_quick_three[128]", 128, of_three)
print_array("uint8_t viet_quick_mark[256]", 256, of_mark)
print_array("char viet_quick_bare[640]", 640, of_bare, 15)

print "\nconst viet_quick_letter viet_quick_letters[VIET_QUICK_LETTERS] = {"
print "  {{0, 0, 0}, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0}},"
for number, letter in ipairs(letters) do
  local bytes = { letter.text:byte(1, 3) }
  local steps = { number }
  for mark = 1, #marks do
    steps[#steps + 1] = number_of[composed(letter, mark) or ""] or 0
  end
  print(("  {{0x%02X, 0x%02X, 0x%02X}, %d,\n   {%s}},"):format(
    bytes[1], bytes[2] or 0, bytes[3] or 0, #bytes, table.concat(steps, ", ")))
end
print "};"
