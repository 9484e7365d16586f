--- A corpus in memory: documents, filtered, counted and quoted.
--
--     local corpus = viet.corpus.read("articles", {pipeline = p})
--     local lao = corpus:filter {mention = "country/LA", from = "2024-01"}
--     for hit in lao:kwic("bản ghi nhớ") do print(hit.left, hit.text) end
--
-- Filters make a new corpus over the same documents.

local document = require "viet.document"
local options = require "viet.options"

local corpus = {}

local Corpus = {}
local methods = {}
Corpus.__index = methods
Corpus.__name = "viet.corpus"

function Corpus:__tostring()
  return ("viet.corpus (%d documents)"):format(#self)
end

--- Makes a corpus of documents that are there already.
-- @param documents  a list; it is copied
function corpus.new(documents)
  local self = {}
  for i, doc in ipairs(documents) do self[i] = doc end
  return setmetatable(self, Corpus)
end

--- The whole of a file, or nil and a message that names it.
local function read_file(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, "cannot open " .. message end
  local text, trouble = file:read("*a")
  file:close()
  if not text then return nil, ("cannot read %s: %s"):format(path, trouble) end
  return text
end

--- The names of the files in a folder that match a pattern, sorted.
local function list_files(folder, pattern)
  local found, lfs = pcall(require, "lfs")
  if not found then
    error("viet.corpus.read needs luafilesystem (Debian: lua-filesystem)", 0)
  end
  local mode, trouble = lfs.attributes(folder, "mode")
  if mode and mode ~= "directory" then
    return nil, folder .. " is not a folder"
  end
  local opened, next_name, state = pcall(lfs.dir, folder)
  if not opened then  -- no such folder, or no permission?
    return nil, ("cannot open %s: %s"):format(folder,
      (trouble or next_name):gsub("^.*: ", ""))
  end
  local names = {}
  for name in next_name, state do
    local is_file = lfs.attributes(folder .. "/" .. name, "mode") == "file"
    if is_file and name:find(pattern) then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

local function read_document(path, name, settings)
  local text, message = read_file(path)
  if not text then return nil, message end
  local meta = { name = name:gsub("%.[^.]*$", ""), path = path }
  local doc, trouble = document(text, meta, { invalid = settings.invalid })
  if not doc then return nil, path .. ": " .. trouble end
  if settings.pipeline then settings.pipeline:run(doc) end
  return doc
end

--- Reads each file of a folder as a document.
-- @param folder    a path
-- @param settings  `pattern`: which file names, a Lua pattern (default
--   "%.txt$"); `pipeline`: runs on each document; `invalid`: as for
--   viet.document; `progress`: a function of (files done, files in all)
-- @return the corpus and a list of messages, one for each file that could
--   not be read and is not in it; or nil and a message
function corpus.read(folder, settings)
  settings = options.check(settings,
    { "pattern", "pipeline", "invalid", "progress" })
  if type(folder) ~= "string" then
    error("the folder is a string, not a " .. type(folder), 2)
  elseif settings.pipeline and type(settings.pipeline) ~= "table" then
    error("the pipeline is one of viet.pipeline, not a "
      .. type(settings.pipeline), 2)
  end
  local names, message = list_files(folder, settings.pattern or "%.txt$")
  if not names then return nil, message end
  local documents, troubles = {}, {}
  for i, name in ipairs(names) do
    local doc, trouble = read_document(folder .. "/" .. name, name, settings)
    documents[#documents + 1] = doc
    troubles[#troubles + 1] = trouble
    if settings.progress then settings.progress(i, #names) end
  end
  return corpus.new(documents), troubles
end

--- Iterates over the documents: `for doc in corpus:each() do`.
function methods:each()
  local i = 0
  return function()
    i = i + 1
    return self[i]
  end
end

local function has_source(doc, source)
  for _, name in ipairs(doc.meta.sources or {}) do
    if name == source then return true end
  end
  return false
end

local function has_mention(doc, id)
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      if span.id == id then return true end
    end
  end
  return false
end

--- Is the date, which may lack day or month, inside the bounds?
local function is_between(date, from, to)
  if not date then return false end
  return (not from or date >= from:sub(1, #date))
    and (not to or date:sub(1, #to) <= to)
end

local function passes(doc, wanted)
  local dated = wanted.from or wanted.to
  return (not wanted.source or has_source(doc, wanted.source))
    and (not dated
      or is_between(doc.meta.published, wanted.from, wanted.to))
    and (not wanted.mention or has_mention(doc, wanted.mention))
    and (not wanted.where or wanted.where(doc))
end

--- The documents that pass every condition given, as a new corpus.
-- @param wanted  `source`: one of meta.sources; `from`, `to`: bounds of
--   meta.published, both inside, as "2024", "2024-05" or "2024-05-31";
--   `mention`: the id of some span; `where`: a function of the document
function methods:filter(wanted)
  wanted = options.check(wanted, { "source", "from", "to", "mention", "where" })
  local kept = {}
  for doc in self:each() do
    if passes(doc, wanted) then kept[#kept + 1] = doc end
  end
  return corpus.new(kept)
end

--- How many documents there are, or spans of a layer.
-- @param layer  a layer's name, or nil
function methods:count(layer)
  if not layer then return #self end
  local count = 0
  for doc in self:each() do count = count + #doc:layer(layer) end
  return count
end

--- Counts the spans of a layer by a key.
-- @param layer  a layer's name
-- @param by     a field of the spans ("id"), or a function of (span, doc)
--   that returns the key, or nil to leave the span out
-- @return a list of {key =, count =}, the most frequent first, then by key
function methods:tally(layer, by)
  local counts, rows = {}, {}
  for doc in self:each() do
    for span in doc:each(layer) do
      local key
      if type(by) == "function" then key = by(span, doc) else key = span[by] end
      if key ~= nil then counts[key] = (counts[key] or 0) + 1 end
    end
  end
  for key, count in pairs(counts) do
    rows[#rows + 1] = { key = key, count = count }
  end
  table.sort(rows, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.key < b.key
  end)
  return rows
end

--- The tokens around a hit that are on its line: `count` on each side.
local function context(doc, first, last, count)
  local tokens = doc.tokens
  local from, to = tokens:at(first), tokens:at(last)
  local line = tokens:line(from)
  local low, high = from, to
  while low > 1 and from - low < count and tokens:line(low - 1) == line do
    low = low - 1
  end
  while high < #tokens and high - to < count
      and tokens:line(high + 1) == line do
    high = high + 1
  end
  local start = tokens:span(low)
  local _, stop = tokens:span(high)
  return doc.text:sub(start, first - 1), doc.text:sub(last + 1, stop)
end

--- Concordance (KWIC, key word in context): each place of a phrase.
-- @param phrase    the words, or a list of phrases
-- @param settings  `level`: "exact", "placement" (the default) or
--   "toneless"; `tokens`: how many on each side (default 8)
-- @return an iterator of hits: `doc`, `first`, `last` (bytes), and the
--   source text as `left`, `text`, `right`, which never leave the line
function methods:kwic(phrase, settings)
  settings = options.check(settings, { "level", "tokens" })
  local width = settings.tokens or 8
  if type(width) ~= "number" or width < 0 then
    error(("bad value '%s' for option 'tokens' (expected a number from 0)")
      :format(tostring(width)), 2)
  end
  local phrases = type(phrase) == "table" and phrase or { phrase }
  local words = require "viet.gazetteer" {
    phrases, level = settings.level or "placement",
  }
  return coroutine.wrap(function()
    for doc in self:each() do
      for first, last in words:matches(doc.tokens) do
        local left, right = context(doc, first, last, width)
        coroutine.yield {
          doc = doc, first = first, last = last,
          left = left, text = doc.text:sub(first, last), right = right,
        }
      end
    end
  end)
end

return corpus
