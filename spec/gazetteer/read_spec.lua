-- Lists of names that are read row by row (lua/viet/gazetteer/read.lua).

local viet = require "viet"

--- The gazetteer of some texts, each in a file of its own.
local function read(texts, settings)
  local paths = {}
  for i, text in ipairs(texts) do
    paths[i] = os.tmpname()
    local file = assert(io.open(paths[i], "wb"))
    file:write(text)
    file:close()
  end
  local g, message = viet.gazetteer.read(paths, settings)
  for _, path in ipairs(paths) do os.remove(path) end
  return g, message
end

--- Its entries, with their names joined.
local function entries(g)
  local list = {}
  for entry in g:entries() do
    list[#list + 1] = ("%s %s %s %s"):format(entry.id, entry.type,
      table.concat(entry, "|"), entry.area or "-")
  end
  return list
end

describe("rows of one entry", function()
  it("may stand far apart, and in several files", function()
    local g = assert(read {
      "id\ttype\tname\nvn\tC\tViệt Nam\nla\tC\tLào\nvn\tP\tNam\n",
      "id\ttype\tname\nvn\tC\tVietnam\nvn\tP\tNgười Việt\nla\tC\tAi Lao\n",
    })
    assert.same({ "vn C Việt Nam|Vietnam -", "la C Lào|Ai Lao -",
                  "vn P Nam|Người Việt -" }, entries(g))
    local list = {}
    for _, _, id, kind in g:matches "Ai Lao, Vietnam, Người Việt" do
      list[#list + 1] = id .. " " .. kind
    end
    assert.same({ "la C", "vn C", "vn P" }, list)
  end)

  it("join their attributes, of which the first holds", function()
    local g = assert(read {
      "id\ttype\tname\tarea\nvn\tC\tViệt Nam\t\nla\tC\tLào\t236\n",
      "id\ttype\tname\tarea\nvn\tC\tVietnam\t331\nla\tC\tAi Lao\t7\n",
      "id\ttype\tname\tarea\nvn\tC\tVN\t5\n",
    })
    assert.same({ "vn C Việt Nam|Vietnam|VN 331", "la C Lào|Ai Lao 236" },
                entries(g))
    for _, _, _, _, entry in g:matches "VN" do
      assert.equal("331", entry.area)
      assert.truthy(entry.source:find ":2$")
    end
  end)

  it("are not those of another level, date or priority", function()
    local g = assert(read {
      "id\ttype\tname\tlevel\tfrom\tpriority\n"
        .. "x\tT\ta b\t\t\t\nx\tT\tc d\ttyped\t\t\nx\tT\te f\t\t2020\t\n"
        .. "x\tT\tg h\t\t\t1\nx\tT\ti k\tplacement\t\t\nx\tT\tl m\t\t2020\t\n",
    })
    assert.same({ "x T a b|i k -", "x T c d -", "x T e f|l m -",
                  "x T g h -" }, entries(g))
  end)
end)

it("A name that cannot be compiled is shown where it stands", function()
  local g, message = read { "id\ttype\tname\na\tT\tb\na\tT\tc|...\n" .. "b\tT\t"
    .. ("x "):rep(256) .. "\n" }
  assert.is_nil(g)
  assert.equal("4:5: name has 256 tokens (expected 1 to 255)",
               message:match ":(.*)$")
end)
