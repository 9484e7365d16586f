--- PERSON: names of people. A run of capitalised words is one where a rank, a
-- post, a form of address or a role stands before it, where a post follows
-- in apposition, and where the page has named the person before; a Vietnamese
-- surname is enough by itself. Photographers are named in credits.

local credits = require "viet.news.mentions.credits"
local extractor = require "viet.extractor"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"
local ships = require "viet.news.mentions.ships"

local Finder = {}
Finder.__index = Finder

--- Adds a name unless something covers it.
function Finder:add(i, last, rule)
  local page = self.page
  if not last or page:touches(self.covered, i, last) then return false end
  local span = page:add(self.doc, "PERSON", i, last, {
    rule = rule:find(":", 1, true) and rule or "people." .. rule,
  })
  for n = i, last do self.covered[n] = span end
  self.found[#self.found + 1] = span
  return true
end

--- The last token before something covered.
function Finder:clip(i, last)
  for n = i, last or i - 1 do
    if self.covered[n] then return n > i and n - 1 or nil end
  end
  return last
end

--- The end of the name that has to begin at i, or nil.
function Finder:name_at(i)
  local last = self:clip(i, names.find(self.page, i))
  local place = last and self.page:hit(i, "PLACE")
  if place and place.last == last and not names.vietnamese(self.page, i) then
    return nil
  end
  return last
end

--- The token behind a short form in brackets: "Ủy ban châu Âu (EC) ..."
local function skip_bracket(page, i)
  if page.word[i] ~= "(" then return i end
  for at = i + 1, i + 4 do
    if page.word[at] == ")" then return at + 1 end
  end
  return i
end

--- Behind each span of a layer: "Đại tướng ...", "Bộ trưởng Quốc phòng ...".
function Finder:after_layer(layer, rule)
  local page = self.page
  for span in self.doc:each(layer) do
    local i = span.last_token + 1
    if layer == "RANK" then i = names.skip_force(page, i) end
    i = skip_bracket(page, i)
    if page.key[i] == "tại" then  -- "Đại sứ Nga tại Seoul ..."
      local seat = page:hit(i + 1, "PLACE")
      i = seat and seat.last + 1 or i
    end
    self:add(i, self:name_at(i), rule)
  end
end

--- Is the hit a form of address or a role, and not the start of a word?
local function is_address(page, hit)
  if not hit or page.plain[hit.first]
     or page:is_inside(hit.first, { WORD = true }) then return false end
  local name = names.covered(page)[hit.first]
  if name and name < hit.first then return false end  -- Nguyễn Anh Tuấn
  local word = page:hit(hit.first, "WORD")
  local title = page:hit(hit.first, "TITLE")
  return not (word and word.last > hit.last)
    and not (title and title.last >= hit.last)
end

--- The token behind a form of address or a role and the country that one is
-- from: "quan chức Mỹ", "nhạc sĩ người Chile".
function Finder:skip_origin(hit)
  local page, at = self.page, hit.last + 1
  local has_people = hit.type == "ROLE" and page.key[at] == "người"
  if has_people then at = at + 1 end
  local country = page:is_capital(at) and page:hit(at, "COUNTRY")
  if country and (has_people or self.covered[at]) then
    at = country.last + 1
    return has_people and page:is_dash(at) and at + 1 or at
  end
  return at
end

--- Behind "ông", "đồng chí", "luật sư", "cầu thủ".
function Finder:after_address()
  local page = self.page
  for i = 1, page.count do
    for _, type in ipairs { "HONORIFIC", "ROLE" } do
      local hit = page:hit(i, type)
      if is_address(page, hit) and not self.covered[i] then
        local at = self:skip_origin(hit)
        local last = self:name_at(at)
        local is_enough = type == "HONORIFIC" or last and last > at
          or page.kind[at] == "word" or page.shape[at + 1] ~= "lower"
        if is_enough then self:add(at, last, "after_address") end
      end
    end
  end
end

--- Persons that the lexicon has by name: "Bác Hồ".
function Finder:by_name()
  for i = 1, self.page.count do
    local known = self.page:is_capital(i) and self.page:hit(i, "PERSON_NAME")
    if known and not self.page:is_inside(i, { WORD = true }) then
      self:add(i, known.last, known.entry.source)
    end
  end
end

--- Vietnamese names wherever they stand.
function Finder:by_surname()
  local page, people = self.page, names.covered(self.page)
  for i = 1, page.count do
    if people[i] == i then
      self:add(i, self:clip(i, names.vietnamese(page, i)), "by_surname")
    end
  end
end

--- Before a post or role in apposition: "Janka Oertel, Giám đốc ..."
function Finder:before_post()
  local page = self.page
  local posts = page:covered(self.doc, { "POST" })
  for i = 1, page.count do
    local last = not self.covered[i] and not self.covered[i - 1]
      and not page:is_capital(i - 1) and self:clip(i, names.run(page, i))
    local joint = last and page.word[last + 1]
    if last and last > i and (joint == "," or joint == "–" or joint == "-")
       and (posts[last + 2] or page:hit(last + 2, "ROLE")) then
      self:add(i, last, "before_post")
    end
  end
end

--- Behind a country or an organisation: "lãnh đạo NATO Mark Rutte".
function Finder:after_names()
  local page = self.page
  for _, layer in ipairs { "COUNTRY", "ORG", "PLACE" } do
    for span in self.doc:each(layer) do
      local i = span.last_token + 1
      local last = page.kind[i] == "word" and page.shape[i] == "title"
        and not page.hits[i] and self:clip(i, names.run(page, i))
      if last and last > i then self:add(i, last, "after_name") end
    end
  end
end

--- Behind "và" and a person: "Ngô Xuân Lịch và James Mattis".
function Finder:in_pair()
  local page = self.page
  for n = 1, #self.found do
    local i = self.found[n].last_token + 2
    local joint = page.key[i - 1]
    if joint == "và" or joint == "," then
      local last = self:clip(i, names.run(page, i))
      if last and last > i and not page:hit(i, "PLACE") then
        self:add(i, last, "in_pair")
      end
    end
  end
end

--- The keys of the words of each name found, by the first and by the last
-- word that is no Vietnamese syllable.
function Finder:collect_aliases()
  local page, aliases = self.page, {}
  for _, span in ipairs(self.found) do
    local i, last = span.first_token, span.last_token
    if (last > i or page.kind[i] == "word")
       and not names.is_vietnamese(page, i, last) then
      for _, n in ipairs { i, last } do
        local is_single = page.kind[n] == "word" and #page.word[n] > 3
        if is_single then aliases[page.key[n]] = true end
      end
    end
  end
  return aliases
end

--- Parts of names that stand alone later: "Biden", "Zhaksylykov".
function Finder:by_alias()
  local page, aliases = self.page, self:collect_aliases()
  for i = 1, page.count do
    if aliases[page.key[i]] and page:is_capital(i)
       and not self.covered[i] then
      self:add(i, self:clip(i, names.run(page, i)), "by_alias")
    end
  end
end

--- Before a verb of saying: "Wang Wen nói".
local says = { ["nói"] = true, ["cho"] = true, ["nhận"] = true,
               ["tuyên"] = true, ["khẳng"] = true, ["bày"] = true,
               ["viết"] = true, ["phát"] = true, ["chia"] = true }

function Finder:before_saying()
  local page = self.page
  for i = 1, page.count do
    local last = not self.covered[i] and not page:is_capital(i - 1)
      and self:clip(i, names.run(page, i))
    if last and last > i and says[page.key[last + 1]]
       and not page:hit(i, "PLACE") and page.kind[i] == "word" then
      self:add(i, last, "before_saying")
    end
  end
end

return extractor {
  name = "news.people",
  needs = { "zone", "ORG", "COUNTRY", "POST", "RANK", "PLACE", "DOCUMENT",
            "NAMED_EVENT" },
  gives = { "PERSON" },
  run = function(doc)
    local page = page_of(doc)
    local self = setmetatable({
      doc = doc, page = page, found = {},
      covered = page:covered(doc, { "ORG", "COUNTRY", "POST", "RANK",
                                    "PLACE", "DOCUMENT", "NAMED_EVENT" }),
    }, Finder)
    ships.cover(page, self.covered)
    for _, person in ipairs(credits.people(page)) do
      self:add(person.first, person.last, "in_credit")
    end
    self:after_layer("RANK", "after_rank")
    self:after_layer("POST", "after_post")
    self:by_name()
    self:after_address()
    self:by_surname()
    self:before_post()
    self:after_names()
    self:in_pair()
    self:before_saying()
    self:by_alias()
  end,
}
