--- What a line of a page is by its own words: a date, names, tags, a menu.
-- The words are in rules/zones.rules; here is how long a line may be.

local line_kinds = {}

--- Is the line a date, a time, or both, with hardly another word?
-- @usage "Thứ Năm, 5/12/2024, 10:00 (GMT+7)"
function line_kinds.is_date(line)
  return line.has.date_line ~= nil and not line.entry
    and line.known >= 0.7 * line.size
end

--- Is the line one of authors and sources: labelled as such, or nothing but
-- names? Names may also be a heading; where the line stands decides.
-- @param line with `entry` set, its entry of furniture
function line_kinds.is_byline(line)
  if line.entry then
    return line.entry.type == "credit" and line.size <= 30
  end
  local has = line.has
  return (has.names ~= nil and line.size <= 12) or has.compiled ~= nil
    or (has.according ~= nil and line.size <= 8 and not line:is_sentence())
end

--- "Lịch thi đấu | Bảng xếp hạng | Video": a menu on one line.
function line_kinds.is_menu(line)
  return line.has.menu ~= nil and line.size <= 60 and not line:is_sentence()
end

--- "Hợp tác quốc phòng,song phương,Việt Nam": tags with bare commas.
function line_kinds.is_tags(line)
  return line.has.tags ~= nil and line.size <= 60 and not line:is_sentence()
end

return line_kinds
