--- Sentences with marked spans, as people write them.
--
--     Tàu [HMAS Anzac|SHIP id=ship/anzac] thăm [Đà Nẵng].
--
-- A span stands in brackets; behind a bar its layer and attributes may
-- follow. Brackets may nest. `\[`, `\]`, `\|` and `\\` are the characters
-- themselves; so is a bar outside of brackets.

local notation = {}

--- Reading ------------------------------------------------------------------

--- The layer and attributes behind a bar: "SHIP id=ship/anzac".
-- @return the layer or nil, and a table of attributes; or false and a message
local function read_label(text)
  local layer, attributes = nil, {}
  for word in text:gmatch("%S+") do
    local name, value = word:match("^([%w_]+)=(.*)$")
    if name then
      attributes[name] = value
    elseif layer or not word:find("^[%w_]+$") then
      return false, ("bad label '%s' (expected LAYER name=value ...)")
        :format(text)
    else
      layer = word
    end
  end
  return layer, attributes
end

local function fail(message, column)
  error({ message = message, column = column }, 0)
end

--- Reads up to the end, or to the bracket that closes a span.
local function read_piece(state)
  while state.at <= #state.source do
    local plain, after = state.source:match("^([^%[%]|\\]+)()", state.at)
    local sign = state.source:sub(state.at, state.at)
    if plain then
      state.out[#state.out + 1], state.at = plain, after
      state.bytes = state.bytes + #plain
    elseif sign == "\\" then
      local letter = state.source:sub(state.at + 1, state.at + 1)
      if letter == "" then fail("nothing behind '\\'", state.at) end
      state.out[#state.out + 1] = letter
      state.bytes, state.at = state.bytes + 1, state.at + 2
    elseif sign == "|" and #state.open == 0 then
      state.out[#state.out + 1] = sign
      state.bytes, state.at = state.bytes + 1, state.at + 1
    else
      return sign
    end
  end
  return nil
end

--- Closes the span that was opened last; reads its label, if there is one.
local function close_span(state, label_first)
  local span = table.remove(state.open)
  if not span then fail("']' without '['", state.at) end
  span.last = state.bytes
  if span.last < span.first then fail("an empty span", state.at) end
  if label_first then
    local stop = state.source:find("]", label_first, true)
    if not stop then fail("'[' without ']'", span.column) end
    local layer, attributes = read_label(
      state.source:sub(label_first, stop - 1))
    if layer == false then fail(attributes, label_first) end
    span.layer, span.attributes = layer, attributes
    state.at = stop
  end
  state.at = state.at + 1
  span.column = nil
end

local function read_all(source)
  local state = { source = source, at = 1, bytes = 0, out = {}, open = {},
    spans = {} }
  local sign = read_piece(state)
  while sign do
    if sign == "[" then
      local span = { first = state.bytes + 1, column = state.at,
        attributes = {} }
      state.open[#state.open + 1] = span
      state.spans[#state.spans + 1] = span
      state.at = state.at + 1
    else
      close_span(state, sign == "|" and state.at + 1 or nil)
    end
    sign = read_piece(state)
  end
  if #state.open > 0 then
    fail("'[' without ']'", state.open[#state.open].column)
  end
  return table.concat(state.out), state.spans
end

--- The text and the spans of a marked sentence.
-- @return the text, and an array of {first =, last =, layer = or nil,
--   attributes = {name = value}} in order of their beginning; or nil, a
--   message and the column (bytes from 1)
function notation.read(source)
  local done, text, spans = pcall(read_all, source)
  if done then return text, spans end
  if type(text) ~= "table" then error(text, 0) end
  return nil, text.message, text.column
end

--- Writing ------------------------------------------------------------------

local function escape(text)
  return (text:gsub("[%[%]|\\]", "\\%0"))
end

--- Spans that begin at a byte and those that end there, by byte; outer ones
-- are opened first.
local function sort_ends(spans)
  local sorted, opening, closing = {}, {}, {}
  for i, span in ipairs(spans) do sorted[i] = span end
  table.sort(sorted, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    return a.last > b.last
  end)
  for _, span in ipairs(sorted) do
    opening[span.first] = opening[span.first] or {}
    table.insert(opening[span.first], span)
    closing[span.last] = closing[span.last] or {}
    table.insert(closing[span.last], 1, span)
  end
  return opening, closing
end

local function write_label(span)
  local words, names = { span.layer }, {}
  for name in pairs(span.attributes or {}) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    words[#words + 1] = ("%s=%s"):format(name,
      tostring(span.attributes[name]))
  end
  return #words > 0 and "|" .. table.concat(words, " ") or ""
end

--- A text with its spans marked. Spans that cross show as brackets that do,
-- too.
-- @param text   a string
-- @param spans  as `notation.read` gives them
function notation.write(text, spans)
  local opening, closing = sort_ends(spans)
  local out, start = {}, 1
  for byte = 1, #text do
    for _ in ipairs(opening[byte] or {}) do
      out[#out + 1] = escape(text:sub(start, byte - 1)) .. "["
      start = byte
    end
    for _, span in ipairs(closing[byte] or {}) do
      out[#out + 1] = escape(text:sub(start, byte)) .. write_label(span) .. "]"
      start = byte + 1
    end
  end
  return table.concat(out) .. escape(text:sub(start))
end

return notation
