--- Writes csrc/text/charset_tables.c, the tables of the charsets, from the
-- facts in charset_letters.tsv and charset_symbols.tsv beside it.
--
--   usage: lua5.4 csrc/text/charset_tables.lua >csrc/text/charset_tables.c

local folder = arg[0]:match "^(.*)/[^/]*$" or "."

--- The charsets made of tables: 'symbols' is the column that tells what
-- bytes stand for that are no letter; 'apart' a column of letters that are
-- written as a base and a mark.
local charsets = {
  { name = "tcvn3", symbols = "windows" },
  { name = "vni-windows", symbols = "windows" },
  { name = "windows-1258", symbols = "windows-1258",
    apart = "windows-1258-apart" },
  { name = "viscii" },
  { name = "vps", symbols = "vps" },
  { name = "vni-mac", symbols = "mac" },
  { name = "bkhcm2", symbols = "windows" },
  { name = "bkhcm1", symbols = "windows" },
  { name = "vietware-x", symbols = "windows" },
  { name = "vietware-f", symbols = "windows" },
  { name = "isc", symbols = "isc" },
  { name = "tcvn1", symbols = "tcvn1" },
  { name = "windows-1252", symbols = "windows-1252" },
}

--- The rows of a TSV file, each by the names of its columns.
local function read_rows(name)
  local rows, columns = {}, nil
  for line in io.lines(folder .. "/" .. name) do
    if not line:find "^#" then
      local fields = {}
      for field in line:gmatch "[^\t]+" do fields[#fields + 1] = field end
      if columns then
        local row = {}
        for i, column in ipairs(columns) do row[column] = fields[i] end
        rows[#rows + 1] = row
      end
      columns = columns or fields
    end
  end
  return rows
end

local function from_hex(code)
  return (code:gsub("(%x%x) ?", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

--- The codes in a cell, and whether they stand for the letter itself.
local function read_cell(cell)
  local codes = {}
  for code in cell:gmatch "[^|~]+" do codes[#codes + 1] = from_hex(code) end
  return codes, not cell:find("~", 1, true)
end

local letters = read_rows "charset_letters.tsv"
for _, letter in ipairs(letters) do
  letter.code_point = utf8.codepoint(letter.letter)
end
table.sort(letters, function(a, b) return a.code_point < b.code_point end)
local symbols = read_rows "charset_symbols.tsv"

local function add(map, code, code_point, where)
  assert(map[code] == nil or map[code] == code_point,
    where .. ": two meanings of a code")
  map[code] = code_point
end

--- What each code of a charset means: by strings of one or two bytes.
local function read_meanings(charset)
  local map = {}
  for _, letter in ipairs(letters) do
    for _, column in ipairs { charset.name, charset.apart } do
      local codes, is_exact = read_cell(letter[column] or "")
      for _, code in ipairs(is_exact and codes or {}) do
        add(map, code, letter.code_point, charset.name)
      end
    end
  end
  for _, symbol in ipairs(symbols) do
    local meaning = symbol[charset.symbols or ""]
    local code = from_hex(symbol.byte)
    if meaning and meaning ~= "-" and not map[code] then
      map[code] = tonumber(meaning, 16)
    end
  end
  for byte = 0, 0x7F do
    local code = string.char(byte)
    map[code] = map[code] or byte
  end
  return map
end

--- Takes what marks mean on their own out of the map: by their bytes. That
-- must be a combining character, and no mark may begin a pair: else a text
-- could be read in two ways.
local function take_marks(map, leads, marks, name)
  local alone = {}
  for _, byte in ipairs(marks) do
    local code = string.char(byte)
    alone[byte] = map[code]
    map[code] = nil
    assert(not alone[byte] or alone[byte] >= 0x300 and alone[byte] < 0x370,
      name .. ": a mark with a meaning of its own")
    assert(not leads[byte], name .. ": a mark that begins a pair")
  end
  return alone
end

--- Gives TCVN 5712 the pairs of base and mark that Windows-1258 has.
local function add_pairs(map, model)
  local code_of = {}
  for code, code_point in pairs(map) do
    if #code == 1 then code_of[code_point] = code end
  end
  for code, code_point in pairs(model) do
    if #code == 2 then
      local base = code_of[model[code:sub(1, 1)]]
      local mark = code_of[model[code:sub(2)]]
      add(map, base .. mark, code_point, "tcvn1")
    end
  end
end

--- The first or second bytes of pairs, in order, and the number of each.
local function number_bytes(map, at)
  local bytes, numbers = {}, {}
  for code in pairs(map) do
    local byte = #code == 2 and code:byte(at)
    if byte and not numbers[byte] then
      bytes[#bytes + 1] = byte
      numbers[byte] = true
    end
  end
  table.sort(bytes)
  for number, byte in ipairs(bytes) do numbers[byte] = number end
  return bytes, numbers
end


--- Prints values in lines of 'width'.
local function print_values(values, width)
  for first = 1, #values, width do
    local last = math.min(first + width - 1, #values)
    print("  " .. table.concat(values, ", ", first, last) .. ",")
  end
end

local function show(code_point)
  return code_point and ("U(0x%X)"):format(code_point) or "NO"
end

local function print_codes(id, map)
  local values = {}
  for byte = 0, 255 do values[byte + 1] = show(map[string.char(byte)]) end
  print(("\nstatic const viet_code %s_codes[256] = {"):format(id))
  print_values(values, 7)
  print "};"
end

local function print_numbers(id, what, numbers, factor)
  local values = {}
  for byte = 0, 255 do values[byte + 1] = (numbers[byte] or 0) * factor end
  print(("\nstatic const uint16_t %s_%s[256] = {"):format(id, what))
  print_values(values, 12)
  print "};"
end

--- Prints the pairs row by row; row 0 and column 0 are empty. If marks mean
-- something alone, that is the row behind the last; returns where it is.
local function print_pairs(id, map, leads, marks, alone)
  local values, extra = {}, nil
  for row = 0, #leads do
    for column = 0, #marks do
      values[#values + 1] = row > 0 and column > 0
        and show(map[string.char(leads[row], marks[column])]) or "NO"
    end
  end
  if next(alone) then
    extra = #values
    values[#values + 1] = "NO"
    for _, byte in ipairs(marks) do values[#values + 1] = show(alone[byte]) end
  end
  print(("\nstatic const viet_code %s_pairs[] = {"):format(id))
  print_values(values, 7)
  print "};"
  return extra
end

--- The code that is written for each letter; a single byte has 0 behind it.
local function print_letters(id, column)
  local values = {}
  for i, letter in ipairs(letters) do
    local code = read_cell(letter[column])[1]
    values[i] = ("{0x%02X, 0x%02X}"):format(code:byte(1), code:byte(2) or 0)
  end
  print(("\nstatic const uint8_t %s_letters[VIET_LETTERS][2] = {"):format(id))
  print_values(values, 5)
  print "};"
end

local function print_charset(charset, map)
  local id = charset.name:gsub("-", "_")
  local entry = { ("[VIET_%s] = {"):format(id:upper()),
    ('    .name = "%s", .codes = %s_codes,'):format(charset.name, id) }
  local leads, lead_numbers = number_bytes(map, 1)
  local marks, mark_numbers = number_bytes(map, 2)
  local alone = take_marks(map, lead_numbers, marks, charset.name)
  print_codes(id, map)
  if #leads > 0 then
    print_numbers(id, "leads", lead_numbers, #marks + 1)
    print_numbers(id, "marks", mark_numbers, 1)
    local extra = print_pairs(id, map, leads, marks, alone)
    entry[#entry + 1] = ("    .leads = %s_leads, .marks = %s_marks,"):format(
      id, id)
    entry[#entry + 1] = ("    .pairs = %s_pairs,"):format(id)
    if extra then
      entry[#entry + 1] = ("    .alone = %d,"):format(extra)
    end
  end
  if letters[1][charset.name] then
    print_letters(id, charset.name)
    entry[#entry + 1] = ("    .letters = %s_letters,"):format(id)
  end
  if charset.apart then
    print_letters(id .. "_apart", charset.apart)
    entry[#entry + 1] = ("    .apart = %s_apart_letters,"):format(id)
  end
  return table.concat(entry, "\n  ") .. "\n  },"
end


print [[
/*
** charset_tables.c
** See charset.h. Written by charset_tables.lua; not to be changed by hand.
*/

#include "text/charset.h"

/* The UTF-8 of a code point below U+10000, and how long it is. */
#define U(c) \
  {{(uint8_t)((c) < 0x80 ? (c) : (c) < 0x800 ? 0xC0 | (c) >> 6 \
              : 0xE0 | (c) >> 12), \
    (uint8_t)(0x80 | ((c) < 0x800 ? (c) & 0x3F : (c) >> 6 & 0x3F)), \
    (uint8_t)(0x80 | ((c) & 0x3F))}, \
   (c) < 0x80 ? 1 : (c) < 0x800 ? 2 : 3}

/* a code that means nothing */
#define NO {{0, 0, 0}, 0}
]]

do  -- the number of each code point that may be a letter
  local values, numbers = {}, {}
  for i, letter in ipairs(letters) do numbers[letter.code_point] = i - 1 end
  for _, range in ipairs { { 0xC0, 0x1B0 }, { 0x1EA0, 0x1EF9 } } do
    for code_point = range[1], range[2] do
      values[#values + 1] = numbers[code_point] or "VIET_LETTERS"
    end
  end
  print "const uint8_t viet_charset_numbers[] = {"
  print_values(values, 5)
  print "};"
end

local maps, entries = {}, {}
for _, charset in ipairs(charsets) do
  maps[charset.name] = read_meanings(charset)
end
add_pairs(maps.tcvn1, maps["windows-1258"])
for i, charset in ipairs(charsets) do
  entries[i] = print_charset(charset, maps[charset.name])
end

print "\nconst viet_charset_table viet_charset_tables[VIET_CHARSETS] = {"
print '  [VIET_UTF_8] = {.name = "utf-8"},'
for _, entry in ipairs(entries) do print("  " .. entry) end
print '  [VIET_VIQR] = {.name = "viqr"},'
print '  [VIET_NCR] = {.name = "ncr"},'
print "};"
