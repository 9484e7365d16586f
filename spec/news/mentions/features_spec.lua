local features = require "viet.news.mentions.features"
local viet = require "viet"

local function document(text)
  local doc = viet.document(text)
  doc:add("zone", { first = 1, last = #text, id = "body" })
  return doc
end

--- The features of a text.
local function find(text)
  local doc, found = document(text), {}
  for i, place in ipairs(features.of(doc)) do found[i] = doc:text_of(place) end
  return found
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
    local doc = document "qua dãy Himalaya"
    local place = features.of(doc)[1]
    assert.equal("Himalaya", doc.text:sub(place.bare, place.last))
    assert.is_nil(features.of(document "ở Khu 5")[1].bare)
  end)
end)
