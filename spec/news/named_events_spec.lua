local mentions = require "news.mentions"

describe("named events", function()
  mentions.cases(it, "NAMED_EVENT", {
    { "keep their country, ordinal and year",
      "[Đối thoại chính sách quốc phòng Việt Nam - Lào lần thứ 5], "
        .. "[Triển lãm Quốc phòng quốc tế Việt Nam 2024]" },
    { "keep what they are called in full",
      "[Hội nghị Bộ trưởng Quốc phòng các nước ASEAN mở rộng] ([ADMM+])" },
    { "go on behind a bracket inside them",
      "[Hội nghị Bộ trưởng Quốc phòng các nước ASEAN (ADMM) lần thứ 11]" },
    { "in lower case need a name",
      "[hội nghị thượng đỉnh ASEAN]; hội nghị quốc tế thường niên" },
    { "hold a body", "[Đại hội Đảng bộ Quân đội lần thứ XII]" },
    { "are anniversaries to the end of what they celebrate",
      "nhân [kỷ niệm 60 năm Ngày thành lập Hải quân nhân dân Lào]; "
        .. "chúc mừng" },
    { "are one for two anniversaries",
      "[Lễ kỷ niệm 60 năm Ngày thành lập Hải quân Lào "
        .. "và 25 năm Ngày hội Thể thao toàn quốc] rất vui" },
    { "end before the next of the sentence",
      "[kỷ niệm 40 năm thiết lập quan hệ hữu nghị hai nước] và "
        .. "[Năm Giao lưu nhân văn 2025]" },
    { "are contests in quotation marks",
      "thi các môn “[Xạ thủ]” và “[Kinh tuyến]”, hát “Lên ngàn”" },
    { "are games and wars",
      "[Thế vận hội Mùa đông 2022], [Chiến tranh thế giới thứ hai]" },
    { "are victories by name",
      "sau [Chiến thắng lịch sử Điện Biên Phủ] và [Đại thắng mùa Xuân 1975]" },
    { "are not meetings, visits or a short reference",
      "Cuộc gặp thường niên; chuyến thăm Lào; tại hội nghị; hội đàm" },
    { "are not in the name of a party or a group",
      "Đảng Nhân dân Cách mạng Lào, Nhóm chuyên gia ADMM+ về quân y" },
  })

  local function ids_of(text) return mentions.ids(text, "NAMED_EVENT") end

  it("that are listed have the listed id, with their edition", function()
    assert.equal("ADMM+=event/admm-plus; ADMM lần thứ 11=event/admm-11; "
      .. "ADMM 2024=event/admm-2024",
      ids_of("ADMM+, ADMM lần thứ 11 và ADMM 2024"))
  end)

  it("and their editions are two things", function()
    assert.equal("Hội thao Biển Xanh=event/hoi-thao-bien-xanh; "
      .. "Hội thao Biển Xanh lần thứ 2=event/hoi-thao-bien-xanh-lan-thu-2",
      ids_of("Hội thao Biển Xanh; Hội thao Biển Xanh lần thứ 2"))
  end)

  it("have the id of the name that they stand behind in brackets", function()
    assert.equal("Hội thao Quân sự quốc tế=event/hoi-thao-quan-su-quoc-te; "
      .. "Army Games=event/hoi-thao-quan-su-quoc-te",
      ids_of("Hội thao Quân sự quốc tế (Army Games)"))
  end)
end)
