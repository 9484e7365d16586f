--- viet show: what was found, as a page for a browser.

local files = require "viet.command.io"
local gold = require "viet.gold"
local html = require "viet.html"
local pipelines = require "viet.command.pipeline"

local command = {
  summary = "Show what is found in a text as a web page",
  usage = "viet show [OPTION...] [FILE]",
}

local DESCRIPTION = [[
Reads a news article, from a file or standard input, and writes a page in
which everything found is highlighted. Pointing at a span tells its type, id,
rule and where the rule is written. The page needs nothing but itself.]]

local EPILOG = [[
Examples:
   viet show article.txt -o page.html
   viet show --with my_extractor.lua --layers SHIP,PERSON article.txt > a.html
   viet show --gold article.gold.json article.txt -o gold.html]]

--- "A,B" as an array, or nil and a message.
local function to_layers(word)
  local layers = {}
  for name in word:gmatch("[^,]+") do layers[#layers + 1] = name end
  if #layers > 0 then return layers end
  return nil, "bad value '' for --layers (expected NAME,NAME,...)"
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("FILE", "Article to read (default: standard input)")
    :target("file"):args("?")
  parser:option("-o --out", "Write the page into this file")
    :argname("PAGE.html")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  parser:option("--gold", "Show this annotation, run nothing")
    :argname("GOLD.json")
  parser:option("--layers", "Show these layers only, in this order")
    :argname("A,B"):convert(to_layers)
  parser:option("--title", "Title of the page (default: the file's name)")
    :argname("TEXT")
  parser:option("--invalid", "On bytes that are not UTF-8: error, or replace "
    .. "them by U+FFFD in the page")
    :choices { "error", "replace" }:default "error"
  pipelines.add_max_bytes(parser)
end

--- The text of the input, its path or nil, and its name. Ends the command if
-- it cannot be read.
local function read_text(session, arguments)
  local next_input = session:inputs { arguments.file }
  local file, name, path = next_input()
  if not file then session:fail(nil) end  -- the session told why
  local text, message = files.read_all(file, name, arguments.max_bytes,
    "--max-bytes")
  if not text then session:fail(message) end
  return text, path, name
end

--- The document to show. Ends the command if there is none.
local function make_document(session, arguments)
  if arguments.gold then
    if not arguments.file then session:fail("--gold needs a FILE", 2) end
    local doc, message = gold.read(arguments.gold, arguments.file)
    if not doc then session:fail(message) end
    return doc
  end
  local text, path, name = read_text(session, arguments)
  local pipeline = pipelines.load(session, arguments.with)
  local doc, message = pipelines.run(pipeline, text, pipelines.meta(path),
    arguments.invalid)
  if not doc then session:fail(("%s: %s"):format(name, message)) end
  return doc
end

function command.run(session, arguments)
  local doc = make_document(session, arguments)
  local page = html.page(doc,
    { layers = arguments.layers, title = arguments.title })
  if not arguments.out then
    session:write(page)
    return
  end
  local done, message = files.write_all(arguments.out, page)
  if not done then session:fail(message) end
end

return command
