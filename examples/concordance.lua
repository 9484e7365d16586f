-- Concordance (KWIC) of a phrase, in columns.
--   viet run examples/concordance.lua examples/corpus "bản ghi nhớ"
local viet = require "viet"

local corpus = assert(viet.corpus.read(arg[1]))

-- Vietnamese letters are not one byte wide: viet.width counts columns.
local function pad_left(text, columns)
  return (" "):rep(columns - viet.width(text)) .. text
end

for hit in corpus:kwic(arg[2], { tokens = 5 }) do
  print(pad_left(hit.left, 40) .. "[" .. hit.text .. "]" .. hit.right)
end
