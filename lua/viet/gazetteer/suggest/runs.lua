--- Runs of capitalised words that are in no list: what may be a name.
-- Whether a capital means anything is learned from the texts themselves: a
-- word that stands in lower case elsewhere begins a sentence rather than a
-- name, and "Chính" in "Bộ Chính trị" is half of a word.

local runs = {}

local LONGEST = 12  -- tokens, hyphens too

local PARTICLES = {}
for word in ("al bin bint da das de del den der di do dos du el ibn la le "
    .. "van von y"):gmatch "%a+" do
  PARTICLES[word] = true
end

--- Usage --------------------------------------------------------------------

local function increase(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

--- Starts to count how words are written.
function runs.usage()
  return { all = {}, lower = {}, capital = {}, pairs = {},
           lower_pairs = {} }
end

--- Adds a page to the counts.
function runs.count(usage, page)
  for i = 1, page.count do
    if page.letters[i] and not page.headline[page.line[i]] then
      local key = page.key[i]
      increase(usage.all, key)
      if not page.capital[i] then
        increase(usage.lower, key)
      elseif not page.initial[i] then
        increase(usage.capital, key)
      end
      if page.letters[i + 1] and page:is_beside(i, i + 1)
          and not page.capital[i + 1] then
        local pair = key .. " " .. page.key[i + 1]
        increase(usage.pairs, pair)
        if not page.capital[i] then increase(usage.lower_pairs, pair) end
      end
    end
  end
end

--- Is a word usually written in lower case?
local function is_common(usage, key, share)
  return (usage.lower[key] or 0) > share * (usage.capital[key] or 0)
end

--- Are two words next to each other one word of two syllables? They are if
-- they are often seen in lower case, too, or if they are and one of them is
-- often beside the other; and where they are not, if the second one has
-- hardly another place ("Trung ương").
local function is_compound(usage, key, next_key)
  local pair = key .. " " .. next_key
  local count = usage.pairs[pair] or 0
  local lower = usage.lower_pairs[pair] or 0
  if lower == 0 then
    return count >= 3 and count >= 0.6 * usage.all[next_key]
  elseif lower >= 2 and lower >= 0.2 * (count - lower) then
    return true
  end
  return count >= 2 and (count >= 0.25 * usage.all[next_key]
    or count >= 0.2 * usage.all[key])
end

--- Runs ---------------------------------------------------------------------

--- May token `i` begin a run?
local function is_start(page, i)
  return page.capital[i] and not page.known[i]
    and not page.headline[page.line[i]]
end

--- Is token `i` a hyphen with letters right behind it?
local function is_hyphen(page, i)
  return page.key[i] == "-" and not page.spaced[i] and page.letters[i + 1]
    and not page.spaced[i + 1] and page:is_beside(i, i + 1)
    and not page.known[i + 1]
end

--- The token that continues a run behind token `i`, or nil: the next word,
-- or one that is joined to another by a hyphen ("Côm-ma-xít", "Chít ma-ny")
-- or stands behind a particle ("Mohammed bin Salman").
local function next_of(page, i)
  local j = i + 1
  if not page:is_beside(i, j) or page.known[j] then return nil end
  if page.capital[j] then return page.spaced[j] and j or nil end
  if is_hyphen(page, j) then return j + 1 end
  if page.known[j + 1] or not page:is_beside(i, j + 1) then return nil end
  if page.letters[j] and is_hyphen(page, j + 1)
      and not page.capital[j + 2] then
    return j
  elseif PARTICLES[page.key[j]] and page.capital[j + 1]
      and (page.kind[i] == "word" or page.kind[j + 1] == "word") then
    return j + 1
  end
end

--- Takes the word away that begins a sentence, if that is why it is
-- capitalised.
local function trim_start(page, usage, from, to)
  if page.initial[from] and is_common(usage, page.key[from], 1) then
    return from + 1, to
  end
  return from, to
end

--- Takes words away that go on in lower case behind the run.
local function trim_end(page, usage, from, to)
  local after = to + 1
  if page.letters[after] and not page.capital[after]
      and page:is_beside(to, after) and page.kind[to] == "syllable"
      and is_compound(usage, page.key[to], page.key[after]) then
    to = to - 1
  end
  return from, to
end

--- Is a run too weak to be a name: empty, or one syllable that is a common
-- word, or that begins a sentence?
local function is_weak(page, usage, from, to)
  if to ~= from then return to < from end
  if page.kind[from] ~= "syllable" then return false end
  return page.initial[from] or is_common(usage, page.key[from], 0.3)
end

--- The known name, capitalised, that begins right behind a run of one
-- syllable: "Nguyễn" before the place "Văn Giang".
local function known_behind(page, from, to)
  local span = page.known[to + 1]
  if from == to and page.kind[from] == "syllable" and span
      and span.from == to + 1 and page.capital[span.from]
      and page.spaced[span.from] and page:is_beside(to, span.to) then
    return span
  end
end

--- Iterates over the runs of a page, as the tokens from, to.
-- @param usage what was counted in all pages
function runs.each(page, usage)
  local i = 0
  local function step()
    repeat
      i = i + 1
      if i > page.count then return nil end
    until is_start(page, i)
    local from, to = i, i
    local following = next_of(page, to)
    while following do
      to, following = following, next_of(page, following)
    end
    i = to
    from, to = trim_start(page, usage, from, to)
    from, to = trim_end(page, usage, from, to)
    if to - from >= LONGEST or is_weak(page, usage, from, to) then
      return step()
    end
    local behind = known_behind(page, from, to)
    return from, behind and behind.to or to
  end
  return step
end

return runs
