local viet = require "viet"

local pipeline = viet.pipeline {
  (require "viet.news.zones"), (require "viet.news.dates"),
  (require "viet.news.head"),
}

local function published(text)
  return pipeline:run(assert(viet.document(text))).meta.published
end

--- An article whose first sentence is given.
local function article(sentence)
  return sentence .. " Đoàn cán bộ Sở Y tế đã đến thăm và làm việc với Bệnh "
    .. "viện Sông Hương.\n\nGiám đốc Bệnh viện Sông Hương cảm ơn Sở Y tế và "
    .. "các y bác sĩ của tỉnh.\n"
end

describe("the day of an article", function()
  it("is that of a corpus header", function()
    assert.equal("2031-05-02",
                 published("# date = 20310502\n" .. article "Sáng 2/5, mưa."))
    assert.equal("2031-05-02", published("# published = 2031-05-02T08:00:00\n"
      .. article "Sáng 2/5, mưa."))
  end)

  it("is that of the date line", function()
    for _, line in ipairs { "Thứ Sáu, 02/05/2031, 10:00 (GMT+7)",
        "10:52 | 02/05/2031 GMT+7", "2 tháng 5 2031",
        "Cập nhật: 2-5-2031 08:30" } do
      assert.equal("2031-05-02",
                   published(line .. "\n\n" .. article "Sáng 1/5, mưa."), line)
    end
  end)

  it("is not that of a clock far from the news", function()
    assert.equal("2031-05-02", published("Chủ Nhật, 01/02/2032, 01:22\n\n"
      .. article "Sáng 2/5, Triển lãm Y tế Huế 2031 khai mạc."))
  end)

  it("is in the article's address, then in that of its picture", function()
    local text = "[Tin](https://a.vn/tin%s)\n\n![x](https://b.vn/%s/x.jpg)\n\n"
      .. article "Sáng 2/5, mưa."
    assert.equal("2031-05-03",
                 published(text:format("-20310503080000123", "2030/01/01")))
    assert.equal("2030-01-01", published(text:format("", "2030/01/01")))
  end)

  it("is that of the latest news told as past", function()
    assert.equal("2031-05-03", published(article(
      "Ngày 2/5 và sáng 3/5/2031, mưa lớn. Ngày 9/5, lễ hội sẽ mở cửa.")))
  end)

  it("takes its year from the latest year of something past", function()
    assert.equal("2031-05-02", published(article(
      "Sáng 2/5, mưa. Từ tháng 3/2031 đã nắng. Năm 1999 và đến năm 2040.")))
    assert.equal("2031-05-02", published(article(
      "Sáng 2/5, khai mạc Hội chợ Huế 2031, theo kế hoạch năm 2033.")))
    assert.equal("2032-02-01", published(article(
      "Sáng 1/2, mưa. Cuối năm 2031 đã nắng.")))
  end)

  it("takes its year from an anniversary", function()
    assert.equal("2025-05-02", published(article(
      "Sáng 2/5, mưa, nhân kỷ niệm 80 năm Ngày Chiến thắng phát xít; năm "
      .. "2022 đã nắng.")))
    assert.is_nil(published(article(
      "Sáng 2/5, mưa; hướng tới 100 năm Ngày Chiến thắng phát xít.")))
  end)

  it("is unknown where no year is told", function()
    assert.is_nil(published(article "Sáng 2/5, mưa."))
    assert.is_nil(published(article "Sáng nay, mưa như năm 1975."))
    assert.is_nil(published "")
  end)
end)
