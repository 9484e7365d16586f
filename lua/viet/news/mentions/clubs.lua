--- Sports clubs that are called by a bare name: "Nam Định ghi bàn", "đội chủ
-- nhà Sóng Cả". See rules/clubs.rules.
--
-- A place is its club's name where the page has the club in full ("CLB Nam
-- Định"). On a page about sports any other name is a club's where it wins,
-- loses or stands behind "đội", and then all over the page.

local cascade = require "viet.news.cascade"
local rules = require "viet.news.rules"

local clubs = {}

local set = rules.read "clubs"
clubs.rules = set

local SHORTEST_SPORTS = 4  -- different words of sports on a page about it

--- Is the page about sports?
local function is_sports(sports)
  local count = 0
  for _ in pairs(sports) do count = count + 1 end
  return count >= SHORTEST_SPORTS
end

--- The keys of tokens.
local function keys_of(tokens, i, j)
  local keys = {}
  for n = i, j do keys[#keys + 1] = tokens:key(n) end
  return table.concat(keys, " ")
end

--- Is an organisation a club in full?
local function is_club(tokens, org)
  local by = org.captures and org.captures.by
  if not by then return org.rule == "organisations.club" end
  local key = by.id == "company" and tokens:key(org.first_token)
  return key == "clb"
    or key == "câu" and tokens:key(org.first_token + 1) == "lạc"
end

--- What the rules find: lists by the rule's name.
local function search(doc)
  local found = {}
  for first, last, _, rule, i, j in cascade.matches(set, doc, doc) do
    found[rule] = found[rule] or {}
    table.insert(found[rule], { first = first, last = last,
      key = keys_of(doc.tokens, i, j), rule = rule })
  end
  return found
end

--- The keys of the names with which clubs end.
local function places_of(found, full)
  local ends, keys = {}, {}
  for _, org in ipairs(full) do ends[org.last] = org.first end
  for _, place in ipairs(found["clubs.place"] or {}) do
    local start = ends[place.last]
    if start and place.first > start then keys[place.key] = true end
  end
  return keys
end

--- The keys of names in a list.
local function keys_in(list, taken)
  local keys = {}
  for _, name in ipairs(list or {}) do
    if taken:is_free(name.first, name.first) then keys[name.key] = true end
  end
  return keys
end

--- Finds the clubs that are called by a bare name.
-- @param doc      a document
-- @param found    its organisations
-- @param sports   its words of sports, as keys
-- @param taken    what is something else
-- @return a list of spans with `rule`
function clubs.find(doc, found, sports, taken)
  local full, result = {}, {}
  for _, org in ipairs(found) do
    if is_club(doc.tokens, org) then full[#full + 1] = org end
  end
  local is_about_sports = is_sports(sports)
  if #full == 0 and not is_about_sports then return result end
  local names = search(doc)
  local function add(list, keys)
    for _, one in ipairs(list or {}) do
      if keys[one.key] and taken:is_free(one.first, one.first) then
        result[#result + 1] = one
      end
    end
  end
  add(names["clubs.team"], places_of(names, full))
  if is_about_sports then
    add(names["clubs.name"], keys_in(names["clubs.playing"], taken))
  end
  return result
end

return clubs
