--- What the rules of dates share: the words they compare with, and small
-- questions about the tokens of a line.

local lines = require "viet.news.zones.lines"

local common = {}

local RANGE_WORDS = lines.set "đến tới"

local NUMERALS = lines.set [[một hai ba bốn năm sáu bảy tám chín mười mấy vài
  nhiều những các hàng hằng từng mỗi]]

-- Words that the rules compare with, as keys.
common.word = {}
for word in ([[ngày hôm nay qua kia mai ngoái trước sau này tới cùng tháng năm
  mùng mồng thứ chủ nhật tuần từ đến và cuối lần mạng hàng hằng khóa tài chính
  viet nam ngay thang tết những]]):gmatch("%S+") do
  common.word[word] = lines.words(word)[1]
end

--- What a rule gives back: the tokens from `first` to `last` of the line
-- are a date.
function common.match(first, last, when, rule)
  return { first = first, last = last, when = when, rule = rule }
end

--- Is the token a hyphen or a dash?
function common.is_dash(line, k)
  local text = k <= line.count and line:source(k) or ""
  return text == "-" or text == "–" or text == "—"
end

--- Is the token a count ("2", "hai", "những"), so that `ngày` or `năm`
-- behind it is a unit?
function common.is_count(line, k)
  if line:kind(k) == "number" then
    return line:source(k):find("^%d+$") ~= nil
  end
  return NUMERALS[line:word(k)] or false
end

--- Is token `k` followed by nothing, or by punctuation?
function common.is_before_break(line, k)
  local kind = line:kind(k + 1)
  return kind == nil or kind == "punct" or kind == "symbol"
end

--- The reading of token `k`, if it is a number.
function common.read(line, k, reader)
  if line:kind(k) ~= "number" then return nil end
  return reader(line:source(k))
end

--- Is the month of a reading known?
function common.has_month(reading)
  return (reading.to or reading.from).month ~= nil
end

--- Goes over "đến", "-" and the like, and `optional` words behind it.
-- @return the place of what may be the end of a range, or nil
function common.skip_to_end(line, k, optional)
  if not RANGE_WORDS[line:word(k)] and not common.is_dash(line, k) then
    return nil
  end
  k = k + 1
  while optional[line:word(k)] do k = k + 1 end
  return k
end

--- Do brackets stand around the tokens?
function common.is_bracketed(line, first, last)
  return first > 1 and line:source(first - 1) == "("
    and last < line.count and line:source(last + 1) == ")"
end

--- A date that begins with `first`, which the rest at token `k` completes.
function common.widen(found, first)
  if found then found.first = first end
  return found
end

return common
