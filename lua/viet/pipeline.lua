--- A pipeline: extractors, ordered by what they need and give.
--
--     local pipeline = viet.pipeline { ships, ranks, zones }
--     pipeline:run(viet.document(text))
--
-- The order in which they are listed matters only where needs and gives
-- leave it open.

local Pipeline = {}
local methods = {}
Pipeline.__index = methods
Pipeline.__name = "viet.pipeline"

function Pipeline:__tostring()
  return ("viet.pipeline (%d extractors)"):format(#self)
end

local function contains(list, value)
  for _, element in ipairs(list) do
    if element == value then return true end
  end
  return false
end

--- Must `a` run before `b`, both in list order, because of `layer`?
local function gives_before(a, b, layer, is_listed_first)
  if not contains(a.gives, layer) then return false end
  local a_refines = contains(a.needs, layer)
  local b_refines = contains(b.gives, layer)
  if a_refines and b_refines then return is_listed_first end
  return not b_refines or not a_refines
end

--- The extractors that must run before extractor `i`, as indexes.
local function find_sources(extractors, i)
  local sources = {}
  for j, other in ipairs(extractors) do
    for _, layer in ipairs(i ~= j and extractors[i].needs or {}) do
      if gives_before(other, extractors[i], layer, j < i) then
        sources[#sources + 1] = j
        break
      end
    end
  end
  return sources
end

--- "a -> b -> a", from the names on the path since extractor `i`.
local function describe_cycle(extractors, path, i)
  local names = {}
  for _, j in ipairs(path) do
    if j == i or #names > 0 then names[#names + 1] = extractors[j].name end
  end
  names[#names + 1] = extractors[i].name
  return table.concat(names, " -> ")
end

--- The extractors in an order that serves every need, by depth-first search.
local function sort(extractors)
  local state, path, sorted = {}, {}, {}
  local function visit(i)
    if state[i] == "done" then return end
    if state[i] == "open" then
      error("extractors need each other: "
        .. describe_cycle(extractors, path, i), 0)
    end
    state[i] = "open"
    path[#path + 1] = i
    for _, j in ipairs(find_sources(extractors, i)) do visit(j) end
    path[#path] = nil
    state[i] = "done"
    sorted[#sorted + 1] = extractors[i]
  end
  for i = 1, #extractors do visit(i) end
  return sorted
end

local function check_extractors(list)
  for i, extractor in ipairs(list) do
    if type(extractor) ~= "table" or type(extractor.run) ~= "function" then
      error(("element %d of the pipeline is no extractor (a %s)")
        :format(i, type(extractor)), 3)
    end
  end
end

local function check_given(extractors, given)
  local known = {}
  for _, layer in ipairs(given) do known[layer] = true end
  for _, extractor in ipairs(extractors) do
    for _, layer in ipairs(extractor.gives) do known[layer] = true end
  end
  for _, extractor in ipairs(extractors) do
    for _, layer in ipairs(extractor.needs) do
      if not known[layer] then
        error(("extractor '%s' needs layer '%s', which none gives")
          :format(extractor.name, layer), 0)
      end
    end
  end
end

--- The rules of all extractors, by name; of those that share one the last.
local function index_rules(extractors)
  local index = {}
  for _, extractor in ipairs(extractors) do
    for name, rule in pairs(extractor.rules and extractor.rules.by_name or {})
    do
      index[name] = rule
    end
  end
  return index
end

--- Makes a pipeline.
-- @param list  extractors; `list.given` names layers that the documents
--   bring along themselves
-- @return the pipeline: its extractors in running order, at 1, 2, ..., and
--   as `rules` all rules of theirs, by name: tables with `name` and `origin`
-- Raises an error for what is no extractor, for a layer that none gives, and
-- for a cycle, which it shows.
local function new(list)
  if type(list) ~= "table" then
    error("extractors are an array, not a " .. type(list), 2)
  end
  local given = list.given or {}
  if type(given) ~= "table" then
    error("'given' is an array of layer names, not a " .. type(given), 2)
  end
  check_extractors(list)
  check_given(list, given)
  local self = sort(list)
  self.given, self.rules = given, index_rules(self)
  return setmetatable(self, Pipeline)
end

--- What code that failed had found before: "after rule 'ships.a' on 'tàu HMAS'
-- (line 3): ", or "" where no search of patterns is open.
local function describe_search(doc)
  local first, last, _, rule
  if doc.searching then first, last, _, rule = doc.searching(true) end
  if not rule then return "" end
  local rules = require "viet.extractor.rules"
  return ("after %s: "):format(rules.describe(doc, rule, first, last))
end

--- Runs one extractor; what it raises is raised again, with its name and the
-- document's, and of code that searches patterns with the match that it had.
local function run_one(extractor, doc)
  -- an extractor may itself run a pipeline on the document
  local running, at, own = doc.running, doc.running_at, doc.running_rules
  doc.running, doc.running_at = extractor.name, extractor.origin
  doc.running_rules = extractor.rules and extractor.rules.by_name
  doc.searching = nil
  local ok, message = pcall(extractor.run, doc)
  doc.running, doc.running_at, doc.running_rules = running, at, own
  if not ok then
    error(("extractor '%s' failed on %s: %s%s"):format(extractor.name,
      tostring(doc), describe_search(doc), tostring(message)), 0)
  end
  doc.searching = nil
end

--- Runs all extractors on a document.
-- @param doc    a document
-- @param watch  a function that is called with each extractor and the seconds
--   of processor time that it took, or nil
-- @return the document, with its new layers
-- An error in an extractor is raised again, with its name and the document's.
function methods:run(doc, watch)
  if type(doc) ~= "table" then
    error("a pipeline runs on a document (viet.document), not on a "
      .. type(doc), 2)
  end
  doc.pipeline_rules = self.rules
  for _, extractor in ipairs(self) do
    local start = watch and os.clock()
    run_one(extractor, doc)
    if watch then watch(extractor, os.clock() - start) end
  end
  return doc
end

--- The extractors that run before one, as a pipeline of their own.
-- @param extractor  one of this pipeline
-- Raises an error for any other.
-- @usage doc = pipeline:before(ships):run(viet.document(text))
function methods:before(extractor)
  local part = setmetatable({ given = self.given, rules = self.rules },
    Pipeline)
  for _, one in ipairs(self) do
    if one == extractor then return part end
    part[#part + 1] = one
  end
  error(("%s is no part of the pipeline"):format(tostring(extractor)), 2)
end

--- A new pipeline with some extractors more; this one stays as it is.
-- @usage viet.news.pipeline():with(ships, harbours)
function methods:with(...)
  local list = { given = self.given }
  for i, other in ipairs(self) do list[i] = other end
  for i = 1, select("#", ...) do
    list[#list + 1] = (select(i, ...))
  end
  return new(list)
end

return new
