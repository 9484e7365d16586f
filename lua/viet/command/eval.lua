--- viet eval: how good the extraction is, against gold annotations.

local baseline = require "viet.command.eval.baseline"
local differences = require "viet.command.eval.differences"
local evaluate = require "viet.evaluate"
local news = require "viet.news"
local options = require "viet.options"
local pipelines = require "viet.command.pipeline"
local read_cases = require "viet.command.eval.cases"
local render_json = require "viet.command.eval.json"

local command = {
  summary = "Score the extraction against gold annotations",
  usage = "viet eval [OPTION...] GOLD_DIR",
}

local DESCRIPTION = [[
GOLD_DIR holds articles, NAME.txt, and their annotations, NAME.gold.json.
Runs the news pipeline on each article and writes how much it finds:
precision, recall and F1 of mentions, dates, posts and events, and the
accuracy of zones and of the date of publication.]]

local EPILOG = [[
What counts as right:
   mentions   same span and type; linked ones the same id, too
   dates      same span and value
   posts      same person, title, organisation, former or not
   main text  title, lead, body and caption lines, against the rest
   events     loose: same type and at least half of all actors shared, or
              some and an overlapping trigger; strict: same type, actors,
              date and place

--show writes each difference before the table, in its place in the text:
missed (only gold has it), false (only the prediction has it), or what
differs (id, value, zone, actors, date, ...). TYPE is a mention or event
type, HOLDS for posts, or zone. Layers of extractors of your own count, too:
annotate their spans as mentions, or as events if they have actors.

--rules counts mentions, posts and events by type and by the rule that made
them. The recall of a rule is its share in all gold annotations of the type,
so the recalls of a type's rules add up. --lexicons does so by the line of a
lexicon that a mention rests on.

--baseline compares with a file that --save wrote: each annotation that became
right (gained), wrong (lost), or wrong in another way (changed), and the F1 of
before and now. The file holds predictions, so it outlives changes of gold.

An annotation that does not fit its text (a place outside, another text there)
is complained of, and the exit status is 1; it is scored all the same.

Examples:
   viet eval gold
   viet eval gold --show PERSON
   viet eval gold --save before.jsonl
   viet eval gold --with my_extractor.lua --baseline before.jsonl
   viet eval gold --predicted found]]

--- The types that --show takes, by upper-case name.
local function shown_types()
  local types = { ALL = "all", ZONE = "zone", HOLDS = "HOLDS" }
  for _, list in ipairs { news.mention_layers, news.event_layers } do
    for _, name in ipairs(list) do types[name] = name end
  end
  return types
end

--- Ends the command if --show names a type that neither the news pack nor
-- any article has.
local function check_type(session, wanted, cases)
  local known = shown_types()
  for _, case in ipairs(cases) do
    for _, record in ipairs { case.gold, case.predicted or {} } do
      for _, list in ipairs { record.mentions or {}, record.events or {} } do
        for _, annotation in ipairs(list) do
          known[annotation.type:upper()] = annotation.type
        end
      end
    end
  end
  if known[wanted:upper()] then return known[wanted:upper()] end
  session:fail(("bad type '%s' for --show (expected all, zone, HOLDS, %s, "
    .. "%s)\ntry 'viet eval --help'"):format(wanted,
    table.concat(news.mention_layers, ", "),
    options.list(news.event_layers)), 2)
end

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("GOLD_DIR", "Folder of NAME.txt and NAME.gold.json")
    :target("folder")
  parser:option("--predicted",
    "Score DIR/NAME.json instead of running the pipeline"):argname("DIR")
  parser:option("--show", "Write the differences (of one type)")
    :argname("[TYPE]")
  parser:flag("--rules", "Write precision and recall of each rule, too")
  parser:flag("--lexicons", "The same of each line of a lexicon")
  parser:option("--save", "Keep what was predicted, as a baseline")
    :argname("FILE")
  parser:option("--baseline", "Write what was gained and lost since --save")
    :argname("FILE")
  parser:option("--with", "Add the extractor that this file returns")
    :argname("FILE.lua"):count("*")
  pipelines.add_max_bytes(parser)
  parser:option("--format", "How to write the figures")
    :choices { "table", "json" }:default "table"
end

--- The type after --show may be left out; then the next word is no type.
function command.prepare(arguments)
  local types, prepared = shown_types(), {}
  for i, word in ipairs(arguments) do
    local after = arguments[i + 1]
    if word == "--show" then
      local is_type = after and (types[after:upper()]
        or after:find("^[%u_]+$") ~= nil)
      word = is_type and word or "--show=all"
    end
    prepared[i] = word
  end
  return prepared
end

--- Running ------------------------------------------------------------------

local function read(session, arguments)
  local run = {
    predicted = arguments.predicted, max_bytes = arguments.max_bytes,
  }
  if not run.predicted then
    run.pipeline, run.layers = pipelines.load(session, arguments.with)
  end
  return read_cases(session, arguments.folder, run)
end

local function score_cases(cases)
  local golds, predictions = {}, {}
  for i, case in ipairs(cases) do
    golds[i], predictions[i] = case.gold, case.predicted
  end
  return evaluate.score(golds, predictions)
end

local function show_differences(session, cases, wanted)
  local width = math.max(60, session:width())
  for _, case in ipairs(cases) do
    for _, difference in ipairs(differences.find(case, wanted)) do
      session:write(differences.render(case, difference, width) .. "\n")
    end
  end
end

local function write_report(session, arguments, cases, score)
  if arguments.show then
    show_differences(session, cases, arguments.show)
  end
  session:write(evaluate.report(score))
  if arguments.rules and #score.rules > 0 then
    session:write("\n" .. evaluate.report_rules(score))
  end
  if arguments.lexicons and #score.lexicons > 0 then
    session:write("\n" .. evaluate.report_lexicons(score))
  end
end

function command.run(session, arguments)
  local records = arguments.baseline
    and baseline.read(session, arguments.baseline)
  local cases = read(session, arguments)
  if #cases == 0 then return end
  if arguments.show then
    arguments.show = check_type(session, arguments.show, cases)
  end
  local score = score_cases(cases)
  local changes = records and baseline.compare(session, cases, records)
  if arguments.format == "json" then
    session:write(render_json(score, cases, arguments.show, changes))
  else
    write_report(session, arguments, cases, score)
    if changes then
      session:write("\n")
      baseline.write(session, cases, records, score, changes)
    end
  end
  if arguments.save then baseline.save(session, cases, arguments.save) end
end

return command
