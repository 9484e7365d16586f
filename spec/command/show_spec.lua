local support = require "command.support"

local run = support.run
local ARTICLE = "spec/fixtures/annotated/tiep-don.txt"
local GOLD = "spec/fixtures/annotated/tiep-don.gold.json"

local function check(arguments, status, err, settings)
  local found, _, said = run({ "show", table.unpack(arguments) }, settings)
  assert.same({ status, err }, { found, said })
end

describe("viet show", function()
  it("writes a page with what was found", function()
    local status, page, err = run { "show", ARTICLE }
    assert.same({ 0, "" }, { status, err })
    assert.is_truthy(page:find "^<!DOCTYPE html>")
    assert.is_truthy(page:find("<title>" .. ARTICLE .. "</title>", 1, true))
    assert.is_truthy(page:find('data-t="MEET"', 1, true))
    assert.is_truthy(page:find("viet/news/events/meet.lua:", 1, true))
    assert.is_truthy(page:find(" body</i>", 1, true))
  end)

  it("writes it into a file", function()
    local path = support.folder() .. "/page.html"
    local status, out = run { "show", ARTICLE, "-o", path, "--title", "Tin" }
    assert.same({ 0, "" }, { status, out })
    assert.is_truthy(support.read(path):find("<h1>Tin</h1>", 1, true))
  end)

  it("reads standard input", function()
    local status, page = run({ "show" }, { stdin = "Lê An thăm Lào.\n" })
    assert.equal(0, status)
    assert.is_truthy(page:find("<title>stdin</title>", 1, true))
  end)

  it("shows an annotation, and some layers only", function()
    local status, page = run { "show", "--gold", GOLD, ARTICLE, "--layers",
      "RANK,MEET" }
    assert.equal(0, status)
    local layers = {}
    for name in page:gmatch '<input type="checkbox" value="(%w+)"' do
      layers[#layers + 1] = name
    end
    assert.same({ "RANK", "MEET" }, layers)
    assert.is_truthy(page:find('"rule", "gold", "origin", "' .. GOLD, 1, true))
  end)

  it("shows what an extractor of one's own finds", function()
    local mine = support.write(support.folder() .. "/mine.lua", [[
return { name = "mine", gives = { "MARK" }, run = function(doc)
  doc:add("MARK", { first = 1, last = 5, rule = "mine.a" })
end }]])
    local _, page = run { "show", "--with", mine, ARTICLE }
    assert.is_truthy(page:find('data-t="MARK"', 1, true))
    assert.is_truthy(page:find('"rule", "mine.a", "origin", "' .. mine
      .. ':2"', 1, true))
  end)
end)

describe("viet show, given bad input,", function()
  it("says what is wrong", function()
    check({ "/none" }, 1,
      "viet show: cannot open /none: No such file or directory\n")
    check({ "-" }, 1, "viet show: (standard input): invalid UTF-8 at byte 2\n",
      { stdin = "a\xff" })
    check({ ARTICLE, "-o", "/none/x" }, 1, "viet show: cannot write /none/x: "
      .. "No such file or directory\n")
    check({ "--gold", GOLD }, 2, "viet show: --gold needs a FILE\n")
    check({ "--gold", "/none", ARTICLE }, 1,
      "viet show: cannot open /none: No such file or directory\n")
    check({ "--max-bytes", "10", ARTICLE }, 1, ("viet show: %s has %d bytes "
      .. "(limit 10, see --max-bytes)\n"):format(ARTICLE,
      #support.read(ARTICLE)))
    check({ "--layers", ",", ARTICLE }, 2, "viet show: bad value '' for "
      .. "--layers (expected NAME,NAME,...)\ntry 'viet show --help'\n")
  end)

  it("takes bytes that are not UTF-8 if told to", function()
    local status, page = run({ "show", "--invalid", "replace" },
      { stdin = "a\xff\n" })
    assert.equal(0, status)
    assert.is_truthy(page:find("<p>a\u{FFFD}</p>", 1, true))
  end)

  it("tells that standard output is full", function()
    check({ ARTICLE }, 1, "viet show: cannot write standard output: No space "
      .. "left on device\n", { out = "/dev/full" })
  end)
end)
