--- POST: a title with the organisation, the portfolio and the country it is
-- held in: "Phó Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam".
--
-- A title that is complete in itself (Thủ tướng) is a post also alone; any
-- other needs a complement, a name, or a further post behind a comma.

local complements = require "viet.news.mentions.complements"
local extractor = require "viet.extractor"
local features = require "viet.news.mentions.features"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"

local function set(...)
  local words = {}
  for _, word in ipairs { ... } do words[word] = true end
  return words
end

local plurals = set("một", "hai", "ba", "bốn", "các", "những", "2", "3", "4",
                    "nhiều", "mọi")
local roles = set("vị", "cử", "tranh", "đua", "viên")  -- cương vị, bầu cử
local longest_list = 8  -- posts

local Finder = {}
Finder.__index = Finder

local function new_finder(doc)
  local page = page_of(doc)
  local covered = page:covered(doc, { "DOCUMENT", "NAMED_EVENT" })
  features.cover(page, covered)
  local layers = {
    orgs = page:covered(doc, { "ORG" }),
    countries = page:covered(doc, { "COUNTRY" }),
  }
  return setmetatable({ page = page, covered = covered, layers = layers },
                      Finder)
end

--- Finding ------------------------------------------------------------------

--- Is it something else that only begins like a title? "Đại sứ quán"
local function is_other(page, hit)
  for _, type in ipairs { "ORG_HEAD", "WORD", "ORG_NAME", "ROLE" } do
    local other = page:hit(hit.first, type)
    if other and other.last > hit.last then return true end
  end
  return false
end

--- Longer words that hold a title: "Bộ Tư lệnh".
local longer = { ORG_HEAD = "capital", ORG_NAME = "capital",
                 COMPOUND = true, PLACE = "capital" }

--- The longest title at i that nothing else begins in.
function Finder:find_title(i)
  local page, layers = self.page, self.layers
  if page:is_inside(i, longer) then return nil end
  for _, hit in ipairs(page.hits[i] or {}) do
    if hit.type == "TITLE" and not is_other(page, hit)
       and not page:touches(self.covered, i, hit.last)
       and not page:touches(layers.orgs, i, hit.last)
       and not page:touches(layers.countries, i, hit.last) then
      return hit
    end
  end
  return nil
end

--- A title with its complement, whether it is marked or not.
-- @return {first, last, title, is_whole}, or nil
function Finder:find_post(i)
  local title = self:find_title(i)
  if not title then return nil end
  local last = complements.find(self.page, title, self.layers)
  return { first = i, last = last or title.last, title = title,
           is_whole = last ~= nil }
end

--- Judging ------------------------------------------------------------------

--- Does a person's name follow, maybe behind a form of address or a rank?
function Finder:is_named(post)
  local page, i = self.page, post.last + 1
  local address = page:hit(i, "HONORIFIC")
  if address then i = address.last + 1 end
  return page:hit(i, "RANK") ~= nil or names.find(page, i) ~= nil
end

--- Is its country the first of several? "Bộ trưởng Quốc phòng Nga, Mỹ"
function Finder:heads_list(post)
  local page, i = self.page, post.last + 2
  local country = self.layers.countries[i]
  return (page:is_dash(i - 1) or page.word[i - 1] == ",")
    and country ~= nil and country.first_token == i
end

--- A role that anyone could have: "cương vị Tổng thống", "bầu cử tổng
-- thống".
function Finder:is_role(post)
  return self.page:is(post.first - 1, roles)
end

--- Does a place follow one who rules it? "Tỉnh trưởng tỉnh Khăm Muộn"
function Finder:rules_place(post)
  local page, i = self.page, post.last + 1
  if post.title.entry.id ~= "thu-hien" then return false end
  return page:hit(i, "PLACE_UNIT") ~= nil
    or page:hit(i, "PLACE") ~= nil and page:is_capital(i)
end

--- Nobody's in particular: "Bộ trưởng Bộ Quốc phòng các nước".
function Finder:is_shared(post)
  local page, i = self.page, post.last + 1
  return page:is(i, plurals)
    and (page.key[i + 1] == "nước" or page.key[i + 1] == "bên")
end

--- Does a post follow that is marked, in a list or behind "kiêm"?
function Finder:heads_posts(post, listed)
  local joint = self.page.key[post.last + 1]
  if joint ~= "," and joint ~= "kiêm" or listed >= longest_list then
    return false
  end
  local other = self:find_post(post.last + 2)
  return other ~= nil and self:is_marked(other, listed + 1)
end

--- Is a title without a complement marked?
function Finder:is_marked_bare(post, listed)
  local page, entry = self.page, post.title.entry
  if self:is_named(post) or self:rules_place(post)
     or self:heads_posts(post, listed) then return true end
  if entry.complete then
    return page:is_capital(post.first) and not self:is_role(post)
  end
  return page.key[post.last + 1] == "tại" and entry.state ~= nil
end

--- Do several hold it, or anyone: "hai Bộ trưởng", "các đồng chí Phó Chủ
-- nhiệm ...", "một phát ngôn viên ..."?
function Finder:is_plural(i)
  local page = self.page
  if page.key[i - 1] == "chí" and page.key[i - 2] == "đồng" then i = i - 2 end
  return page:is(i - 1, plurals)
end

--- Is a post a mention?
-- @param listed how many posts of its list stand before it
function Finder:is_marked(post, listed)
  if self:is_plural(post.first) then
    return self:is_named(post) or self:heads_list(post)
  elseif self:is_shared(post) then
    return false
  elseif post.is_whole then
    return not self:is_role(post) or post.title.entry.takes ~= nil
  end
  return self:is_marked_bare(post, listed)
end

--- All of them --------------------------------------------------------------

--- The last token of a list of posts of nobody: "3 Trợ lý Thủ tướng, Phó
-- Thủ tướng Chính phủ".
function Finder:skip_posts(post)
  while self.page.word[post.last + 1] == "," do
    local more = self:find_post(post.last + 2)
    if not more then break end
    post = more
  end
  return post.last
end

--- The last token of a title; "Trưởng" goes on with what is led.
function Finder:find_title_end(title)
  local head = self.page.key[title.last] == "trưởng"
    and self.page:hit(title.last + 1, "ORG_HEAD")
  return head and head.entry.id == "office" and title.last + 1 or title.last
end

function Finder:add(doc, post)
  self.page:add(doc, "POST", post.first, post.last, {
    rule = post.title.entry.source, title = post.title.entry.id,
    title_last = self.page.last[self:find_title_end(post.title)],
  })
end

return extractor {
  name = "news.posts",
  needs = { "zone", "ORG", "COUNTRY", "DOCUMENT", "NAMED_EVENT" },
  gives = { "POST" },
  run = function(doc)
    local self, i = new_finder(doc), 1
    while i <= self.page.count do
      local post = self:find_post(i)
      if post and self:is_marked(post, 0) then
        self:add(doc, post)
        i = post.last
      elseif post and self:is_plural(i) then
        i = self:skip_posts(post)
      end
      i = i + 1
    end
  end,
}
