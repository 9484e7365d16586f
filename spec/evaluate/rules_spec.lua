local evaluate = require "viet.evaluate"

local function mention(start, kind, rule)
  return { start = start, ["end"] = start + 3, type = kind, rule = rule }
end

--- The rows of a score's rules, in short.
local function rows(gold, predicted)
  local list = {}
  for i, rule in ipairs(evaluate.score({ gold }, { predicted }).rules) do
    list[i] = ("%s %s %d/%d of %d"):format(rule.type, rule.name, rule.hits,
      rule.predicted, rule.gold)
  end
  return list
end

describe("the figures of rules", function()
  it("count mentions by type and rule", function()
    local gold = { mentions = { mention(0, "PLACE"), mention(10, "PLACE"),
      mention(20, "DATE") } }
    local predicted = { mentions = { mention(0, "PLACE", "a"),
      mention(11, "PLACE", "a"), mention(10, "PLACE", "b"),
      mention(20, "DATE", "a"), mention(30, "DATE") } }
    assert.same({ "DATE a 1/1 of 1", "PLACE a 1/2 of 2", "PLACE b 1/1 of 2" },
      rows(gold, predicted))
  end)

  it("give the recall as a share of the type", function()
    local gold = { mentions = { mention(0, "X"), mention(10, "X") } }
    local predicted = { mentions = { mention(0, "X", "a") } }
    local rule = evaluate.score({ gold }, { predicted }).rules[1]
    assert.same({ 1, 0.5, 2 / 3 }, { rule.precision, rule.recall, rule.f1 })
  end)

  it("count posts and events, too", function()
    local meet = { type = "MEET", actors = { "a", "b" } }
    local gold = { posts = { { person = "p", title = "t" } },
      events = { meet } }
    local predicted = {
      posts = { { person = "p", title = "t", rule = "posts.run" },
        { person = "q", title = "t", rule = "posts.run" } },
      events = { { type = "MEET", actors = { "c" }, rule = "meet.at" },
        { type = "MEET", actors = { "a" }, rule = "meet.with" } },
    }
    assert.same({ "HOLDS posts.run 1/2 of 1", "MEET meet.at 0/1 of 1",
      "MEET meet.with 1/1 of 1" }, rows(gold, predicted))
  end)
end)
