local mentions = require "news.mentions"

describe("persons", function()
  mentions.cases(it, "PERSON", {
    { "are found behind ranks, posts and forms of address",
      "Đại tướng [Trần Văn Sơn], ông [Lê Minh] và Ngoại trưởng [Carver]." },
    { "are found by a Vietnamese surname", "Khi đó [Đỗ Quang Huy] mới đến." },
    { "keep foreign words, particles, hyphens and initials together",
      "Bộ trưởng [Anna von der Heide], bà [Mary-Ann Lee] và ông "
        .. "[Peter B. Stone] họp." },
    { "keep an honorific that is a part of the name",
      "Bộ trưởng Bộ Quốc phòng Malaysia [Dato' Seri Ahmad bin Rashid]." },
    { "keep Lao names with hyphens",
      "Đồng chí [Bun-thông Vi-lay] đến thăm; bà [Khăm Sỉ ma-ny] đón." },
    { "end where a title or a rank begins",
      "ông [Lê Minh] Thiếu tướng [Vũ Thanh Hải]" },
    { "are found before a post in apposition",
      "[Johanna Keller], Giám đốc Viện Kinh tế, tin như vậy." },
    { "are found behind a country or a body",
      "Ứng viên đảng đối lập Mỹ [John Carver] và lãnh đạo NATO [Mark Dale]." },
    { "are found in pairs",
      "Hai Bộ trưởng Quốc phòng [Trần Văn Sơn] và [John Carver] gặp nhau." },
    { "are found by surname once they were named",
      "Bộ trưởng [Ivan Petrov] nói. Theo [Petrov], việc đã xong." },
    { "are found by given name behind a form of address",
      "Ông [Trần Văn Hận] về quê. Sau đó ông [Hận] làm ruộng." },
    { "are named in credits, if not agencies",
      "Quang cảnh (Ảnh: [Trọng Đức] - TTXVN). Ảnh: VGP/[Nhật Bắc]" },
    { "are found before their source at the end of a line",
      "Hai bên chia tay. [Thanh Hảo] (Theo Reuters)" },
    { "of one's own country by another name", "Lời dạy của [Bác Hồ]." },
    { "are not words behind a role", "Anh hùng Liệt sĩ và Cử nhân Luật." },
    { "may have a given name that is a form of address",
      "theo [Nguyễn Anh Tuấn] và [Lê Anh]" },
    { "stand behind a role and where one is from",
      "bài của nhạc sĩ người Chile [Pedro Salas]" },
    { "stand behind a role, where one is from and a dash",
      "HLV người Chile - [Pedro Salas]" },
    { "are found without marks where capitals are left",
      "Trung tuong [Le Van Son] tiep Dai su Lao o Ha Noi sang nay" },
    { "are no delegation, nor a soldier's epithet",
      "Đoàn Pháp gặp bộ đội Cụ Hồ và [Đoàn Anh Hào]" },
    { "are not places", "tại Phường Trần Đăng Ninh và đường Lê Lợi" },
    { "are cut off from a word that is glued to them",
      "Ông [Trần Văn Trọng] đến. [Trần Văn Trọng]mong gặp lại." },
    { "are found right behind a glued country",
      "Bộ trưởng Quốc phòng Trung Quốc[Lục Kiến Quốc] đến." },
    { "stay outside tags", "Ông <b>[Lê Minh]</b> đến." },
  })

  it("have the slug of the fullest name as id", function()
    assert.equal(
      "Ruslan Petrov=person/ruslan-petrov; Petrov=person/ruslan-petrov",
      mentions.ids("Thượng tướng Ruslan Petrov và ông Petrov", "PERSON"))
  end)

  it("with one name belong to the one named last", function()
    assert.equal(
      "Trần Văn Sơn=person/tran-van-son; Sơn=person/tran-van-son; "
        .. "Lê Sơn=person/le-son; Sơn=person/le-son",
      mentions.ids("Ông Trần Văn Sơn nói. Ông Sơn cười. Rồi ông Lê Sơn đến. "
        .. "Ông Sơn chào.", "PERSON"))
  end)
end)
