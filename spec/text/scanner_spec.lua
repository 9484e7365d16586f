-- Tokens of a stream (csrc/text/scanner.c, csrc/lua/scanner.c). The oracle
-- is viet.tokens of the whole text.

local viet = require "viet"

--- A row for each token of the whole text.
local function rows_of(text)
  local tokens, rows = viet.tokens(text), {}
  for i = 1, #tokens do
    local first, last = tokens:span(i)
    rows[i] = table.concat({ first, last, tokens:kind(i), tokens:shape(i),
      tokens:line(i), tostring(tokens:is_spaced(i)), tokens:text(i),
      tokens:key(i), tokens:key(i, "toneless") }, "|")
  end
  return rows
end

--- Adds a row for each token that is complete.
local function drain(scanner, rows)
  for first, last, kind in scanner:each() do
    rows[#rows + 1] = table.concat({ first, last, kind, scanner:shape(),
      scanner:line(), tostring(scanner:is_spaced()), scanner:text(),
      scanner:key(), scanner:key "toneless" }, "|")
  end
end

--- The rows of a text that is fed in chunks.
-- @param next_size a function that gives the bytes of the next chunk
-- @param is_lazy   take tokens now and then only?
local function stream(text, next_size, is_lazy)
  local scanner, rows, at = viet.scanner(), {}, 1
  while at <= #text do
    local size = next_size()
    assert.equal(scanner, scanner:feed(text:sub(at, at + size - 1)))
    at = at + size
    if not is_lazy or math.random(3) == 1 then drain(scanner, rows) end
  end
  assert.equal(scanner, scanner:finish())
  drain(scanner, rows)
  return rows
end

local pieces = {
  "a", "B", "h", "đ", "ờ", "ð", "HOÀ", "nghiêng", "UBND",
  "\u{300}", "\u{323}", "0", "5", "12", "2017",
  ".", ",", "/", "-", ":", " ", " ", " ", "\n", "\r\n", "\u{A0}",
  "\u{3000}", "\t", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{202A}",
  "(", ")", "[", "]", "\"", "”", "!", "?", ";", "…", "_", "@", "#", "#a",
  "+", "<", "€", "\u{1F600}", "²", "°", "C", "%", "km", "tỷ", "/h",
  "\xFF", "\x80", "\xE1\xBA", "\xC0", "\xF0\x9F", "\0", "\27",
  "http://", "https://a", "www.", "@b.vn", "x.y@z.vn",
}

local function random_text(count, has_spaces)
  local list = {}
  for i = 1, count do
    local piece
    repeat piece = pieces[math.random(#pieces)]
    until has_spaces or not piece:find "%s"
    list[i] = piece
  end
  return table.concat(list)
end

local function repeat_text(text, bytes)
  return text:rep(bytes // #text + 1)
end

describe("a scanner", function()
  it("gives the tokens of the whole text, wherever it is cut", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 150 do
      local text = random_text(math.random(1, 12), true)
      local rows = rows_of(text)
      for cut = 0, #text do
        local sizes = { cut, #text - cut }
        local message = ("seed %d, round %d, cut %d: %q"):format(seed, round,
          cut, text)
        local i = 0
        local function next_size() i = i + 1 return sizes[i] end
        assert.same(rows, stream(text, next_size), message)
      end
    end
  end)

  it("gives them for chunks of any size", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 150 do
      local text = random_text(math.random(1, 200), true)
      local most = math.random(1, 40)
      local message = ("seed %d, round %d, up to %d: %q"):format(seed, round,
        most, text)
      local function next_size() return math.random(0, most) end
      assert.same(rows_of(text), stream(text, next_size, round % 2 == 0),
        message)
      assert.same(rows_of(text), stream(text, function() return 1 end),
        message)
    end
  end)

  it("needs no white space to give them", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 3 do
      local text = random_text(15000, false)
      local message = ("seed %d, round %d"):format(seed, round)
      local rows = rows_of(text)
      local function next_size() return math.random(1, 5000) end
      local scanner, given = viet.scanner(), {}
      local at, half = 1, nil
      while at <= #text do
        local size = next_size()
        assert(scanner:feed(text:sub(at, at + size - 1)))
        at = at + size
        drain(scanner, given)
        if at > #text / 2 and not half then half = #given end
      end
      assert.is_true(half > 500, message)  -- before the end
      scanner:finish()
      drain(scanner, given)
      assert.same(rows, given, message)
    end
  end)

  it("counts bytes and lines through all chunks", function()
    local scanner = viet.scanner()
    local line = "Thủ tướng gặp Đại tướng J. Mattis, 23/10.\r\n"
    local count, spans = 0, {}
    for _ = 1, 20000 do
      scanner:feed(line)
      for first, last in scanner:each() do
        count = count + 1
        spans[1], spans[2], spans[3] = first, last, scanner:line()
      end
    end
    assert.equal(20000 * #viet.tokens(line), count)
    assert.same({ #line * 20000 - 2, #line * 20000 - 2, 20000 }, spans)
    assert.equal(("viet.scanner (%d bytes)"):format(20000 * #line),
      tostring(scanner))
  end)

  --- The memory of the process, of which the collector sees only a part.
  local function megabytes()
    for line in io.lines "/proc/self/status" do
      local kilobytes = line:match "^VmRSS:%s*(%d+)"
      if kilobytes then return kilobytes / 1024 end
    end
  end

  it("takes no more memory for a longer stream", function()
    local scanner, most = viet.scanner(), { 0, 0, 0, 0 }
    for i = 1, 400 do  -- of words that are all unlike
      local list = {}
      for k = 1, 1000 do list[k] = ("w%dx%d"):format(i, k) end
      scanner:feed(table.concat(list, " ") .. "\n")
      for _ in scanner:each() do end
      local quarter = (i + 99) // 100
      if i % 5 == 0 then most[quarter] = math.max(most[quarter], megabytes()) end
    end
    local least = math.huge  -- what is kept grows each time, a heap may once
    for quarter = 2, 4 do
      least = math.min(least, most[quarter] - most[quarter - 1])
    end
    assert.is_true(least < 4)
  end)

  -- A sanitizer keeps what is freed for a while.
  it("gives memory back with the last token, before it is collected #big",
    function()
      local list, scanners = {}, {}
      for i = 1, 20000 do list[i] = "x" .. i end
      local text = table.concat(list, " ")
      local before = megabytes()
      for i = 1, 40 do
        local scanner = viet.scanner()
        scanner:feed(text)
        scanner:finish()
        for _ in scanner:each() do end
        assert.is_nil((scanner:each()()))
        scanners[i] = scanner
      end
      assert.is_true(megabytes() - before < 60)
      assert.equal(("viet.scanner (%d bytes)"):format(#text),
        tostring(scanners[1]))
    end)

  it("says which token is too long", function()
    local scanner = viet.scanner()
    assert(scanner:feed "Dài: ")
    local result, message, position
    local chunk = ("a"):rep(2 ^ 16)
    for i = 1, 40 do
      result, message, position = scanner:feed(chunk)
      if not result then
        assert.is_true(i > 16)
        break
      end
    end
    assert.same({ nil, "token too long (limit 1048576 bytes)", 7 },
      { result, message, position })
    assert.same({ nil, "token too long (limit 1048576 bytes)", 7 },
      { scanner:feed " " })
    assert.same({ nil, "token too long (limit 1048576 bytes)", 7 },
      { scanner:finish() })
  end)

  it("has no limit for what comes in one chunk, nor for short tokens",
    function()
      for _, text in ipairs { ("a"):rep(3 * 2 ^ 20) .. " b",
        repeat_text("!", 3 * 2 ^ 20), repeat_text("中。", 2 * 2 ^ 20),
        repeat_text("a.b@", 2 * 2 ^ 20), repeat_text("1.", 2 ^ 19) } do
        local scanner, count, bytes = viet.scanner(), 0, 0
        local size = text:find " " and #text or 100000
        for at = 1, #text, size do
          assert(scanner:feed(text:sub(at, at + size - 1)))
          for first, last in scanner:each() do
            count, bytes = count + 1, bytes + last - first + 1
          end
        end
        assert(scanner:finish())
        for _ in scanner:each() do count = count + 1 end
        assert.equal(#viet.tokens(text), count)
      end
    end)

  it("comes to an end on long bad input, byte by byte", function()
    for _, unit in ipairs { "a", "a.", "\u{AD}", "!\u{300}", "\n", "a@b" } do
      local text = repeat_text(unit, 2 ^ 18)
      local scanner, count = viet.scanner(), 0
      local function take()
        for _ in scanner:each() do count = count + 1 end
      end
      for at = 1, #text do
        scanner:feed(text:sub(at, at))
        take()
      end
      scanner:finish()
      take()
      assert.equal(#viet.tokens(text), count, unit)
    end
  end)

  it("keeps the text of tokens that were not taken before more came",
    function()
      local scanner = viet.scanner()
      local text = repeat_text("Hoà Bình ", 5000)
      for at = 1, #text, 7 do scanner:feed(text:sub(at, at + 6)) end
      local whole = rows_of(text .. ("x "):rep(10000))
      local rows, next_token = {}, scanner:each()
      for _ = 1, 10 do next_token() end
      scanner:feed(("x "):rep(10000))
      next_token()
      assert.equal("Hoà", scanner:text())
      assert.equal("hòa", scanner:key())
      drain(scanner, rows)
      assert.equal(#whole - 11, #rows)
      assert.equal(whole[#whole], rows[#rows])
    end)

  it("may be finished twice, but not fed any more", function()
    local scanner = viet.scanner()
    scanner:feed "a"
    scanner:finish()
    scanner:finish()
    local rows = {}
    drain(scanner, rows)
    assert.equal(1, #rows)
    local ok, message = pcall(scanner.feed, scanner, "b")
    assert.same({ false, "the scanner is finished" }, { ok, message })
  end)

  it("says when there is no present token", function()
    local scanner = viet.scanner()
    for _, name in ipairs { "text", "key", "shape", "line", "is_spaced" } do
      local ok, message = pcall(scanner[name], scanner)
      assert.same({ false, "no token (they come from scanner:each())" },
        { ok, message })
    end
    scanner:feed "a b"
    scanner:each()()
    assert.equal("a", scanner:text())
    scanner:feed "c"
    assert.is_false((pcall(scanner.text, scanner)))
  end)

  it("is collected", function()
    for _ = 1, 2000 do
      viet.scanner():feed(("chữ "):rep(100))
    end
    collectgarbage()
  end)
end)
