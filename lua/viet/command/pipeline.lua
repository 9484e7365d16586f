--- The pipeline that commands run: that of the news pack, and extractors of
-- the user's own.

local extractor = require "viet.extractor"
local files = require "viet.command.io"
local news = require "viet.news"

local pipelines = {}

local MAX_BYTES = 16 * 1024 * 1024  -- of an article, unless told otherwise

--- Layers that the news pack itself fills.
local function known_layers()
  local known = { zone = true, HOLDS = true }
  for _, list in ipairs { news.mention_layers, news.event_layers } do
    for _, layer in ipairs(list) do known[layer] = true end
  end
  return known
end

--- The extractor that a file returns: made by viet.extractor, or the table
-- to make it of. Ends the command if there is none.
local function load_extractor(session, path)
  local chunk, message = loadfile(path)
  if not chunk then session:fail(message) end
  local done, result = pcall(chunk, path)
  if not done then session:fail(tostring(result)) end
  if type(result) ~= "table" then
    session:fail(("%s returns a %s, not an extractor"):format(path,
      type(result)))
  end
  if getmetatable(result) then return result end
  local made, made_of = pcall(extractor, result)
  if not made then session:fail(("%s: %s"):format(path, made_of)) end
  return made_of
end

--- The news pipeline with the extractors of some files.
-- @param session  of the command, which ends if a file is no extractor
-- @param paths    an array of Lua files
-- @return the pipeline, and an array of the layers to export: the events of
--   the news pack, and what else the files give
function pipelines.load(session, paths)
  local pipeline, layers, known = news.pipeline(), {}, known_layers()
  for i, layer in ipairs(news.event_layers) do layers[i] = layer end
  for _, path in ipairs(paths) do
    local mine = load_extractor(session, path)
    local fits, result = pcall(pipeline.with, pipeline, mine)
    if not fits then session:fail(("%s: %s"):format(path, result)) end
    pipeline = result
    for _, layer in ipairs(mine.gives) do
      if not known[layer] then layers[#layers + 1] = layer end
      known[layer] = true
    end
  end
  return pipeline, layers
end

--- Makes a document and runs a pipeline on it. What an extractor raises is
-- the document's trouble, not the command's end.
-- @return the document, or nil and a message
function pipelines.run(pipeline, text, meta, invalid)
  local document = require "viet.document"
  local doc, message = document(text, meta, { invalid = invalid })
  if not doc then return nil, message end
  local done, trouble = pcall(pipeline.run, pipeline, doc)
  if done then return doc end
  if files.is_interruption(trouble) then error(trouble, 0) end
  return nil, tostring(trouble)
end

--- A whole number from 1, or nil and a message.
local function to_count(word)
  local number = word:find("^%d+$") and tonumber(word)
  if number and number >= 1 and number < 2 ^ 31 then return number end
  return nil, ("bad number '%s' (expected 1 to %d)"):format(word, 2 ^ 31 - 1)
end

--- Adds the option --max-bytes, a number, to an argparse parser.
function pipelines.add_max_bytes(parser)
  parser:option("--max-bytes", "Refuse larger articles")
    :argname("N"):default(("%d"):format(MAX_BYTES)):convert(to_count)
end

--- The name and path of a file, as a document's meta. Standard input has no
-- path (nil).
function pipelines.meta(path)
  if not path then return { name = "stdin" } end
  local name = path:match("[^/]*$"):gsub("(.)%.[^.]*$", "%1")
  return { name = name, path = path }
end

return pipelines
