--- The names of organisations, wherever they stand: whole names ("Liên hợp
-- quốc"), and words that a name begins with ("Cục", "Lữ đoàn", "Đại sứ quán")
-- as far as the name goes. See rules/organisations.rules.

local once = require "viet.news.mentions.once"
local wholes = require "viet.news.mentions.wholes"

local bodies = {}

--- Is there a longer entry that says that this is something else? Of some
-- kinds one that is as long is enough.
local function is_other(captures, last)
  local longer, other = captures.longer, captures.other
  return longer and longer.last > last or other and other.last >= last
end

--- Notes where words of both sides begin, "hai nước", and what may stand
-- between a body and them; and words of sports.
local note = {
  ["organisations.sport"] = function(seen, tokens, match)
    seen.sports[tokens:key(match.first_token)] = true
  end,
  ["organisations.sides"] = function(seen, tokens, match)
    local i, way = match.first_token, match.captures.way
    seen.sides[i] = true
    for n = way and tokens:at(way.first) or i, i do seen.ways[n] = true end
  end,
}

--- Is a body one that the rule of names found?
local function is_known(body)
  return body.rule == "organisations.body"
end

--- Marks the bodies that belong to both sides: behind "hai", or before "hai
-- nước"; one that has a country only where that follows at once.
local function mark_shared(found, seen)
  for _, body in ipairs(found) do
    local i = body.last_token + 1
    if is_known(body) and (seen.sides[i]
        or seen.ways[i] and not body.captures.state) then
      body.is_shared = true
    end
  end
end

--- Is a name with its grammar before one that begins at the same token?
local function is_before(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return is_known(a) and not is_known(b)
end

--- Sorts bodies, which mostly are in order.
local function sort(found)
  for i = 2, #found do
    if is_before(found[i], found[i - 1]) then
      table.sort(found, is_before)
      return
    end
  end
end

--- Reads a document.
-- @return a table: `found`, the bodies by start, and `sports`, words as keys
local function read(doc)
  local found, seen = {}, { sports = {}, sides = {}, ways = {} }
  for _, match in ipairs(wholes.of(doc, "organisations")) do
    if note[match.rule] then
      note[match.rule](seen, doc.tokens, match)
    elseif not is_known(match) then
      found[#found + 1] = match
    elseif not is_other(match.captures, match.last) then
      match.is_shared = match.captures.two ~= nil
      found[#found + 1] = match
    end
  end
  if next(seen.sides) then mark_shared(found, seen) end
  sort(found)
  return { found = found, sports = seen.sports }
end

local reading = once(read)

--- All bodies of a document, also those that stand inside of others.
-- @return an array of spans by start: `first`, `last`, `first_token`,
--   `last_token`, `rule`, and `is_shared` where it belongs to both sides at
--   once: "Bộ Quốc phòng hai nước"
function bodies.of(doc)
  return reading(doc).found
end

--- Of spans that overlap the ones that do not begin inside of another, nor of
-- a body; a body that begins where a span does counts for nothing.
-- @param doc     the document
-- @param spans   by start; of those that start alike the first that is free
-- @param taken   what is something else: neither spans nor bodies are there
-- @param counts  a function of a body: does it count? Without it all do.
-- @return an array of spans
function bodies.outside(doc, spans, taken, counts)
  if #spans == 0 then return spans end
  local all, b, next_byte, result = bodies.of(doc), 1, 1, {}
  for _, span in ipairs(spans) do
    while all[b] and all[b].first < span.first do
      if all[b].first >= next_byte and (not counts or counts(all[b]))
         and taken:is_free(all[b].first, all[b].first) then
        next_byte = all[b].last + 1
      end
      b = b + 1
    end
    if span.first >= next_byte and taken:is_free(span.first, span.last) then
      result[#result + 1] = span
      next_byte = span.last + 1
    end
  end
  return result
end

--- The words of sports in a document, as keys of a table.
function bodies.sports(doc)
  return reading(doc).sports
end

return bodies
