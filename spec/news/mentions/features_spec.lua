local features = require "viet.news.mentions.features"
local grammar = require "news.grammar"

--- The features of a text.
local function find(text)
  local page = grammar.page(text)
  return grammar.texts(page, features.find(page))
end

describe("features of the land and buildings", function()
  it("begin with their kind", function()
    assert.same({ "sông Lam", "đèo Mây", "cao nguyên Aksai Chin" },
                find "từ sông Lam qua đèo Mây đến cao nguyên Aksai Chin")
    assert.same({ "Nhà văn hóa xã Hoành Sơn" },
                find "tại Nhà văn hóa xã Hoành Sơn")
    assert.same({ "cột mốc 1317 (2)" }, find "tô sơn cột mốc 1317 (2)")
    assert.same({ "vịnh Thái Lan" }, find "trên vịnh Thái Lan")
    assert.same({ "thủy điện Sông Lô 3" }, find "ở thủy điện Sông Lô 3")
  end)

  it("hold a person's name and title", function()
    assert.same({ "tượng đài Chủ tịch Hồ Chí Minh" },
                find "trước tượng đài Chủ tịch Hồ Chí Minh ở Huế")
  end)

  it("are not the end of another word, or a part of a name", function()
    assert.same({}, find "yêu cầu Lê Minh; thành phố Huế; ông Hồ Xuân Sơn")
    assert.same({}, find "tàu sân bay Mỹ; Công ty cổ phần Cảng Sông Hồng")
  end)

  it("tell the bare name that may stand alone later", function()
    local page = grammar.page "qua dãy Himalaya"
    local place = features.find(page)[1]
    assert.equal("Himalaya", page:text(place.bare, place.last))
  end)
end)
