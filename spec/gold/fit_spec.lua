local find_faults = require "viet.gold.fit"
local gold = require "viet.gold"

local TEXT = "Thăm Lào\n\nvà Mỹ"  -- Lào is byte 7 to 10, Mỹ 17 to 20

local function faults(fields)
  local record = assert(gold.decode "{}")
  for name, value in pairs(fields) do record[name] = value end
  return find_faults(record, TEXT)
end

local function span(start, stop, text)
  return { start = start, ["end"] = stop, text = text, type = "COUNTRY" }
end

describe("an annotation and its text", function()
  it("fit", function()
    assert.same({}, faults {
      title = { start = 0, ["end"] = 10 },
      mentions = { span(6, 10, "Lào"), span(16, 20, "Mỹ") },
      dates = { span(0, 5) },
      zones = { { line = 1, zone = "title" }, { line = 3, zone = "body" } },
      events = { { type = "VISIT", trigger = span(0, 5, "Thăm") },
        { type = "VISIT" } },
    })
  end)

  it("do not where another text stands", function()
    assert.same({ "mentions[0] is 'Lào', but at byte 0 the text has 'Thăm'" },
      faults { mentions = { span(0, 5, "Lào") } })
    assert.same({ "events[0].trigger is 'gặp', but at byte 0 the text has "
      .. "'Th'" }, faults {
      events = { { type = "MEET", trigger = span(0, 2, "gặp") } } })
  end)

  it("do not where a place is outside, or in a letter", function()
    assert.same({
      "mentions[0] ends at byte 99, the text at byte 20",
      "mentions[1] begins or ends inside of a letter (byte 6 to 8)",
      "mentions[2] is empty (byte 3 to 3)",
    }, faults { mentions = { span(6, 99), span(6, 8), span(3, 3) } })
    assert.same({ "title ends at byte 21, the text at byte 20" },
      faults { title = span(0, 21) })
    assert.same({ "dates[0] ends at byte 21, the text at byte 20" },
      faults { dates = { span(0, 21) } })
  end)

  it("do not where a line is empty or missing", function()
    assert.same({ "zones[0] is for line 2, which is empty",
      "zones[1] is for line 4, which does not exist" },
      faults { zones = { { line = 2, zone = "nav" },
        { line = 4, zone = "nav" } } })
  end)

  it("quote no more of a long text than its beginning", function()
    assert.same({ "mentions[0] is '" .. ("ạ"):rep(10) .. "...', but at byte "
      .. "0 the text has 'Thăm'" },
      faults { mentions = { span(0, 5, ("ạ"):rep(40)) } })
  end)
end)
