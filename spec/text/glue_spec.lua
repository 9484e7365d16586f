-- Words that were glued together (csrc/text/glue.c).

local viet = require "viet"

--- The parts of all glued words, with | between those of one.
local function parts_of(text)
  local list, index = {}, nil
  for i, first, last in viet.tokens(text):glued() do
    local part = text:sub(first, last)
    if i == index then
      list[#list] = list[#list] .. "|" .. part
    else
      list[#list + 1] = part
    end
    index = i
  end
  return list
end

describe("glued words", function()
  it("are cut before capitals, if one part has a mark", function()
    assert.same({ "Tin|Hãy", "Quốc|Ngụy", "nước|Đại", "Hà|Nội|Đà", "Việt|Nam" },
      parts_of "TinHãy đọc QuốcNgụy, nướcĐại HàNộiĐà ViệtNam")
  end)

  it("are cut behind a foreign word that stands alone elsewhere", function()
    assert.same({ "Azerbaijan|của", "Shoigu|Đại", "ASEAN|và", "YouTube|đã" },
      parts_of [[Azerbaijan, Shoigu, ASEAN, YouTube. Dân Azerbaijancủa
        ShoiguĐại ASEANvà YouTubeđã]])
    assert.same({}, parts_of "Dân Azerbaijancủa")
  end)

  it("are cut before a foreign word that stands alone elsewhere", function()
    assert.same({ "của|Azerbaijan", "Ông|McDonald", "và|ASEAN" },
      parts_of "củaAzerbaijan ÔngMcDonald vàASEAN: Azerbaijan, McDonald, ASEAN")
    assert.same({}, parts_of [[củaAzerbaijan; ViệtJet Jet; iPhone Phone;
      BảoMinhBank Bank; đeGaulle gaulle;
      BảoViệtBank Bank Việtbank]])
  end)

  it("are cut behind a name's syllable, if a tone is Vietnamese", function()
    assert.same({ "Trọng|mong", "Hà|nội" },
      parts_of "Lê Đức Trọng: Trọngmong về Hànội, Hà Nam, Cô Côoét")
    assert.same({}, parts_of "trọng, Trọngmong, TRỌNG")
  end)

  it("are cut in any form of Unicode", function()
    for _, form in ipairs { "nfc", "nfd" } do
      local text = viet.normalize("Azerbaijan TinHãy Azerbaijancủa",
        { form = form })
      local joined = table.concat(parts_of(text), " ")
      assert.equal("Tin|Hãy Azerbaijan|của", viet.normalize(joined))
    end
  end)

  it("are none of these", function()
    local names = [[YouTube McDonald McDonalds iPhone VietJet VinFast VinGroup
      PetroVietnam MoMo ZaLo VnExpress VietNamNet TikTok FaceBook LaLiga
      GitHub PayPal eBay DeGaulle MacArthur LeVan ThS TpHCM HaNoi SaiGon
      BaoViet AgriBank VietcomBank BIDV SeABank LienVietPostBank FPTShop
      Đắk Lắk Krông Pắk Êđê Xơđăng Bana Raglai Pleiku Đakrông Đắkrông Ea
      Eachà Ku Kuăng Đak Côoét Cô Kuwait Xuđăng Xu Đanmạch Mátxcơva
      Mát Látvia Lát Lítva Bôlivia Angôla Inđônêxia Hànội Thuỵsĩ
      Mi Miầu Tà Tàôi Münchhausen São Paulo Škoda Ørsted Đhaka kỹthuật F16Đ nghiêngq
      VN-Index COVID-19 Trump Trumpism]]
    assert.same({}, parts_of(names))
  end)

  it("leave the tokens as they are", function()
    local tokens = viet.tokens "TinHãy"
    local rows = {}
    for i, first, last in tokens:glued() do rows[#rows + 1] = { i, first, last } end
    assert.same({ { 1, 1, 3 }, { 1, 4, 7 } }, rows)
    assert.equal(1, #tokens)
    assert.equal("TinHãy", tokens:text(1))
  end)

  it("are tokens on request, over the bytes of the text", function()
    local text = "Azerbaijan: dân Azerbaijancủa,\nTinHãy 5 km"
    local tokens = viet.tokens(text, { glued = true })
    local rows = {}
    for first, last, kind, i in tokens:each() do
      rows[i] = ("%s %s %s %d%s"):format(text:sub(first, last), kind,
        tokens:shape(i), tokens:line(i), tokens:is_spaced(i) and " _" or "")
      assert.equal(text:sub(first, last), tokens:text(i))
      assert.equal(text:sub(first, last), tokens:key(i, "exact"))
      assert.equal(i, tokens:at(first))
    end
    assert.same({
      "Azerbaijan word title 1 _", ": punct none 1", "dân syllable lower 1 _",
      "Azerbaijan word title 1 _", "của syllable lower 1",
      ", punct none 1", "Tin syllable title 2 _", "Hãy syllable title 2",
      "5 number none 2 _", "km unit lower 2 _",
    }, rows)
    assert.equal("azerbaijan", tokens:key(4))
    assert.equal("cua", tokens:key(5, "toneless"))
    assert.equal(nil, (tokens:glued()()))
    assert.equal("km", tokens:quantity(9).unit)
  end)

  it("are tokens like any other where nothing is glued", function()
    local text = "Hoà Bình, 10h30 – YouTube"
    local a, b = viet.tokens(text), viet.tokens(text, { glued = true })
    assert.equal(#a, #b)
    for i = 1, #a do
      assert.same({ a:span(i) }, { b:span(i) })
      assert.same({ a:kind(i), a:shape(i), a:key(i) },
                  { b:kind(i), b:shape(i), b:key(i) })
    end
    assert.equal(0, #viet.tokens("", { glued = true }))
  end)

  it("are asked for by an option", function()
    assert.error_matches(function() viet.tokens("", { glue = true }) end,
      "unknown option 'glue' %(expected glued%)")
    assert.error_matches(function() viet.tokens("", { glued = 1 }) end,
      "bad value '1' for option 'glued' %(expected true or false%)")
  end)

  it("are none in real names", function()
    local file = io.open "../shared/data/names/boy.txt"
    if not file then return pending "no names beside this folder" end
    file:close()
    for _, name in ipairs { "names/boy.txt", "names/girl.txt",
      "provinces/units_current.tsv", "provinces/units_pre-2025-07.tsv",
      "kieu.txt" } do
      for line in io.lines("../shared/data/" .. name) do
        assert.same({}, parts_of(line), line)
      end
      local whole = assert(io.open("../shared/data/" .. name)):read "a"
      assert.same({}, parts_of(whole), name)
    end
  end)

  it("are found in any bytes", function()
    assert.same({}, parts_of "")
    assert.same({}, parts_of "\xFFTinH\xE3\0")
    assert.same({}, parts_of(("Đa"):rep(100)))
    collectgarbage()
  end)
end)
