local gold = require "viet.gold"
local json = require "viet.json"
local support = require "command.support"
local viet = require "viet"

local run = support.run
local folder = support.folder()

local ARTICLE = support.read "spec/fixtures/annotated/tiep-don.txt"
local QUIET = "Chiều nay trời mưa nhỏ.\n"

support.write(folder .. "/a.txt", ARTICLE)
support.write(folder .. "/quiet.txt", QUIET)

-- An extractor of one's own, whose layer the news pack does not know.
support.write(folder .. "/rain.lua", [[
  return require "viet".extractor {
    name = "rain", gives = { "RAIN" },
    run = function(doc)
      local first, last = doc.text:find("mưa nhỏ", 1, true)
      if first then
        doc:add("RAIN", { first = first, last = last, id = "rain/small" })
      end
    end,
  }
]])

--- Runs `viet extract` in the folder.
local function extract(arguments, settings)
  settings = settings or {}
  settings.folder = folder
  return run({ "extract", table.unpack(arguments) }, settings)
end

local function check(arguments, status, out, err, settings)
  assert.same({ status, out, err }, { extract(arguments, settings) })
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

--- Asserts that each span of a record is what the text has there.
local function check_record(record, text, where)
  local function check_span(span)
    assert.equal(text:sub(span.start + 1, span["end"]), span.text, where)
  end
  for _, mention in ipairs(record.mentions) do check_span(mention) end
  for _, date in ipairs(record.dates) do check_span(date) end
  for _, event in ipairs(record.events) do check_span(event.trigger) end
end

describe("viet extract", function()
  it("writes a table by default, as wide as COLUMNS says", function()
    for _, width in ipairs { 60, 80, 120 } do
      local status, out, err = support.shell(
        ("COLUMNS=%d %s extract a.txt"):format(width,
          support.quote(support.viet)), { folder = folder })
      assert.equal(0, status)
      assert.equal("", err)
      local lines = lines_of(out)
      assert.is_truthy(lines[1]:find "^Date +Event +Who +Countries +Place$")
      assert.equal(width, viet.width(lines[2]))
      assert.equal("── a.txt · 2024-03-12", lines[4])
      for _, line in ipairs(lines) do
        assert.is_true(viet.width(line) <= width, line)
      end
    end
  end)

  it("says so where there are no events", function()
    check({ "quiet.txt" }, 0, "", "viet extract: no events in 1 document\n")
    check({ "--format", "jsonl", "quiet.txt" }, 0, "", "")
  end)

  it("writes JSON Lines with provenance", function()
    local status, out, err = extract { "--format", "jsonl", "a.txt" }
    assert.equal(0, status)
    assert.equal("", err)
    local lines = lines_of(out)
    assert.is_true(#lines > 0)
    for _, line in ipairs(lines) do
      local record = assert(json.decode(line))
      assert.equal("a.txt", record.doc)
      assert.equal("a.txt", record.path)
      assert.is_string(record.rule)
      assert.equal("2024-03-12", record.published)
      for _, span in ipairs { record.trigger, record.sentence } do
        assert.equal(ARTICLE:sub(span.start_byte + 1, span.end_byte),
          span.text)
      end
    end
  end)

  it("reads standard input", function()
    local _, out = extract({ "--format", "gold" }, { stdin = QUIET })
    assert.equal("stdin.txt", gold.decode(out).doc)
    local _, same = extract({ "--format", "gold", "-" }, { stdin = QUIET })
    assert.equal(out, same)
  end)

  it("writes one file for each article with --out, as eval reads it",
    function()
      check({ "--format", "gold", "--out", "found/deep", "a.txt",
        "quiet.txt" }, 0, "", "")
      assert.same({ "a.json", "quiet.json" },
        support.list(folder .. "/found/deep"))
      local record = assert(gold.load(folder .. "/found/deep/a.json"))
      assert.equal("a.txt", record.doc)
      check_record(record, ARTICLE, "a.txt")
      check({ "--format", "jsonl", "--out", "lines", "a.txt" }, 0, "", "")
      assert.same({ "a.jsonl" }, support.list(folder .. "/lines"))
    end)

  it("runs an extractor of one's own, and writes its layer", function()
    local status, out, err = extract { "--with", "rain.lua", "--format",
      "jsonl", "quiet.txt" }
    assert.equal("", err)
    assert.equal(0, status)
    local record = json.decode(out)
    assert.equal("RAIN", record.type)
    assert.equal("rain/small", record.id)
    assert.equal("mưa nhỏ", record.trigger.text)
    assert.equal("rain", record.rule)
    local _, as_table = extract { "--with", "rain.lua", "quiet.txt" }
    assert.is_truthy(as_table:find("RAIN    rain/small", 1, true))
  end)

  it("tells what is wrong with an extractor", function()
    local cases = {
      { "return 3", "x.lua returns a number, not an extractor" },
      { "", "x.lua returns a nil, not an extractor" },
      { "return {}", "x.lua: an extractor needs a name (a string)" },
      { "return { name = 'x', needs = { 'Y' }, run = print }",
        "x.lua: extractor 'x' needs layer 'Y', which none gives" },
      { "x x", "x.lua:1: syntax error near 'x'" },
      { "error 'gone'", "x.lua:1: gone" },
    }
    for _, case in ipairs(cases) do
      support.write(folder .. "/x.lua", case[1])
      check({ "--with", "x.lua", "a.txt" }, 1, "",
        "viet extract: " .. case[2] .. "\n")
    end
    check({ "--with", "none.lua", "a.txt" }, 1, "",
      "viet extract: cannot open none.lua: No such file or directory\n")
  end)

  it("goes on with the next article where an extractor fails", function()
    support.write(folder .. "/x.lua", [[
      return { name = "x", gives = { "X" }, run = function(doc)
        if doc.meta.name == "a" then error("gone", 0) end
        doc:add("X", { first = 1, last = 7 })
      end }]])
    local status, out, err = extract { "--with", "x.lua", "--format",
      "jsonl", "a.txt", "quiet.txt" }
    assert.equal(1, status)
    assert.equal("viet extract: a.txt: extractor 'x' failed on viet.document "
      .. "(a, 592 bytes): gone\n", (err:gsub("%d+ bytes", "592 bytes")))
    assert.equal("quiet.txt", json.decode(out).doc)
  end)

  it("is quiet when its reader has enough", function()
    local _, out, err = support.shell(
      ("%s extract --format gold %s | head -1"):format(
        support.quote(support.viet), ("a.txt "):rep(300)),
      { folder = folder })
    assert.equal("{\n", out)
    assert.equal("", err)
  end)
end)

describe("viet extract, given bad input,", function()
  local HINT = " (limit 16777216, see --max-bytes)\n"

  --- Runs on a bad input and a good one, and expects the good one's file.
  local function check_next(path, message)
    local target = support.folder()
    check({ "--format", "gold", "--out", target, path, "quiet.txt" }, 1, "",
      "viet extract: " .. message)
    assert.same({ "quiet.json" }, support.list(target))
  end

  it("1. goes on after a missing file", function()
    check_next("none.txt",
      "cannot open none.txt: No such file or directory\n")
  end)

  it("2. goes on after a folder, and says what to name instead", function()
    check_next("/tmp", "/tmp is a folder (name its files, as in "
      .. "/tmp/*.txt)\n")
  end)

  it("3. finds nothing in an empty file", function()
    support.write(folder .. "/empty.txt", "")
    check({ "empty.txt" }, 0, "", "viet extract: no events in 1 document\n")
    local _, out = extract { "--format", "gold", "empty.txt" }
    assert.same({ doc = "empty.txt", sources = {}, bylines = {}, zones = {},
      mentions = {}, posts = {}, dates = {}, events = {} },
      gold.decode(out))
  end)

  it("4. names the byte that is not UTF-8, or replaces it", function()
    local bad = ARTICLE:gsub("Huế", "Hu\xEA")
    support.write(folder .. "/bad.txt", bad)
    check_next("bad.txt", ("bad.txt: invalid UTF-8 at byte %d\n"):format(
      bad:find("\xEA, ", 1, true)))
    local status, out, err = extract { "--invalid", "replace", "--format",
      "gold", "bad.txt" }
    assert.same({ 0, "" }, { status, err })
    assert.is_true((viet.is_utf8(out)))
    for _, mention in ipairs(gold.decode(out).mentions) do
      assert.equal(viet.normalize(
        bad:sub(mention.start + 1, mention["end"]),
        { form = "keep", eth = false, mark_order = false,
          invalid = "replace" }), mention.text)
    end
  end)

  it("5. takes NUL bytes", function()
    local text = ARTICLE:gsub("Sáng", "\0Sáng")
    local status, out, err = extract({ "--format", "gold" },
      { stdin = text })
    assert.same({ 0, "" }, { status, err })
    check_record(gold.decode(out), text)
  end)

  it("6. refuses a file of 200 MB before reading it #big", function()
    local path = support.big_file()
    local size = io.open(path):seek "end"
    check_next(path, ("%s has %d bytes%s"):format(path, size, HINT))
    local status, _, err = support.shell(
      ("%scat %s | %s extract"):format(support.limit(200), path,
        support.quote(support.viet)))
    assert.equal(1, status)
    assert.equal("viet extract: (standard input) has more than 16777216 "
      .. "bytes, see --max-bytes\n", err)
  end)

  it("7. refuses a line of 50 MB #big", function()
    local path = support.long_line()
    local size = io.open(path):seek "end"
    check_next(path, ("%s has %d bytes%s"):format(path, size, HINT))
    check({ "--max-bytes", "10", "quiet.txt" }, 1, "",
      ("viet extract: quiet.txt has %d bytes (limit 10, see --max-bytes)\n")
        :format(#QUIET))
  end)

  it("8. leaves nothing half-written where it cannot write", function()
    check({ "--format", "gold", "a.txt" }, 1, "", "viet extract: cannot "
      .. "write standard output: No space left on device\n",
      { out = "/dev/full" })
    check({ "--format", "gold", "--out", "a.txt", "quiet.txt" }, 1, "",
      "viet extract: cannot make the folder a.txt: File exists\n")
    local target = support.folder()
    os.execute("mkdir " .. support.quote(target .. "/a.json"))
    check({ "--format", "gold", "--out", target, "a.txt", "quiet.txt" }, 1,
      "", ("viet extract: cannot write %s/a.json: Is a directory\n")
        :format(target))
    assert.same({ "a.json", "quiet.json" }, support.list(target))
    check({ "--format", "gold", "--out", "/dev/full/x", "a.txt" }, 1, "",
      "viet extract: cannot make the folder /dev/full/x: Not a directory\n")
  end)

  it("9. refuses unknown options and values", function()
    check({ "--fromat", "x" }, 2, "", "viet extract: unknown option "
      .. "'--fromat'; did you mean '--format'?\ntry 'viet extract --help'\n")
    check({ "--format", "xml" }, 2, "", "viet extract: argument for option "
      .. "'--format' must be one of 'table', 'jsonl', 'gold'\n"
      .. "try 'viet extract --help'\n")
    check({ "--max-bytes", "0" }, 2, "", "viet extract: bad number '0' "
      .. "(expected 1 to 2147483647)\ntry 'viet extract --help'\n")
  end)

  it("9. refuses outputs that clash, before anything is written", function()
    local target = support.folder()
    check({ "--out", target, "a.txt" }, 2, "",
      "viet extract: --out needs --format gold or --format jsonl\n")
    check({ "--format", "gold", "--out", target, "a.txt", "b/a.txt" }, 2, "",
      ("viet extract: a.txt and b/a.txt would both be written to %s/a.json\n")
        :format(target))
    assert.same({}, support.list(target))
    support.write(folder .. "/c.json", QUIET)
    -- The last of these was written over.
    for _, out in ipairs { ".", "./", folder } do
      check({ "--format", "gold", "--out", out, "c.json" }, 2, "",
        "viet extract: c.json would be written over itself\n")
    end
    assert.equal(QUIET, support.read(folder .. "/c.json"))
  end)

  it("10. treats a malformed table as any other text", function()
    check({ "--format", "jsonl" }, 0, "", "",
      { stdin = "id\ttype\nx\t\n" })
  end)
end)
