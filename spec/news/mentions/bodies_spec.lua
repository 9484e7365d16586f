local bodies = require "viet.news.mentions.bodies"
local grammar = require "news.grammar"

local function find(text) return grammar.from_start(text, bodies.find) end

describe("the grammar of bodies", function()
  it("lengthens known names by what they belong to", function()
    assert.equal("Bộ Quốc phòng Lào", find "Bộ Quốc phòng Lào nói")
    assert.equal("Tổng cục Chính trị Quân đội nhân dân Việt Nam",
                 find "Tổng cục Chính trị Quân đội nhân dân Việt Nam họp")
    assert.equal("Bộ Quốc phòng", find "Bộ Quốc phòng họp")
  end)

  it("reads names from their heads on", function()
    for _, name in ipairs {
      "Cục tác chiến", "Vụ Lễ tân", "Lữ đoàn Phòng không 673",
      "Binh đoàn Hương Giang", "Hạm đội miền Đông", "Bộ CHQS tỉnh Huế",
      "Học viện Hải quân Việt Nam", "Bệnh viện dã chiến cấp 2 số 3",
      "Ủy ban các nước ASEAN tại Bangladesh", "CLB Nam Định",
    } do
      assert.equal(name, find(name .. " đã"), name)
    end
  end)

  it("wants more than a head", function()
    for _, text in ipairs {
      "Bộ trưởng nói", "Cục diện mới", "Lực lượng Palestine", "Đoàn Lào về",
      "Quân khu họp", "công ty thương mại", "Ban Ki Moon nói",
    } do
      assert.is_nil(find(text), text)
    end
  end)

  it("reads units of units, but not without end", function()
    assert.equal("Đảng ủy Bộ Tư lệnh Quân khu 7",
                 find "Đảng ủy Bộ Tư lệnh Quân khu 7 họp")
    local start = os.clock()
    find(("Bộ Tư lệnh "):rep(2000))
    assert.is_true(os.clock() - start < 2)
  end)

  it("knows what both sides have", function()
    local function is_shared(text)
      local page = grammar.page(text)
      return bodies.is_shared(page, 2, (bodies.find(page, 2)))
    end
    assert.is_true(is_shared "Bộ Quốc phòng hai nước")
    assert.is_true(is_shared "Bộ Quốc phòng và các cơ quan của hai bên")
    assert.is_false(is_shared "Bộ Quốc phòng cho biết hai nước vui")
    assert.is_false(is_shared "Bộ Quốc phòng Lào và quân dân hai nước")
  end)
end)
