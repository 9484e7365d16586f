--- What is at hand at the prompt.

local inspect = require "viet.inspect"
local pipelines = require "viet.command.pipeline"
local read_articles = require "viet.command.repl.articles"
local terminal = require "viet.terminal"

local environment = {}

local function make_print(session)
  return function(...)
    local fields = {}
    for i = 1, select("#", ...) do
      fields[i] = inspect((select(i, ...)), { plain = true })
    end
    session:write(table.concat(fields, "\t") .. "\n")
  end
end

local function need_document(run)
  return run.names.doc or error("there is no document, see open", 0)
end

local function write_sentences(session, run, doc, layers)
  for _, one in ipairs(terminal.sentences(doc, layers,
      { color = run.color })) do
    session:write(("%d: %s\n"):format(one.line, one.text))
  end
end

local function make_show(session, run)
  return function(...)
    write_sentences(session, run, need_document(run), { ... })
  end
end

--- A document of the same text without layers.
local function strip(doc)
  local other = setmetatable({}, getmetatable(doc))
  for name, value in pairs(doc) do other[name] = value end
  other.layers = {}
  return other
end

--- Adds a capture, or each of a list, as spans of a layer of its name.
local function add_capture(doc, name, capture)
  for _, one in ipairs(capture.first and { capture } or capture) do
    if one.first <= one.last then  -- not of nothing
      doc:add(name, { first = one.first, last = one.last })
    end
  end
end

--- The function that shows the matches of a pattern, with its captures.
local function make_find(session, run)
  return function(pattern, settings)
    local doc = need_document(run)
    if type(pattern) == "string" then
      pattern = require "viet.pattern"(pattern, settings)
    end
    local found, layers, count = strip(doc), { "match" }, 0
    for first, last, captures in pattern:matches(doc) do
      count = count + 1
      found:add("match", { first = first, last = last })
      for name, capture in pairs(captures or {}) do
        add_capture(found, name, capture)
      end
    end
    for _, name in ipairs(found:layer_names()) do
      if name ~= "match" then layers[#layers + 1] = name end
    end
    write_sentences(session, run, found, layers)
    return count
  end
end

--- Reads articles; they become `doc` and `corpus`.
function environment.open(session, run, paths)
  run.paths = paths
  run.names.corpus = read_articles(session, run, paths)
  run.names.doc = run.names.corpus[1]
  return run.names.corpus
end

--- Makes the names.
-- @param run   `pipeline`, `with`, `color`, `max_bytes`; gets `names`
-- @param help  what `help()` writes
-- @return a table that falls back to the globals
function environment.new(session, run, help)
  local names = {
    viet = require "viet", pipeline = run.pipeline,
    print = make_print(session), show = make_show(session, run),
    find = make_find(session, run),
  }
  run.names = names
  function names.open(...)
    return environment.open(session, run, { ... })
  end
  function names.reload()
    run.pipeline = pipelines.load(session, run.with)
    names.pipeline = run.pipeline
    return environment.open(session, run, run.paths)
  end
  function names.help() session:write(help .. "\n") end
  return setmetatable(names, { __index = _G })
end

--- What Tab completes: the names at hand, and those of modules and methods.
function environment.words(names)
  local words = {}
  local function add(list, prefix)
    for name in pairs(list) do
      if type(name) == "string" then words[#words + 1] = prefix .. name end
    end
  end
  add(names, "")
  add(names.viet, "viet.")
  for name, object in pairs { doc = names.doc,
      corpus = names.corpus } do
    local meta = getmetatable(object)
    if meta and type(meta.__index) == "table" then
      add(meta.__index, name .. ":")
    end
  end
  return words
end

return environment
