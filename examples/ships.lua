-- An extractor of one's own: ships ("tàu HMAS Anzac").
--   viet run examples/ships.lua examples/corpus
local viet = require "viet"

local ships = viet.extractor {
  name = "ships",
  needs = { "zone" },
  gives = { "SHIP" },
  run = function(doc)
    local tokens = doc.tokens
    for i = 1, #tokens - 2 do
      local last = i + 1
      if tokens:key(i) == "tàu" and tokens:shape(last) == "upper" then
        while last < #tokens and tokens:shape(last + 1) == "title" do
          last = last + 1
        end
        local _, stop = tokens:span(last)
        doc:add("SHIP", { first = (tokens:span(i + 1)), last = stop })
      end
    end
  end,
}

local pipeline = viet.news.pipeline():with(ships)
local corpus = assert(viet.corpus.read(arg[1], { pipeline = pipeline }))
for _, row in ipairs(corpus:tally("SHIP", function(s, d) return d:text_of(s) end)) do
  print(row.count, row.key)
end
