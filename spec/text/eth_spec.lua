-- Look-alikes of Đ (csrc/text/eth.c).

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("look-alikes of Đ", function()
  it("become Đ in Vietnamese words and abbreviations only", function()
    check {
      ["Ðường ðến ÐIỆN"] = "Đường đến ĐIỆN", ["Ɖiều ɖó"] = "Điều đó",
      ["QÐND, HÐND, NÐ-CP, ÐHQG"] = "QĐND, HĐND, NĐ-CP, ĐHQG",
      ["Ðắk Lắk"] = "Đắk Lắk", ["Ð/c"] = "Đ/c",
      ["BORÐ maður Það ð"] = "BORÐ maður Það ð",
      ["ɖeka Ɖevi"] = "ɖeka Ɖevi", ["50.000 ₫"] = "50.000 ₫",
    }
  end)
end)
