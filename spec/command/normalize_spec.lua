local support = require "command.support"

local run = support.run

local function normalize(text, ...)
  local status, out, err = run({ "normalize", ... }, { stdin = text })
  assert.equal("", err)
  assert.equal(0, status)
  return out
end

describe("viet normalize", function()
  it("repairs what is broken, and nothing else, by default", function()
    assert.equal("Tiếng Đức, hoà bình\u{A0}\n",
      normalize "Tie\u{302}\u{301}ng Ðức, hoà bình\u{A0}\n")
  end)

  it("has an option for each option of viet.normalize", function()
    assert.equal("e\u{302}\u{301}", normalize("ế", "--form", "nfd"))
    assert.equal("ﬁ", normalize("ﬁ", "--form", "nfc"))
    assert.equal("fi", normalize("ﬁ", "--form", "nfkc"))
    assert.equal("e\u{302}\u{301}",
      normalize("e\u{302}\u{301}", "--form", "keep"))
    assert.equal("hòa thủy", normalize("hoà thuỷ", "--tone", "hòa"))
    assert.equal("hoà thuỷ", normalize("hòa thủy", "--tone=hoà"))
    assert.equal("Đuong", normalize("Đường", "--strip", "marks"))
    assert.equal("Duong", normalize("Đường", "--strip", "all"))
    assert.equal("đường", normalize("ĐƯỜNG", "--fold"))
    assert.equal("a b", normalize("a\u{A0}b", "--spaces"))
    assert.equal("ab", normalize("a\u{200B}b", "--invisibles"))
    assert.equal("kĩ", normalize("kỹ", "--i-y"))
    assert.equal('"a" \'b\'', normalize("“a” ‘b’", "--quotes"))
    assert.equal("5-7", normalize("5–7", "--dashes"))
    assert.equal("toa", normalize("tоа", "--homoglyphs"))
    assert.equal("Việt", normalize("Vi&#7879;t", "--entities"))
    assert.equal("Nguyễn", normalize("Nguyá»…n", "--mojibake"))
    assert.equal("Ðức", normalize("Ðức", "--no-eth"))
    assert.equal("ấ", normalize "a\u{301}\u{302}")
    assert.equal("a\u{301}\u{302}" ~= "ấ" and "á\u{302}",
      normalize("a\u{301}\u{302}", "--no-mark-order"))
    assert.equal("a\u{FFFD}b", normalize("a\xFFb", "--invalid", "replace"))
  end)

  it("takes the style of tones in any form", function()
    assert.equal("hòa", normalize("hoà", "--tone", "ho\u{300}a"))
  end)

  it("tells on standard error what was changed, for each file", function()
    local folder = support.folder()
    support.write(folder .. "/a", "Ðức “hoà”\nÐ/c hoa\u{300}\n")
    support.write(folder .. "/b", "b\n")
    local status, out, err = run({ "normalize", "--report", "--quotes", "a",
      "b" }, { folder = folder })
    assert.equal(0, status)
    assert.equal('Đức "hoà"\nĐ/c hoà\nb\n', out)
    assert.equal("a: eth 2, form 1, quotes 2\nb: nothing changed\n", err)
  end)

  it("reads files one after the other, and - as standard input", function()
    local folder = support.folder()
    support.write(folder .. "/a", "a\n")
    support.write(folder .. "/b", "b\n")
    local status, out = run({ "normalize", "a", "-", "b" },
      { folder = folder, stdin = "Ðức\n" })
    assert.equal(0, status)
    assert.equal("a\nĐức\nb\n", out)
  end)

  it("is quiet when its reader has enough", function()
    local _, out, err = support.shell(
      ("yes Việt | head -200000 | %s normalize | head -1"):format(
        support.quote(support.viet)))
    assert.equal("Việt\n", out)
    assert.equal("", err)
  end)
end)

describe("viet normalize, given bad input,", function()
  local folder = support.folder()
  support.write(folder .. "/good", "Ðức\n")

  local function check(arguments, status, out, err, settings)
    settings = settings or {}
    settings.folder = folder
    local found = { run({ "normalize", table.unpack(arguments) }, settings) }
    assert.same({ status, out, err }, found)
  end

  it("1. goes on after a missing file", function()
    check({ "none", "good" }, 1, "Đức\n",
      "viet normalize: cannot open none: No such file or directory\n")
  end)

  it("2. goes on after a folder", function()
    check({ "/tmp/", "good" }, 1, "Đức\n", "viet normalize: /tmp/ is a "
      .. "folder (name its files, as in /tmp/*.txt)\n")
  end)

  it("3. writes nothing for an empty file", function()
    support.write(folder .. "/empty", "")
    check({ "empty" }, 0, "", "")
    check({}, 0, "", "")
  end)

  it("4. names the byte that is not UTF-8", function()
    support.write(folder .. "/bad", "Việt\nNam\xFF\n")
    check({ "bad", "good" }, 1, "Đức\n",
      "viet normalize: bad: invalid UTF-8 at byte 11\n")
    check({}, 1, "", "viet normalize: (standard input): invalid UTF-8 at "
      .. "byte 3\n", { stdin = "ab\xC3" })
  end)

  it("5. keeps NUL bytes", function()
    check({}, 0, "a\0Đức\0\n", "", { stdin = "a\0Ðức\0\n" })
  end)

  it("6. takes a file of 200 MB in little memory #big", function()
    local size = io.open(support.big_file()):seek "end"
    local from = size - #"Tỉnh Hòa Bình.\n" + 1
    local status, out, err = support.shell(
      ("%s%s normalize --tone hòa %s | tail -c +%d"):format(
        support.limit(200), support.quote(support.viet), support.big_file(),
        from))
    assert.equal("", err)
    assert.equal("Tỉnh Hòa Bình.\n", out)
    assert.equal(0, status)
  end)

  it("7. takes a line of 50 MB #big", function()
    local status, out, err = support.shell(
      ("%s normalize --tone hòa %s | tail -c 15"):format(
        support.quote(support.viet), support.long_line()))
    assert.equal("", err)
    assert.equal(" Hòa Bình", out:sub(-#" Hòa Bình"))
    assert.equal(0, status)
  end)

  it("8. tells that standard output is full", function()
    check({ "good" }, 1, "", "viet normalize: cannot write standard output: "
      .. "No space left on device\n", { out = "/dev/full" })
  end)

  it("9. refuses unknown options and values", function()
    check({ "--fold-case" }, 2, "", "viet normalize: unknown option "
      .. "'--fold-case'\ntry 'viet normalize --help'\n")
    check({ "--form", "nfx" }, 2, "", "viet normalize: argument for option "
      .. "'--form' must be one of 'nfc', 'nfd', 'nfkc', 'nfkd', 'keep'\n"
      .. "try 'viet normalize --help'\n")
    check({ "--tone", "hóa" }, 2, "", "viet normalize: bad value 'hóa' for "
      .. "option 'tone' (expected hòa, hoà or keep)\n")
    check({ "--tone" }, 2, "", "viet normalize: option '--tone' requires an "
      .. "argument\ntry 'viet normalize --help'\n")
  end)

  it("10. treats a malformed table as any other text", function()
    check({}, 0, "id\ttype\nx\n", "", { stdin = "id\ttype\nx\n" })
  end)
end)
