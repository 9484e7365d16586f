local support = require "command.support"

local run = support.run

local ARTICLE = "Tàu Sao Mai thăm Huế.\nTàu Sao Hôm về.\n"

--- A folder with an article, and an extractor that finds a word.
local function make_folder(word)
  local folder = support.folder()
  support.write(folder .. "/a.txt", ARTICLE)
  local function write_mine(text)
    support.write(folder .. "/mine.lua", text)
  end
  local function finding(what)
    return ([[
return { name = "mine", gives = { "SHIP" }, run = function(doc)
  for first, last in doc.text:gmatch("()%s()") do
    doc:add("SHIP", { first = first, last = last - 1, id = "ship/x" })
  end
end }
]]):format(what)
  end
  write_mine(finding(word or "Sao Mai"))
  return folder, write_mine, finding
end

local function try(folder, ...)
  return run({ "try", "mine.lua", "a.txt", ... }, { folder = folder })
end

describe("viet try --once", function()
  it("shows the sentences in which something is found", function()
    assert.same({ 0, "a.txt:1: Tàu [SHIP Sao Mai] thăm Huế.\n\n"
      .. "1 span in 1 file\n", "" }, { try(make_folder(), "--once") })
    assert.same({ 0, "a.txt:1: Tàu [SHIP Sao] Mai thăm Huế.\na.txt:2: Tàu "
      .. "[SHIP Sao] Hôm về.\n\n2 spans in 1 file\n", "" },
      { try(make_folder "Sao", "--once") })
    assert.same({ 0, "0 spans in 1 file\n", "" },
      { try(make_folder "Xyz", "--once") })
  end)

  it("shows other layers, of the news pack too", function()
    local _, out = try(make_folder(), "--once", "--layers", "PLACE,SHIP")
    assert.equal("a.txt:1: Tàu [SHIP Sao Mai] thăm [PLACE Huế].\n\n"
      .. "2 spans in 1 file\n", out)
  end)

  it("uses colors only where they are wanted", function()
    local folder = make_folder()
    local _, always = try(folder, "--once", "--color", "always")
    assert.equal("a.txt:1: Tàu \27[0m\27[30;48;5;153mSao Mai\27[2m SHIP"
      .. "\27[0m thăm Huế.\n\n1 span in 1 file\n", always)
    local _, auto = try(folder, "--once")
    assert.is_nil(auto:find "\27")
  end)

  it("tells what is wrong with the extractor", function()
    local folder, write = make_folder()
    local cases = {
      { "return {", "mine.lua:1: unexpected symbol near <eof>" },
      { "error 'no'", "mine.lua:1: no" },
      { "return 3", "mine.lua returns a number, not an extractor" },
      { "return { name = 'm', needs = { 'X' }, run = print }",
        "mine.lua: extractor 'm' needs layer 'X', which none gives" },
      { "return { name = 'm', run = function() error 'no' end }",
        "a.txt: extractor 'm' failed on viet.document (a, 46 bytes): "
        .. "mine.lua:1: no" },
    }
    for _, case in ipairs(cases) do
      write(case[1])
      local status, _, err = try(folder, "--once")
      assert.equal("viet try: " .. case[2] .. "\n", err)
      assert.equal(1, status)
    end
  end)

  it("goes on without an article that cannot be read", function()
    local folder = make_folder()
    local status, out, err = try(folder, "none.txt", "--once")
    assert.same({ 1, "viet try: cannot open none.txt: No such file or "
      .. "directory\n" }, { status, err })
    assert.is_truthy(out:find("1 span in 1 file\n", 1, true))
  end)

  it("tells wrong usage", function()
    assert.same({ 2, "", "viet try: missing argument 'MINE.lua'\n"
      .. "try 'viet try --help'\n" }, { run { "try" } })
    assert.same({ 2, "", "viet try: missing argument 'FILE'\n"
      .. "try 'viet try --help'\n" }, { run { "try", "mine.lua" } })
  end)
end)

--- Starts viet try in the background.
-- @return a function that waits until its output holds a text and returns the
--   output, and one that ends it
local function start(folder, arguments)
  local out = support.write(folder .. "/out", "")
  support.shell(("%s try %s >>out 2>&1 & echo $! >pid"):format(
    support.quote(support.viet), arguments), { folder = folder })
  local pid = support.read(folder .. "/pid"):match "%d+"
  local function wait_for(text)
    for _ = 1, 200 do
      local found = support.read(out)
      if found:find(text, 1, true) then return found end
      os.execute "sleep 0.05"
    end
    error(("'%s' did not come, but: %s"):format(text, support.read(out)))
  end
  return wait_for, function() os.execute("kill " .. pid) end
end

describe("viet try", function()
  local stop

  after_each(function()
    if stop then stop() end
    stop = nil
  end)

  it("runs again when the extractor changes, and tells the difference",
    function()
      local folder, write, finding = make_folder()
      local wait_for
      wait_for, stop = start(folder, "mine.lua a.txt")
      wait_for "1 span in 1 file\n"
      write(finding "Sao Hôm")
      local out = wait_for "(1 gained, 1 lost)\n"
      assert.is_truthy(out:find("\na.txt:2: Tàu [SHIP Sao Hôm] về.\n\n"
        .. "+ a.txt:2: SHIP Sao Hôm ship/x\n"
        .. "- a.txt:1: SHIP Sao Mai ship/x\n\n"
        .. "1 span in 1 file (1 gained, 1 lost)\n", 1, true), out)
    end)

  it("runs again when an article changes, several times within a second",
    function()
      local folder = make_folder()
      local wait_for
      wait_for, stop = start(folder, "mine.lua a.txt")
      wait_for "1 span in 1 file\n"
      for i = 2, 4 do
        support.write(folder .. "/a.txt", ("Sao Mai. "):rep(i))
        wait_for(("\n%d spans in 1 file ("):format(i))
      end
    end)

  it("keeps what it read from standard input", function()
    local folder, write, finding = make_folder()
    local wait_for
    wait_for, stop = start(folder, "mine.lua - <a.txt")
    wait_for "1 span in 1 file\n"
    write(finding "Sao")
    wait_for "2 spans in 1 file (2 gained, 1 lost)\n"
  end)

  it("survives a mistake in the extractor", function()
    local folder, write, finding = make_folder()
    local wait_for
    wait_for, stop = start(folder, "mine.lua a.txt")
    wait_for "1 span in 1 file\n"
    write "return {"
    wait_for "viet try: mine.lua:1: unexpected symbol near <eof>\n"
    write(finding "Sao")
    wait_for "2 spans in 1 file (2 gained, 1 lost)\n"
  end)

  it("begins anew each time, also where it changes what others found",
    function()
      local folder, write = make_folder()
      local function refine(keeps)
        write(([[
return { name = "mine", needs = { "PLACE" }, gives = { "PLACE" },
  run = function(doc)
    doc:filter("PLACE", function(span) return %s and not span.seen end)
    for span in doc:each "PLACE" do span.seen = true end
  end }]]):format(keeps))
      end
      refine "true"
      local wait_for
      wait_for, stop = start(folder, "mine.lua a.txt")
      wait_for "1 span in 1 file\n"
      refine "false"
      wait_for "0 spans in 1 file (0 gained, 1 lost)\n"
      refine "true"
      wait_for "1 span in 1 file (1 gained, 0 lost)\n"
    end)

  it("watches what the extractor reads: lexicons and modules", function()
    local folder, write = make_folder()
    support.write(folder .. "/word.lua", "return 'Sao Mai'")
    support.write(folder .. "/id.txt", "ship/a\n")
    write [[
package.path = "./?.lua;" .. package.path
local word = require "word"
local id = io.open("id.txt"):read "l"
return { name = "mine", gives = { "SHIP" }, run = function(doc)
  local first, last = doc.text:find(word, 1, true)
  doc:add("SHIP", { first = first, last = last, id = id })
end }]]
    local wait_for
    wait_for, stop = start(folder, "mine.lua a.txt")
    wait_for "1 span in 1 file\n"
    support.write(folder .. "/word.lua", "return 'Sao Hôm'")
    wait_for "+ a.txt:2: SHIP Sao Hôm ship/a\n"
    support.write(folder .. "/id.txt", "ship/b\n")
    wait_for "+ a.txt:2: SHIP Sao Hôm ship/b\n"
  end)
end)
