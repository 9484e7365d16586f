--- Does an annotation fit the text that it belongs to?
--
-- Whoever edits a text after it was annotated moves every place behind the
-- edit. Then each figure is wrong, and nothing else tells it.

local MOST = 30  -- bytes of a text that a message quotes

--- Does a character begin at a byte (from 1), or the text end before it?
local function is_boundary(text, byte)
  local code = text:byte(byte)
  return code == nil or code < 128 or code > 191
end

local function quote(text)
  if #text > MOST then
    local stop = MOST
    while not is_boundary(text, stop + 1) do stop = stop - 1 end
    text = text:sub(1, stop) .. "..."
  end
  return "'" .. text:gsub("%c", " ") .. "'"
end

--- What is wrong with a span of the record, or nil. Its `text`, where it has
-- one, is what stands there.
local function find_fault(text, span)
  local first, last = span.start + 1, span["end"]
  if last > #text then
    return ("ends at byte %d, the text at byte %d"):format(last, #text)
  elseif last < first then
    return ("is empty (byte %d to %d)"):format(span.start, last)
  elseif not is_boundary(text, first) or not is_boundary(text, last + 1) then
    return ("begins or ends inside of a letter (byte %d to %d)"):format(
      span.start, last)
  elseif span.text and span.text ~= text:sub(first, last) then
    return ("is %s, but at byte %d the text has %s"):format(
      quote(span.text), span.start, quote(text:sub(first, last)))
  end
  return nil
end

--- The numbers of the lines that are not empty, as a set.
local function find_lines(text)
  local full, number = {}, 0
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    number = number + 1
    full[number] = line:find("[^\r]") ~= nil
  end
  return full
end

local function add_fault(faults, name, fault)
  if fault then faults[#faults + 1] = name .. " " .. fault end
end

local function check_list(faults, text, name, list, field)
  for i, annotation in ipairs(list) do
    local span = annotation
    if field then span = annotation[field] end
    if span then
      local place = ("%s[%d]%s"):format(name, i - 1,
        field and "." .. field or "")
      add_fault(faults, place, find_fault(text, span))
    end
  end
end

--- Tells where a record does not fit a text.
-- @param record  as `gold.load` reads it
-- @param text    the text, a string
-- @return an array of messages, such as "mentions[3] is 'Lào', but at byte
--   12 the text has 'nước'"; empty if all fits
local function find_faults(record, text)
  local faults, lines = {}, find_lines(text)
  if record.title then
    add_fault(faults, "title", find_fault(text, record.title))
  end
  for i, zone in ipairs(record.zones) do
    if not lines[zone.line] then
      add_fault(faults, ("zones[%d]"):format(i - 1),
        ("is for line %d, which %s"):format(zone.line,
          lines[zone.line] == nil and "does not exist" or "is empty"))
    end
  end
  check_list(faults, text, "mentions", record.mentions)
  check_list(faults, text, "dates", record.dates)
  check_list(faults, text, "events", record.events, "trigger")
  return faults
end

return find_faults
