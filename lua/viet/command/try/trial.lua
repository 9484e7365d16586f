--- One trial of an extractor: what its file reads, and what it finds.

local files = require "viet.command.io"
local pipelines = require "viet.command.pipeline"
local terminal = require "viet.terminal"
local text_table = require "viet.table"

local trial = {}

--- Loading ------------------------------------------------------------------

--- Calls a function; each file that it opens for reading is noted before.
local function note_opened(note, call)
  local open = io.open
  rawset(io, "open", function(path, mode)
    if type(path) == "string" and (mode or "r"):find("^r") then note(path) end
    return open(path, mode)
  end)
  local done, failure = pcall(call)
  rawset(io, "open", open)
  if not done then error(failure, 0) end
end

--- Calls a function; the file of each module that it requires is noted before
-- it is loaded, and will be loaded again the next time.
local function note_required(note, call)
  local searchers = package.searchers or rawget(package, "loaders")
  local search, names = package.searchpath, {}
  table.insert(searchers, 2, function(name)
    local path = search and search(name, package.path)
    if path and not name:find("^viet%f[.%z]") then
      note(path)
      names[#names + 1] = name
    end
    return nil
  end)
  local done, failure = pcall(call)
  table.remove(searchers, 2)
  for _, name in ipairs(names) do package.loaded[name] = nil end
  if not done then error(failure, 0) end
end

--- Loads the extractor of a file.
-- @param path  the file
-- @param note  is called with the path of each other file that it reads,
--   before it is read
-- @return a table: `pipeline` and `layers` (those that it gives), or a
--   `message`
function trial.load(path, note)
  local mine = { layers = {} }
  local function load_all()
    local extractors, message = pipelines.read(path)
    if extractors then
      mine.extractors = extractors
      mine.pipeline, message = pipelines.join(extractors, { path })
    end
    mine.message = message
  end
  note_required(note, function() note_opened(note, load_all) end)
  local known = {}
  for _, one in ipairs(mine.extractors or {}) do
    for _, layer in ipairs(one.gives) do
      if not known[layer] then mine.layers[#mine.layers + 1] = layer end
      known[layer] = true
    end
  end
  return mine
end

--- Writing ------------------------------------------------------------------

--- The spans found, as lines by key, in order.
local function list_found(docs, layers)
  local keys, lines = {}, {}
  for _, doc in ipairs(docs) do
    for _, layer in ipairs(layers) do
      for span in doc:each(layer) do
        local key = table.concat({ doc.meta.path or doc.meta.name, layer,
          span.first, span.last, tostring(span.id) }, "\0")
        keys[#keys + 1] = key
        lines[key] = ("%s:%d: %s %s"):format(doc.meta.path or "-",
          doc:line_at(span.first), layer,
          text_table.clean(doc:text_of(span)))
          .. (span.id and " " .. tostring(span.id) or "")
      end
    end
  end
  return { keys = keys, lines = lines }
end

local function write_missing(session, from, other, mark, color)
  local count = 0
  for _, key in ipairs(from.keys) do
    if not other.lines[key] then
      count = count + 1
      local line = ("%s %s"):format(mark, from.lines[key])
      session:write((color and color .. line .. "\27[0m" or line) .. "\n")
    end
  end
  return count
end

local function write_changes(session, run, before, found)
  local gained = write_missing(session, found, before, "+",
    run.color and "\27[32m")
  local lost = write_missing(session, before, found, "-",
    run.color and "\27[31m")
  if gained + lost > 0 then session:write("\n") end
  return gained, lost
end

local function write_document(session, run, doc, layers)
  for _, sentence in ipairs(terminal.sentences(doc, layers,
      { color = run.color })) do
    session:write(("%s:%d: %s\n"):format(doc.meta.path or files.STDIN,
      sentence.line, sentence.text))
  end
end

local function count(number, noun)
  return ("%d %s%s"):format(number, noun, number == 1 and "" or "s")
end

--- Writes what a trial found, and the difference from the one before.
-- @param run   `color`, `arguments.layers`, and `before`, if there was one
-- @param mine  what `trial.load` returned
-- @param docs  an array of documents
-- @return what to give as `before` the next time
function trial.write(session, run, mine, docs)
  local layers = run.arguments.layers or mine.layers
  local found = list_found(docs, layers)
  for _, doc in ipairs(docs) do write_document(session, run, doc, layers) end
  if #found.keys > 0 then session:write("\n") end
  local summary = ("%s in %s"):format(count(#found.keys, "span"),
    count(#docs, "file"))
  if run.before then
    local gained, lost = write_changes(session, run, run.before, found)
    summary = ("%s (%d gained, %d lost)"):format(summary, gained, lost)
  end
  session:write(summary .. "\n")
  return found
end

return trial
