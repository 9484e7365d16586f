local viet = require "viet"
local matcher = require "oracle.matcher"

local levels = { "exact", "case", "placement", "typed", "toneless" }

--- The matched parts of a text, as "text=id" with "~level" unless exact.
local function found(g, text, options)
  local parts = {}
  for first, last, id, _, _, level in g:matches(text, options) do
    local part = text:sub(first, last) .. "=" .. id
    if level ~= "exact" then part = part .. "~" .. level end
    parts[#parts + 1] = part
  end
  return parts
end

--- The strictest level at which a name is found as the whole of a text.
local function level_of(name, text)
  for _, level in ipairs(levels) do
    local g = viet.gazetteer { { name }, level = level }
    for first, last, _, _, _, held in g:matches(text) do
      if first == 1 and last == #text then
        assert.equal(level, held)
        return level
      end
    end
  end
  return "no match"
end

describe("a name", function()
  -- name, text, the strictest level at which it matches
  local cases = {
    { "Hòa Bình", "Hòa Bình", "exact" },
    { "Hòa Bình", "hòa bình", "case" },
    { "Hòa Bình", "HÒA BÌNH", "case" },
    { "Hòa Bình", "Hoà Bình", "placement" },
    { "Hòa Bình", "HOÀ BÌNH", "placement" },
    { "Hòa Bình", "Hoa Binh", "typed" },
    { "Hòa Bình", "Hóa Bình", "toneless" },
    { "Hòa Bình", "Hoa Binhh", "no match" },
    { "kỹ sư", "kĩ sư", "placement" },
    { "Đà Nẵng", "Ðà Nẵng", "placement" },
    { "Đà Nẵng", "Da Nang", "typed" },
    { "Nguyễn", "Nguyên", "typed" },
    { "Nguyễn", "nguyẽn", "typed" },
    { "Nguyễn", "Nguyện", "toneless" },
    { "Ngô", "ngo", "typed" },
    { "Da Nang", "Đà Nẵng", "toneless" },
    { "Ngô", "ngõ", "toneless" },
    { "Sergei Shoigu", "Sergei Shoigu", "exact" },
    { "Sergei Shoigu", "SERGEI SHOIGU", "case" },
    { "TP. Hồ Chí Minh", "TP. Hồ Chí Minh", "exact" },
    { "TP. Hồ Chí Minh", "TP Hồ Chí Minh", "no match" },
    { "23/10", "23/10", "exact" },
    { "Su-30", "Su-30", "exact" },
  }

  for _, case in ipairs(cases) do
    local name, text, expected = case[1], case[2], case[3]
    it(("'%s' in '%s': %s"):format(name, text, expected), function()
      assert.equal(expected, level_of(name, text))
    end)

    it(("'%s' in '%s', decomposed: placement at best"):format(name, text),
       function()
      local decomposed = viet.normalize(text, { form = "nfd" })
      if decomposed ~= text
          and (expected == "exact" or expected == "case") then
        expected = "placement"
      end
      assert.equal(expected, level_of(name, decomposed))
      assert.equal(expected,
        level_of(viet.normalize(name, { form = "nfd" }), text))
    end)
  end

  it("matches at its own level, however strict the others are", function()
    local g = viet.gazetteer {
      { id = "e", level = "exact", "Hòa Bình" },
      { id = "p", level = "placement", "Hòa Bình" },
      { id = "t", level = "toneless", "Hòa Bình" },
    }
    assert.same({ "Hòa Bình=e", "Hòa Bình=p", "Hòa Bình=t" },
                found(g, "Hòa Bình"))
    assert.same({ "hoà bình=p~placement", "hoà bình=t~placement" },
                found(g, "hoà bình"))
    assert.same({ "hoa binh=t~typed" }, found(g, "hoa binh"))
  end)

  it("may be one syllable", function()
    local g = viet.gazetteer { { id = "vn", "Việt" } }
    assert.same({ "Việt=vn", "VIỆT=vn~case" },
                found(g, "Việt, VIỆT; Viet"))
  end)

  it("matches whole tokens only", function()
    local g = viet.gazetteer { { id = "x", "an" }, level = "toneless" }
    assert.same({ "an=x" }, found(g, "ban an ang F16an"))
  end)

  it("does not match inside a web address", function()
    local g = viet.gazetteer { { id = "x", "vietnam" } }
    assert.same({ "vietnam=x" },
                found(g, "https://vietnam.example/vietnam vietnam"))
  end)

  it("matches at both ends of a text", function()
    local g = viet.gazetteer { { id = "x", "Hà Nội" } }
    assert.same({ "Hà Nội=x", "Hà Nội=x" }, found(g, "Hà Nội - Hà Nội"))
  end)
end)

describe("white space in a name", function()
  local g = viet.gazetteer { { id = "x", "Hà Nội" }, { id = "y", "A-B" } }

  it("is free in kind and amount", function()
    for _, space in ipairs { " ", "   ", "\t", "\194\160", "\226\128\137",
                             " \194\160 ", "\r" } do
      assert.same({ "Hà" .. space .. "Nội=x" },
                  found(g, "(Hà" .. space .. "Nội)"))
    end
  end)

  it("is free around punctuation too", function()
    assert.same({ "A-B=y", "A - B=y" }, found(g, "A-B; A - B"))
  end)

  it("is no line end", function()
    assert.same({}, found(g, "Hà\nNội"))
    assert.same({}, found(g, "Hà\r\nNội"))
  end)

  it("may be a line end on request", function()
    assert.same({ "Hà\nNội=x" },
                found(g, "Hà\nNội", { across_lines = true }))
    assert.same({ "Hà \r\n\r\n Nội=x" },
                found(g, "Hà \r\n\r\n Nội", { across_lines = true }))
  end)
end)

describe("the longest match", function()
  local g = viet.gazetteer {
    { id = "a", "một" }, { id = "abc", "một hai ba" },
    { id = "b", "hai" }, { id = "bcd", "hai ba bốn" },
    { id = "d", "bốn" },
  }

  it("begins leftmost and goes on behind its end", function()
    assert.same({ "một hai ba=abc", "bốn=d" }, found(g, "một hai ba bốn"))
    assert.same({ "một=a", "hai=b" }, found(g, "một hai"))
    assert.same({ "hai ba bốn=bcd" }, found(g, "ba hai ba bốn"))
  end)

  it("is the longest of those that hold at their level", function()
    local strict = viet.gazetteer {
      { id = "long", level = "exact", "Hòa Bình Một" },
      { id = "short", level = "toneless", "Hòa Bình" },
    }
    assert.same({ "hoa binh=short~typed" }, found(strict, "hoa binh mot"))
  end)

  it("is a name of 255 tokens", function()
    local name = ("a "):rep(254) .. "a"
    local long = viet.gazetteer { { id = "x", name }, { id = "y", "a" } }
    assert.same({ name .. "=x", "a=y" }, found(long, name .. " a"))
  end)
end)

describe("overlapping matches", function()
  it("are all names at all places, longer ones first", function()
    local g = viet.gazetteer {
      { id = "a", "một" }, { id = "ab", "một hai" },
      { id = "abc", "một hai ba" }, { id = "b", "hai" },
      { id = "bc", "hai ba" },
    }
    assert.same({ "một hai ba=abc", "một hai=ab", "một=a", "hai ba=bc",
                  "hai=b" },
                found(g, "một hai ba", { kind = "overlapping" }))
  end)
end)

describe("entries that share a name", function()
  local g = viet.gazetteer {
    { id = "one", "Bình Minh", "BÌNH MINH" },
    { id = "two", "Bình Minh" },
    { id = "three", level = "toneless", "Binh Minh" },
  }

  it("each give a match, in the order of the entries", function()
    assert.same({ "Bình Minh=one", "Bình Minh=two",
                  "Bình Minh=three~toneless" }, found(g, "Bình Minh"))
  end)

  it("each give one match, at the strictest level of their names",
     function()
    assert.same({ "BÌNH MINH=one", "BÌNH MINH=two~case",
                  "BÌNH MINH=three~toneless" }, found(g, "BÌNH MINH"))
  end)
end)

describe("a text", function()
  it("may be empty, or hold no name", function()
    local g = viet.gazetteer { { "Hà Nội" } }
    assert.same({}, found(g, ""))
    assert.same({}, found(g, " \n"))
    assert.same({}, found(g, "Hà Hà Nộ"))
  end)

  it("may hold bytes that are no UTF-8, and NUL", function()
    local g = viet.gazetteer { { id = "x", "Hà Nội" } }
    assert.same({ "Hà Nội=x", "Hà Nội=x" },
                found(g, "\255 Hà Nội\0Hà Nội \192"))
    assert.same({}, found(g, "Hà\255Nội"))
  end)
end)

--- Syllables that differ in all the ways that levels forgive, and some that
-- differ more; several have the same toneless key.
local alphabet = {
  "hòa", "hoà", "Hòa", "HOÀ", "hoa", "hóa", "hoá", "Đà", "Ðà", "đa", "da",
  "Da", "kỹ", "kĩ", "ky", "lý", "lí", "thủy", "thuỷ", "Shoigu", "shoigu",
  "F16", "7", "1,5", ",", ".", "-", "ờ", "ơ", "o", "https://a.vn",
}

--- A text of up to `most` syllables, some of them decomposed.
local function random_text(most, separators)
  local parts = {}
  for i = 1, math.random(most) do
    local part = alphabet[math.random(#alphabet)]
    if math.random(4) == 1 then
      part = viet.normalize(part, { form = "nfd" })
    end
    parts[i] = part .. separators[math.random(#separators)]
  end
  return table.concat(parts)
end

--- Entries with random names and levels.
local function random_entries(most)
  local entries = { level = levels[math.random(5)] }
  for i = 1, math.random(most) do
    local entry = { level = math.random(2) == 1 and levels[math.random(5)]
                            or nil }
    for k = 1, math.random(3) do
      entry[k] = random_text(3, { " ", "\194\160", "  " })
    end
    entries[i] = entry
  end
  return entries
end

--- All matches, as the oracle writes them; checks that spans round-trip.
local function matches_of(g, entries, subject, text, settings)
  local number = {}
  for i, entry in ipairs(entries) do number[entry] = i end
  local all = {}
  for first, last, id, type, entry, level in g:matches(subject, settings) do
    assert(id == entry[1] and type == "NAME")
    assert(first <= last and last <= #text)
    assert(not text:sub(first, first):find("^%s")
           and not text:sub(last, last):find("^%s"))
    all[#all + 1] = ("%d:%d:%d:%s"):format(first, last, number[entry], level)
  end
  return all
end

describe("the search", function()
  local seed = os.time()

  it("finds what a naive one finds (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local separators = { " ", " ", " ", "\n", "", "\194\160", " \t " }
    local matches = 0
    for round = 1, 250 do
      local entries = random_entries(round % 10 == 0 and 60 or 6)
      local g = viet.gazetteer(entries)
      local names = matcher.names(entries)
      for _ = 1, 4 do
        local text = random_text(30, separators)
        local tokens = viet.tokens(text)
        for _, kind in ipairs { "longest", "overlapping" } do
          for _, across_lines in ipairs { false, true } do
            local settings = { kind = kind, across_lines = across_lines }
            local expected = matcher.matches(names, text, settings)
            assert.same(expected,
              matches_of(g, entries, tokens, text, settings),
              ("seed %d, round %d, %s, text %q"):format(seed, round, kind,
                                                        text))
            matches = matches + #expected
          end
        end
      end
    end
    assert.is_true(matches > 5000, "only " .. matches .. " matches")
  end)
end)
