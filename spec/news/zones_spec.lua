local viet = require "viet"
local zones = require "viet.news.zones"

local function read(name)
  local file = assert(io.open("spec/fixtures/news/" .. name, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local function run(text)
  local doc = assert(viet.document(text))
  zones.run(doc)
  return doc
end

--- The zones of the lines that are not empty, in order, in one string.
local function zones_of(text)
  local names = {}
  for span in run(text):each "zone" do names[#names + 1] = span.id end
  return table.concat(names, " ")
end

local LEAD = "Ngày 2-5, tại Huế, đoàn cán bộ Sở Y tế đã đến thăm và làm "
  .. "việc với Bệnh viện Sông Hương, đơn vị vừa tròn mười năm tuổi."
local BODY = "Giám đốc Bệnh viện Sông Hương cảm ơn Sở Y tế và cho biết sẽ mở "
  .. "thêm hai phòng khám cho bà con ở Huế trong năm tới."

describe("the zones of a crawled page", function()
  local text = read "crawled.txt"
  local expected = "meta meta title meta lead body caption caption body body "
    .. "caption caption body byline byline nav related related related "
    .. "related related nav"

  it("tell the article from what stands around it", function()
    assert.equal(expected, zones_of(text))
  end)

  it("are the same in decomposed text", function()
    assert.equal(expected, zones_of(viet.normalize(text, { form = "nfd" })))
  end)

  it("are the same with no-break spaces and CR LF", function()
    local changed = text:gsub(" ", "\194\160"):gsub("\n", "\r\n")
    assert.equal(expected, zones_of(changed))
  end)

  it("are one for each line that is not empty, with its number", function()
    local doc, numbers = run(text), {}
    for span in doc:each "zone" do numbers[#numbers + 1] = span.line end
    local expected_numbers, number = {}, 0
    for line in text:gmatch("([^\n]*)\n") do
      number = number + 1
      if line ~= "" then expected_numbers[#expected_numbers + 1] = number end
    end
    assert.same(expected_numbers, numbers)
  end)

  it("name the rule that decided", function()
    local doc = run(text)
    local spans = doc:layer "zone"
    assert.equal("zones.date_line", spans[2].rule)
    assert.equal("zones.headline", spans[3].rule)
    assert.equal("zones.meta_line", spans[4].rule)
  end)

  it("give the title's span", function()
    local doc = run(text)
    assert.equal("Đoàn Bộ Quốc phòng Việt Nam thăm Na Uy",
                 doc:text_of(doc.meta.title))
  end)
end)

describe("the zones of a post with a search snippet", function()
  local text = read "post.txt"

  it("take the link for the title and the snippet for the lead", function()
    assert.equal("title caption lead caption body body meta caption related "
      .. "related", zones_of(text))
  end)

  it("give as title the text inside the brackets", function()
    local doc = run(text)
    assert.equal("Tàu cứu hộ Na Uy cập cảng Nha Trang, mở đầu chuyến thăm ...",
                 doc:text_of(doc.meta.title))
  end)
end)

describe("the zones of a page of tags", function()
  it("call lines of tags alone nav, and the words of a table captions",
     function()
    assert.equal("lead nav nav nav caption nav nav body byline",
                 zones_of(read "table.txt"))
  end)

  it("find the title that a corpus marks", function()
    local text = "<article>\n<title>\nNắng nóng ở miền Trung\n</title>\n"
      .. "<content>\n" .. LEAD .. "\n>> Mưa đá ở Sơn La\n" .. BODY
      .. "\n</content>\n</article>\n"
    assert.equal("meta meta title meta meta lead related body nav nav",
                 zones_of(text))
  end)
end)

describe("the zones of a page", function()
  it("call the headers of a corpus meta", function()
    assert.equal("meta meta title lead body byline", zones_of(
      "# doc_id = mẫu_1\n# date = 20310502\nSở Y tế thăm Bệnh viện Sông "
      .. "Hương\n" .. LEAD .. "\n" .. BODY .. "\nHoài An\n"))
  end)

  it("call an article on one line lead", function()
    assert.equal("lead", zones_of(LEAD .. " (Ảnh: An Hạ) " .. BODY))
    assert.equal("lead", zones_of("Nắng nóng"))
  end)

  it("know no title where there is none", function()
    local doc = run(LEAD .. "\n" .. BODY .. "\n")
    assert.is_nil(doc.meta.title)
    assert.equal("lead body", zones_of(LEAD .. "\n" .. BODY .. "\n"))
  end)

  it("take a question for a title", function()
    assert.equal("title lead body", zones_of(
      "Vì sao Bệnh viện Sông Hương mở thêm hai phòng khám mới ở Huế?\n"
      .. LEAD .. "\n" .. BODY))
  end)

  it("call names in the middle of the text a heading, at its end a byline",
     function()
    local text = LEAD .. "\nLào\n" .. BODY .. "\n" .. BODY .. "\nMINH CHÂU\n"
    assert.equal("lead body body body byline", zones_of(text))
  end)

  it("keep the text behind a box of other articles", function()
    local text = LEAD .. "\n" .. BODY .. "\nĐọc thêm\nCầu mới qua sông Bồ\n"
      .. "Hội sách mùa hè ở cố đô\n" .. BODY .. "\n" .. LEAD .. "\n" .. BODY
    assert.equal("lead body related related related body body body",
                 zones_of(text))
  end)

  it("call what follows a box of other articles related", function()
    local text = LEAD .. "\n" .. BODY .. "\nXem nhiều\nCầu mới qua sông Bồ\n"
      .. "Cây cầu dài gần ba trăm mét vừa được thông xe sau hai năm thi công "
      .. "qua ba mùa lũ lớn.\nHội sách mùa hè ở cố đô\n"
    assert.equal("lead body related related related related", zones_of(text))
  end)

  it("find a list of headlines that has no heading", function()
    local list = "Cầu mới qua sông Bồ thông xe\nHội sách mùa hè mở cửa tối\n"
      .. "Giá cau tươi tăng gấp đôi\nTrường làng có thêm thư viện nhỏ\n"
    assert.equal("lead body body related related related related",
                 zones_of(LEAD .. "\n" .. BODY .. "\n" .. LEAD .. "\n" .. list))
  end)

  it("find headlines with their dates", function()
    local text = LEAD .. "\n" .. BODY
      .. "\nCầu mới qua sông Bồ thông xe 27/01/2031\n"
      .. "Hội sách mùa hè mở cửa (25/01/2031)\n"
    assert.equal("lead body related related", zones_of(text))
  end)

  it("find the box of another article by the text for its picture",
     function()
    local text = LEAD .. "\n" .. BODY
      .. "\nSở Y tế thăm bệnh viện - Ảnh 3.Cầu mới qua sông Bồ thông xe\n"
      .. "Cây cầu dài gần ba trăm mét vừa được thông xe sau hai năm.\n"
    assert.equal("lead body related related", zones_of(text))
  end)

  it("call readers' comments nav", function()
    local text = LEAD .. "\n" .. BODY .. "\nBình luận (2)\n"
      .. "Bệnh viện Sông Hương rất tốt, cảm ơn các bác sĩ Huế nhiều lắm.\n"
    assert.equal("lead body nav nav", zones_of(text))
  end)

  it("call the foot of the page nav", function()
    local text = LEAD .. "\n" .. BODY .. "\nBản quyền thuộc Tạp chí Sông Cả\n"
      .. "Tổng biên tập: Lý Hoài\n"
    assert.equal("lead body nav nav", zones_of(text))
  end)

  it("call a menu at the top nav, a single section meta", function()
    local menu = "Trang chủ\nThời sự\nThế giới\nKinh tế\nThể thao\n"
    local article = "Sở Y tế thăm Bệnh viện Sông Hương\n" .. LEAD .. "\n" .. BODY
    assert.equal("nav nav nav nav nav title lead body",
                 zones_of(menu .. article))
    assert.equal("meta title lead body", zones_of("Thời sự\n" .. article))
  end)

  it("are none for empty text", function()
    assert.equal("", zones_of(""))
    assert.equal("", zones_of(" \n\194\160\r\n"))
  end)
end)
