--- Which lines of an article are captions, or texts that stand for pictures.
--
-- A caption ends in a photo credit, stands under a picture, repeats the
-- headline or a part of the text, or shows a scene: who shakes hands with
-- whom. A subheading is none, nor is a sentence that reports.

local furniture = require "viet.news.zones.furniture"
local line_kinds = require "viet.news.zones.line_kinds"
local lines = require "viet.news.zones.lines"

local captions = {}

-- In words.
local LONGEST_CAPTION = 40

--- The place of "Ảnh" in "Ảnh: TTXVN" or "(Ảnh TTXVN)", or nil.
local function find_photo_credit(line)
  for k = line.count - 1, 1, -1 do
    if line:word(k) == "ảnh" then
      if line:source(k + 1) == ":" then return k end
      if k > 1 and line:source(k - 1) == "(" then return k end
    end
  end
  return nil
end

--- Does the line end in a photo credit?
function captions.is_credited(line)
  if line.size > 100 then return false end
  local credit = find_photo_credit(line)
  return credit ~= nil and credit > 1 and line.count - credit <= 14
end

--- Does the line end in a short bracket with a colon: "(Anh: AP)"?
local function has_label_in_bracket(line)
  local k = line.count
  if line.size > LONGEST_CAPTION or k < 6 then return false end
  if line:source(k) == "." then k = k - 1 end
  if line:source(k) ~= ")" then return false end
  for back = k - 1, math.max(1, k - 8), -1 do
    if line:source(back) == "(" then
      return line:is_word(back + 1) and line:source(back + 2) == ":"
    end
  end
  return false
end

--- "... - Ảnh 3.", the text that stands for a picture. Returns the place of
-- its number, which may be in the middle of the line.
function captions.find_numbered_photo(line)
  for k = 2, line.count - 1 do
    if line:word(k) == "ảnh" and line:kind(k + 1) == "number"
        and line:source(k - 1) == "-" then
      return k + 1
    end
  end
  return nil
end

--- A heading without marks: a text for a picture, made from an address.
local function is_slug_line(line)
  return line:is_plain() and not line:is_sentence()
    and line.size >= line.count - 2
end

--- Is the line the article's headline once more, perhaps in full where the
-- title was cut off?
local function is_title_again(page, line)
  local title = page.title_line
  if not title or title == line or not title.key or not line.key
      or #title.words < 3 then
    return false
  end
  if line.key == title.key then return true end
  return title:is_cut() and line.size <= title.size + 12
    and line.key:sub(1, #title.key + 1) == title.key .. " "
end

--- Does the line stand for a picture, as its alternative text: the
-- headline again, or words without marks?
function captions.stands_for_picture(page, line)
  return is_title_again(page, line) or is_slug_line(line)
end

-- A line with one of these tells what someone said: no caption.
local REPORTING = {}
for phrase in ([[cho biết|cho rằng|cho hay|cho thấy|khẳng định|nhấn mạnh|
  tuyên bố|yêu cầu|đề nghị|đánh giá|bày tỏ|hy vọng|cho phép|nói rằng|nói thêm|
  chia sẻ|thông báo|nêu rõ|kêu gọi|cho biết thêm|theo đó|tuy nhiên|
  trong khi đó|ngoài ra|bên cạnh đó]])
    :gmatch("[^|\n]+") do
  local _, key = lines.words(phrase)
  if key ~= "" then REPORTING[#REPORTING + 1] = " " .. key .. " " end
end

-- Words of a report, not of a caption.
local REPORT_WORDS = lines.set "đã cũng"

local function has_report_word(line)
  for _, word in ipairs(line.words) do
    if REPORT_WORDS[word] then return true end
  end
  return false
end

local function is_reporting(line)
  local key = " " .. line.key .. " "
  for _, phrase in ipairs(REPORTING) do
    if key:find(phrase, 1, true) then return true end
  end
  return false
end

--- Does the line hold no more than one sentence?
function captions.is_one_sentence(line)
  for k = 1, line.count - 1 do
    if line:source(k) == "." and line:is_spaced(k + 1)
        and line:is_word(k + 1) and line:shape(k + 1) ~= "lower" then
      return false
    end
  end
  return true
end

-- How a sentence of the text begins, but no caption.
local TEXT_STARTS = lines.set [[tại trong sau trước nhân cùng cũng theo tham kết
  đồng đặc ngay tiếp đây đó ông bà anh chị ngày sáng trưa chiều tối đêm phát]]

--- Does the line begin with a name: capitals, and more of them soon behind?
local function begins_with_name(line)
  local capitals = 0
  for k = 1, math.min(line.count, 7) do
    local shape = line:is_word(k) and line:shape(k)
    if shape == "title" or shape == "upper" then
      capitals = capitals + (shape == "upper" and 2 or 1)
    elseif k == 1 then
      return false
    end
  end
  return capitals >= 3
end

--- Does the line say what somebody does, but is no finished sentence?
local function find_unfinished_scene(line)
  if line:is_sentence() or line:ending() == ":" or line:ending() == ","
      or not begins_with_name(line) then
    return nil
  end
  return (furniture.find_inside(line, "caption", "verb"))
end

--- Does a short line show a scene, as captions do?
-- @return the row of the lexicon that tells, or nil
local function find_scene(line)
  if not line.words or line.size > LONGEST_CAPTION or #line.words < 3
      or not captions.is_one_sentence(line) or is_reporting(line) then
    return nil
  end
  local entry = line.entry
  if entry and entry.type == "caption" and entry.where == "start" then
    return entry
  end
  local bracket = furniture.find_bracket(line)
  if bracket or TEXT_STARTS[line:word(1)] then return bracket end
  local row, place = furniture.find_inside(line, "caption")
  if row and place > 1 and not line_kinds.has_time(line)
      and not has_report_word(line) then
    return row
  end
  return find_unfinished_scene(line)
end

--- Does a short line name persons with their posts, and nothing else?
local function is_line_of_persons(line)
  local names = 0
  for k = 1, line.size <= LONGEST_CAPTION and line.count or 0 do
    local kind = line:kind(k)
    local shape = (kind == "syllable" or kind == "word") and line:shape(k)
    if kind == "number" or (shape == "lower"
        and not furniture.is_noun(line:word(k))) then
      return false
    elseif shape == "title" or shape == "upper" then
      names = names + 1
    end
  end
  return names >= 5
end

--- Do the words of a short line stand in a paragraph near it, as those of
-- captions do?
local function is_repeated_near(page, i)
  local line = page[i]
  if not line.words or #line.words < 6 or line.size > LONGEST_CAPTION then
    return false
  end
  for j = math.max(1, i - 12), math.min(#page, i + 12) do
    local zone = page[j].zone
    if (not zone or zone == "body") and page[j].size > line.size
        and page[j]:all_words():find(line.key, 1, true) then
      return true
    end
  end
  return false
end

-- Rules that find a picture or the text that stands for it.
local PICTURES = {
  ["zones.picture"] = true, ["zones.title_again"] = true,
  ["zones.slug"] = true, ["zones.numbered_photo"] = true,
}

--- Does line `i` stand right under a picture, with empty lines around both?
local function is_under_picture(page, i)
  local line, above, below = page[i], page[i - 1], page[i + 1]
  return above ~= nil and PICTURES[above.rule] and above.zone == "caption"
    and above.number == line.number - 1 and line.size <= 60
    and (not below or below.number > line.number + 1)
    and captions.is_one_sentence(line)
end

--- The rule by which a line is a caption on its own, or nil.
local function find_by_words(line)
  if captions.is_credited(line) or has_label_in_bracket(line) then
    return "zones.photo_credit"
  elseif is_slug_line(line) then
    return "zones.slug"
  elseif is_line_of_persons(line) then
    return "zones.persons"
  end
  local numbered = captions.find_numbered_photo(line)
  if numbered and numbered >= line.count - 1 then
    return "zones.numbered_photo"
  end
  local row = find_scene(line)
  return row and row.source
end

--- Is line `i`, one of the article, a caption?
-- @param page the lines of a page, those before `i` with their `zone` and
--   `rule`, and `title_line`, the line of the title, if there is one
-- @return the rule that says so, or nil
function captions.find(page, i)
  if is_title_again(page, page[i]) then return "zones.title_again" end
  if is_under_picture(page, i) then return "zones.under_picture" end
  if is_repeated_near(page, i) then return "zones.repeated" end
  return find_by_words(page[i])
end

return captions
