local viet = require "viet"
local pages = require "viet.news.zones.page"
local markup = require "viet.news.zones.markup"

--- The zones of the lines of a text by their markup; "-" where it tells none.
local function zones_of(text)
  local page, zones = pages.read(assert(viet.document(text))), {}
  markup.mark(page)
  for i, line in ipairs(page) do zones[i] = line.zone or "-" end
  return table.concat(zones, " "), page
end

describe("markup", function()
  it("tells headers, pictures, links and tags", function()
    assert.equal("meta - caption related nav", (zones_of(
      "# date = 20310502\nMưa lớn.\n![Mưa](https://a.vn/m.jpg)\n"
      .. "[Nắng nóng kéo dài ở nhiều nơi](https://a.vn/n)\n</div>")))
  end)

  it("tells a post, which begins with a link", function()
    local zones, page = zones_of("[Mưa lớn](https://a.vn/m)\nMưa lớn.")
    assert.equal("title -", zones)
    assert.is_true(page.is_post)
  end)

  it("ends the header of a corpus with <content>", function()
    assert.equal("meta meta title meta meta - nav nav", (zones_of(
      "<article>\n<title>\nMưa lớn\n</title>\n<content>\nMưa.\n"
      .. "</content>\n</article>")))
    assert.equal("meta - nav", (zones_of(
      "<article>\n<content>Mưa.\n</content>")))
  end)

  it("tells the cells of a table", function()
    assert.equal("nav caption nav -",
      (zones_of("<table>\n<td>Mưa</td>\n</table>\nMưa.")))
  end)
end)
