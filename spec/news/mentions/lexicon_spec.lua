local data = require "viet.news.data"
local lexicon = require "viet.news.mentions.lexicon"
local viet = require "viet"

--- The hits of a gazetteer as "type id" strings by the text they cover.
local function hits(gazetteer, text)
  local found = {}
  for first, last, id, type in gazetteer:matches(text) do
    found[text:sub(first, last)] = type .. " " .. id
  end
  return found
end

local countries = assert(viet.tsv.read(data.path "countries.tsv"))

describe("the lexicon of the news pack", function()
  it("knows names of all kinds", function()
    local found = hits(lexicon.gazetteers(),
      "Thượng tướng, Thủ tướng, Kazakhstan, Liên hợp quốc, Hà Nội")
    assert.same({
      ["Thượng tướng"] = "RANK rank/senior-lieutenant-general",
      ["Thủ tướng"] = "TITLE prime-minister",
      ["Kazakhstan"] = "COUNTRY country/KZ",
      ["Liên hợp quốc"] = "ORG_NAME world",
      ["Hà Nội"] = "PLACE province",
    }, found)
  end)

  it("knows states by ICU's names too, and territories not", function()
    local found = hits(lexicon.gazetteers(), "Xlô-va-ki-a, Slovakia, Guam")
    assert.equal("COUNTRY country/SK", found["Slovakia"])
    assert.equal("PLACE world region", found["Guam"])
  end)

  it("knows names in texts without marks", function()
    local _, plain = lexicon.gazetteers()
    assert.same({
      ["bo truong"] = "TITLE minister", ["quoc phong"] = "PORTFOLIO defence",
      ["nga"] = "COUNTRY country/RU",
    }, hits(plain, "bo truong quoc phong nga"))
  end)

  it("has every member of the United Nations, and no code twice", function()
    local codes, count = {}, 0
    for _, row in ipairs(countries) do
      if row.type == "COUNTRY" then
        assert.matches("^country/%u%u$", row.id)
        assert.is_nil(codes[row.id], row.id)
        codes[row.id] = true
        count = count + 1
      end
    end
    assert.is_true(count >= 193)
    for code in pairs { VN = 1, LA = 1, KH = 1, US = 1, EU = 1, PS = 1 } do
      assert.is_true(codes["country/" .. code])
    end
  end)

  it("has no name of a country twice", function()
    local owner = {}
    for _, row in ipairs(countries) do
      for _, name in ipairs(row.type == "COUNTRY" and row or {}) do
        assert.is_true(owner[name] == nil or owner[name] == row.id, name)
        owner[name] = row.id
      end
    end
  end)
end)
