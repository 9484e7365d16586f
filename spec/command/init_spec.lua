local options = require "viet.options"
local support = require "command.support"
local viet = require "viet"

local run = support.run
local NAMES = {
  "normalize", "match", "compile", "inspect", "suggest", "extract", "show",
  "try", "test", "eval", "explain", "profile", "repl", "run",
}

describe("viet", function()
  it("shows help on request", function()
    local status, out, err = run { "--help" }
    assert.equal(0, status)
    assert.equal("", err)
    assert.equal([[
usage: viet COMMAND [OPTION...] [ARGUMENT...]

Vietnamese normalization, entity matching and event extraction.

Commands:
   normalize      Write text in one normal form
   match          Find names of a list in texts
   compile        Compile lists of names to a file that opens at once
   inspect        Tell what is in a list of names
   suggest        Find names that a list lacks
   extract        Find who met whom, where and when in news articles
   show           Show what is found in a text as a web page
   try            Show what an extractor finds, again whenever it changes
   test           Check rules against their examples
   eval           Score the extraction against gold annotations
   explain        Tell why a rule matches at a place, or why not
   profile        Show how long each stage of the pipeline takes
   repl           Try Lua line by line, with documents and corpus at hand
   run            Run a Lua script that uses viet

Options:
   -h, --help     Show this help and exit.
   --version      Show the versions of viet, ICU and Unicode and exit.

viet COMMAND --help tells more of a command. Results go to standard output,
messages to standard error. The exit status is 0, 1 for trouble with data,
2 for wrong usage.
]], out)
  end)

  it("shows its version", function()
    local status, out, err = run { "--version" }
    assert.equal(0, status)
    assert.equal(viet.versions() .. "\n", out)
    assert.equal("", err)
  end)

  it("shows help of each command", function()
    for _, name in ipairs(NAMES) do
      for _, flag in ipairs { "--help", "-h" } do
        local status, out, err = run { name, flag }
        assert.equal(0, status)
        assert.equal("usage: viet " .. name .. " ",
          out:sub(1, #"usage: viet  " + #name))
        assert.equal("", err)
        for line in out:gmatch "[^\n]+" do
          assert.is_true(viet.width(line) < 80, line)
        end
      end
    end
  end)

  it("wants a command that it knows", function()
    local cases = {
      { {}, ("viet: a command is required (%s)\ntry 'viet --help'\n"):format(
        options.list(NAMES)) },
      { { "normalise" }, ("viet: unknown command 'normalise' (expected %s)\n"
        .. "try 'viet --help'\n"):format(options.list(NAMES)) },
      { { "--versoin" }, "viet: unknown option '--versoin' (expected --help "
        .. "or --version)\ntry 'viet --help'\n" },
    }
    for _, case in ipairs(cases) do
      local status, out, err = run(case[1])
      assert.equal(2, status)
      assert.equal("", out)
      assert.equal(case[2], err)
    end
  end)

  it("tells when help cannot be written", function()
    local status, _, err = run({ "--help" }, { out = "/dev/full" })
    assert.equal(1, status)
    assert.equal(
      "viet: cannot write standard output: No space left on device\n", err)
  end)

  it("runs from any folder", function()
    local folder = support.folder()
    support.write(folder .. "/a.txt", "Hoà")
    local status, out = run({ "normalize", "--tone", "hòa", "a.txt" },
      { folder = folder })
    assert.equal(0, status)
    assert.equal("Hòa", out)
  end)

  it("can be called from Lua, with streams of one's own", function()
    local main = require "viet.command"
    local out, err = io.tmpfile(), io.tmpfile()
    assert.equal(2, main({ "match" }, { stdout = out, stderr = err }))
    err:seek "set"
    assert.equal("viet match: missing argument 'NAMES'\n"
      .. "try 'viet match --help'\n", err:read "a")
    out:seek "set"
    assert.equal("", out:read "a")
  end)
end)

describe("the help of each command", function()
  it("names only examples that are there", function()
    local count = 0
    for _, name in ipairs(NAMES) do
      local _, help = support.run { name, "--help" }
      for path in help:gmatch "examples/[%w_/.]+" do
        assert.is_truthy(io.open(path), path)
        count = count + 1
      end
    end
    assert.is_true(count > 0)
  end)
end)
