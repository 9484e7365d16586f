local tsv = require "viet.tsv"

local folder

--- Writes a file into the folder of this spec; returns its path.
local function write(name, ...)
  local path = folder .. "/" .. name
  local file = assert(io.open(path, "wb"))
  file:write(...)
  file:close()
  return path
end

--- Reads a lexicon from a string.
local function read(...)
  return tsv.read(write("names.tsv", ...))
end

--- The message for a malformed lexicon, without the folder.
local function message_of(...)
  local rows, message = read(...)
  assert.is_nil(rows)
  assert.equal(folder .. "/", message:sub(1, #folder + 1))
  return message:sub(#folder + 2)
end

setup(function()
  folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir '" .. folder .. "'"))
end)

teardown(function()
  os.execute("rm -r '" .. folder .. "'")
end)

describe("a lexicon", function()
  it("gives an entry for each line, with its names and where it stands",
     function()
    assert.same({
      { "Đại tướng", "General", id = "rank/dai-tuong", type = "RANK",
        army = "yes", source = "names.tsv:2" },
      { "Trung tá", id = "rank/trung-ta", type = "RANK",
        source = "names.tsv:3" },
    }, read("id\ttype\tname\tarmy\n",
            "rank/dai-tuong\tRANK\tĐại tướng|General\tyes\n",
            "rank/trung-ta\tRANK\tTrung tá\t\n"))
  end)

  it("has its columns in any order", function()
    local rows = read("name\tid\ttype\nHà Nội\tvn/hn\tPLACE\n")
    assert.equal("Hà Nội", rows[1][1])
    assert.equal("vn/hn", rows[1].id)
    assert.equal("PLACE", rows[1].type)
  end)

  it("may hold comments and empty lines, which count as lines", function()
    local rows = read("# places\n\nid\ttype\tname\n",
                      "#x\ty\tz\n\nvn/hn\tPLACE\tHà Nội\n")
    assert.equal(1, #rows)
    assert.equal("names.tsv:6", rows[1].source)
  end)

  it("may have been written by Windows", function()
    assert.same(
      { { "Hà Nội", id = "vn/hn", type = "PLACE",
          source = "names.tsv:2" } },
      read("\239\187\191id\ttype\tname\r\nvn/hn\tPLACE\tHà Nội\r\n\r\n"))
  end)

  it("may lack a line end at its end", function()
    assert.equal("Hà Nội",
                 read("id\ttype\tname\nvn/hn\tPLACE\tHà Nội")[1][1])
  end)

  it("may hold a header alone", function()
    assert.same({}, read("id\ttype\tname\n"))
  end)

  it("may have spaces around the bars between names", function()
    local row = read("id\ttype\tname\nx\tPLACE\t Hà Nội | Hanoi|HN \n")[1]
    assert.same({ "Hà Nội", "Hanoi", "HN" }, { row[1], row[2], row[3] })
  end)

  it("has a level in its column of that name", function()
    local rows = read("id\ttype\tname\tlevel\nx\tY\tz\texact\nx\tY\tz\t\n")
    assert.equal("exact", rows[1].level)
    assert.is_nil(rows[2].level)
  end)
end)

describe("a malformed lexicon", function()
  it("is refused without a header", function()
    assert.equal("names.tsv:1:1: no header line", message_of(""))
    assert.equal("names.tsv:1:1: no header line", message_of("# all\n\n"))
  end)

  it("is refused when a required column is missing", function()
    assert.equal("names.tsv:1:1: missing column 'type'",
                 message_of("id\tname\nx\tz\n"))
    assert.equal("names.tsv:2:1: missing column 'id'",
                 message_of("# names\ntype\tname\n"))
  end)

  it("is refused when its columns are ambiguous", function()
    assert.equal("names.tsv:1:9: column 'id' stands here twice",
                 message_of("id\ttype\tid\tname\n"))
    assert.equal("names.tsv:1:14: column without a name",
                 message_of("id\ttype\tname\t\n"))
    assert.equal("names.tsv:1:14: column 'source' is set by the reader",
                 message_of("id\ttype\tname\tsource\n"))
  end)

  it("is refused when a line has the wrong number of fields", function()
    assert.equal("names.tsv:3:4: 2 fields (expected 3)",
                 message_of("id\ttype\tname\nx\tY\tz\nx\tY\n"))
    assert.equal("names.tsv:2:7: 5 fields (expected 3)",
                 message_of("id\ttype\tname\nx\tY\tz\ta\tb\n"))
  end)

  it("is refused when an id, a type or a name is empty", function()
    assert.equal("names.tsv:2:1: empty id",
                 message_of("id\ttype\tname\n\tY\tz\n"))
    assert.equal("names.tsv:2:3: empty type",
                 message_of("id\ttype\tname\nx\t\tz\n"))
    assert.equal("names.tsv:2:5: empty name",
                 message_of("id\ttype\tname\nx\tY\t\n"))
  end)

  it("is refused when one of several names is empty", function()
    local header = "id\ttype\tname\n"
    assert.equal("names.tsv:2:7: empty name",
                 message_of(header, "x\tY\ta|\n"))
    assert.equal("names.tsv:2:5: empty name",
                 message_of(header, "x\tY\t|a\n"))
    assert.equal("names.tsv:2:7: empty name",
                 message_of(header, "x\tY\ta| |b\n"))
  end)

  it("is refused with an unknown level", function()
    assert.equal(
      "names.tsv:2:7: bad level 'tonless' " ..
      "(expected exact, case, placement, typed or toneless)",
      message_of("id\ttype\tname\tlevel\nx\tY\tz\ttonless\n"))
  end)

  it("is refused where it is not UTF-8, even in a comment", function()
    assert.equal("names.tsv:2:6: invalid UTF-8",
                 message_of("id\ttype\tname\nx\tY\tz\255\n"))
    assert.equal("names.tsv:1:3: invalid UTF-8",
                 message_of("# \192\128\nid\ttype\tname\n"))
  end)

  it("is refused where it holds a NUL byte", function()
    assert.equal("names.tsv:2:5: NUL byte",
                 message_of("id\ttype\tname\nx\tY\t\0z\n"))
  end)
end)

describe("a lexicon that cannot be read", function()
  it("is a missing file", function()
    local rows, message = tsv.read("no/such: file.tsv")
    assert.is_nil(rows)
    assert.equal("cannot open no/such: file.tsv: No such file or directory",
                 message)
  end)

  it("is a directory", function()
    local rows, message = tsv.read(folder)
    assert.is_nil(rows)
    assert.equal("cannot read " .. folder .. ": Is a directory", message)
  end)

  it("is no path at all", function()
    assert.error_matches(function() tsv.read(nil) end,
                         "the path is a string, not a nil$")
  end)
end)

describe("a lexicon in memory", function()
  it("is taken apart like a file", function()
    local rows = tsv.parse("id\ttype\tname\nx\tY\tLào\n", "a/b.tsv")
    assert.same({ { id = "x", type = "Y", "Lào",
      source = "b.tsv:2" } }, rows)
    assert.same({ nil, "a/b.tsv:2:5: too short" },
      { tsv.parse("id\ttype\tname\nx\tY\tz\n", "a/b.tsv",
        function() return "too short" end) })
  end)
end)
