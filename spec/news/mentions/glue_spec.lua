local glue = require "viet.news.mentions.glue"
local viet = require "viet"

--- The words of a text, cut apart, as they stand in the source.
local function words(text)
  local doc = assert(viet.document(text))
  local tokens, source = glue.cut(doc)
  local list = {}
  for i = 1, #tokens do
    local first, last = tokens:span(i)
    list[i] = text:sub(source(first), source(last))
  end
  return table.concat(list, " ")
end

describe("glued words", function()
  it("are cut before a capital between two syllables", function()
    assert.equal("Trung Quốc Ngụy nói", words "Trung QuốcNgụy nói")
  end)

  it("are cut behind a word of the same text", function()
    assert.equal("Azerbaijan , Azerbaijan của ta",
                 words "Azerbaijan, Azerbaijancủa ta")
    assert.equal("Trọng và Trọng mong", words "Trọng và Trọngmong")
  end)

  it("are all cut, and keep their places in the source", function()
    assert.equal("Quốc Ngụy , Quốc Ngụy , Lào",
                 words "QuốcNgụy, QuốcNgụy, Lào")
  end)

  it("are not foreign words", function()
    for _, word in ipairs { "McDonald", "MiG", "Tehran Tehranchi" } do
      assert.equal(word, words(word))
    end
  end)

  it("are no longer than a name", function()
    local long = ("QuốcNgụy"):rep(50000)
    local start = os.clock()
    assert.equal(long, words(long))
    assert.is_true(os.clock() - start < 2)
  end)
end)
