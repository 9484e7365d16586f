local data = require "viet.news.data"
local gold = require "viet.gold"
local mentions = require "news.mentions"
local viet = require "viet"

local GOLD = "../shared/gold/"

--- The annotated articles, if they are here.
local function gold_files()
  local files = {}
  local pipe = io.popen("ls " .. GOLD .. "*.gold.json 2>/dev/null")
  for name in pipe:lines() do files[#files + 1] = name end
  pipe:close()
  return files
end

--- Names of all lexicons, and what stands between names.
local function collect_words()
  local words = {}
  for _, file in ipairs { "countries", "ranks", "titles", "organisations",
                          "organisation_heads", "places", "events",
                          "documents", "surnames", "stops" } do
    for _, row in ipairs(assert(viet.tsv.read(data.path(file .. ".tsv")))) do
      for _, name in ipairs(row) do words[#words + 1] = name end
    end
  end
  for _ = 1, 200 do
    for word in (", . - ( ) “ ” và của về giữa năm 2024 lần thứ ảnh : / <b> "
                 .. "</b> hai nước tại ... Joe Xyz"):gmatch "%S+" do
      words[#words + 1] = word
    end
  end
  return words
end

--- May a span stand inside another?
local function may_nest(outer, inner)
  return outer.type == "POST"
    and (inner.type == "ORG" or inner.type == "COUNTRY")
    and outer.last - outer.first > inner.last - inner.first
end

--- Checks all mentions of a document.
local function check(doc, what)
  local spans = {}
  for _, layer in ipairs(viet.news.mention_layers) do
    for span in doc:each(layer) do
      if layer ~= "DATE" then
        spans[#spans + 1] = span
        assert.matches("^%a+/[%w-]+$", span.id, what)
        assert.matches("^%S.*$", doc:text_of(span), what)
      end
    end
  end
  for _, a in ipairs(spans) do
    for _, b in ipairs(spans) do
      local meets = a ~= b and b.first >= a.first and b.first <= a.last
      assert.is_true(not meets or may_nest(a, b), what)
    end
  end
end

describe("ids", function()
  it("are given to all mentions of any text, which nest only in posts",
     function()
    local seed = os.time()
    math.randomseed(seed)
    local words = collect_words()
    for _ = 1, 200 do
      local parts = {}
      for i = 1, 30 do parts[i] = words[math.random(#words)] end
      local text = table.concat(parts, " ")
      check(mentions.document(text), ("seed %d: %s"):format(seed, text))
    end
  end)

  it("are given to every mention but dates", function()
    local doc = mentions.document("Đại tướng Trần Văn Sơn, Bộ trưởng Bộ "
      .. "Quốc phòng Việt Nam, dự ADMM+ ở Lào và ký Bản ghi nhớ về quân y "
      .. "tại Vientiane.")
    local layers = 0
    for _, layer in ipairs(viet.news.mention_layers) do
      for span in doc:each(layer) do
        if layer ~= "DATE" then
          assert.matches("^%a+/[%w-]+$", span.id)
          layers = layers + 1
        end
      end
    end
    assert.is_true(layers >= 8)
  end)

  it("of an organisation are those of its short form in brackets", function()
    assert.equal("Liên minh quân sự Bắc Đại Tây Dương=org/nato; "
      .. "NATO=org/nato",
      mentions.ids("khối Liên minh quân sự Bắc Đại Tây Dương (NATO) họp",
                   "ORG"))
  end)

  it("of an organ are of the country that the next post names", function()
    assert.equal("Ban Bí thư=org/lprp-secretariat",
      mentions.ids("Việt Nam tiếp Thường trực Ban Bí thư, Phó Chủ tịch "
        .. "nước Lào", "ORG"))
  end)

  it("of an agency in a credit are its own", function()
    assert.equal("Quân đội nhân dân Việt Nam=org/vpa; "
      .. "QUÂN ĐỘI NHÂN DÂN=org/quan-doi-nhan-dan",
      mentions.ids("Quân đội nhân dân Việt Nam. Ảnh: QUÂN ĐỘI NHÂN DÂN",
                   "ORG"))
  end)

  it("are given to what the document brought along, of no rule", function()
    local text = "Hải quân họp với Hải quân Ấn Độ.\n"
    local doc = viet.document(text)
    for _, name in ipairs { "Hải quân", "Hải quân Ấn Độ" } do
      local first, last = text:find(name, 1, true)
      doc:add("ORG", { first = first, last = last })
    end
    require "viet.news.ids".run(doc)
    for org in doc:each "ORG" do assert.matches("^org/", org.id) end
  end)

  it("are the same for composed and decomposed texts", function()
    local text = "Lễ kỷ niệm 60 năm Ngày thành lập Quân đội nhân dân Việt "
      .. "Nam có Đại tướng Trần Văn Sơn, Ủy viên Bộ Chính trị. Hai bên ký "
      .. "Hiệp định giữa Chính phủ hai nước về quân y tại thành phố Huế."
    local decomposed = viet.normalize(text, { form = "nfd" })
    for _, layer in ipairs(viet.news.mention_layers) do
      local found = viet.normalize(mentions.ids(decomposed, layer),
                                   { form = "nfc" })
      assert.equal(mentions.ids(text, layer), found)
    end
  end)

  it("are the annotators' for nine in ten mentions", function()
    local files = gold_files()
    if #files == 0 then return pending("no annotated articles here") end
    local golds, predictions = {}, {}
    for i, file in ipairs(files) do
      golds[i] = assert(gold.load(file))
      local text = assert(io.open(gold.text_path(file), "rb"))
      local doc = assert(viet.document(text:read "*a", { name = file }))
      text:close()
      predictions[i] = gold.record(viet.news.pipeline():run(doc))
    end
    local score = viet.evaluate.score(golds, predictions)
    assert.is_true(score.mentions.f1 >= 0.9)
    assert.is_true(score.linked.f1 >= 0.9)
  end)
end)
