--- The extractor of HOLDS: which person holds which rank and post.
--
-- A span of HOLDS lies on the POST (or on the RANK of one of whom no post
-- is told) and has `person` (an id), `rank` ("general"), `title`
-- ("minister"), `org` ("org/mod-vn", "country/LA"), `former`, and `country`,
-- the code of the country that the person stands for.

local cascade = require "viet.news.cascade"
local extractor = require "viet.extractor"
local extractor_rules = require "viet.extractor.rules"
local memo = require "viet.memo"
local runs = require "viet.news.holds.runs"
local sides = require "viet.news.holds.sides"

--- Titles that hold the word by which a portfolio begins.
local WITH_OF = {
  ["chief-of-the-general-staff"] = true,
  ["deputy-chief-of-the-general-staff"] = true,
  ["chief-of-staff"] = true,
}

--- Which kind of body a title may belong to.
local KINDS = { "STATE", "PARTY", "ARMY", "MINISTRY" }

--- What the id of a post tells: the `title` and the `portfolio`, the `kinds` of
-- body that the title belongs to; or the row of a `whole` post.
local read_id = memo(function(id)
  local name = id:gsub("^post/", "")
  local post = { title = name, kinds = {},
    whole = sides.office("COMMITTEE", name) }
  local title, portfolio = name:match("^(.-)%-of%-(.+)$")
  if title and not WITH_OF[name] then
    post.title, post.portfolio = title, portfolio
  end
  for _, kind in ipairs(KINDS) do
    if sides.office(kind, post.title) then
      post.kinds[#post.kinds + 1] = kind
    end
  end
  return post
end)

--- An organisation's id, with the holder's country where the text leaves
-- the country to be understood.
local function org_id(reading, org, country)
  local code, is_stated = sides.of_org(reading, org)
  local stem, suffix = (org.id or ""):match("^(.*)%-(%l%l)$")
  if country and code and not is_stated and suffix == code:lower() then
    return stem .. "-" .. country:lower()
  end
  return org.id
end

--- The organ of a state for a portfolio.
local function organ_id(portfolio, country)
  local row = portfolio and sides.office("ORGAN", portfolio)
  if row and country then return row.org .. "-" .. country:lower() end
  return nil
end

--- The party that rules a country, with the suffix of one of its organs.
local function party_id(country, suffix)
  local row = country and sides.office("RULING", country)
  return row and row.org .. (suffix or "")
end

--- The organ of a whole post: "Bí thư Trung ương Đảng" sits in the
-- secretariat, whatever organ its words name; it is of the party that rules
-- the holder's country where they name none.
local function committee_id(reading, whole, org, country)
  local id, code, is_stated = org and org.id or "", nil, nil
  if org then code, is_stated = sides.of_org(reading, org) end
  local is_own = is_stated or not country or code == country
  if is_own and id:sub(-#whole.org) == whole.org then return id end
  return party_id(country, whole.org)
end

--- The organisations of posts, by what kind of body the title belongs to.
local resolve = {}

function resolve.STATE(place)
  if place.title == "member" and (place.org or place.portfolio) then
    return nil
  end
  local told = sides.post(place.reading, place.span)
  local country = told.is_stated and told.code or place.country or told.code
  return country and "country/" .. country
end

function resolve.PARTY(place)
  local id = place.org and place.org.id or ""
  local country = place.org and sides.of_org(place.reading, place.org)
  local ruling = party_id(country)
  if ruling and id:sub(1, #ruling) == ruling then return ruling end
  return place.org and id or party_id(place.country)
end

function resolve.ARMY(place)
  local row = place.country and sides.office("FORCES", place.country)
  return not place.org and row and row.org or nil
end

function resolve.MINISTRY(place)
  local organ = organ_id(place.portfolio, place.country)
  local stem = organ and organ:match("^(.*)%-")
  if not place.org then
    local is_listed = sides.office("ORGAN", place.portfolio) ~= nil
    return organ or place.portfolio and not is_listed
      and "org/bo-" .. place.portfolio or nil
  end
  local is_organ = stem and (place.org.id or ""):sub(1, #stem) == stem
  return not is_organ and organ or nil  -- "Bộ trưởng | Công an"
end

--- "Hiệu trưởng, Bí thư Đảng ủy Học viện X": the first one heads the school,
-- not the committee of the party in it.
function resolve.LIST(place)
  for i = place.index + 1, #place.posts do
    local org = not place.org
      and sides.post(place.reading, place.posts[i].span).org
    if org then
      local id = org_id(place.reading, org, place.country)
      return id and (id:gsub("^org/dang%-uy%-", "org/"))
    end
  end
  return nil
end

--- "Lãnh đạo tối cao Iran": an office that the tables do not know.
function resolve.COUNTRY(place)
  local country = sides.post(place.reading, place.span).country
  return country and country.id
end

--- The title and the organisation of the post at `index` of a run.
local function read_post(reading, run, index, country)
  local span = run.posts[index].span
  if not span.id then return nil end
  local told, org = read_id(span.id), sides.post(reading, span).org
  local title, whole = told.title, told.whole
  if whole then
    return whole.title, committee_id(reading, whole, org, country)
  end
  local place = {
    reading = reading, span = span, org = org, country = country, title = title,
    portfolio = told.portfolio, posts = run.posts, index = index,
  }
  for _, kind in ipairs(told.kinds) do
    local id = resolve[kind](place)
    if id then return title, id end
  end
  if org then return title, org_id(reading, org, country) end
  return title, organ_id(told.portfolio, country) or resolve.LIST(place)
    or resolve.COUNTRY(place)
end

local name_of = memo(function(id) return id:match("^rank/(.*)") or false end)

--- "general" of the RANK span, or nil.
local function rank_name(rank)
  local id = rank and rank.span.id
  return id and name_of(id) or nil
end

--- The first rank that the text gives each person at the name.
local function collect_ranks(all)
  local ranks = {}
  for _, run in ipairs(all) do
    local person = run.person.id
    if not run.apart then
      ranks[person] = ranks[person] or rank_name(run.ranks[1])
    end
  end
  return ranks
end

--- What the posts of a run tell, added to a list.
local function collect_posts(reading, run, ranks, found)
  local country = reading.countries[run.person.id]
  for i, post in ipairs(run.posts) do
    local title, org = read_post(reading, run, i, country)
    local rank = rank_name(run.ranks[1])
    if not rank and not run.date and not run.past then
      rank = ranks[run.person.id]
    end
    found[#found + 1] = {
      first = post.span.first, last = post.span.last,
      person = run.person.id, rank = rank, title = title, org = org,
      former = post.former, country = country, post = post.span.id,
      rule = post.rule,
    }
  end
end

--- What is known of a post of a person: by the person and the title.
local function entry_of(known, span)
  local titles = known[span.person]
  if not titles then
    titles = {}
    known[span.person] = titles
  end
  local title = span.title or ""
  titles[title] = titles[title] or { is_held = {} }
  return titles[title]
end

--- Makes the spans of one post agree: what is held now is not former, and
-- "Bộ trưởng X" is of the ministry that another mention tells.
local function agree(found)
  local known = {}
  for _, span in ipairs(found) do
    if span.org then
      local post = entry_of(known, span)
      post.org = post.org or span.org
      if not span.former then post.is_held[span.org] = true end
    end
  end
  for _, span in ipairs(found) do
    local post = entry_of(known, span)
    span.org = span.org or post.org
    if span.org and post.is_held[span.org] then span.former = false end
  end
end

--- Adds the posts; a title without an organisation is none.
-- @return the persons who hold any, as a set
local function add_posts(doc, found)
  local titled = {}
  for _, span in ipairs(found) do
    if span.org then
      titled[span.person] = true
      doc:add("HOLDS", span)
    end
  end
  return titled
end

--- Adds the ranks of those of whom no post is told.
local function add_ranks(reading, titled)
  for _, run in ipairs(reading.runs) do
    local rank, person = run.ranks[1], run.person.id
    if rank and not titled[person] then
      reading.doc:add("HOLDS", {
        first = rank.span.first, last = rank.span.last, person = person,
        rank = rank_name(rank), former = false,
        country = reading.countries[person], rule = rank.rule,
      })
    end
  end
end

local holds = extractor {
  name = "news.holds",
  needs = { "PERSON", "RANK", "POST", "ORG", "COUNTRY", "DATE", "ids" },
  gives = { "HOLDS" },
  run = function(doc)
    local reading, found = sides.read(doc), {}
    local ranks = collect_ranks(reading.runs)
    for _, run in ipairs(reading.runs) do
      collect_posts(reading, run, ranks, found)
    end
    agree(found)
    add_ranks(reading, add_posts(doc, found))
  end,
}

holds.rules = cascade.new("news.holds", {
  { rules = runs.rules, where = function(doc) return doc end },
})

--- The names of how a person has a rank or post, and the patterns that tell.
for _, decided in ipairs {
  { "holds.post.before", "holds.rank.before",
    reads = { "holds.name", "holds.glued" } },
  { "holds.post.after", "holds.rank.after", reads = { "holds.name" } },
  { "holds.post.given",
    reads = { "holds.given", "holds.served", "holds.is", "holds.story" } },
  { "holds.post.career", reads = { "holds.stage" } },
  { "holds.post.shared", reads = { "holds.shared" } },
} do
  decided.file = "viet/news/holds/runs.lua"
  extractor_rules.decide(holds.rules, decided)
end

return holds
