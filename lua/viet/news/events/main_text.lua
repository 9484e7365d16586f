--- Where the rules of events look: in the lines of title, lead, body and
-- caption, at the layers of the document and at some of their own.

local main_text = {}

local ZONES = { title = true, lead = true, body = true, caption = true }

--- The lines that tell the news, in order.
function main_text.lines(doc)
  local lines = {}
  for _, zone in ipairs(doc:layer "zone") do
    if ZONES[zone.id] then lines[#lines + 1] = zone end
  end
  return lines
end

--- What patterns search in: the document, with other layers beside its own.
-- @param own  from names of layers to lists of spans, in order
function main_text.layers(doc, own)
  return {
    tokens = doc.tokens, text = doc.text,
    layer = function(_, name) return own[name] or doc:layer(name) end,
  }
end

--- The names with the ranks and posts that stand at them.
-- @param reading  what sides.read gave
function main_text.runs(reading)
  local runs = reading.at_names
  if not runs then
    runs = {}
    for _, run in ipairs(reading.runs) do
      if not run.apart then runs[#runs + 1] = run end
    end
    reading.at_names = runs
  end
  return runs
end

return main_text
