--- viet match: where names stand in texts, whatever their spelling there.
-- Works in blocks of whole lines, so a text may be larger than memory.

local core = require "viet.core"
local files = require "viet.command.io"
local gazetteer = require "viet.gazetteer"
local json = require "viet.json"

local command = {
  summary = "Find names of a list in texts",
  usage = "viet match [OPTION...] NAMES.tsv [FILE...]",
}

local DESCRIPTION = [[
Finds the names of a list in the files, or in standard input, however they
are spelt there, and writes one line for each place.]]

local EPILOG = [[
NAMES.tsv is UTF-8 with a tab between columns. Its first line is the header:
id, type and name are required, level is optional, others are free. name may
hold several names with | between them. Lines that begin with # are skipped.

Levels, each of which forgives what the one before it forgives:
   exact       the same bytes
   placement   case, decomposed letters, tone placement, i for y, Đ
               look-alikes
   toneless    all marks, and d for đ

Columns of the result, with a tab between them:
   file        as named, - for standard input
   line        from 1
   column      byte of the line where the name begins, from 1
   first last  bytes of the untouched file, from 1, both ends inside
   id type     of the name
   level       the strictest level at which the text has the name
   text        as it stands there; \t, \n, \r and \\ for a tab, line feed,
               carriage return and backslash

jsonl writes one object a line, with start_byte and end_byte for first and
last: bytes from 0, half-open.

Examples:
   viet match people.tsv articles/*.txt
   viet match --level toneless --header people.tsv < page.txt]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("NAMES.tsv", "List of names"):target("names")
  parser:argument("FILE", "Texts to search (default: standard input)")
    :target("files"):args("*")
  parser:option("--level", "Level of names that state none")
    :choices { "exact", "placement", "toneless" }:default "placement"
  parser:flag("--all", "Write every name at every place, also those inside "
    .. "or across others (default: the longest only)")
  parser:option("--format", "How to write the matches")
    :choices { "tsv", "jsonl" }:default "tsv"
  parser:flag("--header", "Write the names of the columns first (tsv)")
end

local HEADER = "file\tline\tcolumn\tfirst\tlast\tid\ttype\tlevel\ttext\n"

local ESCAPES = {
  ["\t"] = "\\t", ["\n"] = "\\n", ["\r"] = "\\r", ["\\"] = "\\\\",
}

local function escape(text)
  return (text:gsub("[\t\n\r\\]", ESCAPES))
end

local formats = {}

function formats.tsv(match)
  return ("%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\n"):format(
    escape(match.file), match.line, match.column, match.first, match.last,
    escape(match.id), escape(match.type), match.level, escape(match.text))
end

function formats.jsonl(match)
  return json.encode(json.object {
    { "file", match.file }, { "line", match.line },
    { "column", match.column }, { "start_byte", match.first - 1 },
    { "end_byte", match.last }, { "id", match.id }, { "type", match.type },
    { "level", match.level }, { "text", match.text },
  }) .. "\n"
end

--- A function that gives the line and column of bytes of a block, which it
-- must be asked for in order. `line` is the number of its first line. Asked
-- without a byte, it gives the line behind the block.
local function make_locator(block, line)
  local start, next_feed = 1, block:find("\n", 1, true)
  return function(byte)
    while next_feed and (not byte or next_feed < byte) do
      line, start = line + 1, next_feed + 1
      next_feed = block:find("\n", start, true)
    end
    return line, byte and byte - start + 1
  end
end

--- Writes the matches of one block.
-- @return the number of the line behind it
local function match_block(session, run, block, offset, line)
  local locate = make_locator(block, line)
  local settings = { kind = run.kind }
  for first, last, id, kind, _, level in run.names:matches(block, settings) do
    local match = {
      file = run.file, first = offset + first, last = offset + last, id = id,
      type = kind, level = level, text = block:sub(first, last),
    }
    match.line, match.column = locate(first)
    session:write(run.render(match))
  end
  return (locate(nil))
end

--- Tells once for each file where it stops being UTF-8; such bytes are no
-- part of any name.
local function check_text(session, name, block, offset)
  local valid, position = core.is_utf8(block)
  if not valid then
    session:note(("%s: invalid UTF-8 at byte %d (no name matches there)")
      :format(name, offset + position))
  end
  return valid
end

local function match_file(session, run, file, name)
  local line, is_valid = 1, true
  for block, offset in files.blocks(file, name) do
    if not block then
      session:complain(offset)
      return
    end
    is_valid = is_valid and check_text(session, name, block, offset)
    line = match_block(session, run, block, offset, line)
  end
end

function command.run(session, arguments)
  local names, message = gazetteer.read(arguments.names,
    { level = arguments.level })
  if not names then session:fail(message) end
  local run = {
    names = names, kind = arguments.all and "overlapping" or "longest",
    render = formats[arguments.format],
  }
  if arguments.header and arguments.format == "tsv" then
    session:write(HEADER)
  end
  for file, name, path in session:inputs(arguments.files) do
    run.file = path or "-"
    match_file(session, run, file, name)
  end
end

return command
