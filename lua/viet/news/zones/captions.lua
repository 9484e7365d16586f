--- Which lines of an article are captions, or texts that stand for pictures.
--
-- A caption ends in a photo credit, stands under a picture, repeats the
-- headline or a part of the text, or shows a scene: who shakes hands with
-- whom. A subheading is none, nor is a sentence that reports. How they read is
-- in rules/zones.rules.

local captions = {}

-- In words.
local LONGEST_CAPTION = 40
-- In tokens: more are not looked through at once.
local LONGEST_LOOK = 10000

--- Does the line end in a photo credit?
function captions.is_credited(line)
  return line.has.photo_credit ~= nil and line.size <= 100
end

--- A heading without marks: a text for a picture, made from an address.
local function is_slug_line(line)
  return line:is_plain() and not line:is_sentence()
    and line.size >= line:count() - 2
end

-- So many words may be cut off of a title.
local LONGEST_CUT = 12

--- Is the line the article's headline once more, perhaps in full where the
-- title was cut off?
local function is_title_again(page, line)
  local title = page.title_line
  if not title or title == line or title.words < 3 then return false end
  local may_be_longer = title.has.cut and line.size <= title.size + LONGEST_CUT
  if line.words ~= title.words and not may_be_longer then return false end
  local key, again = title:key(), line:key()
  if not key or not again then return false end
  return key == again
    or may_be_longer and again:sub(1, #key + 1) == key .. " "
end

--- Does the line stand for a picture, as its alternative text: the
-- headline again, or words without marks?
function captions.stands_for_picture(page, line)
  return is_title_again(page, line) or is_slug_line(line)
end

--- Does the line hold no more than one sentence?
function captions.is_one_sentence(line)
  return line.has.second_sentence == nil
end

--- Does a short line show a scene, as captions do?
-- @return the rule that tells, or nil
local function find_scene(line)
  local has = line.has
  if line.size > LONGEST_CAPTION or line.words < 3 or has.second_sentence
      or has.reporting then
    return nil
  end
  if line.entry and line.entry.id == "caption_start" then
    return "caption_start"
  end
  if has.caption_side then return "caption_side" end
  if has.text_start then return nil end
  if has.caption_inside and has.caption_inside > line.from
      and not has.time and not has.report_word then
    return "caption_inside"
  end
  local is_finished = has.ends_stop or has.ends_mark or has.ends_colon
    or has.ends_comma
  return has.caption_verb and not is_finished and "caption_verb" or nil
end

-- How many lines before and behind a caption are near it.
local NEAR = 12

--- Can lines `first` to `last` hold the words of line `i`? Looks through all
-- of them at once.
local function may_contain(page, first, last, i)
  if first > last then return false end
  local from, to, line = page[first].from, page[last].to, page[i]
  return from > to or to - from > LONGEST_LOOK
    or page.tokens:contain(from, to, line.from, line.to)
end

--- Does one of lines `first` to `last`, a paragraph, hold the words of line
-- `i`?
local function is_in_lines(page, first, last, i)
  if not may_contain(page, first, last, i) then return false end
  local line = page[i]
  for j = first, last do
    local other = page[j]
    local zone = other.zone
    if other.size > line.size and (not zone or zone == "body")
        and other:contains(line) then
      return true
    end
  end
  return false
end

--- Do the words of a short line stand in a paragraph near it, as those of
-- captions do?
local function is_repeated_near(page, i)
  local line = page[i]
  return line.words >= 6 and line.size <= LONGEST_CAPTION
    and (is_in_lines(page, math.max(1, i - NEAR), i - 1, i)
      or is_in_lines(page, i + 1, math.min(#page, i + NEAR), i))
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
  local has = line.has
  local is_short = line.size <= LONGEST_CAPTION
  if captions.is_credited(line) or is_short and has.label_in_bracket then
    return "photo_credit"
  elseif line.marked == 0 and is_slug_line(line) then
    return "slug"
  elseif is_short and has.persons then
    return "persons"
  elseif has.numbered_photo then
    return "numbered_photo"
  end
  return find_scene(line)
end

--- Is line `i`, one of the article, a caption?
-- @param page the lines of a page, those before `i` with their `zone` and
--   `rule`, and `title_line`, the line of the title, if there is one
-- @return the name of the rule that says so, or nil
function captions.find(page, i)
  if is_title_again(page, page[i]) then return "title_again" end
  if is_under_picture(page, i) then return "under_picture" end
  if is_repeated_near(page, i) then return "repeated" end
  return find_by_words(page[i])
end

return captions
