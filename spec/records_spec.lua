local records = require "viet.records"

describe("the format of a file", function()
  it("is that of its extension, TSV if that says nothing", function()
    local formats = {}
    for i, path in ipairs { "a.tsv", "a.tab", "a.csv", "a.b.CSV", "a.jsonl",
        "x/a.ndjson", "a.txt", "names", "a.csv/names" } do
      formats[i] = records.format_of(path)
    end
    assert.same({ "tsv", "tsv", "csv", "csv", "jsonl", "jsonl", "tsv", "tsv",
                  "tsv" }, formats)
  end)

  it("is the one that is asked for", function()
    assert.equal("csv", records.format_of("a.tsv", "csv"))
  end)
end)

describe("the same records", function()
  local WANTED = {
    { id = "a", type = "T", "Hà Nội", "HN", from = "2020", to = "2021-05",
      priority = 7, level = "exact", note = "x", source = "n:2" },
    { id = "b", type = "T", "Huế", source = "n:3" },
  }

  it("come from TSV and CSV", function()
    local text = "id\ttype\tname\tfrom\tto\tpriority\tlevel\tnote\n"
      .. "a\tT\tHà Nội|HN\t2020\t2021-05\t7\texact\tx\n"
      .. "b\tT\t Huế \t\t\t\t\t\n"
    assert.same(WANTED, records.parse(text, "n", { format = "tsv" }))
    assert.same(WANTED, records.parse(text:gsub("\t", ","), "n",
      { format = "csv" }))
  end)

  it("come from JSON Lines", function()
    assert.same(WANTED, records.parse("\n" .. [[
{"id": "a", "type": "T", "names": ["Hà Nội", "HN"], "from": "2020",]]
      .. [[ "to": "2021-05", "priority": 7, "level": "exact", "note": "x"}
{"id": "b", "type": "T", "name": " Huế "}
]], "n", { format = "jsonl" }))
  end)

  it("are refused in all formats for what their fields hold", function()
    local function refusal(format, name, value)
      local text = ("id\ttype\tname\t%s\na\tT\tx\t%s\n"):format(name, value)
      if format == "csv" then text = text:gsub("\t", ",") end
      if format == "jsonl" then
        text = ('\n{"id":"a","type":"T","name":"x","%s":"%s"}'):format(name,
          value)
      end
      local _, message = records.parse(text, "n", { format = format })
      return message:gsub("^n:2:%d+: ", "")
    end
    for _, format in ipairs(records.formats) do
      assert.equal("bad from '31.5.2024' (expected a date as 2024, 2024-05 "
        .. "or 2024-05-31)", refusal(format, "from", "31.5.2024"))
      assert.equal("bad priority '1e2' (expected a whole number from "
        .. "-2147483647 to 2147483647)", refusal(format, "priority", "1e2"))
      assert.equal("bad level 'Exact' (expected exact, case, "
        .. "placement, typed or toneless)", refusal(format, "level", "Exact"))
    end
  end)

  it("are refused when they end before they begin", function()
    assert.same({ nil, "n:2:1: from 2024 is after to 2023-12" },
      { records.parse("id\ttype\tname\tfrom\tto\na\tT\tx\t2024\t2023-12\n",
        "n") })
  end)
end)

describe("an iterator of records", function()
  local HEAD = "id\ttype\tname\n"

  it("tells how much is read", function()
    local places = {}
    for row, behind in records.each(HEAD .. "a\tT\tx\nb\tT\ty", "n") do
      places[#places + 1] = row.id .. " " .. behind
    end
    assert.same({ "a 19", "b 25" }, places)
  end)

  it("gives what is good before what is not, and then ends", function()
    local step = records.each(HEAD .. "a\tT\tx\nb\t\ty\nc\tT\tx\n", "n")
    assert.equal("a", step().id)
    assert.same({ false, "n:3:3: empty type" }, { step() })
    assert.is_nil(step())
  end)

  it("refuses unknown options", function()
    assert.error_matches(function() records.each("", "n", { x = 1 }) end,
      "unknown option 'x' %(expected format or check%)$")
  end)
end)

describe("the place of a byte", function()
  it("is its line and column", function()
    local text = "ab\n\ncd"
    local places = {}
    for byte = 1, #text + 1 do
      places[byte] = ("%d:%d"):format(records.locate(text, byte))
    end
    assert.same({ "1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "3:3" }, places)
  end)
end)

describe("random bytes", function()
  local seed = os.time()
  local PIECES = { "id", "type", "name", "level", "\t", ",", "\n", "\r", '"',
    "{", "}", "[", "]", ":", "|", " ", "x", "ệ", "\\", "\\u0041", "\0", "\255",
    "#", "null", "7", "exact", '"id":"a"', '"type":"b"', '"name":"c"',
    "id\ttype\tname\n", "id,type,name\n" }

  it("are rows or a message with a place that is there (seed " .. seed .. ")",
    function()
      math.randomseed(seed)
      for round = 1, 3000 do
        local parts = {}
        for i = 1, math.random(20) do
          parts[i] = PIECES[math.random(#PIECES)]
        end
        local text = table.concat(parts)
        local format = records.formats[round % 3 + 1]
        local rows, message = records.parse(text, "n", { format = format })
        local where = ("seed %d, round %d, %q"):format(seed, round, text)
        if rows then
          for _, row in ipairs(rows) do
            assert.is_truthy(row.id and row.type and row[1], where)
          end
        else
          local line, column = message:match("^n:(%d+):(%d+): %w")
          assert.is_truthy(line, where .. ": " .. tostring(message))
          local number = 0
          for content in (text .. "\n"):gmatch("([^\n]*)\n") do
            number = number + 1
            if number == tonumber(line) then
              assert.is_true(tonumber(column) <= #content + 1, where)
            end
          end
          assert.is_true(tonumber(line) <= number, where)
        end
      end
    end)
end)
