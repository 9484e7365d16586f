--- The gazetteer as a user has it, with its methods.
-- It is a handle: what it knows (see `viet.gazetteer.compile`) lies outside
-- of it, so that it can be exchanged while searches go on with the old one.

local change = require "viet.gazetteer.change"
local core = require "viet.core"
local fuzzy = require "viet.gazetteer.fuzzy"
local options = require "viet.options"
local origin = require "viet.origin"
local results = require "viet.gazetteer.results"
local search = require "viet.gazetteer.search"
local stats = require "viet.gazetteer.stats"

local class = {}

local methods = {}
local states = setmetatable({}, { __mode = "k" })

-- Lua 5.1 and LuaJIT ask only userdata for their length.
local new_userdata = rawget(_G, "newproxy")
local template = new_userdata and new_userdata(true)
local meta = template and getmetatable(template) or {}

meta.__index = methods
meta.__name = "viet.gazetteer"
meta.__metatable = "viet.gazetteer"

--- What a handle knows; raises an error for anything else.
-- @param name the method's name
local function check(self, name)
  local state = states[self]
  if state then return state end
  error(("bad self of '%s' (viet.gazetteer expected, got %s)")
    :format(name, type(self)), 3)
end

function meta.__len(self)
  return #states[self].core
end

function meta.__tostring(self)
  local state = states[self]
  return ("viet.gazetteer (%d entries, %d names)")
    :format(#state.core, state:count_names())
end

--- Makes a handle.
-- @param state what the gazetteer knows
function class.new(state)
  local self = template and new_userdata(template)
    or setmetatable({}, meta)
  states[self] = state
  return self
end

--- Is a value a gazetteer?
function class.is(value)
  return states[value] ~= nil
end

--- What the core searches for a gazetteer; it changes when that does.
function class.core(self)
  return states[self].core
end

local function is_tokens(value)
  return type(value) == "userdata" and getmetatable(value) == "viet.tokens"
end

local function is_document(value)
  return type(value) == "table" and is_tokens(value.tokens)
end

--- What the core searches for a subject: raises an error if it is none.
-- @param name the user's call, for messages
local function to_subject(value, name)
  if type(value) == "string" or is_tokens(value) then return value end
  if is_document(value) then return value.tokens end
  error(("bad argument #1 to '%s' (string or viet.tokens expected, "
    .. "got %s)"):format(name, type(value)), 3)
end

--- Finds the names of a gazetteer.
-- @param subject the text, a string, its tokens (`viet.tokens(text)`), or a
--   document
-- @param settings a table, which may be absent, with the fields
--     kind          "longest": from left to right the longest name, and on
--                   behind it; the default. "first": from left to right the
--                   name with the highest priority, of several the one that
--                   was given first. "overlapping": every name at every
--                   place. "outermost": of these, those that are in no
--                   longer one. "longest_per_type": as "longest", for each type
--                   by itself
--     across_lines  whether a name may go on in the next line (false)
--     gaps          what else than white space may stand between the words of
--                   a name, a string or an array of them: "line": line ends,
--                   as `across_lines`; "hyphen": a hyphen or dash that the
--                   name has not; "punctuation": any one mark
--     glued         whether the parts of words are looked at that seem to be
--                   glued together: "TinHãy", and "Azerbaijancủa" if
--                   "Azerbaijan" is in a name, or stands elsewhere in the
--                   text (false)
--     whole         whether a name begins and ends with words of the text, the
--                   default. If it is false, names are found inside of words,
--                   too, but never in the middle of a letter: "Mỹ" in
--                   "#chốngMỹ2024". Their own words need no white space
--                   between them then: "HàNộimới"; one of more than 128
--                   letters has to begin where a word of the text does,
--                   though. This takes longer; the first search looks at all
--                   words of names, some milliseconds for many of them
--     types         a type, or an array of types: others are not looked for
--     as_of         a date, "2024-05-31": entries that are not valid on it
--                   (`from`, `to`) are not looked for
--     best          whether of several entries at one place only the first
--                   one is given (false)
-- @return an iterator of
--     first, last   where the match stands: bytes of the text, from 1, the
--                   last one included
--     id, type      those of the entry, or their defaults
--     entry         the entry itself
--     level         the strictest level at which the match holds
--   in order of `first`, longer ones first, then those with the higher
--   priority, then in the order of the entries. Entries that share a name
--   give a match each.
-- Raises `bad value 'all' for option 'kind' (expected longest, first,
-- overlapping, outermost or longest_per_type)`.
-- @usage
--   for first, last, id in g:matches("Viet Nam") do print(first, last, id) end
--   --> 1   8   vn
function methods:matches(subject, settings)
  local state = check(self, "matches")
  settings = search.check(settings, {}, 2)
  return search.start(state, to_subject(subject, "matches"), settings)
end

--- Finds names that are mistyped, too: what `g:matches` finds, and in what
-- that leaves of the text, names that differ by a few slips. A slip is
-- counted in edits: a letter more, less or another one is 1; a letter beside
-- the right one on the keyboard 3/4; two swapped letters 2/3; a wrong tone
-- or the key of one at the end 1/2; letters that sound alike (s/x, d/gi/r,
-- ch/tr, l/n, i/y, ...), a letter doubled, a wrong mark, an initial for a
-- word, and all unconverted keys of a word ("Vieetj") 1/3; a missing mark or
-- tone, and a capital lost in a word with another slip, 1/4; a hyphen more or
-- less, or for a space, 1/6.
-- A word of n letters may cost (n - 1) / 2. In names of one or two words of
-- up to 3 letters, or of one syllable, base letters have to be right, and
-- capitals kept; any other name of one word has to keep its capital, and may
-- cost half as much. Numbers are never mistyped.
-- @param subject as for `g:matches`
-- @param settings a table, which may be absent, with the fields
--     edits         how many a name may cost: 1 (the default), 2 or 3
--     kind          "scored": of what overlaps the best score, then the
--                   longest, then the leftmost; the default. "overlapping":
--                   every name at every place
--     min_score     leave out what scores less (0)
--     across_lines, types, as_of, best  as for `g:matches`
-- @return an iterator of first, last, id, type, entry, level and score. The
--   score is 1 for what `g:matches` finds, or 1 - edits / letters of the
--   name; the level of anything else is "fuzzy". The order is that of
--   `g:matches`, better scores first
-- Raises `bad value '4' for option 'edits' (expected 1, 2 or 3)`.
-- The first call for a gazetteer takes as long as building it.
-- A search has limits: a word of the text is taken for one of at most 2,048
-- words of names, and from each token at most 20,000 steps are gone and 256
-- mistyped names found. What would come behind that is not found.
-- @usage
--   for first, last, id, _, _, _, score in g:fuzzy("Phan Vanw Giamg") do
--     print(first, last, id, score)
--   end
function methods:fuzzy(subject, settings)
  local state = check(self, "fuzzy")
  settings = fuzzy.check(settings, 2)
  return fuzzy.start(state, to_subject(subject, "fuzzy"), settings)
end

--- Adds a span to a document for each place where names stand.
-- @param doc the document
-- @param layer the layer of the spans; nil: the type of the match
-- @param settings as for `g:matches`
-- @return how many spans were added. A span has `id` and `level`, the type
--   as `name_type`, as `lexicon` and `origin` the line of the list that the
--   entry is from ("names.tsv:17"), and where the name is that of several
--   entries, all their ids as `ids`, the best one first: that is `id`, too
-- @usage g:annotate(doc, "SHIP")
function methods:annotate(doc, layer, settings)
  local state = check(self, "annotate")
  if not is_document(doc) then
    error(("bad argument #1 to 'annotate' (document expected, got %s)")
      :format(type(doc)), 2)
  elseif layer ~= nil and type(layer) ~= "string" then
    error(("bad argument #2 to 'annotate' (string expected, got %s)")
      :format(type(layer)), 2)
  end
  settings = search.check(settings, {}, 2)
  return results.annotate(doc, search.start(state, doc.tokens, settings),
    layer, origin.of_caller(2))
end

--- The texts and documents in a subject, as an array.
-- @param name the user's call, for messages
function class.list_texts(subject, name)
  local list, bad = subject, subject == nil and "nil" or nil
  if type(subject) ~= "table" or is_document(subject) then
    list = { subject }
  end
  for _, text in ipairs(list) do
    local fits = type(text) == "string" or is_document(text)
    bad = bad or not fits and type(text) or nil
  end
  if not bad then return list end
  error(("bad argument #1 to '%s' (text, document or corpus expected, "
    .. "got %s)"):format(name, bad), 3)
end

--- Counts the names in texts.
-- @param subject a text, a document, a corpus, or an array of texts or
--   documents
-- @param settings as for `g:matches`, and
--     by  "id" (the default), "type", or "text": as they are spelt there
-- @return an array of rows, the most frequent first: `key`, `count`, and in
--   how many `documents`; those by id have `id` and `type`, too. Of several
--   entries that share a name each is counted, unless `best` is set
-- @usage
--   for _, row in ipairs(g:count(corpus)) do print(row.count, row.id) end
function methods:count(subject, settings)
  local state = check(self, "count")
  settings = search.check(settings, { "by" }, 2)
  local fault = results.by_fault(settings.by)
  if fault then error(fault, 2) end
  local subjects = {}
  for i, text in ipairs(class.list_texts(subject, "count")) do
    local is_text = type(text) == "string"
    subjects[i] = {
      text = is_text and text or text.text,
      start = function()
        return search.start(state, is_text and text or text.tokens, settings)
      end,
    }
  end
  return results.count(subjects, settings.by or "id")
end

--- Is a value a whole number from `least` to `most`?
local function is_byte(value, least, most)
  return type(value) == "number" and value % 1 == 0 and value >= least
    and value <= most
end

--- Raises an error for what g:explain is told that it cannot use.
local function check_place(text, position, settings)
  local last, limit = settings.last, settings.limit
  local fault
  if not is_byte(position, 1, #text) then
    fault = ("bad argument #2 to 'explain' (expected a byte from 1 to %d, "
      .. "got %s)"):format(#text, tostring(position))
  elseif last ~= nil and not is_byte(last, position, #text) then
    fault = ("bad value '%s' for option 'last' (expected a byte from %d to "
      .. "%d)"):format(tostring(last), position, #text)
  elseif limit ~= nil and not (type(limit) == "number" and limit >= 0) then
    fault = ("bad value '%s' for option 'limit' (expected a number from 0)")
      :format(tostring(limit))
  end
  if fault then error(fault, 3) end
end

--- Tells which entries match at a place of a text or nearly do, and why not.
-- @param subject a text or a document
-- @param position a byte of it, from 1
-- @param settings as for `g:matches`: what the search would be; and
--     last   the last byte of the place (that of `position`)
--     limit  how many entries at most (10)
-- @return an array of rows, the best first: matches, then what came nearest.
--   Names that share less than half of their words with the text are left
--   out. A row has
--     id, type, entry, name   of the entry, and that name of it
--     wanted          the level of the name
--     first, last     the bytes of the text that the name was laid along
--     reason          "match"; "hidden" by other matches; "date" or "type":
--                     it is not looked for; "line": it goes on in the next
--                     one; "glued": other letters stand right beside it, or
--                     its words are written as one, and `glued` is not set;
--                     "inside": it would be found if `whole` was false;
--                     "level": a token is less like it than `wanted`; "word": a
--                     token is another one; "missing", "extra": a token is only
--                     in the name, or only in the text
--     message         the same in words: "'Hoa' is like its 'Hòa' at level
--                     typed, it wants placement"
--     token           {first, last} of the token that it failed at, and
--     expected        what the name has there; both may be absent
--     level           where all tokens are alike at some level: that level
-- @usage
--   for _, row in ipairs(g:explain(text, 12)) do
--     print(row.id, row.message)
--   end
function methods:explain(subject, position, settings)
  local state = check(self, "explain")
  if type(subject) ~= "string" and not is_document(subject) then
    error(("bad argument #1 to 'explain' (string or document expected, "
      .. "got %s)"):format(type(subject)), 2)
  end
  local text = type(subject) == "string" and subject or subject.text
  settings = search.check(settings, { "last", "limit" }, 2)
  check_place(text, position, settings)
  local tokens = type(subject) == "string" and core.tokens(text)
    or subject.tokens
  return require("viet.gazetteer.explain").run(state, text, tokens, position,
    settings.last or position, settings)
end

--- Changing -----------------------------------------------------------------

--- The ids in an argument: one, or an array of them.
local function to_ids(ids, name)
  local list = type(ids) == "table" and ids or { ids }
  for _, id in ipairs(list) do
    if type(id) ~= "string" then
      error(("bad argument to '%s' (ids are strings, got a %s)"):format(name,
        type(id)), 3)
    end
  end
  return list
end

--- Makes a gazetteer that has other entries. This one stays as it is, and
-- both share what they have in common.
-- @param changes a table with the fields `remove`, an id or an array of ids,
--   and `add`, an array of entries; entries are removed before others are
--   added. What is not there need not be removed
-- @return the new gazetteer, and how many entries were removed
-- Raises an error for a bad entry, as `viet.gazetteer` does.
-- @usage
--   local newer = g:with { remove = "minister", add = { { id = "minister",
--     "Phan Văn Giang" } } }
function methods:with(changes)
  local state = check(self, "with")
  changes = options.check(changes, { "add", "remove" })
  local ids = to_ids(changes.remove, "with")
  local made, result = change.with(state, changes.add, ids)
  if not made then error(result, 2) end
  return class.new(made), result
end

--- Adds entries to this gazetteer. Searches that have begun go on without
-- them.
-- @param entries an array of entries
-- @return the gazetteer
-- Raises an error for a bad entry, as `viet.gazetteer` does; nothing is
-- added then.
-- @usage g:add { { id = "place/hue", "Huế" } }
function methods:add(entries)
  local state = check(self, "add")
  if type(entries) ~= "table" then
    error("entries are a table, not a " .. type(entries), 2)
  end
  local made, message = change.with(state, entries)
  if not made then error(message, 2) end
  states[self] = made
  return self
end

--- Removes entries from this gazetteer. Searches that have begun go on with
-- them.
-- @param ids an id, or an array of ids: all entries that have one
-- @return how many entries were removed
-- @usage g:remove "place/hue"
function methods:remove(ids)
  local state = check(self, "remove")
  local made, count = change.with(state, nil, to_ids(ids, "remove"))
  states[self] = made
  return count
end

--- Compiles the entries of this gazetteer anew, after many changes: searches
-- are as fast as with one that was made at once.
-- @param settings a table, which may be absent, with the field
--     progress  as for `viet.gazetteer`; it is called with "steps"
-- @return the gazetteer; or nil and "cancelled", or "damaged: cut short, or
--   changed" for a file that was opened without looking at all of it; and it
--   stays as it was
function methods:compact(settings)
  local state = check(self, "compact")
  settings = options.check(settings, { "progress" })
  local progress = settings.progress
  if progress ~= nil and type(progress) ~= "function" then
    error("progress is a " .. type(progress) .. ", not a function", 2)
  elseif state:is_compact() then
    return self
  end
  local made, message = change.compact(state, progress)
  if not made then return nil, message end
  states[self] = made
  return self
end

--- Counts what is in the gazetteer.
-- @return a table with
--     entries, names  how many there are
--     types           rows {name =, count =} of entries, most frequent first
--     levels          names by level: levels.exact, ...
--     attributes      rows of entries by attribute
--     dated, ranked   entries with `from` or `to`, and with a priority
--     bytes           how long it is, compiled, in memory or as a file
--     longest         the tokens of the longest name
--     version, checksum, path_level, byte_order
--                     of the compiled form: its number; 16 digits of base
--                     16; the level whose keys names are found by; "little"
--                     or "big", as the machine has it
--   The last ones are those of the first layer, if there are changes on top.
function methods:stats()
  return stats.count(check(self, "stats"))
end

--- Saves the gazetteer as a file, which `viet.gazetteer.open` opens: whole,
-- or not at all. A file that is there is replaced; those who have it open keep
-- the old one. A link stays one; a device or a pipe is written to.
-- @param path the file's path
-- @return true, or nil and a message: `cannot write names.vgz: No space left
--   on device`
-- @usage assert(g:save("names.vgz"))
function methods:save(path)
  local state = check(self, "save")
  local fault = options.path_fault(path)
  if fault then error(fault, 2) end
  local done, reason
  if not state:is_compact() then state, reason = change.compact(state) end
  if state then done, reason = state.layers[1].core:save(path) end
  if done then return true end
  return nil, ("cannot write %s: %s"):format(path, reason)
end

--- Iterates over the entries, in the order given.
-- @usage for entry in g:entries() do print(entry.id, entry[1]) end
function methods:entries()
  return check(self, "entries"):entries()
end

--- What a handle knows, for the modules of viet.
function class.state_of(self)
  return states[self]
end

return class
