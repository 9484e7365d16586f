--- The news pack: from a crawled page to who met whom.
--
--     local doc = viet.news.pipeline():run(viet.document(text))
--     for meeting in doc:each "MEET" do print(meeting.date) end
--
-- Each extractor is a module of its own. Their words are in data/*.tsv.

local pipeline = require "viet.pipeline"

local news = {}

--- The layers whose spans are mentions, as the annotation guidelines list
-- them. DATE has values instead of ids.
news.mention_layers = {
  "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE", "NAMED_EVENT",
  "DOCUMENT", "DATE",
}

--- The layers whose spans are events; a span is the event's trigger.
news.event_layers = { "MEET", "VISIT", "SIGN", "ATTEND" }

--- The extractors' modules. What each needs and gives orders them.
local names = {
  "zones", "dates", "head", "documents", "named_events", "organisations",
  "countries", "posts", "ranks", "places", "people", "dates_inside", "ids",
  "holds", "events", "assertion",
}

--- The pipeline from zones to events, made once.
-- @return a pipeline; give it an extractor of your own with
--   `viet.news.pipeline():with(mine)`
function news.pipeline()
  if not news.made then
    local extractors = {}
    for i, name in ipairs(names) do
      extractors[i] = require("viet.news." .. name)
    end
    news.made = pipeline(extractors)
  end
  return news.made
end

return news
