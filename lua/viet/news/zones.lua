--- Which part of a page each line belongs to: title, meta, lead, body,
-- caption, byline, related, nav.
--
-- The page is read in three steps. Lines that tell by themselves what they
-- are (markup, dates, words of rules/zones.rules) are labelled first. Then
-- the article is found: it starts with the first paragraph and stops where
-- its byline, a box of other articles or the comments begin. What is left
-- gets its zone from where it stands, before, in or behind the article.

local article = require "viet.news.zones.article"
local captions = require "viet.news.zones.captions"
local cascade = require "viet.news.cascade"
local extractor = require "viet.extractor"
local extractor_rules = require "viet.extractor.rules"
local furniture = require "viet.news.zones.furniture"
local labels = require "viet.news.zones.labels"
local line_kinds = require "viet.news.zones.line_kinds"
local markup = require "viet.news.zones.markup"
local pages = require "viet.news.zones.page"
local paragraphs = require "viet.news.zones.paragraphs"

local LONGEST_FURNITURE = 40  -- words

--- Labels line `i`, one of the article, as a caption if it is one.
local function mark_caption(page, i)
  local line = page[i]
  local rule = not line.zone and captions.find(page, i)
  if rule then labels.put(line, "caption", rule) end
end

--- Before the article ------------------------------------------------------

-- So many lines of the article, and tokens of each, are compared with what
-- may be its headline.
local COMPARED_LINES, COMPARED_TOKENS = 12, 400

--- Calls `visit` with each pair of neighbouring tokens of a line.
local function each_pair(page, line, visit)
  local last = math.min(line.to, line.from + COMPARED_TOKENS - 1)
  local keys = page.tokens:keys(line.from, last)
  for k = 2, #keys do visit(keys[k - 1] .. " " .. keys[k]) end
end

--- The pairs of neighbouring words in the first lines of the article.
local function collect_pairs(page, start)
  local seen = {}
  for i = start, math.min(#page, start + COMPARED_LINES) do
    each_pair(page, page[i], function(pair) seen[pair] = true end)
  end
  return seen
end

--- How many of a line's word pairs the article has too.
local function count_shared_pairs(page, line, seen)
  local shared = 0
  each_pair(page, line, function(pair)
    if seen[pair] then shared = shared + 1 end
  end)
  return shared
end

--- Is the line the outlet's section, or a path of them?
local function is_section(line)
  local kind = labels.entry_type(line)
  return kind == "section" or kind == "meta" or kind == "nav"
end

--- The lines above the article that may be its headline.
local function find_headlines(page, start)
  local found = {}
  for i = 1, start - 1 do
    local line = page[i]
    if paragraphs.is_headline(line) and not line_kinds.is_byline(line)
        and not captions.is_credited(line) then
      found[#found + 1] = line
    end
  end
  return found
end

--- Labels the headline above the article: of several lines the one that
-- has most in common with the text.
local function mark_title(page, start)
  local found = find_headlines(page, start)
  local best, most = found[1], -1
  local seen = #found > 1 and collect_pairs(page, start)
  for _, line in ipairs(seen and found or {}) do
    local shared = count_shared_pairs(page, line, seen)
    if shared > most then best, most = line, shared end
  end
  if best then labels.put_title(page, best, "headline") end
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
    elseif not is_below_title and line_kinds.is_menu(line) then
      labels.put(line, "nav", "menu_line")
    elseif line_kinds.is_date(line) then
      labels.put(line, "meta", "date_line")
    elseif is_section(line) then
      labels.put_entry(line, beside)
    elseif is_author then
      labels.put(line, "byline", "names_above")
    elseif is_menu_item(line) then
      labels.put(line, beside, "menu_item")
    elseif is_below_title and line.size >= paragraphs.shortest_sentence then
      labels.put(line, "lead", "below_title")
    elseif page.has_header then
      labels.put(line, "caption", "above_article")
    else
      labels.put(line, "meta", "above_article")
    end
  end
end

--- In the article ------------------------------------------------------------

--- Labels what stands in the article, but belongs to something else.
local function mark_beside(page, i)
  local line = page[i]
  if line.zone or not line.stands_out then return end
  local kind = labels.entry_type(line)
  if line.has.photo_of_other then
    labels.put(line, "related", "box")
    if page[i + 1] and paragraphs.is_paragraph(page[i + 1]) then
      labels.put(page[i + 1], "related", "box")
    end
  elseif line_kinds.is_date(line) then
    labels.put(line, "meta", "date_line")
  elseif line_kinds.is_tags(line) then
    labels.put(line, "nav", "tags_line")
  elseif kind == "meta" or kind == "nav" or kind == "related" then
    labels.put_entry(line, kind)
  elseif kind == "comments" then
    labels.put_entry(line, "nav")
  end
end

--- Is line `i`, the first of an article without a headline, the caption of
-- a picture above it: one short sentence before a long paragraph?
local function is_caption_above(page, i, stop)
  local line, following = page[i], page[i + 1]
  return not page.title and i + 2 < stop and line.size <= 20
    and captions.is_one_sentence(line) and following ~= nil
    and paragraphs.is_paragraph(following)
    and following.size > paragraphs.longest_headline
end

--- Labels the lines of the article. The first paragraph is the lead, the
-- snippet in a post.
local function mark_article(page, start, stop)
  local has_lead = false
  if is_caption_above(page, start, stop) then
    labels.put(page[start], "caption", "above_text")
  end
  if page.is_post and start < stop then
    labels.put(page[start], "lead", "snippet")
    has_lead = true
  end
  for i = start, stop - 1 do
    local line = page[i]
    mark_beside(page, i)
    mark_caption(page, i)
    if not line.zone then
      labels.put(line, has_lead and "body" or "lead", "paragraph")
      has_lead = true
    end
  end
end

--- Behind the article ----------------------------------------------------------

--- The zone of a line behind the article that has an entry in the lexicon.
local function mark_tail_entry(line, state)
  local kind = labels.entry_type(line)
  if kind == "box" or kind == "related" then
    state.part = "related"
    labels.put_entry(line, "related")
  elseif kind == "comments" then
    state.part = "nav"
    labels.put_entry(line, "nav")
  elseif kind == "credit" and state.part == "byline" then
    labels.put_entry(line, "byline")
  elseif kind == "nav" or kind == "meta" then
    labels.put_entry(line, "nav")
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
        labels.put(line, "nav", "tags_line")
      elseif line_kinds.is_menu(line) then
        labels.put(line, "nav", "menu_line")
      elseif state.part == "byline" and line_kinds.is_byline(line) then
        labels.put(line, "byline", "names_below")
      elseif state.part == "byline" and line.size <= 6 then
        labels.put(line, "nav", "short_line")
      elseif state.part == "byline" then
        state.part = "related"
      end
      labels.put(line, state.part, "behind_article")
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
  markup.mark(page)
  local only = not page.title and find_only_line(page)
  if only then return labels.put(only, "lead", "one_line") end
  for _, line in ipairs(page) do
    if line.stands_out and not line.zone and line.size <= LONGEST_FURNITURE then
      line.entry = furniture.find(line)
    end
  end
  local start = article.find_start(page)
  if not page.title then mark_title(page, start) end
  local stop = article.find_stop(page, start)
  mark_head(page, start)
  mark_article(page, start, stop)
  mark_tail(page, stop)
end

--- The extractor "news.zones": gives each line that is not empty a span of
-- the layer `zone`, with the zone as `id` and the number of the line as
-- `line`, and sets `doc.meta.title` to the span of the headline's text, or
-- to nil.
local zones = extractor {
  name = "news.zones",
  gives = { "zone" },
  run = function(doc)
    local page = pages.read(doc)
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

zones.rules = cascade.new("news.zones", pages.sets)

--- The names of what code decides about lines, by its file, and the patterns
-- that it reads.
for _, decided in ipairs {
  { file = "zones", "headline", "menu_item", "below_title", "above_article",
    "above_text", "snippet", "paragraph", "short_line", "behind_article",
    "one_line" },
  { file = "zones", reads = { "photo_of_other" }, "box" },
  { file = "zones", reads = { "menu" }, "menu_line" },
  { file = "zones", reads = { "tags" }, "tags_line" },
  { file = "zones", reads = { "names", "compiled", "according" },
    "names_above", "names_below" },
  { file = "zones/captions", "title_again", "under_picture", "repeated",
    "slug" },
  { file = "zones/markup", "html", "title_tag", "table", "header", "picture",
    "picture_row", "title_link", "link", "arrows" },
} do
  for i, name in ipairs(decided) do decided[i] = "zones." .. name end
  for i, name in ipairs(decided.reads or {}) do
    decided.reads[i] = "zones." .. name
  end
  decided.file = ("viet/news/%s.lua"):format(decided.file)
  decided.written = function(name)
    return '"' .. name:match "%.(.*)" .. '"'
  end
  extractor_rules.decide(zones.rules, decided)
end

return zones
