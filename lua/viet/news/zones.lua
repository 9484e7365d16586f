--- Which part of a page each line belongs to: title, meta, lead, body,
-- caption, byline, related, nav.
--
-- The page is read in three steps. Lines that tell by themselves what they
-- are (markup, dates, words of data/furniture.tsv) are labelled first. Then
-- the article is found: it starts with the first paragraph and stops where
-- its byline, a box of other articles or the comments begin. What is left
-- gets its zone from where it stands, before, in or behind the article.

local captions = require "viet.news.zones.captions"
local extractor = require "viet.extractor"
local furniture = require "viet.news.zones.furniture"
local line_kinds = require "viet.news.zones.line_kinds"
local lines = require "viet.news.zones.lines"

-- Sizes in words.
local LONGEST_HEADLINE = 35
local LONGEST_FURNITURE = 40
local SHORTEST_SENTENCE = 10

--- Labels a line, unless an earlier rule has.
local function put(line, zone, rule)
  if line.zone then return end
  line.zone, line.rule = zone, "zones." .. rule
end

--- Labels a line by an entry of the lexicon.
local function put_entry(line, zone)
  if line.zone then return end
  line.zone, line.rule = zone, line.entry.source
end

local function entry_type(line)
  return line.entry and line.entry.type
end

--- Markup ---------------------------------------------------------------

-- Tags that a corpus puts around an article.
local CONTAINERS = lines.set "article title content doc document text body"

local function is_container(text)
  local name = text:match("^</?(%a+)[^<>]*>$")
  return name and CONTAINERS[name:lower()] or false
end

--- Bytes of the text between the brackets of a link, or the visible words.
local function find_title_span(line)
  local text, _, first = line:link()
  if text and text ~= "" then
    return { first = first, last = first + #text - 1 }
  end
  local _, stop = line:span(line.count)
  return { first = (line:span(1)), last = stop }
end

local function put_title(page, line, rule)
  if page.title or line.count == 0 then return end
  put(line, "title", rule)
  page.title, page.title_line = find_title_span(line), line
end

--- Keeps track of what the line stands in: a table, a <title>.
local function track_tags(state, text)
  if text:find("<table", 1, true) then state.table = true end
  if text:find("</table", 1, true) then state.table = false end
  if text:find("<title>", 1, true) then state.title = true end
  if text:find("</title>", 1, true) then state.title = false end
end

local function mark_tags(page, line, text, state)
  if line.count == 0 then
    local is_head = state.head and is_container(text)
    put(line, is_head and "meta" or "nav", "tags")
    if text:find("<content>", 1, true) then state.head = false end
  elseif state.title or text:find("<title>", 1, true)
      or text:find("<h1[ >]") then
    put_title(page, line, "title_tag")
  elseif state.table then
    put(line, "caption", "table")
  end
end

--- Labels lines by their markup; a page that begins with a link is a post
-- (`page.is_post`): title, picture, snippet, article.
local function mark_markup(page)
  local state = { head = true }
  for i, line in ipairs(page) do
    local text = line:text()
    local link, _, _, is_picture = line:link()
    if line:header() then
      page.has_header = true
      put(line, "meta", "header")
    elseif is_picture then
      put(line, "caption", "picture")
    elseif text:find("^|.*|$") and i > 1
        and page[i - 1].rule == "zones.picture" then
      put(line, "caption", "picture_row")
      line.rule = "zones.picture"  -- a table may have more rows
    elseif i == 1 and link then
      put_title(page, line, "title_link")
      page.is_post = page.title ~= nil
    elseif link then
      put(line, line.size > 4 and "related" or "nav", "link")
    elseif text:find("^>>") then
      put(line, "related", "arrows")
    end
    track_tags(state, text)
    mark_tags(page, line, text, state)
  end
end

--- Labels line `i`, one of the article, as a caption if it is one.
local function mark_caption(page, i)
  local line = page[i]
  local rule = not line.zone and captions.find(page, i)
  if rule then line.zone, line.rule = "caption", rule end
end

--- Paragraphs ---------------------------------------------------------------

--- Entries that make a line no part of the article's text.
local BESIDE = {
  box = true, comments = true, nav = true, related = true, meta = true,
  section = true, credit = true,
}

local function is_paragraph(line)
  if line.zone or BESIDE[entry_type(line)] then return false end
  if line.size > LONGEST_HEADLINE then return true end
  return line.size >= SHORTEST_SENTENCE and line:is_sentence()
    and not captions.is_credited(line)
end

--- Could the line be a headline?
local function is_headline(line)
  return not line.zone and not line.entry and line.size >= 4
    and line.size <= LONGEST_HEADLINE and line:ending() ~= "."
    and not line_kinds.is_date(line)
end

--- The next line that no rule has labelled yet, after place `i`.
local function next_open(page, i)
  for j = i + 1, #page do
    if not page[j].zone then return page[j] end
  end
  return nil
end

--- Adds the names of a line, its words in title case or capitals, to a set.
local function add_names(line, names)
  for k = 2, math.min(line.count, 600) do
    local shape = line:is_word(k) and line:shape(k)
    if shape == "title" or shape == "upper" then
      names[line:word(k)] = true
    end
  end
end

--- Which part of a line's names a set holds, from 0 to 1; nil for a line
-- without names.
local function share_of_names(line, names)
  local own, found, shared = {}, 0, 0
  add_names(line, own)
  for word in pairs(own) do
    found = found + 1
    if names[word] then shared = shared + 1 end
  end
  return found > 0 and shared / found or nil
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
local LOOK_AHEAD = 60

--- The most paragraphs in a row, behind place `i`, that speak of what the
-- article has spoken of. Pictures may stand between them, headlines may not:
-- in a list of other articles headlines and leads take turns.
-- @param last the last place that counts
local function count_kindred(page, start, i, last)
  local names, most, run = collect_names(page, start, i), 0, 0
  for j = i + 1, math.min(last, i + LOOK_AHEAD) do
    local line = page[j]
    if is_paragraph(line) then
      local share = share_of_names(line, names) or 0
      run = share >= 0.5 and run + 1 or 0
      most = math.max(most, run)
    elseif is_headline(line) then
      run = 0
    end
  end
  return most
end

--- Where the article starts and stops ---------------------------------------

--- Is line `i` a headline above the article, although it is long enough for
-- a paragraph?
local function is_headline_above(page, i)
  local following = next_open(page, i)
  return not page.title and is_headline(page[i])
    and following and is_paragraph(following)
end

--- The place of the first paragraph; of the first open line if there is
-- none, or in a post, where it is the snippet.
local function find_start(page)
  local first_open
  for i, line in ipairs(page) do
    if not line.zone then
      first_open = first_open or i
      if page.is_post then return i end
      if is_paragraph(line) and not is_headline_above(page, i) then
        return i
      end
    end
  end
  return first_open or #page + 1
end

--- "Lễ đón trọng thể 27/01/2026": a headline with its date behind it.
local function is_dated_headline(line)
  if line.zone or line.size < 6 or line.size > LONGEST_HEADLINE + 5 then
    return false
  end
  local k = line.count
  if line:source(k) == ")" then k = k - 1 end
  return line:kind(k) == "number"
    and line:source(k):find("^%d%d?[/.-]%d%d?[/.-]%d%d%d%d$") ~= nil
    and line:word(k - 1) ~= "ngày"
end

--- Does the line stand twice, as the picture and the headline of another
-- article do?
local function is_doubled(page, i)
  local line, following = page[i], page[i + 1]
  return following ~= nil and line.key ~= nil and #line.words >= 4
    and line.key == following.key and not line.zone and not following.zone
    and not is_paragraph(line)
    and not captions.stands_for_picture(page, line)
end

--- Does line `i` begin a part of the page that is not about the article?
local function opens_other_part(page, i)
  local kind = entry_type(page[i])
  return kind == "box" or kind == "comments" or is_doubled(page, i)
    or (is_dated_headline(page[i]) and page[i + 1] ~= nil
      and is_dated_headline(page[i + 1]))
end

--- The place before the next part of the page, looking from place `i`.
local function end_of_part(page, i)
  local last = math.min(#page, i + LOOK_AHEAD)
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
  return entry_type(page[i]) ~= "comments"
    and count_kindred(page, start, i, #page) >= GOES_ON
end

--- Labels an inner box: its heading and the headlines under it.
local function mark_inner_box(page, i)
  put_entry(page[i], "related")
  for j = i + 1, #page do
    if is_paragraph(page[j]) then return end
    put(page[j], "related", "box")
  end
end

--- Is there a headline from place `first` to `last`?
local function has_headline(page, first, last)
  for i = first, last do
    if is_headline(page[i]) and page[i].size >= 6 then return true end
  end
  return false
end

--- Does the article go on behind a line that could be its byline? Names
-- right above a paragraph are a heading inside it; "Ảnh: ..." may credit a
-- picture anywhere.
local function goes_on_behind(page, start, i)
  local is_label = entry_type(page[i]) == "credit"
  local following = next_open(page, i)
  if not is_label and following and is_paragraph(following) then
    return true
  end
  local last = end_of_part(page, i + 1)
  local is_weak = page[i].entry and page[i].entry.id == "credit-photo"
    or not has_headline(page, i + 1, last)
  return count_kindred(page, start, i, last) >= (is_weak and 1 or 2)
end

--- Does the article stop before line `i`?
local function is_stop(page, start, i)
  local line = page[i]
  if line.zone then return false end
  if opens_other_part(page, i) then
    if not is_interrupted(page, start, i) then return true end
    if entry_type(line) == "box" then mark_inner_box(page, i) end
    return false
  end
  return line_kinds.is_byline(line) and not goes_on_behind(page, start, i)
end

--- Is the line one of a list of headlines?
local function is_listed(line)
  return not line.zone and not line.entry and line.size >= 6
    and line.size <= LONGEST_HEADLINE and not line:is_sentence()
    and line:ending() ~= ":" and line:is_word(1)
    and line:kind(1) ~= "number" and not captions.is_credited(line)
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
    elseif not line.zone and not BESIDE[entry_type(line)] then
      break
    end
  end
  return listed >= LISTED and first or stop
end

--- Moves the stop before texts of other articles, which are cut off, and
-- before a list of headlines.
local function cut_tail(page, start, stop)
  while stop > start + 2 and (page[stop - 1].zone == "related"
      or (not page[stop - 1].zone and page[stop - 1]:is_cut())) do
    stop = stop - 1
  end
  return cut_list(page, start, stop)
end

--- The place of the first line behind the article.
local function find_stop(page, start)
  for i = start + 1, #page do
    if is_stop(page, start, i) then return cut_tail(page, start, i) end
  end
  return cut_tail(page, start, #page + 1)
end

--- Before the article ------------------------------------------------------

--- The pairs of neighbouring words in the first lines of the article.
local function collect_pairs(page, start)
  local pairs_seen = {}
  for i = start, math.min(#page, start + 12) do
    local line = page[i]
    for k = 2, math.min(line.count, 400) do
      pairs_seen[line:word(k - 1) .. " " .. line:word(k)] = true
    end
  end
  return pairs_seen
end

--- How many of a line's word pairs the article has too.
local function count_shared_pairs(line, seen)
  local shared = 0
  for k = 2, line.count do
    if seen[line:word(k - 1) .. " " .. line:word(k)] then
      shared = shared + 1
    end
  end
  return shared
end

--- Is the line the outlet's section, or a path of them?
local function is_section(line)
  local kind = entry_type(line)
  return kind == "section" or kind == "meta" or kind == "nav"
end

--- Labels the headline above the article: of several lines the one that
-- has most in common with the text.
local function mark_title(page, start)
  local seen, best, most = nil, nil, -1
  for i = 1, start - 1 do
    if is_headline(page[i]) and not line_kinds.is_byline(page[i])
        and not captions.is_credited(page[i]) then
      seen = seen or collect_pairs(page, start)
      local shared = count_shared_pairs(page[i], seen)
      if shared > most then best, most = page[i], shared end
    end
  end
  if best then put_title(page, best, "headline") end
end

--- Is the line one of a menu: few words, without a verdict of its own?
local function is_menu_item(line)
  return not line.zone and line.size <= 4 and not line_kinds.is_date(line)
end

local function count_menu_items(page, start)
  local count = 0
  for i = 1, start - 1 do
    if is_menu_item(page[i]) then count = count + 1 end
  end
  return count
end

--- Labels the lines before the article.
local function mark_head(page, start)
  local beside = count_menu_items(page, start) >= 4 and "nav" or "meta"
  for i = 1, start - 1 do
    local line = page[i]
    local is_below_title = page.title ~= nil
      and line.number > page.title_line.number
    local is_author = is_below_title and line.size > 1
      and line_kinds.is_byline(line)
    if is_below_title then beside = "meta" end
    mark_caption(page, i)
    if line.zone then
      line.entry = nil
    elseif line_kinds.is_date(line) then
      put(line, "meta", "date_line")
    elseif is_section(line) then
      put_entry(line, beside)
    elseif is_author then
      put(line, "byline", "names_above")
    elseif is_menu_item(line) then
      put(line, beside, "menu_item")
    elseif is_below_title and line.size >= SHORTEST_SENTENCE then
      put(line, "lead", "below_title")
    elseif page.has_header then
      put(line, "caption", "above_article")
    else
      put(line, "meta", "above_article")
    end
  end
end

--- In the article ------------------------------------------------------------

--- The box of another article inside the text begins with the text for its
-- picture, which runs on into the headline: "... - Ảnh 3.Đại tướng ...".
local function is_picture_of_other(line)
  local numbered = captions.find_numbered_photo(line)
  return numbered ~= nil and numbered + 2 < line.count
    and line:source(numbered + 1) == "."
end

--- Labels what stands in the article, but belongs to something else.
local function mark_beside(page, i)
  local line, kind = page[i], entry_type(page[i])
  if line.zone then return end
  if is_picture_of_other(line) then
    put(line, "related", "box")
    if page[i + 1] and is_paragraph(page[i + 1]) then
      put(page[i + 1], "related", "box")
    end
  elseif line_kinds.is_date(line) then
    put(line, "meta", "date_line")
  elseif line_kinds.is_tags(line) then
    put(line, "nav", "tags_line")
  elseif kind == "meta" or kind == "nav" or kind == "related" then
    put_entry(line, kind)
  elseif kind == "comments" then
    put_entry(line, "nav")
  end
end

--- Is line `i`, the first of an article without a headline, the caption of
-- a picture above it: one short sentence before a long paragraph?
local function is_caption_above(page, i, stop)
  local line, following = page[i], page[i + 1]
  return not page.title and i + 2 < stop and line.size <= 20
    and captions.is_one_sentence(line) and following ~= nil
    and is_paragraph(following) and following.size > LONGEST_HEADLINE
end

--- Labels the lines of the article. The first paragraph is the lead, the
-- snippet in a post.
local function mark_article(page, start, stop)
  local has_lead = false
  if is_caption_above(page, start, stop) then
    put(page[start], "caption", "above_text")
  end
  if page.is_post and start < stop then
    put(page[start], "lead", "snippet")
    has_lead = true
  end
  for i = start, stop - 1 do
    local line = page[i]
    mark_beside(page, i)
    mark_caption(page, i)
    if not line.zone then
      put(line, has_lead and "body" or "lead", "paragraph")
      has_lead = true
    end
  end
end

--- Behind the article ----------------------------------------------------------

--- The zone of a line behind the article that has an entry in the lexicon.
local function mark_tail_entry(line, state)
  local kind = entry_type(line)
  if kind == "box" or kind == "related" then
    state.part = "related"
    put_entry(line, "related")
  elseif kind == "comments" then
    state.part = "nav"
    put_entry(line, "nav")
  elseif kind == "credit" and state.part == "byline" then
    put_entry(line, "byline")
  elseif kind == "nav" or kind == "meta" then
    put_entry(line, "nav")
  end
end

--- Labels the lines behind the article: bylines first, then whatever the
-- last heading was about.
local function mark_tail(page, stop)
  local state = { part = "byline" }
  for i = stop, #page do
    local line = page[i]
    if not line.zone then
      if line.entry then mark_tail_entry(line, state) end
      if line_kinds.is_tags(line) then
        put(line, "nav", "tags_line")
      elseif line_kinds.is_menu(line) then
        put(line, "nav", "menu_line")
      elseif state.part == "byline" and line_kinds.is_byline(line) then
        put(line, "byline", "names_below")
      elseif state.part == "byline" and line.size <= 6 then
        put(line, "nav", "short_line")
      elseif state.part == "byline" then
        state.part = "related"
      end
      put(line, state.part, "behind_article")
    end
  end
end

--- The whole page -----------------------------------------------------------

--- The only line that is open, or nil if there are more.
local function find_only_line(page)
  local only
  for _, line in ipairs(page) do
    if not line.zone then
      if only then return nil end
      only = line
    end
  end
  return only
end

local function mark_page(page)
  mark_markup(page)
  local only = not page.title and find_only_line(page)
  if only then return put(only, "lead", "one_line") end
  for _, line in ipairs(page) do
    if not line.zone and line.size <= LONGEST_FURNITURE then
      line.entry = furniture.find(line)
    end
  end
  local start = find_start(page)
  if not page.title then mark_title(page, start) end
  local stop = find_stop(page, start)
  mark_head(page, start)
  mark_article(page, start, stop)
  mark_tail(page, stop)
end

--- The extractor "news.zones": gives each line that is not empty a span of
-- the layer `zone`, with the zone as `id` and the number of the line as
-- `line`, and sets `doc.meta.title` to the span of the headline's text, or
-- to nil.
return extractor {
  name = "news.zones",
  gives = { "zone" },
  run = function(doc)
    local page = lines.of(doc)
    mark_page(page)
    doc.meta.title = page.title
    for _, line in ipairs(page) do
      doc:add("zone", {
        first = line.first, last = line.last, id = line.zone,
        line = line.number, rule = line.rule,
      })
    end
  end,
}
