local viet = require "viet"

--- A document of a text in which each event is written *so* and each name
-- _so_, after the stage.
local function read(text, settings)
  local doc = viet.document((text:gsub("[*_]", "")))
  local shift = 0
  for first, sign, inside, last in text:gmatch "()([*_])(.-)%2()" do
    local start = first - shift
    doc:add(sign == "*" and "EVENT" or "NAME",
      { first = start, last = start + #inside - 1 })
    shift = shift + (last - first - #inside)
  end
  settings = settings or { layers = { "EVENT" }, names = { "NAME" } }
  return viet.pipeline { viet.assertion(settings),
    given = { "EVENT", "NAME" } }:run(doc)
end

--- How the events of a text are meant, one word each.
local function judge(text, settings)
  local words = {}
  for span in read(text, settings):each "EVENT" do
    words[#words + 1] = span.assertion
  end
  return table.concat(words, " ")
end

describe("an event", function()
  local cases = {
    -- as it was
    { "asserted", "Hai bên *hội đàm* sáng nay." },
    { "asserted", "Ông An đã *gặp* bà Bình." },
    { "asserted", "Đoàn vừa *thăm* Huế." },
    -- planned
    { "planned", "Ông An sẽ *gặp* bà Bình." },
    { "planned", "Đoàn sắp *thăm* Huế." },
    { "planned", "Đoàn dự kiến *thăm* Huế vào tháng sau." },
    { "planned", "Cuộc *gặp* dự kiến diễn ra vào thứ hai." },
    { "planned", "Chuyến *thăm* sắp tới là dịp tốt." },
    { "planned", "Lễ *ký* sẽ được tổ chức ở Vinh." },
    { "planned", "Bà Bình đã nhận lời *thăm* Huế." },
    { "planned", "Theo kế hoạch, hai đoàn *gặp* nhau tại Vinh." },
    -- past
    { "past", "Ông An đã từng *thăm* Huế." },
    { "past", "Ông An từng *gặp* bà Bình nhiều lần." },
    { "past", "Năm ngoái, hai bên *ký* một thỏa thuận." },
    { "past", "Chuyến *thăm* cách đây mười năm mở đầu quan hệ." },
    -- hypothetical
    { "hypothetical", "Nếu hai bên *gặp* nhau, tình hình sẽ khác." },
    { "hypothetical", "Ông An đề nghị hai nước sớm *ký* hiệp định." },
    { "hypothetical", "Bà Bình mong muốn được *thăm* Huế." },
    { "hypothetical", "Hai bên hy vọng sẽ *gặp* lại." },
    { "hypothetical", "Ông An mời bà Bình *thăm* Huế." },
    { "hypothetical", "Hai bên có thể *gặp* nhau tại Vinh." },
    { "hypothetical", "Chưa rõ hai bên *gặp* nhau hay không." },
    -- negated
    { "negated", "Ông An không *gặp* bà Bình." },
    { "negated", "Hai bên chưa từng *gặp* nhau." },
    { "negated", "Bà Bình từ chối *gặp* ông An." },
    { "negated", "Chuyến *thăm* đã bị hủy vào phút chót." },
    { "negated", "Cuộc *gặp* không diễn ra như mong đợi." },
    { "negated", "Đoàn chưa có kế hoạch *thăm* Huế." },
  }
  for _, case in ipairs(cases) do
    it("is " .. case[1] .. ": " .. case[2]:gsub("%*", ""), function()
      assert.equal(case[1], judge(case[2]))
    end)
  end
end)

describe("a cue", function()
  it("reaches to the end of its sentence", function()
    assert.equal("planned asserted", judge("Đoàn sẽ *thăm* Huế. Đoàn *gặp* "
      .. "ông An."))
  end)

  it("looks in its direction only", function()
    assert.equal("asserted planned", judge("Đoàn *gặp* ông An, rồi sẽ *thăm* "
      .. "Huế."))
    assert.equal("asserted", judge("Hai bên *gặp* nhau và không nói gì."))
  end)

  it("ends at a word that turns the sentence", function()
    assert.equal("negated asserted", judge("Ông An không *thăm* Huế nhưng "
      .. "*gặp* bà Bình."))
    assert.equal("hypothetical asserted", judge("Ông An đề nghị *ký* hiệp "
      .. "định; hai bên *gặp* nhau."))
    assert.equal("asserted", judge("Ông dự kiến ở lại, và đã *gặp* bà Bình."))
  end)

  it("ends after some tokens, of which names are none", function()
    assert.equal("asserted", judge("Không ai trong đoàn vắng họp, hai bên "
      .. "*gặp* nhau."))
    assert.equal("asserted", judge("Ông không cùng vị chủ tịch của thành phố "
      .. "lớn *gặp* họ."))
    assert.equal("negated", judge("Ông không _cùng vị chủ tịch của thành phố "
      .. "lớn_ *gặp* họ."))
  end)

  it("is none inside of a name or a longer word", function()
    assert.equal("asserted", judge("Quân chủng Không quân *gặp* đoàn."))
    assert.equal("asserted", judge("Hai bên từng bước *ký* các văn kiện."))
    assert.equal("asserted", judge("Không chỉ *gặp* nhau, hai bên cùng ăn."))
    assert.equal("planned", judge "Đội Sẽ *thăm* Huế.")
    assert.equal("asserted", judge "Đội _Sẽ_ *thăm* Huế.")
  end)

  it("gives way to a stronger one", function()
    assert.equal("negated", judge "Nếu ông không *gặp* bà thì sao?")
    assert.equal("hypothetical", judge "Nếu ông sẽ *gặp* bà thì sao?")
    assert.equal("planned", judge "Người từng sẽ *gặp* bà là ông.")
  end)

  it("is told with its line in the list", function()
    local doc = read "Đoàn sẽ *thăm* Huế."
    local span = doc:layer "EVENT"[1]
    assert.equal("sẽ", doc:text_of(span.cue))
    assert.is_truthy(span.cue_rule:find "^assertion%.tsv:%d+$")
    assert.is_nil(read "Đoàn *thăm* Huế.":layer "EVENT"[1].cue)
  end)

  it("is looked for in a text of many", function()
    local text = ("sẽ thăm "):rep(20000)
    local doc = viet.document(text)
    for first, last in text:gmatch "()thăm()" do
      doc:add("EVENT", { first = first, last = last - 1 })
    end
    viet.pipeline { viet.assertion { layers = { "EVENT" } },
      given = { "EVENT" } }:run(doc)
    assert.equal("planned", doc:layer "EVENT"[20000].assertion)
  end)

  it("is found whatever its spelling", function()
    assert.equal("planned", judge "ĐOÀN SẼ *THĂM* HUẾ.")
    assert.equal("negated", judge "Chuyến *thăm* bị huỷ.")
    assert.equal("negated", judge(viet.normalize("Chuyến *thăm* bị huỷ.",
      { form = "nfd" })))
  end)
end)

describe("viet.assertion", function()
  local function making(settings)
    return function() viet.assertion(settings) end
  end

  local function write(text)
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write(text)
    file:close()
    return path
  end

  it("takes another list of cues", function()
    local path = write("id\ttype\tname\tdirection\tscope\tstops\n"
      .. "planned\tCUE\tmai\tboth\t2\t\n")
    local settings = { layers = { "EVENT" }, cues = path }
    assert.equal("planned asserted", judge("Mai *gặp* ông. Sẽ *gặp* bà.",
      settings))
    os.remove(path)
  end)

  it("refuses a list that is none", function()
    local head = "id\ttype\tname\tdirection\tscope\tstops\n"
    local cases = {
      { "mai\tCUE\tmai\tboth\t\t", "bad id 'mai' %(expected negated, "
        .. "hypothetical, planned or past%)" },
      { "past\tCUE\tmai\tleft\t\t", "bad direction 'left' %(expected forward, "
        .. "backward or both%)" },
      { "past\tcue\tmai\tboth\t\t", "bad type 'cue' %(expected CUE, STOP or "
        .. "NONE%)" },
      { "past\tCUE\tmai\tboth\tten\t", "bad scope 'ten' %(expected a number "
        .. "of tokens%)" },
      { "x\tSTOP\tmai\t\t\tpast all", "bad stop 'all' %(expected negated, "
        .. "hypothetical, planned or past%)" },
    }
    for _, case in ipairs(cases) do
      local path = write(head .. case[1] .. "\n")
      assert.error_matches(making { layers = { "X" }, cues = path },
        ":2: " .. case[2] .. "$")
      os.remove(path)
    end
    assert.error_matches(making { layers = { "X" }, cues = "/none" },
      "cannot open /none: No such file or directory$")
  end)

  it("needs layers, and knows its options", function()
    assert.error_matches(making(), "an assertion needs 'layers' %(an array of "
      .. "layer names%)$")
    assert.error_matches(making { layer = "X" }, "unknown option 'layer' "
      .. "%(expected layers, names, cues or name%)$")
  end)

  it("is a stage between those who give events and those who need them",
    function()
      local stage = viet.assertion { layers = { "EVENT" }, name = "how" }
      assert.equal("how", stage.name)
      local function maker(name, needs, gives)
        return viet.extractor { name = name, needs = needs, gives = gives,
          run = function() end }
      end
      local pipeline = viet.pipeline { maker("use", { "EVENT" }, {}), stage,
        maker("make", {}, { "EVENT" }) }
      assert.same({ "make", "how", "use" },
        { pipeline[1].name, pipeline[2].name, pipeline[3].name })
    end)
end)

describe("the news pack", function()
  it("tells of each event whether it is planned or past", function()
    local doc = viet.news.pipeline():run(viet.document(
      "Tin quân sự\n\nNgày 5-5-2024, Đại tướng Lê Hòa An, Bộ trưởng Bộ Quốc "
      .. "phòng Việt Nam, sẽ thăm chính thức Lào. Năm ngoái, Đại tướng Lê Hòa "
      .. "An đã gặp Thượng tướng Kaisone Vongsa, Thứ trưởng Bộ Quốc phòng "
      .. "Lào.\n"))
    assert.equal("planned", doc:layer "VISIT"[1].assertion)
    assert.equal("past", doc:layer "MEET"[1].assertion)
  end)
end)
