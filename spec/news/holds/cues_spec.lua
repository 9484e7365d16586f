local cues = require "viet.news.holds.cues"
local viet = require "viet"

describe("cues", function()
  local doc = assert(viet.document "Nhận lời mời của ông A, hai bên mong muốn ký.")
  local marks = cues.of(doc)

  it("are found at the tokens where they start and end", function()
    local cue = marks:starting("CONTEXT", 1)
    assert.equal("Nhận lời mời của", doc.text:sub(cue.first, cue.last))
    assert.equal(4, cue.to)
    assert.equal(cue, marks:ending("CONTEXT", 4))
    assert.is_nil(marks:starting("CONTEXT", 2))
  end)

  it("are found inside a stretch of tokens, the longest first", function()
    local cue = marks:find("HOPE", 8, #doc.tokens)
    assert.equal("mong muốn", doc.text:sub(cue.first, cue.last))
    assert.is_nil(marks:find("WITNESS", 1, #doc.tokens))
  end)

  it("tell whether words are nothing else", function()
    assert.is_true(marks:fill("HONORIFIC", 5, 5))
    assert.is_false(marks:fill("HONORIFIC", 5, 6))
    assert.is_true(marks:fill("HONORIFIC", 5, 4))
  end)

  it("do not mind case, decomposition and the place of the tone", function()
    local other = assert(viet.document(viet.normalize("TRONG KHUÔN KHỔ",
      { form = "nfd" })))
    assert.is_not_nil(cues.of(other):starting("CONTEXT", 1))
  end)
end)
