local json = require "viet.json"
local support = require "command.support"

local run = support.run
local viet_width = require("viet").width

local NAMES = [[
# names for the specs
id	type	name
place/hoa-binh	PLACE	Hòa Bình
org/mod	ORG	Bộ Quốc phòng|BQP
org/mod-la	ORG	Bộ Quốc phòng Lào
country/LA	COUNTRY	Lào
]]

local folder = support.folder()
support.write(folder .. "/names.tsv", NAMES)

--- Runs `viet match` in the folder.
local function match(arguments, settings)
  settings = settings or {}
  settings.folder = folder
  return run({ "match", table.unpack(arguments) }, settings)
end

local function check(arguments, status, out, err, settings)
  assert.same({ status, out, err }, { match(arguments, settings) })
end

describe("viet match", function()
  local TEXT = "Tỉnh Hoà Bình,\r\nBỘ QUỐC\u{A0}PHÒNG Lào và BQP\n"

  it("writes a line for each name, with places in the untouched file",
    function()
      support.write(folder .. "/a.txt", TEXT)
      check({ "names.tsv", "a.txt" }, 0,
        "a.txt\t1\t8\t8\t17\tplace/hoa-binh\tPLACE\tplacement\tHoà Bình\n"
        .. "a.txt\t2\t1\t21\t44\torg/mod-la\tORG\tcase\t"
        .. "BỘ QUỐC\u{A0}PHÒNG Lào\n"
        .. "a.txt\t2\t30\t50\t52\torg/mod\tORG\texact\tBQP\n", "")
    end)

  it("gives spans that hold in the file", function()
    local _, out = match({ "names.tsv" }, { stdin = TEXT })
    local count = 0
    for line in out:gmatch "[^\n]+" do
      local first, last, text = line:match(
        "^%-\t%d+\t%d+\t(%d+)\t(%d+)\t.*\t([^\t]*)$")
      assert.equal(TEXT:sub(first, last), text)
      count = count + 1
    end
    assert.equal(3, count)
  end)

  it("writes the names of the columns on request", function()
    check({ "--header", "names.tsv" }, 0,
      "file\tline\tcolumn\tfirst\tlast\tid\ttype\tlevel\ttext\n", "")
  end)

  it("finds what is inside other names with --all", function()
    check({ "--all", "names.tsv" }, 0,
      "-\t1\t1\t1\t23\torg/mod-la\tORG\texact\tBộ Quốc phòng Lào\n"
      .. "-\t1\t1\t1\t18\torg/mod\tORG\texact\tBộ Quốc phòng\n"
      .. "-\t1\t20\t20\t23\tcountry/LA\tCOUNTRY\texact\tLào\n", "",
      { stdin = "Bộ Quốc phòng Lào" })
  end)

  it("forgives as much as the level says", function()
    local text = "Hòa Bình, Hoà Bình, Hoa Binh"
    local function count(level)
      local _, out = match({ "--level", level, "names.tsv" },
        { stdin = text })
      return select(2, out:gsub("\n", ""))
    end
    assert.same({ 1, 2, 3 },
      { count "exact", count "placement", count "toneless" })
  end)

  it("writes JSON Lines, with bytes from 0, half-open", function()
    local _, out = match({ "--format", "jsonl", "names.tsv" },
      { stdin = "x\nở Lào" })
    assert.equal('{"file": "-", "line": 2, "column": 5, "start_byte": 6, '
      .. '"end_byte": 10, "id": "country/LA", "type": "COUNTRY", '
      .. '"level": "exact", "text": "Lào"}\n', out)
    assert.equal("Lào", json.decode(out).text)
  end)

  it("escapes tabs and backslashes", function()
    support.write(folder .. "/odd\\\t.txt", "Hòa\tBình")
    check({ "names.tsv", "odd\\\t.txt" }, 0, "odd\\\\\\t.txt\t1\t1\t1\t10\t"
      .. "place/hoa-binh\tPLACE\texact\tHòa\\tBình\n", "")
  end)

  it("counts lines across blocks", function()
    local lines = {}
    for i = 1, 60000 do
      lines[i] = i % 20000 == 0 and "ở Lào" or "một dòng không có tên nào"
    end
    local text = table.concat(lines, "\n")
    local _, out = match({ "names.tsv" }, { stdin = text })
    local found = {}
    for line, first, last in out:gmatch "%-\t(%d+)\t%d+\t(%d+)\t(%d+)" do
      found[#found + 1] = tonumber(line)
      assert.equal("Lào", text:sub(first, last))
    end
    assert.same({ 20000, 40000, 60000 }, found)
  end)
end)

describe("viet match, given bad input,", function()
  local LAO = "good\t1\t1\t1\t4\tcountry/LA\tCOUNTRY\texact\tLào\n"
  support.write(folder .. "/good", "Lào\n")

  it("1. names missing files", function()
    check({ "none.tsv", "good" }, 1, "",
      "viet match: cannot open none.tsv: No such file or directory\n")
    check({ "names.tsv", "none", "good" }, 1, LAO,
      "viet match: cannot open none: No such file or directory\n")
  end)

  it("2. refuses folders", function()
    check({ "/tmp", "good" }, 1, "",
      "viet match: cannot read /tmp: Is a directory\n")
    check({ "names.tsv", "/tmp", "good" }, 1, LAO, "viet match: /tmp is a "
      .. "folder (name its files, as in /tmp/*.txt)\n")
  end)

  it("3. finds nothing in an empty file, and wants a list that is not one",
    function()
      support.write(folder .. "/empty", "")
      check({ "names.tsv", "empty" }, 0, "", "")
      check({ "empty", "good" }, 1, "", "viet match: empty:1:1: no header "
        .. "line\n")
    end)

  it("4. matches around bytes that are not UTF-8, and says so", function()
    support.write(folder .. "/bad", "L\xE0o\nLào\n")
    check({ "names.tsv", "bad" }, 1,
      "bad\t2\t1\t5\t8\tcountry/LA\tCOUNTRY\texact\tLào\n",
      "viet match: bad: invalid UTF-8 at byte 2 (no name matches there)\n")
    check({ "--invalid", "replace", "names.tsv", "bad" }, 0,
      "bad\t2\t1\t5\t8\tcountry/LA\tCOUNTRY\texact\tLào\n", "")
    support.write(folder .. "/bad.tsv", "id\ttype\tname\nx\tX\tL\xE0o\n")
    check({ "bad.tsv", "good" }, 1, "",
      "viet match: bad.tsv:2:6: invalid UTF-8\n")
  end)

  it("5. takes NUL bytes in a text, and refuses them in a list", function()
    check({ "names.tsv" }, 0,
      "-\t1\t3\t3\t6\tcountry/LA\tCOUNTRY\texact\tLào\n", "",
      { stdin = "\0 Lào \0" })
    support.write(folder .. "/nul.tsv", "id\ttype\tname\nx\tX\tL\0o\n")
    check({ "nul.tsv", "good" }, 1, "", "viet match: nul.tsv:2:6: NUL byte\n")
  end)

  it("6. takes a file of 200 MB in little memory #big", function()
    local path = support.big_file()
    local status, out, err = support.shell(("%s%s match %s %s"):format(
      support.limit(300), support.quote(support.viet),
      support.quote(folder .. "/names.tsv"), path))
    local size = io.open(path):seek "end"
    assert.equal("", err)
    assert.equal(("%d\t%d"):format(size - 11, size - 2),
      out:match "^[^\t]+\t%d+\t8\t(%d+\t%d+)\tplace/hoa%-binh\t")
    assert.equal(0, status)
  end)

  it("7. takes a line of 50 MB #big", function()
    local path = support.long_line()
    local size = io.open(path):seek "end"
    check({ "names.tsv", path }, 0, ("%s\t1\t%d\t%d\t%d\tplace/hoa-binh\t"
      .. "PLACE\tplacement\tHoà Bình\n"):format(path, size - 9, size - 9,
      size), "")
  end)

  it("8. tells that standard output is full", function()
    check({ "names.tsv", "good" }, 1, "", "viet match: cannot write standard "
      .. "output: No space left on device\n", { out = "/dev/full" })
  end)

  it("9. refuses unknown options and levels", function()
    check({ "--al", "names.tsv" }, 2, "", "viet match: unknown option "
      .. "'--al'; did you mean '--all'?\ntry 'viet match --help'\n")
    check({ "--level", "tonless", "names.tsv" }, 2, "", "viet match: "
      .. "argument for option '--level' must be one of 'exact', 'case', "
      .. "'placement', 'typed', 'toneless'\ntry 'viet match --help'\n")
    check({}, 2, "", "viet match: missing argument 'NAMES'\n"
      .. "try 'viet match --help'\n")
  end)

  it("10. names line and column of a malformed list", function()
    local cases = {
      { "id\tname\n", "1:1: missing column 'type'" },
      { "id\ttype\tname\na\tb\n", "2:4: 2 fields (expected 3)" },
      { "id\ttype\tname\na\tb\tc||d\n", "2:7: empty name" },
      { "id\ttype\tname\n\n# x\na\tb\t...\td\n",
        "4:9: 4 fields (expected 3)" },
    }
    for _, case in ipairs(cases) do
      support.write(folder .. "/wrong.tsv", case[1])
      check({ "wrong.tsv", "good" }, 1, "",
        ("viet match: wrong.tsv:%s\n"):format(case[2]))
    end
  end)
end)

describe("viet match, told what to look for,", function()
  local LIST = "id\ttype\tname\tfrom\tto\tpriority\n"
    .. "old\tPOST\tBộ trưởng\t2016\t2021-04-07\t\n"
    .. "new\tPOST\tBộ trưởng\t2021-04-08\t\t5\n"
    .. "town\tPLACE\tHà Nội\t\t\t\n"
    .. "post\tORG\tBộ\t\t\t9\n"
    .. "band\tBAND\tHà Nội Mới\t\t\t\n"
  local TEXT = "Bộ trưởng ở Hà Nội Mới\nvà Hà\nNội\n"
  support.write(folder .. "/dated.tsv", LIST)

  --- The ids that are found, with where they begin.
  local function ids(...)
    local arguments = { ... }
    arguments[#arguments + 1] = "dated.tsv"
    local status, out, err = match(arguments, { stdin = TEXT })
    assert.same({ 0, "" }, { status, err })
    local found = {}
    for line, column, id in
        out:gmatch "%-\t(%d+)\t(%d+)\t%d+\t%d+\t(%a+)" do
      found[#found + 1] = ("%d:%d %s"):format(line, column, id)
    end
    return table.concat(found, ", ")
  end

  it("ranks names of several entries, or takes the best", function()
    assert.equal("1:1 new, 1:1 old, 1:20 band", ids())
    assert.equal("1:1 new, 1:20 band", ids "--best")
  end)

  it("finds what is valid on a day", function()
    assert.equal("1:1 old, 1:20 band", ids("--as-of", "2021-04-07"))
    assert.equal("1:1 new, 1:20 band", ids("--as-of", "2021-04-08"))
  end)

  it("finds names of some types", function()
    assert.equal("1:20 town", ids("--type", "PLACE"))
    assert.equal("1:1 post, 1:20 town", ids("--type", "PLACE,ORG"))
  end)

  it("has five kinds of search", function()
    assert.equal("1:1 post, 1:20 town", ids("--kind", "first"))
    local all = "1:1 new, 1:1 old, 1:1 post, 1:20 band, 1:20 town"
    assert.equal(all, ids("--kind", "overlapping"))
    assert.equal(all, ids "--all")
    assert.equal("1:1 new, 1:1 old, 1:20 band", ids("--kind", "outermost"))
    assert.equal(all, ids("--kind", "longest_per_type"))
  end)

  it("goes on in the next line", function()
    assert.equal("1:20 town, 2:5 town",
      ids("--across-lines", "--type", "PLACE"))
  end)

  it("goes on across hyphens and punctuation, and into glued words",
    function()
      local text = "Hà-Nội, Hà. Nội và HàNội"
      local function count(...)
        local _, out = match({ "--type", "PLACE", ..., "dated.tsv" },
          { stdin = text })
        return select(2, out:gsub("\n", ""))
      end
      assert.same({ 0, 1, 2, 1 }, { count "--best", count "--gaps=hyphen",
        count "--gaps=hyphen,punctuation", count "--glued" })
    end)

  it("goes into words", function()
    local _, out = match({ "--inside", "--best", "--type", "PLACE",
      "dated.tsv" }, { stdin = "#HàNội2024, ởHà Nộimới" })
    assert.same({ "#HàNội", "Hà Nội" }, { out:match("\t(#%S+)\n"),
      out:match("\t(Hà Nội)\n") })
  end)

  it("refuses what is no date, kind or format", function()
    check({ "--as-of", "2021-04", "dated.tsv" }, 2, "", "viet match: bad "
      .. "date '2021-04' for --as-of (expected one as 2024-05-31)\n"
      .. "try 'viet match --help'\n")
    check({ "--kind", "all", "dated.tsv" }, 2, "", "viet match: argument for "
      .. "option '--kind' must be one of 'longest', 'first', 'overlapping', "
      .. "'outermost', 'longest_per_type'\ntry 'viet match --help'\n")
    check({ "--gaps", "hyphen,dash", "dated.tsv" }, 2, "", "viet match: bad "
      .. "value 'dash' for option '--gaps' (expected line, hyphen or "
      .. "punctuation)\ntry 'viet match --help'\n")
    check({ "--count", "id", "--format", "kwic", "dated.tsv" }, 2, "",
      "viet match: --count cannot be written as kwic\n")
  end)

  it("reads lists in CSV and JSON Lines", function()
    support.write(folder .. "/names.csv", 'id,type,name\nx,T,"Hà Nội"\n')
    support.write(folder .. "/names.jsonl",
      '{"id": "y", "type": "T", "name": "Mới"}\n')
    local line = "-\t1\t20\t20\t28\tx\tT\texact\tHà Nội\n"
    check({ "names.csv" }, 0, line, "", { stdin = TEXT:match "[^\n]*" })
    check({ "names.jsonl" }, 0, "-\t1\t30\t30\t34\ty\tT\texact\tMới\n", "",
      { stdin = TEXT:match "[^\n]*" })
    support.write(folder .. "/list", 'id,type,name\nx,T,"Hà Nội"\n')
    check({ "--names-format", "csv", "list" }, 0, line, "",
      { stdin = TEXT:match "[^\n]*" })
  end)
end)

describe("viet match writes", function()
  local TEXT = "Tỉnh Hoà Bình.\nHÒA BÌNH và Lào\n"

  it("a table", function()
    check({ "--format", "table", "names.tsv" }, 0,
      "Where  Text      Id              Type     Level\n"
      .. "─────  ────────  ──────────────  ───────  ─────────\n"
      .. "-:1    Hoà Bình  place/hoa-binh  PLACE    placement\n"
      .. "-:2    HÒA BÌNH  place/hoa-binh  PLACE    case\n"
      .. "-:2    Lào       country/LA      COUNTRY  exact\n", "",
      { stdin = TEXT })
    check({ "--format", "table", "names.tsv" }, 0, "", "",
      { stdin = "nothing" })
  end)

  it("a concordance", function()
    local _, out = match({ "--format", "kwic", "names.tsv" },
      { stdin = TEXT })
    local places = {}
    for line in out:gmatch "[^\n]+" do
      local left, hit, right = line:match "^(.*)(%b[])(.*)$"
      places[#places + 1] = viet_width(left) .. left:gsub("%s+", " ") .. hit
        .. right
    end
    assert.same({ "41-:1 Tỉnh [Hoà Bình].", "41-:2 [HÒA BÌNH] và Lào",
                  "41-:2 HÒA BÌNH và [Lào]" }, places)
  end)

  it("counts", function()
    check({ "--count", "id", "--header", "names.tsv" }, 0,
      "count\tfiles\tid\ttype\n2\t1\tplace/hoa-binh\tPLACE\n"
      .. "1\t1\tcountry/LA\tCOUNTRY\n", "", { stdin = TEXT })
    check({ "--count", "type", "--format", "jsonl", "names.tsv" }, 0,
      '{"count": 2, "files": 1, "type": "PLACE"}\n'
      .. '{"count": 1, "files": 1, "type": "COUNTRY"}\n', "",
      { stdin = TEXT })
    check({ "--count", "text", "--format", "table", "names.tsv" }, 0,
      "Count  Files  Text\n─────  ─────  ────────\n"
      .. "    1      1  Hoà Bình\n    1      1  HÒA BÌNH\n"
      .. "    1      1  Lào\n", "", { stdin = TEXT })
  end)
end)

describe("viet match --fuzzy", function()
  local TEXT = "Bộ Quoc phòg Lào, Hòa Bình\n"

  it("finds mistyped names, with a score", function()
    support.write(folder .. "/typed.txt", TEXT)
    check({ "--fuzzy", "2", "--header", "names.tsv", "typed.txt" }, 0,
      "file\tline\tcolumn\tfirst\tlast\tid\ttype\tlevel\ttext\tscore\n"
      .. "typed.txt\t1\t1\t1\t15\torg/mod\tORG\tfuzzy\tBộ Quoc phòg"
      .. "\t0.864\n"
      .. "typed.txt\t1\t17\t17\t20\tcountry/LA\tCOUNTRY\texact\tLào"
      .. "\t1.000\n"
      .. "typed.txt\t1\t23\t23\t32\tplace/hoa-binh\tPLACE\texact\t"
      .. "Hòa Bình\t1.000\n", "")
    check({ "--fuzzy", "2", "--type", "ORG", "--format", "jsonl",
            "names.tsv", "typed.txt" }, 0,
      '{"file": "typed.txt", "line": 1, "column": 1, "start_byte": 0, '
      .. '"end_byte": 20, "id": "org/mod-la", "type": "ORG", '
      .. '"level": "fuzzy", "text": "Bộ Quoc phòg Lào", "score": 0.893}\n', "")
  end)

  it("refuses what goes not with it", function()
    check({ "--fuzzy", "1", "--kind", "first", "names.tsv" }, 2, "",
      "viet match: --fuzzy cannot search by --kind first\n")
    check({ "--fuzzy", "1", "--explain", "a.txt:1", "names.tsv" }, 2, "",
      "viet match: --fuzzy cannot be explained\n")
    check({ "--explain", "a.txt:1", "--count", "id", "names.tsv" }, 2, "",
      "viet match: --explain cannot go with --count\n")
    check({ "--explain", "a.txt:1", "--header", "names.tsv" }, 2, "",
      "viet match: --explain cannot go with --header\n")
    check({ "--fuzzy", "1", "--glued", "names.tsv" }, 2, "",
      "viet match: --fuzzy cannot search with --glued\n")
    check({ "--fuzzy", "1", "--gaps", "hyphen", "names.tsv" }, 2, "",
      "viet match: --fuzzy cannot search with --gaps\n")
    check({ "--fuzzy", "1", "--inside", "names.tsv" }, 2, "",
      "viet match: --fuzzy cannot search with --inside\n")
  end)
end)

describe("viet match --explain", function()
  support.write(folder .. "/page.txt", "x\nTỉnh Hoa Bình.\n\nLào")

  it("tells why names match in a line or do not", function()
    check({ "--explain", "page.txt:2", "names.tsv" }, 0,
      "Result  Text      Name      Id              Why\n"
      .. "──────  ────────  ────────  ──────────────  "
      .. ("─"):rep(56) .. "\n"
      .. "level   Hoa Bình  Hòa Bình  place/hoa-binh  'Hoa' is like its 'Hòa' "
      .. "at level typed, it wants\n" .. (" "):rep(44) .. "placement\n", "")
    check({ "--explain", "page.txt:4", "--format", "jsonl", "names.tsv" }, 0,
      '{"reason": "match", "id": "country/LA", "type": "COUNTRY", "name": '
      .. '"Lào", "wanted": "placement", "level": "exact", "start_byte": 21, '
      .. '"end_byte": 25, "text": "Lào", "message": "it matches", '
      .. '"expected": null}\n', "")
  end)

  it("may be about a column, and about standard input", function()
    local _, out = match({ "--explain=-:1:2", "names.tsv" },
      { stdin = "Lào" })
    assert.matches("match   Lào", out, 1, true)
  end)

  it("says so where there is nothing to tell", function()
    check({ "--explain", "page.txt:1", "names.tsv" }, 0, "",
      "viet match: no name is near page.txt:1\n")
    check({ "--explain", "page.txt:3", "names.tsv" }, 0, "",
      "viet match: no name is near page.txt:3\n")
  end)

  it("refuses places that are none", function()
    check({ "--explain", "page.txt:5", "names.tsv" }, 1, "",
      "viet match: page.txt has 4 lines, not 5\n")
    check({ "--explain", "page.txt:1:2", "names.tsv" }, 1, "",
      "viet match: line 1 of page.txt has 1 bytes, not 2\n")
    check({ "--explain", "none.txt:1", "names.tsv" }, 1, "",
      "viet match: cannot open none.txt: No such file or directory\n")
    check({ "--explain", "page.txt", "names.tsv" }, 2, "",
      "viet match: bad place 'page.txt' for --explain (expected FILE:LINE or "
      .. "FILE:LINE:COLUMN)\ntry 'viet match --help'\n")
  end)
end)

describe("viet match, names from a pipe", function()
  -- The list was opened again to find the place of a bad name, for ever.
  it("tells where a name is bad", function()
    local status, out, err = support.shell("mkfifo names && "
      .. "{ printf 'id\\ttype\\tname\\nx\\tY\\tLào|\\302\\240\\n' >names & } && "
      .. "timeout 10 " .. support.quote(support.viet) .. " match names",
      { folder = folder })
    assert.same({ 1, "", "viet match: names:2:10: name has 0 tokens "
      .. "(expected 1 to 255)\n" }, { status, out, err })
  end)
end)
