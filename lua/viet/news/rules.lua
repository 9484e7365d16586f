--- The rules of the news pack: patterns in rules/*.rules.
--
--     local ranks = rules.read "ranks"
--     for first, last, captures, rule in ranks:matches(doc) do ... end
--
-- `ranks` is what an extractor takes as its `rules`. Rules are searched in the
-- main text only, line by line. Names of the lexicons are elements of theirs,
-- `{lexicon type="RANK"}`.
--
-- Each file is compiled for three kinds of lines: with marks, without marks,
-- and without marks and capitals. In the last two words are found whatever
-- their marks, and in the last one any token may begin a name. The patterns
-- `Capital`, `Cased` and `Marked` say so (see rules/common.rules).

local lexicon = require "viet.news.mentions.lexicon"
local options = require "viet.options"
local patterns = require "viet.patterns"
local text_lines = require "viet.news.main_text"

-- require passes the file's name from Lua 5.2 on; 5.1 has to ask debug.
local file = select(2, ...) or debug.getinfo(1, "S").source:match("^@(.*)")
local folder = file:gsub("%.lua$", "") .. "/"

local rules = {}

local Rules = { __name = "viet.news.rules" }
local methods = {}
Rules.__index = methods

local capital = "[shape=title | shape=upper | shape=mixed & /^\\p{Lu}/]"
local always, never = "(?= [])", "(?! [])"

--- What the patterns that differ mean in each kind of line.
local meanings = {
  marked = { Capital = capital, Cased = always, Marked = always },
  cased = { Capital = capital, Cased = always, Marked = never },
  plain = { Capital = "[]", Cased = never, Marked = never },
}

--- Compiles a file for one kind of lines.
local function compile(self, kind)
  local marked, plain = lexicon.gazetteers()
  local settings = {
    gazetteers = { lexicon = kind == "marked" and marked or plain },
    patterns = meanings[kind],
  }
  for name, value in pairs(self.settings) do
    settings[name] = settings[name] or value
  end
  for name, value in pairs(self.settings.gazetteers or {}) do
    settings.gazetteers[name] = value
  end
  return assert(patterns.read(self.path, settings))
end

--- The set for one kind of lines, compiled when it is first needed.
local function set_of(self, kind)
  self.sets[kind] = self.sets[kind] or compile(self, kind)
  return self.sets[kind]
end

--- The path of a file of rules.
-- @param name  such as "ranks.rules"
function rules.path(name)
  return folder .. name
end

--- Reads the rules of a file.
-- @param name      without its ending, such as "ranks"
-- @param settings  a table, which may be absent, with `layers` and `attributes`
--   (names that are not those of the pack), and `gazetteers` by name
-- @return the rules: an object with `matches`, `rules`, `layers` and `explain`,
--   as viet.patterns has them
-- Raises an error, with line and column, for a file that cannot be read or is
-- no set of rules.
function rules.read(name, settings)
  settings = options.check(settings, { "layers", "attributes", "gazetteers" })
  local self = setmetatable({
    path = rules.path(name .. ".rules"), settings = settings, sets = {},
  }, Rules)
  set_of(self, "marked")
  return self
end

local kinds = { "marked", "cased", "plain" }

--- Finds all matches in the main text of a document.
-- @param doc       a document with its zones
-- @param settings  a table, which may be absent, with `efforts` as
--   viet.patterns takes it
-- @return an iterator of first, last, captures, rule, first token and last
--   token: first those in lines with marks, in order, then those in lines
--   without
function methods:matches(doc, settings)
  settings = options.check(settings, { "efforts", "inside" })
  local lines, kind, iterate = text_lines(doc), 0, nil
  local function start()
    kind = kind + 1
    local name = kinds[kind]
    if not name then return false end
    iterate = #lines[name] > 0 and set_of(self, name):matches(doc, {
      inside = lines[name], efforts = settings.efforts,
    }) or nil
    return true
  end
  local function step(first, ...)
    if first then return first, ... end
    iterate = nil
  end
  return function()
    while true do
      while not iterate do
        if not start() then return nil end
      end
      local first, last, captures, rule, i, j = step(iterate())
      if first then return first, last, captures, rule, i, j end
    end
  end
end

--- The rules, as those of viet.patterns.
function methods:rules()
  return set_of(self, "marked"):rules()
end

--- The layers that the rules read, as those of viet.patterns.
function methods:layers()
  return set_of(self, "marked"):layers()
end

--- Tells how far a rule gets, as viet.patterns does.
function methods:explain(doc, position, settings)
  local found = "marked"
  for kind, spans in pairs(text_lines(doc)) do
    for _, line in ipairs(spans) do
      if line.first <= position and position <= line.last then
        found = kind
      end
    end
  end
  return set_of(self, found):explain(doc, position, settings)
end

return rules
