-- Typing (csrc/text/typing.c): what the keys of Telex and VNI give, and
-- the keys of a text.

local viet = require "viet"
local letters = require "oracle.letters"

local read, write = viet.typing.read, viet.typing.write

--- Every pair of keys and result, one pair on a line.
local function assert_reads(method, options, cases)
  for keys, expected in cases:gmatch "(%S+) +(%S+)" do
    assert.equal(expected, (read(keys, method, options)), keys)
  end
end

--- Calls check with every string of 1 to length characters of an alphabet.
local function each_string(alphabet, length, check, prefix)
  if length == 0 then return end
  for char in alphabet:gmatch "." do
    local text = (prefix or "") .. char
    check(text)
    each_string(alphabet, length - 1, check, text)
  end
end

--- Some text of letters, marks, keys and signs.
local function random_text()
  local pool = { "a", "o", "u", "w", "s", "f", "d", "e", "n", "g", "ê", "ế",
    "đ", "1", "6", "7", "9", " ", "\u{301}", "-", "A", "D", "W", "\0", "中" }
  local parts = {}
  for i = 1, math.random(9) do parts[i] = pool[math.random(#pool)] end
  return table.concat(parts)
end

describe("viet.typing.read", function()
  it("reads Telex", function()
    assert.equal("tiếng Việt", read("tieengs Vieetj", "telex"))
    assert_reads("telex", nil, [[
      ddaats    đất      aan    ân       neen   nên      coong   công
      nhuw      như      mow    mơ       sawn   săn      thuowng thương
      nhw       như      w      ư        chwa   chưa     muaw    mưa
      luwu      lưu      hoawcj hoặc     quawng quăng    quow    quơ
      guiwr     gửi      uyeen  uyên     khoeo  khoeo    ngoaof  ngoào
      gif       gì       gieengs giếng   giaf   già      quys    quý
      as á   af à   ar ả   ax ã   aj ạ   asz a
    ]])
  end)

  it("reads VNI", function()
    assert.equal("tiếng Việt", read("tie61ng Vie65t", "vni"))
    assert_reads("vni", nil, [[
      d9a61t    đất      a6n    ân       ne6n   nên      co6ng   công
      nhu7      như      mo7    mơ       sa8n   săn      thuo7ng thương
      mu7a      mưa      mua7   mưa      lu7u   lưu      luu7    lưu
      hoa8c5    hoặc     qua8ng quăng    quo7   quơ      gi2     gì
      a1 á   a2 à   a3 ả   a4 ã   a5 ạ   a10 a
    ]])
  end)

  it("takes the keys in any order, to the end of the syllable", function()
    assert_reads("telex", nil, [[
      tiesnge   tiếng    tiengse tiếng   tieesng tiếng   tiengs  tiengs
      duongwdf  đường    dduowngf đường  dduwowngf đường
      nguowif   người    nguwoif người   nguwowif người  nguoiwf người
    ]])
    assert_reads("vni", nil, [[
      tieng61   tiếng    tieng16 tiếng   ti1eng6 tiếng   tie1ng6 tiếng
      duong972  đường    d9uo72ng đường  d9u7o7ng2 đường nguoi72 người
    ]])
  end)

  it("puts both horns on 'uo', but not at the end", function()
    assert_reads("telex", nil, [[ thuowr thuở thuowng thương huow huơ ]])
    assert_reads("vni", nil, [[ thuo73 thuở thuo7ng thương huo7 huơ ]])
  end)

  it("changes a mark to another one, and a tone", function()
    assert_reads("telex", nil, [[
      aawn ăn   awan ân   oown ơn   uoowngs ướng   uowongf uồng   asf à
    ]])
    assert_reads("vni", nil, [[ a68n ăn  a86n ân  o67n ơn  a12 à ]])
  end)

  it("undoes a key that comes again", function()
    assert_reads("telex", nil, [[
      ass as   asss ass   aaa aa   eee ee   ooo oo   ww w   www ww
      uww uw   awww aww   bosss boss   asz a   aszz asz   ajj aj
      ddd dd   xooong xoong   xooongf xoòng   sooocs soóc
    ]])
    assert_reads("vni", nil, [[
      a11 a1   a66 a6   o77 o7   a88 a8   d9i99 d9i9   a100 a10
    ]])
  end)

  it("keeps capitals", function()
    assert_reads("telex", nil, [[
      DDaf Đà   TIEENGS TIẾNG   tieengS tiếng   Dd Đ   DDi Đi   W Ư
      NGUOWIF NGƯỜI   EEchs Ếch   dDi đi   aA â
    ]])
    assert_reads("vni", nil, [[ D9A2 ĐÀ  TIE61NG TIẾNG  Tie61ng Tiếng ]])
  end)

  it("puts the tone of 'oa', 'oe' and 'uy' where the option says", function()
    local cases = [[ hoaf %s khoer %s thuyr %s ]]
    assert_reads("telex", nil, cases:format("hòa", "khỏe", "thủy"))
    assert_reads("telex", { tone = "hòa" },
      cases:format("hòa", "khỏe", "thủy"))
    assert_reads("telex", { tone = "hoà" },
      cases:format("hoà", "khoẻ", "thuỷ"))
    assert_reads("telex", { tone = "hoà" }, [[ hoangf hoàng quys quý ]])
  end)

  it("leaves what would be no syllable as it is typed", function()
    local words = { "window", "success", "google", "access", "DDHQG", "ddr",
      "ddawsk", "email", "Trump", "committee", "address", "mp3", "F16",
      "60w", "2as", ("as"):rep(13), "tieengh" }
    for _, word in ipairs(words) do
      assert.equal(word, (read(word, "telex")))
    end
    for _, word in ipairs { "F16", "covid19", "100a6", "T54", "b3nh" } do
      assert.equal(word, (read(word, "vni")))
    end
  end)

  it("converts every word when that is asked for", function()
    assert_reads("telex", { foreign = true }, [[
      DDHQG ĐHQG   ddawsk đắk   Puws Pứ   google gôgle   tieengss tiêngs
      kroongs krống   Bumf Bùm
    ]])
    assert_reads("vni", { foreign = true }, [[ D9HQG ĐHQG  d9a81k đắk ]])
  end)

  it("leaves words that have marks already", function()
    assert.equal("Việts, tiếngs đất", read("Việts, tiếngs ddaats",
      "telex"))
    assert.equal("e\u{302}s", read("e\u{302}s", "telex"))
  end)

  it("keeps all that stands between words, NUL bytes too", function()
    assert.equal("", read("", "telex"))
    assert.equal("á\0á-á.\n中á", read("as\0as-as.\n中á", "telex"))
    assert.equal("á1", read("as1", "telex"))
  end)

  it("tells where the text is not UTF-8", function()
    assert.same({ nil, "invalid UTF-8 at byte 3", 3 },
      { read("as\xFF", "telex") })
  end)

  it("names the choices when an argument is wrong", function()
    assert.error_matches(function() read("as", "telx") end,
      "bad method 'telx' %(expected telex or vni%)")
    assert.error_matches(function() read("as") end, "string expected")
    assert.error_matches(function() read(nil, "vni") end, "string expected")
    assert.error_matches(function() read("as", "vni", { style = 1 }) end,
      "unknown option 'style' %(expected tone or foreign%)")
    assert.error_matches(function() read("as", "vni", { tone = "keep" }) end,
      "bad value 'keep' for option 'tone' %(expected hòa or hoà%)")
    assert.error_matches(function() read("as", "vni", { foreign = 1 }) end,
      "bad value '1' for option 'foreign' %(expected true or false%)")
  end)

  it("is read and written however long, whatever it is", function()
    for _, part in ipairs { "s", "as", "asf", "aaaa", "tieengs ", "á", "1" } do
      local keys = part:rep(400000 // #part)
      for _, method in ipairs { "telex", "vni" } do
        assert.is_string(read(keys, method))
        assert.is_string(write(keys, method))
      end
    end
  end)
end)

describe("viet.typing.write", function()
  it("gives the keys as one types them", function()
    assert.equal("tieengs Vieetj, DDaf NAWNGX", write("tiếng Việt, Đà NẴNG",
      "telex"))
    assert.equal("tie61ng Vie65t, D9a2 NA84NG", write("tiếng Việt, Đà NẴNG",
      "vni"))
    assert.equal("nguowif thuowr huwu", write("người thuở hưu", "telex"))
    assert.equal("nguo72i thuo73 hu7u", write("người thuở hưu", "vni"))
  end)

  it("reads any encoding of a letter", function()
    assert.equal("tieengs", write("tie\u{302}\u{301}ng", "telex"))
    assert.equal("tieengs", write("tie\u{301}\u{302}ng", "telex"))
  end)

  it("undoes keys that are letters", function()
    local cases = { as = "ass", boss = "bosss", www = "wwww", w = "ww",
      xoong = "xooong", ["xoòng"] = "xooongf", success = "success" }
    for text, keys in pairs(cases) do
      assert.equal(keys, (write(text, "telex")))
    end
    assert.equal("a11", write("a1", "vni"))
  end)

  it("leaves what no keys give", function()
    for _, text in ipairs { "Đắk", "gịa", "hòan", "á\u{300}", "中", "né" } do
      local keys = write(text, "telex")
      assert.equal(text, (read(keys, "telex")))
    end
    assert.equal("Đắk gịa hòan", write("Đắk gịa hòan", "vni"))
  end)

  it("tells where the text is not UTF-8", function()
    assert.same({ nil, "invalid UTF-8 at byte 1", 1 },
      { write("\xFF", "vni") })
  end)

  it("gives keys for every syllable, in each case and style", function()
    for _, syllable in ipairs(letters.syllables()) do
      for style, list in pairs { ["hòa"] = syllable.first,
                                 ["hoà"] = syllable.second } do
        for case = 1, 3 do  -- lower, Title, UPPER
          local cased = letters.copy(list)
          for i, letter in ipairs(cased) do
            letter.upper = case == 3 or (case == 2 and i == 1)
          end
          local word = letters.spell(cased, "nfc")
          for _, method in ipairs { "telex", "vni" } do
            local keys = write(word, method)
            assert(not keys:find "[\x80-\xFF]" or word:lower() == "gịa", word)
            local back = read(keys, method, { tone = style })
            if back ~= word then assert.equal(word, back, keys) end
          end
        end
      end
    end
  end)

  it("gives keys for any word of ASCII letters", function()
    for method, alphabets in pairs {
      telex = { "aoswzdun", "qougwsf" }, vni = { "aoud1679" } } do
      for _, alphabet in ipairs(alphabets) do
        each_string(alphabet, 5, function(text)
          local keys = write(text, method)
          local back = read(keys, method)
          if back ~= text then assert.equal(text, back, keys) end
        end)
      end
    end
  end)

  it("gives keys for any text", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 20000 do
      local text = random_text()
      for _, method in ipairs { "telex", "vni" } do
        local back = read(write(text, method), method)
        local nfc = viet.normalize(text, { tone = "hòa" })
        assert.equal(nfc, viet.normalize(back, { tone = "hòa" }),
          ("seed %d: %q"):format(seed, text))
      end
    end
  end)
end)
