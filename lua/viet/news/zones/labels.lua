--- How lines get their zones: the first rule that labels a line decides.

local labels = {}

--- Labels a line, unless an earlier rule has.
-- @param rule the rule's name, such as "picture"
function labels.put(line, zone, rule)
  if line.zone then return end
  line.zone, line.rule = zone, "zones." .. rule
end

--- Labels a line by its entry of furniture.
function labels.put_entry(line, zone)
  labels.put(line, zone, line.entry.id)
end

--- The type of a line's entry of furniture, or nil.
function labels.entry_type(line)
  return line.entry and line.entry.type
end

--- Bytes of the text between the brackets of a link, or the visible words.
local function find_title_span(line)
  local text, _, first = line:link()
  if text and text ~= "" then
    return { first = first, last = first + #text - 1 }
  end
  local tokens = line.page.tokens
  local _, stop = tokens:span(line.to)
  return { first = (tokens:span(line.from)), last = stop }
end

--- Makes a line the title, unless the page has one.
-- Sets `page.title`, the bytes of its text, and `page.title_line`.
function labels.put_title(page, line, rule)
  if page.title or line:count() == 0 then return end
  labels.put(line, "title", rule)
  page.title, page.title_line = find_title_span(line), line
end

return labels
