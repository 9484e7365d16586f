-- The closed list of units (csrc/text/measure.c): each entry is found, in
-- the spellings that count and in no others.

local viet = require "viet"

--- Is all of a text behind the number a unit?
local function is_unit(text)
  local tokens = viet.tokens(text)
  for i = 2, #tokens do
    if tokens:kind(i) ~= "unit" then return false end
  end
  return #tokens > 1
end

local any = [[nm mm cm dm km inch ft mm2 cm2 dm2 m2 km2 cm3 dm3 m3 km3 ml cl
  dl cc mg kg kmh kph mph hz khz mhz ghz kv mv kw mw gw kwh mwh gwh wh kva mva
  mah db lux bit kb mb gb tb kbps mbps gbps kpa mpa hpa atm bar mmhg psi cal
  kcal kj mj rpm ppm ppb dwt teu usd vnd vnđ eur gbp jpy cny rmb ndt krw thb
  sgd aud cad nzd chf hkd twd inr idr myr php rub lak khr sek nok dkk
  μm μg µm µg]]

local exact = [[m g l h s ha min ms mA Pa VA đ ºC ºF]]

local signs = [[% ‰ ₫ € £ ¥ $ ₩ ฿ ₽ ₭ ₱ °]]

local glued = [[V W k tr]]

describe("units", function()
  it("are known in any case", function()
    for name in any:gmatch "%S+" do
      for _, spelling in ipairs { name, name:upper(),
        name:sub(1, 1):upper() .. name:sub(2) } do
        assert.is_true(is_unit("5 " .. spelling), spelling)
        assert.is_true(is_unit("5" .. spelling), spelling)
      end
    end
  end)

  it("are known as they are written, where another case is a word", function()
    for name in exact:gmatch "%S+" do
      assert.is_true(is_unit("5 " .. name), name)
      assert.is_true(is_unit("5" .. name), name)
      local other = name == name:lower() and name:upper() or name:lower()
      if other ~= name then
        assert.is_false(is_unit("5 " .. other), other)
      end
    end
  end)

  it("are known by their signs", function()
    for name in signs:gmatch "%S+" do
      assert.is_true(is_unit("5 " .. name), name)
      assert.is_true(is_unit("5" .. name), name)
    end
  end)

  it("are known only without a space, if they are ambiguous", function()
    for name in glued:gmatch "%S+" do
      assert.is_true(is_unit("5" .. name), name)
      assert.is_false(is_unit("5 " .. name), name)
    end
  end)

  it("follow the words that scale a number", function()
    for scale in ("trăm chục nghìn ngàn vạn triệu tỷ tỉ TỶ"):gmatch "%S+" do
      local tokens = viet.tokens("5 " .. scale .. " USD")
      assert.equal("syllable", tokens:kind(2), scale)
      assert.equal("unit", tokens:kind(3), scale)
    end
    assert.equal("acronym", viet.tokens("5 tấn USD"):kind(3))
  end)

  it("are no units without a number", function()
    for name in (any .. " " .. exact .. " " .. signs):gmatch "%S+" do
      local tokens = viet.tokens("giá " .. name)
      assert.are_not.equal("unit", tokens:kind(2), name)
    end
  end)
end)
