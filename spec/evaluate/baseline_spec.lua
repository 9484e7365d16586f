local baseline = require "viet.evaluate.baseline"

local function mention(start, id)
  return { start = start, ["end"] = start + 3, type = "PLACE", id = id }
end

--- The changes in short: "lost PLACE 0".
local function compare(gold, before, now)
  local list = {}
  for i, change in ipairs(baseline.compare(gold, before, now)) do
    list[i] = ("%s %s %s"):format(change.verdict, change.type,
      change.line or change.start)
  end
  return list
end

describe("a baseline", function()
  local gold = { mentions = { mention(0, "a"), mention(10, "b") } }

  it("has nothing to tell of equal predictions", function()
    assert.same({}, compare(gold, gold, gold))
    assert.same({}, compare(gold, {}, {}))
  end)

  it("tells a mention that is found now, and one that is lost", function()
    assert.same({ "lost PLACE 0", "gained PLACE 10" }, compare(gold,
      { mentions = { mention(0, "a") } }, { mentions = { mention(10, "b") } }))
  end)

  it("tells a false hit that came, and one that went", function()
    assert.same({ "gained PLACE 20", "lost PLACE 30" }, compare({},
      { mentions = { mention(20, "x") } }, { mentions = { mention(30, "x") } }))
  end)

  it("tells what is wrong in another way than before", function()
    local function with(id)
      return { mentions = { mention(0, "a"), mention(10, id) } }
    end
    assert.same({ "changed PLACE 10" }, compare(gold, with "x", with "y"))
    assert.same({}, compare(gold, with "x", with "x"))
    assert.same({ "changed PLACE 10" },
      compare(gold, { mentions = { mention(0, "a") } }, with "y"))
  end)

  it("does not mind that another rule finds the same", function()
    local before, now = mention(5, "x"), mention(5, "x")
    before.rule, now.rule = "old", "new"
    assert.same({}, compare({}, { mentions = { before } },
      { mentions = { now } }))
  end)

  it("tells two events at one place apart", function()
    local function event(...)
      return { type = "MEET", actors = { ... },
        trigger = { start = 4, ["end"] = 8 } }
    end
    assert.same({ "gained MEET 4" }, compare(
      { events = { event("a", "b"), event("c", "d") } },
      { events = { event("a", "b") } },
      { events = { event("a", "b"), event("c", "d") } }))
  end)

  it("tells a line whose zone is wrong now", function()
    assert.same({ "lost zone 3" }, compare(
      { zones = { { line = 3, zone = "body" } } },
      { zones = { { line = 3, zone = "body" } } },
      { zones = { { line = 3, zone = "nav" } } }))
  end)

  it("comes back as it was written", function()
    local records = { { name = "á", mentions = { mention(0, "x") } } }
    local read = assert(baseline.decode(baseline.encode(records)))
    assert.same("x", read["á"].mentions[1].id)
  end)

  it("tells the line that is no prediction", function()
    assert.same({ nil, "a prediction without a 'name'", 1 },
      { baseline.decode "{}\n" })
    assert.same({ nil, "'a' stands here twice", 2 },
      { baseline.decode '{"name": "a"}\n{"name": "a"}\n' })
    local _, message, line = baseline.decode '{"name": "a"}\n{'
    assert.equal(2, line)
    assert.is_truthy(message:find "^bad JSON at byte 2: ")
  end)
end)
