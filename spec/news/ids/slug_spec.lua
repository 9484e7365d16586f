local slug = require "viet.news.ids.slug"

describe("a slug", function()
  it("has no marks, no capitals, and hyphens between words", function()
    assert.equal("tong-cuc-chinh-tri", slug.of("Tổng cục Chính trị"))
    assert.equal("quyet-dinh-so-35-qd-ttg", slug.of("Quyết định số 35/QĐ-TTg"))
  end)

  it("spells out a plus sign", function()
    assert.equal("admm-plus-lan-thu-7", slug.of("ADMM+ lần thứ 7"))
  end)

  it("is the same for composed, decomposed and no-break spelling", function()
    assert.equal("viet-nam", slug.of("Việt Nam"))
    assert.equal("viet-nam", slug.of("Vie\u{323}\u{302}t\u{A0}Nam"))
  end)

  it("leaves invisible characters out", function()
    assert.equal("vladimir-putin", slug.of("Vladi\u{AD}mir Pu\u{200B}tin"))
    assert.equal("viet-nam", slug.of("\u{FEFF}Việt\u{200B} Nam\u{2060}"))
  end)

  it("reads letters that only look like Đ as it", function()
    assert.equal("dang-dai", slug.of("\u{D0}ặng \u{256}ại"))
    assert.equal("dang-dai", slug.of("\u{189}ặng \u{F0}ại"))
  end)

  it("of what has no letter is empty", function()
    assert.equal("", slug.of("… “”"))
  end)

  it("is made of text that is not UTF-8 too", function()
    assert.equal("lao", slug.of("\255Lào"))
  end)
end)

describe("marked words", function()
  it("are the same whatever the case and the place of the tone", function()
    assert.equal(slug.marked("Ủy viên"), slug.marked("UỶ VIÊN"))
    assert.equal(slug.marked("hòa  bình"), slug.marked("Hoà bình"))
  end)

  it("differ by their marks", function()
    assert.not_equal(slug.marked("thủ trưởng"), slug.marked("thứ trưởng"))
  end)
end)

describe("words of a slug", function()
  it("are compared whole", function()
    assert.is_true(slug.begins("bo-quoc-phong-lao", "bo-quoc-phong"))
    assert.is_false(slug.begins("bo-quoc-phongx", "bo-quoc-phong"))
    assert.same({ "a", "b2" }, slug.words("a-b2"))
  end)
end)
