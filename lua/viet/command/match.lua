--- viet match: where names stand in texts, whatever their spelling there.
-- Works in blocks of whole lines, so a text may be larger than memory.

local core = require "viet.core"
local explain = require "viet.command.match.explain"
local fields = require "viet.gazetteer.fields"
local files = require "viet.command.io"
local formats = require "viet.command.match.formats"
local names = require "viet.command.names"
local options = require "viet.options"
local results = require "viet.gazetteer.results"
local search = require "viet.gazetteer.search"

local command = {
  summary = "Find names of a list in texts",
  usage = "viet match [OPTION...] NAMES [FILE...]",
}

local DESCRIPTION = [[
Finds the names of a list in the files, or in standard input, however they
are spelt there, and writes one line for each place.]]

local EPILOG = names.HELP .. [[


Kinds of search:
   longest           from left to right the longest name
   first             from left to right the one with the highest priority,
                     then the one that stands first in the list
   overlapping       every name at every place
   outermost         of these, those that are in no longer one
   longest_per_type  the longest, for each type by itself

Formats:
   tsv    file, line (from 1), column (byte of the line, from 1), first, last
          (bytes of the untouched file, from 1, both ends inside), id, type,
          level (the strictest one at which the text has the name), text as
          it stands there, with \t, \n, \r and \\ for a tab, line feed,
          carriage return and backslash. - is standard input
   jsonl  one object a line; start_byte and end_byte are bytes from 0,
          half-open
   table  for people; needs memory for all matches
   kwic   the names below each other in their lines

With --fuzzy the kind is longest (what scores best where names overlap) or
overlapping; the level of a mistyped name is "fuzzy", and tsv and jsonl have a
score behind the text: 1 for a name that is not mistyped, down to 0.

--count writes how often names are found, and in how many files, the most
frequent first: each id, each type, or each text as it is spelt.

--explain FILE:LINE or FILE:LINE:COLUMN tells instead which names match there,
or nearly do, and what is in their way: a table, or one object a line.

The exit status is 1 if a file is missing or is not UTF-8: bytes that are not
are no part of any name, but the rest is searched. With --invalid replace such
bytes are no trouble.

Examples:
   viet match people.tsv articles/*.txt
   viet match --level toneless --header people.csv < page.txt
   viet match --type PERSON --as-of 2020-12-31 --format kwic people.jsonl a.txt
   viet match --explain articles/12.txt:7 people.tsv
   viet match --count id --format table people.tsv articles/*.txt]]

--- A date as 2024-05-31, or nil and a message.
local function to_day(word)
  if fields.day(word) and #word == 10 then return word end
  return nil, ("bad date '%s' for --as-of (expected one as 2024-05-31)")
    :format(word)
end

--- "hyphen,line" as an array, or nil and a message.
local function to_gaps(word)
  local gaps = names.to_list(word)
  for _, gap in ipairs(gaps) do
    local fault = options.bad_value("--gaps", gap, search.gaps)
    if fault then return nil, fault end
  end
  return gaps
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("NAMES", "List of names"):target("names")
  parser:argument("FILE", "Texts to search (default: standard input)")
    :target("files"):args("*")
  names.add_options(parser)
  parser:option("--kind", "Which of several names to write")
    :choices(search.kinds):default "longest"
  parser:flag("--all", "Short for --kind overlapping")
  parser:option("--type", "Look for names of these types only")
    :argname("TYPE,..."):convert(names.to_list):target("types")
  parser:option("--as-of", "Look for what is valid on a day: from, to")
    :argname("DATE"):convert(to_day)
  parser:flag("--best", "Of names of several entries, write the one with the "
    .. "highest priority only")
  parser:option("--fuzzy", "Find mistyped names, too: up to so many edits "
    .. "in a name")
    :argname("EDITS"):choices { "1", "2", "3" }
  parser:flag("--across-lines", "A name may go on in the next line; files "
    .. "are then read whole, as with --glued")
  parser:option("--gaps", "What may stand between the words of a name: line "
    .. "(as --across-lines), hyphen, punctuation"):argname("GAP,...")
    :convert(to_gaps)
  parser:flag("--glued", "Look at the parts of words that seem to be glued "
    .. "together, too")
  parser:flag("--inside", "Find names inside of words, too: NATO in NATOgia")
  parser:option("--format", "How to write the matches")
    :choices(formats.names):default "tsv"
  parser:flag("--header", "Write the names of the columns first (tsv)")
  parser:option("--count", "Write counts instead: of each id, type or text")
    :choices(results.count_keys)
  parser:option("--explain", "Tell why names match at a place or do not")
    :argname("FILE:LINE[:COLUMN]"):convert(explain.to_place)
  parser:option("--invalid", "On bytes that are not UTF-8: error (tell, and "
    .. "exit with 1) or replace")
    :choices { "error", "replace" }:default "error"
end

--- A function that gives the line and column of bytes of a block, which it
-- must be asked for in order, and where that line begins. `line` is the
-- number of its first line. Asked without a byte, it gives the line behind
-- the block.
local function make_locator(block, line)
  local start, next_feed = 1, block:find("\n", 1, true)
  return function(byte)
    while next_feed and (not byte or next_feed < byte) do
      line, start = line + 1, next_feed + 1
      next_feed = block:find("\n", start, true)
    end
    return line, byte and byte - start + 1, start
  end
end

--- Adds what stands left and right of a match on its line.
local function add_context(match, block, first, last, start)
  local stop = block:find("\n", last + 1, true) or #block + 1
  match.left = block:sub(start, first - 1)
  match.right = block:sub(last + 1, stop - 1)
end

--- Writes the matches of one block.
-- @return the number of the line behind it
local function match_block(run, block, offset, line)
  local locate = make_locator(block, line)
  local find = run.is_fuzzy and run.names.fuzzy or run.names.matches
  for first, last, id, kind, _, level, score in
      find(run.names, block, run.settings) do
    local text = block:sub(first, last)
    if run.counter then
      run.counter:add(run.file, id, kind, text)
    else
      local match = {
        file = run.file, first = offset + first, last = offset + last,
        id = id, type = kind, level = level, text = text, score = score,
      }
      local start
      match.line, match.column, start = locate(first)
      if run.format == "kwic" then
        add_context(match, block, first, last, start)
      end
      run.writer.match(match)
    end
  end
  return (locate(nil))
end

--- Tells once for each file where it stops being UTF-8.
local function check_text(session, name, block, offset)
  local valid, position = core.is_utf8(block)
  if not valid then
    session:complain(("%s: invalid UTF-8 at byte %d (no name matches there)")
      :format(name, offset + position))
  end
  return valid
end

--- The blocks of a file: all of it, where names may go on in the next line, or
-- what is glued together is told by the rest of the text.
local function blocks_of(run, file, name)
  if not search.is_across_lines(run.settings) and not run.settings.glued then
    return files.blocks(file, name)
  end
  local is_read = false
  return function()
    if is_read then return nil end
    is_read = true
    local text, message = files.read_all(file, name)
    return text or false, text and 0 or message
  end
end

local function match_file(session, run, file, name)
  local line, is_checked = 1, run.invalid == "error"
  for block, offset in blocks_of(run, file, name) do
    if not block then
      session:complain(offset)
      return
    end
    is_checked = is_checked and check_text(session, name, block, offset)
    line = match_block(run, block, offset, line)
  end
end

--- What the arguments ask for. Ends the command if they do not go together.
local function make_run(session, arguments)
  local run = {
    format = arguments.format, header = arguments.header,
    count = arguments.count, invalid = arguments.invalid,
    files = arguments.files,
    settings = {
      kind = arguments.all and "overlapping" or arguments.kind,
      types = arguments.types, as_of = arguments.as_of,
      best = arguments.best or nil,
      across_lines = arguments.across_lines or nil,
      gaps = arguments.gaps, glued = arguments.glued or nil,
    },
  }
  if arguments.inside then run.settings.whole = false end
  if arguments.fuzzy then
    local kind = run.settings.kind
    if kind ~= "longest" and kind ~= "overlapping" then
      session:fail(("--fuzzy cannot search by --kind %s"):format(kind), 2)
    elseif arguments.explain then
      session:fail("--fuzzy cannot be explained", 2)
    end
    for _, name in ipairs { "glued", "gaps", "inside" } do
      if arguments[name] then
        session:fail(("--fuzzy cannot search with --%s"):format(name), 2)
      end
    end
    run.is_fuzzy = true
    run.settings.kind = kind == "longest" and "scored" or kind
    run.settings.edits = tonumber(arguments.fuzzy)
  end
  if arguments.explain and (run.count or run.header) then
    session:fail(("--explain cannot go with %s"):format(
      run.count and "--count" or "--header"), 2)
  elseif run.count and run.format == "kwic" then
    session:fail("--count cannot be written as kwic", 2)
  end
  run.counter = run.count and results.counter(run.count)
  return run
end

function command.run(session, arguments)
  local run = make_run(session, arguments)
  run.names = names.load(session, arguments.names, arguments)
  if arguments.explain then
    explain.run(session, run, arguments.explain)
    return
  end
  run.writer = formats.writer(session, run)
  if not run.counter then run.writer.begin() end
  for file, name, path in session:inputs(arguments.files) do
    run.file = path or "-"
    match_file(session, run, file, name)
  end
  if run.counter then
    formats.write_counts(session, run, run.counter:rows())
  else
    run.writer.finish()
  end
end

return command
