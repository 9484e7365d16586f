local mentions = require "news.mentions"

describe("countries", function()
  mentions.cases(it, "COUNTRY", {
    { "are found by their common names",
      "[Lào], [Mông Cổ] và [Kazakhstan] cùng có mặt." },
    { "are found by their names of state, without `nước`",
      "Đoàn nước [Cộng hòa Nhân dân Trung Hoa] đến [CHDCND Lào]." },
    { "are found by other names and older spellings",
      "[Hoa Kỳ], [Úc], [Ô-xtrây-li-a] và [In-đô-nê-xi-a]." },
    { "are found by what ICU calls them", "Tàu đến [Síp] và [Malta]." },
    { "count in pairs, short forms too",
      "Quan hệ [Việt] – [Nga], [Việt Nam]-[Ấn Độ] và [Trung] - [Ấn]." },
    { "count where they only qualify", "tàu sân bay [Mỹ], cà phê [Việt Nam]" },
    { "need a capital", "nét mỹ thuật, áo dài, người anh, đức tính" },
    { "are not the start of another word",
      "Pháp luật, Anh hùng, Ý kiến và Nhật ký là từ thường." },
    { "are not languages or peoples",
      "Anh ấy nói tiếng Anh với người Nga và tiếng Trung Quốc." },
    { "are not a part of a longer place",
      "Các nước Mỹ Latinh và vùng Ấn Độ Dương." },
    { "are not a part of a person's name",
      "Ông Nguyễn Đức Anh và bà Trần Thu Nga đến [Nga]." },
    { "are no form of address",
      "Anh Nam Khải kể lại. Anh nhớ quê, tôi biết anh nhớ quê." },
    { "keep a no-break space", "[Việt\u{A0}Nam] và [Lào]" },
    { "are found in a word glued to the next",
      "Thủ đô của [Azerbaijan] xa. Chuyến thăm [Azerbaijan]của đoàn." },
    { "are found without marks where capitals are left",
      "Trung tuong Le Van Son tham [Nga] va [Viet Nam] sang nay" },
    { "are found behind people, not in the name of one",
      "con người [Việt Nam]; người Việt Nam" },
    { "are found behind a delegation", "Đoàn [Pháp] đến. Đoàn [Việt Nam]" },
    { "are found decomposed", "[Vie\u{323}\u{302}t Nam] và [La\u{300}o]" },
    { "of a bloc of states", "[Liên minh châu Âu] ([EU]) và ASEAN." },
  })

  mentions.cases(it, "COUNTRY POST", {
    { "are found in a line without any mark", zone = "caption",
      "[bo truong quoc phong [nga]] [my] se tham [viet nam]" },
  })

  it("have the codes of ISO 3166-1 as ids", function()
    assert.equal("Nga=country/RU; Mỹ=country/US; EU=country/EU",
                 mentions.ids("Nga, Mỹ và EU", "COUNTRY"))
  end)

  it("name their rule, and the line of the lexicon", function()
    local country = mentions.document("Đoàn thăm Lào."):layer("COUNTRY")[1]
    assert.equal("countries.name", country.rule)
    assert.matches("^viet/news/rules/countries%.rules:%d+$", country.origin)
    assert.matches("^countries%.tsv:%d+$", country.lexicon)
  end)

  it("are only looked for in the main text", function()
    assert.equal("Tin về Lào", mentions.show("Tin về Lào", "COUNTRY",
                                             "related"))
  end)
end)
