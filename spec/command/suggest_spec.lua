local json = require "viet.json"
local support = require "command.support"

local folder = support.folder()
support.write(folder .. "/names.tsv", [[
id	type	name
rank/general	RANK	Đại tướng
person/giang	PERSON	Phan Văn Giang
person/cuong	PERSON	Nguyễn Tân Cương
]])
support.write(folder .. "/a.txt", "Đại tướng Phan Văn Giang cho biết. "
  .. "Hôm nay Đại tướng Nguyễn Tân Cương đến.\n")
support.write(folder .. "/b.txt", "Hôm qua,\nĐại tướng Lê Văn Minh đến.\n")

local function suggest(arguments, settings)
  settings = settings or {}
  settings.folder = folder
  return support.run({ "suggest", table.unpack(arguments) }, settings)
end

local function check(arguments, status, out, err, settings)
  assert.same({ status, out, err }, { suggest(arguments, settings) })
end

describe("viet suggest", function()
  it("writes the names that a list lacks, the best first", function()
    local status, out, err = suggest { "--type", "PERSON", "--header",
      "--format", "tsv", "names.tsv", "a.txt", "b.txt" }
    assert.same({ 0, "" }, { status, err })
    assert.equal("score\tcount\tfiles\ttype\tname\tfile\tline\tleft\tright\n"
      .. "S\t1\t1\tPERSON\tLê Văn Minh\tb.txt\t2\tĐại tướng \t đến.\n",
      (out:gsub("\n%d%.%d%d\t", "\nS\t")))
  end)

  it("writes a table for people", function()
    local _, out = suggest { "--type", "PERSON", "names.tsv", "a.txt",
      "b.txt" }
    local lines = {}
    for line in out:gmatch "[^\n]+" do lines[#lines + 1] = line end
    assert.equal("Score  Count  Files  Type    Name         Place", lines[1])
    assert.matches("^  %d%.%d      1      1  PERSON  Lê Văn Minh  "
      .. "Đại tướng %[Lê Văn Minh%] đến%.$", lines[3])
    assert.equal(3, #lines)
  end)

  it("writes places in JSON Lines that hold in the file", function()
    local _, out = suggest { "--format", "jsonl", "--type", "PERSON",
      "names.tsv", "a.txt", "b.txt" }
    local row = json.decode(out)
    local place = row.places[1]
    assert.same({ "Lê Văn Minh", 1, "b.txt", 2 },
      { row.name, row.files, place.file, place.line })
    assert.equal("Lê Văn Minh", support.read(folder .. "/b.txt")
      :sub(place.start_byte + 1, place.end_byte))
  end)

  it("writes what was learned", function()
    local _, out = suggest { "--format", "contexts", "--header", "--type",
      "PERSON", "names.tsv", "a.txt", "b.txt" }
    assert.matches("^score\tcount\tall\ttype\tside\ttext\n", out)
    assert.matches("\n%d%.%d%d\t2\t3\tPERSON\tleft\t<RANK>\n", out)
  end)

  it("takes phrases, and reads standard input", function()
    local _, out = suggest({ "--before", "của tàu", "--type", "SHIP",
      "--format", "jsonl", "names.tsv" }, { stdin = "của tàu Sao Mai." })
    assert.equal("Sao Mai", json.decode(out).name)
  end)

  it("writes nothing where there is nothing", function()
    check({ "names.tsv" }, 0, "", "", { stdin = "không có gì" })
  end)
end)

describe("viet suggest, given bad input,", function()
  it("tells of files that it cannot read", function()
    support.write(folder .. "/bad", "L\xE0o\n")
    check({ "names.tsv", "none", "bad" }, 1, "",
      "viet suggest: cannot open none: No such file or directory\n"
      .. "viet suggest: bad: invalid UTF-8 at byte 2\n")
    check({ "none.tsv" }, 1, "",
      "viet suggest: cannot open none.tsv: No such file or directory\n")
  end)

  it("refuses numbers that are none, and empty phrases", function()
    check({ "--limit", "0", "names.tsv" }, 2, "", "viet suggest: bad number "
      .. "'0' for --limit (expected 1 or more)\n"
      .. "try 'viet suggest --help'\n")
    check({ "--before", " ", "names.tsv" }, 2, "", "viet suggest: bad phrase "
      .. "' ' for --before (expected 1 to 255 tokens)\n"
      .. "try 'viet suggest --help'\n")
  end)
end)
