local json = require "viet.json"
local support = require "command.support"

local folder = support.folder()
support.write(folder .. "/names.tsv",
  "id\ttype\tname\tlevel\tfrom\tpriority\tnote\n"
  .. "hb\tPLACE\tHòa Bình|Hoà Bình\t\t\t\t\n"
  .. "hb\tPLACE\tHB\texact\t\t\tshort\n"
  .. "giang\tPERSON\tPhan Văn Giang\t\t2021\t3\t\n")

local function check(arguments, status, out, err)
  local its_status, its_out, its_err = support.run({ "inspect",
    table.unpack(arguments) }, { folder = folder })
  assert.same({ status, out, err }, { its_status,
    (its_out:gsub("%d+ bytes", "N bytes")), its_err })
end

describe("viet inspect", function()
  it("counts what is in a list", function()
    check({ "names.tsv" }, 0, [[
file        names.tsv
entries     3
names       4
types       PLACE 2, PERSON 1
levels      exact 1, placement 3
attributes  source 3, note 1
dated       1
ranked      1
longest     3 tokens
compiled    N bytes
]], "")
  end)

  it("writes JSON", function()
    local _, out = support.run({ "inspect", "--format", "json", "--level",
      "toneless", "names.tsv" }, { folder = folder })
    local stats = json.decode(out)
    assert.is_true(stats.bytes > 0)
    stats.bytes = nil
    assert.same({
      longest = 3, file = "names.tsv", entries = 3, names = 4, dated = 1, ranked = 1,
      types = { PLACE = 2, PERSON = 1 }, levels = { exact = 1, toneless = 3 },
      attributes = { source = 3, note = 1 },
    }, stats)
  end)

  it("tells where a list is malformed", function()
    support.write(folder .. "/bad.csv", "id,type,name\na,,b\n")
    check({ "bad.csv" }, 1, "", "viet inspect: bad.csv:2:3: empty type\n")
    check({ "none.tsv" }, 1, "",
      "viet inspect: cannot open none.tsv: No such file or directory\n")
  end)
end)
