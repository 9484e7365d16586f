--- ORG: organisations. What belongs to both sides at once is none: "Bộ Quốc
-- phòng hai nước", and no more is what stands before it in a list. See
-- rules/organisations.rules.

local bodies = require "viet.news.mentions.bodies"
local cascade = require "viet.news.cascade"
local clubs = require "viet.news.mentions.clubs"
local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local extractor_rules = require "viet.extractor.rules"
local features = require "viet.news.mentions.features"
local holders = require "viet.news.mentions.holders"
local main_text = require "viet.news.main_text"
local ships = require "viet.news.mentions.ships"
local taken_by = require "viet.news.mentions.taken"
local wholes = require "viet.news.mentions.wholes"

--- Takes back the names of a list whose last one belongs to both sides:
-- "Quân ủy Trung ương, Bộ Quốc phòng hai nước".
local function drop_list(tokens, found, i)
  while #found > 0 and found[#found].last_token == i - 2 do
    local joint = tokens:key(i - 1)
    if joint ~= "," and joint ~= "và" then return end
    i = table.remove(found).first_token
  end
end

local function find_all(doc, taken)
  local found, next_byte = {}, 1
  for _, body in ipairs(bodies.of(doc)) do
    if body.first >= next_byte and taken:is_free(body.first, body.last) then
      if body.is_shared then
        drop_list(doc.tokens, found, body.first_token)
      else
        found[#found + 1] = body
      end
      next_byte = body.last + 1
    end
  end
  return found
end

local function is_main(doc, byte)
  for _, line in ipairs(main_text(doc).marked) do
    if line.first <= byte and byte <= line.last then return true end
  end
  return false
end

--- Adds the places where a short form is a token.
local function add_short_form(doc, word, taken, list)
  local first, last = doc.text:find(word, 1, true)
  while first do
    local from, to = doc.tokens:span(doc.tokens:at(first))
    if from == first and to == last and taken:is_free(first, last)
       and is_main(doc, first) then
      list[#list + 1] = { first = first, last = last,
                          rule = "organisations.short_form" }
    end
    first, last = doc.text:find(word, last + 1, true)
  end
end

--- What an organisation is called in short: what stands in brackets behind its
-- name, "... Công nghiệp Quốc phòng (GAET)", or the letters of a company.
local function find_short_form(doc, org)
  local short = org.rule == "organisations.company" and org
    or org.captures and org.captures.short
  return short and doc.text:sub(short.first, short.last)
end

--- Short forms, wherever they stand.
local function find_short_forms(doc, found, taken)
  local short, list = {}, {}
  for _, org in ipairs(found) do
    local word = find_short_form(doc, org)
    if word and not short[word] then
      short[word] = true
      add_short_form(doc, word, taken, list)
    end
  end
  return list
end

local function add(doc, list)
  for _, org in ipairs(list) do
    local by = org.captures and org.captures.by
    -- with what `add` sets, so that the table has room for it
    doc:add("ORG", { type = "ORG", first = org.first, last = org.last,
                     rule = org.rule, lexicon = by and by.entry.source })
  end
end

local organisations = extractor {
  name = "news.organisations",
  needs = { "zone", "DOCUMENT", "NAMED_EVENT" },
  gives = { "ORG" },
  run = function(doc)
    local agencies = credits.of(doc).organisations
    local taken = taken_by { doc:layer "DOCUMENT", doc:layer "NAMED_EVENT",
      features.of(doc), ships.of(doc), agencies }
    local found = find_all(doc, taken)
    taken:add(found)
    add(doc, found)
    add(doc, find_short_forms(doc, found, taken))
    add(doc, clubs.find(doc, found, bodies.sports(doc), taken))
    add(doc, agencies)
  end,
}

--- Sets of rules that whoever comes first searches.
local sets = {}
for i, module in ipairs { wholes, holders, clubs } do
  sets[i] = { rules = module.rules, where = cascade.anywhere }
end
organisations.rules = cascade.new("news.organisations", sets)
extractor_rules.decide(organisations.rules, {
  file = "viet/news/organisations.lua",
  reads = { "organisations.body", "organisations.company" },
  "organisations.short_form",
})

return organisations
