local viet = require "viet"
local address = require "viet.news.head.address"
local calendar = require "viet.news.dates.calendar"
local pages = require "viet.news.zones.page"

local function day_of(text)
  local day = address.find_day(text)
  return day and calendar.iso(day)
end

local function picture_day_of(text)
  local day = address.find_picture_day(text)
  return day and calendar.iso(day)
end

local function page(text)
  return pages.of(assert(viet.document(text)))
end

describe("the day in an address", function()
  it("is found in the ways that outlets write it", function()
    local cases = {
      ["https://a.vn/tin-20310502144409471.htm"] = "2031-05-02",
      ["https://a.vn/2031/05/02/tin.html"] = "2031-05-02",
      ["https://a.vn/zoom/600_315/2031/5/2/anh.jpg"] = "2031-05-02",
      ["https://a.vn/tin-185310502120835213.htm"] = "2031-05-02",
      ["https://a.vn/2031/052031/02/anh.jpg"] = "2031-05-02",
      ["https://a.vn/anh/2031_05_02/1-2-3.jpg"] = "2031-05-02",
      ["https://a.vn/05_2031/anh_08382502052031.jpg"] = "2031-05-02",
      ["https://a.vn/lich-phat-song-ngay-2-5-2031/337225.html"] = "2031-05-02",
    }
    for text, expected in pairs(cases) do
      assert.equal(expected, day_of(text), text)
    end
  end)

  it("is none in a number of another kind", function()
    for _, text in ipairs { "https://a.vn/tin-post1144836.vov",
        "https://a.vn/471584752817336320/anh.jpg", "https://a.vn/310502/",
        "https://a.vn/7821beec-f9e7-09051608d113.jpg",
        "https://a.vn/tin-20311302144409471.htm" } do
      assert.is_nil(day_of(text), text)
    end
  end)
end)

describe("the day in the address of a picture", function()
  it("is that of its query if it has no other", function()
    assert.equal("2024-12-27", picture_day_of
      "https://a.vn/2024-12/anh.jpg?v=1735257262")
  end)

  it("is that of its query if the picture is from an archive", function()
    assert.equal("2024-05-20", picture_day_of
      "https://a.vn/2023/122023/21/anh.jpg?t=1716219144")
    assert.equal("2024-05-18", picture_day_of
      "https://a.vn/2024/052024/18/anh.jpg?t=1716219144")
  end)
end)

describe("the addresses of a page", function()
  it("are those of its title and its first picture", function()
    local found = page "[Tin](https://www.a.vn/tin)\n\n![x](https://b.vn/1)\n"
    assert.equal("https://www.a.vn/tin", address.find_own(found))
    assert.equal("https://b.vn/1", address.find_picture(found))
    assert.equal("a.vn", address.host "https://www.a.vn/tin")
  end)

  it("are found in headers and tags", function()
    assert.equal("https://a.vn/tin", address.find_own(page
      "# doc_id = x\n# url = https://a.vn/tin\nHôm nay trời mưa.\n"))
    assert.equal("https://b.vn/1 2.jpg", address.find_picture(page
      '<p>Mưa</p>\n<img alt="" src="https://b.vn/1 2.jpg"/>\n'))
  end)

  it("are none where the page has none", function()
    local found = page "Hôm nay trời mưa, xem https://a.vn/tin để biết thêm.\n"
    assert.is_nil(address.find_own(found))
    assert.is_nil(address.find_picture(found))
    assert.is_nil(address.host "tin.htm")
  end)
end)
