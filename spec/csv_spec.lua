local csv = require "viet.csv"

local HEAD = "id,type,name,note\n"

local function parse(text)
  return csv.parse(text, "a/names.csv")
end

local function refusal(text)
  local rows, message = parse(text)
  assert.is_nil(rows)
  return message
end

describe("a list in CSV", function()
  it("gives an entry for each record, with where it stands", function()
    assert.same({
      { id = "la", type = "COUNTRY", "Lào", "CHDCND Lào", note = "x",
        source = "names.csv:2" },
      { id = "vn", type = "COUNTRY", "Việt Nam", source = "names.csv:3" },
    }, parse(HEAD .. "la,COUNTRY,Lào|CHDCND Lào,x\nvn,COUNTRY,Việt Nam,\n"))
  end)

  it("has cells in quotes, which hold commas, line ends and quotes",
    function()
      assert.same({
        { id = "a", type = "T", "Bộ, ngành", note = 'một\n"hai"',
          source = "names.csv:2" },
        { id = "b", type = "T", "x", source = "names.csv:4" },
        { id = "c", type = "T", "y", note = '"', source = "names.csv:5" },
      }, parse(HEAD .. 'a,T,"Bộ, ngành","một\n""hai"""\n"b",T,x,""\n'
        .. 'c,T,y,""""\n'))
    end)

  it("may have been written by Windows, and lack its last line end",
    function()
      local rows = { { id = "a", type = "T", "x", note = "n",
                       source = "names.csv:2" } }
      assert.same(rows, parse("\239\187\191id,type,name,note\r\n"
        .. "a,T,x,n\r\n"))
      assert.same(rows, parse("id,type,name,note\r\na,T,x,n"))
      assert.same(rows, parse('id,type,name,note\r\na,T,x,"n"\r\n\r\n'))
      assert.same(rows, parse('id,type,name,note\r\na,T,x,"n"'))
    end)

  it("may hold empty lines, which count as lines, and no comments",
    function()
      local rows = parse("\n" .. HEAD .. "\n\r\n#a,T,x,\n")
      assert.equal("#a", rows[1].id)
      assert.equal("names.csv:5", rows[1].source)
    end)

  it("may end in an empty cell", function()
    assert.same({}, parse("id,type,name,note"))
    assert.is_nil(parse("id,type,name,note\na,T,x,")[1].note)
  end)
end)

describe("a malformed list in CSV", function()
  it("is refused where quotes are wrong", function()
    assert.equal("a/names.csv:2:7: quote without an end",
                 refusal(HEAD .. 'a,T,x,"one\ntwo\n'))
    assert.equal("a/names.csv:2:6: quote inside a cell that has none "
      .. "around it", refusal(HEAD .. 'a,T,x"y",\n'))
    assert.equal("a/names.csv:3:6: text behind the quote that ends a cell",
                 refusal(HEAD .. 'a,T,"x\ny""z"w,\n'))
  end)

  it("is refused when a record has the wrong number of cells", function()
    assert.equal("a/names.csv:3:1: 3 fields (expected 4)",
                 refusal(HEAD .. "a,T,x,\nb,T,x\n"))
    assert.equal("a/names.csv:2:8: 5 fields (expected 4)",
                 refusal(HEAD .. "a,T,x,,y\n"))
  end)

  it("is refused without what is required", function()
    assert.equal("a/names.csv:1:1: no header line", refusal "")
    assert.equal("a/names.csv:1:1: no header line", refusal "\r\n\n")
    assert.equal("a/names.csv:1:1: missing column 'name'",
                 refusal "id,type\n")
    assert.equal("a/names.csv:1:14: column 'source' is set by the reader",
                 refusal "id,type,name,source\n")
    assert.equal("a/names.csv:2:3: empty type", refusal(HEAD .. "a,,x,\n"))
  end)

  it("is refused with the place inside a cell in quotes", function()
    assert.equal("a/names.csv:2:8: empty name",
                 refusal(HEAD .. 'a,T,"x||y",\n'))
    assert.equal("a/names.csv:3:5: empty name",
                 refusal(HEAD .. 'a,T,"x""\n""y|| z",\n'))
  end)

  it("is refused where it is not UTF-8, or holds a NUL byte", function()
    assert.equal("a/names.csv:2:5: invalid UTF-8",
                 refusal(HEAD .. "a,T,\xFF,\n"))
    assert.equal("a/names.csv:2:2: NUL byte", refusal(HEAD .. "a\0,T,x,\n"))
  end)
end)

describe("any text in cells", function()
  local seed = os.time()
  local PIECES = { "a", "ệ", ",", '"', "\n", "\r\n", " ", "x", "|", "#" }

  local function random_cell()
    local parts = {}
    for i = 1, math.random(6) do parts[i] = PIECES[math.random(#PIECES)] end
    return table.concat(parts)
  end

  it("comes back (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, 300 do
      local cells, lines = {}, { "id,type,name,note" }
      for i = 1, math.random(5) do
        cells[i] = random_cell()
        lines[i + 1] = ('"%d",T,x,"%s"'):format(i,
          cells[i]:gsub('"', '""'))
      end
      local rows = parse(table.concat(lines, "\r\n"))
      assert.equal(#cells, #rows)
      for i, cell in ipairs(cells) do assert.equal(cell, rows[i].note) end
    end
  end)
end)
