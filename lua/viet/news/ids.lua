--- The ids of mentions: one for each thing, however it is named.
--
-- Persons, organisations, events and documents have the slug of their fullest
-- form in the document, places that of their text; tables list exceptions,
-- organs of states and parties, and posts. Where the text does not tell the
-- country of a ministry, that of the person who holds the post is meant, else
-- Viet Nam.

local clusters = require "viet.news.ids.clusters"
local core = require "viet.core"
local extractor = require "viet.extractor"
local holds = require "viet.news.holds.runs"
local id_tables = require "viet.news.ids.tables"
local memo = require "viet.memo"
local nesting = require "viet.news.mentions.nesting"
local post_ids = require "viet.news.ids.posts"
local slug = require "viet.news.ids.slug"

local Reading = {}
Reading.__index = Reading

local prefixes = {
  PERSON = "person/", ORG = "org/", PLACE = "place/", NAMED_EVENT = "event/",
  DOCUMENT = "document/",
}

--- The id that a table lists for a text, with or without what stands in
-- brackets in it, or false.
local function find_listed(layer, text)
  local exceptions = id_tables.get().exceptions[layer]
  return exceptions[slug.marked(text)] or text:find("(", 1, true)
    and exceptions[slug.marked((text:gsub("%b()", " ")))] or false
end

-- By layer: the same as functions of a text.
local listed = {}
for layer in pairs(prefixes) do
  listed[layer] = memo(function(text) return find_listed(layer, text) end)
end

--- Texts --------------------------------------------------------------------

local compose = core.normalizer { invalid = "replace" }

local IS_WORD = { syllable = true, word = true, acronym = true }

--- The words of a span with spaces between them, also where the text lacks one.
local function join_words(doc, span, from, to)
  local tokens, parts = doc.tokens, {}
  local was_word = false
  for i = from, to do
    local first, last = tokens:span(i)
    local is_word = IS_WORD[tokens:kind(i)] or false
    if i > from and (tokens:is_spaced(i) or is_word and was_word) then
      parts[#parts + 1] = " "
    end
    parts[#parts + 1] = doc.text:sub(math.max(first, span.first),
                                     math.min(last, span.last))
    was_word = is_word
  end
  return table.concat(parts)
end

--- The bytes of a span in NFC, and how many spaces they have.
local spelling_of = memo(function(bytes)
  local _, spaces = bytes:gsub(" ", " ")
  return { text = compose(bytes), spaces = spaces }
end)

--- The text of a span in NFC, with white space between words.
-- @param bytes  its own
local function read_text(doc, span, bytes)
  local tokens, spelling = doc.tokens, spelling_of(bytes)
  local from, to = tokens:at(span.first), tokens:at(span.last)
  if spelling.spaces == to - from then return spelling.text end
  return compose(join_words(doc, span, from, to))
end

--- The text of a span; the same bytes are read once.
function Reading:text(span)
  local bytes = self.source:sub(span.first, span.last)
  local text = self.texts[bytes]
  if not text then
    text = read_text(self.doc, span, bytes)
    self.texts[bytes] = text
  end
  return text
end

--- Countries ----------------------------------------------------------------

--- Notes the code of the first country that each ORG and POST names inside.
function Reading:read_codes()
  local named = self.found.named
  for _, layer in ipairs(named[1] and { "ORG", "POST" } or {}) do
    local i = 1
    for _, span in ipairs(self.doc:layer(layer)) do
      while named[i] and named[i].first < span.first do i = i + 1 end
      if not named[i] then break end
      if named[i].last <= span.last then self.code[span] = named[i].code end
    end
  end
end

--- Notes for each post of a list the country that the next one names which
-- names any: "Thường trực Ban Bí thư, Phó Chủ tịch nước Lào".
function Reading:read_lists()
  for _, list in ipairs(self.found.lists) do
    local code
    for i = #list, 1, -1 do
      self.list_code[list[i]] = code
      code = self.code[list[i]] or code
    end
  end
end

--- The country of each person, from the posts that name one.
function Reading:read_holders()
  self.country, self.holder = {}, {}
  for _, run in ipairs(self.found.runs) do
    local person = run.person.id
    for _, post in ipairs(run.posts) do
      self.holder[post.span] = self.holder[post.span] or person
      local code = self.code[post.span]
      self.country[person] = self.country[person] or code
    end
  end
end

--- The person last named before a post that someone holds in the sentence:
-- "X nhấn mạnh ... trên cương vị Bộ trưởng Bộ Quốc phòng".
function Reading:subject_of(post)
  if not self.found.is_role[post] then return nil end
  local first = self.doc:sentence_at(post.first)
  local people = self.doc:within("PERSON", first or post.first, post.first)
  local person = people[#people]
  return person and person.id
end

--- The country whose body an organisation is.
function Reading:country_of(org)
  local code = self.code[org]
  if code then return code end
  local post = self.doc:at("POST", org.first)
  code = post and self.list_code[post]
  if code then return code end
  local person = post and (self.holder[post] or self:subject_of(post))
  return person and self.country[person] or self.home
    or self.stated[org] or "VN"
end

--- Notes for each body the country of the last one before it that names one:
-- where Viet Nam is not spoken of, no body of it is meant.
function Reading:read_stated()
  local code
  self.stated = {}
  for _, org in ipairs(self.doc:layer "ORG") do
    self.stated[org] = code
    code = self.code[org] or code
  end
end

--- Whether the document names Viet Nam: "VN", or nil.
function Reading:find_home()
  for _, span in ipairs(self.doc:layer "COUNTRY") do
    if span.id == "country/VN" then return "VN" end
  end
  for _, span in ipairs(self.doc:layer "ORG") do
    if self.code[span] == "VN" then return "VN" end
  end
  return nil
end

--- Organisations ------------------------------------------------------------

local parties = { VN = "org/cpv", CN = "org/cpc", LA = "org/lprp" }

--- Of which organ a text is the name: a table with the `id` of one of a state
-- or the `suffix` of one of a ruling party, or false.
local organ_of = memo(function(text)
  local tables, name = id_tables.get(), slug.of(text)
  local id, state_name = id_tables.find(tables.organs, name)
  local suffix, party_name = id_tables.find(tables.party_organs, name)
  if suffix and #party_name > #(state_name or "") then
    return { suffix = suffix }
  end
  return id and { id = id } or false
end)

--- The id of an organ of a state or a ruling party, or nil.
function Reading:organ_id(org, text)
  local organ = organ_of(text)
  if not organ then return nil end
  local code = self:country_of(org)
  if organ.id then return organ.id .. "-" .. code:lower() end
  return (parties[code] or "org/cpv") .. organ.suffix
end

--- Events -------------------------------------------------------------------

--- The id of an edition of a listed event, "ADMM lần thứ 11", or false.
local edition_id = memo(function(text)
  local bare = slug.marked((text:gsub("%b()", " ")))
  for _, pattern in ipairs { "^(.-)%-lần%-thứ%-([^-]+)$",
                             "^(.-)%-năm%-(%d+)$", "^(.-)%-(%d+)$" } do
    local series, number = bare:match(pattern)
    local id = series and id_tables.get().exceptions.NAMED_EVENT[series]
    if id then return id .. "-" .. slug.of(number) end
  end
  return false
end)

--- All layers ---------------------------------------------------------------

--- Does it stand in a credit, where "Quân đội nhân dân" is a newspaper?
local function is_agency(org)
  return type(org.rule) == "string" and org.rule:find "^credits%." ~= nil
end

--- Is a longer name that of another country's body? "Bộ Tư lệnh Hải quân" is
-- not "Bộ Tư lệnh Hải quân Ấn Độ".
function Reading:is_other_body(short, long)
  if is_agency(short) or listed.ORG(self:text(short)) then return true end
  local code = self.code[long]
  if not self.home then return false end
  return code ~= nil and code ~= "VN" and self.code[short] == nil
end

local function never() return false end

--- Gives the full form of an organisation the id of its short form in
-- brackets: that of NATO for "Liên minh Bắc Đại Tây Dương (NATO)".
local function share_listed(found)
  local spans = found.spans
  for i = 1, #spans do
    local full = found.full[i]
    if full and found.name_of[i].bracketed and not spans[full].id then
      spans[full].id = spans[i].id
    end
  end
end

--- The ids that texts of mentions tell by themselves, or false, by layer.
local own_id = {
  PERSON = listed.PERSON, ORG = listed.ORG, DOCUMENT = listed.DOCUMENT,
  NAMED_EVENT = function(text)
    return listed.NAMED_EVENT(text) or edition_id(text)
  end,
}

--- Gives the spans of a layer ids by what they name: what their own words tell,
-- else the id of their full form.
function Reading:name_things(layer)
  local spans = self.doc:layer(layer)
  if #spans == 0 then return end
  local is_org, id_of, prefix = layer == "ORG", own_id[layer], prefixes[layer]
  local texts = {}
  for i, span in ipairs(spans) do
    local text = self:text(span)
    texts[i] = text
    span.id = span.id or id_of(text)
      or is_org and self:organ_id(span, text) or nil
  end
  local found = clusters.of(self.doc, layer, texts,
    is_org and function(a, b) return self:is_other_body(a, b) end or never)
  if is_org then share_listed(found) end
  for i, span in ipairs(spans) do
    if not span.id then
      local full = found.full[i] or i
      local name = found.name_of[full].read.text
      span.id = spans[full].id or prefix .. (name ~= "" and name or "x")
    end
  end
end

function Reading:name_places()
  local known = {}
  for _, span in ipairs(self.doc:layer "PLACE") do
    if not span.id then
      local text = self:text(span)
      known[text] = known[text] or listed.PLACE(text)
        or "place/" .. slug.of(text)
      span.id = known[text]
    end
  end
end

--- Posts --------------------------------------------------------------------

--- Is a slug that of a country that the document names?
function Reading:is_country(name)
  if not self.country_slugs then
    self.country_slugs = {}
    for _, span in ipairs(self.doc:layer "COUNTRY") do
      self.country_slugs[slug.of(self:text(span))] = true
    end
  end
  return self.country_slugs[name] or false
end

--- The slug of a post's title, as written.
function Reading:title_of(post)
  return slug.of(self:text {
    first = post.first, last = post.title_last or post.last,
  })
end

--- Adds a post to those a person holds here.
local function note(held, person, id)
  if person then
    held[person] = held[person] or {}
    table.insert(held[person], id)
  end
end

--- A bare "Bộ trưởng" is what its holder is elsewhere in the document, else
-- what most ministers here are; a bare "Chủ tịch" with a name a president.
function Reading:bare_post(post, title, held, common)
  local person = self.holder[post]
  for _, id in ipairs(person and held[person] or {}) do
    if id:sub(1, #title + 6) == "post/" .. title .. "-"
       or id == "post/" .. title then return id end
  end
  if title == "chairman" then return "post/president" end
  return common[title] or ("post/%s"):format(title)
end

function Reading:name_posts()
  local held, common, bare = {}, {}, {}
  local function is_country(name) return self:is_country(name) end
  for _, post in ipairs(self.doc:layer "POST") do
    local id, title = post.id, nil
    if not id then id, title = post_ids.of(self:text(post), is_country) end
    if id == false then id = "post/" .. self:title_of(post) end
    if id then
      if title then common[title] = common[title] or id end
      note(held, self.holder[post], id)
      post.id = id
    else
      bare[#bare + 1] = { post = post, title = title }
    end
  end
  for _, item in ipairs(bare) do
    item.post.id = self:bare_post(item.post, item.title, held, common)
  end
end

return extractor {
  name = "news.ids",
  needs = { "PERSON", "RANK", "POST", "ORG", "COUNTRY", "PLACE",
            "NAMED_EVENT", "DOCUMENT" },
  gives = { "ids" },
  run = function(doc)
    nesting.mend(doc)
    local self = setmetatable({
      doc = doc, source = doc.text, found = holds.read(doc), texts = {},
      code = {}, list_code = {},
    }, Reading)
    self:read_codes()
    self:read_lists()
    self.home = self:find_home()
    self:read_stated()
    self:name_things "PERSON"
    self:read_holders()
    self:name_things "ORG"
    self:name_things "NAMED_EVENT"
    self:name_things "DOCUMENT"
    self:name_places()
    self:name_posts()
  end,
}
