--- Where the article of a page starts and where it stops: it starts with the
-- first paragraph and stops before its byline, a box of other articles, a
-- list of headlines, or the comments.

local captions = require "viet.news.zones.captions"
local labels = require "viet.news.zones.labels"
local line_kinds = require "viet.news.zones.line_kinds"
local paragraphs = require "viet.news.zones.paragraphs"

local article = {}

--- Is line `i` a headline above the article, although it is long enough for
-- a paragraph?
local function is_headline_above(page, i)
  local following = paragraphs.next_open(page, i)
  return not page.title and paragraphs.is_headline(page[i])
    and following and paragraphs.is_paragraph(following)
end

--- The place of the first paragraph; of the first open line if there is
-- none, or in a post, where it is the snippet.
function article.find_start(page)
  local first_open
  for i, line in ipairs(page) do
    if not line.zone then
      first_open = first_open or i
      if page.is_post then return i end
      if paragraphs.is_paragraph(line) and not is_headline_above(page, i) then
        return i
      end
    end
  end
  return first_open or #page + 1
end

--- "Lễ đón trọng thể 27/01/2026": a headline with its date behind it.
local function is_dated_headline(line)
  return line.has.dated ~= nil and not line.zone and line.size >= 6
    and line.size <= paragraphs.longest_headline + 5
end

--- Does the line stand twice, as the picture and the headline of another
-- article do?
local function is_doubled(page, i)
  local line, following = page[i], page[i + 1]
  return following ~= nil and line.words >= 4
    and line.words == following.words and not line.zone
    and not following.zone and not paragraphs.is_paragraph(line)
    and line:key() ~= nil and line:key() == following:key()
    and not captions.stands_for_picture(page, line)
end

--- Does line `i` begin a part of the page that is not about the article?
local function opens_other_part(page, i)
  local kind = labels.entry_type(page[i])
  return kind == "box" or kind == "comments" or is_doubled(page, i)
    or (is_dated_headline(page[i]) and page[i + 1] ~= nil
      and is_dated_headline(page[i + 1]))
end

--- The place before the next part of the page, looking from place `i`.
local function end_of_part(page, i)
  local last = math.min(#page, i + paragraphs.look_ahead)
  for j = i, last do
    if not page[j].zone and opens_other_part(page, j) then return j - 1 end
  end
  return last
end

-- How many paragraphs in a row show that the article goes on.
local GOES_ON = 3

--- Does the article go on behind line `i`, which looks like the beginning of
-- another part? Behind readers' comments it never does.
local function is_interrupted(page, start, i)
  return labels.entry_type(page[i]) ~= "comments"
    and paragraphs.count_kindred(page, start, i, #page) >= GOES_ON
end

--- Labels an inner box: its heading and the headlines under it.
local function mark_inner_box(page, i)
  labels.put_entry(page[i], "related")
  for j = i + 1, #page do
    if paragraphs.is_paragraph(page[j]) then return end
    labels.put(page[j], "related", "box")
  end
end

--- Is there a headline from place `first` to `last`?
local function has_headline(page, first, last)
  for i = first, last do
    if page[i].size >= 6 and paragraphs.is_headline(page[i]) then
      return true
    end
  end
  return false
end

--- Does the article go on behind a line that could be its byline? Names
-- right above a paragraph are a heading inside it; "Ảnh: ..." may credit a
-- picture anywhere.
local function goes_on_behind(page, start, i)
  local is_label = labels.entry_type(page[i]) == "credit"
  local following = paragraphs.next_open(page, i)
  if not is_label and following and paragraphs.is_paragraph(following) then
    return true
  end
  local last = end_of_part(page, i + 1)
  local is_weak = page[i].entry and page[i].entry.id == "credit_photo"
    or not has_headline(page, i + 1, last)
  return paragraphs.count_kindred(page, start, i, last) >= (is_weak and 1 or 2)
end

--- Does the article stop before line `i`?
local function is_stop(page, start, i)
  local line = page[i]
  if line.zone or not line.stands_out and not is_doubled(page, i) then
    return false
  end
  if opens_other_part(page, i) then
    if not is_interrupted(page, start, i) then return true end
    if labels.entry_type(line) == "box" then mark_inner_box(page, i) end
    return false
  end
  return line_kinds.is_byline(line) and not goes_on_behind(page, start, i)
end

--- Is the line one of a list of headlines?
local function is_listed(line)
  return not line.zone and not line.entry and line.size >= 6
    and line.size <= paragraphs.longest_headline and not line:is_sentence()
    and not line.has.ends_colon and not captions.is_credited(line)
    and line:begins_with_word()
end

-- So many headlines in a row are a list of other articles.
local LISTED = 4

--- Moves the stop before a list of headlines at the end; menu lines may
-- stand between them. A page with the headers of a corpus has none.
local function cut_list(page, start, stop)
  if page.has_header then return stop end
  local first, listed = stop, 0
  for i = stop - 1, start + 1, -1 do
    local line = page[i]
    if is_listed(line) then
      first, listed = i, listed + 1
    elseif not line.zone and not paragraphs.beside[labels.entry_type(line)] then
      break
    end
  end
  return listed >= LISTED and first or stop
end

--- Moves the stop before texts of other articles, which are cut off, and
-- before a list of headlines.
local function cut_tail(page, start, stop)
  while stop > start + 2 and (page[stop - 1].zone == "related"
      or (not page[stop - 1].zone and page[stop - 1].has.cut)) do
    stop = stop - 1
  end
  return cut_list(page, start, stop)
end

--- The place of the first line behind the article.
function article.find_stop(page, start)
  for i = start + 1, #page do
    if is_stop(page, start, i) then return cut_tail(page, start, i) end
  end
  return cut_tail(page, start, #page + 1)
end

return article
