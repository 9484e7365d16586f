-- An extractor of one's own: ships ("tàu HMAS Anzac"), and who sent them.
--   viet run examples/ships.lua examples/corpus
local viet = require "viet"

local ships = viet.extractor {
  name = "ships",
  needs = { "zone", "COUNTRY" },
  gives = { "SHIP" },
  run = function(doc)
    local tokens = doc.tokens
    for i = 1, #tokens - 2 do
      local is_ship = tokens:key(i) == "tàu" and tokens:shape(i + 1) == "upper"
      if is_ship and tokens:shape(i + 2) ~= "lower" then
        local first = tokens:span(i + 1)
        local _, last = tokens:span(i + 2)
        doc:add("SHIP", { first = first, last = last })
      end
    end
  end,
}

local pipeline = viet.news.pipeline():with(ships)
local corpus = assert(viet.corpus.read(arg[1], { pipeline = pipeline }))
for _, row in ipairs(corpus:tally("SHIP", function(s, d) return d:text_of(s) end)) do
  print(row.count, row.key)
end
