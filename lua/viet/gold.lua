--- Annotations as JSON: the format that `viet extract --format gold` writes
-- and `viet eval` reads.
--
--     {"doc": "NAME.txt", "title": {"start": 0, "end": 80},
--      "published": "2025-05-05", "sources": [], "bylines": [],
--      "zones": [{"line": 1, "zone": "title"}],
--      "mentions": [{"start": 0, "end": 9, "text": "...", "type": "PERSON",
--                    "id": "person/..."}],
--      "posts": [{"person": "person/...", "rank": "general",
--                 "title": "minister", "org": "org/...", "former": false}],
--      "dates": [{"start": 0, "end": 3, "text": "5-5",
--                 "value": "2025-05-05"}],
--      "events": [{"type": "MEET",
--                  "trigger": {"start": 0, "end": 3, "text": "..."},
--                  "actors": ["person/...", "country/KZ"],
--                  "place": "place/...", "date": "2025-05-05",
--                  "object": null}]}
--
-- Positions in the file are bytes from 0, half-open; those of a document
-- are bytes from 1, both ends inside. A *record* is this object as a Lua
-- table, with its own positions; null is nil there.

local document = require "viet.document"
local json = require "viet.json"
local news = require "viet.news"

local gold = {}

--- Reading ------------------------------------------------------------------

-- What a record must hold for the rest of viet to rely on: each field and
-- its type, or for an array of objects the fields of one object. A question
-- mark allows null. A place is a whole number from 0.
local SCHEMA = {
  { "title", "span?" }, { "published", "string?" },
  { "sources", "strings" }, { "bylines", "strings" },
  { "zones", { { "line", "place" }, { "zone", "string" } } },
  { "mentions", {
    { "start", "place" }, { "end", "place" }, { "type", "string" },
    { "id", "string?" },
  } },
  { "posts", {
    { "person", "string" }, { "rank", "string?" }, { "title", "string?" },
    { "org", "string?" }, { "former", "boolean?" },
  } },
  { "dates", {
    { "start", "place" }, { "end", "place" }, { "value", "string?" },
  } },
  { "events", {
    { "type", "string" }, { "trigger", "span?" }, { "actors", "strings?" },
    { "place", "string?" }, { "date", "string?" }, { "object", "string?" },
  } },
}
local LISTS = { "sources", "bylines", "zones", "mentions", "posts", "dates",
  "events" }

local MOST = 2 ^ 53

local function is_place(value)
  return type(value) == "number" and value >= 0 and value < MOST
    and value % 1 == 0
end

local checks = {
  place = is_place,
  strings = function(value)
    if type(value) ~= "table" then return false end
    for _, element in ipairs(value) do
      if type(element) ~= "string" then return false end
    end
    return next(value) == nil or value[1] ~= nil
  end,
  span = function(value)
    return type(value) == "table" and is_place(value.start)
      and is_place(value["end"])
  end,
}

--- Does a value have the type that the schema names?
local function has_type(value, wanted)
  local kind, optional = wanted:match("^(%a+)(%??)$")
  if value == nil then return optional == "?" end
  if checks[kind] then return checks[kind](value) end
  return type(value) == kind
end

--- The first fault in an array of objects, or nil.
local function find_fault_in_list(list, wanted, name)
  if type(list) ~= "table" or (next(list) ~= nil and list[1] == nil) then
    return ("'%s' is not an array"):format(name)
  end
  for i, object in ipairs(list) do
    if type(object) ~= "table" then
      return ("%s[%d] is not an object"):format(name, i - 1)
    end
    for _, field in ipairs(wanted) do
      if not has_type(object[field[1]], field[2]) then
        return ("%s[%d] has no good '%s'"):format(name, i - 1, field[1])
      end
    end
  end
  return nil
end

--- The first fault of a record, or nil.
local function find_fault(record)
  if type(record) ~= "table" or record == json.null or record[1] ~= nil then
    return "not an object"
  end
  for _, field in ipairs(SCHEMA) do
    local name, wanted, fault = field[1], field[2], nil
    if type(wanted) == "table" then
      fault = find_fault_in_list(record[name], wanted, name)
    elseif not has_type(record[name], wanted) then
      fault = ("'%s' is missing or has the wrong type"):format(name)
    end
    if fault then return fault end
  end
  return nil
end

--- A record from JSON.
-- Lists that are left out are empty.
-- @param text  the JSON of one document
-- @return the record, or nil and a message
-- @usage record = gold.decode(file:read("*a"))
function gold.decode(text)
  local record, message = json.decode(text)
  if record == nil then return nil, message end
  if type(record) == "table" and record ~= json.null then
    for _, name in ipairs(LISTS) do
      if record[name] == nil then record[name] = {} end
    end
  end
  local fault = find_fault(record)
  if fault then return nil, "not an annotation: " .. fault end
  return record
end

local function read_file(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, "cannot open " .. message end
  local text, trouble = file:read("*a")
  file:close()
  if not text then return nil, ("cannot read %s: %s"):format(path, trouble) end
  return text
end

--- A record from a file.
-- @return the record, or nil and a message that names the file
-- @usage record = gold.load("articles/001.gold.json")
function gold.load(path)
  local text, message = read_file(path)
  if not text then return nil, message end
  local record, trouble = gold.decode(text)
  if not record then return nil, ("%s: %s"):format(path, trouble) end
  return record
end

--- From a record to a document ----------------------------------------------

local function add_zones(doc, record)
  for _, zone in ipairs(record.zones) do
    local line = doc.lines[zone.line]
    if not line or line.last < line.first then
      return ("a zone for line %s, which does not exist or is empty")
        :format(tostring(zone.line))
    end
    doc:add("zone", {
      first = line.first, last = line.last, id = zone.zone,
      line = zone.line, rule = "gold", origin = record.path,
    })
  end
  return nil
end

--- Adds a span of the record to a layer; nil and a message where it is not
-- inside the text.
local function add_span(doc, record, layer, span, fields)
  local first, last = span.start + 1, span["end"]
  if first < 1 or last < first or last > #doc.text then
    return nil, ("%s from %s to %s is outside the text (0 to %d)"):format(
      layer, tostring(span.start), tostring(span["end"]), #doc.text)
  end
  fields.first, fields.last = first, last
  fields.rule, fields.origin = "gold", record.path
  return doc:add(layer, fields)
end

local function add_mentions(doc, record)
  local values = {}
  for _, date in ipairs(record.dates) do
    values[date.start .. ":" .. date["end"]] = date.value
  end
  for _, mention in ipairs(record.mentions) do
    local fields = { id = mention.id }
    if mention.type == "DATE" then
      fields.value = values[mention.start .. ":" .. mention["end"]]
    end
    local _, fault = add_span(doc, record, mention.type, mention, fields)
    if fault then return fault end
  end
  return nil
end

--- Is a POST's id one that a title gives: minister of minister-of-defence,
-- member of politburo-member?
local function fits_title(id, title)
  local name = id and id:match("^post/(.*)")
  if not name then return false end
  return name == title or name:sub(1, #title + 1) == title .. "-"
    or name:sub(-#title - 1) == "-" .. title
end

--- Is an organisation or country inside a POST the one of the post:
-- "org/mod-la" or "country/LA" for org/mod-la?
local function fits_org(id, org)
  local country = id:match("^country/(.*)$")
  return id == org
    or country ~= nil and org:sub(-3) == "-" .. country:lower()
end

--- What a POST names inside: true if it is the post's organisation or its
-- country, false if it is another, nil if it names none.
local function names_org(doc, span, org)
  local answer
  for _, layer in ipairs { "ORG", "COUNTRY" } do
    for _, inside in ipairs(doc:within(layer, span.first, span.last)) do
      answer = answer or fits_org(inside.id or "", org or "")
    end
  end
  return answer
end

--- The spans that can stand for a post: the POST with its title and no other
-- organisation inside, or the RANK where only a rank is stated.
local function find_post_spans(doc, post)
  local found = {}
  for span in doc:each(post.title and "POST" or "RANK") do
    local fits
    if post.title then
      fits = fits_title(span.id, post.title)
        and names_org(doc, span, post.org) ~= false
    else
      fits = span.id == "rank/" .. tostring(post.rank)
    end
    if fits then found[#found + 1] = span end
  end
  return found
end

--- Bytes between two spans; spans on one line are nearer than any others.
local function distance(doc, a, b)
  local gap = a.first < b.first and b.first - a.last or a.first - b.last
  local same_line = doc:line_at(a.first) == doc:line_at(b.first)
  return same_line and gap or gap + #doc.text
end

--- The span of a post nearest to a mention of its holder; the holder's first
-- mention where the post is written nowhere.
local function find_holding(doc, post)
  local spans, best, least, mention = find_post_spans(doc, post)
  for person in doc:each("PERSON") do
    if person.id == post.person then
      mention = mention or person
      for _, span in ipairs(spans) do
        local gap = distance(doc, span, person)
        if not least or gap < least then best, least = span, gap end
      end
    end
  end
  return best or mention
end

local function add_posts(doc, record)
  for _, post in ipairs(record.posts) do
    local span = find_holding(doc, post)
    if span then
      doc:add("HOLDS", {
        first = span.first, last = span.last, person = post.person,
        rank = post.rank, title = post.title, org = post.org,
        former = post.former or false, rule = "gold", origin = record.path,
      })
    end
  end
end

local function add_events(doc, record)
  for _, event in ipairs(record.events) do
    local trigger = event.trigger or { start = -1, ["end"] = -1 }
    local span, fault = add_span(doc, record, event.type, trigger, {
      actors = event.actors or {}, place = event.place, date = event.date,
      object = event.object,
    })
    if not span then return fault end
    local first, last = doc:sentence_at(span.first)
    if first then span.sentence = { first = first, last = last } end
  end
  return nil
end

local function fill(doc, record)
  local fault = add_zones(doc, record) or add_mentions(doc, record)
  if fault then return fault end
  add_posts(doc, record)
  fault = add_events(doc, record)
  if fault then return fault end
  local title = record.title
  doc.meta.title = title
    and { first = title.start + 1, last = title["end"] } or nil
  doc.meta.published = record.published
  doc.meta.sources, doc.meta.bylines = record.sources, record.bylines
  return nil
end

--- The path of the text that an annotation belongs to:
-- "x/001.gold.json" and "x/001.json" belong to "x/001.txt".
function gold.text_path(path)
  return (path:gsub("%.json$", ""):gsub("%.gold$", "")) .. ".txt"
end

--- A document with the layers that an annotation file gives it: zone, the
-- mentions (PERSON ... DATE with its `value`), HOLDS, MEET, VISIT, SIGN and
-- ATTEND, and meta.title, published, sources and bylines, as the news
-- pipeline would fill them. The rule of each span is "gold", its origin the
-- annotation. Of a post the annotation tells no place; its HOLDS span is the
-- nearest fitting POST or RANK.
-- @param path       the annotation
-- @param text_path  the text; default: `gold.text_path(path)`
-- @return the document, or nil and a message that names the file
-- @usage for span in gold.read("001.gold.json"):each "MEET" do ... end
function gold.read(path, text_path)
  text_path = text_path or gold.text_path(path)
  local record, message = gold.load(path)
  if not record then return nil, message end
  local text, trouble = read_file(text_path)
  if not text then return nil, trouble end
  local name = text_path:match("[^/]*$"):gsub("%.[^.]*$", "")
  local doc, fault = document(text, { name = name, path = text_path })
  if not doc then return nil, ("%s: %s"):format(text_path, fault) end
  record.path = path
  fault = fill(doc, record)
  if fault then return nil, ("%s: %s"):format(path, fault) end
  return doc
end

--- From a document to a record ----------------------------------------------

local function to_span(doc, span)
  return {
    start = span.first - 1, ["end"] = span.last, text = doc:text_of(span),
  }
end

local function is_before(a, b)
  if a.start ~= b.start then return a.start < b.start end
  return a["end"] > b["end"]
end

local function make_mention(doc, layer, span)
  local mention = to_span(doc, span)
  mention.type, mention.rule, mention.lexicon = layer, span.rule, span.lexicon
  if layer ~= "DATE" then mention.id = span.id end
  mention.value = span.value
  return mention
end

--- The layers of one's own among some: not those that a record has anyway.
local function own_layers(layers)
  local own, known = {}, { zone = true, HOLDS = true }
  for _, list in ipairs { news.mention_layers, news.event_layers } do
    for _, layer in ipairs(list) do known[layer] = true end
  end
  for _, layer in ipairs(layers or {}) do
    if not known[layer] then own[#own + 1] = layer end
    known[layer] = true
  end
  return own
end

--- Has a layer events, spans with actors?
local function has_events(doc, layer)
  local first = doc:layer(layer)[1]
  return first ~= nil and first.actors ~= nil
end

--- The mentions in order of text. Where layers of the guidelines claim one
-- span, the layer that they list first keeps it. A layer of one's own holds
-- mentions if its spans have no actors.
local function collect_mentions(doc, own)
  local mentions, taken = {}, {}
  for _, layer in ipairs(news.mention_layers) do
    for span in doc:each(layer) do
      local place = span.first .. ":" .. span.last
      if not taken[place] then
        mentions[#mentions + 1] = make_mention(doc, layer, span)
        taken[place] = true
      end
    end
  end
  for _, layer in ipairs(own) do
    for span in doc:each(layer) do
      if not has_events(doc, layer) then
        mentions[#mentions + 1] = make_mention(doc, layer, span)
      end
    end
  end
  table.sort(mentions, is_before)
  return mentions
end

local function collect_dates(mentions)
  local dates = {}
  for _, mention in ipairs(mentions) do
    if mention.type == "DATE" and mention.value then
      dates[#dates + 1] = {
        start = mention.start, ["end"] = mention["end"],
        text = mention.text, value = mention.value, rule = mention.rule,
      }
    end
  end
  return dates
end

local function collect_zones(doc)
  local zones = {}
  for span in doc:each("zone") do
    zones[#zones + 1] = {
      line = span.line or doc:line_at(span.first), zone = span.id,
    }
  end
  return zones
end

--- A key of values of which some may be nil.
local function join(...)
  local parts = {}
  for i = 1, select("#", ...) do
    parts[i] = tostring((select(i, ...)))
  end
  return table.concat(parts, "\0")
end

--- The persons of whom some title is known.
local function find_titled(doc)
  local titled = {}
  for span in doc:each("HOLDS") do
    titled[span.person] = titled[span.person] or span.title ~= nil
  end
  return titled
end

--- One post for each person, title and organisation, in order of text. A
-- rank alone makes one only where its holder has no title; a rank that only
-- a later mention states is added to the post.
local function collect_posts(doc)
  local posts, known, titled = {}, {}, find_titled(doc)
  for span in doc:each("HOLDS") do
    local key = join(span.person, span.title, span.org)
    local rank = span.rank and span.rank:gsub("^rank/", "")
    local post = known[key]
    if post then
      post.rank = post.rank or rank
    elseif span.title or not titled[span.person] then
      post = {
        person = span.person, rank = rank, title = span.title,
        org = span.org, former = span.former or false, rule = span.rule,
      }
      posts[#posts + 1] = post
      known[key] = post
    end
  end
  return posts
end

--- Adds the events of a layer, each once.
local function add_layer_events(doc, layer, events, known)
  for span in doc:each(layer) do
    local actors = span.actors or {}
    local key = join(layer, table.concat(actors, " "), span.place,
      span.date, span.object)
    if not known[key] then
      known[key] = true
      events[#events + 1] = {
        type = layer, trigger = to_span(doc, span), actors = actors,
        place = span.place, date = span.date, object = span.object,
        rule = span.rule,
      }
    end
  end
end

--- The events in order of text, each once.
local function collect_events(doc, own)
  local events, known = {}, {}
  for _, layer in ipairs(news.event_layers) do
    add_layer_events(doc, layer, events, known)
  end
  for _, layer in ipairs(own) do
    if has_events(doc, layer) then
      add_layer_events(doc, layer, events, known)
    end
  end
  table.sort(events, function(a, b)
    if a.trigger.start ~= b.trigger.start then
      return a.trigger.start < b.trigger.start
    end
    return a.type < b.type
  end)
  return events
end

--- The file name that an annotation gives as "doc".
local function name_of(meta)
  if meta.path then return meta.path:match("[^/]*$") end
  return meta.name and meta.name .. ".txt" or nil
end

--- The record of a document. Mentions, dates, posts and events also carry
-- the `rule` that made them, and mentions the line of the `lexicon` that they
-- rest on, which `gold.write` leaves out.
-- @param layers  an array of layers of one's own that belong to it, or nil;
--   spans with `actors` are events, others mentions
-- @return a table as the format has it, positions from 0, half-open
function gold.record(doc, layers)
  local own = own_layers(layers)
  local mentions = collect_mentions(doc, own)
  local title = doc.meta.title
  return {
    doc = name_of(doc.meta),
    title = title
      and { start = title.first - 1, ["end"] = title.last } or nil,
    published = doc.meta.published,
    sources = doc.meta.sources or {},
    bylines = doc.meta.bylines or {},
    zones = collect_zones(doc),
    mentions = mentions,
    posts = collect_posts(doc),
    dates = collect_dates(mentions),
    events = collect_events(doc, own),
  }
end

--- Writing ------------------------------------------------------------------

--- An ordered object of some fields of a table.
local function pick(from, names)
  local fields = {}
  for i, name in ipairs(names) do fields[i] = { name, from[name] } end
  return json.object(fields)
end

local function pick_each(list, choose)
  local picked = {}
  for i, element in ipairs(list) do picked[i] = choose(element) end
  return picked
end

local function to_zone(zone) return pick(zone, { "line", "zone" }) end

local function to_mention(mention)
  if mention.type == "DATE" then
    return pick(mention, { "start", "end", "text", "type" })
  end
  return pick(mention, { "start", "end", "text", "type", "id" })
end

local function to_post(post)
  return pick(post, { "person", "rank", "title", "org", "former" })
end

local function to_date(date)
  return pick(date, { "start", "end", "text", "value" })
end

local function to_event(event)
  return json.object {
    { "type", event.type },
    { "trigger", pick(event.trigger, { "start", "end", "text" }) },
    { "actors", event.actors },
    { "place", event.place },
    { "date", event.date },
    { "object", event.object },
  }
end

--- A record as JSON, keys in the format's order, one mention on a line.
function gold.encode(record)
  return json.pretty(json.object {
    { "doc", record.doc },
    { "title", record.title and pick(record.title, { "start", "end" }) },
    { "published", record.published },
    { "sources", record.sources },
    { "bylines", record.bylines },
    { "zones", pick_each(record.zones, to_zone) },
    { "mentions", pick_each(record.mentions, to_mention) },
    { "posts", pick_each(record.posts, to_post) },
    { "dates", pick_each(record.dates, to_date) },
    { "events", pick_each(record.events, to_event) },
  })
end

--- A document's annotation as JSON. Bytes of the text that are not UTF-8
-- (a document made with invalid = "replace") are written as U+FFFD; the
-- positions are those of the untouched text.
-- @param layers  as for `gold.record`
-- @return a string that ends with a line feed
-- @usage file:write(gold.write(doc))
function gold.write(doc, layers)
  return gold.encode(gold.record(doc, layers))
end

return gold
