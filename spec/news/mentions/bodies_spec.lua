local bodies = require "viet.news.mentions.bodies"
local viet = require "viet"

local function read(text)
  local doc = viet.document(text)
  doc:add("zone", { first = 1, last = #text, id = "body" })
  return bodies.of(doc)
end

--- The body that begins a text, and whether both sides have it.
local function find(text)
  local body = read(text)[1]
  if not body or body.first > 1 then return nil end
  return text:sub(1, body.last), body.is_shared
end

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
    assert.is_nil(find(("Bộ Tư lệnh "):rep(2000)))
    for _, words in ipairs { "Ủy ban A B ", "Ban ", "Trường Sĩ quan " } do
      find(words:rep(2000))
    end
  end)

  it("finds those that stand inside of others, too", function()
    local found = read "Phó Tư lệnh Quân khu 7"
    assert.same({ 17, 27 }, { found[1].first, found[1].last })
    local starts = {}
    for i, body in ipairs(read "Đảng ủy Bộ Tư lệnh Quân khu 7") do
      starts[i] = body.first
    end
    assert.same({ 1, 14, 30 }, starts)
  end)

  it("knows what both sides have", function()
    local function is_shared(text) return select(2, find(text)) end
    assert.is_true(is_shared "Bộ Quốc phòng hai nước")
    assert.is_true(is_shared "Bộ Quốc phòng và các cơ quan của hai bên")
    assert.is_false(is_shared "Bộ Quốc phòng cho biết hai nước vui")
    assert.is_false(is_shared "Bộ Quốc phòng Lào và quân dân hai nước")
    assert.is_true(read("hai Bộ Quốc phòng")[1].is_shared)
  end)
end)
