--- Patterns: what to find in the tokens of a text and in its layers.
--
--     local p = viet.pattern 'who:<PERSON/> "hội đàm" "với"? whom:<PERSON/>'
--     for first, last, captures in p:matches(doc) do
--       print(doc:text_of(captures.who), doc:text_of(captures.whom))
--     end
--
-- README.md tells the language. Patterns are values, too: `a * b` is a
-- followed by b, `a + b` one of them, `a ^ n` at least n times, `a ^ -n` at
-- most n times, `a - b` an a where no b stands, `-a` what is no a.

local compiled = require "viet.pattern.compiled"
local options = require "viet.options"
local source = require "viet.pattern.source"

local pattern = {}

local Pattern = { __index = compiled.methods, __name = "viet.pattern" }

function Pattern:__tostring()
  return ("viet.pattern (%s)"):format(self.text)
end

local known = { "name" }
for _, name in ipairs(compiled.shared) do known[#known + 1] = name end

--- Compiles the text of a pattern into it.
-- @return the pattern, or nil and a message
local function compile(self, settings, depth)
  local name = settings.name or "pattern"
  local sources = { compiled.source(self.text, name, name, settings,
    depth + 1) }
  local more = {}
  local ok, trouble = source.follow(more, {}, sources[1])
  if not ok then return nil, trouble end
  for _, one in ipairs(more) do
    sources[#sources + 1] = compiled.source(one.text, one.file, nil,
      settings, depth + 1)
  end
  ok, trouble = compiled.compile(self, sources, settings, depth + 1)
  if ok and #self.rule_list ~= 1 then
    return nil, ("a pattern has one rule, not %d (see viet.patterns)")
      :format(#self.rule_list)
  end
  return ok, trouble
end

--- Compiles a pattern that operators made.
local function make(self)
  local ok, trouble = compile(self, self.settings, 1)
  if not ok then error(trouble, 3) end
end

--- Compiles a pattern: `viet.pattern(text, options)`.
-- @param text      in the language of README.md
-- @param settings  a table, which may be absent, with the fields
--     name        of the rule, for errors and provenance ("pattern")
--     level       of words that name none: "exact", "placement" (the
--                 default) or "toneless"
--     match       "longest" of the leftmost matches (the default), the
--                 "first" that is tried (the default where a repetition is
--                 lazy), or "all"
--     gazetteers  by name, for `{name}`
--     patterns    by name: texts or patterns
--     layers      names of layers of your own; those of the news pack are
--                 known
--     attributes  names of attributes of their spans
--     steps       the most steps, for each token of a text (1000)
--     values      of entries of gazetteers: "known" (the default) refuses a
--                 comparison with a value that none of at most 100,000
--                 entries has, "any" takes it
-- @return the pattern. `p.text` is its text.
-- Raises an error with line, column and what was expected.
local function new(_, text, settings)
  if type(text) ~= "string" then
    error("a pattern is a text, not a " .. type(text), 2)
  end
  settings = options.check(settings, known)
  local self = setmetatable({ text = text, settings = settings, make = make },
    Pattern)
  local ok, trouble = compile(self, settings, 1)
  if not ok then error(trouble, 2) end
  return self
end

--- Values -------------------------------------------------------------------

local is_pattern = function(value)
  return type(value) == "table" and getmetatable(value) == Pattern
end

local function to_pattern(value, depth)
  if is_pattern(value) then return value end
  if type(value) == "string" then
    local ok, made = pcall(new, nil, value)
    if not ok then error(made, depth + 1) end
    return made
  end
  error("a pattern or its text expected, got " .. type(value), depth + 1)
end

--- Puts the names of `more` into the map of a setting.
local function merge_map(settings, field, more, depth)
  for name, value in pairs(more[field] or {}) do
    local map = settings[field] or {}
    if map[name] ~= nil and map[name] ~= value then
      error(("'%s' means two things in patterns that are joined")
        :format(name), depth + 1)
    end
    map[name] = value
    settings[field] = map
  end
end

local function merge_list(settings, field, more)
  for _, name in ipairs(more[field] or {}) do
    settings[field] = settings[field] or {}
    table.insert(settings[field], name)
  end
end

--- The options of patterns that are joined: what they may name adds up.
local function merge(list, depth)
  local settings = {}
  for _, one in ipairs(list) do
    for _, field in ipairs { "gazetteers", "patterns" } do
      merge_map(settings, field, one.settings, depth + 1)
    end
    for _, field in ipairs { "layers", "attributes" } do
      merge_list(settings, field, one.settings)
    end
    for _, field in ipairs { "level", "match", "steps", "values" } do
      local value = one.settings[field]
      if settings[field] ~= nil and value ~= nil
          and settings[field] ~= value then
        error(("patterns that are joined differ in the option '%s'")
          :format(field), depth + 1)
      end
      settings[field] = settings[field] or value
    end
  end
  return settings
end

--- A pattern made of others, which is compiled when it is first used.
-- @param kind  "sequence", "choice" or "one": what binds its text together
local function build(text, kind, list, depth)
  return setmetatable({ text = text, kind = kind, make = make,
    settings = merge(list, (depth or 2) + 1) }, Pattern)
end

--- The text of a pattern as part of another one. A text that the user wrote
-- stands in brackets unless it is of the same kind.
local function part(value, kind)
  if value.kind == "one" or value.kind == kind and kind then
    return value.text
  end
  return "(" .. value.text .. ")"
end

local function join(kind, sign, a, b)
  a, b = to_pattern(a, 4), to_pattern(b, 4)
  return build(part(a, kind) .. sign .. part(b, kind), kind, { a, b }, 3)
end

function Pattern.__mul(a, b) return join("sequence", " ", a, b) end

function Pattern.__add(a, b) return join("choice", " | ", a, b) end

function Pattern.__sub(a, b)
  a, b = to_pattern(a, 2), to_pattern(b, 2)
  return build("(?! " .. b.text .. ") " .. part(a, "sequence"), "sequence",
    { b, a })
end

function Pattern.__unm(a)
  return build("!" .. part(a), "one", { a })
end

--- "{2,}" for 2, "{0,2}" for -2.
local function times(n)
  if type(n) ~= "number" or n % 1 ~= 0 then
    error("a pattern is repeated a whole number of times", 3)
  end
  if n < 0 then return ("{0,%d}"):format(-n) end
  return n == 0 and "*" or n == 1 and "+" or ("{%d,}"):format(n)
end

function Pattern.__pow(a, n)
  return build(part(a) .. times(n), "one", { a })
end

--- Words as a pattern quotes them.
local function quote(text)
  return '"' .. text:gsub("[\\\"]", "\\%0"):gsub("%s", " ") .. '"'
end

--- Words, whatever they are: `pattern.words("hội đàm", "toneless")`.
function pattern.words(text, level)
  local made = quote(text) .. (level and "~" .. level or "")
  local self = to_pattern(made, 2)
  self.kind = "one"
  return self
end

-- The names that gazetteers got, so that each has one.
local gazetteer_names = setmetatable({}, { __mode = "k" })
local gazetteer_count = 0

--- An entry of a gazetteer: `pattern.names(g)`.
function pattern.names(gazetteer)
  local name = gazetteer_names[gazetteer]
  if not name then
    gazetteer_count = gazetteer_count + 1
    name = ("gazetteer-%d"):format(gazetteer_count)
    gazetteer_names[gazetteer] = name
  end
  return setmetatable({ text = "{" .. name .. "}", kind = "one", make = make,
    settings = { gazetteers = { [name] = gazetteer } } }, Pattern)
end

--- A capture: `pattern.capture("who", p)`.
function pattern.capture(name, value)
  value = to_pattern(value, 2)
  return build(name .. ":" .. part(value), "one", { value })
end

--- What stands ahead or behind, and is not part of the match.
function pattern.ahead(value)
  value = to_pattern(value, 2)
  return build("(?= " .. value.text .. ")", "one", { value })
end

function pattern.behind(value)
  value = to_pattern(value, 2)
  return build("(?<= " .. value.text .. ")", "one", { value })
end

--- Two patterns in either order, with at most n tokens between them.
function pattern.near(n, a, b)
  a, b = to_pattern(a, 2), to_pattern(b, 2)
  return build(("%s near(%d) %s"):format(part(a), n, part(b)), "near",
    { a, b })
end

--- The whole match lies in a "line", "sentence", "document" or a layer.
function pattern.within(value, unit)
  value = to_pattern(value, 2)
  return build(value.text .. " within " .. unit, "whole", { value })
end

return setmetatable(pattern, { __call = new })
