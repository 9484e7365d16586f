local viet = require "viet"
local furniture = require "viet.news.zones.furniture"
local pages = require "viet.news.zones.page"
local paragraphs = require "viet.news.zones.paragraphs"

local function page(text)
  local found = pages.read(assert(viet.document(text)))
  for _, line in ipairs(found) do line.entry = furniture.find(line) end
  return found
end

local SENTENCE = "Sáng nay, đoàn của ông Trần Văn Sơn đã rời Hà Nội đi Huế."

describe("a paragraph", function()
  it("is a sentence of ten words, or a long line", function()
    assert.is_true(paragraphs.is_paragraph(page(SENTENCE)[1]))
    assert.is_true(paragraphs.is_paragraph(page(("mưa "):rep(36))[1]))
    assert.is_false(paragraphs.is_paragraph(page("Mưa rất to.")[1]))
    assert.is_false(paragraphs.is_paragraph(page(("mưa "):rep(20))[1]))
  end)

  it("is no headline, and a headline no sentence", function()
    assert.is_true(paragraphs.is_headline(page("Mưa lớn ở Huế")[1]))
    assert.is_false(paragraphs.is_headline(page(SENTENCE)[1]))
  end)

  it("is kindred where it names what the article does", function()
    local found = page(SENTENCE .. "\nMưa\nÔng Trần Văn Sơn mới đến Huế hôm "
      .. "nay cùng đoàn của ông.\nÔng John Carver vừa rời Paris hôm nay cùng "
      .. "đoàn của ông.")
    assert.equal(1, paragraphs.count_kindred(found, 1, 2, #found))
  end)

  it("is the next one where lines before it have a zone", function()
    local found = page("a\nb\nc")
    found[2].zone = "nav"
    assert.equal(found[3], paragraphs.next_open(found, 1))
    assert.is_nil(paragraphs.next_open(found, 3))
  end)
end)
