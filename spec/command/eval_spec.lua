local gold = require "viet.gold"
local json = require "viet.json"
local support = require "command.support"
local viet = require "viet"

local run = support.run
local SOURCE = "spec/fixtures/annotated/"
local NAMES = { "ra-pha-bom-min", "tiep-don" }

--- A folder with annotated articles.
local function make_gold()
  local folder = support.folder()
  for _, name in ipairs(NAMES) do
    for _, extension in ipairs { ".txt", ".gold.json" } do
      support.write(folder .. "/" .. name .. extension,
        support.read(SOURCE .. name .. extension))
    end
  end
  return folder
end

--- A folder with predictions, which `change` may spoil.
local function make_predictions(change)
  local folder = support.folder()
  for _, name in ipairs(NAMES) do
    local record = assert(gold.load(SOURCE .. name .. ".gold.json"))
    if change then change(record, name) end
    support.write(folder .. "/" .. name .. ".json", gold.encode(record))
  end
  return folder
end

local function check(arguments, status, out, err, settings)
  local found = { run({ "eval", table.unpack(arguments) }, settings) }
  assert.same({ status, out or found[2], err }, found)
end

describe("viet eval", function()
  it("runs the pipeline and writes the whole table", function()
    local status, out, err = run { "eval", SOURCE }
    assert.equal(0, status)
    assert.equal("", err)
    for _, row in ipairs { "documents +2", "zone accuracy", "published date",
        "main text kept", "mentions", "linked mentions", "dates resolved",
        "posts held", "events %(loose%)", "events %(strict%)", "PERSON",
        "tiep%-don", "ra%-pha%-bom%-min" } do
      assert.is_truthy(("\n" .. out):find("\n" .. row .. "[ \n]"), row)
    end
  end)

  it("gives the same figures for what extract wrote", function()
    local found = support.folder()
    local status = support.shell(
      ("%s extract --format gold --out %s %s*.txt"):format(
        support.quote(support.viet), support.quote(found), SOURCE))
    assert.equal(0, status)
    local _, own = run { "eval", SOURCE }
    local _, read = run { "eval", SOURCE, "--predicted", found }
    assert.equal(own, read)
  end)

  it("scores predictions that are there", function()
    local predicted = make_predictions(function(record)
      table.remove(record.mentions, 1)
    end)
    local status, out = run { "eval", "--predicted", predicted, SOURCE }
    assert.equal(0, status)
    assert.is_truthy(out:find(
      "mentions             1.000   0.938  0.968     30         30    32\n",
      1, true))
  end)

  it("shows each difference in its place, with --show", function()
    local predicted = make_predictions(function(record, name)
      if name ~= "tiep-don" then return end
      table.remove(record.mentions, 5)
      record.mentions[9].id = "rank/major"
      record.zones[1].zone = "meta"
      record.events[1].date = nil
    end)
    local status, out, err = support.shell(
      ("COLUMNS=80 %s eval --predicted %s --show %s"):format(
        support.quote(support.viet), support.quote(predicted), SOURCE))
    assert.equal("", err)
    assert.equal(0, status)
    assert.equal([[
spec/fixtures/annotated/tiep-don.txt:5: missed PLACE
          Sáng 12-3, tại [Huế], Đại tướng Lê Hòa An, Thứ trưởng Bộ Quốc phòng,…
  gold        place/hue

spec/fixtures/annotated/tiep-don.txt:5: date MEET
  …trưởng Bộ Quốc phòng, [tiếp] Trung tướng Kaisone Vongsa, Thứ trưởng Bộ Quốc…
  gold        person/kaisone-vongsa person/le-hoa-an country/LA country/VN,
              place place/hue, date 2024-03-12
  predicted   person/kaisone-vongsa person/le-hoa-an country/LA country/VN,
              place place/hue

spec/fixtures/annotated/tiep-don.txt:5: id RANK
  …g Bộ Quốc phòng, tiếp [Trung tướng] Kaisone Vongsa, Thứ trưởng Bộ Quốc phòng…
  gold        rank/lieutenant-general
  predicted   rank/major

spec/fixtures/annotated/tiep-don.txt:1: zone zone
  Trang chủ | Quốc phòng | Đối ngoại
  gold        nav
  predicted   meta

]], out:match "^(.-\n)documents ")
  end)

  it("shows one type only, with --show TYPE", function()
    local predicted = make_predictions(function(record)
      table.remove(record.mentions, 1)
      table.remove(record.posts, 1)
    end)
    local function count(...)
      local _, out = run { "eval", "--predicted", predicted, SOURCE, ... }
      return select(2, out:gsub("%.txt:%d+: missed ", ""))
    end
    assert.equal(4, count "--show")
    assert.equal(4, count("--show", "all"))
    assert.equal(1, count("--show", "RANK"))
    assert.equal(1, count("--show", "country"))
    assert.equal(2, count("--show=HOLDS"))
    assert.equal(0, count("--show", "MEET"))
  end)

  it("stays within the terminal with --show", function()
    local predicted = make_predictions(function(record)
      record.mentions, record.zones, record.events = {}, {}, {}
    end)
    for _, width in ipairs { 60, 80, 120 } do
      local _, out = support.shell(
        ("COLUMNS=%d %s eval --predicted %s --show %s"):format(width,
          support.quote(support.viet), support.quote(predicted), SOURCE))
      for line in out:match("^(.-)documents "):gmatch "[^\n]+" do
        assert.is_true(viet.width(line) <= width, line)
      end
    end
  end)

  it("shows the rule behind a false hit, and how precise rules are",
    function()
      local folder = make_gold()
      local path = folder .. "/tiep-don.gold.json"
      local record = gold.load(path)
      local hidden  -- from gold, so that finding it counts as false
      for i, mention in ipairs(record.mentions) do
        if mention.text == "Việt Nam" then hidden = hidden or i end
      end
      table.remove(record.mentions, hidden)
      support.write(path, gold.encode(record))
      local _, out = run { "eval", "--show", "COUNTRY", "--rules",
        "--lexicons", folder }
      local rule = out:match(
        "tiep%-don%.txt:5: false COUNTRY\n.-country/VN, rule ([%w_.]+), "
        .. "lexicon countries%.tsv:%d+\n")
      assert.is_string(rule)
      local rows = out:match "\nby rule (.*)$"
      assert.is_truthy(rows:find("\n" .. rule, 1, true))
      assert.matches("\ncountries%.tsv:%d+ +COUNTRY ", rows)
      assert.is_truthy(rows:find "\nevents%.meet%.%S+ +MEET +1%.000 ")
    end)

  it("writes JSON", function()
    local predicted = make_predictions(function(record)
      table.remove(record.mentions, 1)
    end)
    local _, out = run { "eval", "--predicted", predicted, "--format",
      "json", "--show", "all", SOURCE }
    local score = assert(json.decode(out))
    assert.equal(2, score.documents)
    assert.equal(1, score.mentions.precision)
    assert.equal(30 / 32, score.mentions.recall)
    assert.equal(30, score.mentions.hits)
    assert.equal("COUNTRY", score.types[1].name)
    assert.equal("tiep-don", score.by_document[2].name)
    assert.equal(2, #score.differences)
    assert.equal("missed", score.differences[1].what)
  end)
end)

describe("viet eval --with", function()
  it("scores the layers of an extractor of one's own", function()
    local folder = make_gold()
    local path = folder .. "/tiep-don.gold.json"
    local record = assert(gold.load(path))
    local text = support.read(folder .. "/tiep-don.txt")
    local first, last = text:find("Huế", 1, true)
    table.insert(record.mentions, { start = first - 1, ["end"] = last,
      text = "Huế", type = "TOWN", id = "town/hue" })
    support.write(path, gold.encode(record))
    local mine = support.write(folder .. "/mine.lua", [[
return { name = "towns", gives = { "TOWN", "CALL" }, run = function(doc)
  for first, last in doc.text:gmatch("()Huế()") do
    doc:add("TOWN", { first = first, last = last - 1, id = "town/hue" })
    doc:add("CALL", { first = first, last = last - 1, actors = { "x" } })
  end
end }]])
    local _, out, err = run { "eval", folder, "--with", mine, "--rules",
      "--show", "CALL" }
    assert.equal("", err)
    assert.is_truthy(out:find "\ntowns +TOWN +[01]%.%d+ +1%.000 ")
    assert.is_truthy(out:find "\ntowns +CALL +0%.000 +0%.000 ")
    assert.is_truthy(out:find "tiep%-don%.txt:%d+: false CALL\n")
  end)
end)

--- The output of viet eval on predictions that `now` spoils, against a
-- baseline of those that `before` spoils.
local function compare(before, now, ...)
  local saved = support.folder() .. "/saved.jsonl"
  assert.equal(0, (run { "eval", SOURCE, "--predicted",
    make_predictions(before), "--save", saved }))
  local status, out, err = support.shell(("COLUMNS=80 %s eval --predicted %s "
    .. "--baseline %s %s %s"):format(support.quote(support.viet),
    support.quote(make_predictions(now)), support.quote(saved), SOURCE,
    table.concat({ ... }, " ")))
  assert.same({ 0, "" }, { status, err })
  return out
end

local function drop_place(record, name)
  if name == "tiep-don" then table.remove(record.mentions, 5) end
end

describe("viet eval --baseline", function()
  it("tells what a change gained", function()
    assert.equal([[
spec/fixtures/annotated/tiep-don.txt:5: gained PLACE
          Sáng 12-3, tại [Huế], Đại tướng Lê Hòa An, Thứ trưởng Bộ Quốc phòng,…
  gold        place/hue
  before      missed
  now         right

F1               before    now  change
───────────────  ──────  ─────  ──────
mentions          0.984  1.000  +0.016
linked mentions   0.982  1.000  +0.018
dates resolved    1.000  1.000  +0.000
posts held        1.000  1.000  +0.000
events (loose)    1.000  1.000  +0.000
events (strict)   1.000  1.000  +0.000

1 gained, 0 lost, 0 changed
]], compare(drop_place):match "(spec/fixtures/.*)$")
  end)

  it("tells what a change lost, and what it made wrong anew", function()
    local out = compare(drop_place, function(record, name)
      if name ~= "tiep-don" then return end
      record.mentions[5].id = "place/hoi-an"
      table.remove(record.posts, 1)
      record.zones[1].zone = "meta"
      record.events[1].date = nil
    end)
    for _, part in ipairs {
      "changed PLACE\n", "  before      missed\n  now         id, place/hoi-an\n",
      "lost zone\n", "lost HOLDS\n", "lost MEET\n",
      "\n0 gained, 3 lost, 1 changed\n",
    } do
      assert.is_truthy(out:find(part, 1, true), part)
    end
  end)

  it("is part of the JSON", function()
    local score = assert(json.decode(compare(drop_place, nil, "--format",
      "json")))
    assert.equal(1, #score.changes)
    local change = score.changes[1]
    assert.same({ "tiep-don", "gained", "PLACE", "missed", nil },
      { change.doc, change.verdict, change.type, change.before, change.now })
  end)

  it("needs a file that --save wrote", function()
    check({ SOURCE, "--baseline", "/none" }, 1, "", "viet eval: cannot open "
      .. "/none: No such file or directory (--save writes a baseline)\n")
    local path = support.write(support.folder() .. "/b", "{}\n")
    check({ SOURCE, "--baseline", path }, 1, "", ("viet eval: %s:1: no "
      .. "baseline: a prediction without a 'name'\n"):format(path))
    check({ SOURCE, "--save", "/none/b" }, 1, nil, "viet eval: cannot write "
      .. "/none/b: No such file or directory\n")
  end)

  it("says which article it does not hold", function()
    local path = support.write(support.folder() .. "/b", "")
    local status, out, err = run { "eval", SOURCE, "--baseline", path }
    assert.same({ 0, "viet eval: ra-pha-bom-min is not in the baseline\n"
      .. "viet eval: tiep-don is not in the baseline\n" }, { status, err })
    assert.is_truthy(out:find "%d+ gained, %d+ lost, %d+ changed\n$")
  end)
end)

describe("viet eval of an annotation that does not fit its text", function()
  it("says so, scores it, and ends with status 1", function()
    local folder = make_gold()
    local path = folder .. "/tiep-don.txt"
    support.write(path, "\n" .. support.read(path))
    local status, out, err = run { "eval", folder }
    assert.equal(1, status)
    assert.is_truthy(err:find("tiep-don.gold.json does not fit its text: ",
      1, true))
    assert.is_truthy(err:find " %(and %d+ more%)\n$")
    assert.is_truthy(out:find "\ndocuments +2%s" or out:find "^documents +2%s")
  end)
end)

describe("viet eval, given bad input,", function()
  --- Spoils one article of two, and expects the other to be scored.
  local function check_one_spoilt(file, text, message)
    local folder = make_gold()
    if text then
      support.write(folder .. "/" .. file, text)
    else
      os.remove(folder .. "/" .. file)
    end
    local status, out, err = run { "eval", folder }
    assert.equal(("viet eval: " .. message .. "\n"):gsub("DIR", folder),
      err)
    assert.equal(1, status)
    assert.is_truthy(out:find "^documents +1%s")
  end

  it("1. names what is missing", function()
    check({ "/none" }, 1, "",
      "viet eval: cannot open /none: No such file or directory\n")
    check_one_spoilt("tiep-don.txt", nil,
      "cannot open DIR/tiep-don.txt: No such file or directory")
  end)

  it("1. counts a missing prediction as an empty one, and says so",
    function()
      local predicted = make_predictions()
      os.remove(predicted .. "/tiep-don.json")
      local status, out, err = run { "eval", SOURCE, "--predicted",
        predicted }
      assert.equal(1, status)
      assert.equal(("viet eval: cannot open %s/tiep-don.json: No such file "
        .. "or directory\n"):format(predicted), err)
      assert.is_truthy(out:find "^documents +2%s")
    end)

  it("2. wants a folder, with annotations in it", function()
    local folder = support.folder()
    check({ folder }, 1, "", ("viet eval: there is no NAME.gold.json in %s\n")
      :format(folder))
    local file = support.write(folder .. "/x.txt", "")
    check({ file }, 1, "", ("viet eval: %s is not a folder\n"):format(file))
    local other = make_gold()
    os.remove(other .. "/tiep-don.txt")
    os.execute("mkdir " .. support.quote(other .. "/tiep-don.txt"))
    local status, _, err = run { "eval", other }
    assert.equal(1, status)
    assert.equal(("viet eval: %s/tiep-don.txt is a folder (name its files, "
      .. "as in %s/tiep-don.txt/*.txt)\n"):format(other, other), err)
  end)

  it("3. refuses an empty annotation, and takes an empty text", function()
    check_one_spoilt("tiep-don.gold.json", "", "DIR/tiep-don.gold.json: bad "
      .. "JSON at byte 1: expected value but found end")
    local folder = make_gold()
    support.write(folder .. "/tiep-don.txt", "")
    local status, out, err = run { "eval", folder, "--show" }
    assert.same({ 1, ("viet eval: %s/tiep-don.gold.json does not fit its "
      .. "text: title ends at byte 102, the text at byte 0 (and 37 more)\n")
      :format(folder) }, { status, err })
    assert.is_truthy(out:find "\ndocuments +2%s")
  end)

  it("4. names the byte that is not UTF-8", function()
    local folder = make_gold()
    support.write(folder .. "/tiep-don.txt", "ab\xFF")
    support.write(folder .. "/tiep-don.gold.json", "{}")
    local status, out, err = run { "eval", folder }
    assert.equal(1, status)
    assert.equal(("viet eval: %s/tiep-don.txt: invalid UTF-8 at byte 3\n")
      :format(folder), err)
    assert.is_truthy(out:find "^documents +2%s")
  end)

  it("5. takes NUL bytes in a text", function()
    local folder = make_gold()
    support.write(folder .. "/tiep-don.txt", "\0\0\n\0")
    support.write(folder .. "/tiep-don.gold.json", "{}")
    local status, _, err = run { "eval", folder, "--show" }
    assert.same({ 0, "" }, { status, err })
  end)

  it("6. refuses a text of 200 MB #big", function()
    local folder = make_gold()
    os.remove(folder .. "/tiep-don.txt")
    os.execute(("ln -s %s %s/tiep-don.txt"):format(support.big_file(),
      folder))
    local status, _, err = run { "eval", folder }
    assert.equal(1, status)
    assert.equal(("viet eval: %s/tiep-don.txt has %d bytes (limit 16777216, "
      .. "see --max-bytes)\n"):format(folder,
      io.open(support.big_file()):seek "end"), err)
  end)

  it("7. refuses a line of 50 MB #big", function()
    local folder = make_gold()
    os.remove(folder .. "/tiep-don.txt")
    os.execute(("ln -s %s %s/tiep-don.txt"):format(support.long_line(),
      folder))
    local status, _, err = run { "eval", folder }
    assert.equal(1, status)
    assert.equal(("viet eval: %s/tiep-don.txt has %d bytes (limit 16777216, "
      .. "see --max-bytes)\n"):format(folder,
      io.open(support.long_line()):seek "end"), err)
  end)

  it("8. tells that standard output is full", function()
    check({ SOURCE }, 1, "", "viet eval: cannot write standard output: No "
      .. "space left on device\n", { out = "/dev/full" })
  end)

  it("9. refuses unknown options and types", function()
    check({ "--predict", "x", SOURCE }, 2, "", "viet eval: unknown option "
      .. "'--predict'\ntry 'viet eval --help'\n")
    check({ "--show", "CITY", SOURCE }, 2, "", "viet eval: bad type 'CITY' "
      .. "for --show (expected all, zone, HOLDS, PERSON, RANK, POST, ORG, "
      .. "COUNTRY, PLACE, NAMED_EVENT, DOCUMENT, DATE, MEET, VISIT, SIGN or "
      .. "ATTEND)\ntry 'viet eval --help'\n")
    check({}, 2, "", "viet eval: missing argument 'GOLD_DIR'\n"
      .. "try 'viet eval --help'\n")
  end)

  it("10. names what is malformed in an annotation", function()
    check_one_spoilt("tiep-don.gold.json", '{"zones": [', "DIR/tiep-don."
      .. "gold.json: bad JSON at byte 12: expected value but found end")
    check_one_spoilt("tiep-don.gold.json", '{"mentions": [{"start": "1"}]}',
      "DIR/tiep-don.gold.json: not an annotation: mentions[0] has no good "
      .. "'start'")
  end)
end)

describe("viet eval of a folder that nobody may list", function()
  it("says so, without a place in the code", function()
    local command, lfs = require "viet.command", require "lfs"
    local dir, err = lfs.dir, io.tmpfile()
    lfs.dir = function(path)
      error("cannot open " .. path .. ": Permission denied")
    end
    local status = command({ "eval", "spec" },
      { stdout = io.tmpfile(), stderr = err })
    lfs.dir = dir
    err:seek "set"
    assert.equal("viet eval: cannot open spec: Permission denied\n",
      err:read "a")
    assert.equal(1, status)
  end)
end)
