local mentions = require "news.mentions"

describe("places", function()
  mentions.cases(it, "PLACE", {
    { "are found by name",
      "Đoàn rời [Hà Nội] đến [Vientiane], [New Delhi] và [Đông Nam Á]." },
    { "leave the kind of unit outside",
      "tỉnh [Khánh Hòa], thành phố [Kochi], bang [Alaska], thủ đô [Astana]" },
    { "keep it where it is a part of the name",
      "[Thành phố Hồ Chí Minh], [TP HCM]" },
    { "behind the kind of unit may be any name",
      "xã [Hoành Sơn], huyện [Bình Lâm], hai xã [Đồng Sơn] và [Yên Lâm]" },
    { "keep the kind of natural features, borders and buildings",
      "[sông Đồng Mô], [đảo Goto], [Cửa khẩu Lao Sơn], "
        .. "[sân bay Biên Hòa], [cột mốc 1317 (2)]" },
    { "keep nouns before their name",
      "[Cảng quốc tế Cam Ranh], [Nhà văn hóa hữu nghị Việt Nam - Lào]" },
    { "hold the body whose seat they are",
      "tại [trụ sở Bộ Quốc phòng] và [trụ sở Liên hợp quốc]" },
    { "of seas and regions need no capital in front",
      "trên [biển Đông], ở [miền Nam], tại [châu Á - Thái Bình Dương]" },
    { "are unknown foreign names behind `tại` and `ở`",
      "các căn cứ ở [Dombarov] và [Kresty]; nói với Brisk" },
    { "are found again once they were named",
      "Xã [Hoành Sơn] đẹp. Đến [Hoành Sơn] thật vui." },
    { "are found again with other spaces between their words",
      "Xã [Hoành Sơn] đẹp. Đến [Hoành\194\160Sơn] thật vui, rời Hoành nguyên "
        .. "[Hoành Sơn]." },
    { "are found again in another spelling",
      "Xã [Hoành Sơn] đẹp. Đến [Hoa\204\128nh Sơn] thật vui." },
    { "are not the end of another word",
      "yêu cầu Quân khu 7, chính phủ Mỹ, tàu sân bay Mỹ, tự động Mk 45" },
    { "are found without marks",
      "Trung tuong Le Van Son o [Ha Noi] sang nay\nmua lon o [quang tri]" },
    { "may be a zone with a number", "chiến trường [Khu 6] và [Liên khu 4]" },
    { "may be a part of a border",
      "dọc [biên giới phía Bắc]; biên giới hai nước" },
    { "are an international port behind `cập`",
      "cập [cảng quốc tế Vạn Ninh]; cập cảng [Đà Nẵng]" },
    { "are not a part of a person's name",
      "Ông Nguyễn Thái Bình và bà Lê Hà Giang đến." },
    { "are not a bare side of the sky", "quân khu Nam và miền đông" },
  })

  it("have the slug of what is written as id", function()
    assert.equal("TP HCM=place/tp-hcm; biển Đông=place/bien-dong",
                 mentions.ids("ở TP HCM, trên biển Đông", "PLACE"))
  end)

  mentions.cases(it, "PLACE ORG", {
    { "are a seat of power where someone goes, a body where it speaks",
      "Ông đến [Nhà Trắng]. [Nhà Trắng] cho biết vậy." },
  })

  it("that are a seat have the listed id of a place or a body", function()
    local text = "Ông đến Nhà Trắng. Nhà Trắng cho biết vậy."
    assert.equal("Nhà Trắng=place/white-house", mentions.ids(text, "PLACE"))
    assert.equal("Nhà Trắng=org/white-house", mentions.ids(text, "ORG"))
  end)
end)
