local mentions = require "news.mentions"

--- The post at the start of a text, with what completes it.
local function post_of(text)
  local doc = mentions.document(text)
  local post = doc:layer("POST")[1]
  return post and doc:text_of(post)
end

-- What a title is completed by, and a text that goes on behind it.
local cases = {
  { "an organisation", "Tư lệnh Quân khu 9", " nói" },
  { "an organisation and its parent",
    "Vụ trưởng Vụ Pháp chế, Bộ Ngoại giao", " nói" },
  { "an organisation behind `thuộc`", "Vụ trưởng thuộc Bộ Ngoại giao", "." },
  { "a portfolio", "Bộ trưởng Quốc phòng", " nói" },
  { "a portfolio and a country", "Bộ trưởng Quốc phòng Lào", " nói" },
  { "a country behind `nước`", "Thủ tướng nước Cộng hòa Séc", " nói" },
  { "a country behind `của`", "Tư lệnh Hải quân của Mỹ", " nói" },
  { "a qualifier", "Phó Chủ tịch Thường trực UBND tỉnh", " nói" },
  { "where it is held", "Tùy viên Quốc phòng Lào tại Việt Nam", " nói" },
  { "a superior's post and a subject",
    "Đặc phái viên của Tổng thống Mỹ về khí hậu", " John Carver" },
  { "a force in lower case", "Tư lệnh hải quân Mỹ", " nói" },
  { "a charge before a name",
    "Phó Tổng thư ký Liên hợp quốc phụ trách hoạt động hòa bình",
    " John Carver" },
  { "a programme of an organisation",
    "Giám đốc Chương trình châu Á tại Viện Carver", ", nói" },
}

describe("a title is completed by", function()
  for _, case in ipairs(cases) do
    it(case[1], function()
      assert.equal(case[2], post_of(case[2] .. case[3]))
    end)
  end
end)

describe("a title is not completed by", function()
  it("the places where it is held", function()
    assert.equal("Đại sứ Nga", post_of "Đại sứ Nga tại Seoul Ivan Petrov")
  end)

  it("an organisation of another unit behind a comma", function()
    assert.equal("Ủy viên Bộ Chính trị",
                 post_of "Ủy viên Bộ Chính trị, Bộ Quốc phòng")
  end)
end)
