local viet = require "viet"
local article = require "viet.news.zones.article"
local furniture = require "viet.news.zones.furniture"
local pages = require "viet.news.zones.page"

local LEAD = "Sáng nay, đoàn của ông Trần Văn Sơn đã rời Hà Nội đi Huế.\n"
local BODY = "Ông Trần Văn Sơn cho biết đoàn sẽ ở Huế ba ngày rồi về.\n"

--- Places of the first line of the article and of the first one behind it.
local function bounds(text)
  local page = pages.read(assert(viet.document(text)))
  for _, line in ipairs(page) do line.entry = furniture.find(line) end
  local start = article.find_start(page)
  return { start, article.find_stop(page, start) }
end

describe("an article", function()
  it("starts with the first paragraph", function()
    assert.same({ 2, 4 }, bounds("Đoàn đi Huế\n" .. LEAD .. BODY))
  end)

  it("stops before its byline", function()
    assert.same({ 1, 3 }, bounds(LEAD .. BODY .. "HOÀI AN\n"))
  end)

  it("stops before a box of other articles", function()
    assert.same({ 1, 3 },
      bounds(LEAD .. BODY .. "Tin liên quan\nMưa lớn ở nhiều nơi\n"))
  end)

  it("stops before the comments", function()
    assert.same({ 1, 3 }, bounds(LEAD .. BODY .. "Bình luận\nHay quá\n"))
  end)
end)
