--- What the news pipeline found, kept, so that an extractor can be run on it
-- again and again.

local document = require "viet.document"
local news = require "viet.news"
local pipelines = require "viet.command.pipeline"

local snapshot = {}

--- A copy of a document as far as extractors change it: its layers, the
-- spans in them, and its meta.
local function copy(doc)
  local other = setmetatable({}, getmetatable(doc))
  for name, value in pairs(doc) do other[name] = value end
  other.layers, other.meta = {}, {}
  for name, value in pairs(doc.meta) do other.meta[name] = value end
  for layer in pairs(doc.layers) do
    local spans = {}
    for i, span in ipairs(doc:layer(layer)) do
      local fields = {}
      for name, value in pairs(span) do fields[name] = value end
      spans[i] = fields
    end
    other.layers[layer] = { spans = spans, hint = 0 }
  end
  return other
end

--- The number of extractors at the end of a pipeline that are new: not of the
-- news pack. Those before them give the same result each time.
local function count_new(pipeline)
  local is_old, count = {}, 0
  for _, one in ipairs(news.pipeline()) do is_old[one] = true end
  for i = #pipeline, 1, -1 do
    if is_old[pipeline[i]] then break end
    count = count + 1
  end
  return count
end

--- A pipeline of some of the extractors of another, in the same order.
local function slice(pipeline, from, to)
  local part = setmetatable({ given = {} }, getmetatable(pipeline))
  for i = from, to do part[#part + 1] = pipeline[i] end
  return part
end

--- The document of an article after the first part of the pipeline, made once
-- for each text.
local function find_base(bases, first_part, article)
  local key = #first_part .. ":" .. article.name
  local base = bases[key]
  if base and base.text == article.text then return base end
  local doc, message = document(article.text, pipelines.meta(article.path))
  if not doc then return nil, message end
  bases[key] = first_part:run(doc)
  return doc
end

local function run_article(bases, parts, article)
  local base, message = find_base(bases, parts[1], article)
  if not base then return nil, message end
  return parts[2]:run(copy(base))
end

--- Runs the extractors of a trial on articles.
-- @param bases     a table that keeps documents from one call to the next
-- @param mine      `pipeline`: the news pipeline with the extractors
-- @param articles  an array of {name =, path =, text =}
-- @param complain  is called with a message for each that fails
-- @return an array of documents
function snapshot.run(bases, mine, articles, complain)
  local pipeline, docs = mine.pipeline, {}
  local old = #pipeline - count_new(pipeline)
  if old ~= #news.pipeline() then old = 0 end  -- one of mine runs among them
  local parts = { slice(pipeline, 1, old),
    slice(pipeline, old + 1, #pipeline) }
  for _, article in ipairs(articles) do
    local done, doc, message = pcall(run_article, bases, parts, article)
    if done and doc then
      docs[#docs + 1] = doc
    elseif not done and tostring(doc):find("interrupted!$") then
      error(doc, 0)
    else
      complain(("%s: %s"):format(article.name,
        tostring(done and message or doc)))
    end
  end
  return docs
end

return snapshot
