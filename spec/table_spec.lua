local text_table = require "viet.table"
local viet = require "viet"

local NBSP = "\u{A0}"
local DECOMPOSED = "Vie\u{323}\u{302}t"  -- "Việt", the marks apart

describe("table.pad", function()
  it("fills to a width of letters, not of bytes", function()
    assert.equal("Hà Nội  |", text_table.pad("Hà Nội", 8) .. "|")
    assert.equal("  Lào", text_table.pad("Lào", 5, "right"))
    assert.equal(" Lào  ", text_table.pad("Lào", 6, "center"))
  end)

  it("counts a decomposed letter and a no-break space once", function()
    assert.equal(DECOMPOSED .. "  ", text_table.pad(DECOMPOSED, 6))
    assert.equal("a" .. NBSP .. "b ", text_table.pad("a" .. NBSP .. "b", 4))
  end)

  it("leaves a wider text as it is", function()
    assert.equal("Hà Nội", text_table.pad("Hà Nội", 3))
  end)
end)

describe("table.wrap", function()
  it("breaks at spaces", function()
    assert.same({ "Bộ Quốc", "phòng" }, text_table.wrap("Bộ Quốc phòng", 8))
    assert.same({ "Bộ Quốc phòng" }, text_table.wrap("Bộ Quốc phòng", 13))
  end)

  it("does not break at a no-break space", function()
    local name = "Quốc" .. NBSP .. "phòng"
    assert.same({ "Bộ", name }, text_table.wrap("Bộ " .. name, 10))
  end)

  it("cuts a word that is too wide, and never between letter and mark",
    function()
      assert.same({ "abcd", "ef g" }, text_table.wrap("abcdef g", 4))
      assert.same({ "Vie\u{323}\u{302}", "t" },
        text_table.wrap(DECOMPOSED, 3))
    end)

  it("begins a line at a line feed", function()
    assert.same({ "a", "", "b" }, text_table.wrap("a\n\nb", 5))
  end)

  it("gives one empty line for an empty text", function()
    assert.same({ "" }, text_table.wrap("", 5))
    assert.same({ "" }, text_table.wrap("   ", 5))
  end)

  it("keeps every letter and stays within the width", function()
    local seed = os.time()
    math.randomseed(seed)
    local letters = { "a", "ệ", "e\u{323}\u{302}", " ", " ", NBSP, "漢", "đ" }
    for _ = 1, 500 do
      local parts = {}
      for i = 1, math.random(0, 40) do
        parts[i] = letters[math.random(#letters)]
      end
      local text, width = table.concat(parts), math.random(2, 12)
      local lines = text_table.wrap(text, width)
      for _, line in ipairs(lines) do
        assert.is_true(viet.width(line) <= width, "seed " .. seed)
      end
      local function squeeze(s) return (s:gsub(" ", "")) end
      assert.equal(squeeze(text), squeeze(table.concat(lines)),
        "seed " .. seed)
    end
  end)
end)

describe("table.clean", function()
  it("lets nothing through that moves the cursor", function()
    assert.equal("a b\u{FFFD}[31mc d", text_table.clean("a\tb\27[31mc\r\nd")
      :gsub("  ", " "))
    assert.equal("\u{FFFD}x", text_table.clean("\0x"))
    assert.equal("\u{FFFD}x", text_table.clean("\u{9B}x"))
  end)

  it("replaces bytes that are not UTF-8", function()
    assert.equal("a\u{FFFD}b", text_table.clean("a\xFFb"))
  end)
end)

describe("table.clip", function()
  it("shows that something is cut away", function()
    assert.equal("Bộ Quốc…", text_table.clip("Bộ Quốc phòng", 8))
    assert.equal("Bộ Quốc…", text_table.clip("Bộ Quốc phòng", 9))
    assert.equal("Bộ", text_table.clip("Bộ", 2))
  end)

  it("cuts on the left, too", function()
    assert.equal("…phòng", text_table.clip_left("Bộ Quốc phòng", 6))
    assert.equal("…phòng", text_table.clip_left("Bộ Quốc phòng", 7))
    assert.equal("phòng", text_table.clip_left("phòng", 5))
  end)
end)

describe("table.render", function()
  it("lines columns up under a heading", function()
    assert.equal([[
nơi     số
──────  ──
Hà Nội   3
Lào     12
]], text_table.render({ { "Hà Nội", 3 }, { "Lào", 12 } },
      { { title = "nơi" }, { title = "số", align = "right" } }))
  end)

  it("puts the lines of a cell below each other", function()
    assert.equal([[
a  x
b
c  y
]], text_table.render({ { { "a", "b" }, "x" }, { "c", "y" } },
      { {}, {} }, { heading = false }))
  end)

  it("narrows the widest columns to fit a width", function()
    assert.equal([[
name     no
───────  ──
Bộ Quốc   1
phòng
]], text_table.render({ { "Bộ Quốc phòng", 1 } },
      { { title = "name" }, { title = "no", align = "right" } },
      { width = 11 }))
  end)

  it("leaves absent cells empty, and no spaces at the end of a line",
    function()
      assert.equal("a  b\n─  ─\n1\n", text_table.render({ { 1 } },
        { { title = "a" }, { title = "b" } }))
    end)

  it("refuses unknown options", function()
    assert.has_error(function()
      text_table.render({}, {}, { widht = 3 })
    end, "unknown option 'widht' (expected width or heading)")
  end)
end)
