local viet = require "viet"

local pipeline = viet.pipeline {
  (require "viet.news.zones"), (require "viet.news.dates"),
  (require "viet.news.head"),
}

local function head_of(text)
  return pipeline:run(assert(viet.document(text))).meta
end

local ARTICLE = "Ngày 2-5, tại Huế, đoàn cán bộ Sở Y tế đã đến thăm và làm "
  .. "việc với Bệnh viện Sông Hương, đơn vị vừa tròn mười năm tuổi.\n\n"
  .. "Giám đốc Bệnh viện Sông Hương cảm ơn Sở Y tế và cho biết sẽ mở thêm "
  .. "hai phòng khám cho bà con.\n\n"

describe("bylines and sources", function()
  it("are the names behind the article", function()
    local head = head_of(ARTICLE .. "Tin, ảnh: HOÀI AN - LÊ NA (từ Huế)\n\n"
      .. "Nguồn: Tạp chí Sông Cả\n")
    assert.same({ "HOÀI AN", "LÊ NA" }, head.bylines)
    assert.same({ "Tạp chí Sông Cả" }, head.sources)
  end)

  it("are without the signs around them", function()
    local head = head_of(ARTICLE .. "Nguồn: (Tạp chí Sông Cả - Huế).\n")
    assert.same({ "Tạp chí Sông Cả - Huế" }, head.sources)
    head = head_of(ARTICLE .. "Tin: (Hoài An), Lê Na.\nẢnh:\n")
    assert.same({ "Lê Na" }, head.bylines)
  end)

  it("tell outlets from persons", function()
    local head = head_of(ARTICLE .. "CTV Hoài An/VOV online (theo Reuters)\n")
    assert.same({ "Hoài An" }, head.bylines)
    assert.same({ "VOV online" }, head.sources)
    head = head_of(ARTICLE .. "Hoài An\nTTXVN\n")
    assert.same({ "Hoài An" }, head.bylines)
    assert.same({ "TTXVN" }, head.sources)
  end)

  it("leave out photographers, who is cited, and what is no name", function()
    local head = head_of(ARTICLE .. "Hoài An (t/h)\nTheo AFP, Reuters\n"
      .. "Ảnh: Lê Na\n")
    assert.same({ "Hoài An" }, head.bylines)
    assert.same({}, head.sources)
    assert.same({}, head_of(ARTICLE .. "Tổng hợp\n").bylines)
  end)

  it("stand at the end of an article on one line", function()
    local line = ARTICLE:gsub("\n", " ")
    local head = head_of(line .. "Hoài An (Theo Reuters)")
    assert.same({ "Hoài An" }, head.bylines)
    assert.same({}, head_of(line).bylines)
  end)

  it("begin the lead as a dateline", function()
    assert.same({ "QĐND" }, head_of("QĐND - " .. ARTICLE).sources)
    assert.same({ "VOV" }, head_of("(VOV) - " .. ARTICLE).sources)
    assert.same({ "Sông Cả.vn" }, head_of("(Sông Cả.vn) - " .. ARTICLE).sources)
    assert.same({ "Dân trí" }, head_of("Dân trí " .. ARTICLE).sources)
    assert.same({}, head_of(ARTICLE).sources)
  end)

  it("fall back on the host of the article's own address", function()
    assert.same({ "baohue.example" }, head_of(
      "# url = https://www.baohue.example/y-te/tin-1.htm\n" .. ARTICLE).sources)
  end)
end)

describe("the head of an article", function()
  it("has the day that it was published, and no year without one", function()
    local head = head_of("05/05/2031 08:00\n\n" .. ARTICLE)
    assert.equal("2031-05-05", head.published)
    assert.is_nil(head_of(ARTICLE).published)
  end)

  it("gives the dates of the text their values", function()
    local doc = pipeline:run(viet.document("05/05/2031 08:00\n\n" .. ARTICLE))
    assert.equal("2031-05-02", doc:layer("DATE")[1].value)
  end)

  it("is read in zones that the document brought along, too", function()
    local text = "Huế, 3/5/2025\n" .. ARTICLE
    local doc = viet.document(text)
    doc:add("zone", { first = 1, last = #text:match "^[^\n]*", id = "meta" })
    viet.pipeline { given = { "zone" }, (require "viet.news.dates"),
      (require "viet.news.head") }:run(doc)
    assert.equal("2025-05-03", doc.meta.published)
  end)

  it("leaves the dates that another extractor has added as they are", function()
    local text = ARTICLE .. "\nHuế, 3/5/2025\n"
    local own = viet.extractor {
      name = "holidays", gives = { "DATE" }, run = function(doc)
        doc:add("DATE", { first = 1, last = 5, value = "2025-01-29" })
        doc:add("DATE", { first = 7, last = 8 })
      end,
    }
    local doc = viet.news.pipeline():with(own):run(viet.document(text))
    local values = {}
    for date in doc:each "DATE" do
      if date.extractor == "holidays" then
        values[#values + 1] = date.value or "none"
      end
    end
    assert.same({ "2025-01-29", "none" }, values)
  end)

  it("is the same in decomposed text", function()
    local text = "05/05/2031 08:00\n\n" .. ARTICLE .. "Hoài An\nTTXVN\n"
    local head = head_of(viet.normalize(text, { form = "nfd" }))
    assert.equal("2031-05-05", head.published)
    assert.same({ viet.normalize("Hoài An", { form = "nfd" }) }, head.bylines)
    assert.same({ "TTXVN" }, head.sources)
  end)
end)
