local support = require "command.support"

local folder = support.folder()
support.write(folder .. "/names.tsv", "id\ttype\tname\tarea\n"
  .. "hb\tPLACE\tHòa Bình|HB\t4600\nhn\tPLACE\tHà Nội\t\n")
support.write(folder .. "/more.csv", "id,type,name\nhb,PLACE,Tỉnh Hòa Bình\n")

local function run(...)
  return support.run({ ... }, { folder = folder, stdin = "ở HOÀ BÌNH, HN" })
end

local function check(arguments, status, out, err)
  assert.same({ status, out, err }, { run(table.unpack(arguments)) })
end

describe("viet compile", function()
  it("makes a file that is matched as the lists are", function()
    check({ "compile", "-o", "names.vgz", "names.tsv", "more.csv" }, 0, "",
      "")
    check({ "match", "names.vgz" }, 0,
      "-\t1\t5\t5\t14\thb\tPLACE\tplacement\tHOÀ BÌNH\n", "")
    local _, out = run("match", "names.tsv")
    check({ "match", "names.vgz" }, 0, out, "")
  end)

  it("makes a file that can be inspected", function()
    run("compile", "-o", "names.vgz", "--level", "toneless", "names.tsv",
      "more.csv")
    local status, out, err = run("inspect", "names.vgz")
    assert.same({ 0, "" }, { status, err })
    assert.equal([[
file        names.vgz
entries     2
names       4
types       PLACE 2
levels      toneless 4
attributes  source 2, area 1
longest     3 tokens
compiled    N bytes
version     V
checksum    S, good
]], (out:gsub("%d+ bytes", "N bytes"):gsub("version     %d+, %l+-endian", "version     V")
      :gsub("%x+, good", "S, good")))
    out = select(2, run("inspect", "--format", "json", "names.vgz"))
    local stats = require("viet.json").decode(out)
    assert.equal(16, #stats.checksum)
    assert.equal(io.open(folder .. "/names.vgz"):seek "end", stats.bytes)
  end)

  it("leaves nothing behind where a list is malformed", function()
    support.write(folder .. "/bad.tsv", "id\ttype\tname\nx\tT\ta||b\n")
    check({ "compile", "-o", "bad.vgz", "bad.tsv" }, 1, "",
      "viet compile: bad.tsv:2:7: empty name\n")
    assert.is_nil(io.open(folder .. "/bad.vgz"))
    check({ "compile", "-o", "none/x.vgz", "names.tsv" }, 1, "", "viet "
      .. "compile: cannot write none/x.vgz: No such file or directory\n")
  end)

  it("does not write over its lists", function()
    check({ "compile", "-o", "names.tsv", "names.tsv" }, 2, "",
      "viet compile: names.tsv would be written over itself\n")
    check({ "compile", "names.tsv" }, 2, "", "viet compile: missing option "
      .. "'-o'\ntry 'viet compile --help'\n")
  end)
end)

describe("a compiled list", function()
  it("is refused if it is none, or damaged", function()
    support.write(folder .. "/text.vgz", "id\ttype\tname\n")
    check({ "match", "text.vgz" }, 1, "", "viet match: cannot open text.vgz: "
      .. "not a compiled gazetteer\n")
    check({ "inspect", "none.vgz" }, 1, "", "viet inspect: cannot open "
      .. "none.vgz: No such file or directory\n")
    run("compile", "-o", "good.vgz", "names.tsv")
    local bytes = support.read(folder .. "/good.vgz")
    support.write(folder .. "/bad.vgz", bytes:sub(1, -2) .. "\255")
    local status, out, err = run("inspect", "bad.vgz")
    assert.same({ 1, "" }, { status, out })
    assert.matches("^viet inspect: cannot open bad.vgz: .+\n$", err)
  end)

  it("has no format of its own to choose", function()
    check({ "match", "--names-format", "csv", "names.vgz" }, 2, "", "viet "
      .. "match: names.vgz is compiled: --names-format says nothing of it\n")
    check({ "match", "--level", "toneless", "names.vgz" }, 2, "", "viet "
      .. "match: names.vgz is compiled: --level says nothing of it\n")
  end)
end)
