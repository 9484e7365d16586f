-- UTF-8 (csrc/text/utf8.c), as viet.is_utf8 shows it.

local viet = require "viet"

describe("viet.is_utf8", function()
  it("accepts every code point", function()
    local list = {}
    for code = 0, 0x10FFFF, 7 do
      if code < 0xD800 or code > 0xDFFF then
        list[#list + 1] = utf8.char(code)
      end
    end
    for _, code in ipairs { 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000,
      0xFFFF, 0x10000, 0x10FFFF } do
      list[#list + 1] = utf8.char(code)
    end
    assert.is_true(viet.is_utf8(table.concat(list)))
    assert.is_true(viet.is_utf8 "")
  end)

  it("finds the first bad byte", function()
    local cases = {
      "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3a", "\xE0\x80\x80",
      "\xE0\x9F\xBF", "\xE1\x80", "\xED\xA0\x80", "\xED\xBF\xBF",
      "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF1\x80\x80",
      "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
    }
    for _, bad in ipairs(cases) do
      for length = 0, 20 do  -- wherever a fast path may begin or end
        local text = ("a"):rep(length) .. bad .. "à"
        assert.same({ false, length + 1 }, { viet.is_utf8(text) })
        assert.same({ false, length + 3 }, { viet.is_utf8("đ" .. text) })
      end
    end
  end)

  it("agrees with Lua's own check on random bytes", function()
    local seed = os.time()
    math.randomseed(seed)
    local bytes = { 0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
      0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5 }
    for _ = 1, 20000 do
      local list = {}
      for i = 1, math.random(10) do
        list[i] = string.char(bytes[math.random(#bytes)])
      end
      local text = table.concat(list)
      local length, bad = utf8.len(text)
      local is_good, position = viet.is_utf8(text)
      assert.equal(length ~= nil, is_good,
        ("seed %d: %q"):format(seed, text))
      assert.equal(bad, position, ("seed %d: %q"):format(seed, text))
    end
  end)
end)
