local viet = require "viet"

--- "rule: text" of each match.
local function found(set, text)
  local parts = {}
  for first, last, _, rule in set:matches(text) do
    parts[#parts + 1] = rule .. ": " .. text:sub(first, last)
  end
  return parts
end

local function refused(...)
  local ok, message = pcall(viet.patterns, ...)
  assert.is_false(ok)
  return (message:gsub("^[^\n]-%.lua:%d+: ", "")):match "^[^\n]*"
end

describe("a set of rules", function()
  it("finds all of them, in order of text", function()
    local set = viet.patterns [[
      rule number = [kind=number]
      rule pair = [] []
      rule end = []+ </line>
    ]]
    assert.equal(3, #set)
    assert.same({ "end: a 1 2", "pair: a 1", "number: 1", "number: 2" },
      found(set, "a 1 2"))
  end)

  it("finds few in a long text in the same order", function()
    local set = viet.patterns [[
      rule low = "hội" "đàm"
      rule high (priority=1) = "hội" "đàm"
      rule long = "hội" "đàm" "với"
      rule inside = "đàm" "với" | "sau" "cùng"
    ]]
    local gap = (" một hai ba bốn"):rep(100) .. " "
    local block = { "long: hội đàm với", "high: hội đàm", "low: hội đàm",
      "inside: đàm với" }
    local wanted = { "inside: sau cùng" }
    for _ = 1, 2 do
      for _, one in ipairs(block) do table.insert(wanted, #wanted, one) end
    end
    assert.same(wanted, found(set, "hội đàm với" .. gap .. "hội đàm với" .. gap
      .. "sau cùng"))
  end)

  it("tries words that follow each other at each distance from the start",
  function()
    local set = viet.patterns [[
      rule met = [kind=number]{0,2} ("hội đàm" | "một hội nghị" | "gặp")
    ]]
    assert.same({ "met: 1 2 hội đàm", "met: 3 một hội nghị", "met: gặp" },
      found(set, "1 2 hội đàm, 3 một hội nghị; gặp hội, đàm"))
  end)

  it("takes tables, texts and values", function()
    local set = viet.patterns {
      { name = "a", '"a" Num' },
      'rule b = "b" Num',
      { name = "c", viet.pattern.words "c" * "[kind=number]" },
      { name = "d", '"d"', match = "all", priority = 3, consume = true,
        level = "exact" },
      patterns = { Num = "[kind=number]", ["Twice(x)"] = "x x" },
    }
    assert.same({ "a: A 1", "b: b 2", "c: C 3" }, found(set, "A 1 b 2 C 3 D"))
    local rule = set:rules()[4]
    assert.same({ "d", "all", 3, true, "d:1" },
      { rule.name, rule.match, rule.priority, rule.consume, rule.source })
  end)

  it("knows where each rule stands, and its captures", function()
    local set = viet.patterns 'rule a = "x"\n\nrule b.c =\n  (n:[])+ m:[]'
    local rule = set:rules()[2]
    assert.same({ "b.c", 4, "patterns[1]:4", "(n:[])+ m:[]" },
      { rule.name, rule.line, rule.source, rule.text })
    assert.same({ { name = "n", list = true }, { name = "m", list = false } },
      rule.captures)
  end)

  it("puts arguments in the place of parameters", function()
    local set = viet.patterns [[
      let List(x, sign) = x (sign x)*
      let Number = [kind=number]
      rule numbers = List(Number, "," | "và")
      rule nested = "(" List(List(Number, "-"), "/") ")"
    ]]
    assert.same({ "numbers: 1, 2 và 3", "nested: (1 - 2 / 3)", "numbers: 1",
      "numbers: 2", "numbers: 3" }, found(set, "1, 2 và 3; (1 - 2 / 3)"))
  end)
end)

describe("a rule that says how many tokens a match has at most", function()
  it("finds what is no longer, and what begins further on", function()
    local text = "a b c b c d a b d"
    assert.same({ "r: a b d" }, found(viet.patterns [[rule r (most=3) = "a" []* "d"]], text))
    assert.same({ "r: a b c", "r: b c d", "r: a b d" },
      found(viet.patterns [[rule r (most=3) = []+]], text))
    assert.same({ "r: a b", "r: a b", "s: b d" }, found(viet.patterns {
      { name = "r", '"a" []*', most = 2 }, { name = "s", '"b" []* "d" </line>' },
      most = 2 }, text))
  end)

  it("takes time for a text as for one that is twice as long, twice", function()
    local rules = viet.patterns [[rule r (most=20, match=all) = (?> "a"+) "b"]]
    assert.is_nil((rules:matches(("a "):rep(20000))()))
  end)
end)

describe("what has to stand ahead", function()
  it("is what a rule is entered by, if it is rare", function()
    local rules = viet.patterns [[rule r = (?= "rare") []* "x"]]
    local efforts = {}
    for _ in rules:matches("x y rare z x x y", { efforts = efforts }) do end
    assert.equal(1, efforts[1])
    rules = viet.patterns [=[rule r = [] (?= [] "rare") []]=]
    local first, last = rules:find("x y rare z")
    assert.same({ 1, 3 }, { first, last })
  end)
end)

describe("rules that consume", function()
  it("share no token: the leftmost has it, then the longest", function()
    local set = viet.patterns { consume = true,
      { name = "ab", '"a" "b"' }, { name = "bc", '"b" "c"' },
      { name = "abc", '"a" "b" "c"' }, { name = "c", '"c"' } }
    assert.same({ "abc: a b c", "ab: a b", "bc: b c" },
      found(set, "a b c a b b c"))
  end)

  it("give way to those of a higher priority", function()
    local set = viet.patterns {
      { name = "all", "[]+", consume = true },
      { name = "number", "[kind=number]", priority = 1, consume = true },
      { name = "free", '"a" []' },
    }
    assert.same({ "free: a 1", "all: a", "number: 1", "all: b c" },
      found(set, "a 1 b c"))
  end)

  it("are the first one where two are alike", function()
    local set = viet.patterns { consume = true,
      { name = "x", '"a"' }, { name = "y", "[]" } }
    assert.same({ "x: a", "y: b" }, found(set, "a b"))
  end)
end)

describe("a mistake in a set", function()
  it("is told with its file, line and column", function()
    assert.equal("patterns[1]:2:12: unknown pattern 'Nmber' (did you mean"
      .. " 'Number'?)",
      refused 'let Number = [kind=number]\n  rule a = Nmber')
    assert.equal("x:1:4: expected an element or the end, found ')'",
      refused { { name = "x", '"a")' } })
    assert.equal("patterns[1]:2:9: patterns refer to themselves: A -> B -> A",
      refused 'let A = B\nlet B = A\nrule x = A')
    assert.equal("patterns[1]:2:10: rule 'a' is defined twice",
      refused 'rule a = "x"\nrule a = "y"')
    assert.equal("patterns[1]:2:5: pattern 'A' is defined twice",
      refused 'let A = "x"\nlet A = "y"')
    assert.equal("patterns[1]:2:10: pattern 'A' takes 1 argument, got 2",
      refused 'let A(x) = x\nrule a = A("a", "b")')
    assert.equal("patterns[1]:1:9: expected match, priority, consume, level or"
      .. " most, found 'x'", refused 'rule a (x=1) = "a"')
    assert.equal("patterns[1]:1:1: expected 'let', 'rule' or '@import',"
      .. " found '\"a\"'", refused '"a"')
    assert.equal("rule 1 needs a name and a pattern", refused { { '"a"' } })
    assert.equal("rule 1: unknown option 'mtch' (expected name, level, match,"
      .. " priority, consume or most)", refused { { name = "a", '"a"', mtch = 1 } })
  end)
end)

describe("files of patterns", function()
  local folder

  local function write(name, text)
    local file = assert(io.open(folder .. "/" .. name, "wb"))
    file:write(text)
    file:close()
  end

  before_each(function()
    folder = os.tmpname()
    os.remove(folder)
    os.execute("mkdir " .. folder)
  end)

  after_each(function() os.execute("rm -r " .. folder) end)

  it("import others, each once", function()
    write("a.pat", '# rules\n@import "b.pat"\n@import "c.pat"\nrule a = B C\n')
    write("b.pat", '@import "c.pat"  # for C\nlet B = "b" | C\n')
    write("c.pat", '@import "a.pat"\nlet C = [kind=number]\n')
    local set = assert(viet.patterns.read(folder .. "/a.pat"))
    assert.same({ "a: b 1" }, found(set, "b 1"))
    assert.equal(folder .. "/a.pat:4", set:rules()[1].source)
  end)

  it("tell where a bracket was opened that a rule leaves open", function()
    local _, message = pcall(viet.patterns,
      'rule a = "x" (\n  "a" | "b"\nrule b = "c"\n')
    assert.equal([[
patterns[1]:1:14: '(' is not closed: expected ')' or an element, found 'rule'
  rule a = "x" (
               ^]], (message:gsub("^[^:]*:%d+: ", "")))
  end)

  it("tell what is wrong in which of them", function()
    write("a.pat", '@import "b.pat"\nrule a = B\n')
    write("b.pat", 'let B = \n  <PERSN/>\n')
    local set, message = viet.patterns.read(folder .. "/a.pat")
    assert.is_nil(set)
    assert.equal(folder .. "/b.pat:2:3: unknown layer 'PERSN' (did you mean"
      .. " 'PERSON'?)\n  " .. "  <PERSN/>\n    ^^^^^^^^", message)
    write("b.pat", '@import "d.pat"\n')
    set, message = viet.patterns.read(folder .. "/a.pat")
    assert.is_nil(set)
    assert.equal(([[
%s/b.pat:1:9: cannot open %s/d.pat: No such file or directory
  @import "d.pat"
          ^^^^^^^]]):format(folder, folder), message)
  end)
end)
