--- Documents with mentions for the specs of HOLDS and events: the text is
-- plain, the names in it are marked from lists. The persons are invented.

local viet = require "viet"

local marked = {}

--- Marked by the longest name. A post holds bodies and countries, so both
-- lists are searched; a country is not marked inside a body.
local HOLDERS = {
  { "PERSON", "person/tran-van-son", "Trần Văn Sơn" },
  { "PERSON", "person/le-hong-minh", "Lê Hồng Minh" },
  { "PERSON", "person/do-quang-huy", "Đỗ Quang Huy" },
  { "PERSON", "person/vu-thanh-hai", "Vũ Thanh Hải" },
  { "PERSON", "person/bounthong-vilay", "Bounthong Vilay", "Vilay" },
  { "PERSON", "person/john-carver", "John Carver", "Carver" },
  { "PERSON", "person/luc-kien-quoc", "Lục Kiến Quốc" },
  { "PERSON", "person/ahmad-rashid", "Ahmad Rashid" },
  { "PERSON", "person/nils-bergstrom", "Nils Bergstrom" },
  { "RANK", "rank/general", "Đại tướng" },
  { "RANK", "rank/senior-lieutenant-general", "Thượng tướng" },
  { "RANK", "rank/major-general", "Thiếu tướng" },
  { "RANK", "rank/senior-colonel", "Đại tá" },
  { "POST", "post/politburo-member", "Ủy viên Bộ Chính trị" },
  { "POST", "post/minister-of-defence", "Bộ trưởng Bộ Quốc phòng",
    "Bộ trưởng Quốc phòng", "Bộ trưởng Bộ Quốc phòng Lào",
    "Bộ trưởng Bộ Quốc phòng Việt Nam", "Bộ trưởng Quốc phòng Lào",
    "Bộ trưởng Quốc phòng Mỹ", "Bộ trưởng Quốc phòng Malaysia",
    "Bộ trưởng Quốc phòng Trung Quốc", "Bộ trưởng" },
  { "POST", "post/deputy-minister-of-defence", "Thứ trưởng Bộ Quốc phòng",
    "Thứ trưởng" },
  { "POST", "post/minister-of-foreign-affairs", "Ngoại trưởng Trung Quốc" },
  { "POST", "post/minister-of-giao-thong-van-tai",
    "Bộ trưởng Bộ Giao thông vận tải" },
  { "POST", "post/prime-minister", "Thủ tướng Chính phủ", "Thủ tướng",
    "Thủ tướng Malaysia" },
  { "POST", "post/president", "Tổng thống Mỹ", "Tổng thống",
    "Chủ tịch nước" },
  { "POST", "post/general-secretary", "Tổng Bí thư" },
  { "POST", "post/ambassador", "Đại sứ Mỹ tại Việt Nam" },
  { "POST", "post/chief-of-the-general-staff", "Tổng Tham mưu trưởng" },
  { "POST", "post/commander", "Tư lệnh Quân khu 9" },
  { "POST", "post/deputy-commander", "Phó Tư lệnh Quân khu 9",
    "Phó Tư lệnh" },
  { "POST", "post/chief-of-staff", "Tham mưu trưởng Quân khu 9" },
}

local BODIES = {
  { "ORG", "org/mod-vn", "Bộ Quốc phòng", "Bộ Quốc phòng Việt Nam" },
  { "ORG", "org/mod-la", "Bộ Quốc phòng Lào" },
  { "ORG", "org/cpv-politburo", "Bộ Chính trị" },
  { "ORG", "org/government-vn", "Chính phủ" },
  { "ORG", "org/bo-giao-thong-van-tai", "Bộ Giao thông vận tải" },
  { "ORG", "org/quan-khu-9", "Quân khu 9" },
  { "ORG", "org/hai-quan-an-do", "Hải quân Ấn Độ" },
  { "COUNTRY", "country/VN", "Việt Nam" },
  { "COUNTRY", "country/LA", "Lào" },
  { "COUNTRY", "country/US", "Mỹ" },
  { "COUNTRY", "country/CN", "Trung Quốc" },
  { "COUNTRY", "country/MY", "Malaysia" },
  { "COUNTRY", "country/IN", "Ấn Độ" },
  { "COUNTRY", "country/KH", "Campuchia" },
  { "PLACE", "place/ha-noi", "Hà Nội" },
  { "PLACE", "place/vientiane", "Vientiane" },
  { "NAMED_EVENT", "event/doi-thoai-bien-dong", "Đối thoại quốc tế Biển Đông" },
  { "NAMED_EVENT", "event/ngay-hoi-que-huong", "Ngày hội Quê hương" },
  { "DOCUMENT", "document/ban-ghi-nho-ve-quan-y", "Bản ghi nhớ về quân y" },
}

--- Patterns of dates, and their values.
local DATES = {
  { "[Nn]gày 4%-2", "2025-02-04" }, { "tháng 5%-2024", "2024-05" },
  { "3 đến 6%-2", "2025-02-03/2025-02-06" },
  { "tháng 1%-2015", "2015-01" }, { "tháng 1%-2020", "2020-01" },
}

local function make_gazetteer(rows)
  local entries = {}
  for _, row in ipairs(rows) do
    local entry = { type = row[1], id = row[2] }
    for i = 3, #row do entry[i - 2] = row[i] end
    entries[#entries + 1] = entry
  end
  return viet.gazetteer(entries)
end

local holders, bodies = make_gazetteer(HOLDERS), make_gazetteer(BODIES)

local function add_dates(doc)
  for _, date in ipairs(DATES) do
    local from = 1
    while true do
      local first, last = doc.text:find(date[1], from)
      if not first then break end
      doc:add("DATE", { first = first, last = last, value = date[2] })
      from = last + 1
    end
  end
end

--- A document of lines of which each has a zone: { "lead", "...", "body",
-- "..." }, or of one body line.
function marked.document(lines)
  if type(lines) == "string" then lines = { "body", lines } end
  local texts = {}
  for i = 2, #lines, 2 do texts[#texts + 1] = lines[i] end
  local doc = assert(viet.document(table.concat(texts, "\n")))
  for i, line in ipairs(doc.lines) do
    doc:add("zone", { first = line.first, last = line.last,
      id = lines[2 * i - 1], line = i })
  end
  for _, names in ipairs { holders, bodies } do
    for first, last, id, layer in names:matches(doc.tokens) do
      doc:add(layer, { first = first, last = last, id = id })
    end
  end
  add_dates(doc)
  return doc
end

--- The document with what the extractors of HOLDS and of events give.
function marked.run(lines)
  local doc = marked.document(lines)
  require "viet.news.holds".run(doc)
  require "viet.news.events".run(doc)
  return doc
end

return marked
