--- Where the words of data/cues.tsv stand in a document.
--
--     local marks = cues.of(doc)
--     marks:find("HOPE", 12, 30)    --> the first wish in tokens 12 to 30
--     marks:fill("LINK", 8, 10)     --> are tokens 8 to 10 all such words?
--
-- A cue is a table with `first` and `last` (bytes), `from` and `to`
-- (tokens) and `id`. Its type says what it does to the names beside it.

local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"

local cues = {}

local Marks = {}
Marks.__index = Marks

local lexicon

--- The marks of each document, as long as the document lives.
local made = setmetatable({}, { __mode = "k" })

local function mark(doc)
  local marks = setmetatable({ starts = {}, ends = {}, inside = {} }, Marks)
  local options = { kind = "overlapping" }
  for first, last, id, kind in lexicon:matches(doc.tokens, options) do
    local cue = {
      first = first, last = last, id = id,
      from = doc.tokens:at(first), to = doc.tokens:at(last),
    }
    marks:add(kind, cue)
  end
  return marks
end

--- The marks of a document, found once.
function cues.of(doc)
  if not lexicon then
    lexicon = assert(gazetteer.read(data.path "cues.tsv"))
  end
  made[doc] = made[doc] or mark(doc)
  return made[doc]
end

--- A table in a table of tables, made if need be.
local function field(of, key)
  of[key] = of[key] or {}
  return of[key]
end

--- Notes a cue. Of several that start or end alike the longest is kept.
function Marks:add(kind, cue)
  local starts, ends = field(self.starts, kind), field(self.ends, kind)
  local inside = field(self.inside, kind)
  local other = starts[cue.from]
  if not other or other.to < cue.to then starts[cue.from] = cue end
  other = ends[cue.to]
  if not other or other.from > cue.from then ends[cue.to] = cue end
  for i = cue.from, cue.to do inside[i] = true end
end

--- The longest cue of a kind that starts at a token, or nil.
function Marks:starting(kind, token)
  return self.starts[kind] and self.starts[kind][token]
end

--- The longest cue of a kind that ends at a token, or nil.
function Marks:ending(kind, token)
  return self.ends[kind] and self.ends[kind][token]
end

--- The first cue of a kind that lies inside the tokens `from` to `to`.
function Marks:find(kind, from, to)
  local starts = self.starts[kind]
  if not starts then return nil end
  for i = from, to do
    if starts[i] and starts[i].to <= to then return starts[i] end
  end
  return nil
end

--- Is each of the tokens part of a cue of that kind? True of no tokens.
function Marks:fill(kind, from, to)
  local inside = self.inside[kind] or {}
  for i = from, to do
    if not inside[i] then return false end
  end
  return true
end

return cues
