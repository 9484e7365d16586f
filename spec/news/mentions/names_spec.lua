local viet = require "viet"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"

local function page(text)
  local doc = assert(viet.document(text))
  doc:add("zone", { first = 1, last = #text, id = "body", line = 1 })
  return page_of(doc)
end

--- What a function finds at the first word of a text.
local function find(function_name, text)
  local p = page(text)
  local last = names[function_name](p, 2)
  return last and p:text(2, last)
end

describe("a Vietnamese name", function()
  it("is a surname and up to three syllables", function()
    assert.equal("Lê Minh", find("vietnamese", "Lê Minh đến"))
    assert.equal("Trần Thị Thu Hà", find("vietnamese", "Trần Thị Thu Hà Nhi"))
  end)

  it("ends where the writing changes", function()
    assert.equal("Lê Minh", find("vietnamese", "Lê Minh HỌP"))
    assert.equal("LÊ MINH", find("vietnamese", "LÊ MINH họp"))
  end)

  it("ends where a sentence begins that is glued to it", function()
    assert.equal("Lê Minh", find("vietnamese", "Lê Minh Sau đó"))
  end)

  it("needs a known surname", function()
    assert.is_nil(find("vietnamese", "Xyz Minh đến"))
  end)

  it("goes on with no foreign word: then it is foreign", function()
    assert.is_nil(find("vietnamese", "Kim Hong Kyun nói"))
    assert.equal("Kim Hong Kyun", find("find", "Kim Hong Kyun nói"))
  end)
end)

describe("a run of words", function()
  it("keeps particles, hyphens, apostrophes and initials", function()
    for _, name in ipairs {
      "Anna von der Heide", "Mary-Ann Lee", "Dato' Seri Ahmad bin Rashid",
      "Peter B. Stone", "Bun-thông Chít ma-ny", "Khalil Al-Hayya",
    } do
      assert.equal(name, find("run", name .. " nói"))
    end
  end)

  it("is no name where a longer word begins", function()
    assert.is_nil(find("find", "Quân sự là nghề"))
  end)

  it("is no name where an ellipsis cuts a word", function()
    assert.is_nil(find("find", "Quốc ..."))
    assert.equal("Tập", find("find", "Tập ..."))
  end)
end)
