--- Spans laid over the lines of a text, for whoever shows them.
--
--     Đại tướng Phan Văn Giang thăm Lào
--     [POST    [PERSON       ]]     [C ]
--
-- Spans may nest and cross. A page and a terminal need pieces that only nest:
-- where one span ends inside another that began later, the later one is
-- closed and opened again.

local layout = {}

--- Spans of some layers, each once, in order of text, longer ones first.
-- @param doc     a document
-- @param layers  an array of layer names
-- @return an array of spans
-- @usage spans = layout.collect(doc, doc:layer_names())
function layout.collect(doc, layers)
  local spans, order = {}, {}
  for _, layer in ipairs(layers) do
    for span in doc:each(layer) do
      spans[#spans + 1] = span
      order[span] = #spans
    end
  end
  table.sort(spans, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return order[a] < order[b]
  end)
  return spans
end

--- The first byte of the character that holds a byte.
local function to_boundary(text, byte)
  local start = byte
  for _ = 1, 3 do
    local code = text:byte(start)
    if not code or code < 128 or code > 191 then return start end
    start = start - 1
  end
  return byte  -- no UTF-8
end

--- Where a span is shown to begin, and where the rest begins: whole letters.
local function show_at(text, span)
  local first = to_boundary(text, span.first)
  local stop = span.last + 1
  local start = to_boundary(text, stop)
  while start < stop do  -- the span ends inside of a letter
    stop = stop + 1
    start = to_boundary(text, stop)
  end
  return first, stop
end

--- Closes the open spans that end before a byte, and those above them, which
-- are opened again.
local function close(state, byte, emit)
  local stack, lowest = state.stack, nil
  for i = #stack, 1, -1 do
    if stack[i].stop <= byte then lowest = i end
  end
  if not lowest then return end
  local again = {}
  for i = #stack, lowest, -1 do
    emit("close", stack[i].span, stack[i].stop <= byte)
    if stack[i].stop > byte then table.insert(again, 1, stack[i]) end
    stack[i] = nil
  end
  for _, open in ipairs(again) do
    stack[#stack + 1] = open
    emit("open", open.span, false)
  end
end

--- The next byte, up to `stop`, where some span begins or ends.
local function find_next(state, stop)
  local nearest = stop
  local waiting = state.waiting[state.at]
  if waiting and waiting.first < nearest then nearest = waiting.first end
  for _, open in ipairs(state.stack) do
    if open.stop < nearest then nearest = open.stop end
  end
  return nearest
end

--- Forgets the open spans that end before a byte.
local function drop_ended(state, byte)
  for i = #state.stack, 1, -1 do
    if state.stack[i].stop <= byte then table.remove(state.stack, i) end
  end
end

--- Lays out the bytes from `first` to before `stop`; the next line begins at
-- `after`.
local function lay_out(state, first, stop, after, emit)
  local byte = first
  drop_ended(state, first)
  for _, open in ipairs(state.stack) do emit("open", open.span, false) end
  while byte < stop do
    close(state, byte, emit)
    local waiting = state.waiting[state.at]
    while waiting and waiting.first <= byte do
      state.at = state.at + 1
      if waiting.stop > byte then
        state.stack[#state.stack + 1] = waiting
        emit("open", waiting.span, waiting.first == byte)
      end
      waiting = state.waiting[state.at]
    end
    local next_byte = find_next(state, stop)
    if next_byte > byte then emit("text", nil, byte, next_byte - 1) end
    byte = next_byte
  end
  for i = #state.stack, 1, -1 do
    local open = state.stack[i]
    emit("close", open.span, open.stop <= after)
  end
end

--- Calls a function for each piece of each line.
-- @param doc    a document
-- @param spans  as `layout.collect` gives them
-- @param lines  an array of stretches ({first =, last =}) in order of text to
--   take for the lines, or nil: those of the document
-- @param emit   a function of ("line", number), ("open", span, whether it
--   begins here), ("text", nil, first, last), ("close", span, whether it ends
--   here), ("end", number). Opened spans are closed in the same line, the
--   last one first.
-- @usage layout.each(doc, spans, nil, function(what, ...) print(what, ...) end)
function layout.each(doc, spans, lines, emit)
  lines = lines or doc.lines
  local state = { waiting = {}, at = 1, stack = {} }
  for i, span in ipairs(spans) do
    local first, stop = show_at(doc.text, span)
    state.waiting[i] = { span = span, first = first, stop = stop }
  end
  for number, line in ipairs(lines) do
    emit("line", number)
    local after = lines[number + 1]
    lay_out(state, line.first, line.last + 1,
      after and after.first or #doc.text + 1, emit)
    emit("end", number)
  end
end

return layout
