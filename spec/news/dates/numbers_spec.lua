local numbers = require "viet.news.dates.numbers"

--- A reading as "2017-10-23..2017-10-24", "?" for what it does not say.
local function show(reading)
  if not reading then return nil end
  local function point(p)
    return ("%s-%s-%s"):format(p.year or "?", p.month or "?", p.day or "?")
  end
  local from = point(reading.from)
  return reading.to and from .. ".." .. point(reading.to) or from
end

local function check(reader, cases)
  for text, expected in pairs(cases) do
    assert.equal(expected, show((reader(text))), text)
  end
end

local function check_none(reader, texts)
  for _, text in ipairs(texts) do
    assert.is_nil((reader(text)), text)
  end
end

describe("a number token", function()
  it("is read as a day or a range of days", function()
    check(numbers.days, {
      ["5-5"] = "?-5-5", ["23/1"] = "?-1-23", ["26.5"] = "?-5-26",
      ["6-1-2025"] = "2025-1-6", ["22.8.2023"] = "2023-8-22",
      ["2025-05-07"] = "2025-5-7", ["24/12/24"] = "2024-12-24",
      ["23-24/10/2017"] = "2017-10-23..2017-10-24",
      ["5-6/4"] = "?-4-5..?-4-6", ["23-24"] = "?-?-23..?-?-24",
      ["23-24-10-2017"] = "2017-10-23..2017-10-24",
      ["28/9-2/10"] = "?-9-28..?-10-2",
      ["24/4-31/7/2021"] = "?-4-24..2021-7-31",
      ["30/4/1975-30/4/2021"] = "1975-4-30..2021-4-30",
    })
  end)

  it("is no day if there is none, or if it is a time or a count", function()
    check_none(numbers.days, { "31/2", "32-1", "5-13/2020", "10:52", "1,5",
      "1.000.000", "439/439", "2025", "1/2/3/4/5/6/7", "123456789/1" })
  end)

  it("is read as a month or a range of months", function()
    check(numbers.months, {
      ["10"] = "?-10-?", ["6-2018"] = "2018-6-?", ["1/2018"] = "2018-1-?",
      ["3-5/2020"] = "2020-3-?..2020-5-?", ["3-5"] = "?-3-?..?-5-?",
      ["6/2018-11/2018"] = "2018-6-?..2018-11-?",
    })
    check_none(numbers.months, { "13", "0", "13/2018", "5-5-2025" })
  end)

  it("is read as a year or a range of years", function()
    check(numbers.years, { ["2025"] = "2025-?-?",
      ["2025-2029"] = "2025-?-?..2029-?-?" })
    check_none(numbers.years, { "2029-2025", "2024/25", "2024/2025", "99",
      "3000", "20250507" })
  end)

  it("is read as the day of a month", function()
    assert.equal(31, numbers.day "31")
    assert.equal(5, numbers.day "05")
    assert.is_nil(numbers.day "32")
    assert.is_nil(numbers.day "0")
    assert.is_nil(numbers.day "005")
  end)

  it("is read without marks, where only one reading holds", function()
    local function month(text) return numbers.run_together(text, false) end
    local function day(text) return numbers.run_together(text, true) end
    check(month, { ["12018"] = "2018-1-?", ["102018"] = "2018-10-?" })
    check(day, { ["24102017"] = "2017-10-24", ["552025"] = "2025-5-5",
                 ["2512018"] = "2018-1-25" })
    check_none(month, { "132018", "2018", "1" })
    check_none(day, { "1112018", "12018" })  -- 1/11 or 11/1
  end)
end)
