local support = require "command.support"

local run = support.run
local FOLDER = "spec/fixtures/annotated"
local ARTICLE = FOLDER .. "/tiep-don.txt"

--- What the prompt answers to some lines.
local function ask(lines, ...)
  local status, out, err = run({ "repl", ... },
    { stdin = table.concat(lines, "\n") .. "\n" })
  assert.equal("", err)
  assert.equal(0, status)
  return out
end

describe("viet repl", function()
  it("shows expressions and runs statements", function()
    assert.equal('3\n"Hòa"\n{1, 2}\n4\tx\n', ask { "1 + 2", "x = 4",
      'viet.normalize("Hoà", {tone = "hòa"})', "{1, 2}", 'print(x, "x")',
      "local y = 1" })
    assert.equal('1\n"a"\nnil\n', ask { '= 1, "a", nil' })
    assert.equal("", ask {})
  end)

  it("takes input over several lines", function()
    assert.equal("1\n2\n", ask { "for i = 1, 2 do", "print(i)", "end" })
    assert.equal('3\n"a"\n', ask { "1 +", "2", "string.lower(", "'A')" })
  end)

  it("has a document and a corpus at hand", function()
    assert.equal(("viet.document (tiep-don, %d bytes)\n1\n1\n"):format(
      #support.read(ARTICLE)),
      ask({ "doc", "#corpus", '#doc:layer "MEET"' }, ARTICLE))
    assert.equal("2\n", ask({ "#corpus" }, FOLDER))
    assert.equal("0\nnil\n", ask { "#corpus", "doc" })
  end)

  it("opens other articles, and reads all again", function()
    local folder = support.folder()
    local path = support.write(folder .. "/a.txt", "một")
    assert.equal('viet.corpus (1 documents)\n"một"\n'
      .. 'viet.corpus (1 documents)\n"hai"\n', ask { ("open %q"):format(path),
        "doc.text", ("io.open(%q, 'w'):write('hai'):close()"):format(path)
        :gsub("^", "_ = "), "reload()", "doc.text" })
  end)

  it("shows the sentences with some layers", function()
    local out = ask({ 'show("RANK")' }, ARTICLE)
    assert.is_truthy(out:find "%d+: .*%[RANK Đại tướng%] Lê Hòa An")
  end)

  it("shows the matches of a pattern, with its captures", function()
    local path = support.write(support.folder() .. "/a.txt",
      "Tàu HMAS Anzac thăm Huế. Con tàu về.\n")
    assert.equal("1: [match Tàu [name HMAS] [name Anzac] thăm [where Huế]].\n"
      .. "1\n0\n", ask({ [[find '"tàu" (name:[shape!=lower])+ "thăm" ]]
      .. [[where:<PLACE/>']], [[find '"tàu sân bay"']] }, path))
  end)

  it("runs an extractor of one's own", function()
    local mine = support.write(support.folder() .. "/mine.lua", [[
return { name = "mine", gives = { "MARK" }, run = function(doc)
  doc:add("MARK", { first = 1, last = 5 })
end }]])
    assert.equal("1\n", ask({ '#doc:layer "MARK"' }, ARTICLE, "--with", mine))
  end)

  it("tells what is wrong, and goes on", function()
    local status, out, err = run({ "repl" }, { stdin = "1 +* 2\n"
      .. "error 'no'\nopen '/none'\nshow 'X'\n7\nif x then\n" })
    assert.equal("viet.corpus (0 documents)\n7\n", out)
    assert.equal("viet repl: input:1: unexpected symbol near '*'\n"
      .. "viet repl: input:1: no\n"
      .. "viet repl: cannot open /none: No such file or directory\n"
      .. "viet repl: there is no document, see open\n"
      .. "viet repl: input:1: 'end' expected near <eof>\n", err)
    assert.equal(1, status)
  end)

  it("ends when a file of extractors is none", function()
    local status, _, err = run { "repl", "--with", "/none.lua" }
    assert.same({ 1, "viet repl: cannot open /none.lua: "
      .. "No such file or directory\n" }, { status, err })
  end)
end)

describe("viet repl on a terminal", function()
  local has_script = os.execute "command -v script >/dev/null 2>&1"
  local has_readline = os.execute(
    "lua5.4 -e 'require \"readline\"' 2>/dev/null")

  --- What is on the screen after some keys, by the program `script`.
  local function type_keys(keys, before)
    local history = support.folder() .. "/history"
    local _, out = support.shell(([[(sleep 0.5; printf '%s'; sleep 0.3; ]]
      .. [[printf '\004') | %s VIET_HISTORY=%s TERM=dumb script -qec ]]
      .. [["%s repl" /dev/null]]):format(keys, before or "", history,
        support.viet))
    return out, history
  end

  it("edits and completes, and keeps a history", function()
    if not (has_script and has_readline) then
      pending "needs script and lua-readline (Debian packages)"
      return
    end
    local out, history = type_keys [[viet.norm\t\nx = 20\nx + 23\177\1771\n]]
    assert.is_truthy(out:find("function: ", 1, true), out)
    assert.is_truthy(out:find("21\r\n", 1, true))
    assert.is_truthy(support.read(history):find("x = 20\nx + 1\n", 1, true))
  end)

  it("reads plain lines without lua-readline, and says so", function()
    if not has_script then
      pending "needs script (Debian package bsdutils)"
      return
    end
    local folder = support.folder()
    support.write(folder .. "/readline.lua", "error 'none'")
    local out = type_keys([[1 + 1\n]],
      "LUA_PATH='" .. folder .. "/?.lua;;'")
    assert.is_truthy(out:find("no line editing without lua-readline", 1, true))
    assert.is_truthy(out:find("\n2\r\n", 1, true), out)
  end)
end)
