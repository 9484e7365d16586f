-- Kinds of tokens as the rules of news ask for them (lua/viet/news/kinds.lua).

local viet = require "viet"
local news = require "viet.news"
local kind_of = require "viet.news.kinds"

local function kinds_of(text)
  local tokens, list = viet.tokens(text), {}
  for i = 1, #tokens do list[i] = kind_of(tokens, i) end
  return list
end

describe("the kinds of tokens for news", function()
  it("are words for acronyms and hashtags", function()
    assert.same({ "word", "word", "syllable", "word", "number" },
      kinds_of "UBND Shoigu họp #ViệtNam 5")
  end)

  it("are those of a unit without its number", function()
    assert.same({ "number", "word", "number", "punct", "number", "syllable",
      "number", "word", "symbol", "number", "symbol" },
      kinds_of "5 km 5% 5 ha 5 m² 5 ₫")
  end)

  it("are url for an address", function()
    assert.same({ "url", "url", "punct", "symbol" },
      kinds_of "www.a.vn a@b.vn , €")
  end)

  it("let a name be found in a hashtag, without its sign", function()
    local page = "Đoàn Việt Nam thăm Lào\n\n"
      .. "Sáng 5-5, Bộ trưởng Bộ Quốc phòng thăm chính thức Lào. #Lào\n"
    local doc = news.pipeline():run(viet.document(page))
    local found = {}
    for span in doc:each "COUNTRY" do
      found[#found + 1] = doc:text_of(span)
    end
    assert.same({ "Việt Nam", "Lào", "Lào", "Lào" }, found)
  end)
end)
