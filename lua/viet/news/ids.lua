--- The ids of mentions: one for each thing, however it is named.
--
-- Persons, organisations, events and documents have the slug of their fullest
-- form in the document, places that of their text; tables list exceptions,
-- organs of states and parties, and posts. Where the text does not tell the
-- country of a ministry, that of the person who holds the post is meant, else
-- Viet Nam.

local clusters = require "viet.news.ids.clusters"
local extractor = require "viet.extractor"
local holds = require "viet.news.holds.runs"
local id_tables = require "viet.news.ids.tables"
local nesting = require "viet.news.mentions.nesting"
local page_of = require "viet.news.mentions.page"
local post_ids = require "viet.news.ids.posts"
local slug = require "viet.news.ids.slug"

local Reading = {}
Reading.__index = Reading

local prefixes = {
  PERSON = "person/", ORG = "org/", PLACE = "place/", NAMED_EVENT = "event/",
  DOCUMENT = "document/",
}

local function listed(layer, text)
  local exceptions = id_tables.get().exceptions[layer]
  return exceptions[slug.marked(text)]
    or exceptions[slug.marked((text:gsub("%b()", " ")))]
end

--- The text of a span; of one outside the main text its bytes.
function Reading:text(span)
  if span.last_token >= span.first_token then
    return self.page:text(span.first_token, span.last_token)
  end
  return self.doc:text_of(span)
end

--- Countries ----------------------------------------------------------------

--- The ISO code of the country that a span names inside, or nil.
function Reading:country_in(span)
  local page, code = self.page, nil
  for i = span.first_token, span.last_token do
    local hit = page:is_capital(i) and page:hit(i, "COUNTRY")
    if hit and hit.last <= span.last_token and not code then
      code = hit.entry.id:match "/(.*)"
    end
  end
  return code
end

--- The country of each person, from the posts that name one.
function Reading:read_holders()
  self.runs = holds.read(self.doc).runs
  self.country, self.holder = {}, {}
  for _, run in ipairs(self.runs) do
    local person = self.person[run.person]
    for _, post in ipairs(run.posts) do
      self.holder[post.span] = self.holder[post.span] or person
      local code = self:country_in(post.span)
      self.country[person] = self.country[person] or code
    end
  end
end

--- The person last named before a post that someone holds in the sentence:
-- "X nhấn mạnh ... trên cương vị Bộ trưởng Bộ Quốc phòng".
function Reading:subject_of(post)
  local before = self.page.key[post.first_token - 1]
  if before ~= "vị" and before ~= "chức" and before ~= "vụ" then return nil end
  local first = self.doc:sentence_at(post.first)
  local people = self.doc:within("PERSON", first or post.first, post.first)
  local person = people[#people]
  return person and self.person[person]
end

--- The country that another post of the same list names: "Thường trực Ban
-- Bí thư, Phó Chủ tịch nước Lào".
function Reading:country_of_list(post)
  local page = self.page
  while page.word[post.last_token + 1] == "," do
    local other = self.doc:at("POST", page.first[post.last_token + 2])
    local is_next = other and other.first_token == post.last_token + 2
    if not is_next then return nil end
    local code = self:country_in(other)
    if code then return code end
    post = other
  end
  return nil
end

--- The country whose body an organisation is.
function Reading:country_of(org)
  local code = self:country_in(org)
  if code then return code end
  local post = self.doc:at("POST", org.first)
  code = post and self:country_of_list(post)
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
  for org in self.doc:each "ORG" do
    self.stated[org] = code
    code = self:country_in(org) or code
  end
end

--- Whether the document names Viet Nam: "VN", or nil.
function Reading:find_home()
  for span in self.doc:each "COUNTRY" do
    if span.id == "country/VN" then return "VN" end
  end
  for span in self.doc:each "ORG" do
    if self:country_in(span) == "VN" then return "VN" end
  end
  return nil
end

--- Organisations ------------------------------------------------------------

local parties = { VN = "org/cpv", CN = "org/cpc", LA = "org/lprp" }

--- The id of an organ of a state or a ruling party, or nil.
function Reading:organ_id(org, name)
  local tables = id_tables.get()
  local state, state_name = id_tables.find(tables.organs, name)
  local suffix, party_name = id_tables.find(tables.party_organs, name)
  if suffix and #party_name > #(state_name or "") then
    return (parties[self:country_of(org)] or "org/cpv") .. suffix
  elseif state then
    return state .. "-" .. self:country_of(org):lower()
  end
  return nil
end

--- Events -------------------------------------------------------------------

--- The id of an edition of a listed event: "ADMM lần thứ 11".
local function edition_id(text)
  local bare = slug.marked((text:gsub("%b()", " ")))
  for _, pattern in ipairs { "^(.-)%-lần%-thứ%-([^-]+)$",
                             "^(.-)%-năm%-(%d+)$", "^(.-)%-(%d+)$" } do
    local series, number = bare:match(pattern)
    local id = series and id_tables.get().exceptions.NAMED_EVENT[series]
    if id then return id .. "-" .. slug.of(number) end
  end
  return nil
end

--- All layers ---------------------------------------------------------------

--- Does it stand in a credit, where "Quân đội nhân dân" is a newspaper?
local function is_agency(org)
  return org.rule == "organisations.in_credit"
end

--- Is a longer name that of another country's body? "Bộ Tư lệnh Hải quân" is
-- not "Bộ Tư lệnh Hải quân Ấn Độ".
function Reading:is_other_body(short, long)
  if is_agency(short) or listed("ORG", self:text(short)) then return true end
  local code = self:country_in(long)
  if not self.home then return false end
  return code ~= nil and code ~= "VN" and self:country_in(short) == nil
end

local function never() return false end

--- Gives the full form of an organisation the id of its short form in
-- brackets: that of NATO for "Liên minh Bắc Đại Tây Dương (NATO)".
local function share_listed(found)
  for _, mention in ipairs(found) do
    local full = mention.full
    if mention.bracketed and not full.span.id then
      full.span.id = mention.span.id
    end
  end
end

--- Gives the spans of a layer ids by what they name.
function Reading:name_things(layer)
  local function text_of(span) return self:text(span) end
  local is_other = layer == "ORG"
    and function(a, b) return self:is_other_body(a, b) end or never
  local found = clusters.of(self.doc, layer, text_of, is_other)
  for _, mention in ipairs(found) do
    local span, text = mention.span, self:text(mention.span)
    span.id = span.id or listed(layer, text)
      or layer == "ORG" and self:organ_id(span, slug.of(text))
      or layer == "NAMED_EVENT" and edition_id(text)
      or nil
  end
  if layer == "ORG" then share_listed(found) end
  for _, mention in ipairs(found) do
    local full = mention.full
    mention.span.id = mention.span.id or full.span.id
      or prefixes[layer] .. (full.slug ~= "" and full.slug or "x")
  end
end

function Reading:name_people()
  self:name_things "PERSON"
  self.person = {}
  for span in self.doc:each "PERSON" do self.person[span] = span.id end
end

function Reading:name_places()
  for span in self.doc:each "PLACE" do
    local text = self:text(span)
    span.id = span.id or listed("PLACE", text) or "place/" .. slug.of(text)
  end
end

--- Posts --------------------------------------------------------------------

--- The slugs of the countries that the document names, as keys.
function Reading:country_names()
  local found = {}
  for span in self.doc:each "COUNTRY" do
    found[slug.of(self:text(span))] = true
  end
  return found
end

--- The slug of a post's title, as written.
function Reading:title_of(post)
  local last = post.title_last or post.last_token
  return slug.of(self.page:text(post.first_token, last))
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
  local countries, held, common = self:country_names(), {}, {}
  local bare = {}
  for post in self.doc:each "POST" do
    local id, title = post_ids.of(self:text(post), countries,
                                  self:title_of(post))
    if post.id then
      note(held, self.holder[post], post.id)
    elseif id then
      post.id = id
      note(held, self.holder[post], id)
      if title then common[title] = common[title] or id end
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
    local self = setmetatable({ doc = doc, page = page_of(doc) }, Reading)
    self.home = self:find_home()
    self:read_stated()
    self:name_people()
    self:read_holders()
    self:name_things "ORG"
    self:name_things "NAMED_EVENT"
    self:name_things "DOCUMENT"
    self:name_places()
    self:name_posts()
  end,
}
