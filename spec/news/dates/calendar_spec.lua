local calendar = require "viet.news.dates.calendar"

local function day(year, month, number)
  return { year = year, month = month, day = number }
end

describe("the calendar", function()
  it("counts days as the operating system does", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 200 do
      local number = math.random(0, 40000)
      local point = calendar.point(number)
      local date = os.date("!*t", number * 86400)
      assert.same(day(date.year, date.month, date.day), point,
                  "seed " .. seed)
      assert.equal(number, calendar.number(point), "seed " .. seed)
      assert.equal((date.wday + 5) % 7 + 1, calendar.weekday(point),
                   "seed " .. seed)
    end
  end)

  it("counts days before 1970", function()
    assert.same(day(1969, 12, 31), calendar.point(-1))
    assert.same(day(1944, 12, 22), calendar.point(
      calendar.number(day(1944, 12, 22))))
  end)

  it("knows leap years", function()
    assert.equal(29, calendar.month_days(2, 2024))
    assert.equal(28, calendar.month_days(2, 2023))
    assert.equal(28, calendar.month_days(2, 1900))
    assert.equal(29, calendar.month_days(2, 2000))
    assert.equal(29, calendar.month_days(2))
  end)

  it("checks what of a point is known", function()
    assert.is_true(calendar.is_valid { day = 31 })
    assert.is_true(calendar.is_valid { month = 2, day = 29 })
    assert.is_false(calendar.is_valid { month = 2, day = 30 })
    assert.is_false(calendar.is_valid { month = 13 })
    assert.is_false(calendar.is_valid { year = 999 })
    assert.is_false(calendar.is_valid(day(2023, 2, 29)))
  end)

  it("moves days, months and years", function()
    assert.same(day(2025, 1, 1), calendar.shift(day(2024, 12, 31), "day", 1))
    assert.same({ year = 2024, month = 12 },
                calendar.shift(day(2025, 1, 9), "month", -1))
    assert.same({ year = 2026, month = 1 },
                calendar.shift(day(2025, 12, 9), "month", 1))
    assert.same({ year = 2024 }, calendar.shift(day(2025, 1, 9), "year", -1))
  end)
end)

describe("a value in ISO 8601", function()
  it("is as long as what is known", function()
    assert.equal("2025-05-05", calendar.iso(day(2025, 5, 5)))
    assert.equal("2025-05", calendar.iso { year = 2025, month = 5 })
    assert.equal("2025", calendar.iso { year = 2025 })
    assert.equal("--05-05", calendar.iso { month = 5, day = 5 })
    assert.equal("--05", calendar.iso { month = 5 })
  end)

  it("is none for a day of no month, or of no calendar", function()
    assert.is_nil(calendar.iso { day = 5 })
    assert.is_nil(calendar.iso {})
    assert.is_nil(calendar.iso(day(2023, 2, 29)))
  end)

  it("joins two equally exact points in order", function()
    assert.equal("2025/2029",
                 calendar.iso_range({ year = 2025 }, { year = 2029 }))
    assert.equal("--06-18/--06-19", calendar.iso_range(
      { month = 6, day = 18 }, { month = 6, day = 19 }))
    assert.is_nil(calendar.iso_range({ year = 2029 }, { year = 2025 }))
    assert.is_nil(calendar.iso_range({ year = 2025 },
                                     { year = 2026, month = 1 }))
  end)

  it("is read as a day", function()
    assert.same(day(2025, 5, 5), calendar.parse "2025-05-05")
    assert.is_nil(calendar.parse "2025-02-30")
    assert.is_nil(calendar.parse "2025-05")
  end)
end)
