--- The id of a post: its title and, of a minister, the portfolio.
--
--     post_ids.of("Bộ trưởng Quốc phòng Nga", is_country)
--     --> "post/minister-of-defence"

local id_tables = require "viet.news.ids.tables"
local memo = require "viet.memo"
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

--- A slug without the country at its end.
local function without_country(name, is_country)
  for at in name:gmatch "()%-" do
    if is_country(name:sub(at + 1)) then return name:sub(1, at - 1) end
  end
  return name
end

--- A portfolio that no table lists: the ministry's name without "Bộ" and
-- without the country.
local function free_portfolio(rest, is_country)
  local name = slug.of(rest):gsub("^bo%-", "")
  name = without_country(name, is_country):gsub("%-nuoc$", "")
  return name ~= "" and name ~= "bo" and name or nil
end

local function minister_id(post, is_country)
  local name = post.portfolio or free_portfolio(post.rest, is_country)
  return name and ("post/%s-of-%s"):format(post.id, name)
end

--- What the words of a post say by themselves.
-- @return a table: `whole`, the id of a post that is listed as it is; or else
--   `state`, the slug of what a "Chủ tịch" is at the head of; `id` and `head`,
--   the title's id and slug, with the `rest` behind it and the `portfolio` that
--   this is
local read = memo(function(text)
  local is_plain = not text:find "[\128-\255]"
  local make_key = is_plain and slug.of or slug.marked
  local tables = id_tables.get()[is_plain and "plain" or "marked"]
  local key = make_key(text)
  local post = {
    whole = id_tables.find(tables.whole, key),
    state = slug.of(text):match "^chu%-tich%-(.*)$",
  }
  local id, head = id_tables.find(tables.titles, key)
  if post.whole or not id then return post end
  post.id, post.head = id, slug.of(head)
  post.rest = skip_qualifiers(rest_of(key, head), make_key)
  post.portfolio = id_tables.find(tables.portfolios, post.rest)
  return post
end)

--- The id of a post.
-- @param text       the post's text
-- @param is_country a function that tells whether a slug is that of a country
--   that the document names
-- @return "post/..." , or nil where the words alone do not tell it: a bare
--   "Bộ trưởng" or "Chủ tịch"; then also the bare title. false where no table
--   lists the title
function post_ids.of(text, is_country)
  local post = read(text)
  local id, head, state = post.id, post.head, post.state
  if post.whole then return "post/" .. post.whole end
  if state and (is_country(state) or is_country(state:gsub("^nuoc%-", "")))
  then
    return "post/president"
  end
  if not id then return false end
  if head == "ngoai-truong" then
    return "post/minister-of-foreign-affairs"
  elseif id == "minister" or id == "deputy-minister" then
    return minister_id(post, is_country), id
  elseif head == "chu-tich" and post.rest == "" then
    return nil, "chairman"
  elseif post.portfolio and post.portfolio:find "^the%-" then
    return ("post/%s-of-%s"):format(id, post.portfolio)
  end
  return "post/" .. id
end

return post_ids
