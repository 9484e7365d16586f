--- Gazetteers: many names, found in texts however they are spelt there.
--
--     local people = viet.gazetteer {
--       { id = "person/giang", type = "PERSON", "Phan Văn Giang" },
--       { id = "place/hoa-binh", type = "PLACE", "Hòa Bình" },
--     }
--     for first, last, id in people:matches(text) do
--       print(id, text:sub(first, last))
--     end
--
-- Names match whole tokens of the text (see `viet.tokens`), at one of five
-- levels, each of which forgives what the one before it forgives:
--
--   exact      the same bytes
--   case       the same letters, as they are encoded: forgives capitals
--   placement  the same letters: forgives case, decomposition, the place of
--              the tone mark, i for y, look-alikes of Đ; the default
--   typed      as placement, and forgives marks that the text has not; those
--              that it has must agree ("Nguyên" is a "Nguyễn")
--   toneless   the same base letters: forgives all marks, and đ for d
--
-- White space between tokens is free at every level.

local core = require "viet.core"
local options = require "viet.options"
local tsv = require "viet.tsv"

local gazetteer = {}

--- What is wrong with a level, which may be absent; or nil.
local function level_fault(level)
  if level == nil then return nil end
  return options.fault("level", level, tsv.levels)
end

--- Raises an error for a bad level, in the name of the user's call.
local function check_level(level)
  local fault = level_fault(level)
  if fault then error(fault, 3) end
end

--- What is wrong with an entry, to stand behind "entry 3"; or nil.
local function entry_fault(entry)
  if type(entry) ~= "table" then
    return (" is a %s, not a table"):format(type(entry))
  end
  for _, field in ipairs { "id", "type" } do
    local kind = type(entry[field])
    if kind ~= "string" and kind ~= "nil" then
      return (": %s is a %s, not a string"):format(field, kind)
    end
  end
  local fault = level_fault(entry.level)
  if fault then return ": " .. fault end
  if #entry == 0 then return " has no name" end
  for i = 1, #entry do
    if type(entry[i]) ~= "string" then
      return (": name %d is a %s, not a string"):format(i, type(entry[i]))
    end
  end
end

--- Compiles entries.
-- @return the gazetteer, or nil and what is wrong; and, if it is a name that
--   is wrong, that name and what is wrong with it
local function compile(entries, level)
  local list, list_levels = {}, {}
  for i = 1, #entries do
    local entry = entries[i]
    local fault = entry_fault(entry)
    if fault then return nil, ("entry %d%s"):format(i, fault) end
    list[i], list_levels[i] = entry, entry.level or level or "placement"
  end
  local made, fault, number, name = core.gazetteer(list, list_levels)
  if made then return made end
  return nil, ("entry %d: name %d %s"):format(number, name, fault),
         list[number][name], fault
end

--- Makes a gazetteer: `viet.gazetteer { entry, ..., level = level }`.
-- @param spec an array of entries, and as `level` the level of all entries
--   that have none ("placement"). An entry is a table with its names in the
--   array part, and these fields, which may all be absent:
--     id     a string, given back by each match; its first name
--     type   a string, given back by each match; "NAME"
--     level  "exact", "case", "placement", "typed" or "toneless"
--   and any others: a match gives back the table itself. It is not copied.
-- @return the gazetteer `g`. `#g` is the count of its entries.
-- Raises an error that names the entry: `entry 3 has no name`,
-- `entry 3: bad level 'tonless' (expected exact, case, placement, typed or
-- toneless)`,
-- `entry 3: name 2 is not UTF-8 at byte 5`, `entry 3: name 2 has 0 tokens
-- (expected 1 to 255)`.
-- @usage
--   local g = viet.gazetteer { { id = "vn", "Việt Nam" }, level = "toneless" }

--- Finds the names of a gazetteer: `g:matches(subject, options)`.
-- @param subject the text, a string, or its tokens (`viet.tokens(text)`)
-- @param options a table, which may be absent, with the fields
--     kind          "longest": from left to right the longest name, and on
--                   behind it; the default. "overlapping": every name at
--                   every place
--     across_lines  whether a name may go on in the next line (false)
-- @return an iterator of
--     first, last   where the match stands: bytes of the text, from 1, the
--                   last one included
--     id, type      those of the entry, or their defaults
--     entry         the entry itself
--     level         the strictest level at which the match holds
--   in order of `first`, longer ones first, then in the order of the entries.
--   Entries that share a name give a match each.
-- Raises `bad kind 'all' (expected longest or overlapping)`.
-- @usage
--   for first, last, id in g:matches("Viet Nam") do print(first, last, id) end
--   --> 1   8   vn

--- Adds the rows of a lexicon to the entries, one for each id, type and
-- level.
-- @param entries the array to append to
-- @param known the entries by id, type and level
-- @param level the level of rows that have none
local function add_rows(entries, known, rows, level)
  for _, row in ipairs(rows) do
    row.name = nil  -- the names stand in the array part
    local key = table.concat({ row.id, row.type, row.level or level }, "\t")
    local entry = known[key]
    if entry then
      for _, name in ipairs(row) do entry[#entry + 1] = name end
      for field, value in pairs(row) do
        if entry[field] == nil then entry[field] = value end
      end
    else
      known[key] = row
      entries[#entries + 1] = row
    end
  end
end

--- The message for a name that cannot be compiled, with its place. This
-- takes the texts apart once more, so that only a fault costs time; the
-- files may be pipes, which can be read but once.
local function locate(paths, texts, name, fault)
  for i, path in ipairs(paths) do
    local _, message = tsv.parse(texts[i], path, function(other)
      return other == name and fault or nil
    end)
    if message then return message end
  end
end

--- Reads lexicons (their format stands in `viet.tsv`) into a gazetteer.
-- Lines with the same id, type and level add names to one entry, in all of
-- the files; of differing attributes the first one holds.
-- @param path the path of a file, or an array of paths
-- @param settings a table, which may be absent, with the field
--     level  the level of all lines that have none ("placement")
-- @return the gazetteer. Its entries have the columns of the file as fields,
--   and as `source` the name of the file and the first line they come from:
--   "names.tsv:17".
--   Or nil and a message: `cannot open names.tsv: No such file or
--   directory`, or `names.tsv:12:3: empty name` with the line and the column
--   in bytes, both from 1
-- @usage
--   local ranks = assert(viet.gazetteer.read("ranks.tsv"))
function gazetteer.read(path, settings)
  settings = options.check(settings, { "level" })
  check_level(settings.level)
  local paths = type(path) == "string" and { path } or path
  if type(paths) ~= "table" then
    error("the path is a string or an array, not a " .. type(path), 2)
  end
  local entries, known, texts = {}, {}, {}
  for i, file in ipairs(paths) do
    local text, trouble = tsv.load(file)
    if not text then return nil, trouble end
    local rows, message = tsv.parse(text, file)
    if not rows then return nil, message end
    texts[i] = text
    add_rows(entries, known, rows, settings.level or "placement")
  end
  local made, message, name, fault = compile(entries, settings.level)
  if made then return made end
  return nil, name and locate(paths, texts, name, "name " .. fault)
    or message
end

return setmetatable(gazetteer, {
  __call = function(_, spec)
    if type(spec) ~= "table" then
      error("entries are a table, not a " .. type(spec), 2)
    end
    options.check(spec, { "level" })
    check_level(spec.level)
    local made, message = compile(spec, spec.level)
    if not made then error(message, 2) end
    return made
  end,
})
