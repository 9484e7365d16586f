--- Which lines are paragraphs, which may be headlines, and whether the
-- paragraphs ahead speak of the same article: of the same names.

local captions = require "viet.news.zones.captions"
local labels = require "viet.news.zones.labels"
local line_kinds = require "viet.news.zones.line_kinds"

local paragraphs = {}

-- In words.
paragraphs.longest_headline = 35
paragraphs.shortest_sentence = 10

--- Entries that make a line no part of the article's text.
paragraphs.beside = {
  box = true, comments = true, nav = true, related = true, meta = true,
  section = true, credit = true,
}

--- Is the line a paragraph of an article, by its length or its full stop?
function paragraphs.is_paragraph(line)
  if line.zone or paragraphs.beside[labels.entry_type(line)] then
    return false
  end
  if line.size > paragraphs.longest_headline then return true end
  return line.size >= paragraphs.shortest_sentence and line:is_sentence()
    and not captions.is_credited(line)
end

--- Could the line be a headline?
function paragraphs.is_headline(line)
  return not line.zone and not line.entry and line.size >= 4
    and line.size <= paragraphs.longest_headline and not line.has.ends_stop
    and not line_kinds.is_date(line)
end

--- The next line that no rule has labelled yet, after place `i`.
function paragraphs.next_open(page, i)
  for j = i + 1, #page do
    if not page[j].zone then return page[j] end
  end
  return nil
end

-- Names are looked for in so many tokens of a line.
local NAMED = 600

--- The names of a line, its words in title case or capitals but the first
-- word. They are read when first asked for: many lines look at the same ones
-- ahead.
local function names_of(line)
  if not line.names then
    line.names = line.page.tokens:keys(line.from + 1,
      math.min(line.to, line.from + NAMED - 1), "placement", "capitals")
  end
  return line.names
end

--- Adds the names of a line to a set.
local function add_names(line, names)
  for _, word in ipairs(names_of(line)) do names[word] = true end
end

--- Which part of a line's names, each counted once, a set holds, from 0 to 1;
-- nil for a line without names.
local function share_of_names(line, names)
  local seen, own, shared = {}, 0, 0
  for _, word in ipairs(names_of(line)) do
    if not seen[word] then
      seen[word] = true
      own = own + 1
      if names[word] then shared = shared + 1 end
    end
  end
  return own > 0 and shared / own or nil
end

--- The names of the title and of the article before place `stop`, which
-- only grows.
local function collect_names(page, start, stop)
  local seen = page.seen or { names = {}, next = start }
  if not page.seen and page.title_line then
    add_names(page.title_line, seen.names)
  end
  page.seen = seen
  for i = seen.next, stop - 1 do add_names(page[i], seen.names) end
  seen.next = math.max(seen.next, stop)
  return seen.names
end

-- How many lines ahead tell whether the article goes on.
paragraphs.look_ahead = 60

--- The most paragraphs in a row, behind place `i`, that speak of what the
-- article has spoken of. Pictures may stand between them, headlines may not:
-- in a list of other articles headlines and leads take turns.
-- @param last the last place that counts
function paragraphs.count_kindred(page, start, i, last)
  local names, most, run = collect_names(page, start, i), 0, 0
  for j = i + 1, math.min(last, i + paragraphs.look_ahead) do
    local line = page[j]
    if paragraphs.is_paragraph(line) then
      local share = share_of_names(line, names) or 0
      run = share >= 0.5 and run + 1 or 0
      most = math.max(most, run)
    elseif paragraphs.is_headline(line) then
      run = 0
    end
  end
  return most
end

return paragraphs
