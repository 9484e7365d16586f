local marked = require "news.marked"

--- "MEET gặp: tran-van-son john-carver VN US, ha-noi, 2025-02-03": the
-- trigger, the actors, place, date and object of each event; "-" for none.
local function events_of(lines)
  local doc, list = marked.run(lines), {}
  for _, layer in ipairs { "MEET", "VISIT", "SIGN", "ATTEND" } do
    for span in doc:each(layer) do
      local actors = {}
      for i, id in ipairs(span.actors) do actors[i] = id:match "/(.*)" end
      local parts = {}
      for _, field in ipairs { "place", "date", "object" } do
        parts[#parts + 1] = span[field] and span[field]:match "[^/]*$"
      end
      list[#list + 1] = table.concat({ layer .. " " .. doc:text_of(span)
        .. ": " .. table.concat(actors, " "), table.unpack(parts) }, ", ")
    end
  end
  return list
end

--- The documents say who is who once, in a caption that tells no event.
local WHO = "Đại tướng Trần Văn Sơn, Bộ trưởng Bộ Quốc phòng; Thượng tướng "
  .. "Bounthong Vilay, Bộ trưởng Bộ Quốc phòng Lào; Bộ trưởng Quốc phòng Mỹ "
  .. "John Carver; Thủ tướng Malaysia Ahmad Rashid."

local function told(text, zone)
  return events_of { "caption", WHO, zone or "body", text }
end

describe("MEET", function()
  it("tells who met whom, where and when", function()
    local doc = marked.run("Ngày 4-2, tại Hà Nội, Đại tướng Trần Văn Sơn, "
      .. "Bộ trưởng Bộ Quốc phòng đã hội đàm với Thượng tướng Bounthong "
      .. "Vilay, Bộ trưởng Bộ Quốc phòng Lào.")
    local span = doc:layer("MEET")[1]
    assert.equal("hội đàm", doc:text_of(span))
    assert.same({ "person/tran-van-son", "person/bounthong-vilay",
      "country/VN", "country/LA" }, span.actors)
    assert.equal("place/ha-noi", span.place)
    assert.equal("2025-02-04", span.date)
    assert.same({ first = 1, last = #doc.text }, span.sentence)
    assert.equal("events.meet.with", span.rule)
  end)

  it("knows several words for it", function()
    for _, words in ipairs { "hội kiến", "có cuộc gặp", "điện đàm với",
      "gặp bên lề với", "có cuộc trao đổi với", "tiếp", "tiếp xã giao" } do
      local events = told("Bộ trưởng Trần Văn Sơn đã " .. words
        .. " ông John Carver.")
      assert.equal(1, #events, words)
      assert.matches("^MEET [%w ]*", events[1])
    end
  end)

  it("takes both sides before the word or behind it", function()
    assert.same({ "MEET gặp: tran-van-son john-carver VN US" },
      told "Trần Văn Sơn và John Carver đã có cuộc gặp hữu ích.")
    assert.same({ "MEET hội đàm: tran-van-son john-carver VN US" },
      told "Cuộc hội đàm giữa ông Trần Văn Sơn và ông John Carver rất tốt.")
  end)

  it("puts a guest who is received first", function()
    assert.same({ "MEET tiếp: john-carver tran-van-son US VN" },
      told "Đại tướng Trần Văn Sơn đã tiếp ông John Carver.")
  end)

  it("takes who speaks at a meeting for one of the sides", function()
    assert.same({ "MEET gặp: tran-van-son bounthong-vilay VN LA" },
      told "Tại cuộc gặp ông Vilay, Đại tướng Trần Văn Sơn cảm ơn Lào.")
    assert.same({ "MEET tiếp: bounthong-vilay tran-van-son LA VN" },
      told "Tại buổi tiếp, Đại tướng Trần Văn Sơn chào mừng ông Vilay.")
  end)

  it("knows the two ministers spoken of", function()
    assert.same({ "MEET hội đàm: tran-van-son john-carver VN US" },
      told("Ông Trần Văn Sơn cảm ơn ông John Carver. Hai Bộ trưởng đã tiến "
        .. "hành hội đàm."))
  end)

  it("tells one meeting for each country of a list", function()
    assert.same({ "MEET tiếp: tran-van-son LA VN", "MEET tiếp: tran-van-son "
      .. "KH VN" }, told("Đại tướng Trần Văn Sơn tiếp những người đồng cấp "
        .. "từ Lào, Campuchia."))
  end)

  it("goes on with the subject of the clause before", function()
    assert.same({ "MEET gặp: tran-van-son bounthong-vilay VN LA",
      "MEET gặp: tran-van-son john-carver VN US" },
      told "Trần Văn Sơn gặp ông Vilay và gặp ông John Carver.")
  end)

  it("finds the holder of a post without a name", function()
    assert.same({ "MEET gặp: tran-van-son john-carver VN US" },
      told "Đại tướng Trần Văn Sơn đã gặp Bộ trưởng Quốc phòng Mỹ.")
  end)

  it("reads the sides behind the noun, and those told before it", function()
    assert.same({ "MEET gặp: tran-van-son john-carver VN US, 2025-02-04" },
      told("Cuộc gặp của ông Trần Văn Sơn với ông John Carver vào ngày 4-2 "
        .. "kéo dài một giờ."))
    assert.same({ "MEET gặp: tran-van-son john-carver VN US" },
      told("Trần Văn Sơn đã thông báo cho ông John Carver về tình hình trong "
        .. "cuộc gặp."))
  end)

  it("takes guests whose country is not told", function()
    assert.same({ "MEET gặp: tran-van-son nils-bergstrom VN" },
      told "Đại tướng Trần Văn Sơn đã gặp ông Nils Bergstrom.")
  end)

  it("knows the visitors as a delegation, with who leads it", function()
    local events = told("Đoàn đại biểu cấp cao Việt Nam do Đại tướng Trần Văn "
      .. "Sơn dẫn đầu thăm Lào. Chiều qua, đoàn đã tới chào ông Vilay.")
    assert.equal("MEET chào: tran-van-son bounthong-vilay VN LA, LA",
      events[1])
  end)

  it("knows who talked, whoever else was there", function()
    local events = told("Trần Văn Sơn đã hội đàm với Bounthong Vilay. Cùng dự "
      .. "hội đàm có Thứ trưởng Bộ Quốc phòng Lê Hồng Minh. Kết thúc hội đàm, "
      .. "hai bên đã ký Bản ghi nhớ về quân y.")
    assert.equal("SIGN ký: tran-van-son bounthong-vilay VN LA, "
      .. "ban-ghi-nho-ve-quan-y", events[2])
  end)

  it("does not take a place for a side", function()
    assert.same({}, told "Trần Văn Sơn đã gặp gỡ báo chí tại Lào.")
    assert.same({}, told "Trần Văn Sơn gặp ông Lê Hồng Minh ở Mỹ.")
  end)

  it("leaves out meetings of one country's people", function()
    assert.same({}, told "Trần Văn Sơn đã gặp ông Lê Hồng Minh.")
    assert.same({}, told("Bộ trưởng Trần Văn Sơn gặp mặt cán bộ Quân khu 9, "
      .. "tiếp tục làm việc với Đại tá Vũ Thanh Hải."))
  end)

  it("leaves out what is only wished", function()
    for _, words in ipairs { "mong muốn sớm gặp", "đề nghị hội đàm với",
      "sẵn sàng gặp", "mời", "nhất trí tăng cường các cuộc gặp với" } do
      assert.same({}, told("Trần Văn Sơn " .. words .. " ông John Carver."),
        words)
    end
  end)

  it("counts what is planned", function()
    assert.same({ "MEET gặp: tran-van-son john-carver VN US, 2025-02-04" },
      told "Ngày 4-2, Đại tướng Trần Văn Sơn sẽ gặp ông John Carver.")
  end)

  it("does not take words that only look like it", function()
    assert.same({}, told("Ông Trần Văn Sơn tiếp nhận quà của ông John "
      .. "Carver; hai bên trao đổi kinh nghiệm, gặp nhiều khó khăn."))
  end)

  it("keeps the occasion's people out", function()
    assert.same({ "MEET hội đàm: tran-van-son bounthong-vilay VN LA" },
      told("Nhận lời mời của ông John Carver, Trần Văn Sơn đã hội đàm với "
        .. "ông Vilay trước sự chứng kiến của Thủ tướng Malaysia "
        .. "Ahmad Rashid."))
  end)
end)

describe("VISIT", function()
  it("tells who went where, the visitor first", function()
    local doc = marked.run { "caption", WHO, "lead", "Từ ngày 3 đến 6-2, "
      .. "Thượng tướng Bounthong Vilay thăm chính thức Việt Nam." }
    local span = doc:layer("VISIT")[1]
    assert.equal("thăm chính thức", doc:text_of(span))
    assert.same({ "person/bounthong-vilay", "country/LA", "country/VN" },
      span.actors)
    assert.equal("country/VN", span.place)
    assert.equal("events.visit.to", span.rule)
  end)

  it("reads the visitor behind the country", function()
    assert.same({ "VISIT thăm cấp nhà nước: tran-van-son VN LA, LA" },
      told "Đó là chuyến thăm cấp nhà nước Lào của Đại tướng Trần Văn Sơn.")
    assert.same({ "VISIT thăm: tran-van-son VN LA, LA" },
      told "Chuyến thăm của Đại tướng Trần Văn Sơn tới Lào rất thành công.")
  end)

  it("reads the country before the word", function()
    assert.same({ "VISIT thăm: tran-van-son VN LA, LA, 2024-05" },
      told "Vào tháng 5-2024, Trần Văn Sơn đã đến Lào thăm.")
  end)

  it("tells one visit for each country of a tour", function()
    assert.same({ "VISIT thăm: john-carver US VN, VN",
      "VISIT thăm: john-carver US LA, LA" },
      told "Bộ trưởng Quốc phòng Mỹ John Carver sẽ thăm Việt Nam và Lào.")
  end)

  it("reads a delegation by who leads it, and those who go along", function()
    assert.same({ "VISIT thăm: tran-van-son le-hong-minh VN LA, LA" },
      told("Đoàn đại biểu cấp cao Việt Nam do Đại tướng Trần Văn Sơn và "
        .. "Thủ tướng Chính phủ Lê Hồng Minh dẫn đầu sang thăm Lào."))
  end)

  it("takes the host from the welcome", function()
    assert.same({ "VISIT thăm: bounthong-vilay tran-van-son LA VN, VN" },
      told("Thượng tướng Bounthong Vilay sang thăm Việt Nam. Đại tướng "
        .. "Trần Văn Sơn chủ trì lễ đón ông Vilay."))
    assert.same({ "VISIT đón: bounthong-vilay tran-van-son LA VN, VN" },
      told "Đại tướng Trần Văn Sơn chủ trì lễ đón ông Vilay.")
  end)

  it("knows the calls of ships and plain arrivals", function()
    assert.same({ "VISIT thăm: IN VN, VN" },
      told "Hai tàu Hải quân Ấn Độ bắt đầu chuyến thăm Việt Nam.")
    assert.same({ "VISIT bay đến: john-carver US LA, LA" },
      told "Ông John Carver bay đến Lào.")
  end)

  it("knows the countries of capitals", function()
    assert.same({ "VISIT thăm: tran-van-son VN LA, LA" },
      told "Đại tướng Trần Văn Sơn sẽ thăm Vientiane.")
    assert.same({ "VISIT thăm: john-carver US VN, VN" },
      told "Trong chuyến thăm Hà Nội, ông John Carver đã phát biểu.")
  end)

  it("adds those who go along", function()
    assert.same({ "VISIT thăm: tran-van-son le-hong-minh VN LA, LA" },
      told("Đại tướng Trần Văn Sơn thăm Lào. Cùng tham gia đoàn có Thứ trưởng "
        .. "Bộ Quốc phòng Lê Hồng Minh."))
  end)

  it("takes no date since when there was no visit", function()
    assert.same({ "VISIT thăm: IN VN, VN" },
      told("Đây là lần đầu tiên tàu Hải quân Ấn Độ thăm Việt Nam kể từ "
        .. "tháng 5-2024."))
  end)

  it("leaves out visits at home, greetings and wishes", function()
    for _, text in ipairs {
      "Đại tướng Trần Văn Sơn thăm, động viên bộ đội Quân khu 9.",
      "Ông John Carver chuyển lời thăm hỏi tới Lào.",
      "Trần Văn Sơn mời ông John Carver sớm thăm Việt Nam.",
      "Hai bên trao đổi về vấn đề tàu Hải quân Ấn Độ thăm Việt Nam.",
      "Ông Trần Văn Sơn vui mừng được thăm Việt Nam.",
    } do
      assert.same({}, told(text), text)
    end
  end)
end)

describe("SIGN", function()
  it("tells who signed what", function()
    assert.same({ "SIGN ký: tran-van-son bounthong-vilay VN LA, "
      .. "ban-ghi-nho-ve-quan-y" },
      told("Trần Văn Sơn và Thượng tướng Bounthong Vilay đã ký Bản ghi nhớ "
        .. "về quân y."))
  end)

  it("takes documents that are not named", function()
    assert.same({ "SIGN ký: VN LA, 2025-02-04" },
      told "Ngày 4-2, Việt Nam và Lào đã ký một thỏa thuận về biên giới.")
  end)

  it("does not take those who look on for signers", function()
    assert.same({ "SIGN ký: VN LA, ban-ghi-nho-ve-quan-y" },
      told("Trần Văn Sơn và Bounthong Vilay chứng kiến lễ ký Bản ghi nhớ về "
        .. "quân y."))
  end)

  it("takes date and place of the talks that it closes", function()
    local events = told("Ngày 4-2, tại Hà Nội, Trần Văn Sơn hội đàm với "
      .. "Bounthong Vilay. Sau hội đàm, hai Bộ trưởng đã trao Bản ghi nhớ về "
      .. "quân y.")
    assert.same("SIGN trao: tran-van-son bounthong-vilay VN LA, ha-noi, "
      .. "2025-02-04, ban-ghi-nho-ve-quan-y", events[2])
  end)

  it("reads a signing told of the document", function()
    assert.same({ "SIGN ký: VN LA, 2024-05" }, told("Hiệp định về biên giới "
      .. "giữa Việt Nam và Lào được ký vào tháng 5-2024."))
  end)

  it("leaves out gifts, orders and what was signed before", function()
    for _, text in ipairs {
      "Trần Văn Sơn trao quà lưu niệm tặng ông Vilay.",
      "Ông John Carver ký quyết định bổ nhiệm Đại sứ Mỹ tại Việt Nam.",
      "Hai bên thực hiện Bản ghi nhớ về quân y đã ký kết với Lào.",
      "Trần Văn Sơn và ông Vilay nhất trí thúc đẩy ký kết Bản ghi nhớ về "
        .. "quân y.",
    } do
      assert.same({}, told(text), text)
    end
  end)
end)

describe("several at once", function()
  --- What a text tells, in alphabetical order.
  local function sorted(text)
    local list = told(text)
    table.sort(list)
    return list
  end

  it("are met one by one", function()
    local each = { "MEET tiếp: ahmad-rashid tran-van-son MY VN",
      "MEET tiếp: bounthong-vilay tran-van-son LA VN",
      "MEET tiếp: john-carver tran-van-son US VN" }
    assert.same(each, sorted("Trần Văn Sơn lần lượt tiếp ông John Carver, "
      .. "ông Ahmad Rashid và ông Bounthong Vilay."))
    assert.same(each, sorted("Trần Văn Sơn tiếp ông John Carver, ông Ahmad "
      .. "Rashid, ông Bounthong Vilay."))
  end)

  it("are not all met where the last one speaks", function()
    assert.same({ "MEET gặp: tran-van-son john-carver VN US" },
      sorted("Trần Văn Sơn đã gặp ông John Carver, ông Ahmad Rashid cho "
        .. "biết."))
  end)

  it("are met at places of their own", function()
    assert.same({ "MEET gặp: john-carver bounthong-vilay US LA, vientiane",
      "MEET gặp: john-carver tran-van-son US VN, ha-noi" },
      sorted("John Carver đã gặp ông Bounthong Vilay tại Vientiane và ông "
        .. "Trần Văn Sơn tại Hà Nội."))
  end)

  it("are met though the text only says that there were meetings", function()
    assert.equal(2, #told("Trần Văn Sơn có các cuộc gặp với ông John Carver, "
      .. "ông Ahmad Rashid."))
    assert.same({}, told "Trần Văn Sơn có các cuộc gặp với lãnh đạo Lào.")
  end)

  it("send ships", function()
    assert.same({ "VISIT thăm: CN VN, VN", "VISIT thăm: IN VN, VN",
      "VISIT thăm: MY VN, VN" },
      sorted "Các tàu hải quân Ấn Độ, Malaysia, Trung Quốc thăm Việt Nam.")
    assert.same({ "VISIT ghé: IN VN, VN, 2025-02-04" },
      told "Ngày 4-2, tàu của Hải quân Ấn Độ ghé Việt Nam.")
    assert.same({ "VISIT thăm: IN VN, VN", "VISIT thăm: MY VN, VN" },
      sorted("Đây là chuyến thăm thứ ba của tàu nước ngoài tới Việt Nam, sau "
        .. "tàu của Ấn Độ và Malaysia."))
  end)
end)

describe("what surrounds an event", function()
  it("is told by a verb in front of its subject", function()
    assert.same({ "VISIT Thăm: tran-van-son VN LA, LA" },
      told "Thăm Lào, Đại tướng Trần Văn Sơn cảm ơn nước bạn.")
    assert.same({ "MEET Tiếp: john-carver tran-van-son US VN" },
      told "Tiếp ông John Carver, Đại tướng Trần Văn Sơn cảm ơn nước bạn.")
  end)

  it("may be the telephone", function()
    for _, words in ipairs { "gọi điện cho", "trao đổi qua điện thoại với",
      "nói chuyện điện thoại với" } do
      assert.equal(1, #told("Trần Văn Sơn " .. words .. " ông John Carver."),
        words)
    end
  end)

  it("tells who receives the visitors named before", function()
    assert.same({ "MEET Tiếp: bounthong-vilay tran-van-son LA VN, VN",
      "VISIT thăm: bounthong-vilay LA VN, VN" },
      told("Ông Bounthong Vilay thăm Việt Nam. Tiếp và làm việc với đoàn có "
        .. "Đại tướng Trần Văn Sơn."))
  end)

  it("is no seat of an ambassador", function()
    assert.same({ "MEET gặp: john-carver bounthong-vilay US LA" },
      told("Đại sứ Mỹ tại Việt Nam John Carver gặp ông Bounthong Vilay."))
  end)

  it("is no anniversary of it", function()
    assert.same({}, told("Tháng 5-2024 đánh dấu 30 năm hiệp ước giữa Việt Nam "
      .. "và Lào được ký kết."))
    assert.same({ "SIGN ký: VN LA, 2024-05" }, told("Hiệp ước giữa Việt Nam "
      .. "và Lào được ký kết vào tháng 5-2024."))
  end)

  it("is no match of sportsmen", function()
    assert.same({}, told "Đội tuyển Việt Nam gặp Lào, Malaysia ở vòng bảng.")
    assert.same({}, told "Đội tuyển Lào tiếp đội tuyển Malaysia.")
  end)

  it("gives the day and place of the event at whose end it was", function()
    local events = told("Ngày 4-2, tại Vientiane, Trần Văn Sơn và Bounthong "
      .. "Vilay dự Đối thoại quốc tế Biển Đông. Kết thúc đối thoại, Trần Văn "
      .. "Sơn và Bounthong Vilay đã ký Bản ghi nhớ về quân y.")
    assert.equal("SIGN ký: tran-van-son bounthong-vilay VN LA, vientiane, "
      .. "2025-02-04, ban-ghi-nho-ve-quan-y", events[1])
  end)

  it("does not make signers of those who look on", function()
    assert.same({ "SIGN ký: VN LA, ban-ghi-nho-ve-quan-y" },
      told("Trước sự chứng kiến của ông Trần Văn Sơn, ông Bounthong Vilay, "
        .. "Bộ Quốc phòng Việt Nam và Bộ Quốc phòng Lào đã ký Bản ghi nhớ về "
        .. "quân y."))
  end)

  it("is commented on", function()
    local doc = marked.run { "body", "Tàu của Hải quân Ấn Độ đến Việt Nam. "
      .. "Đây là lần đầu tiên một tàu Ấn Độ thăm Việt Nam kể từ tháng 1-2015." }
    assert.equal(1, #doc:layer "VISIT")
    assert.equal("đến", doc:text_of(doc:layer("VISIT")[1]))
    assert.is_nil(doc:layer("VISIT")[1].date)
  end)

  it("may be dated by what was said before", function()
    assert.same({ "VISIT đến: john-carver US LA, LA, 2025-02-04" },
      told("Ngày 4-2, ông John Carver tuyên bố như vậy. Phát biểu khi đến "
        .. "Lào, ông Carver nói thêm."))
  end)
end)

describe("ATTEND", function()
  it("tells who takes part in a named event", function()
    assert.same({ "ATTEND tham dự: tran-van-son VN, LA, doi-thoai-bien-dong" },
      told("Đại tướng Trần Văn Sơn tham dự Đối thoại quốc tế Biển Đông "
        .. "tại Lào."))
  end)

  it("reads who attends behind the occasion", function()
    local events = told("Nhân dịp dự Đối thoại quốc tế Biển Đông tại Lào, "
      .. "Đại tướng Trần Văn Sơn đã gặp ông John Carver.")
    assert.same({ "MEET gặp: tran-van-son john-carver VN US, LA",
      "ATTEND dự: tran-van-son VN, LA, doi-thoai-bien-dong" }, events)
  end)

  it("takes who goes on, not the country on the way", function()
    assert.same({ "VISIT đến: tran-van-son VN LA, LA",
      "ATTEND tham dự: tran-van-son VN, doi-thoai-bien-dong" },
      told("Ông Trần Văn Sơn đến Lào trước khi tham dự Đối thoại quốc tế "
        .. "Biển Đông."))
  end)

  it("does not take whom a tomb is named after", function()
    assert.same({}, told("Các đại biểu viếng Lăng Chủ tịch nước Lê Hồng Minh, "
      .. "dự Đối thoại quốc tế Biển Đông."))
  end)

  --- The attendances that a text tells, in alphabetical order.
  local function attendances(text)
    local list = told(text)
    table.sort(list)
    return list
  end

  it("is one for each country that sends people", function()
    assert.same({ "ATTEND dự: bounthong-vilay LA, doi-thoai-bien-dong",
      "ATTEND dự: tran-van-son VN, doi-thoai-bien-dong" },
      attendances("Đại tướng Trần Văn Sơn và Thượng tướng Bounthong Vilay "
        .. "dẫn đầu hai đoàn dự Đối thoại quốc tế Biển Đông."))
  end)

  it("reads lists of those who attend", function()
    local both = { "ATTEND %s: LA, doi-thoai-bien-dong",
      "ATTEND %s: MY, doi-thoai-bien-dong" }
    for text, word in pairs {
      ["Đối thoại quốc tế Biển Đông có sự tham gia của đại diện các nước "
        .. "Lào, Malaysia."] = "sự tham gia",
      ["Đối thoại quốc tế Biển Đông thu hút sự góp mặt của lãnh đạo các "
        .. "nước, trong đó có Lào và Malaysia."] = "sự góp mặt",
      ["Tham dự Đối thoại quốc tế Biển Đông có đoàn Lào; đoàn Malaysia."]
        = "Tham dự",
      ["Đã khai mạc Đối thoại quốc tế Biển Đông. Đến dự đối thoại còn có "
        .. "đại biểu các nước Lào và Malaysia."] = "dự",
      ["Đối thoại quốc tế Biển Đông có các đoàn tham gia gồm Lào, Malaysia."]
        = "tham gia",
    } do
      local wanted = {}
      for i, line in ipairs(both) do wanted[i] = line:format(word) end
      assert.same(wanted, attendances(text), text)
    end
  end)

  it("takes the persons of a list with their countries", function()
    assert.same({ "ATTEND Tham dự: ahmad-rashid MY, doi-thoai-bien-dong",
      "ATTEND Tham dự: john-carver US, doi-thoai-bien-dong" },
      attendances("Đã khai mạc Đối thoại quốc tế Biển Đông. Tham dự có Bộ "
        .. "trưởng Quốc phòng Mỹ John Carver; Thủ tướng Malaysia Ahmad "
        .. "Rashid."))
  end)

  it("knows the event of \"cũng dự\" and \"hội nghị này\"", function()
    local text = "Trần Văn Sơn dự Đối thoại quốc tế Biển Đông tại Lào. "
    assert.same({ "ATTEND dự: john-carver US, LA, doi-thoai-bien-dong",
      "ATTEND dự: tran-van-son VN, LA, doi-thoai-bien-dong" },
      attendances(text .. "Bộ trưởng Quốc phòng Mỹ John Carver cũng dự."))
    assert.same({ "ATTEND dự: tran-van-son VN, LA, doi-thoai-bien-dong" },
      attendances(text .. "Ông John Carver cũng dự lễ cưới."))
    assert.same({ "ATTEND dự: tran-van-son VN, LA, doi-thoai-bien-dong",
      "ATTEND sự tham gia: ahmad-rashid MY, LA, doi-thoai-bien-dong" },
      attendances(text .. "Sự kiện có sự tham gia của Thủ tướng Malaysia "
        .. "Ahmad Rashid."))
  end)

  it("finds nobody from abroad in a list at home", function()
    assert.same({}, told("Tham dự Ngày hội Quê hương có Đại tướng Trần Văn "
      .. "Sơn; Thiếu tướng Đỗ Quang Huy, Tư lệnh Quân khu 9."))
    assert.same({}, told("Tham dự buổi lễ có Thượng tướng Bounthong Vilay."))
  end)

  it("takes the day on which the text says that it is held", function()
    assert.same({ "ATTEND dự: tran-van-son VN, vientiane, 2025-02-04, "
      .. "doi-thoai-bien-dong" },
      told("Ngày 4-2, tại Vientiane đã khai mạc Đối thoại quốc tế Biển "
        .. "Đông. Trần Văn Sơn dự Đối thoại quốc tế Biển Đông."))
  end)

  it("finds where the event is held in another sentence", function()
    assert.same({ "ATTEND dự: tran-van-son VN, vientiane, "
      .. "doi-thoai-bien-dong" },
      told("Tại Vientiane đã khai mạc Đối thoại quốc tế Biển Đông. "
        .. "Trần Văn Sơn dự Đối thoại quốc tế Biển Đông."))
  end)

  it("leaves out events at home and hosts", function()
    assert.same({}, told "Trần Văn Sơn dự Ngày hội Quê hương.")
    assert.same({},
      told "Lào đã tổ chức thành công Đối thoại quốc tế Biển Đông.")
  end)
end)

describe("events of an article", function()
  it("are told once, by the fullest sentence of lead and body", function()
    local doc = marked.run {
      "title", "Bộ trưởng Quốc phòng Lào hội đàm với Trần Văn Sơn",
      "lead", "Ngày 4-2, Đại tướng Trần Văn Sơn, Bộ trưởng Bộ Quốc phòng hội "
        .. "đàm với Thượng tướng Bounthong Vilay, Bộ trưởng Bộ Quốc phòng "
        .. "Lào.",
      "caption", "Trần Văn Sơn hội đàm với Bounthong Vilay.",
      "body", "Tại hội đàm, ông Trần Văn Sơn cảm ơn ông Vilay.",
    }
    assert.equal(1, #doc:layer "MEET")
    assert.equal(2, doc:line_at(doc:layer("MEET")[1].first))
  end)

  it("are two where the dates differ", function()
    assert.equal(2, #told("Ngày 4-2, Trần Văn Sơn gặp ông John Carver. "
      .. "Vào tháng 5-2024, Trần Văn Sơn đã gặp ông John Carver."))
  end)

  it("are not made of a title alone, nor outside of the article", function()
    local text = "Trần Văn Sơn hội đàm với John Carver."
    assert.same({}, told(text, "title"))
    assert.same({}, told(text, "related"))
    assert.equal(1, #told(text, "caption"))
  end)

  it("take a word of the text where only the title tells all", function()
    assert.same({ "VISIT thăm: IN VN, VN" }, events_of {
      "title", "Tàu Hải quân Ấn Độ thăm Việt Nam",
      "lead", "Chuyến thăm kéo dài ba ngày.",
    })
  end)

  it("take date and place from the visit that they are part of", function()
    assert.same({ "MEET hội đàm: tran-van-son bounthong-vilay VN LA, LA, "
      .. "2024-05", "VISIT thăm: tran-van-son VN LA, LA, 2024-05" },
      told("Vào tháng 5-2024, Trần Văn Sơn đã thăm Lào. Trong chuyến thăm, "
        .. "Trần Văn Sơn đã hội đàm với Bounthong Vilay."))
  end)

  it("add those who joined the talks", function()
    assert.same({ "MEET hội đàm: tran-van-son bounthong-vilay le-hong-minh "
      .. "VN LA" }, told("Trần Văn Sơn hội đàm với Bounthong Vilay. Tham dự "
        .. "hội đàm có: Thứ trưởng Bộ Quốc phòng Lê Hồng Minh."))
  end)

  local ARTICLE = {
    "title", "Bộ trưởng Quốc phòng Lào thăm Việt Nam",
    "lead", "Ngày 4-2, tại Hà Nội, Đại tướng Trần Văn Sơn, Bộ trưởng Bộ Quốc "
      .. "phòng hội đàm với Thượng tướng Bounthong Vilay, Bộ trưởng Bộ Quốc "
      .. "phòng Lào đang thăm chính thức Việt Nam và dự Đối thoại quốc tế "
      .. "Biển Đông.",
    "body", "Kết thúc hội đàm, hai Bộ trưởng đã ký Bản ghi nhớ về quân y "
      .. "trước sự chứng kiến của Đại sứ Mỹ tại Việt Nam John Carver.",
  }

  --- The article with some mentions lost and some of unknown id.
  local function spoil()
    local doc = marked.document(ARTICLE)
    for _, layer in ipairs(doc:layer_names()) do
      doc:filter(layer, function(span)
        if math.random() < 0.1 then span.id, span.value = nil, nil end
        return math.random() >= 0.2
      end)
    end
    return doc
  end

  it("make sense whatever mentions are missing", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 200 do
      local doc = spoil()
      require "viet.news.holds".run(doc)
      require "viet.news.events".run(doc)
      for _, layer in ipairs { "MEET", "VISIT", "SIGN", "ATTEND" } do
        for span in doc:each(layer) do
          assert.is_true(#span.actors > 0, "seed " .. seed)
          assert.matches("^events%.", span.rule)
        end
      end
    end
  end)

  it("are looked for beside posts of nobody that others have added", function()
    local function find(others)
      local doc = marked.run { "caption", WHO, "body",
        "Ngày 3/2, Bộ trưởng Trần Văn Sơn gặp Bộ trưởng John Carver." }
      doc:filter("MEET", function() return false end)
      if others then doc:add("HOLDS", { first = 1, last = 2 }) end
      require "viet.news.events".run(doc)
      return #doc:layer "MEET"
    end
    assert.equal(1, find(false))
    assert.equal(1, find(true))
  end)

  it("are looked for in endless sentences, too", function()
    for _, words in ipairs { "mong gặp ", "sau khi tại cuộc gặp ",
      "kỷ niệm được ký ", "thăm Lào, Mỹ và ", "tiếp đoàn có Lào, ",
      "hai bên ông " } do
      assert.has_no.errors(function() told(words:rep(500)) end)
    end
  end)
end)
