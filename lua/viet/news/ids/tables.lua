--- The tables that ids are made by: exceptions, organs, posts. They are those
-- of the annotation guidelines.

local data = require "viet.news.data"
local slug = require "viet.news.ids.slug"
local tsv = require "viet.tsv"

local id_tables = {}

--- Names of the rows of a type, by what `key_of` makes of them.
local function index(rows, type, key_of)
  local found = {}
  for _, row in ipairs(rows) do
    if row.type == type then
      for _, name in ipairs(row) do found[key_of(name)] = row.id end
    end
  end
  return found
end

local function read()
  local names = assert(tsv.read(data.path "exceptions.tsv"))
  local posts = assert(tsv.read(data.path "post_ids.tsv"))
  local tables = {
    exceptions = {},
    organs = index(names, "ORGAN", slug.of),
    party_organs = index(names, "PARTY_ORGAN", slug.of),
  }
  for _, type in ipairs { "ORG", "PLACE", "NAMED_EVENT", "DOCUMENT",
                          "PERSON" } do
    tables.exceptions[type] = index(names, type, slug.marked)
  end
  for name, key_of in pairs { marked = slug.marked, plain = slug.of } do
    tables[name] = {
      titles = index(posts, "TITLE_ID", key_of),
      whole = index(posts, "WHOLE_POST", key_of),
      portfolios = index(posts, "PORTFOLIO_ID", key_of),
    }
  end
  return tables
end

--- The tables, read when first asked for.
function id_tables.get()
  id_tables.tables = id_tables.tables or read()
  return id_tables.tables
end

--- The longest name of a table that a slug begins with, as whole words.
-- @return its id and the name, or nil
function id_tables.find(index_by_name, name)
  local start = name
  while start do
    local id = index_by_name[start]
    if id then return id, start end
    start = start:match "^(.*)%-"
  end
  return nil
end

return id_tables
