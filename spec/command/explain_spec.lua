local support = require "command.support"

local run = support.run

local SHIPS = [[
return {
  name = "ships", gives = { "SHIP" },
  rules = {
    { name = "ships.navy", '"tàu" it:([shape=upper] [shape=title])' },
    { name = "ships.visit", '"tàu" "thăm" <PLACE/>' },
  },
}
]]

local TEXT = "Một.\n\nCon tàu HMAS rời cảng.\nHai tàu thăm Huế.\n"

local function explain(...)
  local folder = support.folder()
  support.write(folder .. "/ships.lua", SHIPS)
  support.write(folder .. "/a.txt", TEXT)
  return run({ "explain", "--with", "ships.lua", ... }, { folder = folder })
end

describe("viet explain", function()
  it("tells how far a rule got, and what it wanted there", function()
    assert.same({ 0, [[
a.txt:3: rule 'ships.navy' does not match (ships.lua:4)
  Con [tàu HMAS] rời cảng.
  matched  "tàu": tàu
  matched  [shape=upper]: HMAS
  wanted   [shape=title] (ships.lua:4)
  found    rời (syllable, lower)
]], "" }, { explain("ships.navy", "a.txt:3") })
  end)

  it("tells what matched", function()
    assert.same({ 0, [[
a.txt:4: rule 'ships.visit' matches (ships.lua:5)
  Hai [tàu thăm Huế].
  matched  "tàu": tàu
  matched  "thăm": thăm
  matched  <PLACE/>: Huế
]], "" }, { explain("ships.visit", "a.txt:4") })
  end)

  it("tries one word only, if a column is named", function()
    local _, out = explain("ships.visit", "a.txt:4:1")
    assert.equal([[
a.txt:4: rule 'ships.visit' does not match (ships.lua:5)
  ▸Hai tàu thăm Huế.
  wanted   "tàu" (ships.lua:5)
  found    Hai (syllable, title)
]], out)
  end)

  it("explains rules of lines by the words that they read", function()
    local folder = support.folder()
    support.write(folder .. "/b.txt", "[Tin liên quan](http://vi.vn/x)\n")
    local status, out = run({ "explain", "zones.box_line", "b.txt:1" },
      { folder = folder })
    assert.equal(0, status)
    assert.matches("^b.txt:1: rule 'zones.box_line' matches %(", out)
    assert.is_truthy(out:find("Tin liên quan", 1, true))
  end)

  it("takes the user's rule before one of the news pack", function()
    local folder = support.folder()
    support.write(folder .. "/b.txt", "Con tàu.\n")
    support.write(folder .. "/mine.lua", 'return { name = "mine", '
      .. 'gives = { "SHIP" }, rules = { { name = "part", \'"tàu"\' } } }')
    local _, out = run({ "explain", "--with", "mine.lua", "part", "b.txt:1" },
      { folder = folder })
    assert.matches("^b.txt:1: rule 'part' matches %(mine.lua:1%)", out)
  end)

  it("tells of a rule that is code what it made, and what it reads",
    function()
      local folder = support.folder()
      support.write(folder .. "/b.txt", "Tin\n\nHọ họp tại Montreux hôm qua, "
        .. "rời Montreux hôm nay.\nHọ về.\n")
      local function explain_at(place)
        local status, out = run({ "explain", "places.again", place },
          { folder = folder })
        assert.equal(0, status)
        return (out:gsub(":%d+%)", ":N)"))
      end
      assert.equal([[
b.txt:3: rule 'places.again' is code (viet/news/places.lua:N)
  made     PLACE place/montreux: Montreux
  matched  places.behind_tai: tại Montreux (viet/news/rules/places.rules:N)
  nowhere  places.behind_unit, places.behind_units, places.known, places.building
]], explain_at "b.txt:3")
      assert.matches("^b.txt:4: [^\n]*\n  made     nothing here\n  nowhere  ",
        explain_at "b.txt:4")
    end)

  it("knows extractors without rules, and names that only spans have",
    function()
      local folder = support.folder()
      support.write(folder .. "/b.txt", "Con tàu.\nHai tàu.\n")
      support.write(folder .. "/mine.lua", [[
return { name = "mine", gives = { "MARK" }, run = function(doc)
  doc:add("MARK", { first = 1, last = 3 })
  doc:add("MARK", { first = 5, last = 8, rule = "mine.own", id = "x" })
end }]])
      local function explain_rule(rule)
        return select(2, run({ "explain", "--with", "mine.lua", rule,
          "b.txt:1" }, { folder = folder }))
      end
      assert.equal("b.txt:1: rule 'mine' is code (mine.lua:1)\n"
        .. "  made     MARK: Con\n", explain_rule "mine")
      assert.equal("b.txt:1: rule 'mine.own' is code (mine.lua:3)\n"
        .. "  made     MARK x: tàu\n", explain_rule "mine.own")
    end)

  it("uses colors only where they are wanted", function()
    local _, out = explain("ships.visit", "a.txt:4", "--color", "always")
    assert.is_truthy(out:find("Hai \27[7mtàu thăm Huế\27[0m.", 1, true))
    assert.is_truthy(out:find("\27[32mmatched\27[0m", 1, true))
  end)
end)

describe("viet explain, given bad input,", function()
  it("says what is wrong", function()
    local cases = {
      { 2, "ships.navy", "a.txt", "bad place 'a.txt' (expected FILE:LINE or "
        .. "FILE:LINE:COLUMN)\ntry 'viet explain --help'" },
      { 1, "ships.navy", "b.txt:1",
        "cannot open b.txt: No such file or directory" },
      { 1, "ships.navy", "a.txt:9", "there is no line 9 (the text has 4)" },
      { 1, "ships.navy", "a.txt:2", "line 2 is empty" },
      { 1, "ships.navy", "a.txt:1:99",
        "there is no column 99 in line 1 (it has 6 bytes)" },
    }
    assert.same({ 2, "", "viet explain: unknown rule 'ships.nav' (did you "
      .. "mean 'ships.navy'?)\n" }, { explain("ships.nav", "a.txt:1") })
    local status, _, message = explain("no.such.thing", "a.txt:1")
    assert.equal(2, status)  -- the news pack has many rules of its own
    assert.matches("^viet explain: unknown rule 'no.such.thing' "
      .. "%(there are %d+ rules%)\n$", message)
    for _, case in ipairs(cases) do
      assert.same({ case[1], "", "viet explain: " .. case[4] .. "\n" },
        { explain(case[2], case[3]) })
    end
  end)
end)
