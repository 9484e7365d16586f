--- Lines that tell by their markup what they are: headers and tags of a
-- corpus, pictures, links, tables.

local labels = require "viet.news.zones.labels"
local keys = require "viet.news.keys"

local markup = {}

-- Tags that a corpus puts around an article.
local CONTAINERS = keys.set "article title content doc document text body"

local function is_container(text)
  local name = text:match("^</?(%a+)[^<>]*>$")
  return name and CONTAINERS[name:lower()] or false
end

--- Keeps track of what the line stands in: a table, a <title>.
local function track_tags(state, text)
  if text:find("<table", 1, true) then state.table = true end
  if text:find("</table", 1, true) then state.table = false end
  if text:find("<title>", 1, true) then state.title = true end
  if text:find("</title>", 1, true) then state.title = false end
end

--- Is a headline tagged as one?
local function is_headline(text)
  return text:find("<title>", 1, true) or text:find("<h1[ >]")
end

local function mark_tags(page, line, text, state)
  local has_tag = text:find("<", 1, true)
  if has_tag then track_tags(state, text) end
  if line:count() == 0 then
    local is_head = state.head and is_container(text)
    labels.put(line, is_head and "meta" or "nav", "html")
  elseif state.title or has_tag and is_headline(text) then
    labels.put_title(page, line, "title_tag")
  elseif state.table then
    labels.put(line, "caption", "table")
  end
  if has_tag and text:find("<content>", 1, true) then state.head = false end
end

--- Labels line `i` by its markup.
local function mark_line(page, i, state)
  local line = page[i]
  local text = line:text()
  local link, _, _, is_picture = line:link()
  if line:header() then
    page.has_header = true
    labels.put(line, "meta", "header")
  elseif is_picture then
    labels.put(line, "caption", "picture")
  elseif text:find("^|.*|$") and i > 1
      and page[i - 1].rule == "zones.picture" then
    labels.put(line, "caption", "picture_row")
    line.rule = "zones.picture"  -- a table may have more rows
  elseif i == 1 and link then
    labels.put_title(page, line, "title_link")
    page.is_post = page.title ~= nil
  elseif link then
    labels.put(line, line.size > 4 and "related" or "nav", "link")
  elseif text:find("^>>") then
    labels.put(line, "related", "arrows")
  end
  mark_tags(page, line, text, state)
end

-- "#" of a header, "|" of a table, ">" of another article, as bytes.
local SIGNS = { [35] = true, [124] = true, [62] = true }

--- Labels lines by their markup; a page that begins with a link is a post
-- (`page.is_post`): title, picture, snippet, article.
function markup.mark(page)
  local state = { head = true }
  for i, line in ipairs(page) do
    if line.is_marked_up or SIGNS[page.text:byte(line.first)]
        or state.table or state.title then
      mark_line(page, i, state)
    end
  end
end

return markup
