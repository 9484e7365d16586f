local viet = require "viet"
local lines = require "viet.news.zones.lines"
local months = require "viet.news.dates.months"

--- The date that begins a text, as "first-last rule", or nil.
local function read(text)
  local found = months.match_month(lines.of(assert(viet.document(text)))[1], 1)
  return found and ("%d-%d %s"):format(found.first, found.last, found.rule)
end

describe("a month", function()
  it("is read with its year", function()
    local cases = {
      ["tháng 10-2024 vui"] = "1-2 month",
      ["tháng trước"] = "1-2 relative_month",
      ["tháng 6-2018 đến 11-2018"] = "1-4 month",
    }
    for text, expected in pairs(cases) do
      assert.equal(expected, read(text), text)
    end
  end)

  it("is none elsewhere", function()
    for _, text in ipairs { "tháng rưỡi" } do assert.is_nil(read(text), text) end
  end)
end)
