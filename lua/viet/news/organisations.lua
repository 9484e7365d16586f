--- ORG: organisations. What belongs to both sides at once is none: "Bộ Quốc
-- phòng hai nước", and no more is what stands before it in a list.

local bodies = require "viet.news.mentions.bodies"
local clubs = require "viet.news.mentions.clubs"
local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local features = require "viet.news.mentions.features"
local page_of = require "viet.news.mentions.page"
local ships = require "viet.news.mentions.ships"

--- Takes back the names of a list whose last one belongs to both sides:
-- "Quân ủy Trung ương, Bộ Quốc phòng hai nước".
local function drop_list(page, found, i)
  while #found > 0 do
    local joint = page.key[i - 1]
    if found[#found].last ~= i - 2 or joint ~= "," and joint ~= "và" then
      return
    end
    i = table.remove(found).first
  end
end

local function find_all(page, covered)
  local found, i = {}, 1
  while i <= page.count do
    local last, rule
    if not covered[i] then last, rule = bodies.find(page, i) end
    if last and not page:touches(covered, i, last) then
      if bodies.is_shared(page, i, last) then
        drop_list(page, found, i)
      else
        found[#found + 1] = { first = i, last = last, rule = rule }
      end
      i = last
    end
    i = i + 1
  end
  return found
end

--- The short form in brackets behind a name: "... Công nghiệp Quốc phòng
-- (GAET)".
local function find_short_form(page, last)
  local i = last + 2
  local is_short = page.word[last + 1] == "(" and page.word[i + 1] == ")"
    and page.shape[i] == "upper" and page.kind[i] ~= "number"
  return is_short and i or nil
end

--- Adds short forms in brackets, and wherever else they stand.
local function add_short_forms(page, found, covered)
  local short, list = {}, {}
  for _, org in ipairs(found) do
    local i = find_short_form(page, org.last)
    if i then short[page.word[i]] = true end
    if org.rule == "bodies.company" then short[page.word[org.first]] = true end
    for n = org.first, org.last do covered[n] = org end
  end
  for i = 1, page.count do
    if short[page.word[i]] and not covered[i] then
      list[#list + 1] = { first = i, last = i,
                          rule = "organisations.short_form" }
    end
  end
  for _, org in ipairs(list) do found[#found + 1] = org end
end

return extractor {
  name = "news.organisations",
  needs = { "zone", "DOCUMENT", "NAMED_EVENT" },
  gives = { "ORG" },
  run = function(doc)
    local page = page_of(doc)
    local covered = page:covered(doc, { "DOCUMENT", "NAMED_EVENT" })
    features.cover(page, covered)
    ships.cover(page, covered)
    for _, org in ipairs(credits.organisations(page)) do
      local span = page:add(doc, "ORG", org.first, org.last,
                            { rule = "organisations.in_credit" })
      for i = org.first, org.last do covered[i] = span end
    end
    local found = find_all(page, covered)
    add_short_forms(page, found, covered)
    for _, club in ipairs(clubs.find(page, found, covered)) do
      found[#found + 1] = club
    end
    for _, org in ipairs(found) do
      page:add(doc, "ORG", org.first, org.last, { rule = org.rule })
    end
  end,
}
