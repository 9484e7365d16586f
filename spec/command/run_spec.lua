local support = require "command.support"

local run = support.run

describe("viet run", function()
  local folder = support.folder()

  local function script(text)
    support.write(folder .. "/script.lua", text)
    return "script.lua"
  end

  it("runs a script with its arguments, from any folder", function()
    local name = script [[
      local viet = require "viet"
      print(arg[0], #arg, arg[1], arg[2], ...)
      print(viet.normalize("hoà", {tone = "hòa"}))
    ]]
    local status, out, err = run({ "run", name, "--fold", "-x" },
      { folder = folder })
    assert.equal("", err)
    assert.equal("script.lua\t2\t--fold\t-x\t--fold\t-x\nhòa\n", out)
    assert.equal(0, status)
  end)

  it("reads the script from standard input", function()
    local text = "#!/usr/bin/env viet run\nprint(arg[0], ...)"
    for _, arguments in ipairs { { "run" }, { "run", "-" } } do
      local status, out = run(arguments, { stdin = text })
      assert.equal(0, status)
      assert.equal("-\n", out)
    end
  end)

  it("gives the script its status", function()
    assert.equal(7, (run({ "run" }, { stdin = "os.exit(7)" })))
  end)

  it("tells an error in one line, or with --traceback where it came from",
    function()
      local name = script "local function f() error 'gone' end\nf()\n"
      local status, out, err = run({ "run", name }, { folder = folder })
      assert.same({ 1, "", "viet run: script.lua:1: gone\n" },
        { status, out, err })
      status, out, err = run({ "run", "--traceback", name },
        { folder = folder })
      assert.equal(1, status)
      assert.equal("", out)
      assert.equal("viet run: script.lua:1: gone\nstack traceback:\n",
        err:sub(1, #"viet run: script.lua:1: gone\nstack traceback:\n"))
      assert.is_truthy(err:find("script.lua:2: in main chunk", 1, true))
    end)

  it("keeps what the script wrote before its error", function()
    local status, out = run({ "run" }, { stdin = "print(1) error 'x'" })
    assert.equal(1, status)
    assert.equal("1\n", out)
  end)
end)

describe("viet run, given bad input,", function()
  local folder = support.folder()

  local function check(arguments, status, out, err, settings)
    settings = settings or {}
    settings.folder = folder
    local found = { run({ "run", table.unpack(arguments) }, settings) }
    assert.same({ status, out, err }, found)
  end

  it("1. names the script that is missing", function()
    check({ "none.lua" }, 1, "",
      "viet run: cannot open none.lua: No such file or directory\n")
  end)

  it("2. refuses a folder", function()
    check({ "/tmp" }, 1, "", "viet run: /tmp is a folder (name its files, "
      .. "as in /tmp/*.txt)\n")
  end)

  it("3. runs an empty script", function()
    support.write(folder .. "/empty.lua", "")
    check({ "empty.lua" }, 0, "", "")
  end)

  it("4. leaves bytes that are not UTF-8 to the script", function()
    check({}, 0, "a\xFF\n", "", { stdin = "print('a\xFF')" })
  end)

  it("5. names the line with a NUL byte", function()
    check({}, 1, "", "viet run: stdin:2: unexpected symbol\n",
      { stdin = "print(1)\n\0" })
  end)

  it("6. refuses a script of 200 MB #big", function()
    local path = support.big_file()
    check({ path }, 1, "", ("viet run: %s has %d bytes (limit 16777216)\n")
      :format(path, io.open(path):seek "end"))
  end)

  it("7. refuses a script with a line of 50 MB #big", function()
    local path = support.long_line()
    check({ path }, 1, "", ("viet run: %s has %d bytes (limit 16777216)\n")
      :format(path, io.open(path):seek "end"))
  end)

  it("8. tells that standard output is full", function()
    check({}, 1, "", "viet run: cannot write standard output: No space left "
      .. "on device\n", { stdin = "print 'x'", out = "/dev/full" })
  end)

  it("9. refuses unknown options, before the script only", function()
    check({ "--trace" }, 2, "", "viet run: unknown option '--trace' "
      .. "(expected --help or --traceback)\ntry 'viet run --help'\n")
  end)

  it("10. names the line of what is no Lua, such as a table", function()
    check({}, 1, "", "viet run: stdin:1: syntax error near 'type'\n",
      { stdin = "id\ttype\n" })
  end)
end)

describe("viet run, interrupted", function()
  it("says so in a line", function()
    local status, out, err = support.shell(
      "timeout --foreground --preserve-status -s INT 1 " .. support.quote(support.viet)
      .. " run", { stdin = "while true do end" })
    assert.same({ 130, "", "viet run: interrupted\n" }, { status, out, err })
  end)
end)
