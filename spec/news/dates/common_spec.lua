local viet = require "viet"
local common = require "viet.news.dates.common"
local lines = require "viet.news.zones.lines"

local function line(text)
  return lines.of(assert(viet.document(text)))[1]
end

describe("the tokens around a date", function()
  it("may be a count, of which a day is the unit", function()
    assert.is_true(common.is_count(line("hai ngày"), 1))
    assert.is_true(common.is_count(line("3 ngày"), 1))
    assert.is_false(common.is_count(line("mưa ngày"), 1))
  end)

  it("may be brackets, a dash or nothing", function()
    assert.is_true(common.is_bracketed(line("(23/1)"), 2, 2))
    assert.is_false(common.is_bracketed(line("(23/1 vui"), 2, 2))
    assert.is_true(common.is_dash(line("5 – 6"), 2))
    assert.is_true(common.is_before_break(line("23/1, vui"), 1))
    assert.is_false(common.is_before_break(line("23/1 vui"), 1))
  end)

  it("lead to the end of a range", function()
    local optional = lines.set "ngày"
    assert.equal(4, common.skip_to_end(line("5 đến ngày 6/1"), 2, optional))
    assert.is_nil(common.skip_to_end(line("5 và 6/1"), 2, optional))
  end)
end)
