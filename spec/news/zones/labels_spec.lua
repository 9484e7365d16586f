local viet = require "viet"
local labels = require "viet.news.zones.labels"
local pages = require "viet.news.zones.page"

local function page(text)
  return pages.read(assert(viet.document(text)))
end

describe("a label", function()
  it("is that of the first rule", function()
    local line = page("Tin mới")[1]
    labels.put(line, "nav", "first")
    labels.put(line, "body", "second")
    assert.same({ "nav", "zones.first" }, { line.zone, line.rule })
  end)

  it("may be that of its entry of furniture", function()
    local line = page("Tin mới")[1]
    assert.is_nil(labels.entry_type(line))
    line.entry = { type = "box", id = "box_line" }
    labels.put_entry(line, "related")
    assert.same({ "related", "zones.box_line", "box" },
                { line.zone, line.rule, labels.entry_type(line) })
  end)
end)

describe("a title", function()
  it("is the text of a link, and stands once on a page", function()
    local found = page("[Tin hay](https://a.vn/x)\nTin khác")
    labels.put_title(found, found[1], "link")
    labels.put_title(found, found[2], "other")
    assert.same({ first = 2, last = 8 }, found.title)
    assert.equal(found[1], found.title_line)
    assert.is_nil(found[2].zone)
  end)
end)
