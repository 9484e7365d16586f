local export = require "viet.export"
local gold = require "viet.gold"
local json = require "viet.json"
local viet = require "viet"

local FOLDER = "spec/fixtures/annotated/"

local function read(name) return gold.read(FOLDER .. name .. ".gold.json") end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

describe("export.events", function()
  it("tells who met whom, as the text names them", function()
    local meeting = export.events(read "tiep-don")[1]
    assert.equal("tiep-don.txt", meeting.doc)
    assert.equal("MEET", meeting.type)
    assert.equal("2024-03-12", meeting.date)
    assert.equal(5, meeting.line)
    assert.equal("gold", meeting.rule)
    assert.same({
      { id = "person/kaisone-vongsa", name = "Kaisone Vongsa",
        rank = "Trung tướng", posts = {
          { text = "Thứ trưởng Bộ Quốc phòng Lào",
            title = "deputy-minister", org = "org/mod-la", former = false },
        } },
      { id = "person/le-hoa-an", name = "Lê Hòa An", rank = "Đại tướng",
        posts = {
          { text = "Thứ trưởng Bộ Quốc phòng", title = "deputy-minister",
            org = "org/mod-vn", former = false },
        } },
    }, meeting.actors)
    assert.same({ { id = "country/LA", name = "Lào" },
      { id = "country/VN", name = "Việt Nam" } }, meeting.countries)
    assert.same({ id = "place/hue", name = "Huế" }, meeting.place)
    assert.is_nil(meeting.object)
  end)

  it("gives spans of the untouched text", function()
    for _, name in ipairs { "tiep-don", "ra-pha-bom-min" } do
      local doc = read(name)
      for _, event in ipairs(export.events(doc)) do
        for _, span in ipairs { event.trigger, event.sentence } do
          assert.equal(doc.text:sub(span.first, span.last), span.text)
        end
      end
    end
  end)

  it("takes the fullest name in running text, not in the headline",
    function()
      local doc = read "tiep-don"
      assert.equal("Lê Hòa An", export.events(doc)[1].actors[2].name)
    end)

  it("gives a country that the text does not name its Vietnamese name",
    function()
      local doc = viet.document("Hai bên gặp nhau.")
      doc:add("MEET", { first = 10, last = 14,
        actors = { "person/x", "country/KZ", "country/QQ" } })
      local event = export.events(doc)[1]
      assert.same({ { id = "country/KZ", name = "Kazakhstan" },
        { id = "country/QQ", name = "QQ" } }, event.countries)
      assert.equal("x", event.actors[1].name)
    end)

  it("takes any layer for events", function()
    local doc = viet.document("Tàu Bạch Đằng 09 rời cảng.", { name = "x" })
    doc:add("SHIP", { first = 6, last = 22, id = "ship/09", rule = "ships" })
    local found = export.events(doc, { "SHIP" })
    assert.equal(1, #found)
    assert.equal("ship/09", found[1].id)
    assert.equal("Tàu Bạch Đằng 09 rời cảng.", found[1].sentence.text)
  end)
end)

describe("export.events of a long document", function()
  -- Looking each name up in the whole document took ten seconds for 500
  -- events, and a hundred and more for 2000.
  it("looks each name up once", function()
    local count, parts = 2000, {}
    for i = 1, count do parts[i] = ("Ông N%04d gặp Lào.\n"):format(i) end
    local doc = viet.document(table.concat(parts))
    for i, line in ipairs(doc.lines) do
      if i > count then break end
      local id, at = ("person/n%04d"):format(i), line.first
      local trigger = doc.text:find("gặp", at, true)
      doc:add("PERSON", { first = at + 5, last = at + 9, id = id })
      doc:add("COUNTRY", { first = line.last - 4, last = line.last - 1,
        id = "country/LA" })
      doc:add("MEET", { first = trigger, last = trigger + 4,
        actors = { id, "country/LA" } })
    end
    local events = export.events(doc)
    assert.equal(count, #events)
    assert.equal("N2000", events[count].actors[1].name)
    assert.equal("Lào", events[count].countries[1].name)
  end)
end)

describe("export.jsonl", function()
  it("writes one record a line", function()
    local text = export.jsonl(read "ra-pha-bom-min")
    assert.equal('{"doc": "ra-pha-bom-min.txt", "type": "MEET", '
      .. '"date": "2024-05-20", "actors": [{"id": "person/tran-quy-nam", '
      .. '"name": "Tra\u{302}\u{300}n Quy\u{301} Nam", '
      .. '"rank": "Thiếu tướng", "posts": [{"text": '
      .. '"Phó Cục trưởng Cục Đối ngoại", "title": "deputy-director", '
      .. '"org": "org/cuc-doi-ngoai", "former": false}]}, '
      .. '{"id": "person/sok-phearun", "name": "Sok Phearun", '
      .. '"rank": "Thiếu tướng", "posts": []}], '
      .. '"countries": [{"id": "country/VN", "name": "Việt Nam"}, '
      .. '{"id": "country/KH", "name": "Campuchia"}], '
      .. '"place": {"id": "place/phnom-penh", "name": "Phnom\u{A0}Penh"}, '
      .. '"object": null, "id": null, '
      .. '"trigger": {"text": "gặp", "start_byte": 185, "end_byte": 190}, '
      .. '"sentence": {"text": "Ngày 20-5-2024, tại Phnom\u{A0}Penh, '
      .. 'Thiếu tướng Tra\u{302}\u{300}n Quy\u{301} Nam, Phó Cục trưởng '
      .. 'Cục Đối ngoại, gặp Thiếu tướng Sok Phearun.", "start_byte": 69, '
      .. '"end_byte": 220}, "assertion": null, "line": 2, "rule": "gold", '
      .. '"origin": "spec/fixtures/annotated/ra-pha-bom-min.gold.json", '
      .. '"lexicon": null, '
      .. '"sources": ["Báo Sông Lam"], "published": "2024-05-20", '
      .. '"path": "spec/fixtures/annotated/ra-pha-bom-min.txt"}\n', text)
  end)

  it("writes positions as bytes from 0, half-open", function()
    local doc = read "tiep-don"
    for _, line in ipairs(lines_of(export.jsonl(doc))) do
      local record = json.decode(line)
      local trigger = record.trigger
      assert.equal(trigger.text,
        doc.text:sub(trigger.start_byte + 1, trigger.end_byte))
    end
  end)

  it("writes nothing for a document without events", function()
    assert.equal("", export.jsonl(viet.document("")))
  end)
end)

describe("export.table", function()
  it("shows date, event, persons, countries, place, object and sentence",
    function()
      assert.equal([[
Date        Event   Who                                 Countries    Place
──────────  ──────  ──────────────────────────────────  ───────────  ───────────

── tiep-don.txt · 2024-03-12
   Đại tướng Lê Hoà An tiếp đoàn quân sự Lào

2024-03-12  MEET    Trung tướng Kaisone Vongsa, Thứ     Lào          Huế
                    trưởng Bộ Quốc phòng Lào            Việt Nam
                    Đại tướng Lê Hòa An, Thứ trưởng Bộ
                    Quốc phòng
–           VISIT   Trung tướng Kaisone Vongsa          Lào          Việt Nam
                                                        Việt Nam
                    │ Sáng 12-3, tại Huế, Đại tướng Lê Hòa An, Thứ trưởng Bộ
                    │ Quốc phòng, tiếp Trung tướng Kaisone Vongsa, Thứ trưởng Bộ
                    │ Quốc phòng Lào, đang thăm chính thức Việt Nam.

2024-03-12  SIGN    –                                   Lào          Huế
                                                        Việt Nam
                    → Kế hoạch hợp tác năm 2025
                    │ Tại cuộc tiếp, hai bên đã ký Kế hoạch hợp tác năm 2025.

2023-12     ATTEND  Trung tướng Kaisone Vongsa, Thứ     Lào          Đà Nẵng
                    trưởng Bộ Quốc phòng Lào
                    → Triển lãm Biển Đông 2023
                    │ Trước đó, tháng 12-2023, Trung tướng Kaisone Vongsa đã dự
                    │ Triển lãm Biển Đông 2023 tại Đà Nẵng.
]], export.table({ read "tiep-don" }, { width = 80 }))
    end)

  it("lines up decomposed letters and no-break spaces", function()
    local doc = read "ra-pha-bom-min"
    local lines = lines_of(export.table({ doc }, { width = 80 }))
    local row
    for _, line in ipairs(lines) do
      if line:find("MEET", 1, true) then row = line end
    end
    local before = row:match "^(.-)Việt Nam"
    assert.equal(viet.width(lines[1]:match "^(.-)Countries"),
      viet.width(before))
  end)

  it("stays within any width from 60 columns", function()
    local docs = { read "tiep-don", read "ra-pha-bom-min" }
    for _, width in ipairs { 60, 61, 79, 90, 100, 133, 200 } do
      for _, line in ipairs(lines_of(export.table(docs, { width = width }))) do
        assert.is_true(viet.width(line) <= width, line)
        assert.is_nil(line:find " $")
      end
    end
    assert.equal(export.table(docs, { width = 60 }),
      export.table(docs, { width = 3 }))
  end)

  it("shows both ends of a span of days, and who held a post before",
    function()
      local doc = viet.document("Bộ trưởng A thăm Lào.", { name = "x" })
      doc:add("PERSON", { first = 16, last = 16, id = "person/a" })
      doc:add("HOLDS", { first = 1, last = 14, person = "person/a",
        title = "minister", former = true })
      doc:add("VISIT", { first = 18, last = 22, actors = { "person/a" },
        date = "2024-01-02/2024-01-05" })
      local lines = lines_of(export.table_part(doc, { width = 80 }))
      assert.equal("── x", lines[2])
      assert.equal("2024-01-02  VISIT   A, nguyên Bộ trưởng"
        .. (" "):rep(17) .. "–            –", lines[4])
      assert.equal("2024-01-05", lines[5])
    end)

  it("never sends control characters to the terminal", function()
    local doc = viet.document("A \27[31mgặp B\0.", { name = "x\27y" })
    doc:add("MEET", { first = 8, last = 12, actors = {} })
    local text = export.table({ doc })
    assert.is_nil(text:find("[%z\1-\9\11-\31]"))
  end)

  it("is only a heading where nothing happened", function()
    assert.equal(export.table_heading(), export.table { viet.document("") })
  end)

  it("refuses unknown options", function()
    assert.has_error(function() export.table({}, { columns = 3 }) end,
      "unknown option 'columns' (expected width or layers)")
  end)
end)

describe("an export, given wrong arguments,", function()
  -- A layer's name instead of an array gave nothing, and so did a document
  -- instead of an array of documents.
  it("tells what is expected", function()
    local doc = viet.document "Lào"
    assert.error_matches(function() export.events() end,
      "a document is expected %(viet.document%), not a nil$")
    assert.error_matches(function() export.jsonl(doc, "MEET") end,
      "layers are an array of names, not a string$")
    assert.error_matches(function() export.table(doc) end,
      "an array of documents is expected$")
  end)
end)
