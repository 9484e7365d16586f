--- Explanations: how far a rule got at a place, and what it wanted there.

local message = require "viet.pattern.message"

local explain = {}

local Explanation = { __name = "viet.explanation" }
Explanation.__index = Explanation

--- The bytes of some tokens, or nil if there are none.
local function bytes_of(tokens, first, last)
  if last < first then return nil end
  return (tokens:span(first)), (select(2, tokens:span(last)))
end

--- An element of a pattern: its text, file, line and column.
local function element(pattern, step)
  local source = pattern.sources[step.source]
  local line, column = message.place(source.text, step.first)
  return {
    text = source.text:sub(step.first, step.last),
    file = source.file, line = line, column = column,
  }
end

--- The layers of a document that have a span beginning at a token.
local function spans_at(doc, layers, first)
  local found = {}
  for _, layer in ipairs(doc and layers or {}) do
    for _, span in ipairs(not layer.gazetteer and doc:layer(layer.name) or {})
    do
      if span.first == first then found[#found + 1] = span end
    end
  end
  return found
end

--- What stands at a token: `first`, `last`, `text`, `kind`, `shape`, and as
-- `spans` those of the layers of the pattern that begin there; or nil behind
-- the last token.
local function stands_at(pattern, tokens, doc, i)
  if i > #tokens then return nil end
  local first, last = tokens:span(i)
  return {
    first = first, last = last, text = tokens:text(i),
    kind = tokens:kind(i), shape = tokens:shape(i),
    spans = spans_at(doc, pattern.layers_wanted, first),
  }
end

--- Makes an explanation of what `program:explain` gave.
function explain.new(pattern, rule, raw, tokens, doc)
  local self = setmetatable({
    matched = raw.matched, rule = rule.name, steps = {}, wanted = {},
    at_end = raw.at_token > raw.window_last,
  }, Explanation)
  self.first, self.last = bytes_of(tokens, raw.first_token,
    raw.at_token - 1)
  for i, step in ipairs(raw.steps) do
    local one = element(pattern, step)
    one.first, one.last = bytes_of(tokens, step.first_token, step.last_token)
    one.found = doc and one.first and doc.text:sub(one.first, one.last)
    if one.first and not one.found then
      local words = {}
      for token = step.first_token, step.last_token do
        words[#words + 1] = tokens:text(token)
      end
      one.found = table.concat(words, " ")
    end
    self.steps[i] = one
  end
  for i, step in ipairs(raw.wanted) do
    self.wanted[i] = element(pattern, step)
  end
  if not raw.matched then
    self.found = stands_at(pattern, tokens, doc, raw.at_token)
  end
  return self
end

--- "'cùng' (syllable, lower)", with the spans that begin there.
local function describe(found)
  local parts = {}
  for _, span in ipairs(found.spans) do
    parts[#parts + 1] = "<" .. span.type .. (span.id and " " .. span.id or "")
      .. ">"
  end
  local spans = #parts > 0 and " " .. table.concat(parts, " ") or ""
  return ("'%s' (%s, %s)%s"):format(found.text, found.kind, found.shape,
    spans)
end

--- The explanation in lines: the elements that matched with what they
-- matched, what was wanted behind them, and what stood there.
function Explanation:__tostring()
  local lines = { ("rule '%s' %s"):format(self.rule,
    self.matched and "matches" or "does not match") }
  for _, step in ipairs(self.steps) do
    lines[#lines + 1] = ("  matched  %s: %s"):format(step.text,
      step.found and "'" .. step.found .. "'" or "(no token)")
  end
  for _, wanted in ipairs(self.wanted) do
    lines[#lines + 1] = ("  wanted   %s (%s:%d:%d)"):format(wanted.text,
      wanted.file, wanted.line, wanted.column)
  end
  if not self.matched then
    local edge = self.at_end and "the end of the line or window" or nil
    local found = self.found and describe(self.found) or "the end of the text"
    if edge and self.found then found = edge .. ", before " .. found end
    lines[#lines + 1] = "  found    " .. found
  end
  return table.concat(lines, "\n")
end

return explain
