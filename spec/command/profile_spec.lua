local json = require "viet.json"
local support = require "command.support"

local run = support.run
local ARTICLE = "spec/fixtures/annotated/tiep-don.txt"

describe("viet profile", function()
  it("writes the share of each stage", function()
    local status, out, err = run { "profile", ARTICLE }
    assert.same({ 0, "" }, { status, err })
    for _, name in ipairs { "stage", "document", "news%.zones",
        "news%.events", "all" } do
      assert.is_truthy(("\n" .. out):find("\n" .. name .. " "), name)
    end
  end)

  it("runs all articles several times, and writes JSON", function()
    local status, out = run { "profile", "--repeat", "3", "--format", "json",
      ARTICLE, "-" }
    assert.equal(0, status)
    local result = assert(json.decode(out))
    assert.same({ 6, 3 * #support.read(ARTICLE) },
      { result.documents, result.bytes })
    local sum, names = 0, {}
    for _, stage in ipairs(result.stages) do
      sum = sum + stage.seconds
      names[stage.name] = stage.spans
    end
    assert.is_true(math.abs(sum - result.seconds) < 1e-6)
    assert.equal("document", result.stages[1].name)
    assert.is_true(names["news.people"] > 0)
  end)

  it("has the stages of one's own", function()
    local mine = support.write(support.folder() .. "/mine.lua",
      "return { name = 'mine', run = function() end }")
    local _, out = run { "profile", "--with", mine, ARTICLE }
    assert.is_truthy(out:find "\nmine +0%.0 ms ")
  end)

  it("tells of rules, too", function()
    local mine = support.write(support.folder() .. "/mine.lua", [[
return { name = "mine", gives = { "X" }, rules = { { name = "r", '"tiếp"' } } }]])
    local _, out = run { "profile", "--with", mine, ARTICLE }
    assert.is_truthy(out:find "\nr +mine +[%d.]+ ms +[%d.]+ ms +%d+ +%d+ ")
    _, out = run { "profile", "--with", mine, "--format", "json", ARTICLE }
    local rule
    for _, one in ipairs(assert(json.decode(out)).rules) do
      if one.extractor == "mine" then rule = one end
    end
    assert.same({ "r", 0 }, { rule.name, rule.rejected })
    assert.is_true(rule.tries >= rule.matches and rule.matches > 0)
  end)

  it("goes on without an article that fails", function()
    local status, out, err = run({ "profile", "/none", "-", ARTICLE,
      "--repeat", "2" }, { stdin = "a\xff" })
    assert.same({ 1, "viet profile: cannot open /none: No such file or "
      .. "directory\nviet profile: (standard input): invalid UTF-8 at byte "
      .. "2\n" }, { status, err })
    assert.is_truthy(out:find "\nall ")
    status, out = run { "profile", "/none" }
    assert.same({ 1, "" }, { status, out })
  end)

  it("tells wrong usage", function()
    assert.same({ 2, "", "viet profile: bad number '0' (expected 1 to 1000000)"
      .. "\ntry 'viet profile --help'\n" },
      { run { "profile", "--repeat", "0", ARTICLE } })
  end)
end)
