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

--- An extractor made by viet.extractor, or of the table to make it of.
local function to_extractor(value)
  if type(value) ~= "table" then
    error(("a %s is no extractor"):format(type(value)), 0)
  elseif getmetatable(value) then
    return value
  end
  return extractor(value)
end

--- Runs a file; returns what it returns, or nil and a message.
local function run_file(path)
  local chunk, message = loadfile(path)
  if not chunk then return nil, message end
  local done, result = pcall(chunk, path)
  if done then return result or false end
  if files.is_interruption(result) then error(result, 0) end
  return nil, tostring(result)
end

--- The extractors that a Lua file returns: one, or an array of them, each
-- made by viet.extractor or the table to make it of.
-- @return an array of extractors, or nil and a message
function pipelines.read(path)
  local result, message = run_file(path)
  if result == nil then return nil, message end
  if type(result) ~= "table" then
    return nil, ("%s returns a %s, not an extractor"):format(path,
      result and type(result) or "nil")
  end
  local list = result[1] ~= nil and result or { result }
  local extractors = {}
  for i, value in ipairs(list) do
    local made, made_of = pcall(to_extractor, value)
    if not made then return nil, ("%s: %s"):format(path, made_of) end
    extractors[i] = made_of
    if made_of.locate and (made_of ~= value or not made_of.origin) then
      made_of:locate(path .. ":1", path)  -- "return viet.extractor { ... }"
    end
  end
  return extractors
end

--- The layers that extractors give and the news pack does not.
function pipelines.own_layers(extractors)
  local layers, known = {}, known_layers()
  for _, one in ipairs(extractors) do
    for _, layer in ipairs(one.gives) do
      if not known[layer] then layers[#layers + 1] = layer end
      known[layer] = true
    end
  end
  return layers
end

--- The extractors of some files, all together.
-- @return an array, or nil and a message
function pipelines.read_all(paths)
  local all = {}
  for _, path in ipairs(paths) do
    local extractors, message = pipelines.read(path)
    if not extractors then return nil, message end
    for _, one in ipairs(extractors) do all[#all + 1] = one end
  end
  return all
end

local unpack = table.unpack or rawget(_G, "unpack")

--- The news pipeline with extractors of the user's own.
-- @param extractors  an array
-- @param paths       the files they come from, for the message
-- @return the pipeline, or nil and a message
function pipelines.join(extractors, paths)
  local pipeline = news.pipeline()
  if #extractors == 0 then return pipeline end
  local fits, result = pcall(pipeline.with, pipeline, unpack(extractors))
  if fits then return result end
  return nil, ("%s: %s"):format(table.concat(paths, ", "), result)
end

--- The news pipeline with the extractors of some files.
-- @param session  of the command, which ends if a file is no extractor
-- @param paths    an array of Lua files
-- @return the pipeline, and an array of the layers to export: the events of
--   the news pack, and what else the files give
function pipelines.load(session, paths)
  local extractors, message = pipelines.read_all(paths)
  if not extractors then session:fail(message) end
  local pipeline, trouble = pipelines.join(extractors, paths)
  if not pipeline then session:fail(trouble) end
  local layers = {}
  for i, layer in ipairs(news.event_layers) do layers[i] = layer end
  for _, layer in ipairs(pipelines.own_layers(extractors)) do
    layers[#layers + 1] = layer
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
