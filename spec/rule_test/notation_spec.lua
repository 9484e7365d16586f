local notation = require "viet.rule_test.notation"

--- A sentence in short: its text, and "first-last layer name=value".
local function read(source)
  local text, spans = notation.read(source)
  if not text then return nil, spans end
  local list = { text }
  for _, span in ipairs(spans) do
    local words = { ("%d-%d"):format(span.first, span.last), span.layer }
    for name, value in pairs(span.attributes) do
      words[#words + 1] = name .. "=" .. value
    end
    list[#list + 1] = table.concat(words, " ")
  end
  return list
end

describe("marked sentences", function()
  it("are read", function()
    assert.same({ "Tàu A thăm Huế.", "1-4", "14-18 PLACE" },
      read "[Tàu] A thăm [Huế|PLACE].")
    assert.same({ "a b", "1-3 X id=p/a-b" }, read "[a b|X id=p/a-b]")
    assert.same({ "a", "1-1 id=" }, read "[a|id=]")
    assert.same({ "không" }, read "không")
  end)

  it("may nest", function()
    assert.same({ "Bộ trưởng Bộ Quốc phòng Lào", "1-38 POST", "16-33 ORG" },
      read "[Bộ trưởng [Bộ Quốc phòng|ORG] Lào|POST]")
    assert.same({ "ab", "1-2", "1-1", "2-2" }, read "[[a][b]]")
  end)

  it("may hold the signs themselves", function()
    assert.same({ "[a] | \\ |b" }, read [[\[a\] | \\ \|b]])
    assert.same({ "a|b", "1-3" }, read [=[[a\|b]]=])
  end)

  it("are refused with the column", function()
    local cases = {
      { "a ] b", "']' without '['", 3 },
      { "a [b", "'[' without ']'", 3 },
      { "a [b|X", "'[' without ']'", 3 },
      { "a []", "an empty span", 4 },
      { "[a|X Y]", "bad label 'X Y' (expected LAYER name=value ...)", 4 },
      { "a\\", "nothing behind '\\'", 2 },
    }
    for _, case in ipairs(cases) do
      assert.same({ nil, case[2], case[3] }, { notation.read(case[1]) })
    end
  end)

  it("come back as they were written", function()
    for _, source in ipairs {
      "[Tàu] A thăm [Huế|PLACE].", "[[a][b]]", [[\[a\] \\ \|b]],
      "[a|X id=1 z=2] b", "[a [b|Y] c|X]", "[[a|Y]|X]", "",
    } do
      assert.equal(source, notation.write(notation.read(source)))
    end
  end)

  it("come back, whatever the text and the spans", function()
    local seed = os.time()
    math.randomseed(seed)
    local SIGNS = { "a", "ạ", "[", "]", "|", "\\", " " }
    for _ = 1, 300 do
      local letters = {}
      for i = 1, math.random(1, 12) do letters[i] = SIGNS[math.random(#SIGNS)] end
      local text, spans, first = table.concat(letters), {}, 1
      while first <= #text and math.random(3) > 1 do
        local last = math.random(first, #text)
        spans[#spans + 1] = { first = first, last = last,
          layer = math.random(2) == 1 and "X" or nil,
          attributes = math.random(2) == 1 and { id = "p/x" } or {} }
        first = last + 1
      end
      local back, found = notation.read(notation.write(text, spans))
      assert.same({ text, spans }, { back, found }, "seed " .. seed)
    end
  end)
end)
