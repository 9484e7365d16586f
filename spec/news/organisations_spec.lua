local mentions = require "news.mentions"

describe("organisations", function()
  mentions.cases(it, "ORG", {
    { "are found by name, with the country they are of",
      "[Bộ Quốc phòng Lào], [Quân đội nhân dân Việt Nam] và [Liên hợp quốc]" },
    { "are found by short names in capitals",
      "Ông nói với [ASEAN], [NATO] và [TTXVN], không nói với nato." },
    { "go on with the words of their trade",
      "[Cục Quản lý thị trường], [Vụ Hợp tác quốc tế] và [Sở Ngoại vụ]" },
    { "go on with a list that ends in `và`",
      "[Bộ Thể thao, Du lịch và Văn hóa Thái Lan] thông báo." },
    { "go on with a number and the parent",
      "[Lữ đoàn 175 Hải quân], [Quân khu 9], [Vùng 2 Cảnh sát biển]" },
    { "go on with another unit",
      "[Bộ Tư lệnh Quân khu 9] và [Đảng ủy Quân khu 9] đã họp." },
    { "go on with a place",
      "[UBND tỉnh Khánh Hòa], [Thành ủy Huế], [Công an thành phố Huế]" },
    { "go on with a name",
      "[Viện Carver], [Trường Nghiên cứu Quốc tế S. Petrov], "
        .. "[Tập đoàn Nikkei]" },
    { "go on with where they are",
      "[Đại sứ quán Lào tại Việt Nam], [Phòng Thương mại Mỹ tại Hà Nội]" },
    { "are two where a comma parts them",
      "[Cục Đối ngoại], [Bộ Quốc phòng] phối hợp." },
    { "are two where a joint leads to another head",
      "[Vùng 4 Hải quân] và [Lữ đoàn 175 Hải quân]" },
    { "of both sides at once are none",
      "Bộ Quốc phòng hai nước; hai Bộ Quốc phòng; Quân ủy Trung ương, "
        .. "Bộ Quốc phòng hai bên" },
    { "of a country count with a capital",
      "[Chính phủ Lào], [Hải quân Ấn Độ]; chính phủ Lào, hải quân Ấn Độ" },
    { "alone count inside a post only",
      "Chính phủ họp; Thủ tướng [Chính phủ] nói; bí thư [Tỉnh ủy]" },
    { "are groups as far as their subject",
      "[Nhóm chuyên gia ADMM+ về quân y] và "
        .. "[nhóm làm việc cấp chuyên viên] giữa hai bên" },
    { "have short forms in brackets, and again later",
      "[Tổng công ty Cơ khí Sông Hồng] ([CKSH]) lớn mạnh. [CKSH] có thưởng." },
    { "are clubs that are called by their place",
      "[CLB Nam Định] thắng, [SHB Đà Nẵng] thua. [Nam Định] vui ở Nam Định." },
    { "are agencies in credits",
      "Ảnh: [BQP]. Quang cảnh (Ảnh: [GLOBAL PIX])" },
    { "are not what only begins like one",
      "Bộ đội hành quân, Hội đàm xong, Đoàn đại biểu về, Báo cáo hay." },
    { "end where a post or a place begins",
      "xã Phòng Thành, Đảng viên trẻ, tại Trường Sa" },
    { "may be schools behind a word in lower case",
      "học viên [trường Trung cấp Quân y] và trường Hải Nam" },
    { "go on to the syllable that dots cut off",
      "của [Tổng cục Kỹ thuật Quân] ... đón khách" },
    { "may be letters behind a title, and again",
      "ông Nils Berg, Tổng giám đốc [QXL] ở Lào. [QXL] vui." },
    { "are newspapers behind their kind", "tờ [Daily Pix] đưa tin" },
    { "may have a country's short form", "[Hải quân Thái] và Thái Bình" },
    { "are no person of the surname Đoàn",
      "gặp Đoàn Phúc và [Đoàn 871]" },
    { "are parties behind `đảng` in lower case",
      "ứng viên của [đảng Dân chủ], còn đảng cầm quyền thì không" },
    { "are missions with their land",
      "[Phái bộ quân y Liên hợp quốc tại Nam Phi]" },
    { "may be cut by an ellipsis", "lễ của [Quân đội nhân dân Việt] ..." },
    { "may stand in a building's name, and are then none",
      "tại trụ sở Bộ Quốc phòng" },
  })

  local function ids_of(text) return mentions.ids(text, "ORG") end

  it("of a state have its code in their id", function()
    assert.equal(
      "Bộ Quốc phòng Lào=org/mod-la; Bộ Ngoại giao Nga=org/mofa-ru; "
        .. "Bộ Công an=org/mps-vn",
      ids_of("Việt Nam: Bộ Quốc phòng Lào, Bộ Ngoại giao Nga; Bộ Công an"))
  end)

  it("of a state are those of the last country where Viet Nam is not named",
     function()
    assert.equal("Bộ Quốc phòng Nga=org/mod-ru; Bộ Quốc phòng=org/mod-ru",
                 ids_of("Bộ Quốc phòng Nga họp. Bộ Quốc phòng cho biết vậy."))
  end)

  it("of a state are the post holder's where no country is named", function()
    assert.equal("Bộ Quốc phòng Lào=org/mod-la; Bộ Quốc phòng=org/mod-la",
      ids_of("Việt Nam tiếp Đại tướng Kham Vilay, Bộ trưởng Bộ Quốc phòng "
        .. "Lào. Ông Kham Vilay, Bộ trưởng Bộ Quốc phòng, cảm ơn."))
  end)

  it("of a ruling party have its id and a suffix", function()
    assert.equal("Bộ Chính trị=org/cpv-politburo; "
      .. "Trung ương Đảng Nhân dân Cách mạng Lào=org/lprp-central-committee",
      ids_of("Ủy viên Bộ Chính trị Lê Minh và Ủy viên Trung ương Đảng "
        .. "Nhân dân Cách mạng Lào Kham Vilay"))
  end)

  it("have the slug of the fullest form as id", function()
    assert.equal("Vùng 5 Hải quân=org/vung-5-hai-quan-viet-nam; "
      .. "Vùng 5 Hải quân Việt Nam=org/vung-5-hai-quan-viet-nam",
      ids_of("Vùng 5 Hải quân đón khách của Vùng 5 Hải quân Việt Nam."))
  end)

  it("of two countries are not one", function()
    assert.equal("Bộ Tư lệnh Hải quân=org/bo-tu-lenh-hai-quan; "
      .. "Bộ Tư lệnh Hải quân Ấn Độ=org/bo-tu-lenh-hai-quan-an-do",
      ids_of("Ở Việt Nam, Bộ Tư lệnh Hải quân tiếp "
        .. "Bộ Tư lệnh Hải quân Ấn Độ."))
  end)

  it("that are listed have the listed id", function()
    assert.equal("LHQ=org/un; Lầu Năm Góc=org/mod-us; QĐND Việt Nam=org/vpa",
                 ids_of("LHQ, Lầu Năm Góc, QĐND Việt Nam"))
  end)
end)
