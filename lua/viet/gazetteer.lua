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
-- White space between tokens is free at every level. The methods of a
-- gazetteer stand in `viet.gazetteer.class`.

local class = require "viet.gazetteer.class"
local compile = require "viet.gazetteer.compile"
local core = require "viet.core"
local fields = require "viet.gazetteer.fields"
local options = require "viet.options"
local read = require "viet.gazetteer.read"
local records = require "viet.records"
local search = require "viet.gazetteer.search"
local state = require "viet.gazetteer.state"

local gazetteer = {}

local function progress_fault(progress)
  if progress == nil or type(progress) == "function" then return nil end
  return "progress is a " .. type(progress) .. ", not a function"
end

--- Raises an error for bad settings, in the name of the user's call.
local function check_settings(settings)
  local fault = options.bad_value("level", settings.level, fields.levels)
    or progress_fault(settings.progress)
  if fault then error(fault, 3) end
end

--- Makes a gazetteer: `viet.gazetteer { entry, ..., level = level }`, or
-- `viet.gazetteer(next_entry, { level = level })`.
-- @param entries an array of entries; or a function that returns the next
--   entry each time it is called, and nil behind the last one
-- @param settings a table with the fields below; they may as well stand in
--   the table of the entries
--     level     the level of all entries that have none ("placement")
--     progress  a function that is called now and then, for long lists: of
--               how much is done, how much there is (nil: not known), and
--               what is counted: "entries" as they are taken, then "steps"
--               of compiling them. If it returns false, the building ends:
--               nil and "cancelled" are returned
-- An entry is a table with its names in the array part, and these fields,
-- which may all be absent:
--     id        a string, given back by each match; its first name
--     type      a string, given back by each match; "NAME"
--     level     "exact", "case", "placement", "typed" or "toneless"
--     from, to  when the entry is valid, both included: "2024", "2024-05" or
--               "2024-05-31"; a search can ask for what is valid at a date
--     priority  a whole number (0): of entries that share a name, those with
--               a higher one come first
-- and any others, whose values are strings, numbers or booleans: a match
-- gives back the table itself. It is not copied. A name is a string, or a
-- table with the string and a level of its own: { "HB", level = "exact" }.
-- @return the gazetteer `g`. `#g` is the count of its entries.
-- Raises an error that names the entry: `entry 3 has no name`,
-- `entry 3: bad level 'tonless' (expected exact, case, placement, typed or
-- toneless)`,
-- `entry 3: name 2 is not UTF-8 at byte 5`, `entry 3: name 2 has 0 tokens
-- (expected 1 to 255)`.
-- @usage
--   local g = viet.gazetteer { { id = "vn", "Việt Nam" }, level = "toneless" }
local function new(_, entries, settings)
  local known = { "level", "progress" }
  if type(entries) == "table" and settings == nil then
    settings = entries
  elseif type(entries) ~= "table" and type(entries) ~= "function" then
    error("entries are a table, not a " .. type(entries), 2)
  end
  settings = options.check(settings, known)
  check_settings(settings)
  local made, message = compile.build(entries, settings)
  if made then return class.new(made) end
  if message == compile.CANCELLED then return nil, message end
  error(message, 2)
end

--- Reading ------------------------------------------------------------------

--- Reads lexicons into a gazetteer. Their formats stand in `viet.tsv`,
-- `viet.csv` and `viet.jsonl`. Rows with the same id, type, level, dates and
-- priority add names to one entry, in all of the files; of differing
-- attributes the first one holds.
-- @param path the path of a file, or an array of paths
-- @param settings a table, which may be absent, with the fields
--     level     the level of all rows that have none ("placement")
--     format    "tsv", "csv" or "jsonl"; by default what the extension says,
--               and TSV if it says nothing
--     progress  as for `viet.gazetteer`; it is called with "bytes" of each
--               file, too
-- @return the gazetteer. Its entries have the columns of the file as fields,
--   and as `source` the name of the file and the first line they come from:
--   "names.tsv:17".
--   Or nil and a message: `cannot open names.tsv: No such file or
--   directory`, or `names.tsv:12:3: empty name` with the line and the column
--   in bytes, both from 1
-- @usage
--   local ranks = assert(viet.gazetteer.read("ranks.tsv"))
function gazetteer.read(path, settings)
  settings = options.check(settings, { "level", "format", "progress" })
  check_settings(settings)
  local paths = type(path) == "string" and { path } or path
  local fault = options.bad_value("format", settings.format, records.formats)
  if type(paths) ~= "table" then
    fault = "the path is a string or an array, not a " .. type(path)
  end
  for _, name in ipairs(type(paths) == "table" and paths or {}) do
    fault = fault or options.path_fault(name)
  end
  if fault then error(fault, 2) end
  local made, message = read(paths, settings)
  if not made then return nil, message end
  return class.new(made)
end

--- Compiled files -----------------------------------------------------------

--- Opens a file that `g:save` wrote. It is mapped into memory, not read: that
-- takes no time, and all processes that have it open share the memory.
-- @param path the file's path
-- @param settings a table, which may be absent, with the field
--     verify  whether every byte is looked at, and a file that was changed or
--             damaged is refused (false). Without that it may give wrong
--             matches, but does no harm
--     copy    whether the file is read into memory (false). A mapped file
--             must not be cut short or written to while it is in use: the
--             system ends a process that reads where it was cut off (SIGBUS)
-- @return the gazetteer; or nil and a message: `cannot open names.vgz: ...`.
--   A file in another version of the format, or of a machine with another
--   order of bytes, is refused: `... has format version 3, expected 2
--   (compile it again)`
-- @usage local names = assert(viet.gazetteer.open("names.vgz"))
function gazetteer.open(path, settings)
  settings = options.check(settings, { "verify", "copy" })
  local fault = options.path_fault(path)
    or options.switch_fault(settings, { "verify", "copy" })
  if fault then error(fault, 2) end
  local made, reason = core.gazetteer_open(path, settings.verify,
                                           settings.copy)
  if made then return class.new(state.of_core(made)) end
  return nil, ("cannot open %s: %s"):format(path, reason)
end

--- Sharing ------------------------------------------------------------------

--- Lets other Lua states and threads of this process use a gazetteer, without
-- a copy.
-- @param g the gazetteer; what is changed in it afterwards is not shared
-- @return a word for `viet.gazetteer.attach`. It holds as long as this
--   gazetteer, or one that is attached, is in use
-- @usage channel:send(viet.gazetteer.share(g))
function gazetteer.share(g)
  if not class.is(g) then
    error(("bad argument #1 to 'share' (viet.gazetteer expected, got %s)")
      :format(type(g)), 2)
  end
  return core.gazetteer_share(class.state_of(g).core)
end

--- The gazetteer that another Lua state of this process shares.
-- @param word what `viet.gazetteer.share` gave there
-- @return the gazetteer; or nil and a message if nothing is shared under that
--   word, any more. The entries that its matches give are tables of this
--   state
-- @usage local g = assert(viet.gazetteer.attach(word))
function gazetteer.attach(word)
  if type(word) ~= "string" then
    error("the word is a string, not a " .. type(word), 2)
  end
  local made, message = core.gazetteer_attach(word)
  if not made then return nil, message end
  return class.new(state.of_core(made))
end

--- Growing ------------------------------------------------------------------

local SUGGEST = {
  "known", "types", "before", "after", "type", "min_count", "min_score",
  "limit", "tokens", "progress",
}

--- A gazetteer of the phrases that the user names, or nil.
local function to_phrases(name, phrases)
  if phrases == nil then return nil end
  if type(phrases) == "string" then phrases = { phrases } end
  local made, result = pcall(new, nil, { phrases })
  if made then return result end
  error(("bad value for option '%s': %s"):format(name,
    (tostring(result):gsub("^.-entry 1:? ", ""))), 3)
end

--- Raises an error for an option that has to be a number.
local function check_number(name, value, least)
  if type(value) == "number" and value >= least then return value end
  error(("bad value '%s' for option '%s' (expected a number from %d)")
    :format(tostring(value), name, least), 3)
end

--- Raises an error for bad settings of suggest, in the name of its user.
local function check_suggest(settings)
  local kind, score = settings.type, settings.min_score
  local fault = search.types_fault(settings.types)
    or kind ~= nil and fields.fault("type", kind)
    or progress_fault(settings.progress)
  if score ~= nil and not (type(score) == "number" and score == score) then
    fault = ("bad value '%s' for option 'min_score' (expected a number)")
      :format(tostring(score))
  end
  if fault then error(fault, 3) end
end

local function to_set(list)
  if list == nil then return nil end
  local set = {}
  for _, name in ipairs(type(list) == "table" and list or { list }) do
    set[name] = true
  end
  return set
end

--- Suggests names that a list lacks: capitalised ones that stand in the
-- texts where known names stand, and are no known names themselves. What
-- stands left and right of the known names is learned from the texts.
-- @param subject a text, a document, a corpus, or an array of texts or
--   documents
-- @param settings a table with the fields
--     known       a gazetteer. Names of any type tell by what a new name can
--                 stand: one behind a known rank is likely a person
--     types       a type, or an array of types: of these names new ones are
--                 wanted (all)
--     before      a phrase, or an array of phrases: what stands right behind
--                 one is likely a name
--     after       the same for what stands right before one
--     type        the type of names if none is learned ("NAME")
--     min_count   how often a name has to be found (1)
--     min_score   what its score has to be above (0)
--     limit       how many names at most (100)
--     tokens      how many tokens of context on each side (8)
--     progress    a function of how many texts are read, how many there are,
--                 and "texts"; if it returns false, nil is returned
-- @return an array of suggestions, the best first, and what was learned.
--   A suggestion has
--     name        as it is found most often, normalized (NFC, plain spaces)
--     type        the type whose names stand in places most like its own
--     score       how much its places are like those, 0: as any other's
--     count, documents  how often it is found, and in how many texts
--     spans       where: `doc` (the text or document), `number` (its place
--                 in the subject), `first` and `last` (bytes), and the
--                 source text as `left`, `text`, `right`, all on one line
--   What was learned is an array of contexts, the best of each type first:
--   `type`, `side` ("left" or "right"), `text` (keys of words; <TYPE> is a
--   known name), `score` (log-odds), `count` (known names that stand there)
--   and `all` (with what else does)
-- @usage
--   for _, found in ipairs(viet.gazetteer.suggest(corpus,
--       { known = names, types = "PERSON", before = "Đại tướng" })) do
--     print(found.score, found.count, found.name)
--   end
function gazetteer.suggest(subject, settings)
  settings = options.check(settings, SUGGEST)
  local known = settings.known
  if known ~= nil and not class.is(known) then
    error(("bad value for option 'known' (expected a gazetteer, got a %s)")
      :format(type(known)), 2)
  elseif not (known or settings.before or settings.after) then
    error("suggest needs one of the options 'known', 'before' and 'after'",
      2)
  end
  check_suggest(settings)
  local docs = class.list_texts(subject, "suggest")
  return require("viet.gazetteer.suggest").run(docs, known or new(nil, {}), {
    types = to_set(settings.types), type = settings.type or "NAME",
    before = to_phrases("before", settings.before),
    after = to_phrases("after", settings.after),
    min_count = check_number("min_count", settings.min_count or 1, 1),
    min_score = settings.min_score or 0,
    limit = check_number("limit", settings.limit or 100, 1),
    width = check_number("tokens", settings.tokens or 8, 0),
    progress = settings.progress,
  })
end

return setmetatable(gazetteer, { __call = new })
