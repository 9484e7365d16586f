-- Numbers with their units (csrc/text/quantity.c).

local viet = require "viet"

--- The value, high end, unit and number of tokens of the first number.
local function quantity_of(text)
  local tokens = viet.tokens(text)
  for _, _, kind, i in tokens:each() do
    if kind == "number" then
      local q = tokens:quantity(i)
      if not q then return "none" end
      return table.concat({ q.value, q.high or "-", q.unit or "-",
        q.last_token - i + 1 }, " ")
    end
  end
end

describe("a quantity", function()
  -- Each row: a text; value, high end, unit, tokens.
  for _, row in ipairs {
    { "chi 1,2 tỷ đồng", "1200000000 - đồng 3" },
    { "chi 1,2 TỶ", "1200000000 - - 2" },
    { "2 tỷ 500 triệu USD nữa", "2500000000 - USD 5" },
    { "3 triệu rưỡi đồng", "3500000 - đồng 4" },
    { "5-7 km", "5 7 km 2" },
    { "2,4% năm", "2.4 - % 2" },
    { "60 km/h, 80 m²", "60 - km/h 4" },
    { "80 m² đất", "80 - m² 3" },
    { "37°C", "37 - °C 3" },
    { "1.250.000₫", "1250000 - ₫ 2" },
    { "5 tấn gạo", "5 - tấn 2" },
    { "12 mét vuông", "12 - mét vuông 3" },
    { "3 triệu đô la Mỹ", "3000000 - đô la 4" },
    { "5 đồng chí", "5 - - 1" },
    { "5 người", "5 - - 1" },
    { "2 tỷ 500 người", "2000000000 - - 2" },
    { "5\ntỷ đồng", "5 - - 1" },
    { "5 năm", "5 - - 1" },
    { "23-24/10/2017", "none" },
    { "lúc 10:30", "none" },
  } do
    it(("of %q"):format(row[1]), function()
      for _, form in ipairs { "nfc", "nfd" } do
        local text = viet.normalize(row[1], { form = form })
        local found = viet.normalize(quantity_of(text))
        assert.equal(row[2], found)
      end
    end)
  end

  it("is a number that can be reckoned with, or digits where none is exact",
  function()
    local q = viet.tokens("5-7 triệu"):quantity(1)
    assert.equal(12000000, q.value + q.high)
    assert.equal("integer", math.type(q.value))
    assert.equal(2.5, viet.tokens("2,5 km"):quantity(1).value)
    local digits = ("9"):rep(30)
    assert.equal(digits, viet.tokens(digits):quantity(1).value)
  end)

  it("is none of what is no number", function()
    assert.is_nil(viet.tokens("năm tỷ"):quantity(1))
  end)

  it("is read however long", function()
    local text = "5 " .. ("tỷ "):rep(2 ^ 16)
    assert.no_error(function() viet.tokens(text):quantity(1) end)
  end)
end)
