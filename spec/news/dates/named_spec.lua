local viet = require "viet"
local lines = require "viet.news.zones.lines"
local named = require "viet.news.dates.named"

--- The date that begins a text, as "first-last rule", or nil.
local function read(text)
  local found = named.match_named_day(lines.of(assert(viet.document(text)))[1], 1)
  return found and ("%d-%d %s"):format(found.first, found.last, found.rule)
end

describe("a day with a name", function()
  it("is read with the day behind it", function()
    local cases = {
      ["hôm qua vui"] = "1-2 relative_day",
      ["ngày mai 12/1"] = "1-3 named_day",
      ["ngày mai"] = "1-2 relative_day",
    }
    for text, expected in pairs(cases) do
      assert.equal(expected, read(text), text)
    end
  end)

  it("is none elsewhere", function()
    for _, text in ipairs { "hôm ấy", "ngày vui" } do assert.is_nil(read(text), text) end
  end)
end)
