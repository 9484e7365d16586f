local viet = require "viet"
local furniture = require "viet.news.zones.furniture"
local pages = require "viet.news.zones.page"

local function line_of(text)
  return pages.read(assert(viet.document(text)))[1]
end

--- The type of the entry that decides a line.
local function type_of(text)
  local row = furniture.find(line_of(text))
  return row and row.type
end

describe("the furniture of a page", function()
  it("is all of a line, numbers and punctuation aside", function()
    assert.equal("box", type_of "TIN LIÊN QUAN:")
    assert.equal("comments", type_of "Bình luận (12)")
    assert.equal("meta", type_of "1.250 lượt xem")
    assert.is_nil(type_of "Tin liên tục về bão")
  end)

  it("begins a line", function()
    assert.equal("related", type_of "Tin liên quan Cầu mới qua sông Bồ")
    assert.equal("nav", type_of "* Mời bạn đọc vào chuyên mục Y tế xem tin.")
    assert.equal("caption", type_of "Quang cảnh buổi lễ")
  end)

  it("is a label, if a colon follows", function()
    assert.equal("credit", type_of "Tin, ảnh: HOÀI AN")
    assert.equal("credit", type_of "Ảnh : Hoài An")
    assert.is_nil(type_of "Ảnh vệ tinh chụp bão")
    assert.is_nil(type_of "Nguồn nước: dồi dào")
  end)

  it("ends a line, or stands in it", function()
    assert.equal("section", type_of "Những việc lớn Tin tức - Thời sự")
    assert.equal("nav", type_of "Báo Sông Cả giữ bản quyền nội dung trang này")
    assert.is_nil(type_of(("mưa "):rep(61) .. "giữ bản quyền nội dung"))
  end)

  it("is what all of a line says, rather than how it begins", function()
    assert.equal("box_line", furniture.find(line_of "Có thể bạn quan tâm").id)
    assert.equal("related_start",
      furniture.find(line_of "Có thể bạn quan tâm Mưa lớn ở Huế").id)
  end)

  it("is found in decomposed text", function()
    assert.equal("box", type_of(viet.normalize("Đọc nhiều", { form = "nfd" })))
  end)
end)
