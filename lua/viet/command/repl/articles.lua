--- The articles at the prompt: files, and folders of them.

local corpus = require "viet.corpus"
local files = require "viet.command.io"
local pipelines = require "viet.command.pipeline"

local function is_folder(path)
  local found, lfs = pcall(require, "lfs")
  return found and lfs.attributes(path, "mode") == "directory"
end

local function read_folder(session, run, path, docs)
  local found, troubles = corpus.read(path, { pipeline = run.pipeline })
  if not found then
    session:complain(troubles)
    return
  end
  for doc in found:each() do docs[#docs + 1] = doc end
  for _, trouble in ipairs(troubles) do session:complain(trouble) end
end

local function read_file(session, run, path, docs)
  local file, message = files.open(path)
  if not file then
    session:complain(message)
    return
  end
  local text, trouble = files.read_all(file, path, run.max_bytes,
    "--max-bytes")
  file:close()
  local doc
  if text then
    doc, trouble = pipelines.run(run.pipeline, text, pipelines.meta(path))
    trouble = trouble and ("%s: %s"):format(path, trouble)
  end
  docs[#docs + 1] = doc
  if not doc then session:complain(trouble) end
end

--- Reads articles and runs the pipeline on them; tells which cannot be read.
-- @param run    `pipeline`, `max_bytes`
-- @param paths  an array of files and folders
-- @return a corpus
local function read(session, run, paths)
  local docs = {}
  for _, path in ipairs(paths) do
    local read_one = is_folder(path) and read_folder or read_file
    read_one(session, run, path, docs)
  end
  return corpus.new(docs)
end

return read

