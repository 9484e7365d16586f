local rule_test = require "viet.rule_test"
local viet = require "viet"

local FILE = [[
# ships
@with ships.lua
@rule ships.a

Tàu [Sao Mai] đến.
Con tàu rời cảng.

@layer SHIP PLACE
@alone
[Sao Mai|SHIP id=ship/x] thăm
  [Huế|PLACE].
\# không phải
]]

describe("a file of examples", function()
  it("is read into cases, each with its setting", function()
    local cases = assert(rule_test.parse(FILE))
    local seen = {}
    for i, case in ipairs(cases) do
      seen[i] = { case.line, case.text, #case.spans,
        case.setting.rule or table.concat(case.setting.layers, " "),
        case.setting.alone or false, case.setting.with[1] }
    end
    assert.same({
      { 5, "Tàu Sao Mai đến.", 1, "ships.a", false, "ships.lua" },
      { 6, "Con tàu rời cảng.", 0, "ships.a", false, "ships.lua" },
      { 10, "Sao Mai thăm\nHuế.", 2, "SHIP PLACE", true, "ships.lua" },
      { 12, "# không phải", 0, "SHIP PLACE", true, "ships.lua" },
    }, seen)
    assert.same({ layer = "SHIP", first = 1, last = 7,
      attributes = { id = "ship/x" } }, cases[3].spans[1])
  end)

  it("may have lines that end with CR LF, or nothing", function()
    assert.equal("a", rule_test.parse("@rule r\r\n[a]\r\n")[1].text)
    assert.same({}, rule_test.parse "")
  end)

  it("is refused with line and column", function()
    local cases = {
      { "a", "a sentence before @rule or @layer", 1 },
      { "@rule", "@rule needs one NAME", 1 },
      { "\n@layer", "@layer needs a NAME", 2 },
      { "@with a b", "@with needs one FILE.lua", 1 },
      { "@lexicon", "@lexicon needs one FILE.tsv", 1 },
      { "@alone x", "@alone stands alone", 1 },
      { "@rules x", "unknown directive '@rules' (expected @with, @lexicon, "
        .. "@alone, @rule or @layer)", 1 },
      { "@rule r\n\na [b", "'[' without ']'", 3, 3 },
    }
    for _, case in ipairs(cases) do
      assert.same({ nil, case[2], case[3], case[4] },
        { rule_test.parse(case[1]) })
    end
  end)
end)

describe("a case", function()
  --- What is wrong with a sentence in which `spans` were found.
  local function check(source, ...)
    local case = rule_test.parse("@rule r\n" .. source)[1]
    local doc = viet.document(case.text)
    for _, span in ipairs { ... } do
      local first, last = case.text:find(span[1], 1, true)
      doc:add(span[2], { first = first, last = last, rule = span[3] or "r",
        id = span.id })
    end
    return rule_test.check(case, doc)
  end

  it("is right if just its spans are found", function()
    assert.is_nil(check("[a] b", { "a", "X" }))
    assert.is_nil(check("a b"))
    assert.is_nil(check("[a|X id=i] b", { "a", "X", id = "i" }))
    assert.is_nil(check("[a] b", { "a", "X" }, { "b", "X", "other" }))
  end)

  it("tells what is missing and what is too much", function()
    local difference = check("[a|X] b", { "b", "Y" })
    assert.equal("[a|X] b", difference.wanted)
    assert.equal("a [b|Y]", difference.found)
    assert.equal(1, #difference.missing)
    assert.equal(1, #difference.extra)
  end)

  it("tells another layer, and another value", function()
    assert.equal("[a|Y] b", check("[a|X] b", { "a", "Y" }).found)
    assert.equal("[a|id=j] b", check("[a|id=i] b", { "a", "X", id = "j" })
      .found)
    assert.equal("[a] b", check("[a|id=i] b", { "a", "X" }).found)
  end)

  it("wants each span as often as it is marked", function()
    assert.equal("[[a]]", check("[a]", { "a", "X" }, { "a", "Y" }).found)
    assert.is_nil(check("[[a]]", { "a", "X" }, { "a", "Y" }))
  end)

  it("may be about all spans of a layer", function()
    local case = rule_test.parse("@layer X\n[a] [b]")[1]
    local doc = viet.document "a b"
    doc:add("X", { first = 1, last = 1, rule = "one" })
    doc:add("X", { first = 3, last = 3, rule = "two" })
    doc:add("Y", { first = 1, last = 3, rule = "one" })
    assert.is_nil(rule_test.check(case, doc))
  end)
end)
