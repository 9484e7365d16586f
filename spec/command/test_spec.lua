local support = require "command.support"

local run = support.run

local SHIPS = [[
return { name = "ships", gives = { "SHIP" }, run = function(doc)
  for first, last in doc.text:gmatch("tàu ()Sao %S+()") do
    doc:add("SHIP", { first = first, last = last - 1, rule = "ships.a",
      id = "ship/x" })
  end
end }]]

local function make_folder(examples)
  local folder = support.folder()
  support.write(folder .. "/ships.lua", SHIPS)
  support.write(folder .. "/names.tsv", "id\ttype\tname\nplace/x\tTOWN\tVinh\n")
  support.write(folder .. "/a.txt", examples)
  return folder
end

local function test(examples, ...)
  return run({ "test", "a.txt", ... }, { folder = make_folder(examples) })
end

describe("viet test", function()
  it("counts the examples that are right", function()
    assert.same({ 0, "3 passed, 0 failed\n", "" }, { test [[
@with ships.lua
@rule ships.a
Con tàu [Sao Mai|SHIP id=ship/x] và tàu [Sao Hôm] thăm Huế.
Ngôi Sao Mai mọc.
@layer PLACE
Con tàu thăm [Huế].
]] })
  end)

  it("shows what is wanted and what is found", function()
    assert.same({ 1, [[
a.txt:3: ships.a
  expected Con tàu [Sao Mai nhỏ] đến.
  but was  Con tàu [Sao Mai] nhỏ đến.

1 passed, 1 failed
]], "" }, { test [[
@with ships.lua
@rule ships.a
Con tàu [Sao Mai nhỏ] đến.
Con tàu đến.
]] })
  end)

  it("explains why a pattern did not match", function()
    local folder = make_folder "@with pat.lua\n@rule navy\nHai tàu [hộ vệ].\n"
    support.write(folder .. "/pat.lua", [[
return { name = "navy", gives = { "SHIP" },
  rules = { { name = "navy", '"tàu" it:[shape=upper]' } } }]])
    assert.same({ 1, [[
a.txt:3: navy
  expected Hai tàu [hộ vệ].
  but was  Hai tàu hộ vệ.
  matched  "tàu": tàu
  wanted   [shape=upper] (pat.lua:2)
  found    hộ (syllable, lower)

0 passed, 1 failed
]], "" }, { run({ "test", "a.txt" }, { folder = folder }) })
  end)

  it("refuses names that nothing has, where they are written", function()
    assert.same({ 1, "0 passed, 3 failed\n", "viet test: a.txt:1: unknown "
      .. "layer 'PERSN' (did you mean 'PERSON'?)\nviet test: a.txt:4: unknown "
      .. "rule 'people.after_rnk' (did you mean 'people.after_rank'?)\n" },
      { test [[
@layer PERSN
Con tàu đến.
Con tàu đi.
@rule people.after_rnk
Con tàu rời cảng.
]] })
    assert.same({ 1, "0 passed, 1 failed\n",
      "viet test: a.txt:2: unknown layer 'PERSON'\n" }, { test [[
@alone
@layer PERSON
Con tàu đến.
]] })
  end)

  it("takes names that only spans have, or that a function may give",
    function()
      assert.same({ 0, "4 passed, 0 failed\n", "" }, { test [[
@with ships.lua
@rule ships.a
Con tàu [Sao Mai] đến.
@rule ships.b
Con tàu đến.
@rule places.again
Con tàu đến.
@rule organisations.in_credit
Con tàu đến.
]] })
    end)

  it("tests a lexicon, alone", function()
    assert.same({ 0, "2 passed, 0 failed\n", "" }, { test [[
@alone
@lexicon names.tsv
@layer TOWN
Họ đến [VINH|id=place/x], rồi [Vinh].
Họ đến Huế.
]] })
  end)

  it("tests rules of the news pack", function()
    assert.same({ 0, "1 passed, 0 failed\n", "" }, { test [[
@rule people.after_rank
Thượng tướng [Lê Hòa An|PERSON] đến.
]] })
  end)

  it("runs the examples of one rule, and lists them", function()
    local examples = "@with ships.lua\n@rule ships.a\nCon tàu.\n"
      .. "@rule ships.b\nCon [tàu].\n"
    assert.same({ 0, "a.txt:3: ships.a: right\n1 passed, 0 failed\n", "" },
      { test(examples, "--rule", "ships.a", "--list") })
    assert.same({ 1, "0 passed, 0 failed\n", "viet test: there are no "
      .. "examples of rule 'ships.c'\n" },
      { test(examples, "--rule", "ships.c") })
  end)

  it("finds files beside the examples, from any folder", function()
    local folder = make_folder "@with ships.lua\n@rule ships.a\nCon tàu.\n"
    assert.same({ 0, "1 passed, 0 failed\n", "" },
      { run { "test", folder .. "/a.txt" } })
  end)
end)

describe("viet test, given bad input,", function()
  it("tells what is wrong", function()
    local cases = {
      { "", "there are no examples" },
      { "@rule r\na [b", "a.txt:2:3: '[' without ']'" },
      { "@rul r\n", "a.txt:1: unknown directive '@rul' (expected @with, "
        .. "@lexicon, @alone, @rule or @layer)" },
      { "@rule r\n\255", "a.txt:2: invalid UTF-8 at byte 1" },
    }
    for _, case in ipairs(cases) do
      local status, out, err = test(case[1])
      assert.equal("viet test: " .. case[2] .. "\n", err)
      assert.equal(1, status)
      assert.is_truthy(out:find "^0 passed, %d failed\n$")
    end
  end)

  it("ends where an extractor or a lexicon cannot be read", function()
    assert.same({ 1, "", "viet test: cannot open none.lua: No such file or "
      .. "directory\n" }, { test "@with none.lua\n@rule r\na\n" })
    assert.same({ 1, "", "viet test: cannot open none.tsv: No such file or "
      .. "directory\n" }, { test "@lexicon none.tsv\n@rule r\na\n" })
  end)

  it("counts an extractor's error as a failure", function()
    local folder = make_folder "@with bad.lua\n@alone\n@rule r\na\n"
    support.write(folder .. "/bad.lua",
      "return { name = 'bad', run = function() error('no', 0) end }")
    assert.same({ 1, "0 passed, 1 failed\n", "viet test: a.txt:4: extractor "
      .. "'bad' failed on viet.document (a.txt, 1 bytes): no\n" },
      { run({ "test", "a.txt" }, { folder = folder }) })
  end)

  it("goes on with the next file", function()
    local folder = make_folder "@layer PLACE\nHọ đến [Huế].\n"
    local status, out, err = run({ "test", "none.txt", "a.txt" },
      { folder = folder })
    assert.same({ 1, "1 passed, 0 failed\n", "viet test: cannot open none.txt:"
      .. " No such file or directory\n" }, { status, out, err })
  end)
end)
