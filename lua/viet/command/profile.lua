--- viet profile: where the time of the pipeline goes.

local files = require "viet.command.io"
local json = require "viet.json"
local pipelines = require "viet.command.pipeline"
local profile = require "viet.profile"

local command = {
  summary = "Show how long each stage of the pipeline takes",
  usage = "viet profile [OPTION...] [FILE...]",
}

local DESCRIPTION = [[
Runs the news pipeline, and extractors of your own, on articles and writes how
long each stage took, its share of all, the speed it alone would have, and how
many spans it made; then for each rule of extractors that have rules the time it
took, that of its action in it, how often it was tried, the steps of its tries,
its matches, and how many of them its action rejected. Times are of the
processor.]]

local EPILOG = [[
Examples:
   viet profile articles/*.txt
   viet profile --with my_extractor.lua --repeat 10 article.txt]]

--- A whole number from 1, or nil and a message.
local function to_count(word)
  local number = word:find("^%d+$") and tonumber(word)
  if number and number >= 1 and number <= 1000000 then return number end
  return nil, ("bad number '%s' (expected 1 to 1000000)"):format(word)
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("FILE", "Articles to read (default: standard input)")
    :target("files"):args("*")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  parser:option("--repeat", "Run all articles so many times")
    :target("times"):argname("N"):default("1"):convert(to_count)
  parser:option("--format", "How to write the figures")
    :choices { "table", "json" }:default "table"
  pipelines.add_max_bytes(parser)
end

--- The texts of all inputs.
local function read_articles(session, arguments)
  local articles = {}
  for file, name, path in session:inputs(arguments.files) do
    local text, message = files.read_all(file, name, arguments.max_bytes,
      "--max-bytes")
    if text then
      articles[#articles + 1] = { name = name, path = path, text = text }
    else
      session:complain(message)
    end
  end
  return articles
end

--- Runs one article; false if it failed, which is told.
local function run_article(session, run, article)
  local done, doc, message = pcall(run.profile.run, run.profile, run.pipeline,
    article.text, pipelines.meta(article.path))
  if done and doc then return true end
  local trouble = done and message or doc
  if files.is_interruption(trouble) then error(trouble, 0) end
  session:complain(("%s: %s"):format(article.name, tostring(trouble)))
  return false
end

local function to_json(result)
  local stages = {}
  for i, stage in ipairs(result.stages) do
    stages[i] = json.object { { "name", stage.name },
      { "seconds", stage.seconds }, { "spans", stage.spans } }
  end
  local rules = {}
  for i, rule in ipairs(result.rules) do
    rules[i] = json.object { { "name", rule.name },
      { "extractor", rule.extractor }, { "matches", rule.matches },
      { "rejected", rule.rejected }, { "tries", rule.tries },
      { "steps", rule.steps }, { "seconds", rule.seconds },
      { "action_seconds", rule.action } }
  end
  return json.pretty(json.object {
    { "documents", result.documents }, { "bytes", result.bytes },
    { "seconds", result.seconds }, { "stages", stages },
    { "rules", rules },
  })
end

function command.run(session, arguments)
  local run = { profile = profile.new() }
  run.pipeline = pipelines.load(session, arguments.with)
  local articles = read_articles(session, arguments)
  for _ = 1, arguments.times do
    local left = {}  -- those that did not fail
    for _, article in ipairs(articles) do
      if run_article(session, run, article) then left[#left + 1] = article end
    end
    articles = left
  end
  if arguments.format == "json" then
    session:write(to_json(run.profile))
  elseif run.profile.documents > 0 then
    session:write(run.profile:report())
    local rules = run.profile:report_rules()
    if rules ~= "" then session:write("\n" .. rules) end
  end
end

return command
