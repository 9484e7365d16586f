--- Which annotations of two records are the same one.
--
-- A mention is its span and type, a post what it says, a line its number.
-- Events have no such key: each is paired with the one that fits it best.

local matching = {}

--- Keys ---------------------------------------------------------------------

function matching.key_of_span(span)
  return span.start .. ":" .. span["end"]
end

function matching.key_of_mention(mention)
  return matching.key_of_span(mention) .. ":" .. mention.type
end

function matching.key_of_post(post)
  return ("%s\0%s\0%s\0%s"):format(post.person, tostring(post.title),
    tostring(post.org), tostring(post.former or false))
end

function matching.key_of_zone(zone) return zone.line end

--- An array as a table by key (of two with one key the last stays), and
-- how many keys there are.
function matching.index(list, key_of)
  local index, size = {}, 0
  for _, element in ipairs(list or {}) do
    local key = key_of(element)
    if index[key] == nil then size = size + 1 end
    index[key] = element
  end
  return index, size
end

--- Events -------------------------------------------------------------------

local function to_set(list)
  local set = {}
  for _, element in ipairs(list or {}) do set[element] = true end
  return set
end

--- The share of all actors of two events that both have; 1 if none has any.
function matching.shared_actors(a, b)
  local in_a, in_b, shared, all = to_set(a.actors), to_set(b.actors), 0, 0
  for actor in pairs(in_a) do
    all = all + 1
    if in_b[actor] then shared = shared + 1 end
  end
  for actor in pairs(in_b) do
    if not in_a[actor] then all = all + 1 end
  end
  return all > 0 and shared / all or 1
end

--- A field of an event, where an empty string stands for none.
local function field(event, name)
  local value = event[name]
  if value == "" then return nil end
  return value
end

--- Do two events agree in a field?
function matching.is_same(a, b, name)
  return field(a, name) == field(b, name)
end

local function triggers_overlap(a, b)
  local s, t = a.trigger, b.trigger
  return s ~= nil and t ~= nil and s.start < t["end"] and t.start < s["end"]
end

--- How well two events fit; 0: they are not the same one.
local function fit(gold, predicted, strict)
  if gold.type ~= predicted.type then return 0 end
  local shared = matching.shared_actors(gold, predicted)
  local same_date = matching.is_same(gold, predicted, "date")
  if strict then
    local same = shared == 1 and same_date
      and matching.is_same(gold, predicted, "place")
    return same and 1 or 0
  end
  local overlap = triggers_overlap(gold, predicted)
  if shared >= 0.5 or shared > 0 and overlap then
    return shared + (overlap and 0.5 or 0) + (same_date and 0.25 or 0)
  end
  return 0
end

--- Pairs of events that can be the same, the best first; of equals the
-- later gold event first, then the later prediction.
local function find_pairs(gold, predicted, strict)
  local found = {}
  for i, g in ipairs(gold) do
    for k, p in ipairs(predicted) do
      local score = fit(g, p, strict)
      if score > 0 then
        found[#found + 1] = { score = score, gold = i, predicted = k }
      end
    end
  end
  table.sort(found, function(a, b)
    if a.score ~= b.score then return a.score > b.score end
    if a.gold ~= b.gold then return a.gold > b.gold end
    return a.predicted > b.predicted
  end)
  return found
end

--- Which prediction each gold event is taken for, by index, best pairs
-- first, each event once; and how many there are.
function matching.events(gold, predicted, strict)
  local partner, used, hits = {}, {}, 0
  for _, pair in ipairs(find_pairs(gold, predicted, strict)) do
    if not partner[pair.gold] and not used[pair.predicted] then
      partner[pair.gold], used[pair.predicted] = pair.predicted, true
      hits = hits + 1
    end
  end
  return partner, hits
end

return matching
