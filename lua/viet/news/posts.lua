--- POST: a title with the organisation, the portfolio and the country it is
-- held in: "Phó Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam".
--
-- A title that is complete in itself (Thủ tướng) is a post also alone; any
-- other needs a complement, a name, or a further post behind a comma.

local extractor = require "viet.extractor"
local features = require "viet.news.features"
local names = require "viet.news.names"
local page_of = require "viet.news.page"
local phrase = require "viet.news.phrase"

local function set(...)
  local words = {}
  for _, word in ipairs { ... } do words[word] = true end
  return words
end

local plurals = set("hai", "ba", "bốn", "các", "những", "2", "3", "4", "nhiều",
                    "mọi")
local diplomats = set("ambassador", "consul-general", "defence-attache",
                      "dai-dien-cap-cao")
local links = set("thuộc", "của")
local forms_of_address = set("đồng chí", "ông", "bà", "ngài")
local roles = set("vị", "cử", "tranh", "đua", "viên")  -- cương vị, bầu cử

--- What the rules ask of the layers made so far: which spans cover a token.
local function read_layers(doc, page)
  local covered = page:covered(doc, { "DOCUMENT", "NAMED_EVENT" })
  features.cover(page, covered)
  return {
    covered = covered,
    orgs = page:covered(doc, { "ORG" }),
    countries = page:covered(doc, { "COUNTRY" }),
  }
end

--- The span that begins at a token, if one of the covered does.
local function span_at(covered, i)
  local span = covered[i]
  return span and span.first_token == i and span or nil
end

--- "Thường trực", "thứ nhất" behind a title.
local function skip_qualifier(page, i)
  local key, next_key = page.key[i], page.key[i + 1]
  if key == "thường" and next_key == "trực" then return i + 2 end
  if key == "thứ" and (next_key == "nhất" or next_key == "hai") then
    return i + 2
  end
  return i
end

--- A country at i, "nước" before it included.
local function find_country(page, i, layers)
  local at = page.key[i] == "nước" and i + 1 or i
  local span = span_at(layers.countries, at)
  return span and span.last_token
end

--- "của Tổng thống Mỹ về khí hậu" behind "đặc phái viên".
local function find_subject(page, last)
  if page.key[last + 1] ~= "về" then return last end
  local ends = phrase.extend(page, last + 2, { "terms" },
                             { lower = true, verbs = true })
  return ends > last + 1 and ends or last
end

--- Heads of units that are named with their parent: "Vụ Tổng hợp, Văn phòng
-- Chính phủ".
local subordinate = set("department", "office", "unit", "command", "service")

local function is_subordinate(page, i)
  local head = page:hit(i, "ORG_HEAD")
  return head and subordinate[head.entry.id] or false
end

--- An organisation at i, and the one it belongs to behind a comma.
local function find_organisation(page, i, layers)
  local at = links[page.key[i]] and i + 1 or i
  if page.key[i] == "tại" then at = i + 1 end
  local span = span_at(layers.orgs, at)
  if not span then return nil end
  local last = span.last_token
  local parent = page.word[last + 1] == ","
    and span_at(layers.orgs, last + 2)
  if parent and is_subordinate(page, at) then last = parent.last_token end
  return last
end

--- A force in lower case, with its country: "các lực lượng vũ trang Iran".
local function find_force(page, i, layers)
  local at = page.key[i] == "các" and i + 1 or i
  local last = phrase.extend(page, at, { "terms" }, { lower = true })
  return last >= at and find_country(page, last + 1, layers) or nil
end

--- A part of an organisation that is none itself: "Chương trình châu Á tại
-- Hội đồng Đối ngoại châu Âu".
local function find_programme(page, i, layers)
  if not page:is_capital(i) or page.shape[i + 1] ~= "lower" then return nil end
  for at = i + 2, i + 7 do
    if page.kind[at] ~= "syllable" then return nil end
    if page.key[at] == "tại" or links[page.key[at]] then
      return find_organisation(page, at, layers)
    end
  end
  return nil
end

--- "tại Việt Nam" behind "Đại sứ Lào".
local function find_seat(page, last, layers)
  if page.key[last + 1] ~= "tại" then return last end
  return find_country(page, last + 2, layers) or last
end

local find_post

--- What an envoy or an assistant is of: another post.
local function find_superior(page, i, layers)
  local at = links[page.key[i]] and i + 1 or i
  local title = page:hit(at, "TITLE")
  if not title or title.entry.takes == "post" then return nil end
  local superior = find_post(page, at, layers)
  return superior and find_subject(page, superior.last)
end

--- The end of what completes a title, or nil.
local function find_complement(page, title, layers)
  local takes, i = title.entry.takes, skip_qualifier(page, title.last + 1)
  local last = find_organisation(page, i, layers)
  local portfolio = takes == "portfolio" and page:hit(i, "PORTFOLIO")
  if not last and portfolio then
    last = portfolio.last
    last = find_country(page, last + 1, layers) or last
  end
  last = last or find_country(page, i, layers)
  if not last and takes == "organ" then
    last = find_force(page, i, layers) or find_programme(page, i, layers)
  end
  if last and links[page.key[last + 1]] then  -- "... của Mỹ"
    last = find_country(page, last + 2, layers) or last
  end
  if last and diplomats[title.entry.id] then
    last = find_seat(page, last, layers)
  end
  if not last and takes == "post" then
    last = find_superior(page, i, layers)
  end
  if not last and i > title.last + 1 then last = i - 1 end
  return last
end

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
                 COMPOUND = true }

--- The longest title at i that no organisation begins in.
local function find_title(page, i, layers)
  if page:is_inside(i, longer) then return nil end
  for _, hit in ipairs(page.hits[i] or {}) do
    if hit.type == "TITLE" and not is_other(page, hit)
       and not page:touches(layers.covered, i, hit.last)
       and not page:touches(layers.orgs, i, hit.last)
       and not page:touches(layers.countries, i, hit.last) then
      return hit
    end
  end
  return nil
end

local longest_list = 8  -- posts

--- A title with its complement, whether it is marked or not.
-- @return {first, last, title, is_whole}, or nil
find_post = function(page, i, layers)
  local title = find_title(page, i, layers)
  if not title then return nil end
  local last = find_complement(page, title, layers)
  return { first = i, last = last or title.last, title = title,
           is_whole = last ~= nil }
end

--- Does a person's name follow, maybe behind a form of address or a rank?
local function is_named(page, last)
  local i = last + 1
  local address = page:hit(i, "HONORIFIC")
  if address and forms_of_address[page.key[i]] then i = i + 1 end
  if page.key[i] == "đồng" and page.key[i + 1] == "chí" then i = i + 2 end
  return page:hit(i, "RANK") ~= nil or names.find(page, i) ~= nil
end

--- Is the country the first of several? "Bộ trưởng Quốc phòng Nga, Mỹ"
local function heads_list(page, last, layers)
  return (page:is_dash(last + 1) or page.word[last + 1] == ",")
    and span_at(layers.countries, last + 2) ~= nil
end

--- A role that anyone could have: "cương vị Tổng thống", "bầu cử tổng thống".
local function is_role(page, i)
  return page:is(i - 1, roles)
end

--- Does a place follow? "Tỉnh trưởng tỉnh Khăm Muộn"
local function is_place(page, i)
  return page:hit(i, "PLACE_UNIT") ~= nil
    or page:hit(i, "PLACE") ~= nil and page:is_capital(i)
end

--- "Bộ trưởng Bộ Quốc phòng các nước", "... hai nước": nobody's in particular.
local function is_shared(page, last)
  return page:is(last + 1, plurals)
    and (page.key[last + 2] == "nước" or page.key[last + 2] == "bên")
end

local function is_marked(page, post, layers, listed)
  listed = (listed or 0) + 1  -- posts of one list
  local i, last = post.first, post.last
  local follows = page.key[last + 1]
  if page:is(i - 1, plurals) then
    return is_named(page, last) or heads_list(page, last, layers)
  end
  if is_shared(page, last) then return false end
  if page.word[last + 1] == "," and page.word[last + 2] == "." then
    return page:is_capital(i) and post.title.entry.complete ~= nil
  end
  if post.is_whole then
    return not is_role(page, i) or post.title.entry.takes ~= nil
  end
  if is_named(page, last) then return true end
  if post.title.entry.id == "thu-hien" and is_place(page, last + 1) then
    return true
  end
  local is_joint = follows == "," or follows == "kiêm"
  local other = is_joint and listed < longest_list
    and find_post(page, last + 2, layers)
  if other and is_marked(page, other, layers, listed) then return true end
  if post.title.entry.complete then
    return page:is_capital(i) and not is_role(page, i)
  end
  return follows == "tại" and post.title.entry.state ~= nil
end

--- The last token of a list of posts of nobody: "3 Trợ lý Thủ tướng, Phó
-- Thủ tướng Chính phủ".
local function skip_posts(page, post, layers)
  while page.word[post.last + 1] == "," do
    local more = find_post(page, post.last + 2, layers)
    if not more then break end
    post = more
  end
  return post.last
end

--- The last token of a title; "Trưởng" goes on with what is led.
local function find_title_end(page, title)
  local is_stem = page.key[title.last] == "trưởng"
    and page:hit(title.last + 1, "ORG_HEAD")
  return is_stem and is_stem.entry.id == "office" and title.last + 1
    or title.last
end

return extractor {
  name = "news.posts",
  needs = { "zone", "ORG", "COUNTRY", "DOCUMENT", "NAMED_EVENT" },
  gives = { "POST" },
  run = function(doc)
    local page = page_of(doc)
    local layers = read_layers(doc, page)
    local i = 1
    while i <= page.count do
      local post = find_post(page, i, layers)
      local is_new = post and is_marked(page, post, layers)
      if post and not is_new and page:is(i - 1, plurals) then
        i = skip_posts(page, post, layers)
      elseif is_new then
        page:add(doc, "POST", post.first, post.last,
                 { rule = post.title.entry.source,
                   title = post.title.entry.id,
                   title_last = find_title_end(page, post.title) })
        i = post.last
      end
      i = i + 1
    end
  end,
}
