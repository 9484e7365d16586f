local viet = require "viet"
local readings = require "viet.news.dates.readings"

--- What rules captured in a text, by the texts of the captures, as it is read.
local function read(rule, text, parts)
  local doc, captures = assert(viet.document(text)), {}
  for name, part in pairs(parts) do
    local first, last = text:find(part, 1, true)
    captures[name] = { first = first, last = last }
  end
  return readings.of(doc, rule, captures)
end

describe("what is written of a date", function()
  it("is a day with what stands behind it", function()
    assert.same({ from = { day = 5, month = 6, year = 2025 } },
      read("dates.day", "ngày 5 tháng Sáu năm 2025",
        { from = "5", month = "Sáu", year = "2025" }))
    assert.same({ from = { day = 5, month = 6, year_shift = -1 } },
      read("dates.sure_day", "5/6 năm ngoái", { from = "5/6", year = "ngoái" }))
  end)

  it("is two days of a month behind them", function()
    assert.same({ from = { day = 5 }, to = { day = 6, month = 10 } },
      read("dates.sure_day", "5-6 tháng 10", { from = "5-6", month = "10" }))
  end)

  it("is a range", function()
    assert.same({ from = { day = 28 }, to = { day = 3, month = 5 } },
      read("dates.day", "ngày 28 đến 3/5", { from = "28", to = "3/5" }))
    assert.same({ from = { month = 10 }, to = { month = 11, year = 2024 } },
      read("dates.month", "tháng Mười đến 11-2024",
        { from = "Mười", to = "11-2024" }))
    assert.same({ from = { year = 2020 }, to = { year = 2025 }, late = true },
      read("dates.years", "cuối năm 2020 - 2025",
        { from = "2020", to = "2025", late = "cuối" }))
  end)

  it("is the name of a day", function()
    assert.same({ from = { unit = "day", shift = -2 } },
      read("dates.named_day", "HÔM KIA", { day = "HÔM KIA" }))
    assert.same({ from = { unit = "day", shift = 2 } },
      read("dates.named_day", "ngày kia", { day = "kia" }))
    assert.same({ from = { weekday = 7, week = 1 } },
      read("dates.weekday", "Chủ nhật tuần tới",
        { day = "Chủ nhật", week = "tới" }))
  end)

  it("is none where there is no such day", function()
    assert.is_nil(read("dates.day", "ngày 30/2", { from = "30/2" }))
    assert.is_nil(read("dates.years", "2025 - 2020",
      { from = "2025", to = "2020" }))
    assert.is_nil(read("dates.bare_years", "1850-1990",
      { from = "1850-1990" }))
  end)
end)
