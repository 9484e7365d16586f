local grammar = require "news.grammar"
local phrase = require "viet.news.mentions.phrase"

--- How far a phrase goes on from the first word of a text.
local function extend(text, elements, settings)
  return grammar.from_start(text, function(page, i)
    return phrase.extend(page, i, elements, settings or {})
  end)
end

describe("a phrase", function()
  it("goes on with nouns: the first one needs a capital", function()
    assert.equal("Quân sự quốc tế", extend("Quân sự quốc tế đã", { "terms" }))
    assert.is_nil(extend("quân sự quốc tế đã", { "terms" }))
    assert.equal("quân sự quốc tế",
                 extend("quân sự quốc tế đã", { "terms" }, { lower = true }))
    assert.equal("Quân sự",
                 extend("Quân sự quốc tế", { "terms" }, { lower = "never" }))
  end)

  it("goes on with a verb's noun only where it may", function()
    assert.equal("Kinh tế", extend("Kinh tế hợp tác", { "terms" }))
    assert.equal("Kinh tế hợp tác",
                 extend("Kinh tế hợp tác", { "terms" }, { verbs = true }))
  end)

  it("goes on behind a joint, not to another name", function()
    assert.equal("Thương mại và Công nghiệp",
                 extend("Thương mại và Công nghiệp", { "terms" }))
    assert.equal("Thương mại",
                 extend("Thương mại và Bộ Công nghiệp", { "terms" }))
  end)

  it("goes on behind a comma only in a list that ends in `và`", function()
    local lists = { lists = true }
    assert.equal("Văn hóa, Thể thao và Du lịch",
                 extend("Văn hóa, Thể thao và Du lịch", { "terms" }, lists))
    assert.equal("Văn hóa", extend("Văn hóa, Thể thao", { "terms" }, lists))
  end)

  it("has countries one by one or in pairs", function()
    assert.equal("Việt Nam - Lào", extend("Việt Nam - Lào", { "countries" }))
    assert.equal("Việt - Trung", extend("Việt - Trung", { "countries" }))
    assert.equal("Việt Nam", extend("Việt Nam - Lào", { "country" }))
  end)

  it("has places with the kind of their unit", function()
    assert.equal("tỉnh Khánh Hòa", extend("tỉnh Khánh Hòa đã", { "places" }))
    assert.equal("xã Hoành Lâm", extend("xã Hoành Lâm đã", { "places" }))
  end)

  it("has numbers, ordinals, levels and years", function()
    assert.equal("7", extend("7 đã", { "numbers" }))
    assert.equal("XIII", extend("XIII đã", { "numbers" }))
    assert.is_nil(extend("15/12 đã", { "numbers" }))
    assert.equal("lần thứ hai", extend("lần thứ hai đã", { "ordinals" }))
    assert.equal("cấp 2 số 3", extend("cấp 2 số 3", { "levels" }))
    assert.equal("năm 2024", extend("năm 2024 đã", { "years" }))
    assert.is_nil(extend("thứ trưởng", { "ordinals" }))
  end)

  it("has names and unknown words of two syllables", function()
    assert.equal("Carver", extend("Carver đã", { "names" }))
    assert.equal("S. Petrov", extend("S. Petrov đã", { "names" }))
    assert.equal("Nhã nhạc", extend("Nhã nhạc đã", { "words" }))
    assert.is_nil(extend("Carver đã", { "pairs" }))
    assert.is_nil(extend("Đại tướng", { "names" }))
  end)

  it("ends with what ends it", function()
    assert.equal("Kinh tế Lào",
      extend("Kinh tế Lào Quốc tế", { "terms" }, { last = { "country" } }))
  end)

  it("has no more than 40 tokens", function()
    local page = grammar.page(("A "):rep(100))
    assert.equal(41, phrase.extend(page, 2, { "names" }, {}))
  end)
end)
