local core = require "viet.core"

describe("regions", function()
  it("are named in Vietnamese, as ICU names them", function()
    local names = core.regions("vi")
    assert.equal("Việt Nam", names.VN)
    assert.equal("Hàn Quốc", names.KR)
    assert.equal("Ấn Độ", names.IN)
  end)

  it("are named in other languages", function()
    assert.equal("Vietnam", core.regions("en").VN)
    assert.equal("Allemagne", core.regions("fr").DE)
  end)

  it("have codes of two capitals and names that are UTF-8", function()
    local count = 0
    for code, name in pairs(core.regions("vi")) do
      assert.matches("^%u%u$", code)
      assert.is_true(core.is_utf8(name))
      assert.not_equal(code, name)
      count = count + 1
    end
    assert.is_true(count >= 249)  -- the codes of ISO 3166-1
  end)

  it("need a locale", function()
    assert.error_matches(function() core.regions() end,
                         "bad argument #1 to 'regions'")
  end)
end)
