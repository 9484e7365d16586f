-- People in a folder of articles whose names no list has, the likeliest first,
-- with their number of places and one of them.
--   viet run examples/missing_names.lua articles
local viet = require "viet"

local known = viet.gazetteer {
  { type = "RANK", "Đại tướng", "Thượng tướng", "Trung tướng", "Thiếu tướng" },
  { type = "POST", "Bộ trưởng", "Thứ trưởng", "Đại sứ", "Tùy viên" },
  { type = "PERSON", "Phan Văn Giang", "Trần Đức Lâm", "Hoàng Văn Khải" },
}

local corpus = assert(viet.corpus.read(arg[1]))
local found = viet.gazetteer.suggest(corpus,
  { known = known, types = "PERSON", limit = 10, tokens = 4 })
for _, row in ipairs(found) do
  local span = row.spans[1]
  print(("%.1f\t%d\t%s\t%s[%s]%s"):format(row.score, row.count, row.name,
    span.left, span.text, span.right))
end
