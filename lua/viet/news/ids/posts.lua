--- The id of a post: its title and, of a minister, the portfolio.
--
--     post_ids.of("Bộ trưởng Quốc phòng Nga", {nga = "RU"})
--     --> "post/minister-of-defence"

local id_tables = require "viet.news.ids.tables"
local slug = require "viet.news.ids.slug"

local post_ids = {}

--- What follows a name that a key begins with.
local function rest_of(key, name)
  return (key:sub(#name + 1):gsub("^%-", ""))
end

--- Without "Thường trực" and "thứ nhất" at the start.
local function skip_qualifiers(rest, make_key)
  for _, word in ipairs { "Thường trực", "thứ nhất" } do
    local key = make_key(word)
    if slug.begins(rest, key) then rest = rest_of(rest, key) end
  end
  return rest
end

--- A portfolio that no table lists: the ministry's name without "Bộ" and
-- without the country.
local function free_portfolio(rest, countries)
  local name = slug.of(rest):gsub("^bo%-", "")
  for country in pairs(countries) do
    if name:sub(-#country - 1) == "-" .. country then
      name = name:sub(1, -#country - 2)
    end
  end
  name = name:gsub("%-nuoc$", "")
  return name ~= "" and name ~= "bo" and name or nil
end

local function minister_id(title, rest, portfolio, countries)
  local name = portfolio or free_portfolio(rest, countries)
  return name and ("post/%s-of-%s"):format(title, name)
end

--- Is it the head of a state: "Chủ tịch Trung Quốc"?
local function is_head_of_state(name, countries)
  local state = name:match "^chu%-tich%-(.*)$"
  if not state then return false end
  return countries[state] ~= nil
    or countries[state:gsub("^nuoc%-", "")] ~= nil
end

--- The id of a post.
-- @param text      the post's text
-- @param countries the slugs of the countries that the document names, as
--   keys
-- @param title     the slug of the post's title, for one that no table lists
-- @return "post/..." , or nil where the words alone do not tell it: a bare
--   "Bộ trưởng" or "Chủ tịch"; then also the bare title
function post_ids.of(text, countries, title)
  local is_plain = not text:find "[\128-\255]"
  local make_key = is_plain and slug.of or slug.marked
  local tables = id_tables.get()[is_plain and "plain" or "marked"]
  local key, name = make_key(text), slug.of(text)
  local whole = id_tables.find(tables.whole, key)
  if whole then return "post/" .. whole end
  if is_head_of_state(name, countries) then return "post/president" end
  local id, head = id_tables.find(tables.titles, key)
  if not id then return "post/" .. title end
  if slug.of(head) == "ngoai-truong" then
    return "post/minister-of-foreign-affairs"
  end
  local rest = skip_qualifiers(rest_of(key, head), make_key)
  local portfolio = id_tables.find(tables.portfolios, rest)
  if id == "minister" or id == "deputy-minister" then
    return minister_id(id, rest, portfolio, countries), id
  elseif slug.of(head) == "chu-tich" and rest == "" then
    return nil, "chairman"
  elseif portfolio and portfolio:find "^the%-" then
    return ("post/%s-of-%s"):format(id, portfolio)
  end
  return "post/" .. id
end

return post_ids
