local viet = require "viet"

local pipeline = viet.pipeline {
  (require "viet.news.zones"), (require "viet.news.dates"),
  (require "viet.news.head"),
}

--- The dates of a text: "tối 5-5=2025-05-05; ...", in composed letters and
-- with plain spaces.
-- @param published the day of the article, or nil
local function dates_of(text, published)
  local head = published and "# date = " .. published .. "\n" or ""
  local doc = pipeline:run(assert(viet.document(head .. text)))
  local found = {}
  for span in doc:each "DATE" do
    local words = viet.normalize(doc:text_of(span), { spaces = true })
    found[#found + 1] = words .. "=" .. span.value
  end
  return table.concat(found, "; ")
end

-- What a text says, and the dates in it, for an article of 2025-05-07, a
-- Wednesday.
local cases = {
  { "a day with a part of it",
    "Tối 5-5, tại Huế; sáng 6.5 và đêm ngày 6/5; rạng sáng 7/5.",
    "Tối 5-5=2025-05-05; sáng 6.5=2025-05-06; đêm ngày 6/5=2025-05-06; "
      .. "rạng sáng 7/5=2025-05-07" },
  { "a day without `hôm`, `từ`, `vào` and hours",
    "Hôm 27/4, vào lúc 18 giờ ngày 28/4, trước ngày 29-4.",
    "27/4=2025-04-27; ngày 28/4=2025-04-28; ngày 29-4=2025-04-29" },
  { "days in words",
    "Ngày 2 tháng 9 năm 1945 và ngày 5 tháng 5, tháng 4 năm ngoái.",
    "Ngày 2 tháng 9 năm 1945=1945-09-02; ngày 5 tháng 5=2025-05-05; "
      .. "tháng 4 năm ngoái=2024-04" },
  { "a range of days",
    "Từ 23 đến 24/4, từ ngày 18 đến ngày 20/3, ngày 1-3/5.",
    "23 đến 24/4=2025-04-23/2025-04-24; "
      .. "ngày 18 đến ngày 20/3=2025-03-18/2025-03-20; "
      .. "ngày 1-3/5=2025-05-01/2025-05-03" },
  { "a range over months and years",
    "Từ 28/4 đến 3/5/2025, từ 28 đến 3/5 và từ 20/12/2024 đến 5/1/2025.",
    "28/4 đến 3/5/2025=2025-04-28/2025-05-03; "
      .. "28 đến 3/5=2025-04-28/2025-05-03; "
      .. "20/12/2024 đến 5/1/2025=2024-12-20/2025-01-05" },
  { "days in numbers, `ngày` as a unit left out",
    "Trong 2 ngày 23-24/10/2017 và hai ngày 5 và 6/5.",
    "23-24/10/2017=2017-10-23/2017-10-24; 5 và 6/5=2025-05-05/2025-05-06" },
  { "each day of a list", "Các ngày 3, 4 và 5/5.",
    "ngày 3=2025-05-03; 4 và 5/5=2025-05-04/2025-05-05" },
  { "a bare day, with the month of the next in the sentence",
    "Đoàn đến Huế ngày 28 và rời đi ngày 30/4.",
    "ngày 28=2025-04-28; ngày 30/4=2025-04-30" },
  { "the same day", "Sáng 5-5, đoàn đến Huế. Chiều cùng ngày, đoàn rời đi.",
    "Sáng 5-5=2025-05-05; Chiều cùng ngày=2025-05-05" },
  { "months", "Tháng 10-2024, giữa tháng 3, đầu tháng 3/2016, tháng Mười.",
    "Tháng 10-2024=2024-10; giữa tháng 3=2025-03; "
      .. "đầu tháng 3/2016=2016-03; tháng Mười=2024-10" },
  { "a list of months", "Tháng 4 và 5/2025, tháng 1, 2/2024.",
    "Tháng 4=2025-04; 5/2025=2025-05; tháng 1=2025-01; 2/2024=2024-02" },
  { "late afternoons and months by name",
    "Chiều tối 5-5 và ngày 8 tháng Ba.",
    "Chiều tối 5-5=2025-05-05; ngày 8 tháng Ba=2025-03-08" },
  { "a range of months", "Từ tháng 6-2018 đến 11-2018; tháng 3-5/2020.",
    "tháng 6-2018 đến 11-2018=2018-06/2018-11; "
      .. "tháng 3-5/2020=2020-03/2020-05" },
  { "years", "Năm 2022, cuối năm 2024; các năm 2001, 2006 và 2011; từ năm "
      .. "2017 đến năm 2019.",
    "Năm 2022=2022; cuối năm 2024=2024; năm 2001=2001; 2006=2006; 2011=2011; "
      .. "năm 2017 đến năm 2019=2017/2019" },
  { "periods", "Giai đoạn 2025 - 2029, chu kỳ 2024-2027, nhiệm kì 2020–2025.",
    "Giai đoạn 2025 - 2029=2025/2029; chu kỳ 2024-2027=2024/2027; "
      .. "nhiệm kì 2020–2025=2020/2025" },
  { "days named from the article's own",
    "Hôm nay, sáng nay, chiều qua, ngày hôm qua, ngày mai.",
    "Hôm nay=2025-05-07; sáng nay=2025-05-07; chiều qua=2025-05-06; "
      .. "ngày hôm qua=2025-05-06; ngày mai=2025-05-08" },
  { "such a name with its day as one",
    "Sáng nay (7/5), ngày mai 8/5, chiều nay 7-5.",
    "Sáng nay (7/5)=2025-05-07; ngày mai 8/5=2025-05-08; "
      .. "chiều nay 7-5=2025-05-07" },
  { "months and years named from the article's own",
    "Tháng trước, đầu tháng này, năm ngoái, cuối năm nay.",
    "Tháng trước=2025-04; đầu tháng này=2025-05; năm ngoái=2024; "
      .. "cuối năm nay=2025" },
  { "weekdays", "Thứ 3 (6/5), chủ nhật (ngày 4-5), hôm thứ Sáu, vào thứ Hai "
      .. "tuần trước, Thứ Hai, 5/5/2025.",
    "Thứ 3 (6/5)=2025-05-06; chủ nhật (ngày 4-5)=2025-05-04; "
      .. "thứ Sáu=2025-05-02; thứ Hai=2025-04-28; "
      .. "Thứ Hai, 5/5/2025=2025-05-05" },
  { "a year that is near, not the article's own",
    "Ngày 30-12, đoàn đã về. Ngày 5/1 tới, đoàn sẽ sang thăm.",
    "Ngày 30-12=2024-12-30; Ngày 5/1=2026-01-05" },
  { "a year that the sentence has named",
    "Ngày 5/4/2016, đoàn đến Huế và ở lại đến ngày 7/4.",
    "ngày 5/4/2016=2016-04-05; ngày 7/4=2016-04-07" },
  { "the glued digits of a line without marks",
    "doan viet nam tham na uy trong thang 12018",
    "thang 12018=2018-01" },
}

-- What is no date.
local others = {
  { "durations", "Trong ba ngày, 80 năm qua, mười năm nay, 6 tháng, 3 năm." },
  { "vague times", "Tuần tới, mới đây, thời gian qua, vài ngày sau, mùa xuân." },
  { "scores, fractions and counts",
    "Thắng 2-1, đạt 2/3 số phiếu, từ 5-10 người, trực 24/7, lớp 3-13 tuổi." },
  { "ordinals", "Lần thứ hai, người thứ ba, ngày thứ hai của chuyến thăm." },
  { "days that do not exist", "Ngày 31/2/2020, ngày 5-32, tháng 13." },
  { "numbers of decisions", "Quyết định số 33/QĐ, điều 5/6, khóa XIII." },
  { "days each week", "Thứ bảy, chủ nhật hàng tuần." },
  { "days of the moon and decades",
    "Mùng 1 Tết, ngày 15 tháng Giêng, những năm 1990." },
  { "clock times", "Vào lúc 10:30 và 18h30." },
}

local function decomposed(text)
  return viet.normalize(text, { form = "nfd" })
end

--- Every second letter decomposed.
local function half_decomposed(text)
  local count = 0
  return (text:gsub("[%z\1-\127\194-\244][\128-\191]*", function(letter)
    count = count + 1
    return count % 2 == 0 and decomposed(letter) or letter
  end))
end

local function unbroken(text)
  return (text:gsub(" ", "\194\160"))
end

describe("dates", function()
  for _, case in ipairs(cases) do
    local what, text, expected = case[1], case[2], case[3]
    local forms = {
      composed = text, decomposed = decomposed(text),
      ["half decomposed"] = half_decomposed(text),
    }
    if not text:find "^%l" then forms["no-break"] = unbroken(text) end
    for form, given in pairs(forms) do
      it(("hold %s (%s)"):format(what, form), function()
        local first = expected:match("^[^=]*")
        local got = dates_of(given, "20250507")
        -- the first word of a sentence is a capital in the text
        if got:sub(1, #first):lower() == first:lower() then
          got = first .. got:sub(#first + 1)
        end
        assert.equal(expected, got)
      end)
    end
  end

  for _, case in ipairs(others) do
    it("do not hold " .. case[1], function()
      assert.equal("", dates_of(case[2], "20250507"))
    end)
  end

  it("have no year where nothing tells one", function()
    assert.equal("Ngày 18 và 19/6=--06-18/--06-19; tháng 3=--03",
                 dates_of("Ngày 18 và 19/6, sau tháng 3."))
  end)

  it("are left out where nothing tells their value", function()
    assert.equal("", dates_of("Hôm qua, ngày 23, cùng ngày, năm ngoái."))
  end)

  it("in a quotation are counted from the day of the speech", function()
    assert.equal("Chiều 6/5=2025-05-06; hôm nay=2025-05-06; hôm nay=2025-05-07",
      dates_of("Chiều 6/5, ông An nói: “Huế hôm nay rất đẹp”. Theo báo cáo "
        .. "hôm nay, Huế đón nhiều khách.", "20250507"))
  end)

  it("are found in the article only, not in addresses and lists", function()
    local text = "[Chợ nổi ngày 2/5](https://bao.example.vn/ngay-3-5-2025)\n\n"
      .. "Ngày 4/5, chợ nổi mở cửa, <a href=\"/tin-5-5-2025\">khách đến "
      .. "rất đông</a>.\n\nTin mới\n\nNgày 6/5, mưa lớn ở miền Tây.\n"
    assert.equal("ngày 2/5=2025-05-02; Ngày 4/5=2025-05-04", dates_of(text))
    assert.equal("Ngày 2/5/2025=2025-05-02; ngày 4/5=2025-05-04", dates_of(
      "Ngày 2/5/2025, xem [tin này](/tin-ngay-3-5-2025) về ngày 4/5."))
  end)

  it("have values of their form and never overlap, whatever stands together",
     function()
    local seed = os.time()
    math.randomseed(seed)
    local words = {}
    for word in ([[ngày tháng năm hôm nay qua mai kia ngoái trước sau này tới
        cùng mùng thứ hai ba chủ nhật tuần từ đến và cuối đầu giữa sáng tối
        rạng các những một mười Mười Một giai đoạn nhiệm kỳ lần vào hết tài
        khóa tại - – ( ) , . ; % thang ngay nam viet 5 05 12 31 2025 1990 2100
        5-5 31/4 29/2/2023 5.5 28-30 23-24/10 30/4-3/5 5/5/2025 5-5-25 2025-5-5
        10-2024 3-5/2020 2025-2029 2029-2025 12018 24102017 24/7]])
        :gmatch "%S+" do
      words[#words + 1] = word
    end
    for _ = 1, 300 do
      local parts = {}
      for i = 1, 20 do parts[i] = words[math.random(#words)] end
      local text = "Ngày 7/5/2025 " .. table.concat(parts, " ")
      local doc, last = pipeline:run(assert(viet.document(text))), 0
      for span in doc:each "DATE" do
        local what = ("seed %d: %s"):format(seed, text)
        assert.is_true(span.first > last, what)
        assert.matches("^[%d/-]+$", span.value, what)
        last = span.last
      end
    end
  end)

  it("name the rule that found them", function()
    local doc = pipeline:run(viet.document("Ngày 5/5/2025, tại Huế."))
    assert.equal("dates.day", doc:layer("DATE")[1].rule)
  end)
end)

describe("dates of a document", function()
  local dates = require "viet.news.dates"

  local function make(text)
    local doc = viet.document(text)
    doc:add("zone", { first = 1, last = #text, id = "body" })
    return doc
  end

  it("are its own, also while another one is read", function()
    local doc = make "Sáng 2/5, sáng nay 31/6, tối 3/5."
    local add = doc.add
    function doc:add(...)
      dates.run(make "Tối 4/5.")
      return add(self, ...)
    end
    dates.run(doc)
    local found = {}
    for span in doc:each "DATE" do found[#found + 1] = doc:text_of(span) end
    assert.same({ "Sáng 2/5", "sáng nay", "tối 3/5" }, found)
  end)
end)
