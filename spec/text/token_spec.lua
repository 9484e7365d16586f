-- Tokens (csrc/text/token.c, csrc/lua/tokens.c). A slow tokenizer in Lua,
-- made of patterns over a string of character classes, is the oracle.

local viet = require "viet"

-- Written for this test.
local sample = [[
Đại tướng Phan Văn Giang hội đàm với Bộ trưởng J. Mattis (Hoa Kỳ).
HOÀ BÌNH, Hoà Bình và Hòa Bình: 3 cách viết; ký ngày 23-24/10/2017!

Giá 1.234,5 tỷ đồng, lúc 10h30 – xem https://qdnd.example/a_(b)?c=1.
"Thuỷ quân" – “quý vị”… Ch­ương trình 2025-2029: F16, B52H, A320neo; 48h.
]]

local function texts_of(text)
  local tokens, list = viet.tokens(text), {}
  for i = 1, #tokens do list[i] = tokens:text(i) end
  return list
end

local function kinds_of(text)
  local list = {}
  for _, _, kind in viet.tokens(text):each() do list[#list + 1] = kind end
  return list
end

--- The text with each character in NFC or NFD, as chance has it.
local function mix_forms(text)
  return (text:gsub(utf8.charpattern, function(char)
    if math.random(2) == 1 then
      return viet.normalize(char, { form = "nfd" })
    end
  end))
end

--
-- The oracle
--

-- Classes: L letter, M mark, D digit, S space, I invisible (kept in words),
-- C invisible (ends words), P punctuation, X broken byte, O anything else.
local classes = {
  S = "\t\n\v\f\r \u{A0}\u{85}\u{3000}\u{202F}\u{2028}",
  I = "\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{FEFF}\u{AD}",
  C = "\u{202A}\u{202C}\u{2066}",
  P = "!\"#%&'()*,-./:;?@[]_{}“”‘’«»…–—。",
  D = "0123456789٣",
  O = "$+<=>^`|~°€\u{1F600}\u{1F000}×÷²½\0\1\27\127\u{FFFD}",
}
local class_of = {}
for class, set in pairs(classes) do
  for char in set:gmatch(utf8.charpattern) do class_of[char] = class end
end

local function classify(char)
  if not utf8.len(char) then return "X" end
  local code = utf8.codepoint(char)
  if code >= 0x300 and code <= 0x36F then return "M" end
  return class_of[char] or "L"
end

--- Characters of the text, and one class letter for each.
local function decode(text)
  local chars, letters, at = {}, {}, 1
  while at <= #text do
    local length = 1
    for n = 4, 1, -1 do
      if at + n - 1 <= #text and utf8.len(text:sub(at, at + n - 1)) == 1 then
        length = n
        break
      end
    end
    local char = text:sub(at, at + length - 1)
    chars[#chars + 1] = { first = at, last = at + length - 1, char = char }
    letters[#letters + 1] = classify(char)
    at = at + length
  end
  return chars, table.concat(letters)
end

local stops = {}
for char in ("<>`\"'“”„‘’‚«»‹›\0\1\27\127"):gmatch(utf8.charpattern) do
  stops[char] = true
end

--- The index of the last character of the URL from i to its prefix's end.
local function url_last(chars, letters, i)
  local last, round, square = i, 0, 0
  while chars[i] do
    local char = chars[i].char
    if stops[char] or letters:find("^[SICX]", i) then break end
    if char == "(" then round = round + 1 end
    if char == ")" then round = round - 1 end
    if char == "[" then square = square + 1 end
    if char == "]" then square = square - 1 end
    if round < 0 or square < 0 then break end
    last, i = i, i + 1
  end
  while chars[last].char:find "^[.,;:!?]$" do last = last - 1 end
  return last
end

local function find_url(text, chars, letters, i)
  local head = text:sub(chars[i].first, chars[i].first + 8):lower()
  local prefix = head:match "^https?://" or head:match "^www%."
  if prefix and letters:find("^[LD]", i + #prefix) then
    return url_last(chars, letters, i + #prefix)
  end
end

local function last_of_number(chars, letters, i)
  local _, last = letters:find("^D[DMI]*", i)
  while true do
    local joiner = chars[last + 1]
    local _, more = letters:find("^D[DMI]*", last + 2)
    if not (joiner and more and joiner.char:find "^[.,/:-]$") then break end
    last = more
  end
  while letters:sub(last, last) == "I" do last = last - 1 end
  return last
end

--- The last character of the e-mail address at character i, or nil.
local function find_email(text, chars, letters, i)
  local first = chars[i].first
  local name = text:match("^%w[%w._+%%-]*@", first)
  if not name or #name > 65 or name:find "%.@$" then return nil end
  local labels, at, last = 0, first + #name, nil
  while true do
    local label = text:match("^%w[%w-]*", at)
    if not label then break end
    labels, at = labels + 1, at + #label
    local after = 1
    while chars[after] and chars[after].first < at do after = after + 1 end
    if labels > 1 and label:find "^%a%a+$"
       and not letters:find("^[LDM]", after) then last = after - 1 end
    if text:sub(at, at) ~= "." then break end
    at = at + 1
  end
  return last
end

--- The last character of the hashtag at character i, or nil.
local function find_hashtag(text, chars, letters, i)
  local before = text:sub(chars[i].first - 1, chars[i].first - 1)
  if chars[i].char ~= "#" or not letters:find("^L", i + 1)
     or chars[i].first > 1 and before:find "[%w&]" then return nil end
  local last = i
  repeat
    local at = last + 1
    last = select(2, letters:find("^[LMDI]*", at)) or last
    while last >= at and letters:sub(last, last) == "I" do last = last - 1 end
    if last < at then last = at - 1 end
    local goes_on = chars[last + 1] and chars[last + 1].char == "_"
    if goes_on then last = last + 1 end
  until not goes_on
  return last
end

-- Those that the pieces of random texts can make.
local roles = {
  ["%"] = "unit", ["m"] = "unit", ["đ"] = "unit",
  ["€"] = "unit", ["h"] = "unit", ["ha"] = "unit", ["V"] = "glued", ["k"] = "glued",
  ["²"] = "power", ["°"] = "degree", ["C"] = "degrees", ["/"] = "slash",
  ["tỷ"] = "scale", ["triệu"] = "scale",
}
for name in ("km cm mm nm kmh kb mb kv mv kva mva mah cc vnđ"):gmatch "%S+" do
  roles[name] = "any"
end

local drops = { ["\u{AD}"] = "", ["\u{200B}"] = "", ["\u{FEFF}"] = "" }

local function role_of(word)
  local folded = word:gsub(utf8.charpattern, drops):lower()
    :gsub(utf8.charpattern, { ["Đ"] = "đ", ["Ð"] = "đ", ["ð"] = "đ" })
  if roles[folded] == "any" then return "unit" end
  return roles[word]
end

-- What a token is, by what the one before it is and its own role; a space
-- between them makes the upper case into nothing.
local steps = {
  number = { unit = "unit", glued = "UNIT", degree = "degree",
             scale = "number" },
  unit = { power = "UNIT", slash = "SLASH" },
  degree = { degrees = "UNIT", slash = "SLASH" },
  slash = { unit = "UNIT" },
}

--- Changes the kinds of rows that are units, from the first to the last.
local function mark_units(text, rows, line_of, is_spaced)
  local state, scales
  for i, row in ipairs(rows) do
    local role = role_of(text:sub(row[1], row[2]))
    if i > 1 and line_of(i) ~= line_of(i - 1) then state = nil end
    local step = state and steps[state][role]
    scales = role == "scale" and (scales or 0) + 1 or 0
    if scales > 3 then step = nil end
    if step and step:find "^%u" then
      step = not is_spaced(i) and step:lower() or nil
    end
    state = row[3] == "number" and "number" or step
    if state == "unit" or state == "degree" then row[3] = "unit" end
  end
end

--- Rows {first, last, kind}, where a syllable is a "word".
local function naive_tokens(text)
  local chars, letters = decode(text)
  local rows, i = {}, 1
  while i <= #chars do
    local class, kind, last = letters:sub(i, i), nil, i
    if class == "L" then
      last = find_url(text, chars, letters, i)
      kind = last and "url" or "word"
      last = last or select(2, letters:find("^[LMDI]*", i))
      while letters:sub(last, last) == "I" do last = last - 1 end
    elseif class == "D" then
      kind, last = "number", last_of_number(chars, letters, i)
    elseif find_hashtag(text, chars, letters, i) then
      kind, last = "hashtag", find_hashtag(text, chars, letters, i)
    elseif class == "X" then
      kind = "symbol"
    elseif not class:find "[SIC]" then
      kind = class == "P" and "punct" or "symbol"
      last = select(2, letters:find("^.M*", i))
    end
    local email = find_email(text, chars, letters, i)
    if email then kind, last = "email", email end
    if kind then
      rows[#rows + 1] = { chars[i].first, chars[last].last, kind }
    end
    i = last + 1
  end
  return rows, chars, letters
end

local function random_text(pieces, count)
  local list = {}
  for i = 1, count do list[i] = pieces[math.random(#pieces)] end
  return table.concat(list)
end

local pieces = {
  "a", "B", "h", "đ", "Đ", "ờ", "ơ", "ð", "e", "HOÀ", "hoà", "nghiêng",
  "\u{300}", "\u{323}", "\u{302}", "0", "5", "12", "2017", "٣",
  ".", ",", "/", "-", ":", ".", ",", "/", "-", ":",
  " ", " ", " ", "\n", "\r\n", "\u{A0}", "\u{3000}", "\u{85}", "\t",
  "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{202A}", "\u{2066}",
  "(", ")", "[", "]", "\"", "”", "!", "?", ";", "…", "–", "_", "@",
  "+", "<", "€", "\u{1F600}", "²", "~", "`",
  "\xFF", "\x80", "\xE1\xBA", "\xC0", "\xF0\x9F", "\xED\xA0\x80",
  "\0", "\27", "\127", "http://", "https://", "WWW.", "www.", "Https://a",
  "#", "#a", "@b.vn", "@", "a.b", "x@y.vn", "&", "%", "km", "m", "đ", "V",
  "k", "°", "C", "tỷ", "triệu", "5", " 7 ",
}

local same_kinds = { syllable = "word", acronym = "word" }

--- Raises unless viet.tokens gives what the oracle gives.
local function compare(text, message)
  local rows = naive_tokens(text)
  local tokens = viet.tokens(text)
  assert.equal(#rows, #tokens, message)
  local line, from, lines, spaced = 1, 1, {}, {}
  for i, row in ipairs(rows) do
    local gap = text:sub(from, row[1] - 1)
    line = line + select(2, gap:gsub("\n", ""))
    local _, letters = decode(gap)
    lines[i] = line
    spaced[i] = from == 1 or letters:find("S", 1, true) ~= nil
    from = row[2] + 1
  end
  mark_units(text, rows, function(i) return lines[i] end,
    function(i) return spaced[i] end)
  for i, row in ipairs(rows) do
    local first, last = tokens:span(i)
    local kind = tokens:kind(i)
    assert.same(row, { first, last, same_kinds[kind] or kind }, message)
    assert.equal(text:sub(first, last), tokens:text(i), message)
    assert.equal(lines[i], tokens:line(i), message)
    assert.equal(spaced[i], tokens:is_spaced(i), message)
  end
end

--- Raises if a byte between tokens is more than a gap.
local function check_tiles(text, message)
  local from = 1
  local function check_gap(upto)
    local _, letters = decode(text:sub(from, upto))
    assert.is_nil(letters:find "[^SIC]", message)
  end
  for first, last in viet.tokens(text):each() do
    check_gap(first - 1)
    assert.is_true(first >= from and last >= first, message)
    from = last + 1
  end
  check_gap(#text)
end

describe("tokens", function()
  it("grow by a whole block of punctuation", function()
    local text = ("!"):rep(32) .. ("! "):rep(16) .. ("!"):rep(128)
    local tokens = viet.tokens(text)
    assert.equal(32 + 16 + 128, #tokens)
    for n = 1, 300 do
      local dense = ("!"):rep(n)
      assert.equal(n, #viet.tokens(dense))
      assert.equal(2 * n, #viet.tokens(("! "):rep(n) .. dense))
    end
  end)

  it("are what a slow tokenizer finds, on random texts", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 1500 do
      local text = random_text(pieces, math.random(1, 24))
      local message = ("seed %d, round %d: %q"):format(seed, round, text)
      compare(text, message)
      check_tiles(text, message)
    end
  end)

  it("are the same in NFC, NFD and a mixture", function()
    local seed = os.time()
    math.randomseed(seed)
    local composed = viet.tokens(sample)
    local texts = { assert(viet.normalize(sample, { form = "nfd" })) }
    for i = 2, 20 do texts[i] = mix_forms(sample) end
    for _, text in ipairs(texts) do
      local message = ("seed %d: %q"):format(seed, text)
      local tokens = viet.tokens(text)
      assert.equal(#composed, #tokens, message)
      check_tiles(text, message)
      for i = 1, #tokens do
        local first, last = tokens:span(i)
        assert.equal(text:sub(first, last), tokens:text(i))
        assert.equal(composed:text(i), viet.normalize(tokens:text(i)))
        for _, level in ipairs { "placement", "toneless" } do
          assert.equal(composed:key(i, level), tokens:key(i, level))
        end
        assert.equal(composed:kind(i), tokens:kind(i))
        assert.equal(composed:shape(i), tokens:shape(i))
        assert.equal(composed:line(i), tokens:line(i))
        assert.equal(composed:is_spaced(i), tokens:is_spaced(i))
      end
    end
  end)

  -- Each row: a text, then its tokens.
  local cases = {
    { "", },
    { " \t\r\n\u{3000}\u{FEFF}" },
    { "10h30", "10", "h30" },
    { "48h F16 B52H", "48", "h", "F16", "B52H" },
    { "23-24/10/2017", "23-24/10/2017" },
    { "2025-2029, 5-5; 10:30.", "2025-2029", ",", "5-5", ";", "10:30", "." },
    { "1.234,5%", "1.234,5", "%" },
    { "-5 1- 1..2 1.a", "-", "5", "1", "-", "1", ".", ".", "2", "1", ".",
      "a" },
    { "COVID-19", "COVID", "-", "19" },
    { "Ca-na-đa", "Ca", "-", "na", "-", "đa" },
    { "O'Brien", "O", "'", "Brien" },
    { "km²", "km", "²" },
    { "h\u{200B}oà\u{200B} \u{AD}x", "h\u{200B}oà", "x" },
    { "a\u{202A}b", "a", "b" },
    { "1\u{200B}2\u{200B}.5", "1\u{200B}2\u{200B}.5" },
    { "5\u{1AB0} 5-\u{1041}", "5\u{1AB0}", "5-\u{1041}" },
    { "≠ =\u{338}", "≠", "=\u{338}" },
    { "…\u{301}a", "…\u{301}", "a" },
    { "(xem https://a.vn/x).", "(", "xem", "https://a.vn/x", ")", "." },
    { "https://a.vn/b_(c), www.d.vn!", "https://a.vn/b_(c)", ",",
      "www.d.vn", "!" },
    { "“www.a.vn” <http://b>", "“", "www.a.vn", "”", "<", "http://b", ">" },
    { "http:// www. wwwa", "http", ":", "/", "/", "www", ".", "wwwa" },
    { "www\14a Http\26\15\15b", "www", "\14", "a", "Http", "\26", "\15",
      "\15", "b" },
    { "xhttp://a", "xhttp", ":", "/", "/", "a" },
    { "[https://vi.vn/Hòa_Bình?a[1]=2]", "[",
      "https://vi.vn/Hòa_Bình?a[1]=2", "]" },
    { "a\0b", "a", "\0", "b" },
    { "\xE1\xBAa\xFF", "\xE1", "\xBA", "a", "\xFF" },
    { "\xE1\xF0\x9Fa", "\xE1", "\xF0", "\x9F", "a" },
    { "Bộ\u{A0}Quốc\u{202F}phòng", "Bộ", "Quốc", "phòng" },
    { "中国国防部 Москва", "中国国防部", "Москва" },
    { "]\u{1F000}Đ", "]", "\u{1F000}", "Đ" },  -- a tile is no letter
    { "(a.b-c_d+e%f@g-h.i.vn).", "(", "a.b-c_d+e%f@g-h.i.vn", ")", "." },
    { "1a@b.vn.Đến a@b.vn,", "1a@b.vn", ".", "Đến", "a@b.vn", "," },
    { "a@b a@b.c a@b.vnđ @b.vn .a@b.vn a.@b.vn", "a", "@", "b", "a", "@",
      "b", ".", "c", "a", "@", "b", ".", "vnđ", "@", "b", ".", "vn", ".",
      "a@b.vn", "a", ".", "@", "b", ".", "vn" },
    { ("a"):rep(64) .. "@b.vn", ("a"):rep(64) .. "@b.vn" },
    { ("a"):rep(65) .. "@b.vn", ("a"):rep(65), "@", "b", ".", "vn" },
    { "#ViệtNam, #Sea_Games_31! #5 # a", "#ViệtNam", ",", "#Sea_Games_31",
      "!", "#", "5", "#", "a" },
    { "C#m &#xE1; ##a", "C", "#", "m", "&", "#", "xE1", ";", "#", "#a" },
    { "TP.HCM", "TP", ".", "HCM" },
  }
  for _, case in ipairs(cases) do
    it(("of %q"):format(case[1]), function()
      assert.same({ table.unpack(case, 2) }, texts_of(case[1]))
    end)
  end

  it("have kinds", function()
    assert.same({ "syllable", "word", "acronym", "number", "unit", "punct",
      "symbol", "url", "email", "hashtag" },
      kinds_of "Hoà Mattis UBND 12/5 km ! € www.a.vn b.c@d.vn #ViệtNam")
    assert.same({ "symbol", "symbol", "symbol", "symbol" },
      kinds_of "\0\xFF\u{301} +")
  end)

  it("are units behind a number", function()
    -- Each row: a text, then its units.
    for _, row in ipairs {
      { "5 km, 5km, 5-7 KM; 2,4% và 30 %", "km", "km", "KM", "%", "%" },
      { "1,2 triệu USD; 500 nghìn tỷ đ; 20.000đ", "USD", "đ", "đ" },
      { "80 m², 80m2, 9 m³ 60 km/h, 5 kg/m³", "m", "²", "m2", "m", "³", "km",
        "h", "kg", "m", "³" },
      { "37°C 37 ° C 37ºC -5°F", "°", "C", "°", "ºC", "°", "F" },
      { "220V 220 V 100k 100 k 5tr", "V", "k", "tr" },
      { "12 ha, Hà 12 HA 8h 10h30", "ha", "h" },
      { "100₫, ₫100, 5 €, 5 VNÐ", "₫", "€", "VNÐ" },
      { "km, % và m; năm km; 5\nkm; 5 m²² 5 m ²", "m", "²", "²", "m" },
      { "5 tỷ tỷ km 5 tỷ triệu tỷ tỷ km", "km" },
      { "5 #km, 5 #tỷ km" },
      { "5€triệu² 5 € triệu km, 15°/h", "€", "€", "°", "h" },
    } do
      local units = {}
      local tokens = viet.tokens(row[1])
      for i = 1, #tokens do
        if tokens:kind(i) == "unit" then
          units[#units + 1] = tokens:text(i)
        end
      end
      assert.same({ table.unpack(row, 2) }, units, row[1])
    end
  end)

  it("have the keys of a hashtag's word, but for the sign", function()
    local tokens = viet.tokens "#HOÀ_Bình"
    assert.same({ "#HOÀ_Bình", "hòa_bình", "hoa_binh" },
      { tokens:key(1, "exact"), tokens:key(1), tokens:key(1, "toneless") })
    assert.equal("hòa", viet.tokens("#Hoà"):key(1))
  end)

  it("know their lines, which only a line feed ends", function()
    local tokens = viet.tokens "a\rb\u{2028}c\r\nd\n\n e"
    local lines = {}
    for i = 1, #tokens do lines[i] = tokens:line(i) end
    assert.same({ 1, 1, 1, 2, 4 }, lines)
  end)

  it("know whether white space stands before them", function()
    local tokens = viet.tokens "\u{FEFF}a, b(\u{200B}c\n)"
    local spaced = {}
    for i = 1, #tokens do spaced[i] = tokens:is_spaced(i) end
    assert.same({ true, false, true, false, false, true }, spaced)
  end)

  it("are found by a byte", function()
    local tokens = viet.tokens "  ab  cd "
    local found = {}
    for byte = 1, 10 do found[byte] = tokens:at(byte) end
    assert.same({ 1, 1, 1, 1, 2, 2, 2, 2, 3, 3 }, found)
    assert.equal(1, viet.tokens(""):at(1))
    assert.equal(3, tokens:at(2 ^ 53))
  end)

  it("are walked with their kinds and indexes", function()
    local rows = {}
    for first, last, kind, i in viet.tokens("Hòa 5"):each() do
      rows[#rows + 1] = { first, last, kind, i }
    end
    assert.same({ { 1, 4, "syllable", 1 }, { 6, 6, "number", 2 } }, rows)
  end)

  it("keep their text alive", function()
    local tokens = viet.tokens(("tên "):rep(1000) .. "cuối")
    local each = viet.tokens(("a "):rep(10)):each()
    collectgarbage()
    collectgarbage()
    assert.equal("cuối", tokens:text(1001))
    assert.same({ 1, 1, "syllable", 1 }, { each() })
  end)

  it("take numbers as text", function()
    assert.same({ "42" }, texts_of(42))
  end)

  it("hold for a line of 5 MB", function()
    local unit = "Thủ tướng gặp\u{A0}Đại tướng J. Mattis, 23/10. "
    local count = 5 * 2 ^ 20 // #unit + 1
    local tokens = viet.tokens(unit:rep(count))
    local of_unit = #viet.tokens(unit)
    assert.equal(of_unit * count, #tokens)
    local first, last = tokens:span(#tokens)
    assert.same({ #unit * count - 1, #unit * count - 1 }, { first, last })
    assert.equal(1, tokens:line(#tokens))
  end)

  it("hold for one token of 5 MB", function()
    for _, unit in ipairs { "a", "ờ", "a\u{300}", "1.", "a\u{AD}",
      "http://" } do
      local text = unit:rep(5 * 2 ^ 20 // #unit) .. "1"
      local tokens = viet.tokens(text)
      assert.equal(1, #tokens, unit)
      assert.same({ 1, #text }, { tokens:span(1) })
    end
  end)

  it("come to an end on long bad input", function()
    for _, unit in ipairs { "www.", "http://", "1\u{AD}", "\u{AD}", "1.",
      "\xE1\xBA", "www.(", "\u{300}", "a\u{202A}", "https://a)" } do
      local text = unit:rep(2 ^ 20 // #unit)
      local tokens = viet.tokens(text)
      assert.is_true(#tokens <= #text, unit)
    end
  end)
end)

describe("wrong arguments of tokens", function()
  local tokens = viet.tokens "một hai ba bốn năm sáu bảy tám chín mười"

  local function message_of(...)
    local ok, message = pcall(...)
    assert.is_false(ok)
    return (message:gsub("^.-%d: ", ""))
  end

  it("name the index and the limit", function()
    for _, name in ipairs { "span", "text", "kind", "shape", "key", "line",
      "is_spaced" } do
      for _, index in ipairs { 0, -1, 11, 2 ^ 40 | 0 } do
        local call = load(("local tokens, i = ... return tokens:%s(i)")
          :format(name))
        assert.equal(("bad argument #1 to '%s' (token index %d out of "
          .. "range (1 to 10))"):format(name, index),
          message_of(call, tokens, index))
      end
    end
  end)

  it("say that there are no tokens", function()
    local none = viet.tokens " "
    assert.equal("bad argument #1 to 'span' (token index 1 out of range "
      .. "(no tokens))", message_of(function() return none:span(1) end))
  end)

  it("name the levels", function()
    assert.equal("bad argument #2 to 'key' (bad level 'tonless' (expected "
      .. "exact, case, placement, typed or toneless))",
      message_of(function() return tokens:key(1, "tonless") end))
  end)

  it("name the byte", function()
    assert.equal("bad argument #1 to 'at' (byte 0 out of range (1 or "
      .. "more))", message_of(function() return tokens:at(0) end))
  end)

  it("name what was given for a text", function()
    assert.matches("string expected, got no value",
      message_of(function() return viet.tokens() end))
    assert.matches("string expected, got table",
      message_of(function() return viet.sentences {} end))
  end)

  it("name what was given for tokens", function()
    assert.matches("viet.tokens expected, got string",
      message_of(tokens.span, "x", 1))
    assert.matches("viet.tokens expected, got FILE*",
      message_of(tokens.span, io.stdout, 1), 1, true)
  end)
end)

it("tokens tell their number", function()
  assert.equal("viet.tokens (2 tokens)", tostring(viet.tokens "a b"))
end)

describe("the keys of many tokens", function()
  local tokens = viet.tokens "Hoà BÌNH, 10:30, thăm 5 km"

  it("are those of each one", function()
    assert.same({ "hòa", "bình", "," }, tokens:keys(1, 3))
    assert.same({ "hoa", "binh" }, tokens:keys(1, 2, "toneless"))
    assert.same({}, tokens:keys(3, 2))
    assert.same({}, viet.tokens(""):keys(1, 0))
  end)

  it("may be those of words, or of capitalised ones", function()
    assert.same({ "hòa", "bình", "thăm", "km" },
      tokens:keys(1, #tokens, "placement", "words"))
    assert.same({ "hòa", "bình" },
      tokens:keys(1, #tokens, "placement", "capitals"))
  end)

  it("are none of what is no token", function()
    assert.has_error(function() tokens:keys(0, 1) end,
      "bad argument #1 to 'keys' (token index 0 out of range (1 to 8))")
    assert.has_error(function() tokens:keys(1, 9) end,
      "bad argument #2 to 'keys' (token index 9 out of range (1 to 8))")
    assert.has_error(function() tokens:keys(1, 2, "exact", "names") end,
      "bad argument #4 to 'keys' (bad choice 'names' (expected all, words "
      .. "or capitals))")
  end)
end)

describe("tokens that contain others", function()
  local tokens = viet.tokens "Ông thăm Hoà Bình - (Hòa, Bình 2) nắng"

  it("have the same words behind each other, signs aside", function()
    assert.is_true(tokens:contain(1, 4, 7, 9))
    assert.is_true(tokens:contain(1, 6, 3, 4))
    assert.is_false(tokens:contain(1, 3, 7, 9))
    assert.is_false(tokens:contain(1, 4, 9, 12))
  end)

  it("contain what is cut short", function()
    local cut = viet.tokens "Hoà Bình nắng. hòa bình nắ; Hòa Bìn nắng"
    assert.is_true(cut:contain(1, 3, 5, 7))
    assert.is_false(cut:contain(1, 3, 9, 11))
  end)

  it("contain what has no words", function()
    assert.is_true(tokens:contain(1, 2, 5, 6))
  end)

  it("are none of what is no token", function()
    assert.has_error(function() tokens:contain(1, 2, 0, 1) end,
      "bad argument #3 to 'contain' (token index 0 out of range (1 to 12))")
  end)
end)

describe("the counts of lines", function()
  it("are those of lines that hold anything", function()
    assert.same({
      { number = 2, first = 3, last = 19, from = 1, to = 5, words = 3,
        marked = 2, numbers = 1 },
      { number = 4, first = 22, last = 22, from = 6, to = 6, words = 0,
        marked = 0, numbers = 0 },
    }, viet.tokens("\n Hoà Bình, 10h30\n\n.\n"):line_counts())
  end)

  it("are none of an empty text", function()
    assert.same({}, viet.tokens(""):line_counts())
    assert.same({}, viet.tokens(" \n\n"):line_counts())
  end)
end)

describe("tokens of many texts", function()
  --- All that is known of some tokens.
  local function describe_all(tokens)
    local list = {}
    for i = 1, #tokens do
      list[i] = table.concat({ tokens:text(i), tokens:kind(i),
        tokens:shape(i), tokens:key(i), tokens:key(i, "toneless"),
        tostring(tokens:is_spaced(i)) }, "|")
    end
    return list
  end

  it("are those of one long text", function()
    local seed = tonumber(os.getenv "SEED") or os.time()
    math.randomseed(seed)
    local parts, all, bytes = {}, {}, 0
    local pool = {}
    for i = 1, 300 do pool[i] = mix_forms(sample):sub(math.random(40)) end
    while bytes < 2 ^ 20 + 1000 do
      local part = pool[math.random(#pool)]:gsub("[\128-\191]*", "", 1)
      parts[#parts + 1] = part
      bytes = bytes + #part + 1
    end
    for _, part in ipairs(parts) do
      for _, line in ipairs(describe_all(viet.tokens(part))) do
        all[#all + 1] = line
      end
    end
    local whole = describe_all(viet.tokens(table.concat(parts, "\n")))
    assert.equal(#all, #whole, "seed " .. seed)
    for i = 1, #all do
      if all[i] ~= whole[i] then
        error(("seed %d: token %d: %s, but %s"):format(seed, i, all[i],
          whole[i]))
      end
    end
  end)

  it("stay good when others take the place of what was seen", function()
    local first = viet.tokens "Hoà Bình"
    for i = 1, 30 do
      local words = {}
      for k = 1, 3000 do words[k] = ("a%dx%d"):format(i, k) end
      assert.equal(3000, #viet.tokens(table.concat(words, " ")))
    end
    collectgarbage()
    assert.equal("hòa", first:key(1))
    assert.equal("hòa", viet.tokens("HOÀ"):key(1))
  end)
end)
