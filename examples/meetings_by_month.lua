-- Counts meetings by country and month.
--   viet run examples/meetings_by_month.lua examples/corpus
local viet = require "viet"

local corpus, troubles = viet.corpus.read(arg[1], {
  pipeline = viet.news.pipeline(),
})
assert(corpus, troubles)

local counts = {}
for doc in corpus:each() do
  for meeting in doc:each "MEET" do
    local month = (meeting.date or doc.meta.published or "unknown"):sub(1, 7)
    for _, actor in ipairs(meeting.actors) do
      local country = actor:match "^country/(%u%u)$"
      if country and country ~= "VN" then
        local key = month .. "\t" .. country
        counts[key] = (counts[key] or 0) + 1
      end
    end
  end
end

local keys = {}
for key in pairs(counts) do keys[#keys + 1] = key end
table.sort(keys)
for _, key in ipairs(keys) do print(key, counts[key]) end
