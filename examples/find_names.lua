-- Finds the names of a list in a text, however they are spelled there.
--   viet run examples/find_names.lua article.txt
local viet = require "viet"

local names = viet.gazetteer {
  { id = "person/phan-van-giang", type = "PERSON", "Phan Văn Giang" },
  { id = "place/dien-bien-phu", type = "PLACE", "Điện Biên Phủ" },
  { id = "org/mod-vn", type = "ORG", "Bộ Quốc phòng", "BQP", level = "toneless" },
}

local file = assert(io.open(arg[1], "rb"))
local text = file:read "*a"
file:close()

for first, last, id, _, _, level in names:matches(text) do
  print(first, last, id, level, text:sub(first, last))
end
