-- Normalization (csrc/text/normalize.c and its stages, csrc/lua/normalize.c).
-- The oracle is a text whose pieces are known (spec/oracle/dirty_text.lua).

local viet = require "viet"
local letters = require "oracle.letters"
local dirty_text = require "oracle.dirty_text"

local normalize = viet.normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

local function raises(message, options)
  local ok, found = pcall(function() normalize("a", options) end)
  assert.is_false(ok)
  assert.equal(message, (tostring(found):gsub("^[^:]+:%d+: ", "")))
end

describe("viet.normalize without options", function()
  it("composes letters, in whatever order their marks stand", function()
    check {
      ["tie\u{302}\u{301}ng Vie\u{323}\u{302}t"] = "tiếng Việt",
      ["ti\u{EA}\u{301}ng"] = "tiếng", ["o\u{323}\u{31B}"] = "ợ",
      ["a\u{301}\u{302}"] = "ấ", ["a\u{300}\u{306}"] = "ằ",
      ["\u{E1}\u{302}"] = "ấ", ["O\u{303}\u{302}"] = "Ỗ",
      ["e\u{341}\u{302}"] = "ế", ["a\u{340}"] = "à",
    }
  end)

  it("keeps a second tone", function()
    check {
      ["hộ\u{323}i"] = "hộ\u{323}i", ["a\u{301}\u{300}"] = "á\u{300}",
      ["a\u{301}\u{300}\u{302}"] = "á\u{300}\u{302}",
      ["á\u{301}\u{302}"] = "á\u{301}\u{302}",
    }
  end)

  it("changes neither spelling nor spacing nor case nor signs", function()
    check {
      ["“«đá»…” ‘tôi’ – 5−3 &amp; &#7879;"] =
        "“«đá»…” ‘tôi’ – 5−3 &amp; &#7879;",
      ["αn ɪn сo tоа ðýõòc th\u{301}"] = "αn ɪn сo tоа ðýõòc th\u{301}",
      ["Hoà, hòa, kỹ, Mỹ\u{A0}\u{200B}\u{2028} ﬁ ½"] =
        "Hoà, hòa, kỹ, Mỹ\u{A0}\u{200B}\u{2028} ﬁ ½",
    }
  end)

  it("returns one value, and strings with NUL", function()
    assert.equal(1, select("#", normalize "a"))
    assert.equal("a\0a\u{300}\0", normalize("a\0à\0", { form = "nfd" }))
    assert.equal("", normalize "")
  end)
end)

describe("the form", function()
  it("is that of Unicode, in every script", function()
    local cases = {  -- source, nfc, nfd, nfkc, nfkd
      { "é", "é", "e\u{301}", "é", "e\u{301}" },
      { "\u{FB01}", "\u{FB01}", "\u{FB01}", "fi", "fi" },
      { "\u{AC01}", "\u{AC01}", "\u{1100}\u{1161}\u{11A8}", "\u{AC01}",
        "\u{1100}\u{1161}\u{11A8}" },
      { "\u{1100}\u{1161}\u{11A8}", "\u{AC01}",
        "\u{1100}\u{1161}\u{11A8}", "\u{AC01}",
        "\u{1100}\u{1161}\u{11A8}" },
      { "\u{212B}", "Å", "A\u{30A}", "Å", "A\u{30A}" },
      { "\u{1E9B}\u{323}", "\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}",
        "\u{1E69}", "s\u{323}\u{307}" },
      { "<\u{338}", "\u{226E}", "<\u{338}", "\u{226E}", "<\u{338}" },
      { "\u{958}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}",
        "\u{915}\u{93C}" },
      { "\u{1F6E}\u{345}", "\u{1FAE}", "Ω\u{313}\u{342}\u{345}",
        "\u{1FAE}", "Ω\u{313}\u{342}\u{345}" },
      { "\u{10FFFF}\u{378}", "\u{10FFFF}\u{378}", "\u{10FFFF}\u{378}",
        "\u{10FFFF}\u{378}", "\u{10FFFF}\u{378}" },
    }
    for _, case in ipairs(cases) do
      for i, form in ipairs { "nfc", "nfd", "nfkc", "nfkd" } do
        assert.equal(case[i + 1], normalize(case[1], { form = form }))
      end
      assert.equal(case[1], normalize(case[1], { form = "keep" }))
    end
  end)

  local function read_conformance_test()
    local path = "/usr/share/unicode/NormalizationTest.txt"
    local file = io.open(path)
    if not file and io.open(path .. ".bz2") then
      file = io.popen("bzcat " .. path .. ".bz2")
    end
    return file
  end

  it("passes NormalizationTest.txt", function()
    local file = read_conformance_test()
    if not file then
      pending("no NormalizationTest.txt (Debian package unicode-data)")
      return
    end
    local expected = {  -- columns and the column that each gives
      nfc = { 2, 2, 2, 4, 4 }, nfd = { 3, 3, 3, 5, 5 },
      nfkc = { 4, 4, 4, 4, 4 }, nfkd = { 5, 5, 5, 5, 5 },
    }
    local options = { eth = false, mark_order = false }
    local lines = 0
    for line in file:lines() do
      local columns = {}
      for field in line:gsub("#.*", ""):gmatch "([%x ]+);" do
        columns[#columns + 1] = field:gsub("%x+ ?", function(code)
          return utf8.char(tonumber(code, 16))
        end)
      end
      if #columns == 5 then
        lines = lines + 1
        for form, to in pairs(expected) do
          options.form = form
          for from = 1, 5 do
            if normalize(columns[from], options) ~= columns[to[from]] then
              error(form .. " of column " .. from .. ": " .. line)
            end
          end
        end
      end
    end
    file:close()
    assert.is_true(lines > 18000)
  end)
end)

describe("tone", function()
  it("goes to the first or the second vowel of open oa, oe, uy", function()
    check({ ["hoà khoẻ thuỷ HOÀ Hoà loè"] = "hòa khỏe thủy HÒA Hòa lòe",
      ["hòa"] = "hòa" }, { tone = "hòa" })
    check({ ["hòa khỏe thủy HÒA Hòa lòe"] = "hoà khoẻ thuỷ HOÀ Hoà loè",
      ["hoà"] = "hoà" }, { tone = "hoà" })
  end)

  it("goes nowhere in other words", function()
    local text = "hoàn suýt huỳnh quý quả già gì giặt gịa mía của loài "
      .. "ngoáy khuỷu Hòax Đắk Pắk òa2a coà"
    check({ [text] = text }, { tone = "hòa" })
    check({ ["hoàn qúy"] = "hoàn quý" }, { tone = "hoà" })
  end)

  it("stays as it is encoded in the form 'keep'", function()
    check({ ["hoa\u{300} hoà"] = "ho\u{300}a hòa",
      ["HOA\u{300}"] = "HO\u{300}A",
      ["nghi\u{323}e\u{302}m"] = "nghie\u{323}\u{302}m",
      ["nghị\u{EA}m"] = "nghiệm" },
      { tone = "hòa", form = "keep" })
  end)

  it("is right in every syllable, style, encoding and shape", function()
    local syllables = letters.syllables()
    local function join(style, encoding, shape)
      local words = {}
      for i, syllable in ipairs(syllables) do
        words[i] = letters.spell(letters.shape(syllable[style], shape),
          encoding)
      end
      return table.concat(words, "\n")
    end
    local options = { first = "hòa", second = "hoà" }
    for _, shape in ipairs { "lower", "title", "upper" } do
      local expected = { first = join("first", "nfc", shape),
        second = join("second", "nfc", shape) }
      for _, encoding in ipairs { "nfc", "nfd", "half", "swapped" } do
        for from in pairs(options) do
          local source = join(from, encoding, shape)
          for to, tone in pairs(options) do
            local result = normalize(source, { tone = tone })
            assert.is_true(result == expected[to],
              table.concat({ shape, encoding, from, to }, " "))
          end
        end
      end
    end
  end)
end)

describe("the other options", function()
  it("fold: lower case by Unicode's rules", function()
    check({ ["ĐƯỜNG HOÀ"] = "đường hoà", ["Straße ΣΑΣ İ ǰ"] =
      "strasse σασ i\u{307} j\u{30C}", ["Ðường"] = "đường" },
      { fold = true, form = "keep" })
    check({ ["A\u{345}"] = "aι", ["\u{1FAE}"] = "ὦι" },
      { fold = true })
  end)

  it("strip: tones, marks, or all with đ", function()
    check({ ["Đường ấy"] = "Đương ây", ["a\u{302}\u{301}"] = "â",
      ["ñ ǘ ș"] = "ñ ü ș" }, { strip = "tones" })
    check({ ["Đường ấy ño"] = "Đuong ay no", ["ḗ"] = "e" },
      { strip = "marks" })
    check({ ["Đường ấy đ"] = "Duong ay d", ["Ðiện"] = "Dien" },
      { strip = "all" })
  end)

  it("strip: leaves the marks of other scripts", function()
    local text = "й ё が Καλά שָׁלוֹם हिन्दी ไทย 각 ≮"
    check({ [text] = text }, { strip = "all" })
  end)

  it("strip: takes off marks that stand without a letter", function()
    check({ ["\u{301}a"] = "a", ["t \u{300} n"] = "t  n" },
      { strip = "marks" })
  end)

  it("i_y: i for y that is the rime after an onset", function()
    for _, i_y in ipairs { true, "all" } do
      check({
        ["kỹ sư lý do sy hy vọng"] = "kĩ sư lí do si hi vọng",
        ["y tế, ý, quy, quý, thuỷ, tay, tây, yêu"] =
          "y tế, ý, quy, quý, thuỷ, tay, tây, yêu",
        ["ky\u{303} lyx Sydney"] = "kĩ lyx Sydney",
      }, { i_y = i_y })
    end
  end)

  it("i_y: leaves names, which have capitals, alone", function()
    local names = "Nguyễn Vỹ, Thy Ngọc, Mỹ, LÝ THÁI TỔ, KỸ kỸ"
    check({ [names] = names }, { i_y = true })
    check({ [names] = "nguyễn vỹ, thy ngọc, mỹ, lý thái tổ, kỹ kỹ" },
      { i_y = true, fold = true })
    check({ [names] = "Nguyễn Vĩ, Thi Ngọc, Mĩ, LÍ THÁI TỔ, KĨ kĨ" },
      { i_y = "all" })
    check({ ["V\u{1EF9} vy\u{303}"] = "V\u{1EF9} vi\u{303}" },
      { i_y = true, form = "keep" })
  end)

  it("eth and mark_order can be switched off", function()
    check({ ["Ðường"] = "Ðường" }, { eth = false })
    check({ ["a\u{301}\u{302}"] = "á\u{302}" }, { mark_order = false })
  end)

  it("follow the oracle in all combinations", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 400 do
      local options = dirty_text.options()
      local text, expected = dirty_text.make(math.random(60), options)
      local message = ("seed %d, round %d, %s: %q"):format(seed, round,
        dirty_text.show(options), text)
      assert.equal(expected, normalize(text, options), message)
    end
  end)

  it("are counted as the oracle does", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 200 do
      local options = dirty_text.options()
      options.report = true
      local text, _, pieces = dirty_text.make(30, options)
      local _, report = normalize(text, options)
      for _, name in ipairs { "quotes", "dashes", "entities", "mojibake",
        "homoglyphs", "spaces", "invisibles", "eth", "invalid" } do
        assert.equal(pieces.counts[name] or 0, report[name] or 0,
          ("seed %d, round %d, %s, %s: %q"):format(seed, round, name,
            dirty_text.show(options), text))
      end
    end
  end)
end)

describe("the report", function()
  local function report(text, options)
    options = options or {}
    options.report = true
    local _, found = normalize(text, options)
    return found
  end

  it("counts what each option changed, and nothing else", function()
    assert.same({}, report "Đà Nẵng")
    assert.same({ form = 2, eth = 1, mark_order = 1 },
      report "Ðie\u{323}\u{302}n ra\u{301}\u{302}t")
    assert.same({ tone = 2, i_y = 1, fold = 2, spaces = 1, invisibles = 2 },
      report("HOà khoẻ\u{A0}kỹ\u{200B}\u{2028}", { tone = "hòa",
        i_y = true, fold = true, spaces = true, invisibles = true }))
    assert.same({ strip = 3 }, report("đường e", { strip = "all" }))
    assert.same({ form = 2 }, report("ế á e", { form = "nfd" }))
    assert.same({ quotes = 2, dashes = 1, entities = 1, homoglyphs = 2 },
      report("“tоа” – &lt;", { quotes = true, dashes = true,
        entities = true, homoglyphs = true }))
    assert.same({ mojibake = 3, entities = 1 },
      report("Nguyá»&hellip;n th\u{301} ðýõòc",
        { mojibake = true, entities = true }))
    assert.same({ invalid = 2 }, report("a\xFFb\xE1\x80",
      { invalid = "replace" }))
  end)

  it("is the last result", function()
    local result, alignment, counts = normalize("Ðức",
      { align = true, report = true })
    assert.equal("Đức", result)
    assert.equal(#"Đức", #alignment)
    assert.same({ eth = 1 }, counts)
    assert.same({ nil, "invalid UTF-8 at byte 1", 1 },
      { normalize("\xFF", { align = true, report = true }) })
  end)
end)

describe("viet.normalizer", function()
  it("is viet.normalize with its options kept", function()
    local key = viet.normalizer { fold = true, strip = "all" }
    assert.equal("da nang", key "Đà Nẵng")
    assert.equal("hoa binh", key:apply "HOÀ BÌNH")
    assert.same({ nil, "invalid UTF-8 at byte 2", 2 }, { key "a\xFF" })
    assert.equal("Đức", viet.normalizer() "Ðức")
    assert.equal("12", key(12))
  end)

  it("returns an alignment and a report if it is made so", function()
    local apply = viet.normalizer { align = true, report = true }
    local result, alignment, report = apply "Ðức"
    assert.equal("Đức", result)
    assert.same({ 1, 2 }, { alignment:source(1, 2) })
    assert.same({ eth = 1 }, report)
    assert.equal(2, select("#", viet.normalizer { report = true } "a"))
  end)

  it("does not change with the table that it was made of", function()
    local options = { tone = "hòa" }
    local first = viet.normalizer(options)
    options.tone = "hoà"
    assert.equal("hòa", first "hoà")
    assert.error_matches(function() first.tone = "hoà" end, "index")
  end)

  it("shows what is not as by default", function()
    assert.equal("viet.normalizer {}", tostring(viet.normalizer()))
    assert.equal('viet.normalizer {eth = false, tone = "hòa", fold = true, '
      .. 'strip = "all", invalid = "replace", report = true}',
      tostring(viet.normalizer { eth = false, tone = "hòa", fold = true,
        strip = "all", invalid = "replace", report = true, form = "nfc" }))
    assert.equal("viet.normalizer {i_y = true}",
      tostring(viet.normalizer { i_y = true }))
    assert.equal('viet.normalizer {i_y = "all"}',
      tostring(viet.normalizer { i_y = "all" }))
  end)

  it("checks its options once, and each text", function()
    assert.error_matches(function() viet.normalizer { styl = 1 } end,
      "unknown option 'styl' %(expected form, ")
    assert.error_matches(function() viet.normalizer { tone = "x" } end,
      "bad value 'x' for option 'tone' %(expected hòa, hoà or keep%)")
    local n = viet.normalizer()
    assert.error_matches(function() n() end,
      "bad argument #1 to '.-' %(string expected, got no value%)")
    assert.error_matches(function() n({}) end,
      "bad argument #1 to '.-' %(string expected, got table%)")
    assert.error_matches(function() n:apply() end,
      "bad argument #1 to 'apply' %(string expected, got no value%)")
    assert.error_matches(function() n.apply(io.stdout, "a") end,
      "viet.normalizer expected, got FILE%*")
  end)
end)

describe("invalid UTF-8", function()
  it("is an error with its position", function()
    local cases = {
      ["\xFF"] = 1, ["ab\xC3"] = 3, ["à\x80"] = 3, ["\xC0\x80"] = 1,
      ["\xED\xA0\x80"] = 1, ["a\xF4\x90\x80\x80"] = 2, ["\xE1\x80"] = 1,
      ["0123456789abcdef\xE0\x9F\xBF"] = 17,
    }
    for text, position in pairs(cases) do
      assert.same({ nil, "invalid UTF-8 at byte " .. position, position },
        { normalize(text) })
    end
  end)

  it("becomes U+FFFD, one for each maximal subpart", function()
    check({
      ["a\xFFb"] = "a\u{FFFD}b", ["\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"] =
        "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A",
      ["\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"] =
        ("\u{FFFD}"):rep(8) .. "A",
      ["\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"] =
        ("\u{FFFD}"):rep(8) .. "A",
      ["\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"] =
        ("\u{FFFD}"):rep(5) .. "A\u{FFFD}\u{FFFD}B",
      ["ho\xFFa\u{300}"] = "ho\u{FFFD}à",
    }, { invalid = "replace" })
  end)
end)

describe("arguments", function()
  it("are checked, and the known choices listed", function()
    raises("unknown option 'styl' (expected form, eth, mark_order, tone, "
      .. "fold, strip, spaces, invisibles, quotes, dashes, homoglyphs, "
      .. "entities, mojibake, i_y, invalid, align or report)",
      { styl = 1 })
    raises("unknown option '1' (expected form, eth, mark_order, tone, "
      .. "fold, strip, spaces, invisibles, quotes, dashes, homoglyphs, "
      .. "entities, mojibake, i_y, invalid, align or report)", { 1 })
    raises("bad value 'x' for option 'form' "
      .. "(expected nfc, nfd, nfkc, nfkd or keep)", { form = "x" })
    raises("bad value 'new' for option 'tone' (expected hòa, hoà or keep)",
      { tone = "new" })
    raises("bad value 'true' for option 'strip' "
      .. "(expected tones, marks, all or nothing)", { strip = true })
    raises("bad value '1' for option 'eth' (expected true or false)",
      { eth = 1 })
    raises("bad value 'x' for option 'i_y' (expected true, false or all)",
      { i_y = "x" })
    raises("bad value 'true' for option 'i_y' (expected true, false or all)",
      { i_y = "true" })
    raises("bad value '1' for option 'i_y' (expected true, false or all)",
      { i_y = 1 })
    raises("bad value 'table' for option 'invalid' "
      .. "(expected error or replace)", { invalid = {} })
    raises("bad argument #2 to 'normalize' (table expected, got string)",
      "nfc")
    assert.error_matches(function() normalize() end,
      "bad argument #1 to 'normalize' %(string expected, got no value%)")
  end)

  it("may be numbers where strings are wanted", function()
    assert.equal("12", normalize(12))
  end)
end)

describe("a hostile text", function()
  it("is normalized however long", function()
    local long = 100000
    local cases = {
      ("\u{301}\u{323}"):rep(long), "a" .. ("\u{323}"):rep(long),
      "a" .. ("\u{302}"):rep(long) .. ("\u{323}"):rep(long),
      ("\u{1100}"):rep(long), ("\u{9BE}"):rep(long), ("Ð"):rep(long),
      ("oà"):rep(long), ("中"):rep(long), ("\u{200B}"):rep(long),
      ("\u{FDFA}"):rep(long // 10), ("&#"):rep(long), ("&"):rep(long),
      "&#" .. ("0"):rep(long) .. ";", ("á»"):rep(long), ("ðõì"):rep(long),
      ("th\u{301}"):rep(long), ("tо"):rep(long), ("&#7877;"):rep(long),
    }
    local options = { form = "nfkc", tone = "hòa", fold = true,
      invisibles = true, i_y = true, strip = "tones", entities = true,
      mojibake = true, homoglyphs = true, quotes = true, dashes = true }
    for _, text in ipairs(cases) do
      assert.is_string(normalize(text, options))
    end
  end)

  it("leaves nothing of a long run of marks but its order", function()
    local text = "a" .. ("\u{301}\u{323}"):rep(1000)
    assert.equal("ạ" .. ("\u{323}"):rep(999) .. ("\u{301}"):rep(1000),
      normalize(text, { mark_order = false }))
  end)

  it("is changed in parts when it has no spaces", function()
    local text = ("Hoà\u{A0}"):rep(1000)
    assert.equal(("Hòa "):rep(1000),
      normalize(text, { tone = "hòa", spaces = true }))
    local word = ("oà"):rep(1000)
    assert.equal(word, normalize(word, { tone = "hòa" }))
    local marked = ("xa\u{301}\u{302}"):rep(1000)
    assert.equal(("xấ"):rep(1000), normalize(marked))
  end)
end)
