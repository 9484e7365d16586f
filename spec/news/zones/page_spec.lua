local viet = require "viet"
local pages = require "viet.news.zones.page"

local function page(text)
  return pages.read(assert(viet.document(text)))
end

--- The only line of a text.
local function line_of(text)
  return page(text)[1]
end

--- The source of a line's tokens, with spaces between.
local function tokens_of(line)
  local tokens = {}
  for k = line.from, line.to do
    tokens[#tokens + 1] = line.page.tokens:text(k)
  end
  return table.concat(tokens, " ")
end

describe("the lines of a page", function()
  it("are those that hold anything, without white space around", function()
    local text = "\n Tin mới \r\n\194\160\n\nMưa lớn"
    local found = page(text)
    assert.equal(2, #found)
    assert.equal(2, found[1].number)
    assert.equal(5, found[2].number)
    assert.equal("Tin mới", found[1]:text())
    assert.equal("Mưa lớn", text:sub(found[2].first, found[2].last))
  end)

  it("have words that compare whatever their case and encoding", function()
    local given = viet.normalize("TIN, Bài LIÊN QUAN (3):", { form = "nfd" })
    local line = line_of(given)
    assert.equal("tin bài liên quan", line:key())
    assert.same({ 4, 1, 5 }, { line.words, line.numbers, line.size })
  end)

  it("have no key where they are long", function()
    assert.is_nil(line_of(("mưa "):rep(121)):key())
  end)

  it("contain the words of others", function()
    local found = page("Ông nói: Mưa lớn, ở Huế.\nMƯA LỚN Ở HUẾ\nMưa ở Huế")
    assert.is_true(found[1]:contains(found[2]))
    assert.is_false(found[1]:contains(found[3]))
  end)

  it("hide tags and addresses", function()
    assert.equal("Mưa ở Huế .", tokens_of(line_of(
      '<p class="x">Mưa ở <a href="/tin-5-5-2031">Huế</a>.</p>')))
    assert.equal("[ Mưa ] và nắng", tokens_of(line_of(
      "[Mưa](https://a.vn/5-5-2031) và nắng")))
    assert.equal("1 < 2 > 0", tokens_of(line_of "1 < 2 > 0"))
  end)

  it("know a link and a picture", function()
    local text, address, first, is_picture =
      line_of("* [Mưa (lớn)](https://a.vn/x(1).htm)"):link()
    assert.same({ "Mưa (lớn)", "https://a.vn/x(1).htm", 4, false },
                { text, address, first, is_picture })
    assert.is_true(select(4, line_of("![](x.jpg) |"):link()))
    assert.is_nil(line_of("[Mưa](x) và nắng"):link())
  end)

  it("know headers", function()
    assert.same({ "date", "20310502" }, { line_of("# Date = 20310502"):header() })
    assert.same({ "url", "" }, { line_of("# url ="):header() })
    assert.is_nil(line_of("# Mưa lớn ở Huế = lũ"):header())
  end)

  it("know how they end", function()
    assert.is_true(line_of("Ông nói: “Mưa lớn.”"):is_sentence())
    assert.is_false(line_of("Mưa lớn ở Huế"):is_sentence())
    for text, rule in pairs { ["Mưa lớn ở ..."] = "cut",
        ["[Mưa lớn ở ...](x)"] = "cut", ["Mưa lớn …"] = "cut",
        ["Ông nói:"] = "ends_colon", ["Mưa, nắng,"] = "ends_comma" } do
      assert.truthy(line_of(text).has[rule], text)
    end
    assert.is_nil(line_of("Mưa lớn...").has.cut)
  end)

  it("know text that lost its marks", function()
    assert.is_true(line_of("mua lon o thanh pho hue"):is_plain())
    assert.is_false(line_of("mua lớn o thanh pho hue"):is_plain())
    assert.is_false(line_of("mua lon"):is_plain())
  end)

  it("know what stands in them, and how long ones end", function()
    local found = page("Mưa lớn\n* Tin mới (12)\n" .. ("mưa lớn, "):rep(80)
      .. "(Ảnh: Hoài An).")
    assert.is_nil(next(found[1].has))
    assert.equal(found[2].from, found[2].has.box_line)
    assert.truthy(found[3].has.photo_credit)
    assert.is_true(found[3]:is_sentence())
  end)

  it("begin with words or not", function()
    assert.is_true(line_of("Mưa lớn"):begins_with_word())
    assert.is_false(line_of("12 ngày mưa"):begins_with_word())
    assert.is_false(line_of("<br>"):begins_with_word())
  end)
end)
