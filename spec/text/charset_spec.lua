-- Charsets (csrc/text/charset*.c): decoding, encoding, what is lost, and
-- which charset some bytes are in.

local viet = require "viet"

local charset = viet.charset
local decode, encode = charset.decode, charset.encode
local losses, detect = charset.losses, charset.detect

local VECTORS = "../shared/data/legacy-vectors/"

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

local function from_hex(code)
  return (code:gsub("(%x%x) ?", function(byte)
    return string.char(tonumber(byte, 16))
  end))
end

--- NFC and nothing else.
local function nfc(text)
  return viet.normalize(text, { eth = false, mark_order = false })
end

--- The rows of a TSV file, each by the names of its columns.
local function read_rows(path)
  local rows, columns = {}, nil
  for line in io.lines(path) do
    if not line:find "^#" then
      local fields = {}
      for field in line:gmatch "[^\t]+" do fields[#fields + 1] = field end
      if columns then
        local row = {}
        for i, column in ipairs(columns) do row[column] = fields[i] end
        rows[#rows + 1] = row
      end
      columns = columns or fields
    end
  end
  return rows
end

local letters = {}
for _, row in ipairs(read_rows "csrc/text/charset_letters.tsv") do
  letters[#letters + 1] = row.letter
end

--- "đặc biệt, ĐƯỜNG phố": a text with all that is difficult, as bytes.
local samples = {
  ["tcvn3"] = "AE C6 63 20 62 69 D6 74 2C 20 A7 A6 EA 4E 47 20 70 68 E8",
  ["tcvn1"] = "AE C6 63 20 62 69 D6 74 2C 20 A7 A6 98 4E 47 20 70 68 E8",
  ["vni-windows"] = "F1 61 EB 63 20 62 69 65 E4 74 2C 20 "
    .. "D1 D6 D4 D8 4E 47 20 70 68 6F E1",
  ["vni-mac"] = "96 61 91 63 20 62 69 65 8A 74 2C 20 "
    .. "84 85 EF AF 4E 47 20 70 68 6F 87",
  ["windows-1258"] = "F0 E3 F2 63 20 62 69 EA F2 74 2C 20 "
    .. "D0 DD D5 CC 4E 47 20 70 68 F4 EC",
  ["viscii"] = "F0 A3 63 20 62 69 AE 74 2C 20 D0 BF 96 4E 47 20 70 68 AF",
  ["vps"] = "C7 A5 63 20 62 69 8C 74 2C 20 F1 D0 9E 4E 47 20 70 68 D3",
  ["viqr"] = "64 64 61 28 2E 63 20 62 69 65 5E 2E 74 2C 20 "
    .. "44 44 55 2B 4F 2B 60 4E 47 20 70 68 6F 5E 27",
  ["bkhcm1"] = "BD DC 63 20 62 69 E8 74 2C 20 7D B7 B3 4E 47 20 70 68 EA",
  ["bkhcm2"] = "E0 F9 E5 63 20 62 69 EF E5 74 2C 20 "
    .. "C0 DB DA C2 4E 47 20 70 68 F6 EB",
  ["vietware-x"] = "E2 E0 FB 63 20 62 69 E3 FB 74 2C 20 "
    .. "C2 C6 C5 CC 4E 47 20 70 68 E4 FA",
  ["vietware-f"] = "A2 C6 63 20 62 69 D6 74 2C 20 98 9C E9 4E 47 20 70 68 E7",
  ["isc"] = "AE C6 63 20 62 69 D6 74 2C 20 A7 A6 98 4E 47 20 70 68 E8",
}
local TEXT = "đặc biệt, ĐƯỜNG phố"
local without_toned_capitals = { ["tcvn3"] = true, ["vietware-f"] = true }

describe("viet.charset.names", function()
  it("lists the charsets", function()
    assert.same({ "utf-8", "tcvn3", "vni-windows", "windows-1258", "viscii",
      "vps", "viqr", "ncr", "vni-mac", "bkhcm2", "bkhcm1", "vietware-x",
      "vietware-f", "isc", "tcvn1", "windows-1252" }, charset.names())
  end)
end)

describe("viet.charset.decode", function()
  it("reads each charset", function()
    for name, hex in pairs(samples) do
      local expected = without_toned_capitals[name]
        and TEXT:gsub("Ờ", "ờ") or TEXT
      assert.equal(expected, (decode(from_hex(hex), name)), name)
    end
  end)

  it("leaves ASCII as it is, but where a charset has letters there", function()
    local ascii = {}
    for byte = 0, 127 do ascii[#ascii + 1] = string.char(byte) end
    ascii = table.concat(ascii, " ")
    for _, name in ipairs { "utf-8", "tcvn3", "vni-windows", "windows-1258",
      "vni-mac", "bkhcm2", "vietware-x", "vietware-f", "windows-1252" } do
      assert.equal(ascii, (decode(ascii, name)), name)
    end
    assert.equal("Ý Đ Ỹ Ấ Ỷ Ỳ", (decode("{ } | ~ ` ^", "bkhcm1")))
    assert.equal("Ự Ú Ừ Ử Ứ Ụ Ữ", (decode("# @ \\ ^ ` | ~", "isc")))
    assert.equal("ẲẴẪỶỸỴ", (decode("\2\5\6\20\25\30", "viscii")))
    assert.equal("ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ",
      (decode("\2\3\4\5\6\16\17\18\19\20\21\25\28\29", "vps")))
  end)

  it("reads punctuation as Windows or the Macintosh has it", function()
    for _, name in ipairs { "tcvn3", "vni-windows", "bkhcm2", "vietware-x",
      "windows-1258", "viqr" } do
      assert.equal("“a” – …", (decode("\x93a\x94 \x96 \x85", name)), name)
    end
    assert.equal("“a” Ă …", (decode("\x93a\x94 \x96 \x85", "vietware-f")))
    assert.equal("“a”", (decode("\xD2a\xD3", "vni-mac")))
    assert.equal("“a”", (decode("\x13a\x14", "isc")))
    assert.equal("30 °C", (decode("30 \xB0C", "tcvn3")))
  end)

  it("reads two bytes first", function()
    -- F4 is ơ, and what ớ ờ ở ỡ ợ begin with
    assert.equal("ơ ớ ờ ở ỡ ợ",
      (decode("\xF4 \xF4\xF9 \xF4\xF8 \xF4\xFB \xF4\xF5 \xF4\xEF",
        "vni-windows")))
    assert.equal("ươ ưới", (decode("\xF6\xF4 \xF6\xF4\xF9i", "vni-windows")))
  end)

  it("reads windows-1258 with tones joined, apart, and loose", function()
    assert.equal("à à ầ", (decode("\xE0 a\xCC \xE2\xCC", "windows-1258")))
    for base = 0x20, 0xFF do
      for _, mark in ipairs { 0xCC, 0xD2, 0xDE, 0xEC, 0xF2 } do
        local alone = decode(string.char(base), "windows-1258")
        if alone then
          local pair = string.char(base, mark)
          local tone = decode(string.char(mark), "windows-1258")
          assert.equal(nfc(alone .. tone), (decode(pair, "windows-1258")))
          assert.equal(nfc(alone .. tone .. "\u{323}x"),
            (decode(pair .. "\xF2x", "windows-1258")))
        end
      end
    end
  end)

  it("gives the position of a byte that the charset has not", function()
    local function result(...) return table.pack(decode(...)) end
    assert.same({ n = 3, nil, "invalid tcvn3 at byte 3 (0xC0)", 3 },
      result("ab\xC0", "tcvn3"))
    assert.same({ n = 3, nil, "invalid vni-windows at byte 2 (0xF8)", 2 },
      result("b\xF8", "vni-windows"))
    assert.same({ n = 3, nil, "invalid windows-1258 at byte 1 (0x8A)", 1 },
      result("\x8A", "windows-1258"))
    assert.same({ n = 3, nil, "invalid viqr at byte 4 (0xC3)", 4 },
      result("a^.\xC3", "viqr"))
    assert.same({ n = 3, nil, "invalid UTF-8 at byte 2", 2 },
      result("a\xC3", "utf-8"))
    assert.same({ n = 3, nil, "invalid UTF-8 at byte 8", 8 },
      result("&#224; \xC3", "ncr"))
  end)

  it("replaces such bytes on request", function()
    local replace = { invalid = "replace" }
    assert.equal("ab\u{FFFD}c", (decode("ab\xC0c", "tcvn3", replace)))
    assert.equal("b\u{FFFD}à\u{FFFD}",
      (decode("b\xF8a\xF8\xF8", "vni-windows", replace)))
    assert.equal("\u{FFFD}a", (decode("\xC3a", "utf-8", replace)))
    assert.equal("à\u{FFFD}", (decode("&#224;\xC3", "ncr", replace)))
    assert.equal("\u{FFFD}ạ", (decode("\xC3a.", "viqr", replace)))
  end)

  it("reads what is empty, long, or holds NUL", function()
    for _, name in ipairs(charset.names()) do
      assert.equal("", (decode("", name)), name)
      assert.equal("a\0b", (decode("a\0b", name)), name)
      local text, map = decode("", name, { align = true })
      assert.equal("", text)
      assert.equal(0, #map)
    end
    for name, hex in pairs(samples) do
      local bytes = from_hex(hex) .. ". "
      local one = decode(bytes, name)
      for shift = 0, 3 do  -- pairs lie across any inner boundary
        local shifted = ("x"):rep(shift) .. bytes:rep(20000)
        assert.is_true(decode(shifted, name)
          == ("x"):rep(shift) .. one:rep(20000), name)
      end
    end
  end)

  it("names what it knows when a name or an option is wrong", function()
    assert.has_error(function() decode("a", "latin-1") end,
      "bad argument #2 to 'decode' (bad charset 'latin-1' (expected utf-8, "
      .. "tcvn3, vni-windows, windows-1258, viscii, vps, viqr, ncr, vni-mac, "
      .. "bkhcm2, bkhcm1, vietware-x, vietware-f, isc, tcvn1 or "
      .. "windows-1252))")
    assert.has_error(function() decode("a", "vps", { alig = true }) end,
      "unknown option 'alig' (expected align, invalid or smart)")
    assert.has_error(function() decode("a", "vps", { invalid = "skip" }) end,
      "bad value 'skip' for option 'invalid' (expected error or replace)")
    assert.has_error(function() encode("a", "vps", { align = true }) end,
      "unknown option 'align' (expected lossy or apart)")
  end)
end)

describe("an alignment of decoding", function()
  it("leads from the text to the bytes and back, letter by letter", function()
    local seed = os.time()
    math.randomseed(seed)
    for name in pairs(samples) do
      for round = 1, 20 do
        local codes, texts, n = {}, {}, math.random(40)
        for i = 1, n do
          local letter = math.random(3) == 1 and " "
            or letters[math.random(#letters)]
          codes[i] = assert(encode(letter, name, { lossy = true,
            apart = round % 2 == 0 }))
          texts[i] = decode(codes[i], name)
        end
        local bytes, text = table.concat(codes), table.concat(texts)
        local result, map = decode(bytes, name, { align = true })
        assert.equal(text, result, "seed " .. seed)
        assert.equal(text, (decode(bytes, name)), "seed " .. seed)
        local at, from = 1, 1
        for i = 1, n do
          local code_end, text_end = at + #codes[i] - 1, from + #texts[i] - 1
          assert.same({ at, code_end }, { map:source(from, text_end) })
          assert.same({ from, text_end }, { map:result(at, code_end) })
          at, from = code_end + 1, text_end + 1
        end
      end
    end
  end)

  it("takes the marks that were loose into account", function()
    -- a + acute + dot below is ạ + acute in NFC: one unit of three bytes
    local text, map = decode("xa\xEC\xF2 \xE0y", "windows-1258",
      { align = true })
    assert.equal("xạ́ ày", text)
    assert.same({ 2, 4 }, { map:source(2, 6) })
    assert.same({ 2, 6 }, { map:result(2, 2) })
    assert.same({ 6, 6 }, { map:source(8, 9) })
    assert.same({ 7, 7 }, { map:source(10, 10) })
  end)

  it("leads to whole references", function()
    local text, map = decode("Vi&#7879;t e&#769;", "ncr", { align = true })
    assert.equal("Việt é", text)
    assert.same({ 3, 9 }, { map:source(3, 5) })
    assert.same({ 10, 10 }, { map:source(6, 6) })
    assert.same({ 12, 18 }, { map:source(8, 9) })
  end)
end)

--- Bytes decode to NFC, with and without an alignment alike, and the text
-- comes back from what it is encoded to, if nothing is lost.
local function check_bytes(bytes, name, smart, where)
  local options = { invalid = "replace", smart = smart }
  local text = decode(bytes, name, options)
  options.align = true
  local again, map = decode(bytes, name, options)
  assert.equal(text, again, where)
  assert.equal(nfc(text), text, where)
  assert.equal(#text, #map, where)
  local before = 0
  for i = 1, #text do
    local first, last = map:source(i, i)
    assert.is_true(first >= before and last >= first and last <= #bytes,
      where)
    before = first
  end
  if #losses(text, name) == 0 then
    assert.equal(text, (decode(encode(text, name), name)), where)
  end
end

describe("any bytes", function()
  it("decode to NFC, with and without alignment alike", function()
    local seed = os.time()
    math.randomseed(seed)
    local often = "aeouyAdD.?'`^(+~\\&#;x123 "
    for _, name in ipairs(charset.names()) do
      for _ = 1, 60 do
        local bytes = {}
        for i = 1, math.random(60) do
          local at = math.random(#often)
          bytes[i] = math.random(3) == 1 and math.random(0, 255)
            or often:byte(at)
        end
        bytes = string.char(table.unpack(bytes))
        check_bytes(bytes, name, math.random(2) == 1,
          ("%s, seed %d, %q"):format(name, seed, bytes))
      end
    end
  end)

  it("that a fuzzer starts from do so, too", function()
    local names, count = charset.names(), 0
    local pipe = io.popen "ls spec/fuzz/charset/*"
    for path in pipe:lines() do
      local charset_number, bits, bytes =
        read_file(path):match "^(.)(.)(.*)$"
      local name = names[charset_number:byte() % #names + 1]
      check_bytes(bytes, name, bits:byte() & 2 > 0, path)
      count = count + 1
    end
    pipe:close()
    assert.is_true(count > 10)
  end)

  it("come back from any text that loses nothing", function()
    local seed = os.time()
    math.randomseed(seed)
    local pool = { "a", "d", "D", "o", ".", "?", "'", "^", "(", "+", "\\",
      "&", "#224;", "amp;", "\u{301}", "\u{323}", "“", "ü", "n", "\u{300}", "中", " ", "~" }
    for _, name in ipairs(charset.names()) do
      for _ = 1, 100 do
        local parts = {}
        for i = 1, math.random(12) do
          parts[i] = math.random(2) == 1 and pool[math.random(#pool)]
            or letters[math.random(#letters)]
        end
        local text = nfc(table.concat(parts))
        local where = ("%s, seed %d, %q"):format(name, seed, text)
        local bytes, message, position = encode(text, name)
        local lost = losses(text, name)
        if bytes then
          assert.same({}, lost, where)
          assert.equal(text, (decode(bytes, name)), where)
        else
          assert.equal(lost[1].first, position, where)
          assert.equal(("'%s' at byte %d is not in %s"):format(
            lost[1].character, position, name), message)
        end
      end
    end
  end)
end)

describe("viet.charset.encode", function()
  it("writes each charset", function()
    for name, hex in pairs(samples) do
      assert.equal(from_hex(hex), (encode(TEXT, name, {
        lossy = without_toned_capitals[name] })), name)
      assert.equal(from_hex(hex), (encode(viet.normalize(TEXT,
        { form = "nfd" }), name, {
        lossy = without_toned_capitals[name] })), name)
    end
  end)

  it("writes a tone of windows-1258 joined where it can be", function()
    assert.equal("\xE0 a\xD2 \xE2\xCC", (encode("à ả ầ", "windows-1258")))
    assert.equal("a\xCC a\xD2 \xE2\xCC",
      (encode("à ả ầ", "windows-1258", { apart = true })))
    assert.equal("n\xCC\xFC\xCC", (encode("ǹǜ", "windows-1258")))
  end)

  it("refuses what it would lose", function()
    local function result(...) return table.pack(encode(...)) end
    assert.same({ n = 3, nil, "'Ọ' at byte 2 is not in tcvn3", 2 },
      result("HỌC", "tcvn3"))
    assert.same({ n = 3, nil, "'O\u{323}' at byte 2 is not in tcvn3", 2 },
      result("HO\u{323}C", "tcvn3"))
    assert.same({ n = 3, nil, "'中' at byte 3 is not in vni-windows", 3 },
      result("a 中", "vni-windows"))
    assert.same({ n = 3, nil, "invalid UTF-8 at byte 2", 2 },
      result("a\xFF", "tcvn3"))
  end)

  it("writes what comes nearest on request", function()
    local lossy = { lossy = true }
    assert.equal("H\xE4C", (encode("HỌC", "tcvn3", lossy)))
    assert.equal('"a" - n...? km2 ?',
      (encode("“a” – ñ…中 km² }", "bkhcm1", lossy)))
    assert.equal("Viet Duong", (encode("Việt Đương", "windows-1252", lossy)))
  end)

  it("undoes a text that was read in the wrong charset", function()
    local bytes = encode("tiÕng ViÖt", "windows-1252")
    assert.equal("tiếng Việt", (decode(bytes, "tcvn3")))
  end)
end)

describe("viet.charset.losses", function()
  it("lists what would be lost, and what it becomes", function()
    assert.same({
      { first = 2, last = 4, character = "Ọ", becomes = "ọ" },
      { first = 7, last = 9, character = "中", becomes = "?" },
      { first = 11, last = 12, character = "ñ", becomes = "n" },
    }, losses("HỌC 中 ñ", "tcvn3"))
    assert.same({ { first = 4, last = 6, character = "…", becomes = "..." } },
      losses("Ọ…", "viscii"))
    assert.same({}, losses("học", "tcvn3"))
    assert.same({ nil, "invalid UTF-8 at byte 3", 3 },
      { losses("ab\xFF", "tcvn3") })
  end)

  it("tells of letters that are in the text as several code points", function()
    assert.same({ { first = 2, last = 4, character = "O\u{323}",
      becomes = "ọ" } }, losses("HO\u{323}C", "tcvn3"))
  end)

  it("counts a letter once that loses several marks", function()
    local letter = "n\u{302}\u{323}"  -- no order of Unicode's
    assert.same({ { first = 2, last = 6, character = letter,
      becomes = "n?" } }, losses("x" .. letter .. "y", "tcvn3"))
    letter = "a" .. ("\u{302}\u{323}"):rep(1000)
    assert.same({ { first = 1, last = #letter, character = letter,
      becomes = "???????" } }, losses(letter, "tcvn3"))
  end)

  it("agrees with what is lost, for every letter and charset", function()
    local counts = {}
    for _, name in ipairs(charset.names()) do
      local count = 0
      for _, letter in ipairs(letters) do
        local lost = losses(letter, name)[1]
        local back = decode(encode(letter, name, { lossy = true }), name)
        assert.equal(lost and lost.becomes or letter, back, name)
        assert.equal(lost == nil, encode(letter, name) ~= nil, name)
        count = count + (lost and 1 or 0)
      end
      if count > 0 then counts[name] = count end
    end
    assert.same({ ["tcvn3"] = 60, ["vietware-f"] = 60, ["bkhcm1"] = 2,
      ["windows-1252"] = 102 }, counts)
  end)
end)

describe("VIQR", function()
  it("takes a sign after a backslash literally, and writes it so", function()
    local text = "Anh đi về đâu? (a) add C:\\a"
    local bytes = "Anh ddi ve^` dda^u\\? (a) ad\\d C:\\\\a"
    assert.equal(text, (decode(bytes, "viqr")))
    assert.equal(bytes, (encode(text, "viqr")))
    assert.equal("cụ. cụ", (decode("cu.. cu.", "viqr")))
    for _, case in ipairs { "dđ", "Dđ", "DĐ", "dĐ", "ddđ", "đd", "đđ", "dD",
      "Dd", "a\\.", "ă(", "a((", "â'", "á'", "u+o", "y^" } do
      assert.equal(case, (decode(encode(case, "viqr"), "viqr")))
    end
  end)

  it("reads typed text by what can be spelt", function()
    local typed = "Ba'c so+~ o+? dda^u?\nO^ng Ha? (Nam) ddi c++, e.g. "
      .. "you're add. A^'y la` ba. Cu. gia`...\nKe^'t lua^.n: DDa('k La('k"
    assert.equal("Bác sỡ ở đâu?\nÔng Hả (Nam) đi c++, e.g. you're add. "
      .. "Ấy là bạ Cụ già...\nKết luận: Đắk Lắk",
      (decode(typed, "viqr", { smart = true })))
  end)
end)

describe("NCR", function()
  it("reads decimal, hexadecimal and named references", function()
    assert.equal("ệ ệ ệ à Ô & < > \" ' “ ”",
      (decode("&#7879; &#x1EC7; &#X1ec7; &agrave; &Ocirc; &amp; &lt; &gt; "
        .. "&quot; &apos; &#147; &#8221;", "ncr")))
    assert.equal("a\u{A0}b", (decode("a&nbsp;b", "ncr")))
    assert.equal("Việt 中", (decode("Việt &#20013;", "ncr")))
  end)

  it("leaves what is no reference", function()
    for _, text in ipairs { "&", "&&", "a & b;", "&#;", "&#x;", "&#xg;",
      "&#0;", "&#55296;", "&#1114112;", "&#99999999999999;", "&unknown;",
      "&#7879", "&bgrave;", "&;", "&yacirc;", "&ugrav;" } do
      assert.equal(text, (decode(text, "ncr")), text)
    end
  end)

  it("writes ASCII that comes back", function()
    assert.equal("Vi&#7879;t & &amp;#7879; &#20013;",
      (encode("Việt & &#7879; 中", "ncr")))
  end)
end)

describe("viet.charset.detect", function()
  it("knows each charset from one line", function()
    local text = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh "
      .. "phúc. KHÔNG CÓ GÌ QUÝ HƠN ĐỘC LẬP TỰ DO"
    for _, name in ipairs(charset.names()) do
      if name ~= "windows-1252" then
        local bytes = encode(text, name, { lossy = true })
        local found = detect(bytes)
        if found ~= name then  -- read alike: then it is no matter
          assert.equal(decode(bytes, name), (decode(bytes, found)), name)
        end
      end
    end
  end)

  it("knows UTF-8, composed or not, and takes ASCII for it", function()
    assert.equal("utf-8", (detect "Việt Nam"))
    assert.equal("utf-8",
      (detect(viet.normalize("Việt Nam", { form = "nfd" }))))
    assert.equal("utf-8", (detect "日本語"))
    assert.equal("utf-8", (detect(("Việt"):sub(1, -2):sub(2))))
    assert.equal("utf-8", (detect "plain text. Don't you go. We do"))
    assert.equal("utf-8", (detect ""))
  end)

  it("takes AD for ư, not for a soft hyphen", function()
    assert.equal("tcvn3", (detect "th\xADng l\xADng ch\xADng"))
  end)

  it("says unknown to what is not Vietnamese", function()
    for _, bytes in ipairs {
      "\xB5 \xB6 \xB0", "5 \xB5m, 20 \xB0C, 3 m\xB2",
      "d\xE9j\xE0 l\xE0 o\xF9 \xE9t\xE9 fran\xE7ais",
      "M\xFCller stra\xDFe gr\xFC\xDFe", "caf\xE9", "\x80\x81\x82",
    } do
      assert.equal("unknown", (detect(bytes)), bytes)
    end
  end)

  it("says unknown to a tie", function()
    -- "ưng ưng" in tcvn3, "Ứng Ứng" in vps, both can be spelt
    local name, candidates = detect "\xADng \xADng"
    assert.equal("unknown", name)
    assert.same({ name = "tcvn3", score = 1, good = 2, bad = 0 },
      candidates[1])
    assert.equal(2, candidates[2].good - candidates[2].bad)
  end)

  it("tells how well each candidate does, the best first", function()
    local name, candidates = detect "tie\xE1ng Vie\xE4t x\xF8"
    assert.equal("vni-windows", name)
    assert.same({ name = "vni-windows", score = 2 / 3, good = 2, bad = 1 },
      candidates[1])
    for i = 2, #candidates do
      assert.is_true(candidates[i - 1].good - candidates[i - 1].bad
        >= candidates[i].good - candidates[i].bad)
    end
  end)
end)

describe("the tables of charsets", function()
  it("are what the generator makes of the facts", function()
    local pipe = io.popen(("%s csrc/text/charset_tables.lua"):format(
      arg[-1] or "lua5.4"))
    local made = pipe:read "a"
    pipe:close()
    assert.is_true(made == read_file "csrc/text/charset_tables.c")
  end)
end)

describe("with the vectors at hand,", function()
  local text = read_file(VECTORS .. "sample.utf8.txt")

  -- column = charset; 'differ' are letters whose code in the column is not
  -- what is written: another letter's, where the vectors lose what the
  -- charset has, or the other way of windows-1258.
  local columns = {
    ["tcvn3"] = { "tcvn3", 0 }, ["iconv-TCVN"] = { "tcvn1", 0 },
    ["vps"] = { "vps", 14 }, ["viscii"] = { "viscii", 7 },
    ["iconv-VISCII"] = { "viscii", 0 }, ["bkhcm1"] = { "bkhcm1", 0 },
    ["vietware-f"] = { "vietware-f", 0 }, ["isc"] = { "isc", 0 },
    ["vni-win"] = { "vni-windows", 0 }, ["vni-mac"] = { "vni-mac", 0 },
    ["bkhcm2"] = { "bkhcm2", 0 }, ["vietware-x"] = { "vietware-x", 0 },
    ["viqr"] = { "viqr", 0 }, ["iconv-CP1258"] = { "windows-1258", 0 },
    ["cp1258"] = { "windows-1258", 0, { apart = true } },
  }

  local function options_of(column)
    return { lossy = true, apart = column[3] ~= nil }
  end

  it("all letters are read and written in all columns", function()
    if not text then pending "no vectors here" return end
    local rows = read_rows(VECTORS .. "letters.tsv")
    assert.equal(134, #rows)
    for key, column in pairs(columns) do
      local name, shared, differ = column[1], {}, 0
      for _, row in ipairs(rows) do
        local code = from_hex(row[key])
        shared[code] = (shared[code] or "") .. row.char
      end
      for _, row in ipairs(rows) do
        local code = from_hex(row[key])
        local read = decode(code, name)
        if read ~= row.char then  -- a code of two letters: one is read
          assert.is_truthy(shared[code]:find(read, 1, true), key)
          assert.is_true(#shared[code] > #row.char, key)
        end
        if encode(row.char, name, options_of(column)) ~= code then
          differ = differ + 1
        end
      end
      assert.equal(column[2], differ, key)
    end
  end)

  it("letters with their tones apart are read, too", function()
    if not text then pending "no vectors here" return end
    for _, row in ipairs(read_rows(VECTORS .. "letters.tsv")) do
      local units = from_hex(row["uni-decomposed-utf16le"])
      local apart = {}
      for at = 1, #units, 2 do
        apart[#apart + 1] = utf8.char((("<I2"):unpack(units, at)))
      end
      assert.equal(row.char, (decode(table.concat(apart), "utf-8")))
      assert.equal(row.char, viet.normalize(table.concat(apart)))
      local bytes = encode(row.char, "windows-1258", { apart = true })
      assert.equal(row.char, (decode(bytes, "windows-1258")))
    end
  end)

  it("a long text is read and written in all encodings", function()
    if not text then pending "no vectors here" return end
    for key, column in pairs(columns) do
      local name = column[1]
      local bytes = read_file(VECTORS .. "sample." .. key .. ".bin")
      local read = decode(bytes, name)
      local back = encode(read, name, options_of(column))
      local expected = text
      if #losses(text, name) > 0 or column[2] > 0 then
        -- lossy: the text as the charset can hold it
        expected = decode(encode(text, name, { lossy = true }), name)
      end
      if column[2] == 0 then
        assert.is_true(read == expected, key)
        assert.is_true(back == bytes, key)
      else  -- capitals that the vectors write as small letters
        local function lower(s) return viet.normalize(s, { fold = true }) end
        assert.is_true(lower(read) == lower(expected), key)
        assert.is_true(decode(back, name) == read, key)
      end
      assert.equal(name, (detect(bytes)), key)
    end
  end)

  it("pieces of 200 bytes are recognised", function()
    if not text then pending "no vectors here" return end
    for key, column in pairs(columns) do
      local bytes = read_file(VECTORS .. "sample." .. key .. ".bin")
      local wrong = 0
      for first = 1, #bytes - 200, #bytes // 20 do
        local piece = bytes:sub(first, first + 199)
        local name = detect(piece)
        if name == "unknown" or decode(piece, name, { invalid = "replace" })
          ~= decode(piece, column[1], { invalid = "replace" }) then
          wrong = wrong + 1
        end
      end
      assert.is_true(wrong <= 1, key .. ": " .. wrong)
    end
  end)
end)
