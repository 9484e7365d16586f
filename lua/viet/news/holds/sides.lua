--- Which country an organisation, a post or a person stands for.
--
-- What the text states counts most: a country inside the post or behind the
-- organisation, "đoàn đại biểu Lào do ... dẫn đầu", "nhà lãnh đạo Lào ...".
-- A post that names no country is Vietnamese, unless its holder is known to
-- be foreign. Countries are ISO codes in capitals.

local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"
local ordered = require "viet.ordered"
local runs = require "viet.news.holds.runs"
local tsv = require "viet.tsv"

local sides = {}

--- Where the home of the news is: bodies without a country are of it.
sides.home = "VN"

--- The rows of offices.tsv, by type and id, and the rows of bodies of one
-- country that have an id of their own.
local function load_offices()
  local offices, rows_of = {}, {}
  for _, row in ipairs(assert(tsv.read(data.path "offices.tsv"))) do
    offices[row.type] = offices[row.type] or {}
    offices[row.type][row.id] = row
    if row.id:match("^%u%u$") then rows_of[row.org] = row end
  end
  return offices, rows_of
end

local offices, rows_of_body, nations

--- A row of offices.tsv, or nil.
-- @param kind  its type, such as "STATE"
-- @param id    a title, a portfolio or a country
function sides.office(kind, id)
  if not offices then offices, rows_of_body = load_offices() end
  return offices[kind] and offices[kind][id]
end

--- The id and the first two words of a post.
local function office_key(doc, span)
  local token = doc.tokens:at(span.first)
  local last = math.min(token + 1, doc.tokens:at(span.last))
  return (span.id or "") .. " " .. doc.tokens:key(token) .. " "
    .. doc.tokens:key(last)
end

--- "KZ" of "country/KZ"; nil of anything else.
function sides.code(id)
  return id and id:match("^country/(%u%u)$")
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

--- Iterates over the spans of a list that lie in a span.
local function inside(list, span)
  return ordered.inside(list, "first", "last", span.first, span.last)
end

--- The countries named in the words of a span, each once.
function sides.named_in(reading, span)
  local codes, found = {}, {}
  for name in inside(reading.named, span) do
    if not found[name.code] and not goes_on(reading.doc, name, span) then
      found[name.code] = true
      codes[#codes + 1] = name.code
    end
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

--- What stands for a country in the text: tables with `first`, `last`,
-- `code` and `kind`, CAPITAL or LEADER.
local function collect_nations(doc)
  nations = nations or read_nations()
  local list = {}
  for first, last, id, kind in nations:matches(doc.tokens) do
    list[#list + 1] = { first = first, last = last, code = id, kind = kind }
  end
  return list
end

--- The country whose capital or leader a span names, or nil.
-- @param kind  CAPITAL or LEADER
function sides.stands_for(reading, span, kind)
  for nation in inside(reading.nations, span) do
    if nation.kind == kind and nation.last == span.last then
      return nation.code
    end
  end
  return nil
end

--- The country of the first capital in the words of a span, or nil.
function sides.capital_in(reading, span)
  for nation in inside(reading.nations, span) do
    if nation.kind == "CAPITAL" then return nation.code end
  end
  return nil
end

--- The ids that end with a country, before the hyphen.
local function is_organ(stem)
  for _, row in pairs(offices.ORGAN) do
    if row.org == stem then return true end
  end
  return stem == "org/government"
end

--- The row of the body of one country that an id means, it or an organ of
-- it: "org/cpv-politburo" is of "org/cpv".
local function find_body(id)
  while id do
    if rows_of_body[id] then return rows_of_body[id] end
    id = id:match("^(.*)%-")
  end
  return nil
end

--- The country of an organisation.
-- @return its code or nil; and whether the text states it (a ministry whose
--   country is only understood may be of another one)
function sides.of_org(reading, span)
  local id = span.id or ""
  local named = sides.named_in(reading, span)[1]
  local stem, code = id:match("^(org/.*)%-(%l%l)$")
  if stem and is_organ(stem) then
    code = code:upper()
    return code, named == code
  end
  local row = find_body(id)
  if row then
    local is_own = row.type == "BODY" and row.id ~= sides.home
    return row.id, is_own or named == row.id
  end
  return named, named ~= nil
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
  local stem, code = (id or ""):match("^(org/.*)%-(%l%l)$")
  if stem and is_organ(stem) then return code:upper() end
  local row = find_body(id or "")
  return row and row.id or sides.code(id)
end

--- Is an organisation one of the world's, of no country?
function sides.is_of_world(span)
  for _, row in pairs(offices.WORLD) do
    if row.org == span.id then return true end
  end
  return false
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

--- The country that the words of a post state, and whether they do.
function sides.of_post(reading, span)
  local doc = reading.doc
  local country = doc:within("COUNTRY", span.first, span.last)[1]
  if country then return sides.code(country.id), true end
  local first, is_stated
  for _, org in ipairs(doc:within("ORG", span.first, span.last)) do
    first, is_stated = sides.of_org(reading, org)
    if first then break end
  end
  return first, is_stated or false
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

--- The last country named in the apposition to a name without posts.
local function find_apposition(reading, run)
  local span = reading.found.appositions[run.person]
  if not span or #run.posts > 0 then return nil end
  local codes = sides.named_in(reading, span)
  return codes[#codes]
end

local function collect_votes(reading)
  local votes = {}
  for _, run in ipairs(reading.runs) do
    local person = run.person.id
    for _, post in ipairs(run.posts) do
      if post.rule ~= "holds.post.shared" then
        local code, is_stated = sides.of_post(reading, post.span)
        if not is_stated and is_syllabic(reading.doc, run.person) then
          code = code and sides.home
        end
        vote(votes, person, code, is_stated and 10 or 1)
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
    local code, is_stated = sides.of_post(reading, span)
    if is_stated then
      local key = office_key(reading.doc, span)
      told[key] = told[key] or {}
      table.insert(told[key], { first = span.first, code = code })
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

local function read(doc)
  if not offices then offices, rows_of_body = load_offices() end
  local found = runs.read(doc)
  local reading = {
    doc = doc, found = found, runs = collect_known(found.runs),
    named = found.named, nations = collect_nations(doc),
  }
  reading.countries = collect_countries(reading)
  return reading
end

--- The reading of each document, as long as the document lives.
local made = setmetatable({}, { __mode = "k" })

--- Reads a document as far as sides need it, once. Its mentions have to be
-- there, with their ids; a reading does not follow what is added later.
-- @return a table with `doc`, `runs` (see runs), `found` (what runs.read
--   gave), `named` (the countries in the text), `nations` (capitals and
--   leaders) and `countries` (from a person's id to the code of the country
--   that the person stands for)
function sides.read(doc)
  made[doc] = made[doc] or read(doc)
  return made[doc]
end

return sides
