--- Sets of rules of which the later ones read what the earlier ones found.
--
--     stage.rules = cascade.new("my.stage", {
--       { rules = scene_rules, where = function(doc) return layers, inside end },
--       { rules = event_rules, where = function(doc) ... end },
--     })
--     for first, last, captures, rule in cascade.matches(scene_rules, doc,
--         layers, inside) do ... end
--
-- An extractor that has such rules and runs them itself is profiled and
-- explained like any other. So are sets that many ask for what they find, once
-- for each document: they are told as those of one extractor.

local cascade = {}

local origin = require "viet.origin"

local Cascade = {}
Cascade.__index = Cascade

--- Of each set the `extractor` whose rules they are, and how many of those
-- stand before it (`offset`).
local places = setmetatable({}, { __mode = "k" })

--- The matches of a set, told to whoever measures.
-- @param set     what viet.patterns or viet.news.rules made, of a cascade
-- @param doc     the document that is read
-- @param layers  what is searched in: the document, or what stands for it
-- @param inside  spans in which matches lie, or nil
-- @return an iterator, as that of viet.patterns
function cascade.matches(set, doc, layers, inside)
  local watch, place = doc.watch, places[set]
  -- another extractor may be the first that asks, in a pipeline without this
  if not watch or not place or not watch.knows(place.extractor) then
    doc.searching = set:matches(layers, { inside = inside })
    return doc.searching
  end
  local all, mine = watch.efforts(place.extractor), {}
  local offset = 3 * place.offset
  local iterate = set:matches(layers, { inside = inside, efforts = mine })
  doc.searching = iterate
  for i, effort in ipairs(mine) do
    for k = #all + 1, offset + i do all[k] = 0 end
    all[offset + i] = all[offset + i] + effort
  end
  return function()
    local first, last, captures, rule, from, to = iterate()
    if rule then watch.match(place.extractor, rule, false, 0) end
    return first, last, captures, rule, from, to
  end
end

--- The rules of all sets, as those of viet.patterns.
function Cascade:rules() return self.list end

--- Tells how far a rule gets, as viet.patterns does.
function Cascade:explain(doc, position, settings)
  local set = self.set_of[settings.rule]
  local layers, inside = set.where(doc)
  return set.rules:explain(layers, position, { rule = settings.rule,
    last = settings.last, inside = inside })
end

--- The document itself, anywhere: where most sets are searched.
function cascade.anywhere(doc) return doc end

--- Makes a cascade.
-- @param name  of the extractor
-- @param sets  tables with `rules` (what viet.patterns made) and `where`, a
--   function of a document that returns what the rules search in, and inside
--   of which spans
-- @return what an extractor has as its `rules`
function cascade.new(name, sets)
  local self = setmetatable({ list = {}, set_of = {} }, Cascade)
  local by_name = {}
  for _, set in ipairs(sets) do
    places[set.rules] = { extractor = name, offset = #self.list }
    for _, rule in ipairs(set.rules:rules()) do
      self.list[#self.list + 1] = rule
      self.set_of[rule.name] = set
      by_name[rule.name] = {
        name = rule.name, origin = origin.of_path(rule.source),
      }
    end
  end
  return { patterns = self, by_name = by_name }
end

return cascade
