local profile = require "viet.profile"
local viet = require "viet"

local function busy()
  local until_then = os.clock() + 0.02
  repeat until os.clock() > until_then
end

describe("a profile", function()
  local pipeline = viet.pipeline {
    viet.extractor { name = "quick", gives = { "A" }, run = function(doc)
      doc:add("A", { first = 1, last = 1 })
      doc:add("A", { first = 2, last = 2 })
    end },
    viet.extractor { name = "slow", needs = { "A" }, gives = { "B" },
      run = function(doc)
        busy()
        doc:add("B", { first = 1, last = 1 })
      end },
  }

  it("tells time and spans of each stage, the slowest first", function()
    local one = profile.new()
    one:run(pipeline, "một hai")
    one:run(pipeline, "một hai")
    local rows = {}
    for row in one:report():gmatch "[^\n]+" do rows[#rows + 1] = row end
    assert.equal(6, #rows)
    assert.is_truthy(rows[1]:find "^stage +time +share +speed +spans$")
    assert.is_truthy(rows[3]:find "^slow +%d+%.%d ms +%d+%.%d %% .* 2$")
    assert.is_truthy(rows[6]:find "^all +%d+%.%d ms +100%.0 %% ")
    assert.equal(4, one.by_name.quick.spans)
    assert.is_true(one.by_name.slow.seconds >= 0.04)
    assert.is_true(one.seconds >= one.by_name.slow.seconds)
    assert.same({ 2, 2 * #"một hai" }, { one.documents, one.bytes })
  end)

  it("gives back the document, or what is wrong with the text", function()
    local doc = profile.new():run(pipeline, "ab", { name = "x" })
    assert.equal(2, #doc:layer "A")
    assert.equal("x", doc.meta.name)
    assert.same({ nil, "invalid UTF-8 at byte 1" },
      { profile.new():run(pipeline, "\xff") })
  end)
end)

describe("a profile of rules", function()
  local pipeline = viet.pipeline { viet.extractor {
    name = "mine", gives = { "X" },
    rules = { { name = "found", '"hai" it:"ba"' }, { name = "not", '"tư"' } },
    action = function(match)
      if match.first > 10 then return false end
      match:add("X")
    end,
  } }

  it("counts tries, steps, matches and rejections of each", function()
    local one = profile.new()
    one:run(pipeline, "một hai ba hai ba hai")
    one:run(pipeline, "hai")
    local found, none = one.rules[1], one.rules[2]
    assert.same({ "found", "mine", 2, 2, 1 },
      { found.name, found.extractor, found.tries, found.matches,
        found.rejected })
    assert.is_true(found.steps > found.tries)
    assert.is_true(found.seconds > 0 and found.seconds >= found.action)
    assert.same({ "not", 0, 0, 0 },
      { none.name, none.tries, none.steps, none.matches })
  end)

  it("is a table, the rule that took longest first", function()
    local one = profile.new()
    one:run(pipeline, ("một hai ba "):rep(1000))
    local rows = {}
    for row in one:report_rules():gmatch "[^\n]+" do rows[#rows + 1] = row end
    assert.is_truthy(rows[1]:find("^rule +extractor +time +action +tries "
      .. "+steps +matches +rejected$"))
    assert.is_truthy(rows[3]:find("^found +mine +[%d.]+ ms +[%d.]+ ms +1000 "
      .. "+%d+ +1000 +999$"))
    assert.is_truthy(rows[4]:find "^not +mine .* 0 +0 +0 +0$")
  end)

  it("leaves out what an extractor runs by itself, and of two of one name the "
    .. "second", function()
    local function find(name, rule)
      return viet.extractor { name = name, gives = { "X" },
        rules = { { name = rule, '"một"' } } }
    end
    local inner = find("inner", "inside")
    local outer = viet.extractor { name = "outer", gives = { "X" },
      run = function(doc)
        inner.run(doc)
        viet.pipeline { inner }:run(doc)
      end }
    local one = profile.new()
    local doc = one:run(viet.pipeline { outer, find("twin", "first"),
      find("twin", "second") }, "một hai")
    assert.equal(4, #doc:layer "X")
    local report = one:report_rules()
    assert.matches("\nfirst ", report)
    assert.is_nil(report:find "second" or report:find "inside")
  end)

  it("is empty without rules", function()
    local one = profile.new()
    one:run(viet.pipeline {}, "một")
    assert.equal("", one:report_rules())
  end)
end)

describe("pipeline:run", function()
  it("tells a watcher of each extractor, in order", function()
    local seen = {}
    local pipeline = viet.pipeline {
      viet.extractor { name = "b", needs = { "X" }, run = function() end },
      viet.extractor { name = "a", gives = { "X" }, run = function() end },
    }
    pipeline:run(viet.document "", function(extractor, seconds)
      seen[#seen + 1] = extractor.name .. type(seconds)
    end)
    assert.same({ "anumber", "bnumber" }, seen)
  end)
end)
