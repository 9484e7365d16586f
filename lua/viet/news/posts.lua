--- POST: a title with the organisation, the portfolio and the country it is
-- held in: "Phó Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam". See
-- rules/posts.rules.
--
-- A title that is complete in itself (Thủ tướng) is a post also alone; any
-- other needs a complement, a name, or a further post behind a comma.

local covers = require "viet.news.mentions.covers"
local extractor = require "viet.extractor"
local rules = require "viet.news.rules"
local taken_by = require "viet.news.mentions.taken"

local set = rules.read("posts", {
  attributes = { "takes", "lower" }, private = { FEATURE = covers.features },
  steps = 100000,
})

local LONGEST_LIST = 8  -- posts

--- All titles by the token that they begin at, with what completes them, and
-- the parts of the rules; and these tokens in order.
local function find_all(doc)
  local posts, starts = {}, {}
  for first, last, parts, rule, i, j in set:matches(doc) do
    starts[#starts + 1] = i
    posts[i] = parts
    parts.first, parts.last, parts.last_token = first, last, j
    parts.rule = rule
  end
  table.sort(starts)
  return posts, starts
end

local is_marked

--- Does a post follow that is marked, in a list or behind "kiêm"?
local function heads_posts(posts, post, listed)
  local other = post.joined and listed < LONGEST_LIST
    and posts[post.last_token + 2]
  return other and is_marked(posts, other, listed + 1)
end

--- Is a title without a complement marked?
local function is_marked_bare(posts, post, listed)
  local entry = post.title.entry
  if post.named or heads_posts(posts, post, listed) then return true end
  if entry.complete then return post.loud and not post.role end
  return post.seat and entry.state
end

--- Is a post a mention?
-- @param listed  how many posts of its list stand before it
is_marked = function(posts, post, listed)
  if post.several then return post.named or post.listed end
  if post.shared then return false end
  if post.last > post.title.last then
    return not post.role or post.title.entry.takes
  end
  return is_marked_bare(posts, post, listed)
end

--- The last of a list of posts of nobody: "3 Trợ lý Thủ tướng, Phó Thủ tướng
-- Chính phủ".
local function last_of_list(posts, post, doc)
  while post.joined and doc.tokens:key(post.last_token + 1) == "," do
    local other = posts[post.last_token + 2]
    if not other then break end
    post = other
  end
  return post
end

--- Adds a post, unless a country is inside of its title: "Tong Bi thu", where
-- "Bi" seems to be Belgium.
local function add(doc, post, countries)
  local title = post.title
  if not countries:is_free(title.first, title.last) then return end
  doc:add("POST", {
    first = post.first, last = post.last, rule = post.rule,
    lexicon = title.entry.source, title = title.entry.id,
    title_last = (post.office or title).last,
  })
end

return rules.give(set, extractor {
  name = "news.posts",
  needs = { "zone", "ORG", "COUNTRY", "DOCUMENT", "NAMED_EVENT" },
  gives = { "POST" },
  run = function(doc)
    local posts, starts = find_all(doc)
    local countries = taken_by { doc:layer "COUNTRY" }
    local next_token = 1
    for _, i in ipairs(starts) do
      local post = posts[i]
      local is_free = i >= next_token
      if is_free and is_marked(posts, post, 0) then
        add(doc, post, countries)
        next_token = post.last_token + 1
      elseif is_free and post.several then
        next_token = last_of_list(posts, post, doc).last_token + 1
      end
    end
  end,
})
