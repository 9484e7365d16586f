--- Where names stand: learned from known names.
-- A context is what stands on one side of a name: the next word, or the next
-- two. How much it speaks for a type is the log-odds of that type among all
-- names and runs that stand there, against its odds anywhere.

local contexts = {}

local TRUST = 2     -- occurrences that the wider context is worth
local TRIGGER = 3   -- log-odds of a context that the user names

local function increase(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

--- The contexts of the tokens `from` to `to`: the keys of the left side and
-- of the right one, each as {one word, two words}.
function contexts.of(page, from, to)
  local left, left_two = page:beside(from, to, -1)
  local right, right_two = page:beside(from, to, 1)
  return { { "L " .. left, "L " .. left_two },
           { "R " .. right, "R " .. right_two } }
end

--- Starts to learn.
function contexts.new()
  return { total = 0, all = {}, types = {}, totals = {} }
end

local function add(counts, sides)
  for _, side in ipairs(sides) do
    increase(counts, side[1])
    increase(counts, side[2])
  end
end

--- Learns from one place.
-- @param kind the type of the known name there, or nil for a run
function contexts.learn(learned, sides, kind)
  learned.total = learned.total + 1
  add(learned.all, sides)
  if not kind then return end
  learned.types[kind] = learned.types[kind] or {}
  add(learned.types[kind], sides)
  increase(learned.totals, kind)
end

local function log_odds(share)
  return math.log(share / (1 - share))
end

--- How much a side speaks for a type.
-- @param own how often each context is that of the run in question, which
--   must not speak against itself
local function side_score(learned, kind, side, own)
  local prior = learned.totals[kind] / learned.total
  prior = math.min(math.max(prior, 1e-6), 1 - 1e-6)
  local share = prior
  for _, key in ipairs(side) do
    local hits = learned.types[kind][key] or 0
    local all = (learned.all[key] or 0) - (own and own[key] or 0)
    share = (hits + TRUST * share) / (all + TRUST)
  end
  return log_odds(math.min(share, 1 - 1e-6)) - log_odds(prior)
end

--- How much all places of a run speak for a type. Different contexts of a
-- side that agree count more than one of them, but not as much as all of
-- them; the same context counts once.
-- @param places an array of {sides =, triggered = {left, right}}: does a
--   phrase that the user names stand there?
function contexts.score(learned, kind, places, own)
  local sum = 0
  for i = 1, 2 do
    local known, side_sum, count = {}, 0, 0
    for _, place in ipairs(places) do
      local side = place.sides[i]
      if not known[side[2]] then
        local score = learned.types[kind]
          and side_score(learned, kind, side, own) or 0
        if place.triggered[i] then score = math.max(score, TRIGGER) end
        known[side[2]] = true
        side_sum, count = side_sum + score, count + 1
      end
    end
    sum = sum + side_sum / math.sqrt(count + 1)
  end
  return sum
end

--- The types that were learned, sorted.
function contexts.types(learned)
  local types = {}
  for kind in pairs(learned.totals) do types[#types + 1] = kind end
  table.sort(types)
  return types
end

--- What was learned of a type, for people to read.
-- @return an array of {type =, side = "left" or "right", text =, score =,
--   count =, all =}, the best first; contexts that were seen once are left
--   out
function contexts.list(learned, kind)
  local rows = {}
  for key, count in pairs(learned.types[kind]) do
    if count > 1 then
      local side, text = key:match("^(.) (.*)$")
      rows[#rows + 1] = {
        type = kind, side = side == "L" and "left" or "right", text = text,
        score = side_score(learned, kind, { key }), count = count,
        all = learned.all[key],
      }
    end
  end
  table.sort(rows, function(a, b)
    if a.score ~= b.score then return a.score > b.score end
    if a.side ~= b.side then return a.side < b.side end
    return a.text < b.text
  end)
  return rows
end

return contexts
