local credits = require "viet.news.mentions.credits"
local grammar = require "news.grammar"

--- Photographers and agencies of a text.
local function read(text)
  local page = grammar.page(text)
  return grammar.texts(page, credits.people(page)),
         grammar.texts(page, credits.organisations(page))
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
