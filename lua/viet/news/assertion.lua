--- The extractor that tells of each event whether it is planned or past.
-- What is only hoped for or denied is no event of the news pack at all.

local assertion = require "viet.assertion"
local news = require "viet.news"

-- Without dates, for "năm ngoái" and "ngày mai" tell something.
local names = {}
for _, layer in ipairs(news.mention_layers) do
  if layer ~= "DATE" then names[#names + 1] = layer end
end

return assertion {
  name = "news.assertion",
  layers = news.event_layers,
  names = names,
}
