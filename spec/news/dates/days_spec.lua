local viet = require "viet"
local lines = require "viet.news.zones.lines"
local days = require "viet.news.dates.days"

--- The date that begins a text, as "first-last rule", or nil.
local function read(text)
  local found = days.match_number(lines.of(assert(viet.document(text)))[1], 1)
  return found and ("%d-%d %s"):format(found.first, found.last, found.rule)
end

describe("a day in numbers", function()
  it("is read with its month and year", function()
    local cases = {
      ["23/1/2018 vui"] = "1-1 day",
      ["5 tháng 5 năm 2025"] = "1-5 day",
      ["23 đến 24/1"] = "1-3 days",
      ["18 và 19/6"] = "1-3 days",
    }
    for text, expected in pairs(cases) do
      assert.equal(expected, read(text), text)
    end
  end)

  it("is none elsewhere", function()
    for _, text in ipairs { "3 người", "1-0 nghiêng" } do assert.is_nil(read(text), text) end
  end)
end)
