local viet = require "viet"

local folder

setup(function()
  folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir '" .. folder .. "'"))
end)

teardown(function()
  os.execute("rm -r '" .. folder .. "'")
end)

--- Writes a file into the folder of this spec; returns its path.
local function write(name, ...)
  local path = folder .. "/" .. name
  local file = assert(io.open(path, "wb"))
  file:write(...)
  file:close()
  return path
end

--- The message that a call raises, without its position in this file.
local function message_of(...)
  local ok, message = pcall(...)
  assert.is_false(ok)
  return (message:gsub("^[^:]*gazetteer_spec.lua:%d+: ", ""))
end

--- The message that a gazetteer of these entries raises.
local function refusal(spec)
  return message_of(function()
    local g = viet.gazetteer(spec)
    return g
  end)
end

describe("a gazetteer", function()
  it("gives the span, id, type, entry and level of each match", function()
    local giang = { id = "person/giang", type = "PERSON", born = 1960,
                    "Phan Văn Giang", "Tướng Giang" }
    local g = viet.gazetteer { giang }
    local text = "Ông PHAN VĂN GIANG, tức Tướng Giang."
    local matches = {}
    for first, last, id, type, entry, level in g:matches(text) do
      assert.equal(giang, entry)
      matches[#matches + 1] = { text:sub(first, last), id, type, level }
    end
    assert.same({
      { "PHAN VĂN GIANG", "person/giang", "PERSON", "case" },
      { "Tướng Giang", "person/giang", "PERSON", "exact" },
    }, matches)
  end)

  it("calls an entry by its first name, and its type NAME", function()
    local g = viet.gazetteer { { "Hà Nội", "Thủ đô" } }
    local _, _, id, type = g:matches("thủ đô")()
    assert.equal("Hà Nội", id)
    assert.equal("NAME", type)
  end)

  it("counts its entries and its names", function()
    local g = viet.gazetteer { { "Hà Nội", "Thủ đô" }, { "Huế" } }
    assert.equal(2, #g)
    assert.equal("viet.gazetteer (2 entries, 3 names)", tostring(g))
  end)

  it("matches at placement unless told otherwise", function()
    local g = viet.gazetteer { { "Hòa Bình" } }
    assert.equal(1, (g:matches("HOÀ BÌNH")()))
    assert.is_nil(g:matches("Hoa Binh")())
  end)

  it("may have a level for all entries that have none", function()
    local g = viet.gazetteer {
      { "Hòa Bình" }, { level = "exact", "Hà Nội" }, level = "toneless",
    }
    assert.equal(1, (g:matches("hoa binh")()))
    assert.is_nil(g:matches("ha noi")())
  end)

  it("may have names with levels of their own in an entry", function()
    local entry = { "Hòa Bình", { "HB", level = "exact" } }
    local g = viet.gazetteer { entry, { "Huế" } }
    local found = {}
    for first, _, id, _, its, level in g:matches("hoà bình, HB, hb, Huế") do
      found[#found + 1] = { first, id, level, its == entry }
    end
    assert.same({ { 1, "Hòa Bình", "placement", true },
                  { 13, "Hòa Bình", "exact", true },
                  { 21, "Huế", "exact", false } }, found)
    assert.equal("viet.gazetteer (2 entries, 3 names)", tostring(g))
  end)

  it("gives an entry once where names of several levels match", function()
    local g = viet.gazetteer {
      { { "Hoa Binh", level = "toneless" }, "Hòa Bình" },
    }
    local levels = {}
    for _, _, _, _, _, level in g:matches("Hoà Bình, Hóa Bính") do
      levels[#levels + 1] = level
    end
    assert.same({ "placement", "toneless" }, levels)
  end)

  it("is made of what a function gives", function()
    local names, i = { "Hà Nội", "Huế" }, 0
    local g = viet.gazetteer(function()
      i = i + 1
      return names[i] and { names[i] }
    end, { level = "toneless" })
    assert.equal(2, #g)
    assert.equal("Huế", (select(3, g:matches("hue")())))
  end)

  it("tells how far its making is, which may be ended", function()
    local function build(stop_at)
      local i, told = 0, {}
      local g, message = viet.gazetteer(function()
        i = i + 1
        return i <= 10000 and { "a" .. i } or nil
      end, { progress = function(...)
        told[#told + 1] = { ... }
        return #told ~= stop_at
      end })
      return told, g, message
    end
    local told, g = build()
    assert.same({ { 4096, nil, "entries" }, { 8192, nil, "entries" } },
                { told[1], told[2] })
    assert.equal("steps", told[3][3])
    assert.equal(told[#told][1], told[#told][2])
    assert.equal(10000, #g)
    local _, none, message = build(2)
    assert.is_nil(none)
    assert.equal("cancelled", message)
  end)

  it("counts what is in it", function()
    local stats = viet.gazetteer {
      { type = "A", "one", { "two", level = "exact" } },
      { "three", from = "2020", note = "x" }, { type = "A", "four" },
      level = "case",
    }:stats()
    assert.equal(16, #stats.checksum)
    assert.is_true(stats.bytes > 0)
    assert.truthy(stats.byte_order == "little" or stats.byte_order == "big")
    stats.checksum, stats.bytes, stats.byte_order = nil, nil, nil
    assert.same({ entries = 3, names = 4, dated = 1, ranked = 0,
      longest = 1, version = 3, path_level = "placement",
      types = { { name = "A", count = 2 }, { name = "NAME", count = 1 } },
      attributes = { { name = "note", count = 1 } },
      levels = { exact = 1, case = 3, placement = 0, typed = 0,
                 toneless = 0 } }, stats)
  end)

  it("iterates over its entries", function()
    local one, two = { "Hà Nội" }, { "Huế" }
    local entries = {}
    for entry in viet.gazetteer { one, two }:entries() do
      entries[#entries + 1] = entry
    end
    assert.equal(one, entries[1])
    assert.equal(two, entries[2])
  end)

  it("does not change when its entries are added to", function()
    local entries = { { "Hà Nội" } }
    local g = viet.gazetteer(entries)
    entries[2] = { "Huế" }
    entries[1] = nil
    assert.equal(1, #g)
    assert.equal("Hà Nội", (select(3, g:matches("Hà Nội")())))
  end)

  it("searches tokens as it searches text", function()
    local g = viet.gazetteer { { "Hà Nội" } }
    local first, last = g:matches(viet.tokens("ở Hà Nội"))()
    assert.same({ 5, 13 }, { first, last })
  end)

  it("can be searched through several texts at a time", function()
    local g = viet.gazetteer { { "Hà Nội" } }
    local one, two = g:matches("Hà Nội Hà Nội"), g:matches("ở Hà Nội")
    assert.equal(1, (one()))
    assert.equal(5, (two()))
    assert.equal(11, (one()))
    assert.is_nil(two())
    assert.is_nil(one())
    assert.is_nil(one())
  end)

  it("lives as long as one of its searches", function()
    local search = viet.gazetteer { { id = "hn", "Hà Nội" } }
      :matches("Hà Nội " .. ("và "):rep(1000) .. "Hà Nội")
    collectgarbage()
    collectgarbage()
    assert.equal("hn", (select(3, search())))
    for _ = 1, 10 do viet.tokens(("một hai "):rep(2000)) end
    collectgarbage()
    assert.equal("hn", (select(3, search())))
    assert.is_nil(search())
  end)
end)

describe("a gazetteer is refused", function()
  it("without a table of entries", function()
    assert.equal("entries are a table, not a nil", refusal(nil))
    assert.equal("entries are a table, not a string", refusal("Hà Nội"))
  end)

  it("with an entry that is no table", function()
    assert.equal("entry 2 is a string, not a table",
                 refusal { { "Hà Nội" }, "Huế" })
  end)

  it("with an entry without names", function()
    assert.equal("entry 3 has no name",
                 refusal { { "a" }, { "b" }, { id = "c" } })
  end)

  it("with an unknown level", function()
    assert.equal("entry 1: bad level 'tonless' " ..
                 "(expected exact, case, placement, typed or toneless)",
                 refusal { { level = "tonless", "a" } })
    assert.equal("bad value 'Exact' for option 'level' " ..
                 "(expected exact, case, placement, typed or toneless)",
                 refusal { { "a" }, level = "Exact" })
    assert.equal("entry 1: bad level 'true' " ..
                 "(expected exact, case, placement, typed or toneless)",
                 refusal { { level = true, "a" } })
  end)

  it("with an unknown option", function()
    assert.equal("unknown option 'levle' (expected level or progress)",
                 refusal { { "a" }, levle = "exact" })
  end)

  it("with fields of the wrong type", function()
    assert.equal("entry 1: id is a number, not a string",
                 refusal { { id = 7, "a" } })
    assert.equal("entry 1: type is a boolean, not a string",
                 refusal { { type = true, "a" } })
    assert.equal("entry 2: name 2 is a number, not a string",
                 refusal { { "a" }, { "b", 7 } })
  end)

  it("with a name that cannot match anything", function()
    assert.equal("entry 2: name 2 has 0 tokens (expected 1 to 255)",
                 refusal { { "a" }, { "b", " \194\160 " }, { "c" } })
    assert.equal("entry 1: name 1 has 0 tokens (expected 1 to 255)",
                 refusal { { "" } })
  end)

  it("with a name that is too long", function()
    assert.equal("entry 1: name 3 has 300 tokens (expected 1 to 255)",
                 refusal { { "a", "b", ("a "):rep(300) } })
  end)

  it("with a name that is not UTF-8", function()
    assert.equal("entry 2: name 1 is not UTF-8 at byte 4",
                 refusal { { "a" }, { "Hà\204" } })
    assert.equal("entry 1: name 1 is not UTF-8 at byte 2",
                 refusal { { "a\255b" } })
  end)

  it("with attributes that are no plain values", function()
    assert.equal("entry 1: army is a table, not a string, number or boolean",
                 refusal { { army = {}, "a" } })
    assert.equal("entry 1: size is inf, not a finite number",
                 refusal { { size = math.huge, "a" } })
  end)

  it("with dates that are none", function()
    local expected = " (expected a date as 2024, 2024-05 or 2024-05-31)"
    assert.equal("entry 1: bad from '2023-02-29'" .. expected,
                 refusal { { from = "2023-02-29", "a" } })
    assert.equal("entry 1: bad to '2024'" .. expected,
                 refusal { { to = 2024, "a" } })
    assert.equal("entry 2: from 2024-06 is after to 2024-05",
                 refusal { { from = "2024-05", to = "2024-05", "a" },
                           { from = "2024-06", to = "2024-05", "a" } })
  end)

  it("with a priority that is no whole number", function()
    local expected =
      " (expected a whole number from -2147483647 to 2147483647)"
    assert.equal("entry 1: bad priority '1.5'" .. expected,
                 refusal { { priority = 1.5, "a" } })
    assert.equal("entry 1: bad priority 'high'" .. expected,
                 refusal { { priority = "high", "a" } })
  end)

  it("with names whose levels are unknown", function()
    assert.equal("entry 1: name 2: bad level 'x' (expected exact, " ..
                 "case, placement, typed or toneless)",
                 refusal { { "a", { "b", level = "x" } } })
    assert.equal("entry 1: name 1 is a nil, not a string",
                 refusal { { { level = "exact" } } })
    assert.equal("entry 2: name 3 has 0 tokens (expected 1 to 255)",
                 refusal { { "a" }, { "b", { "c", level = "exact" },
                                      { "", level = "exact" } } })
  end)

  it("in the name of the script that made it", function()
    local chunk = assert(load("local viet = ...\n" ..
                              "local g = viet.gazetteer { {} }", "=script"))
    local _, message = pcall(chunk, viet)
    assert.equal("script:2: entry 1 has no name", message)
  end)
end)

describe("a gazetteer from a lexicon", function()
  it("has an entry for each line, with the other columns", function()
    local g = assert(viet.gazetteer.read(write("names.tsv",
      "id\ttype\tname\tcapital\n",
      "vn\tCOUNTRY\tViệt Nam|CHXHCN Việt Nam\tHà Nội\n",
      "vn/hn\tPLACE\tHà Nội\t\n")))
    local ids = {}
    for first, _, id, type, entry in g:matches("Hà Nội, CHXHCN Việt Nam") do
      ids[#ids + 1] = { first, id, type, entry.capital, entry.source }
    end
    assert.same({ { 1, "vn/hn", "PLACE", nil, "names.tsv:3" },
                  { 12, "vn", "COUNTRY", "Hà Nội", "names.tsv:2" } }, ids)
    assert.equal("viet.gazetteer (2 entries, 3 names)", tostring(g))
  end)

  it("joins lines with the same id and type", function()
    local g = assert(viet.gazetteer.read(write("names.tsv",
      "id\ttype\tname\tborn\tdied\n",
      "giang\tPERSON\tPhan Văn Giang\t1960\t\n",
      "giang\tPLACE\tGiang\t\t\n",
      "giang\tPERSON\tTướng Giang\t1961\t2099\n")))
    assert.equal("viet.gazetteer (2 entries, 3 names)", tostring(g))
    local entry = select(5, g:matches("Tướng Giang")())
    assert.same({ id = "giang", type = "PERSON", source = "names.tsv:2",
                  born = "1960", died = "2099",
                  "Phan Văn Giang", "Tướng Giang" }, entry)
  end)

  it("keeps levels apart", function()
    local g = assert(viet.gazetteer.read(write("names.tsv",
      "id\ttype\tname\tlevel\n",
      "hb\tPLACE\tHòa Bình\t\n",
      "hb\tPLACE\tHB\texact\n")))
    assert.equal(2, #g)
    assert.equal(1, (g:matches("hoà bình")()))
    assert.equal(1, (g:matches("HB")()))
    assert.is_nil(g:matches("hb")())
  end)

  it("may have a level of its own", function()
    local path = write("names.tsv", "id\ttype\tname\nhb\tPLACE\tHòa Bình\n")
    assert.is_nil(viet.gazetteer.read(path):matches("Hoa Binh")())
    local g = viet.gazetteer.read(path, { level = "toneless" })
    assert.equal(1, (g:matches("Hoa Binh")()))
  end)

  it("may come from several files", function()
    local one = write("one.tsv", "id\ttype\tname\nx\tT\ta\ny\tT\tb\n")
    local two = write("two.tsv", "name\ttype\tid\nc\tT\tx\nd\tT\tz\n")
    local g = assert(viet.gazetteer.read { one, two })
    assert.equal("viet.gazetteer (3 entries, 4 names)", tostring(g))
    assert.equal("one.tsv:2", select(5, g:matches("c")()).source)
    assert.equal("two.tsv:3", select(5, g:matches("d")()).source)
  end)

  it("is refused with the line and column of what is wrong", function()
    local path = write("names.tsv", "id\ttype\tname\nx\tT\ta|\n")
    local g, message = viet.gazetteer.read(path)
    assert.is_nil(g)
    assert.equal(path .. ":2:7: empty name", message)
  end)

  it("is refused with the place of a name that cannot match", function()
    local path = write("names.tsv", "id\ttype\tname\nx\tT\ta\n",
                       "# comment\nx\tT\tb|\194\160|c\n")
    local g, message = viet.gazetteer.read(path)
    assert.is_nil(g)
    assert.equal(path .. ":4:7: name has 0 tokens (expected 1 to 255)",
                 message)
    path = write("names.tsv", "id\ttype\tname\nx\tT\t", ("a,"):rep(200),
                 "\n")
    g, message = viet.gazetteer.read { path }
    assert.is_nil(g)
    assert.equal(path .. ":2:5: name has 400 tokens (expected 1 to 255)",
                 message)
  end)

  it("keeps rows with other dates or priorities apart", function()
    local g = assert(viet.gazetteer.read(write("names.tsv",
      "id\ttype\tname\tfrom\tto\tpriority\n",
      "minister\tPOST\tPhan Văn Giang\t2021-04\t\t\n",
      "minister\tPOST\tNgô Xuân Lịch\t2016\t2021-04\t\n",
      "minister\tPOST\tTướng Giang\t2021-04\t\t2\n",
      "minister\tPOST\tTướng Lịch\t2016\t2021-04\t\n")))
    assert.equal("viet.gazetteer (3 entries, 4 names)", tostring(g))
    assert.equal(2, select(5, g:matches("Tướng Giang")()).priority)
    assert.is_nil(g:matches("Tướng Lịch", { as_of = "2022-01-01" })())
  end)

  it("may be CSV or JSON Lines, by its extension or as told", function()
    local csv = 'id,type,name\r\nvn,COUNTRY,"Việt Nam"\r\n'
    local jsonl = '{"id": "la", "type": "COUNTRY", "name": "Lào", "n": 3}\n'
    local g = assert(viet.gazetteer.read { write("a.csv", csv),
                                           write("b.jsonl", jsonl) })
    local found = {}
    for _, _, id, _, entry in g:matches("Việt Nam, Lào") do
      found[#found + 1] = { id, entry.source, entry.n }
    end
    assert.same({ { "vn", "a.csv:2" }, { "la", "b.jsonl:1", 3 } }, found)
    assert.equal(1, #viet.gazetteer.read(write("names.txt", csv),
      { format = "csv" }))
  end)

  it("tells how far its reading is, which may be ended", function()
    local path = write("names.tsv", "id\ttype\tname\n",
                       ("x\tT\ta\n"):rep(5000))
    local told = {}
    local g = viet.gazetteer.read(path, { progress = function(...)
      told[#told + 1] = { ... }
    end })
    assert.equal(1, #g)
    assert.same({ 13 + 4096 * 6, 13 + 5000 * 6, "bytes" }, told[1])
    assert.equal("steps", told[#told][3])
    assert.same({ nil, "cancelled" }, { viet.gazetteer.read(path,
      { progress = function() return false end }) })
  end)

  it("is refused when the file is missing or a directory", function()
    local g, message = viet.gazetteer.read("no-names.tsv")
    assert.is_nil(g)
    assert.equal("cannot open no-names.tsv: No such file or directory",
                 message)
    g, message = viet.gazetteer.read(folder)
    assert.is_nil(g)
    assert.equal("cannot read " .. folder .. ": Is a directory", message)
  end)

  it("is refused with bad options", function()
    assert.equal("bad value 'x' for option 'level' " ..
      "(expected exact, case, placement, typed or toneless)", message_of(function()
        local g = viet.gazetteer.read("names.tsv", { level = "x" })
        return g
      end))
    assert.equal("unknown option 'kind' (expected level, format or " ..
      "progress)", message_of(function()
        local g = viet.gazetteer.read("names.tsv", { kind = "x" })
        return g
      end))
    assert.equal("the path is a string or an array, not a nil",
                 message_of(function() viet.gazetteer.read() end))
  end)
end)
