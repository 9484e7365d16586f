-- The fast paths (csrc/text/quick*.c) as a script sees them. That each path
-- does what the general code does is in spec/c/quick.c.

local viet = require "viet"

describe("is_nfc", function()
  -- Each row: a text, then where it is first no NFC, if anywhere.
  local cases = {
    { "" },
    { "Đại tướng Phan Văn Giang hội đàm tại Hà Nội." },
    { ("Quân đội nhân dân Việt Nam "):rep(40) },
    { "Ðð Ɖ 中国 Москва \u{1F600} “x” – \u{2028}" },
    { "b\u{301}" },                       -- no letter of its own
    { "\u{301}" },
    { "xin cha\u{300}o", 7 },
    { ("Việt Nam, "):rep(30) .. "Nguye\u{302}\u{303}n", 365 },
    { "ạ\u{302}", 1 },                    -- half decomposed
    { "à\u{323}", 1 },                    -- the dot below comes first
    { "a \u{212B}", 3 },                  -- the sign of ångström is å
    { "<\u{338}", 1 },
    { "\u{1100}\u{1161}", 1 },
    { "\u{AC00}\u{11A8}", 1 },
    { "q\u{307}\u{323}", 2 },             -- marks in the wrong order
    { "q\u{323}\u{307}" },
  }
  for _, case in ipairs(cases) do
    it(("of %q"):format(case[1]), function()
      if case[2] then
        assert.same({ false, case[2] }, { viet.is_nfc(case[1]) })
      else
        assert.same({ true }, { viet.is_nfc(case[1]) })
      end
    end)
  end

  it("tells where the text is no UTF-8", function()
    for _, text in ipairs { "ab\xFFc", "ab\xE1\xBA", "ab\xC3" } do
      assert.same({ nil, "invalid UTF-8 at byte 3", 3 },
        { viet.is_nfc(text) })
    end
  end)

  it("is what normalize leaves alone", function()
    local seed = os.time()
    math.randomseed(seed)
    local pieces = { "a", "ê", "ộ", " ", "\u{300}", "\u{323}", "đ", "Ð",
      "\u{31B}", "中", "\u{1100}", "\u{1161}", "…", "tiếng Việt " }
    for round = 1, 2000 do
      local list = {}
      for i = 1, math.random(60) do list[i] = pieces[math.random(#pieces)] end
      local text = table.concat(list)
      local nfc = viet.normalize(text, { eth = false, mark_order = false })
      assert.equal(text == nfc, (viet.is_nfc(text)),
        ("seed %d, round %d: %q"):format(seed, round, text))
    end
  end)
end)

describe("info", function()
  it("names the library, its data and the path of this CPU", function()
    local info = viet.info()
    assert.equal(viet._VERSION, info.version)
    assert.equal(viet.versions(), info.versions)
    local paths = { avx512 = true, avx2 = true, sse2 = true, neon = true,
      scalar = true }
    assert.is_true(paths[info.path])
  end)
end)

describe("the tables of the fast paths", function()
  it("are what their script writes", function()
    local pipe = assert(io.popen(("%s csrc/text/quick_tables.lua"):format(
      arg[-1] or "lua5.4")))
    local made = pipe:read "a"
    pipe:close()
    local file <close> = assert(io.open "csrc/text/quick_tables.c")
    assert.is_true(made == file:read "a")
  end)
end)
