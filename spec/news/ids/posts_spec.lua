local post_ids = require "viet.news.ids.posts"

local countries = { nga = true, lao = true, ["trung-quoc"] = true }

local function is_country(name) return countries[name] or false end

--- The id of a post and what is told of a bare one: "minister" or nothing.
local function check(text, id, bare)
  local found, found_bare = post_ids.of(text, is_country)
  assert.equal(id, found)
  if bare then assert.equal(bare, found_bare) end
end

describe("the id of a post", function()
  it("is the title where no portfolio is listed", function()
    check("Thủ tướng Chính phủ", "post/prime-minister")
    check("Tư lệnh Quân khu 5", "post/commander")
  end)

  it("of a minister has the portfolio", function()
    check("Bộ trưởng Bộ Quốc phòng Lào", "post/minister-of-defence")
    check("Bộ trưởng Quốc phòng Nga", "post/minister-of-defence")
    check("Ngoại trưởng Nga", "post/minister-of-foreign-affairs")
    check("Thứ trưởng Thường trực Bộ Ngoại giao",
          "post/deputy-minister-of-foreign-affairs")
  end)

  it("of a minister has the ministry's slug where none is listed", function()
    check("Bộ trưởng Bộ Tài chính", "post/minister-of-tai-chinh")
    check("Bộ trưởng Tư pháp Nga", "post/minister-of-tu-phap")
  end)

  it("of others has a portfolio only if it begins with `the`", function()
    check("Ủy viên Quân ủy Trung ương",
          "post/member-of-the-central-military-commission")
    check("Chủ tịch Quốc hội", "post/chairman-of-the-national-assembly")
    check("Giám đốc Công an tỉnh", "post/director")
  end)

  it("of a whole post is the listed one", function()
    check("Uỷ viên Bộ Chính trị", "post/politburo-member")
    check("Ủy viên Ban Chấp hành Trung ương Đảng",
          "post/central-committee-member")
    check("Bí thư Trung ương Đảng", "post/secretary-of-the-secretariat")
  end)

  it("of the head of a state is a president's", function()
    check("Chủ tịch Trung Quốc", "post/president")
    check("Chủ tịch nước", "post/president")
    check("Chủ tịch Hội Nhà báo", "post/chairman")
  end)

  it("is not known of a bare minister or chairman", function()
    check("Bộ trưởng", nil, "minister")
    check("Thứ trưởng Thường trực", nil, "deputy-minister")
    check("Chủ tịch", nil, "chairman")
  end)

  it("of titles that are not listed is not told", function()
    check("Thượng nghị sĩ Mỹ", false)
  end)

  it("is found in a text without marks", function()
    check("bo truong quoc phong nga", "post/minister-of-defence")
  end)
end)
