--- A document as a page to look at: its text with every span highlighted.
--
--     local page = viet.html.page(doc)
--     io.open("page.html", "w"):write(page)
--
-- The page needs nothing but itself. Pointing at a span shows its type, id,
-- rule and origin; spans may nest and cross. Layers can be switched off.

local core = require "viet.core"
local json = require "viet.json"
local layout = require "viet.layout"
local options = require "viet.options"
local parts = require "viet.html.parts"

local html = {}

--- Escaping -----------------------------------------------------------------

local ESCAPES = {
  ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;",
  ["'"] = "&#39;",
}

local REPAIR = {
  form = "keep", eth = false, mark_order = false, invalid = "replace",
}

--- A control character as the picture of it: U+2400 and on.
local function to_picture(character)
  local code = character:byte()
  return code == 127 and "\226\144\161" or "\226\144" .. string.char(128 + code)
end

--- A text as HTML shows it. Letters stay; what HTML cannot hold becomes a
-- picture (controls) or U+FFFD (bytes that are not UTF-8).
local function escape(text)
  if not core.is_utf8(text) then text = core.normalize(text, REPAIR) end
  text = text:gsub("[&<>\"']", ESCAPES)
  return (text:gsub("[%z\1-\8\11-\31\127]", to_picture))
end

--- JSON that may stand inside of a script element.
local function encode(value)
  return (json.encode(value):gsub("[<>&]", function(character)
    return ("\\u%04x"):format(character:byte())
  end))
end

--- Facts --------------------------------------------------------------------

-- What a page tells of a span, in this order; then whatever else it has.
local FIRST = { "type", "id", "value", "level", "rule", "origin", "lexicon",
  "extractor" }
local HIDDEN = {
  first = true, last = true, first_token = true, last_token = true,
}
for _, name in ipairs(FIRST) do HIDDEN[name] = true end

--- A field as a string, or nil if it is nothing to read.
local function to_text(value)
  local kind = type(value)
  if kind == "string" or kind == "number" or kind == "boolean" then
    return tostring(value)
  elseif kind ~= "table" or #value == 0 then
    return nil
  end
  local words = {}
  for i, element in ipairs(value) do
    words[i] = to_text(element)
    if not words[i] then return nil end
  end
  return table.concat(words, ", ")
end

--- A span's facts: {"type", "MEET", "rule", ...}.
local function collect_facts(span)
  local facts, names = {}, {}
  local function add(name)
    local text = to_text(span[name])
    if text then
      facts[#facts + 1] = name
      facts[#facts + 1] = text
    end
  end
  for _, name in ipairs(FIRST) do add(name) end
  for name in pairs(span) do
    if type(name) == "string" and not HIDDEN[name] then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do add(name) end
  return facts
end

--- Lines --------------------------------------------------------------------

--- How many spans are nested in each, at most 3, for the style.
local function measure_depths(doc, spans)
  local stack, depth = {}, {}
  layout.each(doc, spans, nil, function(what, span)
    if what == "open" then
      stack[#stack + 1] = span
      depth[span] = depth[span] or 0
    elseif what == "close" then
      stack[#stack] = nil
      local outer = stack[#stack]
      if outer then
        depth[outer] = math.min(3, math.max(depth[outer], depth[span] + 1))
      end
    end
  end)
  return depth
end

local function line_head(doc, number)
  local line = doc.lines[number]
  local zone = line.first <= line.last and doc:zone_at(line.first)
  return ('<div class="line"><i id="L%d">%d%s</i><p>'):format(number, number,
    zone and " " .. escape(zone) or "")
end

--- The text of a document, line by line, with its spans as elements.
local function render_lines(doc, spans, hues)
  local out, numbers = {}, {}
  for i, span in ipairs(spans) do numbers[span] = i - 1 end
  local depth = measure_depths(doc, spans)
  local pieces = {}  -- those that are open: the index of each in `out`
  local writers = {}
  function writers.line(number) out[#out + 1] = line_head(doc, number) end
  function writers.text(_, first, last)
    out[#out + 1] = escape(doc.text:sub(first, last))
  end
  function writers.open()
    out[#out + 1] = false
    pieces[#pieces + 1] = #out
  end
  function writers.close(span, is_end)
    local class = ("d%d%s"):format(depth[span], is_end and " z" or "")
    out[table.remove(pieces)] =
      ('<s class="%s" data-i="%d" data-t="%s" style="--hue:%d">'):format(
        class, numbers[span], escape(span.type), hues[span.type])
    out[#out + 1] = "</s>"
  end
  writers["end"] = function() out[#out + 1] = "</p></div>\n" end
  layout.each(doc, spans, nil, function(what, ...) writers[what](...) end)
  return table.concat(out)
end

--- The page -----------------------------------------------------------------

--- A hue for each layer: as far from each other as they can be.
local function choose_hues(layers)
  local hues = {}
  for i, layer in ipairs(layers) do
    hues[layer] = math.floor((i - 1) * 137.5 + 210) % 360
  end
  return hues
end

local function render_legend(doc, layers, hues)
  local out = {}
  for i, layer in ipairs(layers) do
    local name = escape(layer)
    out[i] = ('<label style="--hue:%d"><input type="checkbox" value="%s" '
      .. 'checked> <b>%s</b> %d</label>\n'):format(hues[layer], name, name,
      #doc:layer(layer))
  end
  return table.concat(out)
end

--- The layers to show: all but zones, which stand beside their lines.
local function default_layers(doc)
  local layers = {}
  for _, name in ipairs(doc:layer_names()) do
    if name ~= "zone" then layers[#layers + 1] = name end
  end
  return layers
end

local PAGE = [[
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
%s</style>
</head>
<body class="tags">
<header>
<h1>%s</h1>
%s<label><input type="checkbox" value="" checked> tags</label>
</header>
<main>
%s</main>
<div id="tip" hidden></div>
<script type="application/json" id="facts">%s</script>
<script>
%s</script>
</body>
</html>
]]

--- A document as an HTML page that needs nothing but itself.
-- @param doc       a document
-- @param settings  `layers`: an array of the layers to show, in order
--   (default: all that hold anything); `title`: of the page (default: the
--   document's path or name)
-- @return the page, a string of UTF-8
-- Raises an error for what is no document.
function html.page(doc, settings)
  settings = options.check(settings, { "layers", "title" })
  if type(doc) ~= "table" or type(doc.text) ~= "string" then
    error(("a document is expected (viet.document), not a %s")
      :format(type(doc)), 2)
  end
  local layers = settings.layers or default_layers(doc)
  local hues, facts = choose_hues(layers), {}
  local spans = layout.collect(doc, layers)
  for i, span in ipairs(spans) do facts[i] = collect_facts(span) end
  local title = escape(settings.title or doc.meta.path or doc.meta.name
    or "document")
  return PAGE:format(title, parts.style, title,
    render_legend(doc, layers, hues), render_lines(doc, spans, hues),
    encode(facts), parts.script)
end

return html
