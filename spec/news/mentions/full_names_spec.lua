local full_names = require "viet.news.mentions.full_names"
local viet = require "viet"

describe("full names", function()
  local function find(text)
    local doc, found = viet.document(text), {}
    doc:add("zone", { first = 1, last = #text, id = "body" })
    for i, name in ipairs(full_names.of(doc)) do
      found[i] = doc:text_of(name)
    end
    return found
  end

  it("begin with a surname and have up to three syllables more", function()
    assert.same({ "Phan Văn Giang", "TRẦN ĐỨC" },
      find "Ông Phan Văn Giang và bà TRẦN ĐỨC đến, cùng ông Bounmy.")
  end)

  it("end where something else begins", function()
    assert.same({ "Lê Mai" }, find "Chị Lê Mai Thiếu tá Hải")
    assert.same({}, find "Kim Jong Park tới")
  end)

  it("are no longer words of the lexicon", function()
    assert.same({}, find "Thăm Hàn Quốc và đoàn Pháp")
  end)

  it("are not looked for where there are no capitals", function()
    assert.same({}, find "phan van giang tham ha noi")
  end)
end)
