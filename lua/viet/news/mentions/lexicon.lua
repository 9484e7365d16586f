--- The words that the extractors of mentions know: all lexicons as one
-- gazetteer.
--
-- A text is searched once, for every name at every place; a rule then asks
-- what stands at a token. Countries have the names of their lexicon and, in
-- the first row of each, what ICU calls them in Vietnamese.

local core = require "viet.core"
local data = require "viet.news.data"
local gazetteer = require "viet.gazetteer"
local tsv = require "viet.tsv"

local lexicon = {}

local files = {
  "countries.tsv", "ranks.tsv", "titles.tsv", "portfolios.tsv",
  "organisations.tsv", "organisation_heads.tsv", "surnames.tsv",
  "places.tsv", "place_heads.tsv", "events.tsv", "documents.tsv",
  "terms.tsv", "words.tsv", "stops.tsv",
}

--- Types that are searched in texts without any mark too.
local plain_types = {
  COUNTRY = true, RANK = true, TITLE = true, PORTFOLIO = true,
  ORG_NAME = true, SURNAME = true, PLACE = true,
}

local function has_name(row, name)
  for _, known in ipairs(row) do
    if known == name then return true end
  end
  return false
end

--- Adds ICU's names to the countries of the lexicon. ICU also names
-- territories, which are no states: those are not in the lexicon.
local function add_region_names(rows)
  local names, done = core.regions("vi"), {}
  for _, row in ipairs(rows) do
    local code = row.type == "COUNTRY" and row.id:match("/(%u%u)$")
    local name = code and not done[code] and names[code]
    if name and not has_name(row, name) then row[#row + 1] = name end
    if code then done[code] = true end
  end
end

--- All rows of all lexicons.
local function read_rows()
  local rows = {}
  for _, file in ipairs(files) do
    local read = assert(tsv.read(data.path(file)))
    if file == "countries.tsv" then add_region_names(read) end
    for _, row in ipairs(read) do rows[#rows + 1] = row end
  end
  return rows
end

--- Copies of the rows that texts without marks are searched for.
local function plain_rows(rows)
  local plain = {}
  for _, row in ipairs(rows) do
    if plain_types[row.type] then
      local copy = { level = "toneless" }
      for key, value in pairs(row) do copy[key] = value end
      plain[#plain + 1] = copy
    end
  end
  return plain
end

--- The gazetteers, built when first asked for.
-- @return a gazetteer for texts with marks, and one for texts without
function lexicon.gazetteers()
  if not lexicon.marked then
    local rows = read_rows()
    lexicon.marked = gazetteer(rows)
    lexicon.plain = gazetteer(plain_rows(rows))
  end
  return lexicon.marked, lexicon.plain
end

return lexicon
