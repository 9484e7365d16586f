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

local extractor_rules = require "viet.extractor.rules"
local lexicon = require "viet.news.mentions.lexicon"
local options = require "viet.options"
local patterns = require "viet.patterns"
local main_text = require "viet.news.main_text"

-- require passes the file's name from Lua 5.2 on; 5.1 has to ask debug.
local file = select(2, ...) or debug.getinfo(1, "S").source:match("^@(.*)")
local folder = file:gsub("%.lua$", "") .. "/"

local rules = {}

--- Whether values that no entry of the lexicons has are refused (see
-- viet.pattern). To look takes time, so this is for tests; entries for lines
-- without marks are fewer anyway.
rules.values = "any"

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
    patterns = meanings[kind], layers = {},
    attributes = self.settings.attributes, steps = self.settings.steps,
    values = kind == "marked" and rules.values or "any",
  }
  for name, value in pairs(self.settings.gazetteers or {}) do
    settings.gazetteers[name] = value
  end
  for i, name in ipairs(self.settings.layers or {}) do
    settings.layers[i] = name
  end
  for name in pairs(self.private) do table.insert(settings.layers, name) end
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

--- Where a name begins: in a hashtag behind its sign, which is no name's.
-- @param first  a byte
function rules.start(doc, first)
  return doc.text:byte(first) == 35 and first + 1 or first
end

--- Reads the rules of a file.
-- @param name      without its ending, such as "ranks"
-- @param settings  a table, which may be absent, with `layers` and `attributes`
--   (names that are not those of the pack), `steps`, `gazetteers` by name, and
--   `private`: layers by name that are no document's, each a function of the
--   document that returns spans in order
-- @return the rules: an object with `matches`, `rules`, `layers` and `explain`,
--   as viet.patterns has them
-- Raises an error, with line and column, for a file that cannot be read or is
-- no set of rules.
function rules.read(name, settings)
  settings = options.check(settings, { "layers", "attributes", "gazetteers",
    "private", "steps" })
  local self = setmetatable({
    path = rules.path(name .. ".rules"), settings = settings, sets = {},
    private = settings.private or {},
  }, Rules)
  set_of(self, "marked")
  return self
end

--- Gives rules to an extractor that searches them in its `run`, so that they
-- can be explained and profiled as those of others.
-- @param self       what `rules.read` gave
-- @param extractor  an extractor that has none
-- @return the extractor
function rules.give(self, extractor)
  self.owner = extractor.name
  extractor.rules = extractor_rules.compile {
    rules = self, gives = extractor.gives, action = function() end,
  }
  extractor:locate(extractor.origin)
  return extractor
end

local kinds = { "marked", "cased", "plain" }

--- A document whose layers are also the private ones of the rules.
local function with_private(self, doc)
  if next(self.private) == nil then return doc end
  return {
    text = doc.text, tokens = doc.tokens,
    layer = function(_, name)
      local find = self.private[name]
      return find and find(doc) or doc:layer(name)
    end,
  }
end

--- One iterator behind the other.
local function chain(iterators)
  local number = 1
  local function step(first, ...)
    if first then return first, ... end
    number = number + 1
    if iterators[number] then return step(iterators[number]()) end
  end
  return function(again)
    if iterators[number] then return step(iterators[number](again)) end
  end
end

--- Tells whoever measures the extractor of matches which there are.
local function count(watch, owner, iterate)
  local function tell(first, last, captures, rule, ...)
    if first then watch.match(owner, rule, false, 0) end
    return first, last, captures, rule, ...
  end
  return function() return tell(iterate()) end
end

--- Finds all matches in the main text of a document.
-- @param doc       a document with its zones
-- @param settings  a table, which may be absent, with `efforts` as
--   viet.patterns takes it; and `inside`: spans that alone are searched, as
--   lines with marks
-- @return an iterator of first, last, captures, rule, first token and last
--   token: first those in lines with marks, in order, then those in lines
--   without
function methods:matches(doc, settings)
  settings = options.check(settings, { "efforts", "inside" })
  local subject = with_private(self, doc)
  if settings.inside then
    return set_of(self, "marked"):matches(subject, settings)
  end
  local lines, found = main_text(doc), {}
  local watch = doc.watch
  if watch and not (doc.running == self.owner
      and watch.knows(self.owner, self)) then
    watch = nil
  end
  local efforts = settings.efforts or watch and watch.efforts(self.owner)
  for _, kind in ipairs(kinds) do
    if #lines[kind] > 0 then
      found[#found + 1] = set_of(self, kind):matches(subject, {
        inside = lines[kind], efforts = efforts,
      })
    end
  end
  local iterate = #found == 1 and found[1] or chain(found)
  doc.searching = iterate
  return watch and count(watch, self.owner, iterate) or iterate
end

--- The rules, as those of viet.patterns.
function methods:rules()
  return set_of(self, "marked"):rules()
end

--- The layers of documents that the rules read, as those of viet.patterns.
function methods:layers()
  local public = {}
  for _, layer in ipairs(set_of(self, "marked"):layers()) do
    if not self.private[layer.name] then public[#public + 1] = layer end
  end
  return public
end

--- Tells how far a rule gets, as viet.patterns does.
function methods:explain(doc, position, settings)
  local found = "marked"
  settings = settings or {}
  for kind, spans in pairs(main_text(doc)) do
    for _, line in ipairs(spans) do
      if line.first <= position and position <= line.last then
        found = kind
      end
    end
  end
  return set_of(self, found):explain(with_private(self, doc), position, {
    rule = settings.rule, last = settings.last, inside = main_text(doc)[found],
  })
end

return rules
