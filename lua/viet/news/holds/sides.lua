--- Which country an organisation, a post or a person stands for.
--
-- What the text states counts most: a country inside the post or behind the
-- organisation, "đoàn đại biểu Lào do ... dẫn đầu", "nhà lãnh đạo Lào ...".
-- A post that names no country is Vietnamese, unless its holder is known to
-- be foreign. Countries are ISO codes in capitals.

local core = require "viet.core"
local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"
local memo = require "viet.memo"
local once = require "viet.news.mentions.once"
local ordered = require "viet.ordered"
local runs = require "viet.news.holds.runs"
local tsv = require "viet.tsv"

local sides = {}

--- Where the home of the news is: bodies without a country are of it.
sides.home = "VN"

--- The rows of offices.tsv: `by_type` and id; `body`, those of bodies of one
-- country that have an id of their own, by that; `organ` and `world`, sets of
-- the ids of organs of each state, before the country, and of the world's.
local function load_offices()
  local offices = { by_type = {}, body = {}, world = {},
    organ = { ["org/government"] = true } }
  for _, row in ipairs(assert(tsv.read(data.path "offices.tsv"))) do
    offices.by_type[row.type] = offices.by_type[row.type] or {}
    offices.by_type[row.type][row.id] = row
    if row.id:match("^%u%u$") then offices.body[row.org] = row end
    if row.type == "ORGAN" then offices.organ[row.org] = true end
    if row.type == "WORLD" then offices.world[row.org] = true end
  end
  return offices
end

local offices = load_offices()

--- A row of offices.tsv, or nil.
-- @param kind  its type, such as "STATE"
-- @param id    a title, a portfolio or a country
function sides.office(kind, id)
  return offices.by_type[kind] and offices.by_type[kind][id]
end

--- The id and the first two words of a post.
local function office_key(doc, span)
  local token = doc.tokens:at(span.first)
  local last = math.min(token + 1, doc.tokens:at(span.last))
  return (span.id or "") .. " " .. doc.tokens:key(token) .. " "
    .. doc.tokens:key(last)
end

local code_of = memo(function(id)
  return id:match("^country/(%u%u)$") or false
end)

--- "KZ" of "country/KZ"; nil of anything else.
function sides.code(id)
  return id and code_of(id) or nil
end

--- Does a short name go on as a common word: the "Pháp" of "Vụ Pháp luật"?
local function goes_on(doc, name, span)
  local tokens = doc.tokens
  local token = tokens:at(name.last)
  if tokens:at(name.first) < token or token >= tokens:at(span.last) then
    return false
  end
  return tokens:shape(token + 1) == "lower"
end

--- The countries in the names of a span, each once.
function sides.named_in(reading, span)
  local codes, found, named = {}, {}, reading.named
  local i = ordered.count_before(named, "first", span.first) + 1
  local name = named[i]
  while name and name.last <= span.last do
    if not found[name.code] and not goes_on(reading.doc, name, span) then
      found[name.code] = true
      codes[#codes + 1] = name.code
    end
    i = i + 1
    name = named[i]
  end
  return codes
end

--- The cities of home, as rows of nations.tsv.
local function read_home_cities()
  local rows = {}
  for _, row in ipairs(assert(tsv.read(data.path "places.tsv"))) do
    if row.id == "province" or row.id == "town" then
      row.id, row.type = sides.home, "CAPITAL"
      rows[#rows + 1] = row
    end
  end
  return rows
end

local function read_nations()
  local rows = read_home_cities()
  for _, row in ipairs(assert(tsv.read(data.path "nations.tsv"))) do
    rows[#rows + 1] = row
  end
  return gazetteer(rows)
end

local nations

--- What stands for a country in some words: tables with `code`, `kind`, CAPITAL
-- or LEADER, and whether it `is_last`.
local nations_in = memo(function(text)
  nations = nations or read_nations()
  local list = {}
  for _, last, id, kind in nations:matches(core.tokens(text)) do
    list[#list + 1] = { code = id, kind = kind, is_last = last == #text }
  end
  return list
end)

--- The country whose capital or leader a span names, or nil.
-- @param kind  CAPITAL or LEADER
function sides.stands_for(reading, span, kind)
  for _, nation in ipairs(nations_in(reading.doc:text_of(span))) do
    if nation.kind == kind and nation.is_last then return nation.code end
  end
  return nil
end

--- The country of the first capital in the words of a span, or nil.
function sides.capital_in(reading, span)
  for _, nation in ipairs(nations_in(reading.doc:text_of(span))) do
    if nation.kind == "CAPITAL" then return nation.code end
  end
  return nil
end

--- The row of the body of one country that an id means, it or an organ of
-- it: "org/cpv-politburo" is of "org/cpv".
local function find_body(id)
  while id do
    if offices.body[id] then return offices.body[id] end
    id = id:match("^(.*)%-")
  end
  return nil
end

--- What the id of an organisation tells: `code`, the state whose organ it is,
-- or the `row` of a body.
local read_org = memo(function(id)
  local stem, code = id:match("^(org/.*)%-(%l%l)$")
  if stem and offices.organ[stem] then return { code = code:upper() } end
  return { row = find_body(id) }
end)

local function find_country(reading, span)
  local org, named = read_org(span.id or ""), sides.named_in(reading, span)[1]
  local row = org.row
  if row then
    local is_own = row.type == "BODY" and row.id ~= sides.home
    return row.id, is_own or named == row.id
  elseif org.code then
    return org.code, named == org.code
  end
  return named, named ~= nil
end

--- The country of an organisation.
-- @return its code or nil; and whether the text states it (a ministry whose
--   country is only understood may be of another one)
function sides.of_org(reading, span)
  local org = reading.orgs[span]
  if not org then
    local code, is_stated = find_country(reading, span)
    org = { code = code, is_stated = is_stated }
    reading.orgs[span] = org
  end
  return org.code, org.is_stated
end

--- Do all words of a name follow the grammar of Vietnamese syllables?
local function is_syllabic(doc, span)
  for i = doc.tokens:at(span.first), doc.tokens:at(span.last) do
    if doc.tokens:kind(i) ~= "syllable" then return false end
  end
  return true
end

--- The country of the organisation of a post held: "org/mod-la" and
-- "country/LA" are of LA.
function sides.of_office(id)
  local org = read_org(id or "")
  return org.code or org.row and org.row.id or sides.code(id)
end

--- Is an organisation one of the world's, of no country?
function sides.is_of_world(span)
  return offices.world[span.id] or false
end

-- Family names that few have but at home, and middle names, in keys.
local family = {
  ["nguyễn"] = true, ["phạm"] = true, phan = true, ["vũ"] = true,
  ["võ"] = true, ["bùi"] = true, ["đỗ"] = true, ["đinh"] = true,
  ["huỳnh"] = true, ["trịnh"] = true,
}
local middle = { ["văn"] = true, ["thị"] = true }

--- Is a person of home by the name alone: "Phan Văn Giang"?
function sides.has_home_name(reading, span)
  local tokens = reading.doc.tokens
  local first, last = tokens:at(span.first), tokens:at(span.last)
  return last - first >= 2 and (family[tokens:key(first)]
    or middle[tokens:key(first + 1)]) or false
end

-- Letters that stand for words of home, in keys.
local letters = {
  ubnd = true, ["hđnd"] = true, tp = true, btl = true, bch = true,
  chqs = true, ["bđbp"] = true, ["qđnd"] = true, llvt = true,
}

--- May an organisation without a country be of home? Its name is Vietnamese
-- and it is no body of the world's.
function sides.may_be_home(reading, span)
  local tokens = reading.doc.tokens
  if sides.is_of_world(span) then return false end
  for i = tokens:at(span.first), tokens:at(span.last) do
    if tokens:kind(i) ~= "syllable" and not letters[tokens:key(i)] then
      return false
    end
  end
  return true
end

--- Is a name or a body foreign, though its country is not told?
function sides.is_foreign(reading, span)
  return sides.is_of_world(span) or not is_syllabic(reading.doc, span)
end

local function read_post(reading, span)
  local doc = reading.doc
  local orgs = doc:within("ORG", span.first, span.last)
  local post = { org = orgs[1], is_stated = false,
    country = doc:within("COUNTRY", span.first, span.last)[1] }
  if post.country then
    post.code, post.is_stated = sides.code(post.country.id), true
  end
  for _, org in ipairs(not post.country and orgs or {}) do
    post.code, post.is_stated = sides.of_org(reading, org)
    if post.code then break end
  end
  return post
end

--- What the words of a post tell: `country` and `org`, the first COUNTRY and
-- ORG spans in them, the `code` of the country, and whether it `is_stated`.
function sides.post(reading, span)
  local post = reading.posts[span]
  if not post then
    post = read_post(reading, span)
    reading.posts[span] = post
  end
  return post
end

--- Persons ------------------------------------------------------------------

--- Counts a country for a person; what is only understood counts little.
local function vote(votes, person, code, weight)
  if not code then return end
  votes[person] = votes[person] or {}
  votes[person][code] = (votes[person][code] or 0) + weight
end

--- The country of what stands before a run: "nhà lãnh đạo Triều Tiên X",
-- "đoàn đại biểu quân sự Lào do Đại tướng X".
local function find_principal(reading, run)
  local leader = reading.found.leaders[run.first]
  if leader and leader.type == "ORG" then
    return (sides.of_org(reading, leader))
  end
  local country = leader
    or #run.posts == 0 and reading.found.owners[run.first]
  return country and sides.code(country.id) or nil
end

--- The last country in the apposition to a name without posts, or that of a
-- body there.
local function find_apposition(reading, run)
  local span = reading.found.appositions[run.person]
  if not span or #run.posts > 0 then return nil end
  local countries = reading.doc:within("COUNTRY", span.first, span.last)
  local country, codes = countries[#countries], sides.named_in(reading, span)
  return country and sides.code(country.id) or codes[#codes]
end

local function collect_votes(reading)
  local votes = {}
  for _, run in ipairs(reading.runs) do
    local person = run.person.id
    for _, post in ipairs(run.posts) do
      if post.rule ~= "holds.post.shared" then
        local told = sides.post(reading, post.span)
        local code = told.code
        if code and not told.is_stated and is_syllabic(reading.doc, run.person)
        then
          code = sides.home
        end
        vote(votes, person, code, told.is_stated and 10 or 1)
      end
    end
    vote(votes, person, find_principal(reading, run), 10)
    vote(votes, person, find_apposition(reading, run), 3)
    vote(votes, person, sides.stands_for(reading, run.person, "LEADER"), 5)
  end
  return votes
end

local function best_of(counts)
  local best
  for code, count in pairs(counts) do
    if not best or count > counts[best]
        or count == counts[best] and code < best then
      best = code
    end
  end
  return best
end

--- The offices of states whose country the text states, by the id and the
-- first two words of the post: lists of { first, code }.
local function collect_offices(reading)
  local told = {}
  for span in reading.doc:each "POST" do
    local post = sides.post(reading, span)
    if post.is_stated then
      local key = office_key(reading.doc, span)
      told[key] = told[key] or {}
      table.insert(told[key], { first = span.first, code = post.code })
    end
  end
  return told
end

--- The country that the text states for the same office, last before a span,
-- else first behind it: that of "Tổng thống X" after "Tổng thống Mỹ Y".
local function find_same_office(reading, span)
  reading.offices = reading.offices or collect_offices(reading)
  local found
  for _, office in ipairs(reading.offices[office_key(reading.doc, span)]
      or {}) do
    if office.first > span.first and found then break end
    found = office.code
  end
  return found
end

--- The country of one who holds an office that names none: home, or for an
-- office of a state that of the one of whom the text speaks.
local function guess(reading, run)
  if is_syllabic(reading.doc, run.person) then return sides.home end
  local post = run.posts[1]
  local title = post and (post.span.id or ""):gsub("^post/", "")
  return post and sides.office("STATE", title)
    and find_same_office(reading, post.span)
end

--- The countries of all persons who hold a rank or post or lead a
-- delegation: a table from a person's id to a code.
local function collect_countries(reading)
  local countries = {}
  for person, counts in pairs(collect_votes(reading)) do
    countries[person] = best_of(counts)
  end
  for _, run in ipairs(reading.runs) do
    local person = run.person.id
    if not countries[person] and #run.posts + #run.ranks > 0 then
      countries[person] = guess(reading, run)
    end
  end
  return countries
end

--- The runs of persons who have an id.
local function collect_known(all)
  local known = {}
  for _, run in ipairs(all) do
    if run.person.id then known[#known + 1] = run end
  end
  return known
end

--- Reads a document as far as sides need it, once. Its mentions have to be
-- there, with their ids; a reading does not follow what is added later.
-- @return a table with `doc`, `runs` (see runs), `found` (what runs.read
--   gave), `named` (countries in longer names) and `countries` (from a person's
--   id to the code of the country that the person stands for)
sides.read = once(function(doc)
  local found = runs.read(doc)
  local reading = {
    doc = doc, found = found, runs = collect_known(found.runs),
    named = found.named, orgs = {}, posts = {},
  }
  reading.countries = collect_countries(reading)
  return reading
end)

return sides
