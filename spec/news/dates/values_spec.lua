local viet = require "viet"
local date_values = require "viet.news.dates.values"

--- A document of one line in which each text of `dates` is a DATE; values
-- are those for an article of 7 May 2031 (a Wednesday), or of no known day.
local function values_of(text, dates, published, year)
  local doc = assert(viet.document(text))
  doc:add("zone", { first = 1, last = #text, id = "body", line = 1 })
  local start = 1
  for _, date in ipairs(dates) do
    local first, last = text:find(date[1], start, true)
    doc:add("DATE", { first = first, last = last, when = date[2] })
    start = last + 1
  end
  date_values.resolve(doc, published, year)
  local values = {}
  for span in doc:each "DATE" do values[#values + 1] = span.value end
  return table.concat(values, " ")
end

local PUBLISHED = { year = 2031, month = 5, day = 7 }

describe("the value of a date", function()
  it("takes the year of the article, or the nearest that fits", function()
    assert.equal("2031-05-05", values_of("Sáng 5-5, mưa.",
      { { "5-5", { from = { month = 5, day = 5 } } } }, PUBLISHED))
    assert.equal("2030-12", values_of("Tháng 12, mưa.",
      { { "Tháng 12", { from = { month = 12 } } } }, PUBLISHED))
    assert.equal("2031-12", values_of("Tháng 12, trời sẽ mưa.",
      { { "Tháng 12", { from = { month = 12 } } } }, PUBLISHED))
  end)

  it("of the same day is not the start of a range", function()
    assert.equal("2031-05-05 2031-05-04/2031-05-06 2031-05-05",
      values_of("Sáng 5-5, đến thăm từ 4 đến 6-5. Cùng ngày, mưa.", {
        { "5-5", { from = { month = 5, day = 5 } } },
        { "4 đến 6-5", { from = { day = 4 }, to = { month = 5, day = 6 } } },
        { "Cùng ngày", { from = { same = "day" } } },
      }, PUBLISHED))
  end)

  it("takes the year of the text where the article's day is unknown",
     function()
    local dates = { { "5-5", { from = { month = 5, day = 5 } } } }
    assert.equal("2029-05-05", values_of("Sáng 5-5, mưa.", dates, nil, 2029))
    assert.equal("--05-05", values_of("Sáng 5-5, mưa.", dates))
  end)

  it("takes month and year from the end of a range", function()
    assert.equal("2031-04-28/2031-05-03", values_of("Từ 28 đến 3-5, mưa.",
      { { "28 đến 3-5", { from = { day = 28 }, to = { month = 5, day = 3 } } } },
      PUBLISHED))
    assert.equal("2030-12-20/2031-01-05", values_of("Từ 20-12 đến 5-1, mưa.",
      { { "20-12 đến 5-1", { from = { month = 12, day = 20 },
                              to = { month = 1, day = 5 } } } }, PUBLISHED))
  end)

  it("is counted from the article's day", function()
    local function one(text, when)
      return values_of(text .. ", mưa.", { { text, { from = when } } },
                       PUBLISHED)
    end
    assert.equal("2031-05-06", one("Hôm qua", { unit = "day", shift = -1 }))
    assert.equal("2031-04", one("Tháng trước", { unit = "month", shift = -1 }))
    assert.equal("2032", one("Năm tới", { unit = "year", shift = 1 }))
    assert.equal("2031-05-02", one("Thứ Sáu", { weekday = 5 }))
    assert.equal("2031-05-16", one("Thứ Sáu", { weekday = 5, week = 1 }))
  end)

  it("is of the year that its sentence has named", function()
    local day = { "7-4", { from = { month = 4, day = 7 } } }
    local function after(text, date, when)
      return values_of(text, { { date, { from = when } }, day }, PUBLISHED)
    end
    local year = { year = 1968 }
    local march = { year = 1968, month = 3 }
    assert.equal("1968 1968-04-07",
      after("Năm 1968, mưa, rồi 7-4 nắng.", "1968", year))
    assert.equal("1968 2031-04-07",
      after("Mưa lớn đã đến vào năm 1968, rồi 7-4 nắng.", "1968", year))
    assert.equal("1968 2031-04-07",
      after("Năm 1968, mưa. Rồi 7-4 nắng.", "1968", year))
    assert.equal("1968-03 1968-04-07",
      after("Mưa lớn đến hồi tháng 3-1968, rồi 7-4 nắng.", "3-1968", march))
    assert.equal("1968-05 2031-04-07",
      after("Mưa lớn đến hồi tháng 5-1968, rồi 7-4 nắng.", "5-1968",
            { year = 1968, month = 5 }))
  end)

  it("does not hang on how letters are composed", function()
    for _, form in ipairs { "nfc", "nfd" } do
      local text = viet.normalize("Đầu năm 1968, mưa, rồi 7-4 nắng.",
                                  { form = form })
      assert.equal("1968 1968-04-07", values_of(text, {
        { "1968", { from = { year = 1968 } } },
        { "7-4", { from = { month = 4, day = 7 } } },
      }, PUBLISHED))
    end
  end)

  it("is removed with its date where it cannot be known", function()
    assert.equal("", values_of("Hôm qua, mưa.",
      { { "Hôm qua", { from = { unit = "day", shift = -1 } } } }))
    assert.equal("", values_of("Từ 2031 đến 2029, mưa.",
      { { "2031 đến 2029", { from = { year = 2031 }, to = { year = 2029 } } } },
      PUBLISHED))
  end)
end)

describe("a date", function()
  local function is_future(text, date)
    local doc = assert(viet.document(text))
    local first, last = text:find(date, 1, true)
    return (date_values.is_future(doc, { first = first, last = last }))
  end

  it("is to come by the nearest word that says so", function()
    assert.is_true(is_future("Ngày 5/5, đoàn sẽ sang Lào.", "5/5"))
    assert.is_true(is_future("Dự kiến ngày 5/5, đoàn sang Lào.", "5/5"))
    assert.is_true(is_future("Ngày 5/5 tới, đoàn sang Lào.", "5/5"))
    assert.is_false(is_future("Ngày 5/5, đoàn đã sang và sẽ ở lại.", "5/5"))
    assert.is_false(is_future("Hôm 5/5, đoàn sẽ sang Lào.", "5/5"))
    assert.is_false(is_future("Ngày 5/5, mưa; mai sẽ nắng.", "5/5"))
    assert.is_false(is_future("Ngày 5/5, mưa. Mai sẽ nắng.", "5/5"))
  end)
end)

describe("a line of many dates", function()
  --- The steps of Lua, in thousands, that the values of `count` dates take.
  local function steps_of(piece, date, when, count)
    local doc = assert(viet.document(piece:rep(count)))
    doc:add("zone", { first = 1, last = #doc.text, id = "body", line = 1 })
    local first, last = piece:find(date, 1, true)
    for n = 0, count - 1 do
      local start = n * #piece
      doc:add("DATE", { first = start + first, last = start + last,
                        when = when })
    end
    local steps = 0
    debug.sethook(function() steps = steps + 1 end, "", 1000)
    date_values.resolve(doc, PUBLISHED)
    debug.sethook()
    return steps
  end

  it("takes steps in proportion to the dates", function()
    local day = { from = { month = 5, day = 5 } }
    local weekday = { from = { weekday = 5 } }
    for _, case in ipairs {
      { "thăm Nga ngày 5-5, ", "ngày 5-5", day },
      { "đã sang 5-5; ", "5-5", day },
      { "thứ Sáu ", "thứ Sáu", weekday },
      { "1968, ", "1968", { from = { year = 1968 } } },
    } do
      local piece, date, when = case[1], case[2], case[3]
      local few = steps_of(piece, date, when, 1000)
      local many = steps_of(piece, date, when, 4000)
      assert.is_true(many < 6 * few, piece)
    end
  end)

  it("looks at no word again for each date", function()
    assert.is_true(steps_of("thứ Sáu ", "thứ Sáu",
      { from = { weekday = 5 } }, 1000) < 2000)
  end)
end)
