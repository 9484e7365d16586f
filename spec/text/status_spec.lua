-- Versions (csrc/text/status.c); the statuses are in spec/c.

local viet = require "viet"

describe("viet.versions", function()
  it("names the library, ICU and Unicode", function()
    assert.equal("0.1.0", viet._VERSION)
    assert.matches("^viet 0%.1%.0, ICU %d+%.%d+, Unicode %d+%.%d+$",
      viet.versions())
  end)
end)
