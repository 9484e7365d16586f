local mentions = require "news.mentions"

describe("posts", function()
  mentions.cases(it, "POST ORG COUNTRY", {
    { "hold their organisation in its longest form",
      "[Phó Tổng Tham mưu trưởng [Quân đội nhân dân Việt Nam]]" },
    { "hold a portfolio and a country",
      "[Bộ trưởng Quốc phòng [Lào]] và [Thứ trưởng Ngoại giao [Nhật Bản]]" },
    { "are one for each of a list",
      "[Ủy viên [Bộ Chính trị]], [Phó Bí thư [Quân ủy Trung ương]], "
        .. "[Bộ trưởng [Bộ Quốc phòng]]" },
    { "hold the parent of a unit behind a comma",
      "[Cục trưởng [Cục Tác chiến], [Bộ Tổng Tham mưu]] Trần Văn Sơn" },
    { "share the organisation of the next in the list",
      "[Phó Tư lệnh], [Tham mưu trưởng [Quân khu 9]]" },
    { "end with the first country of several",
      "các [bộ trưởng Quốc phòng [Lào]], [Campuchia] và "
        .. "[bộ trưởng Quốc phòng [Nga]]" },
    { "hold where an ambassador serves, if it is a country",
      "[Đại sứ [Pháp] tại [Việt Nam]]; [Đại sứ [Nga]] tại Seoul" },
    { "hold what an envoy is for",
      "[đặc phái viên của Thủ tướng [Lào] về thủy sản] John Carver" },
    { "hold a force in lower case",
      "Ông Lê Minh, [Tổng Tham mưu trưởng các lực lượng vũ trang [Kenya]]" },
    { "that are complete count alone, with a capital",
      "[Thủ tướng] đề nghị; đắc cử tổng thống; hai Thủ tướng" },
    { "that are not complete need a name or a complement",
      "[Bộ trưởng] Trần Văn Sơn; trên cương vị Bộ trưởng; Đại sứ nói." },
    { "count without a name if they tell the portfolio",
      "chúc mừng ngài [Bộ trưởng Quốc phòng]" },
    { "of a role are none",
      "trên cương vị Tổng thống; cuộc bầu cử tổng thống [Mỹ]" },
    { "in the plural are none, unless names follow",
      "hai Bộ trưởng Quốc phòng đã họp; hai [Bộ trưởng Quốc phòng] "
        .. "Trần Văn Sơn và John Carver" },
    { "of all members are none",
      "các Bộ trưởng Bộ Quốc phòng các nước [ASEAN] họp" },
    { "stand without `nguyên` and `cựu`",
      "nguyên [Bí thư [Quân ủy Trung ương]], cựu [Tổng thống] John Carver" },
    { "take the section that they lead",
      "làm [Trưởng phòng Tuyên huấn], rồi [Phó trưởng ban Tác chiến]" },
    { "take the land that they rule",
      "ông Lê Văn Nam, [Tỉnh trưởng tỉnh Xay-nha-bu-ly] đến" },
    { "of a chief of police take his land",
      "là [Trưởng công an thị xã Sông Hồ], [Phó Thống đốc bang Virginia]" },
    { "of several or of anyone are none",
      "một phát ngôn viên [Bộ Quốc phòng Lào]; một trong các đồng chí Phó "
        .. "Chủ nhiệm [Tổng cục Kỹ thuật]" },
    { "are not a part of a palace's name",
      "tại Phủ Chủ tịch, [Chủ tịch nước] đón khách" },
    { "are not an embassy", "[Đại sứ quán Lào]" },
    { "are not a part of a command's name", "[Bộ Tư lệnh Hải quân]" },
    { "both count where one person has two",
      "[Phó Thủ tướng] kiêm [Bộ trưởng [Bộ Tài chính]] Lê Minh" },
  })

  local function id_of(text) return (mentions.ids(text, "POST")) end

  it("have their title and portfolio as id", function()
    assert.equal("Bộ trưởng Quốc phòng Lào=post/minister-of-defence",
                 id_of "Bộ trưởng Quốc phòng Lào")
    assert.equal(
      "Phó Bí thư Quân ủy Trung ương="
        .. "post/deputy-secretary-of-the-central-military-commission",
      id_of "Phó Bí thư Quân ủy Trung ương")
  end)

  it("alone have the id that their holder has elsewhere", function()
    assert.equal(
      "Bộ trưởng Quốc phòng Lào=post/minister-of-defence; "
        .. "Bộ trưởng=post/minister-of-defence; "
        .. "Ngoại trưởng Nga=post/minister-of-foreign-affairs",
      id_of("Bộ trưởng Quốc phòng Lào Kham Vilay đến. "
        .. "Bộ trưởng Vilay tiếp Ngoại trưởng Nga Ivan Petrov."))
  end)

  it("of a chairman are a president's where a country follows", function()
    assert.equal("Chủ tịch Cuba=post/president; Chủ tịch=post/president; "
      .. "Chủ tịch Hội Nhà báo=post/chairman",
      id_of("Chủ tịch Cuba đến. Chủ tịch Hồ Chí Minh ở Lào. "
        .. "Chủ tịch Hội Nhà báo phát biểu."))
  end)
end)

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
    "Đặc phái viên của Thủ tướng Lào về thủy sản", " John Carver" },
  { "a force in lower case", "Tư lệnh hải quân Mỹ", " nói" },
  { "a charge before a name",
    "Phó Tổng thư ký Liên hợp quốc phụ trách hoạt động hòa bình",
    " John Carver" },
  { "a programme of an organisation",
    "Giám đốc Chương trình châu Phi tại Viện Carver", ", nói" },
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
