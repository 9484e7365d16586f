--- What a line of a page is by its own words: a date, names, tags, a menu.

local lines = require "viet.news.zones.lines"

local line_kinds = {}

local DATE_WORDS = lines.set [[ngày tháng năm thứ hai ba tư sáu bảy chủ nhật cn
  giờ phút lúc h am pm sa ch gmt ict utc cập nhật đăng xuất bản phát hành
  published updated update posted mon tue wed thu fri sat sun hà nội]]

--- Does the line hold a day or a time of day, in numbers?
function line_kinds.has_time(line)
  for k = 1, line.count do
    if line:kind(k) == "number" then
      local text = line:source(k)
      if text:find("%d[/:%-.]%d") or line:word(k + 1) == "tháng" then
        return true
      end
    end
  end
  return false
end

--- Is the line a date, a time, or both, with hardly another word?
-- @usage "Thứ Năm, 5/12/2024, 10:00 (GMT+7)"
function line_kinds.is_date(line)
  if line.size == 0 or line.size > 16 or line.entry then return false end
  local known = 0
  for k = 1, line.count do
    local kind = line:kind(k)
    if kind == "number" or DATE_WORDS[line:word(k)] then known = known + 1 end
  end
  return known >= 0.7 * line.size and line_kinds.has_time(line)
end

-- What may stand in lower case in a line of names.
local NAME_WORDS = lines.set [[và online theo từ tổng hợp dịch lược t h
  biên soạn ghi pv ctv nhóm phóng viên]]

--- Is token `k` one that a line of names may have, its brackets aside?
local function is_name_token(line, k)
  local kind = line:kind(k)
  if kind == "number" then return false end
  if kind == "punct" or kind == "symbol" then
    return not line:source(k):find("[:!?|>]")
  end
  local shape = line:shape(k)
  return shape == "title" or shape == "upper" or shape == "mixed"
    or NAME_WORDS[line:word(k)] or false
end

--- Does the line hold nothing but names: "THU TRANG (từ Astana)",
-- "Bách Hợp, Thành Trọng/HTTV"?
local function is_name_line(line)
  if line.size == 0 or line.size > 12 then return false end
  local names, depth = 0, 0
  if line:source(1) == "(" and line:source(line.count) == ")" then
    depth = -1  -- the bracket around all of it: "(TTXVN)"
  end
  for k = 1, line.count do
    local text = line:source(k)
    if text == "(" then
      depth = depth + 1
    elseif text == ")" then
      depth = depth - 1
    elseif depth == 0 then
      if not is_name_token(line, k) then return false end
      if line:is_word(k) then names = names + 1 end
    end
  end
  return names > 0
end

--- "Theo Reuters, AFP"
local function is_according_to(line)
  return line.size <= 8 and not line:is_sentence()
    and line.words ~= nil and line.words[1] == "theo"
end

--- Is the line one of authors and sources: labelled as such, or nothing but
-- names? Names may also be a heading; where the line stands decides.
-- @param line with `entry` set, its entry in the lexicon of furniture
function line_kinds.is_byline(line)
  if line.entry and line.entry.type == "credit" then return line.size <= 30 end
  return not line.entry and (is_name_line(line) or is_according_to(line)
    or line.key == "tổng hợp")
end

--- "Lịch thi đấu | Bảng xếp hạng | Video": a menu on one line.
function line_kinds.is_menu(line)
  local bars = 0
  for k = 1, line.size <= 60 and line.count or 0 do
    if line:source(k) == "|" then bars = bars + 1 end
  end
  return bars >= 2 and not line:is_sentence()
end

--- "Hợp tác quốc phòng,song phương,Việt Nam": tags with bare commas.
function line_kinds.is_tags(line)
  if line.size > 60 or line:is_sentence() then return false end
  local commas, bare = 0, 0
  for k = 1, line.count - 1 do
    if line:source(k) == "," or line:source(k) == ";" then
      commas = commas + 1
      if not line:is_spaced(k + 1) then bare = bare + 1 end
    end
  end
  return bare >= 2 and bare == commas or line:text():find("^#%a") ~= nil
end

return line_kinds
