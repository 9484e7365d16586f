--- Events as records for programs and as a table for people.
--
--     for _, event in ipairs(viet.export.events(doc)) do
--       print(event.date, event.actors[1].name)
--     end
--     io.write(viet.export.jsonl(doc))
--     io.write(viet.export.table({doc}, {width = 120}))
--
-- Names, ranks and posts are given as they stand in the text. Of several
-- spellings of one name the fullest is taken, and from running text rather
-- than from a headline, which may be in capitals.

local core = require "viet.core"
local json = require "viet.json"
local news = require "viet.news"
local options = require "viet.options"
local text_table = require "viet.table"

local export = {}

--- Names --------------------------------------------------------------------

-- The layer that holds the mentions of an id.
local LAYERS = {
  person = "PERSON", country = "COUNTRY", place = "PLACE", org = "ORG",
  event = "NAMED_EVENT", document = "DOCUMENT", rank = "RANK", post = "POST",
}

local function layer_of(id)
  return LAYERS[id:match("^(%a+)/") or ""]
end

local function count_words(text)
  local _, spaces = text:gsub("[ \n\t]+", "")
  return spaces + 1
end

--- Is `a` the fuller of two spellings, that is, has it more words, or as
-- many and more letters?
local function is_fuller(a, b)
  local words_a, words_b = count_words(a), count_words(b)
  if words_a ~= words_b then return words_a > words_b end
  return #a > #b
end

local function is_running_text(doc, span)
  local zone = doc:zone_at(span.first)
  return zone == nil or zone == "lead" or zone == "body"
end

--- The fullest text of some spans, those in running text first; or nil.
local function find_fullest(doc, spans)
  local best, best_is_running
  for _, span in ipairs(spans) do
    local text, is_running = doc:text_of(span), is_running_text(doc, span)
    local is_better = best == nil or is_running and not best_is_running
      or is_running == best_is_running and is_fuller(text, best)
    if is_better then best, best_is_running = text, is_running end
  end
  return best
end

--- The spans of a layer in lists by one of their fields.
local function group_by(doc, layer, field)
  local groups = {}
  for span in doc:each(layer) do
    local key = span[field]
    if key then
      groups[key] = groups[key] or {}
      table.insert(groups[key], span)
    end
  end
  return groups
end

--- A document with what is looked up in it for each event, found once: its
-- mentions by layer and id, what each person holds, and the names and
-- persons described so far.
local function make_view(doc)
  return {
    doc = doc, mentions = {}, names = {}, persons = {},
    held = group_by(doc, "HOLDS", "person"),
  }
end

--- The spans of a layer with an id.
local function find_mentions(view, layer, id)
  local groups = view.mentions[layer] or group_by(view.doc, layer, "id")
  view.mentions[layer] = groups
  return groups[id] or {}
end

--- The most frequent text of some spans, of equals the first; or nil.
local function find_commonest(doc, spans)
  local counts, best = {}, nil
  for _, span in ipairs(spans) do
    local text = doc:text_of(span)
    counts[text] = (counts[text] or 0) + 1
  end
  for _, span in ipairs(spans) do
    local text = doc:text_of(span)
    if not best or counts[text] > counts[best] then best = text end
  end
  return best
end

--- The spans with an id in layers that are none of the news pack's.
local function find_others(view, id)
  if not view.others then
    view.others = {}
    for _, layer in ipairs(view.doc:layer_names()) do
      for span in view.doc:each(layer) do
        if span.id and not layer_of(tostring(span.id)) then
          view.others[span.id] = view.others[span.id] or {}
          table.insert(view.others[span.id], span)
        end
      end
    end
  end
  return view.others[id] or {}
end

--- How the text names an id, or nil. Of a country the commonest name is
-- taken: the fullest one is seldom the one that people use.
local function find_name(view, id)
  local layer = layer_of(id)
  local mentions = layer and find_mentions(view, layer, id)
    or find_others(view, id)
  if layer == "COUNTRY" then return find_commonest(view.doc, mentions) end
  return find_fullest(view.doc, mentions)
end

local regions  -- Vietnamese names of countries by ISO code, once needed

--- What to call an id that the text does not name: a country its Vietnamese
-- name (the text may only have spoken of its ministry), else the end of
-- the id.
local function name_unnamed(id)
  local code = id:match("^country/(.*)$")
  if code then
    regions = regions or core.regions("vi")
    return regions[code] or code
  end
  return id:match("[^/]*$")
end

--- An id and its name.
local function name_id(view, id)
  if not id then return nil end
  local name = view.names[id] or find_name(view, id) or name_unnamed(id)
  view.names[id] = name
  return { id = id, name = name }
end

--- Persons ------------------------------------------------------------------

--- The rank written right before a mention of a person, or nil.
local function rank_before(doc, person)
  local line = doc.lines[doc:line_at(person.first)]
  local ranks = doc:within("RANK", line.first, person.first - 1)
  local rank = ranks[#ranks]
  if not rank then return nil end
  local between = doc.text:sub(rank.last + 1, person.first - 1)
  local is_next = between:gsub("\194\160", " "):find("^%s*$")
  return is_next and doc:text_of(rank) or nil
end

--- A person's rank as the text writes it: right before the name, or anywhere
-- if some post of the person tells which rank it is.
local function find_rank(view, id)
  for _, person in ipairs(find_mentions(view, "PERSON", id)) do
    local rank = rank_before(view.doc, person)
    if rank then return rank end
  end
  for _, span in ipairs(view.held[id] or {}) do
    if span.rank then
      local name = "rank/" .. span.rank:gsub("^rank/", "")
      return find_fullest(view.doc, find_mentions(view, "RANK", name))
    end
  end
  return nil
end

--- A person's posts in order of text, each once, under its fullest name.
local function find_posts(view, id)
  local posts, known = {}, {}
  for _, span in ipairs(view.held[id] or {}) do
    if span.title then
      local key = span.title .. "\0" .. tostring(span.org)
      local text, post = view.doc:text_of(span), known[key]
      if not post then
        post = {
          text = text, title = span.title, org = span.org,
          former = span.former or false,
        }
        known[key], posts[#posts + 1] = post, post
      elseif is_fuller(text, post.text) then
        post.text = text
      end
    end
  end
  return posts
end

local function describe_person(view, id)
  local person = view.persons[id]
  if not person then
    person = name_id(view, id)
    person.rank, person.posts = find_rank(view, id), find_posts(view, id)
    view.persons[id] = person
  end
  return person
end

--- Events -------------------------------------------------------------------

local function text_span(doc, first, last)
  return { text = doc.text:sub(first, last), first = first, last = last }
end

local function find_sentence(doc, span)
  local sentence = span.sentence
  if sentence then return text_span(doc, sentence.first, sentence.last) end
  local first, last = doc:sentence_at(span.first)
  return text_span(doc, first or span.first, last or span.last)
end

local function name_of(doc)
  if doc.meta.path then return doc.meta.path:match("[^/]*$") end
  return doc.meta.name
end

--- What a span of any layer tells, without its actors.
local function describe_span(view, layer, span)
  local doc = view.doc
  return {
    doc = name_of(doc),
    path = doc.meta.path,
    line = doc:line_at(span.first),
    type = layer,
    id = span.id,
    trigger = text_span(doc, span.first, span.last),
    sentence = find_sentence(doc, span),
    date = span.date or span.value,
    place = name_id(view, span.place),
    object = name_id(view, span.object),
    assertion = span.assertion,
    rule = span.rule,
    origin = span.origin,
    lexicon = span.lexicon,
    sources = doc.meta.sources or {},
    published = doc.meta.published,
    actors = {},
    countries = {},
  }
end

local function describe_event(view, layer, span)
  local event = describe_span(view, layer, span)
  for _, id in ipairs(span.actors or {}) do
    local is_country = layer_of(id) == "COUNTRY"
    local list = is_country and event.countries or event.actors
    list[#list + 1] = is_country and name_id(view, id)
      or describe_person(view, id)
  end
  return event
end

--- Raises an error for what is no document.
local function check_document(doc)
  if type(doc) ~= "table" or type(doc.text) ~= "string" then
    error(("a document is expected (viet.document), not a %s")
      :format(type(doc)), 3)
  end
end

--- The events of a document, in order of text. Events of one person share
-- its table: do not change it.
-- @param doc     a document on which a pipeline ran
-- @param layers  names of the layers to take (default: the event layers of
--   the news pack); any layer will do, its spans being the triggers
-- @return an array of tables: `doc` (file name), `path`, `line`, `type`,
--   `trigger` and `sentence` ({text, first, last}, bytes from 1, both ends
--   inside), `actors` (persons: {id, name, rank, posts = {{text, title, org,
--   former}, ...}}), `countries` ({id, name}), `place` and `object` ({id,
--   name} or nil), `date`, `assertion` ("planned", ...), `id` (of a
--   span that is no event), `rule` and `origin` (the file and line of it),
--   `lexicon` (the line of a lexicon), `sources`, `published`
function export.events(doc, layers)
  check_document(doc)
  if layers ~= nil and type(layers) ~= "table" then
    error("layers are an array of names, not a " .. type(layers), 2)
  end
  local events, view = {}, make_view(doc)
  for _, layer in ipairs(layers or news.event_layers) do
    for span in doc:each(layer) do
      events[#events + 1] = describe_event(view, layer, span)
    end
  end
  table.sort(events, function(a, b)
    local s, t = a.trigger, b.trigger
    if s.first ~= t.first then return s.first < t.first end
    if s.last ~= t.last then return s.last > t.last end
    return a.type < b.type
  end)
  return events
end

--- JSON Lines ---------------------------------------------------------------

local function json_span(span)
  return json.object {
    { "text", span.text },
    { "start_byte", span.first - 1 },
    { "end_byte", span.last },
  }
end

local function json_name(named)
  return named and json.object { { "id", named.id }, { "name", named.name } }
end

local function json_post(post)
  return json.object {
    { "text", post.text }, { "title", post.title }, { "org", post.org },
    { "former", post.former },
  }
end

local function map(list, convert)
  local result = {}
  for i, element in ipairs(list) do result[i] = convert(element) end
  return result
end

local function json_person(person)
  return json.object {
    { "id", person.id }, { "name", person.name }, { "rank", person.rank },
    { "posts", map(person.posts, json_post) },
  }
end

local function json_event(event)
  return json.object {
    { "doc", event.doc },
    { "type", event.type },
    { "date", event.date },
    { "actors", map(event.actors, json_person) },
    { "countries", map(event.countries, json_name) },
    { "place", json_name(event.place) },
    { "object", json_name(event.object) },
    { "id", event.id },
    { "trigger", json_span(event.trigger) },
    { "sentence", json_span(event.sentence) },
    { "assertion", event.assertion },
    { "line", event.line },
    { "rule", event.rule },
    { "origin", event.origin },
    { "lexicon", event.lexicon },
    { "sources", event.sources },
    { "published", event.published },
    { "path", event.path },
  }
end

--- The events of a document as JSON Lines: one record on a line.
-- The fields are those of `export.events`, but positions are `start_byte`
-- and `end_byte`: bytes from 0 of the untouched file, half-open.
-- @param doc     a document on which a pipeline ran
-- @param layers  as for `export.events`
-- @return a string, empty if there are no events
function export.jsonl(doc, layers)
  local lines = {}
  for i, event in ipairs(export.events(doc, layers)) do
    lines[i] = json.encode(json_event(event)) .. "\n"
  end
  return table.concat(lines)
end

--- The table ----------------------------------------------------------------

local LEAST_WIDTH, DEFAULT_WIDTH = 60, 100
local GAP = 2
local UNKNOWN = "–"

--- The columns of the table: those of fixed width, and one for the persons
-- that takes what is left.
local function make_columns(width)
  local narrow = width < 90
  local side = narrow and 11 or 14
  local columns = {
    { title = "Date", width = 10 },
    { title = "Event", width = 6 },
    { title = "Who" },
    { title = "Countries", width = side },
    { title = "Place", width = side },
  }
  local used = GAP * (#columns - 1)
  for _, column in ipairs(columns) do used = used + (column.width or 0) end
  columns[3].width = width - used
  return columns
end

--- A date for its column: both ends of a span, one below the other, and
-- below them what the event is, if not simply told.
local function date_cell(event)
  local lines = { UNKNOWN }
  if event.date then
    local from, to = event.date:match("^(.-)/(.*)$")
    lines = from and { from, to } or { event.date }
  end
  if event.assertion ~= "asserted" then
    lines[#lines + 1] = event.assertion
  end
  return lines
end

--- The posts to show of a person: those held, or else those once held.
local function shown_posts(person)
  local held, former = {}, {}
  for _, post in ipairs(person.posts) do
    if post.former then
      former[#former + 1] = "nguyên " .. post.text
    else
      held[#held + 1] = post.text
    end
  end
  return #held > 0 and held or former
end

--- Rank, name and posts of a person; without posts if they are shown above.
local function person_line(person, shown)
  local name = person.name
  if person.rank then name = person.rank .. " " .. name end
  local posts = shown[person.id] and {} or shown_posts(person)
  shown[person.id] = true
  if #posts == 0 then return name end
  return name .. ", " .. table.concat(posts, ", ")
end

local function person_cell(event, shown)
  if #event.actors == 0 then return event.id or UNKNOWN end
  return map(event.actors, function(person)
    return person_line(person, shown)
  end)
end

local function country_cell(event)
  if #event.countries == 0 then return UNKNOWN end
  return map(event.countries, function(country) return country.name end)
end

--- Lines of a text with a bar before each, indented to a column.
local function add_block(lines, mark, text, indent, width)
  local room = width - indent - 2
  for i, line in ipairs(text_table.wrap(text, room)) do
    local bar = (i == 1 or mark == "│") and mark or " "
    lines[#lines + 1] = (" "):rep(indent) .. bar .. " " .. line
  end
end

--- A text on one line.
local function flatten(text)
  return (text:gsub("%s+", " "))
end

--- Adds the lines of one event, without its sentence. `shown` is the set of
-- persons whose posts stand above it.
local function add_event(lines, event, columns, indent, width, shown)
  local place = event.place and event.place.name or UNKNOWN
  local rows = text_table.lay_out({
    date_cell(event), event.type, person_cell(event, shown),
    country_cell(event), place,
  }, columns)
  for _, row in ipairs(rows) do lines[#lines + 1] = row end
  if event.object then
    add_block(lines, "→", flatten(event.object.name), indent, width)
  end
end

--- The lines of all events; those of one sentence stand together above it,
-- and there each person's posts are shown once.
local function event_lines(events, width)
  local columns, lines, shown = make_columns(width), {}, {}
  local indent = columns[1].width + columns[2].width + 2 * GAP
  for i, event in ipairs(events) do
    add_event(lines, event, columns, indent, width, shown)
    local after = events[i + 1]
    if not after or after.sentence.first ~= event.sentence.first then
      add_block(lines, "│", flatten(event.sentence.text), indent, width)
      lines[#lines + 1] = after and "" or nil
      shown = {}
    end
  end
  return lines
end

--- What stands above the events of a document: its name, day and sources,
-- and its title.
local function document_heading(doc, width)
  local facts = { name_of(doc) or "document" }
  facts[#facts + 1] = doc.meta.published
  for _, source in ipairs(doc.meta.sources or {}) do
    facts[#facts + 1] = source
  end
  local line = text_table.clip("── " .. table.concat(facts, " · "), width)
  local title = doc.meta.title
  if not title then return line .. "\n" end
  local text = flatten(doc:text_of(title))
  return ("%s\n   %s\n"):format(line, text_table.clip(text, width - 3))
end

local function clamp(width)
  return math.max(LEAST_WIDTH, width or DEFAULT_WIDTH)
end

--- The heading of the table.
-- @param width  columns of the terminal (default 100, at least 60)
-- @return a string of whole lines
function export.table_heading(width)
  local columns, rules = make_columns(clamp(width)), {}
  local titles = map(columns, function(column) return column.title end)
  for i, column in ipairs(columns) do rules[i] = ("─"):rep(column.width) end
  local lines = text_table.lay_out(titles, columns)
  lines[#lines + 1] = text_table.lay_out(rules, columns)[1]
  return table.concat(lines, "\n") .. "\n"
end

--- The part of the table that belongs to one document.
-- @param doc       a document on which a pipeline ran
-- @param settings  `width`: columns of the terminal; `layers`: as for
--   `export.events`
-- @return a string of whole lines, empty if the document has no events
function export.table_part(doc, settings)
  settings = options.check(settings, { "width", "layers" })
  local events = export.events(doc, settings.layers)
  if #events == 0 then return "" end
  local width = clamp(settings.width)
  return ("\n%s\n%s\n"):format(document_heading(doc, width),
    table.concat(event_lines(events, width), "\n"))
end

--- The table for people: date, type, persons with rank and post, countries,
-- place, and under them the document or event concerned (→) and the
-- sentence (│).
-- @param docs      an array of documents
-- @param settings  as for `export.table_part`
-- @return a string of whole lines
function export.table(docs, settings)
  if type(docs) ~= "table" or docs.text then
    error("an array of documents is expected", 2)
  end
  settings = options.check(settings, { "width", "layers" })
  local parts = { export.table_heading(settings.width) }
  for i, doc in ipairs(docs) do
    parts[i + 1] = export.table_part(doc, settings)
  end
  return table.concat(parts)
end

return export
