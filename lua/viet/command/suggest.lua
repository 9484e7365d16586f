--- viet suggest: names that a list lacks.

local core = require "viet.core"
local files = require "viet.command.io"
local formats = require "viet.command.match.formats"
local gazetteer = require "viet.gazetteer"
local json = require "viet.json"
local names = require "viet.command.names"
local pipelines = require "viet.command.pipeline"
local text_table = require "viet.table"

local command = {
  summary = "Find names that a list lacks",
  usage = "viet suggest [OPTION...] NAMES [FILE...]",
}

local DESCRIPTION = [[
Finds capitalised names in the files, or in standard input, that stand where
the names of a list stand, and are not in it. Where that is, is learned from
the texts: behind a rank, before "cho biết", between known names, ...]]

local EPILOG = names.HELP .. [[


The list may hold ranks, posts, places: their names tell by what a new name can
stand. --type says of which types new ones are wanted.

Formats:
   table     for people: score, how often and in how many files a name is
             found, its type, the name, and one of its places
   tsv       score, count, files, type, name, file and line of the first
             place, and the text left and right of it
   jsonl     one object a line, with all places: bytes from 0, half-open
   contexts  what was learned instead: score, count, all, type, side, text

Examples:
   viet suggest --type PERSON names.tsv articles/*.txt
   viet suggest --before "Đại tướng" --after "cho biết" names.tsv a.txt
   viet suggest --type PERSON --format contexts names.tsv articles/*.txt]]

--- A converter to whole numbers from 1.
local function to_count(option)
  return function(word)
    local number = word:find("^%d+$") and tonumber(word)
    if number and number >= 1 then return number end
    return nil, ("bad number '%s' for %s (expected 1 or more)")
      :format(word, option)
  end
end

--- A converter to phrases, which have words.
local function to_phrase(option)
  return function(word)
    local count = #core.tokens(word)
    if count >= 1 and count <= 255 then return word end
    return nil, ("bad phrase '%s' for %s (expected 1 to 255 tokens)")
      :format(word, option)
  end
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("NAMES", "List of names"):target("names")
  parser:argument("FILE", "Texts to search (default: standard input)")
    :target("files"):args("*")
  names.add_options(parser)
  parser:option("--type", "Suggest names of these types (default: all)")
    :argname("TYPE,..."):convert(names.to_list):target("types")
  parser:option("--before", "What stands right behind this is likely a name")
    :argname("PHRASE"):count("*"):convert(to_phrase("--before"))
  parser:option("--after", "What stands right before this is likely a name")
    :argname("PHRASE"):count("*"):convert(to_phrase("--after"))
  parser:option("--limit", "Write so many names at most"):argname("N")
    :default("100"):convert(to_count("--limit"))
  parser:option("--min-count", "Leave out what is found less often")
    :argname("N"):default("1"):convert(to_count("--min-count"))
  parser:option("--format", "What to write")
    :choices { "table", "tsv", "jsonl", "contexts" }:default "table"
  parser:flag("--header", "Write the names of the columns first (tsv, "
    .. "contexts)")
  pipelines.add_max_bytes(parser)
end

--- Reading ------------------------------------------------------------------

--- The texts, and the paths that they come from.
local function read_texts(session, arguments)
  local texts, paths = {}, {}
  for file, name, path in session:inputs(arguments.files) do
    local text, message = files.read_all(file, name, arguments.max_bytes,
      "--max-bytes")
    local valid, position = core.is_utf8(text or "")
    if not text or not valid then
      session:complain(message or ("%s: invalid UTF-8 at byte %d")
        :format(name, position))
    else
      texts[#texts + 1], paths[#paths + 1] = text, path or "-"
    end
  end
  return texts, paths
end

--- The line of a byte.
local function line_at(text, byte)
  local _, feeds = text:sub(1, byte - 1):gsub("\n", "")
  return feeds + 1
end

--- Writing ------------------------------------------------------------------

local escape = formats.escape

local writers = {}

function writers.tsv(session, list, run)
  if run.header then
    session:write("score\tcount\tfiles\ttype\tname\tfile\tline\tleft\t"
      .. "right\n")
  end
  for _, found in ipairs(list) do
    local span = found.spans[1]
    session:write(("%.2f\t%d\t%d\t%s\t%s\t%s\t%d\t%s\t%s\n"):format(
      found.score, found.count, found.documents, escape(found.type),
      escape(found.name), escape(run.paths[span.number]),
      line_at(span.doc, span.first), escape(span.left), escape(span.right)))
  end
end

function writers.jsonl(session, list, run)
  for _, found in ipairs(list) do
    local places = {}
    for i, span in ipairs(found.spans) do
      places[i] = json.object {
        { "file", run.paths[span.number] },
        { "line", line_at(span.doc, span.first) },
        { "start_byte", span.first - 1 }, { "end_byte", span.last },
        { "left", span.left }, { "text", span.text },
        { "right", span.right },
      }
    end
    session:write(json.encode(json.object {
      { "name", found.name }, { "type", found.type },
      { "score", tonumber(("%.2f"):format(found.score)) },
      { "count", found.count }, { "files", found.documents },
      { "places", places },
    }) .. "\n")
  end
end

--- One place of a name on one line: the name and what is beside it.
local function describe_place(span, room)
  local side = math.max(8, math.floor((room - core.width(span.text) - 2) / 2))
  return text_table.clip_left(span.left, side) .. "[" .. span.text .. "]"
    .. text_table.clip(span.right, side)
end

function writers.table(session, list)
  if #list == 0 then return end
  local rows, width = {}, math.max(72, session:width())
  for i, found in ipairs(list) do
    rows[i] = {
      ("%.1f"):format(found.score), found.count, found.documents, found.type,
      found.name, describe_place(found.spans[1], math.floor(width / 2) - 4),
    }
  end
  session:write(text_table.render(rows, {
    { title = "Score", align = "right" }, { title = "Count", align = "right" },
    { title = "Files", align = "right" }, { title = "Type" },
    { title = "Name" }, { title = "Place" },
  }, { width = width }))
end

function writers.contexts(session, _, run)
  if run.header then
    session:write("score\tcount\tall\ttype\tside\ttext\n")
  end
  for _, row in ipairs(run.contexts) do
    session:write(("%.2f\t%d\t%d\t%s\t%s\t%s\n"):format(row.score, row.count,
      row.all, escape(row.type), row.side, escape(row.text)))
  end
end

function command.run(session, arguments)
  local known = names.load(session, arguments.names, arguments)
  local run = { header = arguments.header }
  local texts
  texts, run.paths = read_texts(session, arguments)
  local list
  list, run.contexts = gazetteer.suggest(texts, {
    known = known, types = arguments.types, limit = arguments.limit,
    min_count = arguments.min_count,
    before = #arguments.before > 0 and arguments.before or nil,
    after = #arguments.after > 0 and arguments.after or nil,
    progress = names.watch(session, "reading"),
  })
  session:show_progress(nil)
  writers[arguments.format](session, list, run)
end

return command
