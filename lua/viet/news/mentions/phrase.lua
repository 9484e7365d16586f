--- Names that are phrases: how far an organisation, an event or a document
-- goes on behind the word it begins with.
--
-- A phrase is a chain of elements. Each is found by one function, which takes
-- the page, a token and the caller's settings, and returns the element's last
-- token or nil. Which elements a phrase may have is the caller's choice; other
-- grammars add elements of their own to `phrase.element`.

local phrase = {}

local element = {}

--- The last token of a hit of a type that begins with a capital.
local function capital_hit(page, i, type)
  local hit = page:is_capital(i) and page:hit(i, type)
  return hit and hit.last
end

--- The last token of a country's name that no longer name begins with: "Mỹ",
-- but not in "Mỹ Đình".
local function country_hit(page, i, type)
  local last = capital_hit(page, i, type)
  local place, word = page:hit(i, "PLACE"), page:hit(i, "WORD")
  if last and (place and place.last > last or word and word.last > last) then
    return nil
  end
  return last
end

--- Does one of the words have a capital? "Quốc phòng", "miền Đông"
local function has_capital(page, i, last)
  return page:is_capital(i) or page:is_capital(last)
end

--- A noun of the lexicon: "quốc phòng". A word that is also a verb counts
-- only with a capital, unless the phrase may be of verbs too. Where words
-- in lower case may not begin, only ones behind another noun do.
function element.terms(page, i, settings)
  local term = page:hit(i, "TERM")
  local verb = page:hit(i, "TERM_TITLE")
  if term and (settings.lower or has_capital(page, i, term.last)) then
    return term.last
  end
  if verb and (page:is_capital(i)
      or settings.verbs and not page:hit(i, "STOP")) then
    return verb.last
  end
  return nil
end

--- A country, and the others of a pair: "Việt Nam - Lào".
function element.countries(page, i)
  local skipped = page.key[i] == "nước" and i + 1 or i
  local last = country_hit(page, skipped, "COUNTRY")
  if not last and page:is_dash(i + 1) then
    last = country_hit(page, i, "COUNTRY_PAIR")
  end
  while last and page:is_dash(last + 1) do
    local other = country_hit(page, last + 2, "COUNTRY")
      or country_hit(page, last + 2, "COUNTRY_PAIR")
    if not other then break end
    last = other
  end
  return last
end

--- One country, without the others of a pair.
function element.country(page, i)
  local skipped = page.key[i] == "nước" and i + 1 or i
  return country_hit(page, skipped, "COUNTRY")
end

--- A known organisation.
function element.organisations(page, i)
  local last = capital_hit(page, i, "ORG_NAME")
  if page.shape[i] == "upper" then
    last = last or capital_hit(page, i, "ORG_ACRONYM")
  end
  return last
end

--- The end of a name that no lexicon has: up to three capitalised words,
-- and syllables tied to them ("Xay-nha-bu-ly").
local function find_land(page, i)
  local last, words = i, 1
  while true do
    local is_tied = page:is_dash(last + 1) and not page.spaced[last + 1]
      and not page.spaced[last + 2] and page.kind[last + 2] ~= "line"
    if is_tied then
      last = last + 2
    elseif words < 3 and page:is_capital(last + 1) then
      last, words = last + 1, words + 1
    else
      return last
    end
  end
end

--- A known place, with the kind of unit it is: "tỉnh Khánh Hòa"; behind
-- such a word any capitalised name.
function element.places(page, i)
  local unit = page:hit(i, "PLACE_UNIT")
  if unit and page:is_capital(unit.last + 1) then
    local known = page:hit(unit.last + 1, "PLACE")
    if known then return known.last end
    return find_land(page, unit.last + 1)
  end
  local lower = page:hit(i, "PLACE_LOWER")
  return capital_hit(page, i, "PLACE") or lower and lower.last
end

--- A number or a Roman numeral.
function element.numbers(page, i)
  local is_number = page.word[i]:find("^%d+$")
    or page.word[i]:find("^[IVX]+$") and page.shape[i] ~= "lower"
  return is_number and i or nil
end

--- A known event: "ADMM+".
function element.events(page, i)
  return capital_hit(page, i, "EVENT")
end

--- "cấp 2", "số 3".
function element.levels(page, i)
  local is_level = page.key[i] == "cấp" or page.key[i] == "số"
  return is_level and element.numbers(page, i + 1)
end

--- "các tổ chức hữu nghị", in lower case from the start on.
function element.plurals(page, i)
  return page.key[i] == "các" and element.terms(page, i, { lower = true })
end

--- "lần thứ 5", "lần thứ hai", "thứ tư", "khóa XIII".
function element.ordinals(page, i)
  local j = i
  if page.key[j] == "lần" then j = j + 1 end
  if page.key[j] == "thứ" or page.key[j] == "khóa" then
    local next_word = page.key[j + 1] or ""
    if page.kind[j + 1] == "line" or page.kind[j + 1] == "punct" then
      return nil
    end
    if next_word == "trưởng" then return nil end
    return j + 1
  end
  return nil
end

--- "2024", "năm 2024".
function element.years(page, i)
  local j = page.key[i] == "năm" and i + 1 or i
  return page.word[j]:find("^[12]%d%d%d$") and j or nil
end

--- Is the word only the first syllable of a longer one? "Quân đoàn"
local function is_compound(page, i)
  for _, hit in ipairs(page.hits[i] or {}) do
    if hit.last > i and page.shape[i + 1] == "lower"
       and hit.type ~= "SURNAME" then return true end
  end
  return false
end

--- Any capitalised word that begins no post, rank or country and no longer
-- word; an initial with the word behind it.
function element.names(page, i)
  if not page:is_capital(i) or page.plain[i] or page:hit(i, "OPENER")
     or is_compound(page, i) then return nil end
  for _, type in ipairs { "TITLE", "RANK", "COUNTRY" } do
    if page:hit(i, type) then return nil end
  end
  local is_initial = #page.word[i] == 1 and page.word[i + 1] == "."
  return is_initial and element.names(page, i + 2) or i
end

--- A Vietnamese word of two syllables that no lexicon has: "Lễ tân".
function element.pairs(page, i)
  local last = element.words(page, i)
  return last and last > i and last or nil
end

--- Capitals: "CNQP", "C06".
function element.acronyms(page, i)
  local is_acronym = page.shape[i] == "upper" and page.kind[i] == "word"
  return is_acronym and i or nil
end

--- A Vietnamese word of two syllables: "Lễ tân", "Liệt sĩ"; or a name.
function element.words(page, i)
  local word = page:is_capital(i) and page:hit(i, "WORD")
  local last = word and word.last or element.names(page, i)
  local is_pair = last and page.kind[i] == "syllable"
    and (not page:is_capital(i - 1) or page:ends_hit(i - 1))
    and page.kind[i + 1] == "syllable" and page.shape[i + 1] == "lower"
    and not page:is_stop(i + 1) and not page:hit(i + 1, "PLACE_UNIT")
    and page.key[i + 1] ~= "và"
  return is_pair and i + 1 or last
end

local joiners = { ["và"] = true, ["&"] = true, ["-"] = true, ["–"] = true }

--- What a joiner may join, and what begins another name behind it.
local joined = { terms = true, words = true, names = true }
local begins_name = { "ORG_HEAD", "ORG_STATE", "EVENT_HEAD", "DOCUMENT_HEAD",
                      "TITLE" }

--- Does another name begin behind a joiner? "Vùng 4 và Lữ đoàn 189"
local function is_new_name(page, i)
  local head = page:hit(i, "ORG_HEAD")
  if head and head.entry.lower then return true end
  for _, type in ipairs(begins_name) do
    if page:is_capital(i) and page:hit(i, type) then return true end
  end
  return false
end

--- The last token of the element that begins at i, or nil.
local function find_element(page, i, elements, settings, filter)
  local longest
  for _, name in ipairs(elements) do
    local last = (not filter or filter[name])
      and element[name](page, i, settings)
    if last and last > (longest or 0) then longest = last end
  end
  return longest
end

--- The end of "A, B và C" behind A, or nil: a comma joins only where an
-- "và" follows.
local function find_list_end(page, i, elements, settings)
  local last = i - 1
  while page.word[last + 1] == "," do
    last = find_element(page, last + 2, elements, settings)
    if not last then return nil end
    local more = find_element(page, last + 1, elements, settings)
    last = more or last
  end
  if last >= i and page.key[last + 1] == "và" then
    return find_element(page, last + 2, elements, settings)
  end
  return nil
end

local longest_phrase = 40  -- tokens

--- Goes on with a phrase.
-- @param page     a page
-- @param i        the first token behind what is known of the phrase
-- @param elements names of elements, in any order; the longest one wins
-- @param settings `lower`: nouns may be in lower case from the start on, or
--   "never"; by default behind the first one;
--   `verbs`: words that are verbs too; `lists`: commas join, as in
--   "Văn hóa, Thể thao và Du lịch"; `last`: names of elements that end it
-- @return the last token of the phrase, i - 1 if nothing goes on
function phrase.extend(page, i, elements, settings)
  local state = { lower = settings.lower == true, verbs = settings.verbs }
  local last = i - 1
  while last - i + 1 < longest_phrase do
    local at = last + 1
    local ends = find_element(page, at, settings.last or {}, state)
    local found = find_element(page, at, elements, state)
    if ends and ends >= (found or 0) then return ends end
    if not found and last >= i and joiners[page.key[at]]
       and not is_new_name(page, at + 1) then
      found = find_element(page, at + 1, elements, state, joined)
    end
    if not found and settings.lists and last >= i then
      found = find_list_end(page, at, elements, state)
    end
    if not found then return last end
    last = found
    state.lower = settings.lower ~= "never"
  end
  return last
end

phrase.element = element

return phrase
