local viet = require "viet"
local lines = require "viet.news.zones.lines"

local function page(text)
  return lines.of(assert(viet.document(text)))
end

--- The only line of a text.
local function line_of(text)
  return page(text)[1]
end

--- The source of a line's tokens, with spaces between.
local function tokens_of(line)
  local tokens = {}
  for k = 1, line.count do tokens[k] = line:source(k) end
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
    local words, key = lines.words "tin bài liên quan"
    assert.same(words, line.words)
    assert.equal(key, line.key)
    assert.equal(5, line.size)
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
    assert.is_true(line_of("Mưa lớn ở ..."):is_cut())
    assert.is_true(line_of("[Mưa lớn ở ...](x)"):is_cut())
    assert.is_true(line_of("Mưa lớn …"):is_cut())
    assert.is_false(line_of("Mưa lớn..."):is_cut())
  end)

  it("know text that lost its marks", function()
    assert.is_true(line_of("mua lon o thanh pho hue"):is_plain())
    assert.is_false(line_of("mua lớn o thanh pho hue"):is_plain())
    assert.is_false(line_of("mua lon"):is_plain())
  end)

  it("answer beyond their ends", function()
    local line = line_of("Mưa")
    assert.equal("", line:word(0))
    assert.equal("", line:word(2))
    assert.is_nil(line:kind(2))
  end)
end)
