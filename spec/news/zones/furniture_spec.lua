local viet = require "viet"
local furniture = require "viet.news.zones.furniture"
local lines = require "viet.news.zones.lines"

local function line_of(text)
  return lines.of(assert(viet.document(text)))[1]
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
    local row, place = furniture.find_inside(
      line_of "Các y bác sĩ chụp ảnh lưu niệm.", "caption")
    assert.equal("caption-inside", row.id)
    assert.equal(5, place)
  end)

  it("is found in decomposed text, and names its line", function()
    local row = furniture.find(line_of(
      viet.normalize("Đọc nhiều", { form = "nfd" })))
    assert.matches("^furniture%.tsv:%d+$", row.source)
  end)

  it("knows brackets that tell where somebody stands", function()
    assert.truthy(furniture.find_bracket(line_of "Ông An (bên trái) và bà Na"))
    assert.is_nil(furniture.find_bracket(line_of "Ông An (68 tuổi) và bà Na"))
    assert.is_nil(furniture.find_bracket(line_of "Ông An (trái"))
  end)
end)
