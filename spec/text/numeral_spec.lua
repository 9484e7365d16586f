-- Numbers in words (csrc/text/numeral.c, numeral_write.c, decimal.c).

local viet = require "viet"

local read, write = viet.numeral.read, viet.numeral.write

local digit_words = { [0] = "không", "một", "hai", "ba", "bốn", "năm", "sáu",
  "bảy", "tám", "chín" }

--- A group of three digits, as the school rules put it.
local function group_words(group, all)
  local words = {}
  local function add(word) words[#words + 1] = word end
  local hundreds, tens, unit = group // 100, group // 10 % 10, group % 10
  local has_hundreds = all or hundreds > 0
  if has_hundreds then add(digit_words[hundreds] .. " trăm") end
  if tens == 0 and unit > 0 and has_hundreds then add "linh" end
  if tens == 1 then add "mười" end
  if tens > 1 then add(digit_words[tens] .. " mươi") end
  if unit > 0 then
    if tens > 0 and unit == 5 then add "lăm"
    elseif tens > 1 and unit == 1 then add "mốt"
    elseif tens > 1 and unit == 4 then add "tư"
    else add(digit_words[unit]) end
  end
  return table.concat(words, " ")
end

--- A whole number below 10^18 in words, slow and obviously right.
local function expected_words(number)
  if number == 0 then return "không" end
  local words = {}
  local names = { [0] = "", " nghìn", " triệu", " tỷ", " nghìn", " triệu" }
  for i = 5, 0, -1 do
    local group = number // math.tointeger(10 ^ (3 * i)) % 1000
    if group > 0 then
      words[#words + 1] = group_words(group, #words > 0) .. names[i]
    end
    local billions = number // 1000000000
    if i == 3 and billions > 0 and group == 0 then
      words[#words + 1] = "tỷ"
    end
  end
  return table.concat(words, " ")
end

--- Each line of cases: words = number, or = low..high.
local function assert_reads(cases)
  for line in cases:gmatch "[^\n]+=[^\n]+" do
    local words, low, high = line:match "^%s*(.-) = (%S+)%s*(%S*)"
    local found_low, found_high = read(words)
    assert.equal(tonumber(low), found_low, words)
    assert.equal(tonumber(high), found_high, words)
  end
end

local function assert_fails(words, message, position)
  assert.same({ nil, message, position }, { read(words) })
end

describe("viet.numeral.write", function()
  it("writes whole numbers as schools teach them", function()
    local cases = {
      [0] = "không", [10] = "mười", [15] = "mười lăm", [14] = "mười bốn",
      [20] = "hai mươi", [21] = "hai mươi mốt", [24] = "hai mươi tư",
      [25] = "hai mươi lăm", [105] = "một trăm linh năm",
      [1005] = "một nghìn không trăm linh năm", [1000000] = "một triệu",
      [1000021] = "một triệu không trăm hai mươi mốt",
      [5000000000] = "năm tỷ", [-3] = "âm ba",
      [1000000000000000000] = "một tỷ tỷ",
    }
    for number, words in pairs(cases) do
      assert.equal(words, (write(number)))
    end
  end)

  it("agrees with the school rules up to 100,000, and read back", function()
    for number = 0, 100000 do
      local words = write(number)
      if words ~= expected_words(number) or read(words) ~= number then
        assert.equal(expected_words(number), words)
        assert.equal(number, (read(words)), words)
      end
    end
  end)

  it("agrees with them on random numbers up to 10^15", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 5000 do
      local number = math.random(0, 1000000000000000)
      if math.random(2) == 1 then  -- with zeros inside and behind
        local power = math.tointeger(10 ^ math.random(0, 14))
        number = number // power * math.random(0, 3) * power
      end
      local words = write(number)
      assert.equal(expected_words(number), words, "seed " .. seed)
      assert.equal(number, (read(words)), words)
      local half = write(number, { half = "rưỡi" })
      assert.equal(number, (read(half)), half)
    end
  end)

  it("writes decimals digit by digit", function()
    assert.equal("hai phẩy năm", write(2.5))
    assert.equal("không phẩy không bảy năm", write(0.075))
    assert.equal("âm một phẩy hai năm", write("-1.25"))
    assert.equal("hai phẩy năm không", write("2.50"))
    assert.equal("không phẩy không không một", write(1e-3))
    assert.equal("một triệu", write(1e6))
  end)

  it("has other words for those who want them", function()
    local options = { thousand = "ngàn", zero = "lẻ", billion = "tỉ",
      one = "một", four = "bốn", five = "nhăm" }
    assert.equal("một tỉ không trăm hai mươi bốn ngàn một trăm lẻ năm",
      write(1000024105, options))
    assert.equal("hai mươi một", write(21, options))
    assert.equal("ba mươi nhăm", write(35, options))
    assert.equal("mười lăm", write(15, options))
  end)

  it("writes a half as 'rưỡi' where that is asked for", function()
    local cases = {
      [2.5] = "hai rưỡi", [3500000] = "ba triệu rưỡi",
      [1500] = "một nghìn rưỡi", [150] = "một trăm rưỡi",
      [1050] = "một nghìn không trăm năm mươi",
      [1000500] = "một triệu năm trăm", [20.5] = "hai mươi rưỡi",
      [100.5] = "một trăm phẩy năm", [0.5] = "không phẩy năm",
      [12500000000] = "mười hai tỷ rưỡi", [2.25] = "hai phẩy hai năm",
    }
    for number, words in pairs(cases) do
      assert.equal(words, (write(number, { half = "rưỡi" })))
      assert.equal(number, (read(words)))
    end
  end)

  it("is read back with any options", function()
    local choices = {
      { "thousand", "nghìn", "ngàn" }, { "zero", "linh", "lẻ" },
      { "billion", "tỷ", "tỉ" }, { "one", "mốt", "một" },
      { "four", "tư", "bốn" }, { "five", "lăm", "nhăm" },
      { "half", "phẩy năm", "rưỡi" },
    }
    local numbers = { 0, 1, 2.5, -15, 21, 24, 25, 104, 105, 150, 1004, 1500,
      24025, 1000000, 2500000, 3000021, 1004000105, 24500000000, 0.125 }
    for mask = 0, 127 do
      local options = {}
      for i, choice in ipairs(choices) do
        options[choice[1]] = choice[2 + (mask >> (i - 1) & 1)]
      end
      for _, number in ipairs(numbers) do
        local words = write(number, options)
        assert.equal(number, (read(words)), words)
      end
    end
  end)

  it("writes ordinals", function()
    assert.equal("thứ nhất", write(1, { ordinal = true }))
    assert.equal("thứ hai", write(2, { ordinal = true }))
    assert.equal("thứ tư", write(4, { ordinal = true }))
    assert.equal("thứ hai mươi mốt", write(21, { ordinal = true }))
    for number = 1, 2000 do
      assert.equal(number, (read(write(number, { ordinal = true }))))
    end
    local message = "no ordinal of '%s' (expected a whole number above 0)"
    for _, number in ipairs { "0", "-1", "2.5" } do
      assert.same({ nil, message:format(number), 1 },
        { write(number, { ordinal = true }) })
    end
  end)

  it("takes numbers beyond Lua's own as strings", function()
    local seed = os.time()
    math.randomseed(seed)
    assert.equal("chín tỷ tỷ", (write("9" .. ("0"):rep(18))))
    for _ = 1, 2000 do
      local digits = { tostring(math.random(9)) }
      for i = 2, math.random(20, 36) do
        digits[i] = tostring(math.random(3) == 1 and math.random(0, 9) or 0)
      end
      local number = table.concat(digits)
      assert.equal(number, tostring(read(write(number))), "seed " .. seed)
    end
    assert.equal(math.mininteger, math.tointeger(read(write(
      math.mininteger))) )
  end)

  it("says what is wrong with a number", function()
    local function bad(number)
      return ("bad number '%s' (expected digits, with a dot before "
        .. "decimals)"):format(number)
    end
    assert.same({ nil, bad "1e5", 2 }, { write "1e5" })
    assert.same({ nil, bad "", 1 }, { write "" })
    assert.same({ nil, bad "-", 1 }, { write "-" })
    assert.same({ nil, bad "1.", 2 }, { write "1." })
    assert.same({ nil, bad "1,5", 2 }, { write "1,5" })
    assert.same({ nil, "number too long (limit 36 digits)", 37 },
      { write(("1"):rep(37)) })
    assert.same({ nil, "number too long (limit 36 digits)", 39 },
      { write("0." .. ("1"):rep(37)) })
    assert.error_matches(function() write(0 / 0) end,
      "finite number expected")
    assert.error_matches(function() write(math.huge) end,
      "finite number expected")
    assert.error_matches(function() write {} end, "string expected")
  end)

  it("names the choices when an option is wrong", function()
    assert.error_matches(function() write(1, { five = "năm" }) end,
      "bad value 'năm' for option 'five' %(expected lăm or nhăm%)")
    assert.error_matches(function() write(1, { style = 1 }) end,
      "unknown option 'style' %(expected thousand, zero, billion, one, "
      .. "four, five, half or ordinal%)")
  end)
end)

describe("viet.numeral.read", function()
  it("reads what people say and write", function()
    assert_reads [[
      hai mươi lăm = 25
      hai mươi nhăm = 25
      hai mươi bốn = 24
      hai lăm = 25
      hăm mốt = 21
      ba tư = 34
      một trăm lẻ năm = 105
      trăm hai = 120
      một trăm tư = 140
      hai nghìn tư = 2400
      một ngàn lẻ tám = 1008
      nghìn rưỡi = 1500
      một triệu năm nghìn = 1005000
      một triệu linh năm = 1000005
      triệu hai = 1200000
      hai tỉ ba = 2300000000
      hai chục = 20
      hai chục rưỡi = 25
      chục triệu = 10000000
      một vạn hai nghìn = 12000
      một nghìn hai trăm tỷ năm trăm triệu = 1200500000000
      nửa triệu = 500000
      âm mười hai = -12
      trừ ba = -3
      không = 0
    ]]
  end)

  it("reads decimals", function()
    assert_reads [[
      hai phẩy năm = 2.5
      hai rưỡi = 2.5
      chín phẩy tư = 9.4
      bảy phẩy chín mươi tám = 7.98
      không phẩy không trăm bảy mươi lăm = 0.075
      không phẩy không bảy năm = 0.075
      ba phẩy một bốn một năm chín = 3.14159
      hai phẩy năm triệu = 2500000
      hai phẩy hai mươi lăm tỷ = 2250000000
      một nghìn phẩy năm = 1000.5
      hai triệu phẩy không ba = 2000000.03
      một tỷ hai trăm nghìn phẩy năm = 1000200000.5
      một nửa = 0.5
    ]]
  end)

  it("reads digits, alone and with words", function()
    assert_reads [[
      25 = 25
      1,2 = 1.2
      1.250 = 1250
      1.250.000,5 = 1250000.5
      1,250,000.5 = 1250000.5
      1.25 = 1.25
      0.125 = 0.125
      -5 = -5
      1,2 tỷ = 1200000000
      25 nghìn = 25000
      3 triệu rưỡi = 3500000
      3 triệu 2 = 3200000
      2 tỷ 500 triệu = 2500000000
      1.250 tỷ = 1250000000000
      5 trăm = 500
    ]]
  end)

  it("reads ranges, of which the ends may share a scale", function()
    assert_reads [[
      hai đến ba = 2 3
      từ hai tới ba = 2 3
      hai - ba = 2 3
      2–3 = 2 3
      2-3 = 2 3
      2-3 nghìn = 2000 3000
      1,5-2 tỷ = 1500000000 2000000000
      hai đến ba triệu = 2000000 3000000
      hai triệu đến ba triệu rưỡi = 2000000 3500000
      năm trăm đến một nghìn = 500 1000
      một đến một nghìn = 1 1000
      20 đến 30 nghìn = 20000 30000
      hai mươi đến ba trăm nghìn = 20000 300000
      hai ba chục = 20 30
      hai, ba triệu = 2000000 3000000
      năm sáu = 5 6
      ba bốn nghìn tỷ = 3000000000000 4000000000000
    ]]
  end)

  it("reads ordinals", function()
    assert_reads [[
      thứ nhất = 1
      thứ nhì = 2
      thứ hai = 2
      thứ tư = 4
      thứ mười lăm = 15
      thứ 3 = 3
    ]]
  end)

  it("does not mind case, encoding, tone placement and spaces", function()
    local words = "một tỷ không trăm linh năm triệu bảy trăm hai mươi tư"
    for _, form in ipairs { "nfc", "nfd" } do
      assert.equal(1005000724, (read(viet.normalize(words,
        { form = form }))))
    end
    assert.equal(2000000000, (read "HAI TỶ"))
    assert.equal(2000000000, (read "Hai Tỉ"))
    assert.equal(21, (read "hai  mươi\u{A0}mốt\n"))
  end)

  it("gives digits where Lua's numbers would not be exact", function()
    assert.equal(9223372036854775807, (read "9223372036854775807"))
    assert.equal("9223372036854775808", (read "9223372036854775808"))
    assert.equal("2" .. ("0"):rep(27), (read "hai tỷ tỷ tỷ"))
    assert.equal("9007199254740993.5", (read "9007199254740993,5"))
    assert.equal(9007199254740991.5, (read "9007199254740991,5"))
    assert.equal("integer", math.type(read "1,2 tỷ"))
  end)

  it("says which word does not fit, and where", function()
    assert_fails("mười mèo", "unexpected 'mèo' in a number", 9)
    assert_fails("mười năm", "unexpected 'năm' in a number", 9)
    assert_fails("nghìn năm", "unexpected 'năm' in a number", 8)
    assert_fails("một tỷ năm", "unexpected 'năm' in a number", 12)
    assert_fails("hai ba tư", "unexpected 'ba' in a number", 5)
    assert_fails("mươi", "unexpected 'mươi' in a number", 1)
    assert_fails("ba nghìn hai triệu", "unexpected 'hai' in a number", 11)
    assert_fails("hai tỷ ba tỷ", "unexpected 'tỷ' in a number", 13)
    assert_fails("12.34.56", "unexpected '12.34.56' in a number", 1)
    assert_fails("2 tỷ 3-4 triệu", "unexpected '3-4' in a number", 8)
    assert_fails("1,2 tỷ đồng", "unexpected 'đồng' in a number", 10)
    assert_fails("một tỷ tỷ tỷ tỷ", "unexpected 'tỷ' in a number", 7)
    assert_fails("", "number word expected at the end", 1)
    assert_fails("hai phẩy", "number word expected at the end", 11)
    assert_fails("một trăm linh", "number word expected at the end", 17)
    assert_fails("từ hai", "number word expected at the end", 9)
  end)

  it("tells where the text is not UTF-8", function()
    assert_fails("hai \xFF", "invalid UTF-8 at byte 5", 5)
  end)

  it("takes any words, and NUL bytes", function()
    local pool = { "hai", "ba", "năm", "mươi", "mười", "trăm", "nghìn",
      "triệu", "tỷ", "linh", "lăm", "tư", "rưỡi", "phẩy", "không", "chục",
      "đến", "-", "12", "1,5", "2-3", "999.999", "thứ", "từ", "âm", "nửa",
      ",", "\0", ("9"):rep(36), "vạn" }
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 10000 do
      local words = {}
      for i = 1, math.random(7) do words[i] = pool[math.random(#pool)] end
      local text = table.concat(words, " ")
      local low, high, position = read(text)
      if low == nil then
        assert(position >= 1 and position <= #text + 1, text)
        assert.equal("string", type(high))
      end
    end
  end)

  it("comes to an end on long bad input", function()
    for _, part in ipairs { "hai ", "2", "tỷ ", "9.", "không phẩy ", "-" } do
      assert.no_error(function() read(part:rep(500000 // #part)) end)
    end
  end)
end)

describe("a range in words", function()
  it("is read as its two numbers", function()
    local cases = {
      ["hai mươi đến ba mươi"] = { 20, 30 }, ["một đến hai"] = { 1, 2 },
      ["hai triệu đến ba triệu"] = { 2000000, 3000000 },
      ["âm năm đến năm"] = { -5, 5 },
      ["hai phẩy năm đến ba phẩy năm"] = { 2.5, 3.5 },
      ["một nghìn không trăm linh năm đến hai nghìn"] = { 1005, 2000 },
    }
    for words, range in pairs(cases) do
      assert.equal(words, write(range[1], range[2]))
      assert.same(range, { read(words) })
    end
    assert.equal("một triệu rưỡi đến hai triệu",
      write("1500000", "2000000", { half = "rưỡi" }))
    assert.equal("năm đến bảy", write(read "năm đến bảy"))
  end)

  it("is refused where its words would mean another", function()
    assert.same({ nil, "no words for the range from '2' to '3000000'" },
      { write(2, 3000000) })
    assert.same({ nil, "no words for the range from 'x' to '1'" },
      { write("x", 1) })
    assert.same({ nil, "no words for the range from '1' to '2'" },
      { write(1, 2, { ordinal = true }) })
  end)

  it("checks its arguments", function()
    assert.error_matches(function() write(1, 2, { x = 1 }) end,
      "unknown option 'x' %(expected thousand, ")
    assert.error_matches(function() write(1, 0/0) end,
      "bad argument #2 to '.-' %(finite number expected%)")
  end)

  it("comes back from any two numbers, or has no words", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 500 do
      local low = math.random(0, 10 ^ math.random(12) // 1 | 0)
      local high = math.random(0, 10 ^ math.random(12) // 1 | 0)
      local words = write(low, high)
      if words then
        assert.same({ low, high }, { read(words) },
          ("seed %d: %s"):format(seed, words))
      end
    end
  end)
end)
