--- Spans in the sentences around them, for a terminal.
--
--     local lines = viet.terminal.sentences(doc, {"SHIP"}, {color = true})
--
-- Without color a span is in brackets behind its type: [SHIP HMAS Anzac].

local layout = require "viet.layout"
local options = require "viet.options"
local text_table = require "viet.table"

local terminal = {}

-- Background colors of the 256-color palette on which black can be read, far
-- from each other.
local COLORS = { 153, 217, 157, 222, 183, 123, 216, 192, 225, 159, 229, 187 }
local PLAIN = "\27[0m"

--- A color for each layer.
local function choose_colors(layers)
  local colors = {}
  for i, layer in ipairs(layers) do
    colors[layer] = ("\27[30;48;5;%dm"):format(COLORS[(i - 1) % #COLORS + 1])
  end
  return colors
end

--- What opens and closes spans where there is color: that of the innermost
-- one, and its type behind it.
local function make_colored(layers)
  local colors, stack = choose_colors(layers), {}
  local function paint()
    local top = stack[#stack]
    return PLAIN .. (top and colors[top.type] or "")
  end
  return function(span)
    stack[#stack + 1] = span
    return paint()
  end, function(span, is_end)
    stack[#stack] = nil
    local tag = is_end and "\27[2m " .. text_table.clean(span.type) or ""
    return tag .. paint()
  end
end

local function make_plain()
  return function(span)
    return "[" .. text_table.clean(span.type) .. " "
  end, function() return "]" end
end

--- The stretches of text that hold spans: whole sentences, or the span where
-- it is in none.
local function find_stretches(doc, spans)
  local stretches, last_end = {}, 0
  for _, span in ipairs(spans) do
    local first = doc:sentence_at(span.first) or span.first
    local _, last = doc:sentence_at(span.last)
    last = last or span.last
    if span.first > last_end then
      stretches[#stretches + 1] = { first = first, last = last }
    else
      local before = stretches[#stretches]
      before.last = math.max(before.last, last)
    end
    last_end = stretches[#stretches].last
  end
  return stretches
end

--- The sentences that hold spans, one a line.
-- @param doc       a document
-- @param layers    an array of the layers to show
-- @param settings  `color`: true for ANSI colors (default: brackets)
-- @return an array of {line = number of the line in the text, text = string}
function terminal.sentences(doc, layers, settings)
  settings = options.check(settings, { "color" })
  local spans, out, pieces = layout.collect(doc, layers), {}, {}
  local stretches = find_stretches(doc, spans)
  local open, close = make_plain()
  if options.choose(settings, "color", { false, true }) then open, close = make_colored(layers) end
  local writers = { open = open, close = close }
  function writers.line() pieces = {} end
  function writers.text(_, first, last)
    return text_table.clean(doc.text:sub(first, last))
  end
  writers["end"] = function(number)
    out[number] = {
      line = doc:line_at(stretches[number].first),
      text = table.concat(pieces),
    }
  end
  layout.each(doc, spans, stretches, function(what, ...)
    pieces[#pieces + 1] = writers[what](...)
  end)
  return out
end

--- Are colors wanted?
-- @param choice       "always", "never" or "auto"
-- @param is_terminal  a function that tells whether a terminal is written to
-- @return true or false; auto: on a terminal, unless NO_COLOR is set
function terminal.wants_color(choice, is_terminal)
  if choice ~= "auto" then return choice == "always" end
  return (os.getenv("NO_COLOR") or "") == ""
    and os.getenv("TERM") ~= "dumb" and is_terminal()
end

return terminal
