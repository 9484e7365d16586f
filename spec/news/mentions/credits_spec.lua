local credits = require "viet.news.mentions.credits"
local viet = require "viet"

local function texts(doc, spans)
  local found = {}
  for i, span in ipairs(spans) do found[i] = doc:text_of(span) end
  return found
end

--- Photographers and agencies of a text.
local function read(text)
  local doc = viet.document(text)
  doc:add("zone", { first = 1, last = #text, id = "body" })
  local named = credits.of(doc)
  return texts(doc, named.people), texts(doc, named.organisations)
end

local function check(text, people, agencies)
  local found_people, found_agencies = read(text)
  assert.same(people, found_people)
  assert.same(agencies, found_agencies)
end

describe("credits", function()
  it("name photographers and agencies", function()
    check("Lễ đón (Ảnh: Trọng Đức - TTXVN).", { "Trọng Đức" }, { "TTXVN" })
    check("Ảnh: VGP/Nhật Bắc", { "Nhật Bắc" }, { "VGP" })
    check("Lễ đón ẢNH: BỘ NGOẠI GIAO", {}, { "BỘ NGOẠI GIAO" })
  end)

  it("know Vietnamese names from foreign agencies", function()
    check("Ảnh: ĐOÀN BẮC", { "ĐOÀN BẮC" }, {})
    check("Ảnh: TRƯỜNG AN", { "TRƯỜNG AN" }, {})
    check("Ảnh: GLOBAL PIX", {}, { "GLOBAL PIX" })
    check("Ảnh: Q.ĐỊNH", { "Q.ĐỊNH" }, {})
  end)

  it("name the author before the sources at the end", function()
    check("Hai bên vui. Thanh Hảo (Theo AP, Daily Pix)", { "Thanh Hảo" },
          { "AP", "Daily Pix" })
  end)

  it("are none where `ảnh` is a word of the sentence", function()
    check("Hình ảnh Lê Minh đẹp: vui", {}, {})
  end)
end)
