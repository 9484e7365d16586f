local viet = require "viet"
local captions = require "viet.news.zones.captions"
local furniture = require "viet.news.zones.furniture"
local pages = require "viet.news.zones.page"

local PARAGRAPH = "Giám đốc Bệnh viện Sông Hương cảm ơn Sở Y tế và cho biết "
  .. "sẽ mở thêm hai phòng khám cho bà con ở Huế trong năm tới."

--- The rule that makes a line a caption, between two paragraphs.
local function rule_of(line)
  local text = PARAGRAPH .. "\n\n" .. line .. "\n\n" .. PARAGRAPH
  local page = pages.read(assert(viet.document(text)))
  page[2].entry = furniture.find(page[2])
  return captions.find(page, 2)
end

describe("a caption", function()
  it("ends in a photo credit", function()
    for _, line in ipairs { "Phòng khám mới ở Huế. Ảnh: AN HẠ",
        "Phòng khám mới - Ảnh: An Hạ", "Phòng khám mới (Ảnh minh họa).",
        "Phòng khám mới ở Huế ẢNH: SỞ Y TẾ", "Phòng khám mới (Anh: Sở Y tế)." }
    do
      assert.equal("photo_credit", rule_of(line), line)
    end
    assert.equal("numbered_photo", rule_of "Phòng khám mới - Ảnh 2.")
  end)

  it("shows a scene", function()
    for _, line in ipairs { "Các đại biểu chụp ảnh lưu niệm.",
        "Bác sĩ Hoài An (bên phải) nhận hoa.", "Quang cảnh buổi lễ",
        "Giám đốc Trần Hoài An tham quan phòng khám mới" } do
      assert.matches("^caption_", rule_of(line), line)
    end
  end)

  it("names persons and nothing more", function()
    assert.equal("persons",
      rule_of "Giám đốc Trần Hoài An và Thứ trưởng Lý Hoàng Bách.")
  end)

  it("repeats a part of the text", function()
    assert.equal("repeated",
      rule_of "Giám đốc Bệnh viện Sông Hương cảm ơn Sở Y tế")
  end)

  it("lost its marks", function()
    assert.equal("slug", rule_of "phong kham moi o thanh pho hue")
    assert.equal("slug", rule_of "Phong kham moi o thanh pho Hue")
  end)

  it("is found in decomposed text", function()
    assert.equal("photo_credit", rule_of(
      viet.normalize("Phòng khám mới ở Huế. Ảnh: AN HẠ", { form = "nfd" })))
  end)

  it("is no subheading, no report and no quotation", function()
    for _, line in ipairs { "Hai phòng khám mới", "Nhiều dấu hỏi còn đó",
        "Ảnh vệ tinh cho thấy bão đang đổi hướng.",
        "Phát biểu tại buổi lễ, Giám đốc Hoài An khẳng định sẽ làm tốt.",
        "Ngày 2/5, Sở Y tế tặng quà lưu niệm cho các bác sĩ.",
        "Sở Y tế cũng tặng quà cho các bác sĩ ở xa." } do
      assert.is_nil(rule_of(line), line)
    end
  end)
end)
