local viet = require "viet"
local page = require "viet.gazetteer.suggest.page"

local known = viet.gazetteer { { type = "RANK", "Đại tướng" },
                               { type = "PLACE", "Hà Nội" } }

--- What stands beside the first place of a word: left, two left, right, two
-- right.
local function beside(text, word)
  local at = page.new(text, known)
  local first = text:find(word, 1, true)
  local from, to = at.tokens:at(first), at.tokens:at(first + #word - 1)
  local left, left_two = at:beside(from, to, -1)
  local right, right_two = at:beside(from, to, 1)
  return { left, left_two, right, right_two }
end

describe("what stands beside a name", function()
  it("is words in one spelling, and the types of known names", function()
    assert.same({ "<RANK>", "nay <RANK>", "đến", "đến <PLACE>" },
      beside("Hôm nay ĐẠI TƯỚNG Giang Đến Hà Nội", "Giang"))
    assert.same({ "ông", " ông", ",", ", <number>" },
      beside("Ông Giang, 50 tuổi", "Giang"))
  end)

  it("does not go past the ends of a line", function()
    assert.same({ "", "", "", "" }, beside("Đại tướng\nGiang\nHà Nội",
      "Giang"))
  end)
end)

describe("a page", function()
  it("knows where a capital says nothing", function()
    local at = page.new("- Tin: Ông đến. Tàu về.\nHÀ NỘI CÓ MƯA TO", known)
    local initial, headline = {}, {}
    for i = 1, at.count do
      if at.initial[i] and at.letters[i] then
        initial[#initial + 1] = at.tokens:text(i)
      end
      if at.headline[at.line[i]] then
        headline[#headline + 1] = at.tokens:text(i)
      end
    end
    assert.same({ "Tin", "Tàu", "HÀ" }, initial)
    assert.equal("HÀ NỘI CÓ MƯA TO", table.concat(headline, " "))
  end)
end)
