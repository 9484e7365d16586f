-- What users of other Vietnamese tools complain of and wish for, tried here
-- as they would.

local viet = require "viet"

local normalize = viet.normalize

--- All that a gazetteer of one name finds, as text.
local function find(name, level, text)
  local found = {}
  local gazetteer = viet.gazetteer { { id = "x", name }, level = level }
  for first, last in gazetteer:matches(text) do
    found[#found + 1] = text:sub(first, last)
  end
  return table.concat(found, "|")
end

describe("a normalizer", function()
  it("does not move tones unless it is told to", function()
    local text = "Hòa Hoà thủy thuỷ, hòan qúy"
    assert.equal(text, normalize(text))
  end)

  it("does not add spaces: 8ng, 48h, 2,4%", function()
    local text = "8ng, 48h , 2,4%;a.b  (c)10/10/2017_x"
    for _, tone in ipairs { "keep", "hòa", "hoà" } do
      assert.equal(text, normalize(text, { tone = tone }))
    end
  end)

  it("puts any tone where it belongs, in words of any length", function()
    local wrong = "hòan qúy nghịêm nghìêng gíêng loà xoà tòan thủơ khuyủ"
    assert.equal("hoàn quý nghiệm nghiềng giếng lòa xòa toàn thuở khuỷu",
      normalize(wrong, { tone = "hòa" }))
    assert.equal("hoàn quý nghiệm nghiềng giếng loà xoà toàn thuở khuỷu",
      normalize(wrong, { tone = "hoà" }))
  end)

  it("does not corrupt hoàn, suýt, huỳnh, quý, giặt gịa", function()
    local text = "hoàn suýt huỳnh quý giặt gịa, HOÀN SUÝT HUỲNH QUÝ"
    for _, tone in ipairs { "hòa", "hoà" } do
      assert.equal(text, normalize(text, { tone = tone }))
    end
  end)

  it("keeps capitals where they are when a tone moves", function()
    assert.equal("HÒA Hòa Ủy ỦY", normalize("HOÀ Hoà Uỷ UỶ",
      { tone = "hòa" }))
    assert.equal("HOÀ Hoà Uỷ UỶ", normalize("HÒA Hòa Ủy ỦY",
      { tone = "hoà" }))
  end)

  it("takes đ for d where all marks go, and for no dj", function()
    assert.equal("Duong di Dai hoc", normalize("Đường đi Đại học",
      { strip = "all" }))
  end)

  it("takes Ð for Đ, in either case, before and after lower case", function()
    assert.equal("Đà Nẵng, đường", normalize "Ðà Nẵng, ðường")
    assert.equal("đà nẵng", normalize("ÐÀ NẴNG", { fold = true }))
    assert.equal(normalize "Điều", normalize "Ɖiều")
  end)

  it("reads half-decomposed and decomposed text alike", function()
    for _, text in ipairs { "y\u{EA}\u{301}u", "ye\u{302}\u{301}u",
      "ye\u{301}\u{302}u", "y\u{E9}\u{302}u", "yếu" } do
      assert.equal("yếu", normalize(text))
    end
  end)

  it("does not lose ư beside a soft hyphen", function()
    assert.equal("Chương được", normalize("Ch\u{AD}ương đ\u{AD}ược",
      { invisibles = true }))
  end)

  it("leaves minority and foreign names alone, whatever it does", function()
    local names = "Đắk Lắk, Pắk, Kpă Klơng, Y Ngông Niê, Hơ'Bia, Plei Kần, "
      .. "Shoigu, Noël, São Tomé, Müller, Garðar, Łódź, Đặng"
    assert.equal(names, normalize(names, { tone = "hòa", i_y = true,
      homoglyphs = true, mojibake = true, entities = true }))
    assert.equal(names, normalize(names, { tone = "hoà", i_y = "all",
      homoglyphs = true, mojibake = true, entities = true }))
  end)
end)

describe("offsets", function()
  it("go forward and lie in the source, for text as it is found", function()
    local source = "\u{FEFF}Ho\u{E0}\u{A0}Bi\u{300}nh\u{200B}, Ðảng; "
      .. "tie\u{302}\u{301}ng Vi&#7879;t"
    local before = 0
    for first, last in viet.tokens(source):each() do
      assert.is_true(first > before and last >= first and last <= #source)
      before = last
    end
    local result, map = normalize(source, { invisibles = true,
      spaces = true, entities = true, fold = true, strip = "all",
      align = true })
    assert.equal("hoa binh, dang; tieng viet", result)
    local words = {}
    for first, word in result:gmatch "()(%a+)" do
      words[#words + 1] = source:sub(map:source(first, first + #word - 1))
    end
    assert.same({ "Ho\u{E0}", "Bi\u{300}nh", "Ðảng",
      "tie\u{302}\u{301}ng", "Vi&#7879;t" }, words)
  end)
end)

describe("a search", function()
  it("finds hoà for hòa and the other way round", function()
    assert.equal("hoà|HÒA", find("hòa", "placement", "hoà HÒA hoa"))
  end)

  it("finds text with marks by a name without", function()
    assert.equal("Hòa Bình|hoa binh", find("Hoa Binh", "toneless",
      "Hòa Bình, hoa binh"))
  end)

  it("does not take the marks off a name that has them", function()
    assert.equal("Hòa Bình", find("Hòa Bình", "placement",
      "Hòa Bình, hoa binh, Hoa Bình, họa bình"))
  end)

  it("finds names with i for y, though i_y leaves names alone", function()
    assert.equal("Nguyễn Vĩ|NGUYỄN VỸ", find("Nguyễn Vỹ", "placement",
      "Nguyễn Vĩ, NGUYỄN VỸ"))
  end)
end)

describe("old charsets", function()
  it("keep ư, which is a soft hyphen elsewhere: đưa is not đa", function()
    local bytes = "\xAE\xADa em \xAEi h\xE4c"
    assert.equal("tcvn3", (viet.charset.detect(bytes)))
    assert.equal("đưa em đi học", (viet.charset.decode(bytes, "tcvn3")))
    assert.equal("đưa em đi học", normalize(
      viet.charset.decode(bytes, "tcvn3"), { invisibles = true }))
  end)

  it("hold ạ ặ ệ in windows-1258, where others fail", function()
    local bytes = assert(viet.charset.encode("ạ ặ ệ Ặ", "windows-1258"))
    assert.equal("ạ ặ ệ Ặ", (viet.charset.decode(bytes, "windows-1258")))
  end)

  it("are not seen in a list of symbols", function()
    assert.equal("unknown", (viet.charset.detect "\xB5 \xB6 \xB0\n\xB5"))
  end)
end)

describe("the module", function()
  it("leaves the program that loads it as it was", function()
    local pipe = io.popen([[lua5.4 -e 'package.path = "lua/?.lua;]]
      .. [[lua/?/init.lua;" .. package.path
      package.cpath = "build/lib/?.so;" .. package.cpath
      local before, locale = {}, os.setlocale()
      for name in pairs(_G) do before[name] = true end
      local viet = require "viet"
      viet.normalize "a"; viet.tokens "a"
      for name in pairs(_G) do
        if not before[name] then print(name) end
      end
      if os.setlocale() ~= locale then print "locale" end
      print "done"']])
    assert.equal("done\n", pipe:read "a")
    pipe:close()
  end)
end)
