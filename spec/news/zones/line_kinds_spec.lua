local viet = require "viet"
local furniture = require "viet.news.zones.furniture"
local line_kinds = require "viet.news.zones.line_kinds"
local pages = require "viet.news.zones.page"

--- What a line is taken for, a function of `line_kinds`.
local function check(is_kind, expected, texts)
  for _, text in ipairs(texts) do
    for _, form in ipairs { "nfc", "nfd" } do
      local line = pages.read(assert(viet.document(
        viet.normalize(text, { form = form }))))[1]
      line.entry = furniture.find(line)
      assert.equal(expected, is_kind(line), text)
    end
  end
end

describe("a line", function()
  it("is a date", function()
    check(line_kinds.is_date, true, { "Thứ Năm, 5/12/2024, 10:00 (GMT+7)",
      "10:52 | 22/01/2018 GMT+7", "5 tháng 12 2024", "11:05",
      "Cập nhật lúc 08:30 ngày 5-5-2031", "Hà Nội, ngày 5 tháng 5 năm 2031" })
    check(line_kinds.is_date, false, { "Năm 2025", "Hiệp định 30/4/1975 ra đời",
      "Ngày hội lớn", "Sáng 5/5, đoàn khởi hành từ Huế", "1. Hiện trạng bão" })
  end)

  it("is a byline", function()
    check(line_kinds.is_byline, true, { "THU TRANG (từ Astana, Kazakhstan)",
      "Bách Hợp, Thành Trọng/HTTV", "Hoài An (t/h)", "TTXVN", "(Theo Sông Cả)",
      "Theo AFP, Reuters", "Tổng hợp", "Tin, ảnh: HOÀI AN", "Nguồn:" })
    check(line_kinds.is_byline, false, { "Ukraine hoan nghênh", "Video | Ảnh",
      "Vì sao?", "Phần 2", "Theo đó, đoàn đã lên đường sang Lào sáng nay." })
  end)

  it("is a menu or a line of tags", function()
    check(line_kinds.is_menu, true, { "Bảng xếp hạng | Lịch đấu | Video" })
    check(line_kinds.is_menu, false, { "Bảng xếp hạng", "10:52 | 22/01/2018" })
    check(line_kinds.is_tags, true, { "Hợp tác,song phương,Việt Nam", "#huế" })
    check(line_kinds.is_tags, false, { "Hợp tác, song phương, Việt Nam",
      "Giá 1,5 đồng" })
  end)
end)
