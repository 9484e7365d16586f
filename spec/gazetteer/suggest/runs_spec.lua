local viet = require "viet"
local page = require "viet.gazetteer.suggest.page"
local runs = require "viet.gazetteer.suggest.runs"

--- The runs of the last text, as they stand there.
local function runs_of(known, ...)
  local usage, at = runs.usage(), nil
  local g = viet.gazetteer { known }
  for _, text in ipairs { ... } do
    at = page.new(text, g)
    runs.count(usage, at)
  end
  local found = {}
  for from, to in runs.each(at, usage) do
    local first, last = at:span(from, to)
    found[#found + 1] = at.text:sub(first, last)
  end
  return found
end

local NOTHING = { "xyz" }

describe("a run", function()
  it("is of capitalised words on one line", function()
    assert.same({ "Nguyễn Văn An", "Lê\194\160Thị Bình", "Moscow" },
      runs_of(NOTHING, "ông Nguyễn Văn An, bà Lê\194\160Thị Bình ở Moscow"))
    assert.same({ "Lê Văn", "Trần An" },
      runs_of(NOTHING, "ông Lê Văn\nTrần An"))
  end)

  it("goes on across hyphens and particles", function()
    assert.same({ "Xa-lum-xay Côm-ma-xít" },
      runs_of(NOTHING, "ông Xa-lum-xay Côm-ma-xít nói"))
    assert.same({ "Bun-thoong Chít ma-ny" },
      runs_of(NOTHING, "ông Bun-thoong Chít ma-ny nói"))
    assert.same({ "Mohammed bin Salman" },
      runs_of(NOTHING, "ông Mohammed bin Salman nói"))
    assert.same({ "Kim Jong-un" }, runs_of(NOTHING, "ông Kim Jong-un nói"))
  end)

  it("has no word that is capitalised because it begins a sentence",
    function()
      local usual = "hôm nay, khi tàu đến, có các tàu khác"
      assert.same({ "Nga" }, runs_of(NOTHING, usual,
        "Khi Nga đến. Tàu đã về. Các bên họp."))
      assert.same({ "Moscow" }, runs_of(NOTHING, usual, "Moscow im lặng."))
    end)

  it("has no half of a word", function()
    local usual = "tình hình chính trị, nền chính trị, các bộ"
    assert.same({}, runs_of(NOTHING, usual, "của Bộ Chính trị"))
    assert.same({ "Trần Bình" }, runs_of(NOTHING, usual,
      "hòa bình, hòa bình; ông Trần Bình nói"))
  end)

  it("is no known name, and stops at one", function()
    local g = { "Hà Nội", "Lào" }
    assert.same({ "Bounmy" }, runs_of(g, "của Lào Bounmy ở Hà Nội"))
  end)

  it("takes in a known name that is a part of it", function()
    assert.same({ "Nguyễn Văn Giang" },
      runs_of({ "Văn Giang" }, "ông Nguyễn Văn Giang"))
  end)

  it("is not taken from a headline in capitals", function()
    assert.same({ "Nguyễn Văn An" }, runs_of(NOTHING,
      "ĐẠI TƯỚNG NGUYỄN VĂN AN THĂM LÀO\nông Nguyễn Văn An thăm"))
  end)
end)
