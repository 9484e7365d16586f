-- Alignments (csrc/text/alignment.c and output.c): where each byte of a
-- normalized text comes from. The pieces of a random text are known, so
-- each must map to its own source bytes and back.

local viet = require "viet"
local dirty_text = require "oracle.dirty_text"

--- Normalizes with an alignment; options are completed in place.
local function align(text, options)
  options = options or {}
  options.align = true
  local result, alignment = viet.normalize(text, options)
  return alignment, result
end

--- The source of a part of the result, as text.
local function source_of(text, options, part)
  local alignment, result = align(text, options)
  local first, last = assert(result:find(part, 1, true))
  return text:sub(alignment:source(first, last))
end

describe("an alignment", function()
  it("has the length of the result", function()
    assert.equal(8, #align("hoà cho", { tone = "hòa" }))
    assert.equal(0, #align "")
    assert.equal(4, #align "e\u{302}\u{301}-")
  end)

  it("maps each letter to its own when a tone moves", function()
    local text = "hoà cho"
    local alignment, result = align(text, { tone = "hòa" })
    assert.equal("hòa cho", result)
    local spans = {  -- in the result, in the source
      { 1, 1, 1, 1 }, { 2, 3, 2, 2 }, { 4, 4, 3, 4 }, { 5, 8, 5, 8 },
      { 1, 8, 1, 8 }, { 2, 4, 2, 4 },
    }
    for _, s in ipairs(spans) do
      assert.same({ s[3], s[4] }, { alignment:source(s[1], s[2]) })
      assert.same({ s[1], s[2] }, { alignment:result(s[3], s[4]) })
    end
  end)

  it("takes whole letters where bytes of one are asked for", function()
    local alignment = align "vie\u{323}\u{302}t"
    assert.same({ 3, 7 }, { alignment:source(3, 3) })
    assert.same({ 3, 7 }, { alignment:source(4, 5) })
    assert.same({ 3, 5 }, { alignment:result(4, 4) })
    assert.same({ 2, 8 }, { alignment:source(2, 6) })
  end)

  it("reports the source of what was composed, folded, replaced", function()
    assert.equal("e\u{302}\u{301}", source_of("tie\u{302}\u{301}ng", {}, "ế"))
    assert.equal("Đ", source_of("ĐI", { fold = true }, "đ"))
    assert.equal("Ð", source_of("QÐND", {}, "Đ"))
    assert.equal("ß", source_of("Straße", { fold = true }, "ss"))
    assert.equal("ﬁ", source_of("ﬁn", { form = "nfkc" }, "i"))
    assert.equal("\u{1100}\u{1161}\u{11A8}",
      source_of("a\u{1100}\u{1161}\u{11A8}b", {}, "\u{AC01}"))
    assert.equal("\xE1\x80", source_of("a\xE1\x80b",
      { invalid = "replace" }, "\u{FFFD}"))
  end)

  it("keeps deleted bytes between their neighbours", function()
    local text = "\u{200B}a\u{AD}b\u{FEFF}"
    local alignment, result = align(text, { invisibles = true })
    assert.equal("ab", result)
    assert.same({ 4, 4 }, { alignment:source(1, 1) })
    assert.same({ 7, 7 }, { alignment:source(2, 2) })
    assert.same({ 4, 7 }, { alignment:source(1, 2) })
    assert.same({ 1, 0 }, { alignment:result(1, 3) })
    assert.same({ 2, 1 }, { alignment:result(5, 6) })
    assert.same({ 1, 1 }, { alignment:result(1, 5) })
    assert.same({ 3, 2 }, { alignment:result(8, 10) })
    assert.same({ 1, 2 }, { alignment:result(1, #text) })
  end)

  it("takes what is deleted inside a letter as part of it", function()
    assert.equal("a\u{200D}\u{301}",
      source_of("xa\u{200D}\u{301}y", { invisibles = true }, "á"))
  end)

  it("keeps an empty span empty", function()
    local alignment = align("hoà", { tone = "hòa" })
    assert.same({ 1, 0 }, { alignment:source(1, 0) })
    assert.same({ 3, 2 }, { alignment:source(4, 3) })
    assert.same({ 5, 4 }, { alignment:source(5, 4) })
    assert.same({ 2, 1 }, { alignment:result(2, 1) })
    local deleted = align("\u{200B}", { invisibles = true })
    assert.same({ 4, 3 }, { deleted:source(1, 0) })
    assert.same({ 1, 0 }, { deleted:result(1, 3) })
    assert.same({ 1, 0 }, { align(""):source(1, 0) })
  end)

  it("raises on a span outside the text", function()
    local alignment = align "hoà"
    local cases = {
      { 0, 1, "#1 to 'source' %(position 0 out of range %(1 to 5%)%)" },
      { 6, 6, "#1 to 'source' %(position 6 out of range %(1 to 5%)%)" },
      { 1, 5, "#2 to 'source' %(position 5 out of range %(0 to 4%)%)" },
      { 3, 1, "#2 to 'source' %(position 1 out of range %(2 to 4%)%)" },
      { -1, 1, "#1 to 'source' %(position %-1 out of range" },
      { 1, -1, "#2 to 'source' %(position %-1 out of range" },
      { math.maxinteger, 1, "position 9223372036854775807 out of range" },
      { 1, math.maxinteger, "position 9223372036854775807 out of range" },
      { math.mininteger, 1, "position %-9223372036854775808 out of" },
    }
    for _, case in ipairs(cases) do
      assert.error_matches(function()
        alignment:source(case[1], case[2])
      end, case[3])
    end
    assert.error_matches(function() alignment.source(io.stdout, 1, 1) end,
      "viet.alignment expected, got FILE%*")
  end)

  it("outlives the text and the result", function()
    local alignment = align(("hoà "):rep(1000), { tone = "hòa" })
    collectgarbage()
    collectgarbage()
    assert.same({ 3997, 3997 + 3 }, { alignment:source(3997, 4000) })
  end)
end)

describe("an alignment of repaired letters", function()
  it("tells the reference or the characters of each", function()
    local options = { entities = true, mojibake = true }
    assert.equal("&#7877;", source_of("Nguy&#7877;n", options, "ễ"))
    assert.equal("á»…", source_of("Nguyá»…n", options, "ễ"))
    assert.equal("&aacute;»&hellip;",
      source_of("Nguy&aacute;»&hellip;n", options, "ễ"))
    assert.equal("õò", source_of("ðýõòc", options, "ợ"))
    local alignment = align("Nguyá»…n", { mojibake = true })
    assert.same({ 5, 7 }, { alignment:result(5, 11) })
    assert.same({ 5, 7 }, { alignment:result(7, 8) })
  end)

  it("is one unit where one letter became two", function()
    local alignment, result = align("th\u{301}!", { mojibake = true })
    assert.equal("thì!", result)
    assert.same({ 2, 4 }, { alignment:source(2, 2) })
    assert.same({ 2, 4 }, { alignment:source(3, 4) })
    assert.same({ 2, 4 }, { alignment:result(2, 4) })
    assert.same({ 5, 5 }, { alignment:source(5, 5) })
  end)

  it("keeps quotes, dashes and look-alikes apart", function()
    local text = "“tоа”–x"
    local alignment, result = align(text,
      { quotes = true, dashes = true, homoglyphs = true })
    assert.equal('"toa"-x', result)
    local spans = { { 1, 3 }, { 4, 4 }, { 5, 6 }, { 7, 8 }, { 9, 11 },
      { 12, 14 }, { 15, 15 } }
    for i, span in ipairs(spans) do
      assert.same(span, { alignment:source(i, i) })
      assert.same({ i, i }, { alignment:result(span[1], span[2]) })
    end
  end)
end)

describe("the pieces of a random text", function()
  --- Checks that every piece maps to its own source and back.
  local function check_pieces(pieces, alignment, message)
    local source, result = 1, 1
    for _, piece in ipairs(pieces) do
      local source_last = source + #piece.source - 1
      local result_last = result + #piece.result - 1
      local first, last = alignment:result(source, source_last)
      assert(first == result and last == result_last, message)
      if piece.result ~= "" then
        first, last = alignment:source(result, result_last)
        assert(first == source and last == source_last, message)
      end
      source, result = source_last + 1, result_last + 1
    end
    assert.equal(#alignment, result - 1, message)
  end

  local function check(options, words, message)
    local text, expected, pieces = dirty_text.make(words, options)
    message = ("%s, %s: %q"):format(message, dirty_text.show(options), text)
    local alignment, found = align(text, options)
    assert.equal(expected, found, message)
    check_pieces(pieces, alignment, message)
  end

  it("map to themselves under every option, pair and triple", function()
    local seed = os.time()
    math.randomseed(seed)
    local settings = dirty_text.settings
    for i, one in ipairs(settings) do
      for k = i, #settings do
        for l = k, #settings do
          local options = { [one[1]] = one[2] }
          options[settings[k][1]] = settings[k][2]
          options[settings[l][1]] = settings[l][2]
          check(options, k == l and 30 or 12, "seed " .. seed)
        end
      end
    end
  end)

  it("map to themselves under any options", function()
    local seed = os.time()
    math.randomseed(seed)
    for round = 1, 200 do
      check(dirty_text.options(), math.random(40),
        ("seed %d, round %d"):format(seed, round))
    end
  end)
end)

describe("any text of Unicode", function()
  local ranges = {
    { 0x20, 0x7E }, { 0xA0, 0x24F }, { 0x300, 0x36F }, { 0x370, 0x5FF },
    { 0x900, 0xDFF }, { 0x1100, 0x11FF }, { 0x1E00, 0x20FF },
    { 0x3040, 0x30FF }, { 0xAC00, 0xD7A3 }, { 0xF900, 0xFFFD },
    { 0x1D100, 0x1D1FF }, { 0xE000, 0x10FFFF }, { 0x300, 0x345 },
  }

  local function random_text(length)
    local chars = {}
    for i = 1, length do
      local range = ranges[math.random(#ranges)]
      chars[i] = utf8.char(math.random(range[1], range[2]))
    end
    return table.concat(chars)
  end

  --- Cuts the result where its alignment allows and checks that the parts
  -- are in order, leave out only what was deleted, and give on their own
  -- what they gave in the text.
  local function check_units(text, options, message)
    local alignment, result = align(text, options)
    local at, source_done = 1, 0
    while at <= #result do
      local first, last = alignment:source(at, at)
      local unit_first, unit_last = alignment:result(first, last)
      assert(unit_first == at and unit_last >= at, message)
      assert(first > source_done and last >= first, message)
      if unit_last > at or result:byte(at) < 0x80 then  -- a whole unit?
        local alone = viet.normalize(text:sub(first, last), options)
        assert.equal(result:sub(at, unit_last), alone, message)
      else  -- one byte of a copied run
        assert.equal(text:sub(first, last), result:sub(at, at), message)
      end
      at, source_done = unit_last + 1, last
    end
  end

  it("is cut into units that are in order and stand alone", function()
    local seed = os.time()
    math.randomseed(seed)
    local all = {
      { form = "nfc" }, { form = "nfd" }, { form = "nfkc" },
      { form = "nfkd" }, { fold = true }, { fold = true, form = "keep" },
      { fold = true, form = "nfkd" }, { form = "keep", spaces = true },
      { invisibles = true, form = "nfkc" },
    }
    for round = 1, 300 do
      local text = random_text(math.random(40))
      for _, options in ipairs(all) do
        options.eth, options.mark_order = false, false
        check_units(text, options, ("seed %d, round %d, %s: %q"):format(
          seed, round, dirty_text.show(options), text))
      end
    end
  end)
end)
