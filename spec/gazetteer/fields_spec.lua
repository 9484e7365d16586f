local viet = require "viet"
local fields = require "viet.gazetteer.fields"

describe("a day", function()
  it("is the number of a date, its first one unless the end is meant",
    function()
      assert.equal(20240101, fields.day("2024"))
      assert.equal(20241231, fields.day("2024", true))
      assert.equal(20240201, fields.day("2024-02"))
      assert.equal(20240229, fields.day("2024-02", true))
      assert.equal(20230228, fields.day("2023-02", true))
      assert.equal(19000228, fields.day("1900-02", true))
      assert.equal(20000229, fields.day("2000-02", true))
      assert.equal(20240531, fields.day("2024-05-31"))
      assert.equal(20240531, fields.day("2024-05-31", true))
    end)

  it("is none of what is no date", function()
    for _, text in ipairs { "", "24", "2024-", "2024-5", "2024-13",
        "2024-00", "2024-05-32", "2024-05-00", "2023-02-29", "20240531",
        "2024-0531", "2024--31", "2024-05-31 ", "-2024", "31-05-2024" } do
      assert.is_nil(fields.day(text), text)
    end
    assert.is_nil(fields.day(2024))
    assert.is_nil(fields.day(nil))
  end)
end)

describe("a priority", function()
  it("is a whole number or its digits", function()
    assert.same({ 3, -3, 3, 3, 2147483647 }, {
      fields.priority(3), fields.priority "-3", fields.priority "+3",
      fields.priority "03", fields.priority "2147483647",
    })
    for _, value in ipairs { "", "x", "1.5", "1e3", "0x10", 1.5, 2 ^ 31,
        "2147483648", true, "--1" } do
      assert.is_nil(fields.priority(value), tostring(value))
    end
  end)
end)

describe("a type", function()
  it("is a string without a NUL byte, which none could ask for", function()
    assert.is_nil(fields.fault("type", "ORG"))
    assert.equal("type is a number, not a string", fields.fault("type", 1))
    assert.equal("type has a NUL byte", fields.fault("type", "A\0B"))
    assert.error_matches(function()
      viet.gazetteer { { type = "A\0B", "Huế" } }
    end, "entry 1: type has a NUL byte$")
  end)
end)
