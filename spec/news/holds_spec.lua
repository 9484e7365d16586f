local marked = require "news.marked"

--- "minister org/mod-vn", one for each span, for one person or all.
local function posts_of(lines, person)
  local list = {}
  for span in marked.run(lines):each "HOLDS" do
    if not person or span.person == "person/" .. person then
      list[#list + 1] = ("%s%s %s"):format(span.former and "former " or "",
        span.title or span.rank, span.org or "-")
    end
  end
  return list
end

describe("HOLDS", function()
  it("reads the rank before a name and the posts behind it", function()
    local doc = marked.run("Đại tướng Trần Văn Sơn, Ủy viên Bộ Chính trị, "
      .. "Bộ trưởng Bộ Quốc phòng phát biểu.")
    local spans = doc:layer "HOLDS"
    assert.equal(2, #spans)
    local member, minister = spans[1], spans[2]
    assert.equal("Ủy viên Bộ Chính trị", doc:text_of(member))
    assert.equal("member", member.title)
    assert.equal("org/cpv-politburo", member.org)
    assert.equal("person/tran-van-son", minister.person)
    assert.equal("general", minister.rank)
    assert.equal("minister", minister.title)
    assert.equal("org/mod-vn", minister.org)
    assert.is_false(minister.former)
    assert.equal("VN", minister.country)
    assert.equal("holds.post.after", minister.rule)
  end)

  it("reads posts behind a dash and between brackets", function()
    assert.same({ "minister org/mod-la" }, posts_of(
      "Thượng tướng Bounthong Vilay - Bộ trưởng Bộ Quốc phòng Lào đến dự."))
    assert.same({ "minister org/mod-la" }, posts_of(
      "Bounthong Vilay (Bộ trưởng Bộ Quốc phòng Lào) đến dự."))
  end)

  it("reads several posts before a name", function()
    assert.same({ "general-secretary org/cpv", "president country/VN" },
      posts_of "Tổng Bí thư, Chủ tịch nước Lê Hồng Minh phát biểu.")
  end)

  it("reads the posts of lists with bullets and colons", function()
    local lines = { "body", "- Đại tướng Trần Văn Sơn, Bộ trưởng Bộ Quốc "
      .. "phòng.", "body", "• Thượng tướng Bounthong Vilay: Bộ trưởng Bộ Quốc "
      .. "phòng Lào" }
    assert.same({ "minister org/mod-vn" }, posts_of(lines, "tran-van-son"))
    assert.same({ "minister org/mod-la" }, posts_of(lines, "bounthong-vilay"))
  end)

  it("reads a rank with its branch before a name", function()
    assert.same({ "senior-colonel -" },
      posts_of "Nữ Đại tá hải quân John Carver phát biểu.")
  end)

  it("reads stories of which posts somebody held", function()
    assert.same({ "former chief-of-staff org/quan-khu-9",
      "former deputy-commander org/quan-khu-9",
      "former commander org/quan-khu-9" },
      posts_of("Ông Đỗ Quang Huy được điều về miền Tây, làm Tham mưu trưởng "
        .. "Quân khu 9, sau đó là Phó Tư lệnh Quân khu 9, rồi Tư lệnh Quân "
        .. "khu 9."))
    assert.same({ "former chief-of-staff org/quan-khu-9",
      "former commander org/quan-khu-9" },
      posts_of("Ông Đỗ Quang Huy lần lượt giữ các chức vụ: Tham mưu trưởng "
        .. "Quân khu 9, Tư lệnh Quân khu 9."))
    assert.same({ "former commander org/quan-khu-9" },
      posts_of "Đỗ Quang Huy nguyên là Tư lệnh Quân khu 9.")
    assert.same({ "commander org/quan-khu-9" },
      posts_of "Đỗ Quang Huy làm Tư lệnh Quân khu 9.")
  end)

  it("gives a post in a story of the writer to no one", function()
    assert.same({}, posts_of("Đỗ Quang Huy ra Bắc, còn tôi về làm Tư lệnh "
      .. "Quân khu 9."))
    assert.same({}, posts_of("Đỗ Quang Huy phát biểu, rồi Bộ trưởng Quốc "
      .. "phòng Lào trả lời."))
  end)

  it("knows whom a pronoun means that begins a sentence", function()
    assert.same({ "commander org/quan-khu-9" }, posts_of("Đỗ Quang Huy quê ở "
      .. "Hà Nội. Ông được bổ nhiệm làm Tư lệnh Quân khu 9."))
  end)

  it("gives each of two persons the posts of their own", function()
    local text = "Dự có Đại tướng Trần Văn Sơn, Bộ trưởng Bộ Quốc phòng; "
      .. "Thiếu tướng Đỗ Quang Huy, Tư lệnh Quân khu 9, Đại sứ Mỹ tại "
      .. "Việt Nam John Carver."
    assert.same({ "minister org/mod-vn" }, posts_of(text, "tran-van-son"))
    assert.same({ "commander org/quan-khu-9" }, posts_of(text, "do-quang-huy"))
    assert.same({ "ambassador country/US" }, posts_of(text, "john-carver"))
  end)

  it("does not give a guest's post to the host who follows", function()
    assert.same({ "general -" }, posts_of("Sau khi gặp Bộ trưởng Quốc phòng "
      .. "Lào, Đại tướng Trần Văn Sơn trả lời báo chí."))
  end)

  it("gives a rank alone to one of whom no post is told", function()
    local text = "Đại tá Vũ Thanh Hải và Đại tướng Trần Văn Sơn. "
      .. "Bộ trưởng Bộ Quốc phòng Trần Văn Sơn phát biểu."
    assert.same({ "senior-colonel -" }, posts_of(text, "vu-thanh-hai"))
    assert.same({ "minister org/mod-vn" }, posts_of(text, "tran-van-son"))
  end)

  it("knows posts held no more", function()
    assert.same({ "former minister org/mod-vn" }, posts_of(
      "Đại tướng Lê Hồng Minh, nguyên Bộ trưởng Bộ Quốc phòng đến dự."))
    assert.same({ "former president country/US" },
      posts_of "Cựu Tổng thống Mỹ John Carver đến dự.")
    assert.same({ "former commander org/quan-khu-9" },
      posts_of "Ông Đỗ Quang Huy từng là Tư lệnh Quân khu 9.")
  end)

  it("reads posts just given", function()
    assert.same({ "deputy-commander org/quan-khu-9",
      "commander org/quan-khu-9" },
      posts_of("Bổ nhiệm Thiếu tướng Đỗ Quang Huy, Phó Tư lệnh Quân khu 9, "
        .. "giữ chức Tư lệnh Quân khu 9."))
  end)

  it("reads the stages of a career, the last of which goes on", function()
    assert.same({ "former commander org/quan-khu-9",
      "former deputy-commander org/quan-khu-9",
      "former chief-of-staff org/quan-khu-9", "minister org/mod-vn" },
      posts_of("Trước tháng 1-2015, đồng chí Lê Hồng Minh là Đại tá, "
        .. "Tư lệnh Quân khu 9; từ tháng 1-2015: Thiếu tướng, Phó Tư lệnh, "
        .. "Tham mưu trưởng Quân khu 9; từ tháng 1-2020: Bộ trưởng "
        .. "Bộ Quốc phòng."))
  end)

  it("shares a post of two persons", function()
    local text = "Hôm qua, hai Bộ trưởng Quốc phòng Trần Văn Sơn và "
      .. "John Carver phát biểu. Bộ trưởng Quốc phòng Mỹ John Carver vui."
    assert.same({ "minister org/mod-vn" }, posts_of(text, "tran-van-son"))
    assert.same({ "minister org/mod-us", "minister org/mod-us" },
      posts_of(text, "john-carver"))
  end)

  it("takes the country of a short post from a full one", function()
    assert.same({ "minister org/mod-la", "minister org/mod-la" },
      posts_of("Bộ trưởng Vilay đến. Ông Bounthong Vilay, Bộ trưởng "
        .. "Quốc phòng Lào, cảm ơn."))
  end)

  it("takes the country from the delegation that a person leads", function()
    assert.same({ "minister org/mod-cn" }, posts_of("Đoàn quân sự cấp cao "
      .. "Trung Quốc do Thượng tướng Lục Kiến Quốc, Bộ trưởng Bộ Quốc phòng "
      .. "dẫn đầu đã đến."))
  end)

  it("knows the bodies of offices that name none", function()
    assert.same({ "prime-minister country/VN" },
      posts_of "Thủ tướng Chính phủ Lê Hồng Minh phát biểu.")
    assert.same({ "prime-minister country/MY" },
      posts_of "Thủ tướng Malaysia Ahmad Rashid phát biểu.")
    assert.same({ "chief-of-the-general-staff org/vpa" },
      posts_of "Tổng Tham mưu trưởng Lê Hồng Minh phát biểu.")
    assert.same({ "minister org/bo-giao-thong-van-tai" },
      posts_of "Bộ trưởng Bộ Giao thông vận tải Lê Hồng Minh phát biểu.")
  end)

  it("gives no title of which no organisation is known", function()
    assert.same({ "general -" },
      posts_of "Đại tướng Nils Bergstrom, Bộ trưởng, phát biểu.")
  end)

  it("knows who holds the office of another country", function()
    assert.same({ "president country/US", "president country/US" },
      posts_of("Tổng thống Mỹ John Carver phát biểu. Tổng thống Nils "
        .. "Bergstrom cũng vậy."))
  end)

  it("gives a post without a name to no one", function()
    assert.same({}, posts_of "Bộ trưởng Bộ Quốc phòng đến dự.")
    assert.same({},
      posts_of "Lê Hồng Minh cho biết như vậy. Bộ trưởng Quốc phòng đã đến.")
  end)
end)
