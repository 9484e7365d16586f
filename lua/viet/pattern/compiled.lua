--- Compiled patterns: what `viet.pattern` and `viet.patterns` have in common.
--
-- A compiled pattern has rules, each with a name; what is searched with
-- `viet.pattern` has one.

local core = require "viet.core"
local explain = require "viet.pattern.explain"
local message = require "viet.pattern.message"
local options = require "viet.options"
local subject = require "viet.pattern.subject"
local tsv = require "viet.tsv"
local nearest = require "viet.nearest"
local values = require "viet.pattern.values"

local compiled = {}

--- Layers of the news pack, which need not be named in `layers`.
compiled.layers = {
  "zone", "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE", "NAMED_EVENT",
  "DOCUMENT", "DATE", "HOLDS", "MEET", "VISIT", "SIGN", "ATTEND",
}

--- Attributes of their spans, which need not be named in `attributes`.
compiled.attributes = {
  "id", "type", "rule", "extractor", "level", "value", "person", "rank",
  "title", "org", "former", "country", "post", "place", "date", "object",
}

local chooses = { "longest", "first", "all" }
local value_kinds = { "known", "any" }

--- The options that concern all patterns that are compiled together.
compiled.shared = {
  "level", "match", "priority", "consume", "most", "gazetteers",
  "patterns", "layers", "attributes", "steps", "values",
}

local function index_of(list, value)
  for i, one in ipairs(list) do
    if one == value then return i end
  end
end

--- Raises `bad value 'x' for option 'kind' (expected a, b or c)`.
local function bad_value(value, name, expected, depth)
  error(("bad value '%s' for option '%s' (expected %s)")
    :format(tostring(value), name, expected), depth + 1)
end

local function check_type(settings, name, wanted, depth)
  local value = settings[name]
  if value ~= nil and type(value) ~= wanted then
    bad_value(value, name, "a " .. wanted, depth + 1)
  end
end

local ranges = {
  priority = { -2147483647, 2147483647 }, steps = { 1, 2147483647 },
  most = { 1, 1000000 },
}

--- Checks the values of options; `depth` leads to the user's call.
local function check_settings(settings, depth)
  depth = depth + 1
  if settings.level ~= nil and not index_of(tsv.levels, settings.level) then
    bad_value(settings.level, "level", options.list(tsv.levels), depth)
  end
  if settings.match ~= nil and not index_of(chooses, settings.match) then
    bad_value(settings.match, "match", options.list(chooses), depth)
  end
  for _, name in ipairs { "gazetteers", "patterns", "layers", "attributes" } do
    check_type(settings, name, "table", depth)
  end
  check_type(settings, "consume", "boolean", depth)
  if settings.values ~= nil and not index_of(value_kinds, settings.values) then
    bad_value(settings.values, "values", options.list(value_kinds), depth)
  end
  for name, range in pairs(ranges) do
    local value, least, most = settings[name], range[1], range[2]
    if value ~= nil and (type(value) ~= "number" or value % 1 ~= 0
        or value < least or value > most) then
      bad_value(value, name, ("a whole number from %d to %d")
        :format(least, most), depth)
    end
  end
end

--- Completes a source with what its options say.
function compiled.source(text, file, rule, settings, depth)
  check_settings(settings, (depth or 1) + 1)
  return {
    text = text, file = file, rule = rule,
    level = index_of(tsv.levels, settings.level or "placement") - 1,
    choose = settings.match and index_of(chooses, settings.match) or 0,
    priority = settings.priority or 0, consume = settings.consume or false,
    most = settings.most or 0,
  }
end

--- The names of a table, sorted.
local function names_of(map)
  local names = {}
  for name in pairs(map or {}) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function joined(first, second)
  local all = {}
  for _, name in ipairs(first) do all[#all + 1] = name end
  for _, name in ipairs(second or {}) do all[#all + 1] = name end
  return all
end

--- The sources of the option `patterns`: `{ Name = "text" }`.
local function add_named(sources, settings, depth)
  for _, name in ipairs(names_of(settings.patterns)) do
    local value = settings.patterns[name]
    local text = type(value) == "table" and value.text or value
    if type(text) ~= "string" then
      bad_value(value, "patterns", "texts or patterns", depth + 1)
    end
    sources[#sources + 1] = compiled.source(
      ("let %s = %s"):format(name, text), ("pattern '%s'"):format(name), nil,
      { level = settings.level }, depth)
  end
end

--- Each rule with its place: `source` is "meet.pat:3".
local function describe_rules(self)
  local rules = self.program:rules()
  for _, rule in ipairs(rules) do
    local source = self.sources[rule.source]
    local line = message.place(source.text, rule.first)
    rule.file, rule.line = source.file, line
    rule.text = source.text:sub(rule.first, rule.last)
    rule.source = ("%s:%d"):format(source.file, line)
    rule.match, rule.choose = chooses[rule.choose], nil
  end
  return rules
end

--- What serves a name that a table of captures does not have: nil if it is a
-- capture of any rule, otherwise an error.
-- @param known  the names of all captures, in a list and as keys
local function missing_capture(known)
  return function(_, name)
    if type(name) ~= "string" or known[name] then return nil end
    local hint = nearest.hint(name, known)
    if hint == "" then
      hint = #known == 0 and " (the rules have none)"
        or (" (expected %s)"):format(options.list(known))
    end
    error(("no capture '%s'%s"):format(name, hint), 2)
  end
end

--- Notes the names of the captures of all rules, sorted.
local function note_captures(known, rules)
  for _, rule in ipairs(rules) do
    for _, capture in ipairs(rule.captures) do
      if not known[capture.name] then known[#known + 1] = capture.name end
      known[capture.name] = true
    end
  end
  table.sort(known)
end

--- A message about a value that no entry has, or nil.
local function find_unknown_value(program, sources, settings)
  if settings.values == "any" or not settings.gazetteers then return nil end
  local fault, at = values.check(program:asked(), settings.gazetteers)
  return fault and message.fault(sources[at.source], fault, at.first, at.last)
end

--- Compiles sources into an object, which is given back.
-- @param self      the object
-- @param sources   what `compiled.source` gave
-- @param settings  the shared options
-- @param depth     leads to the user's call, for errors in options
-- @return the object, or nil and a message
function compiled.compile(self, sources, settings, depth)
  add_named(sources, settings, (depth or 1) + 1)
  local captures = {}
  local missing = missing_capture(captures)
  local program, fault, number, first, last = core.pattern(sources, {
    layers = joined(compiled.layers, settings.layers),
    attributes = joined(compiled.attributes, settings.attributes),
    gazetteers = names_of(settings.gazetteers),
    missing = missing,
  })
  if not program then
    return nil, message.fault(sources[number], fault, first, last)
  end
  local unknown = find_unknown_value(program, sources, settings)
  if unknown then return nil, unknown end
  self.program, self.sources, self.settings = program, sources, settings
  self.layers_wanted = program:layers()
  self.rule_list = describe_rules(self)
  note_captures(captures, self.rule_list)
  self.no_captures = setmetatable({}, { __index = missing })
  return self
end

--- Methods ------------------------------------------------------------------

local methods = {}
compiled.methods = methods

--- Has the pattern been compiled? Those made by operators are, at first use.
local function ready(self)
  if not self.program then self.make(self) end
  return self
end

--- The layers of a subject as the program wants them.
local function layers_of(self, tokens, doc)
  return subject.layers(self.layers_wanted, self.settings.gazetteers, tokens,
    doc)
end

local search_options = { "inside", "efforts" }

--- Searches a text of which only the lines that may hold a match are cut into
-- tokens.
-- @param numbered  are the numbers of tokens wanted? They have to be counted
-- @return the iterator; nil where all tokens are needed
local function search_lines(self, where, settings, numbered)
  if type(where) ~= "string" or settings and next(settings) then return nil end
  return self.program:search_text(where, self.settings.steps or 0, numbered)
end

--- Finds all matches: `for first, last, captures, rule in p:matches(doc)`.
-- @param where     a text, its tokens, or a document, whose layers `<PERSON/>`
--   and the like look at
-- @param settings  a table, which may be absent, with the fields
--     inside   the name of a layer, or an array of tables with `first` and
--              `last` (bytes), in order: each match lies in one of these
--              spans, and nothing outside is looked at
--     efforts  an array. What the search did is added to it: of the first
--              rule how often it was tried, the steps that this took and the
--              nanoseconds, then the same of the second one, and so on
-- @return an iterator of
--     first, last  bytes of the text, both ends inside
--     captures     by name: `captures.who` is the span of the document that
--                  `who:<PERSON/>` matched, or a table with `first` and
--                  `last`; of an entry of a gazetteer with `id`, `type` and
--                  `entry` as well. A name that can occur more than once in
--                  a match is a list. nil for a rule without captures. A
--                  name that no rule has as a capture raises an error.
--     rule         its name
--     first_token, last_token
--   in order of start, longer ones first.
-- Raises an error that names the rule when one takes more steps than the
-- option `steps` allows for each token of the text.
function methods:matches(where, settings)
  ready(self)
  if settings ~= nil then options.check(settings, search_options) end
  local found = search_lines(self, where, settings, true)
  if found then return found end
  local tokens, doc = subject.read(where, "matches")
  local inside = settings and subject.inside(settings.inside, doc)
  local iterate = self.program:search(tokens, layers_of(self, tokens, doc),
    self.settings.steps or 0, inside, settings and settings.efforts)
  -- for messages about failures
  if doc and doc.running then doc.searching = iterate end
  return iterate
end

--- The first match: `first, last, captures, rule`, or nil. Arguments are
-- those of `matches`.
function methods:find(where, settings)
  ready(self)
  if settings ~= nil then options.check(settings, search_options) end
  local found = search_lines(self, where, settings, false)
  if not found then
    local tokens, doc = subject.read(where, "find")
    local inside = settings and subject.inside(settings.inside, doc)
    found = self.program:search(tokens, layers_of(self, tokens, doc),
      self.settings.steps or 0, inside, settings and settings.efforts)
  end
  local first, last, captures, rule = found()
  return first, last, captures, rule
end

--- The rules, in order: tables with `name`, `file`, `line`, `source`
-- ("meet.pat:3"), `text`, `match`, `priority`, `consume`, and `captures`, a
-- list of tables with `name` and `list`.
function methods:rules()
  return ready(self).rule_list
end

--- The layers that the rules read: tables with `name`, `attributes`, and
-- whether it is a `gazetteer`.
function methods:layers()
  return ready(self).layers_wanted
end

--- The number of a rule, by its name.
local function rule_number(self, name)
  local names = {}
  for i, rule in ipairs(self.rule_list) do
    if rule.name == name or name == nil and #self.rule_list == 1 then
      return i
    end
    names[i] = rule.name
  end
  if name == nil then error("explain needs the option 'rule'", 3) end
  error(("no rule '%s' (there are %s)"):format(tostring(name),
    options.list(names)), 3)
end

--- Tells how far a rule gets: which elements match, which were wanted behind
-- them, and what stands there.
-- @param where     a text, its tokens or a document
-- @param position  the byte where the match should begin
-- @param settings  a table, which may be absent, with the fields
--     rule  the name of the rule, which one that is alone needs not
--     last  a byte: the rule is tried from each token up to here, and the
--           try that gets furthest is explained
--     inside  where matches have to lie, as in `matches`
-- @return a table, which `tostring` makes into lines, with
--     matched      whether it does match
--     rule         the name of the rule
--     first, last  the bytes that matched so far
--     steps        the elements that did: each with `text`, `file`, `line`
--                  and `column` of the pattern, `first` and `last` in the
--                  text, and what it `found`
--     wanted       the elements wanted next: `text`, `file`, `line`, `column`
--     found        what stands there instead: `first`, `last`, `text`,
--                  `kind`, `shape` and `spans`; nil at the end of the text
--     at_end       whether that is behind the line, sentence or zone in which
--                  the match has to be
--   or nil where no token is
function methods:explain(where, position, settings)
  ready(self)
  settings = options.check(settings, { "rule", "last", "inside" })
  local tokens, doc = subject.read(where, "explain")
  if type(position) ~= "number" or position < 1 then
    error(("bad argument #2 to 'explain' (position expected, got %s)")
      :format(tostring(position)), 2)
  end
  local inside = subject.inside(settings.inside, doc)
  local rule = rule_number(self, settings.rule)
  local first = tokens:at(position)
  if first > #tokens then return nil end
  local last = math.min(#tokens, tokens:at(settings.last or position))
  local raw = self.program:explain(tokens,
    layers_of(self, tokens, doc), rule, inside, first, math.max(first, last))
  return explain.new(self, self.rule_list[rule], raw, tokens, doc)
end

return compiled
