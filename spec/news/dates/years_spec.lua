local viet = require "viet"
local lines = require "viet.news.zones.lines"
local years = require "viet.news.dates.years"

--- The date that begins a text, as "first-last rule", or nil.
local function read(text)
  local found = years.match_year(lines.of(assert(viet.document(text)))[1], 1)
  return found and ("%d-%d %s"):format(found.first, found.last, found.rule)
end

describe("a year", function()
  it("is read with its span", function()
    local cases = {
      ["năm 2025 vui"] = "1-2 year",
      ["năm ngoái"] = "1-2 relative_year",
      ["năm 2025 - 2029"] = "1-4 years",
      ["hai năm nay"] = nil,
    }
    for text, expected in pairs(cases) do
      assert.equal(expected, read(text), text)
    end
  end)

  it("is none elsewhere", function()
    for _, text in ipairs { "năm hay" } do assert.is_nil(read(text), text) end
  end)
end)
