local main_text = require "viet.news.main_text"
local viet = require "viet"

describe("the main text", function()
  --- The texts of the lines of each kind, the zones given for each line.
  local function read(text, zones)
    local doc, shown = viet.document(text), {}
    for i, line in ipairs(doc.lines) do
      doc:add("zone", { first = line.first, last = line.last,
        id = zones and zones[i] or "body" })
    end
    for kind, spans in pairs(main_text(doc)) do
      shown[kind] = {}
      for i, span in ipairs(spans) do shown[kind][i] = doc:text_of(span) end
    end
    return shown
  end

  it("is title, lead, body and captions", function()
    assert.same({ "Một", "Hai", "Bốn" },
      read("Một\nHai\nMenu\nBốn", { "title", "lead", "nav", "caption" })
        .marked)
  end)

  it("is cut where tags stand", function()
    assert.same({ "Ông ", "Lê Văn", " đến, 3 < 4 > 2" },
      read("Ông <b>Lê Văn</b> đến, 3 < 4 > 2").marked)
    assert.same({ "thăm <a Bến Tre", " nay" },
      read("thăm <a Bến Tre</a> nay").marked)
  end)

  it("is cut where addresses of links stand", function()
    assert.same({ "Xem [tin này]", " và <", "[ảnh]", ", trang (5) đó" },
      read("Xem [tin này](/tin-5-5.htm) và <<b>[ảnh](a.jpg), trang (5) đó")
        .marked)
    assert.same({ "![Đoàn (5) đến]" }, read("![Đoàn (5) đến](/anh/5-5 a.jpg)")
      .marked)
    assert.same({ "- [Đoàn đến]" }, read("- [Đoàn đến](/a_(5-5).htm)").marked)
  end)

  it("tells lines without marks, with and without capitals", function()
    assert.same({
      marked = { "Ông Lê đến", "The minister of defence arrives today" },
      cased = { "Dai tuong Phan Van Giang tham Ha Noi hom nay" },
      plain = { "bo truong quoc phong nga tham viet nam" },
    }, read("Ông Lê đến\nDai tuong Phan Van Giang tham Ha Noi hom nay\n"
      .. "bo truong quoc phong nga tham viet nam\n"
      .. "The minister of defence arrives today"))
  end)

  it("takes no notice of spaces that are not ASCII", function()
    assert.same({ "bo truong quoc phong\u{A0}nga tham" },
      read("bo truong quoc phong\u{A0}nga tham").plain)
  end)

  it("takes very short lines as ones with marks", function()
    assert.same({ "ha noi" }, read("ha noi").marked)
  end)
end)
