--- What completes a title to a post: the organisation, the portfolio, the
-- country, and what is added behind them.
--
--     Phó Tổng Tham mưu trưởng | Quân đội nhân dân Việt Nam
--     Thứ trưởng Thường trực   | Bộ Ngoại giao Lào
--     đặc phái viên            | của Tổng thống Mỹ về khí hậu
--
-- The layers are tables from tokens to the spans that cover them: `orgs` and
-- `countries`.

local names = require "viet.news.mentions.names"
local phrase = require "viet.news.mentions.phrase"

local complements = {}

local links = { ["thuộc"] = true, ["của"] = true }

--- Posts of one state in another: where they are held is a part of the post.
local diplomats = {
  ambassador = true, ["consul-general"] = true, ["defence-attache"] = true,
  ["dai-dien-cap-cao"] = true,
}

--- Heads of units that are named with their parent: "Vụ Tổng hợp, Văn phòng
-- Chính phủ".
local subordinate = {
  department = true, office = true, unit = true, command = true,
  service = true,
}

--- The span that begins at a token, if one of the covered does.
local function span_at(covered, i)
  local span = covered[i]
  return span and span.first_token == i and span or nil
end

--- A country at i, "nước" before it included.
local function find_country(page, i, layers)
  local at = page.key[i] == "nước" and i + 1 or i
  local span = span_at(layers.countries, at)
  return span and span.last_token
end

local function is_subordinate(page, i)
  local head = page:hit(i, "ORG_HEAD")
  return head and subordinate[head.entry.id] or false
end

--- An organisation at i, or behind "thuộc", "của", "tại"; and the one that
-- it belongs to behind a comma.
local function find_organisation(page, i, layers)
  local is_linked = links[page.key[i]] or page.key[i] == "tại"
  local at = is_linked and i + 1 or i
  local span = span_at(layers.orgs, at)
  if not span then return nil end
  local parent = page.word[span.last_token + 1] == ","
    and is_subordinate(page, at) and span_at(layers.orgs, span.last_token + 2)
  return parent and parent.last_token or span.last_token
end

--- "Quốc phòng Lào" behind "Bộ trưởng".
local function find_portfolio(page, i, layers)
  local portfolio = page:hit(i, "PORTFOLIO")
  if not portfolio then return nil end
  return find_country(page, portfolio.last + 1, layers) or portfolio.last
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

--- Parts of a body that a title ends with: "Trưởng phòng Tuyên huấn".
local sections = { ["phòng"] = true, ["ban"] = true, ["khoa"] = true,
                   ["bộ môn"] = true }

--- The name of the section that a title ends with, in capitals.
local function find_section(page, title)
  local i = title.last + 1
  if not sections[page.key[title.last]] or not page:is_capital(i) then
    return nil
  end
  local last = phrase.extend(page, i, { "terms", "pairs" }, {})
  return last >= i and last or nil
end

--- The land of one who rules it, or is its chief of police: "Tỉnh trưởng
-- tỉnh Khăm Muộn", "Trưởng Công an thị xã Giá Rai".
local function find_land(page, title)
  local i = title.last + 1
  local rules = title.entry.id == "thu-hien"
    or page:keys(math.max(1, i - 2), i - 1) == "công an"
  if not rules or not page:hit(i, "PLACE_UNIT") then return nil end
  return phrase.element.places(page, i)
end

--- What an envoy is for: "về khí hậu", "về Syria".
local function add_subject(page, last, layers)
  if page.key[last + 1] ~= "về" then return last end
  local country = find_country(page, last + 2, layers)
  if country then return country end
  local ends = phrase.extend(page, last + 2, { "terms" },
                             { lower = true, verbs = true })
  return ends > last + 1 and ends or last
end

--- Whom an envoy or an assistant serves: "(của) Tổng thống Mỹ".
local function find_superior(page, i, layers)
  local at = links[page.key[i]] and i + 1 or i
  local title = page:hit(at, "TITLE")
  if not title or title.entry.takes == "post" then return nil end
  return complements.find(page, title, layers) or title.last
end

--- What may follow a title besides an organisation and a country, by what
-- the lexicon says it takes.
local others = {
  portfolio = find_portfolio,
  post = find_superior,
  organ = function(page, i, layers)
    return find_force(page, i, layers) or find_programme(page, i, layers)
  end,
}

--- "của Mỹ", and for diplomats "tại Việt Nam".
local function add_country(page, title, last, layers)
  local key = page.key[last + 1]
  if links[key] or key == "tại" and diplomats[title.entry.id] then
    return find_country(page, last + 2, layers) or last
  end
  return last
end

--- "phụ trách hoạt động hòa bình", as far as a name or a comma.
local function add_charge(page, last)
  if page:keys(last + 1, last + 2) ~= "phụ trách" then return last end
  for at = last + 3, last + 16 do
    if page.word[at] == "," or names.find(page, at) then return at - 1 end
    if page.kind[at] ~= "syllable" or page:is_capital(at) then break end
  end
  return last
end

--- The token behind "Thường trực", "thứ nhất".
local function skip_qualifier(page, i)
  local key, next_key = page.key[i], page.key[i + 1]
  if key == "thường" and next_key == "trực"
     or key == "thứ" and (next_key == "nhất" or next_key == "hai") then
    return i + 2
  end
  return i
end

--- The end of what completes a title.
-- @param title a hit of the lexicon, of type TITLE
-- @return the last token, or nil where nothing does
function complements.find(page, title, layers)
  local i = skip_qualifier(page, title.last + 1)
  local find_other = others[title.entry.takes]
  local last = find_organisation(page, i, layers)
    or find_country(page, i, layers)
    or find_other and find_other(page, i, layers)
    or find_section(page, title) or find_land(page, title)
  if last then
    last = add_country(page, title, last, layers)
  elseif i > title.last + 1 then
    last = i - 1
  end
  if last and title.entry.takes == "post" then
    last = add_subject(page, last, layers)
  end
  return last and add_charge(page, last)
end

return complements
