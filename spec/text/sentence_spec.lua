-- Sentences, paragraphs and lines (csrc/text/sentence.c).

local viet = require "viet"

--- What an iterator of spans finds, as strings.
local function strings_of(text, iterator)
  local list = {}
  for first, last in iterator do list[#list + 1] = text:sub(first, last) end
  return list
end

--- The parts of a case, which "¦" divides, without the space around them.
local function parts_of(case)
  local list = {}
  for part in (case .. "¦"):gmatch "(.-)¦" do
    list[#list + 1] = part:match "^%s*(.-)%s*$"
  end
  return list
end

-- "¦" stands where one sentence ends and the next begins.
local cases = {
  ["at a full stop before a capital, a digit or a quote"] = {
    "Ông đến Hà Nội.¦ Bà ở lại.¦ Họ gặp nhau.",
    "Lễ ký ở Huế.¦ 12 nước dự.¦ “Tốt”, ông nói.¦ \"Vâng\".",
    "Hai bên ký văn kiện.¦ (TTXVN)",
    "Xong.¦ 中国.¦ https://a.vn",
    "Ông nói: \"Tốt.\"¦ Bà nói: “Vâng!”¦ Họ về.",
    "(Ông đã nói.)¦ Bà nghe.¦ [Hết.]",
    "Nhà nước.¦ ĐẠI TƯỚNG ĐẾN.¦ TTXVN đưa tin. iPhone",
  },
  ["at marks of question and exclamation and at dots"] = {
    "Ai đến?¦ Ông ấy!¦ Thế à…¦ Vâng...¦ Sao?!¦ Ồ!!!¦ Hết",
    "Rồi…¦ Sau đó ông đi",
    "他来了。¦ 他走了！¦ 好",
  },
  ["before a dash or a bullet with a capital"] = {
    "Hết.¦ - Ông nói.¦ – Bà nghe.¦ • Họ về.",
    "Hết. - ông nói. + x",
  },
  ["not before lower case"] = {
    "\"Đi đâu?\" ông hỏi.¦ \"Về!\" bà đáp… rồi thôi",
    "tại Bộ … và Cục ... của họ",
    "v.v. và các nước khác",
    "cà phê, chè, v.v.¦ Ông nói",
  },
  ["at each line end, with a mark or without"] = {
    "Tiêu đề¦\nTóm tắt¦\r\nThân bài.¦\n\n\nhết",
    "TS.¦\nNguyễn",
    "Họ nói:¦\n- một;¦\n- hai",
  },
  ["not at a semicolon or a colon"] = {
    "Ông nói; Bà nghe: Họ về.",
  },
  ["not after titles and other abbreviations"] = {
    "PGS. TS. Nguyễn Văn Hòa và GS. Trần Ba.¦ ThS. Lê Tư.",
    "Th.S Lê Năm, TSKH. Phạm Sáu, BS. Võ Bảy, KTS. Đỗ Tám, LS. Bùi Chín",
    "NSƯT. Hoàng Mười, NSND. Lý Một, NGƯT. Hồ Hai, NGND. Ngô Ba",
    "ở TP. Hồ Chí Minh, Tp. Huế, tp. Vinh, TX. Sơn Tây, TT. Phong Điền",
    "Q. Tân Bình, P. Bến Nghé, H. Củ Chi",
    "ĐH. Huế, Cty. Hòa Bình, cty. Sao Mai, Nxb. Trẻ, nxb. Văn học, NXB. Trẻ",
    "Mr. Kim, Mrs. Anh, Ms. Lan, Dr. Minh, Prof. Hoa, St. Petersburg",
    "Gen. Mattis, Adm. Harris, Col. Lee, Lt. Kim, Maj. An, Capt. Sơn, "
      .. "Sgt. Tú, Gov. Tuấn, Rev. Minh",
    "CN. An, KS. Bình, DS. Chi, PTS. Du, GSTS. Em, PGSTS. Phú, CKII. Giang, "
      .. "CD. Hải, Ts. Hoa, Gs. Hải, Ths. Hoà, PGS.TS. Hoa, GS.TS Hoa",
    "Ph. Ăngghen và C. Mác, V. I. Lênin",
    "No. 5, tr. 15, pp. 3, Vol. 7, ĐT. 024, Tel. 024, SĐT. 09",
    "NSƯT. Hoà",
  },
  ["after words that are abbreviations only before a number"] = {
    "Họ nói No.¦ Ông đi.¦ Xem tr.¦ Hết",
    "Ông ấy no.¦ Bà về.¦ Ai đó gen.¦ Hết",
  },
  ["not after the abbreviations that texts glue together"] = {
    "GS.TS. Nguyễn Văn Hòa, PGS.TS Lê Tư, TS.BS. Võ Bảy, Th.S Lê Năm nói.",
    "ở TP.HCM, Tp.Đà Nẵng, TX.Đồng Xoài, TT.Đạ Tẻh, Q.Đống Đa, T.Ư Đảng",
    "St. Petersburg, St. John và Mr. Biden, v.v. rồi v.v... và hết",
  },
  ["not after initials"] = {
    "Joe J. Biden, Nguyễn V. A. khai, V.I. Lênin và J.F. Kennedy đọc.",
    "Bộ trưởng J. Mattis gặp Đô đốc J. F. Kelly và George W. Bush.",
    "Ông C. Mác viết.¦ J. Mattis đọc",
    "U.S. Army, T.Ư Đảng, TP.HCM, T.P. Hồ Chí Minh",
  },
  ["after a letter that stands for a Vietnamese name"] = {
    "Công an bắt Nguyễn Văn A.¦ Theo điều tra, A. khai",
  },
  ["after a letter behind a number, but not after a small letter"] = {
    "theo quốc lộ 1A.¦ Bác sĩ Nhật ở lớp 5A.¦ Ông về",
    "vụ của h. 15 tuổi, cô m. \"khùng\" và p. (14 tuổi) rồi x.¦ Ông về",
  },
  ["not at dots before a number"] = {
    "tăng... 98%, … 100 và vân vân...¦ Ông về",
  },
  ["at straight quotes with white space around them"] = {
    "Tin vui .¦ \" Không phải đợi \" .¦ Ông về .",
    "Ông nói : \" Tốt ! \" , rồi về .¦ Bà ở lại",
    "Họ nói \"mệt luôn! \".¦ Một người về",
  },
  ["not in numbers and addresses"] = {
    "Thư về toa.soan@Bao.example.vn.¦ Dài 1,5 km.¦ Rộng 2 m².¦ #ViệtNam",
    "Giá 1.234.567,89 đồng ngày 23.10.2017, 10.30.",
    "Xem www.Mod.gov.vn hay a.b@Qdnd.vn",
  },
  ["not after the number of a list"] = {
    "1. Khái quát¦\n2. Nội dung.¦ 3. Kết luận¦\nII. Tình hình¦\nA. Phần một",
    "Ngày 23-10.¦ Ông đi.¦ Năm 2017.¦ Bà về",
  },
  ["at a full stop without a space after it"] = {
    "bảo vệ đất nước.¦Đại tướng đến.¦Mattis đi.¦TTXVN",
    "ở Việt Nam.¦Đại tướng đến (Lào).¦Ông nói \"tốt\".¦Bà về?¦Ai năm 2017.¦Họ",
    "dantri.com.vn, nước.nhà, Zing.vn, Node.JS, A.Nam",
    "nền .Net",
    "họp.¦Chiều 5-5, gần 5km.¦Theo ông Mattis.¦Đại tướng và TTXVN.¦Đại tá",
    "Shoigu.Com, TP.Đà Nẵng, ĐH.Đà Nẵng, A.Đại",
  },
  ["around marks that stand alone"] = {
    "...¦ Ông đến .¦ Bà về",
    ". . .¦ Ông đến",
    "Hết.\" rồi",
    "!",
  },
}

describe("sentences end", function()
  for name, list in pairs(cases) do
    it(name, function()
      for _, case in ipairs(list) do
        local text = case:gsub("¦", "")
        assert.same(parts_of(case),
          strings_of(text, viet.sentences(text)), text)
        local decomposed = assert(viet.normalize(text, { form = "nfd" }))
        assert.equal(#parts_of(case),
          #strings_of(decomposed, viet.sentences(decomposed)), decomposed)
      end
    end)
  end
end)

describe("sentences", function()
  it("are none in a text without tokens", function()
    assert.same({}, strings_of("", viet.sentences ""))
    assert.same({}, strings_of(" \n", viet.sentences " \n"))
  end)

  it("of tokens name their tokens", function()
    local tokens = viet.tokens "Ông đến. Bà về."
    local rows = {}
    for first, last, from, to in tokens:sentences() do
      rows[#rows + 1] = { first, last, from, to }
    end
    assert.same({ { 1, 12, 1, 3 }, { 14, 22, 4, 6 } }, rows)
  end)

  it("hold each token exactly once, on random texts", function()
    local seed = os.time()
    math.randomseed(seed)
    local pieces = { "Ông", "nhà", " ", " ", ".", ".", "!", "…", "\"", "”",
      "“", "(", ")", "\n", "5", "A", "TS", "-", "II", "\xFF", "\0", "v" }
    for _ = 1, 2000 do
      local list = {}
      for i = 1, math.random(0, 20) do
        list[i] = pieces[math.random(#pieces)]
      end
      local text = table.concat(list)
      local message = ("seed %d: %q"):format(seed, text)
      local tokens, seen = viet.tokens(text), 0
      for first, last, from, to in tokens:sentences() do
        assert.equal(seen + 1, from, message)
        assert.is_true(to >= from, message)
        assert.equal(first, (tokens:span(from)), message)
        assert.equal(last, select(2, tokens:span(to)), message)
        assert.equal(tokens:line(from), tokens:line(to), message)
        seen = to
      end
      assert.equal(#tokens, seen, message)
    end
  end)

  it("come to an end on long bad input", function()
    for _, unit in ipairs { ".", ". ", ".- ", ".\"", "A. ", "- ", "1. " } do
      local text = unit:rep(2 ^ 19 // #unit)
      local count = 0
      for _ in viet.sentences(text) do count = count + 1 end
      assert.is_true(count > 0)
    end
  end)
end)

describe("paragraphs", function()
  local rows = {
    { "" },
    { " \n\t\r\n\u{3000}\u{FEFF}\n" },
    { "một", "một" },
    { "\u{FEFF} một \nhai\u{A0}\r\n\r\n  ba\n", "một \nhai", "ba" },
    { "\n\nmột\n \u{200B}\n\nhai\n\n", "một", "hai" },
    { "một\rhai\u{2028}ba", "một\rhai\u{2028}ba" },
    { "a\xFF\n\n\0", "a\xFF", "\0" },
  }
  for _, row in ipairs(rows) do
    it(("of %q"):format(row[1]), function()
      assert.same({ table.unpack(row, 2) },
        strings_of(row[1], viet.paragraphs(row[1])))
    end)
  end
end)

describe("lines", function()
  local rows = {
    { "" },
    { "một", "một" },
    { "một\n", "một" },
    { "\n", "" },
    { "một\r\n\r\n\n hai \r\n", "một", "", "", " hai " },
    { "a\rb\n\r\r\nc\r", "a\rb", "\r", "c" },
    { "a\0\xFF\u{2028}b\n", "a\0\xFF\u{2028}b" },
  }
  for _, row in ipairs(rows) do
    it(("of %q"):format(row[1]), function()
      assert.same({ table.unpack(row, 2) },
        strings_of(row[1], viet.lines(row[1])))
    end)
  end

  it("have the numbers that tokens tell", function()
    local text = "một\n\n hai\r\nba\n"
    local tokens, spans = viet.tokens(text), {}
    for first, last in viet.lines(text) do
      spans[#spans + 1] = { first, last }
    end
    for i = 1, #tokens do
      local first, last = tokens:span(i)
      local line = spans[tokens:line(i)]
      assert.is_true(line[1] <= first and last <= line[2])
    end
  end)

  it("that are empty have a last byte before their first", function()
    local rows_of = {}
    for first, last in viet.lines "a\n\nb" do
      rows_of[#rows_of + 1] = { first, last }
    end
    assert.same({ { 1, 1 }, { 3, 2 }, { 4, 4 } }, rows_of)
  end)
end)
