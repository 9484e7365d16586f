--- Where the time of a pipeline goes: each stage's share.
--
--     local profile = viet.profile.new()
--     for _, text in ipairs(texts) do profile:run(pipeline, text) end
--     io.write(profile:report())
--
-- Processor time of this process. A stage is an extractor; making the
-- document (tokens and lines) is the first one. Of extractors with rules each
-- rule is told, too: its time, that of its action in it, how often it was
-- tried, its matches, and how many of them its action rejected.

local document = require "viet.document"
local text_table = require "viet.table"

local Profile = {}
local methods = {}
Profile.__index = methods
Profile.__name = "viet.profile"

local FIRST = "document"

--- An empty profile.
local function new()
  return setmetatable({
    stages = {}, by_name = {}, rules = {}, groups = {},
    bytes = 0, documents = 0, seconds = 0,
  }, Profile)
end

local function stage_of(self, name)
  local stage = self.by_name[name]
  if not stage then
    stage = { name = name, seconds = 0, spans = 0 }
    self.by_name[name] = stage
    self.stages[#self.stages + 1] = stage
  end
  return stage
end

local function add(self, name, seconds)
  local stage = stage_of(self, name)
  stage.seconds = stage.seconds + seconds
  self.seconds = self.seconds + seconds
end

--- The rows of an extractor's rules, also of those that never match.
local function make_rows(self, extractor)
  local group = { patterns = extractor.rules.patterns, efforts = {},
    by_name = {}, rows = {} }
  for i, rule in ipairs(extractor.rules.patterns:rules()) do
    local row = { name = rule.name, extractor = extractor.name, seconds = 0,
      matches = 0, rejected = 0, tries = 0, steps = 0, action = 0 }
    group.rows[i], group.by_name[rule.name] = row, row
    self.rules[#self.rules + 1] = row
  end
  return group
end

--- What a document tells its rules to, while a pipeline runs.
local function make_watch(self, pipeline)
  for _, extractor in ipairs(pipeline) do
    if extractor.rules and not self.groups[extractor.name] then
      self.groups[extractor.name] = make_rows(self, extractor)
    end
  end
  local watch = {}
  function watch.knows(extractor, patterns)
    local group = self.groups[extractor]
    return group ~= nil and (patterns == nil or patterns == group.patterns)
  end
  function watch.efforts(extractor) return self.groups[extractor].efforts end
  function watch.match(extractor, name, is_rejected, seconds)
    local row = self.groups[extractor].by_name[name]
    row.action = row.action + seconds
    row.matches = row.matches + 1
    row.rejected = row.rejected + (is_rejected and 1 or 0)
  end
  return watch
end

--- Takes over what searches did: see `matches` of patterns.
local function add_efforts(self)
  for _, group in pairs(self.groups) do
    for i, row in ipairs(group.rows) do
      row.tries = group.efforts[3 * i - 2] or 0
      row.steps = group.efforts[3 * i - 1] or 0
      row.seconds = (group.efforts[3 * i] or 0) / 1e9 + row.action
    end
  end
end

--- Counts the spans that each extractor made.
local function count_spans(self, doc)
  for _, layer in ipairs(doc:layer_names()) do
    for span in doc:each(layer) do
      local stage = self.by_name[span.extractor]
      if stage then stage.spans = stage.spans + 1 end
    end
  end
end

--- Runs a pipeline on a text and adds what each stage takes.
-- @param pipeline  a pipeline
-- @param text      the text
-- @param meta      of the document, or nil
-- @return the document, or nil and a message
-- An error in an extractor is raised again, as the pipeline does.
function methods:run(pipeline, text, meta)
  local start = os.clock()
  local doc, message = document(text, meta)
  if not doc then return nil, message end
  add(self, FIRST, os.clock() - start)
  doc.watch = make_watch(self, pipeline)
  pipeline:run(doc, function(extractor, seconds)
    add(self, extractor.name, seconds)
  end)
  doc.watch = nil
  add_efforts(self)
  self.bytes = self.bytes + #text
  self.documents = self.documents + 1
  count_spans(self, doc)
  return doc
end

--- Bytes in seconds as "12.3 MB/s", or "–" where the clock is too coarse.
local function to_rate(bytes, seconds)
  if seconds <= 0 then return "–" end
  return ("%.1f MB/s"):format(bytes / seconds / 1e6)
end

local function milliseconds(seconds)
  return ("%.1f ms"):format(seconds * 1e3)
end

local function to_row(self, stage)
  local share = self.seconds > 0 and stage.seconds / self.seconds or 0
  return {
    stage.name, milliseconds(stage.seconds),
    ("%.1f %%"):format(share * 100), to_rate(self.bytes, stage.seconds),
    stage.spans,
  }
end

--- Rows with the one that took longest first.
local function sort_by_time(rows)
  local sorted = {}
  for i, row in ipairs(rows) do sorted[i] = row end
  table.sort(sorted, function(a, b)
    if a.seconds ~= b.seconds then return a.seconds > b.seconds end
    return a.name < b.name
  end)
  return sorted
end

--- The rules, those that took longest first, as a table for people.
-- @return a string that ends with a line feed, or "" if there are none
function methods:report_rules()
  if #self.rules == 0 then return "" end
  local rows = {}
  for i, rule in ipairs(sort_by_time(self.rules)) do
    rows[i] = { rule.name, rule.extractor, milliseconds(rule.seconds),
      milliseconds(rule.action), ("%d"):format(rule.tries),
      ("%d"):format(rule.steps), rule.matches, rule.rejected }
  end
  local columns = { { title = "rule" }, { title = "extractor" } }
  for _, title in ipairs { "time", "action", "tries", "steps", "matches",
      "rejected" } do
    columns[#columns + 1] = { title = title, align = "right" }
  end
  return text_table.render(rows, columns)
end

--- The stages, those that took longest first, as a table for people.
-- @return a string that ends with a line feed
function methods:report()
  local rows = {}
  for i, stage in ipairs(sort_by_time(self.stages)) do
    rows[i] = to_row(self, stage)
  end
  rows[#rows + 1] = to_row(self, { name = "all", seconds = self.seconds,
    spans = "" })
  return text_table.render(rows, {
    { title = "stage" }, { title = "time", align = "right" },
    { title = "share", align = "right" },
    { title = "speed", align = "right" },
    { title = "spans", align = "right" },
  })
end

return { new = new }
