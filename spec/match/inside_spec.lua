local viet = require "viet"
local inside = require "oracle.inside"
local matcher = require "oracle.matcher"

--- The matched parts of a text, as "text=id" with "~level" unless exact.
local function found(g, text, options)
  local parts = {}
  options = options or {}
  options.whole = false
  for first, last, id, _, _, level in g:matches(text, options) do
    local part = text:sub(first, last) .. "=" .. id
    if level ~= "exact" then part = part .. "~" .. level end
    parts[#parts + 1] = part
  end
  return parts
end

local function nfd(text)
  return viet.normalize(text, { form = "nfd" })
end

describe("a name inside of a word", function()
  local g = viet.gazetteer {
    { id = "us", "Mỹ" }, { id = "nato", "NATO" }, { id = "vn", "VN" },
    { id = "hanoi", "Hà Nội" }, { id = "f16", "F-16" },
    { id = "mod", "Bộ Quốc phòng Việt Nam" },
  }

  it("is found if it need not be a word of its own", function()
    assert.same({ "Mỹ=us", "NATO=nato", "VN=vn" },
                found(g, "#chốngMỹ2024 NATOgia VN30"))
    assert.same({}, { g:matches("#chốngMỹ2024 NATOgia VN30")() })
    assert.same({}, { g:matches("VN30", { whole = true })() })
  end)

  it("is found at the ends of words, with more words between", function()
    assert.same({ "Hà Nội=hanoi", "Bộ Quốc phòng Việt Nam=mod" },
      found(g, "vùngHà Nộimới: ôngBộ Quốc phòng Việt Nam2"))
  end)

  it("needs no white space between its words", function()
    assert.same({ "HàNội=hanoi", "F-16=f16", "F - 16=f16" },
                found(g, "đếnHàNộivà F-16C xF - 16"))
    assert.same({}, found(g, "đếnHà và Nội"))
  end)

  it("may have a hashtag's sign, as the hashtag has", function()
    assert.same({ "#HàNội=hanoi~placement" }, found(g, "#HàNội2024"))
    assert.same({ "#hà=x~case" },
                found(viet.gazetteer { { id = "x", "#Hà" } }, "#hàn"))
    assert.same({ "#Hà=x" },
                found(viet.gazetteer { { id = "x", "#Hà" } }, "#Hàn"))
  end)

  it("is found in addresses, with hyphens on request", function()
    local slugs = viet.gazetteer { { id = "x", "Hà Nội" },
                                   level = "toneless" }
    local text = "https://a.example/tin/ve-ha-noi-nay"
    assert.same({}, found(slugs, text))
    assert.same({ "ha-noi=x~typed" }, found(slugs, text, { gaps = "hyphen" }))
  end)

  it("has whole letters, composed or not", function()
    local a = viet.gazetteer { { id = "a", "a" }, { id = "uo", "ưo" },
                               { id = "y", "My" } }
    for _, text in ipairs { "tà bấp ngườn Mỹa", "từ, tớ, ướ" } do
      local list = {}
      for _, part in ipairs(found(a, text)) do list[#list + 1] = part end
      assert.same(text:find("Mỹa") and { "a=a" } or {}, list)
      assert.same(#list, #found(a, nfd(text)))
    end
    assert.same({ nfd "Mỹ" .. "=us~placement" }, found(g, nfd "chốngMỹa"))
    assert.same({}, found(viet.gazetteer { { "ᄒ" }, { "하" } },
                          "x\u{1112}\u{1161}\u{11AB}"))
  end)

  it("goes on over what cannot be seen, and ends before it", function()
    assert.same({ "N\u{AD}ATO=nato~placement" }, found(g, "xN\u{AD}ATOx"))
    assert.same({ "NATO=nato" }, found(g, "xNATO\u{AD}x"))
  end)

  it("holds at its level", function()
    local levels = viet.gazetteer {
      { id = "e", level = "exact", "Hòa" }, { id = "c", level = "case", "Hòa" },
      { id = "p", "Hòa" }, { id = "y", level = "typed", "Hòa" },
      { id = "t", level = "toneless", "Hòa" },
    }
    assert.same({ "Hòa=e", "Hòa=c", "Hòa=p", "Hòa=y", "Hòa=t" },
                found(levels, "xHòax"))
    assert.same({ "hòa=c~case", "hòa=p~case", "hòa=y~case", "hòa=t~case" },
                found(levels, "xhòax"))
    assert.same({ "Hoà=p~placement", "Hoà=y~placement", "Hoà=t~placement" },
                found(levels, "xHoà2"))
    assert.same({ "hoa=y~typed", "hoa=t~typed" }, found(levels, "xhoax"))
    assert.same({ "hóa=t~toneless" }, found(levels, "xhóax"))
  end)

  it("is one of the kinds that are asked for", function()
    local kinds = viet.gazetteer {
      { id = "ab", type = "P", "ab" }, { id = "abc", type = "Q", "abc" },
      { id = "cd", type = "P", priority = 2, "cd" },
      { id = "b", type = "Q", "b" },
    }
    local text = "xabcdx"
    assert.same({ "abc=abc" }, found(kinds, text))
    assert.same({ "ab=ab", "cd=cd" }, found(kinds, text, { kind = "first" }))
    assert.same({ "abc=abc", "ab=ab", "b=b", "cd=cd" },
                found(kinds, text, { kind = "overlapping" }))
    assert.same({ "abc=abc", "cd=cd" },
                found(kinds, text, { kind = "outermost" }))
    assert.same({ "abc=abc", "ab=ab", "cd=cd" },
                found(kinds, text, { kind = "longest_per_type" }))
    assert.same({ "ab=ab", "cd=cd" }, found(kinds, text, { types = "P" }))
  end)

  it("is looked for on a day, and in what was added and not removed",
     function()
    local changing = viet.gazetteer {
      { id = "old", to = "2008-07-31", "Hà Tây" },
      { id = "new", "Hà Nội" }, { id = "gone", "Huế" },
    }
    local newer = changing:with { remove = "gone",
                                  add = { { id = "hue", "Thành Huế" } } }
    local text = "#hàtây #Hànội #ThànhHuế"
    assert.same({ "#hàtây=old~placement", "#Hànội=new~placement",
                  "#ThànhHuế=hue~placement" }, found(newer, text))
    assert.same({ "#Hànội=new~placement", "#ThànhHuế=hue~placement" },
                found(newer, text, { as_of = "2020-01-01" }))
    assert.same({ "#hàtây=old~placement", "#Hànội=new~placement",
                  "Huế=gone" }, found(changing, text))
  end)

  it("goes on in the next line on request", function()
    assert.same({}, found(g, "xHà\nNộix"))
    assert.same({ "Hà\nNội=hanoi" },
                found(g, "xHà\nNộix", { across_lines = true }))
  end)

  it("is found by searches that begin before others end", function()
    local types = viet.gazetteer {
      { id = "us", type = "A", "Mỹ" }, { id = "vn", type = "B", "VN" },
    }
    local text = "xMỹx xVNx"
    local first = types:matches(text, { whole = false })
    assert.equal("us", select(3, first()))
    assert.same({ "VN=vn" }, found(types, text, { types = "B" }))
    assert.same({ "Mỹ=us" }, found(types, text, { types = { "A" } }))
    viet.gazetteer.share(types)
    assert.same({ "Mỹ=us", "VN=vn" }, found(types, text))
    assert.equal("vn", select(3, first()))
    local more = types:with { add = { { id = "x", "xV" } }, remove = "us" }
    assert.same({ "xV=x" }, found(more, text))
    assert.same({ "Mỹ=us" }, found(types, text, { types = "A" }))
  end)

  it("costs many searches no more than a look at all names", function()
    local list = {}
    for i = 1, 20000 do list[i] = { "Tên" .. i, id = "x", type = "X" } end
    local many = viet.gazetteer(list)
    assert.same({ "Tên7=x" }, found(many, "xTên7x"))
    for _ = 1, 2000 do  -- for ever, if each made a filter
      assert.equal(2, (many:matches("xTên7x",
        { whole = false, types = "X" })()))
    end
  end)

  it("may be of many letters, in a word of many more", function()
    local name = ("Xa "):rep(254) .. "xa"
    local long = viet.gazetteer { { id = "x", name } }
    local text = ("b"):rep(5000) .. name:gsub(" ", "") .. ("a"):rep(5000)
    assert.same({ 1, name:gsub(" ", "") .. "=x" },
                { #found(long, text), found(long, text)[1] })
  end)

  it("has a word of up to 128 letters there, else it begins with a word",
     function()
    local a, b = ("a"):rep(128), ("b"):rep(129)
    local long = viet.gazetteer { { id = "a", a }, { id = "b", b },
                                  { id = "url", "https://x.example/" .. b } }
    assert.same({ a .. "=a", b .. "=b" }, found(long, "x" .. a .. "x " .. b))
    assert.same({ b .. "=b" }, found(long, b .. "x"))
    assert.same({}, found(long, "x" .. b))
    local address = "https://x.example/" .. b
    assert.same({ address .. "=url" }, found(long, address .. "/y"))
  end)

  it("with a long word costs what a text has, not both multiplied",
     function()
    local long = viet.gazetteer { { id = "x", ("a"):rep(4000) } }
    assert.same({ ("a"):rep(4000) .. "=x" }, found(long, ("a"):rep(20000)))
  end)

  it("is found in tokens, too, and in what they are cut into", function()
    local function spans(subject)
      local list = {}
      for first, last, id in g:matches(subject, { whole = false }) do
        list[#list + 1] = ("%d-%d %s"):format(first, last, id)
      end
      return list
    end
    local text = "#chốngMỹ2024 NATOgia"
    assert.same({ "9-12 us", "18-21 nato" }, spans(text))
    assert.same(spans(text), spans(viet.tokens(text)))
    assert.same(spans(text), spans(viet.document(text)))
    assert.same(spans(text), spans(viet.tokens(text)))
  end)

  it("becomes a span, and is counted", function()
    local doc = viet.document("#chốngMỹ2024 VN30 VN")
    assert.equal(3, g:annotate(doc, "X", { whole = false }))
    local rows = g:count("#chốngMỹ2024 VN30 VN", { whole = false })
    assert.same({ "vn", 2 }, { rows[1].key, rows[1].count })
  end)
end)

--- Pieces of words that may stand beside each other.
local alphabet = {
  "hòa", "hoà", "Hòa", "HOÀ", "hoa", "hóa", "Đà", "Ðà", "đa", "da", "kỹ",
  "kĩ", "ky", "a", "à", "ấ", "n", "N", "o", "ơ", "thủy", "F16", "7", "1,5",
  ",", ".", "-", "–", "#", "#hòa", "ß", "ss", "s", "\u{AD}", "\u{300}",
  "a@b.vn", "https://a.vn/hoa-da", "km", "_",
}

local separators = { "", "", "", "", " ", " ", "\n", "\194\160", "\u{200B}" }

--- A text of up to `most` pieces, some of them decomposed.
local function random_text(most, between)
  local parts = {}
  for i = 1, math.random(most) do
    local part = alphabet[math.random(#alphabet)]
    if math.random(3) == 1 then part = nfd(part) end
    parts[i] = part .. between[math.random(#between)]
  end
  return table.concat(parts)
end

local levels = { "exact", "case", "placement", "typed", "toneless" }

local function random_entries()
  local entries = { level = levels[math.random(5)] }
  for i = 1, math.random(8) do
    local entry = { level = math.random(2) == 1 and levels[math.random(5)]
                            or nil }
    for k = 1, math.random(3) do
      repeat
        entry[k] = random_text(3, { " ", "", "" })
      until #viet.tokens(entry[k]) > 0
    end
    entries[i] = entry
  end
  return entries
end

--- The names of entries, for messages.
local function show(entries)
  local parts = {}
  for i, entry in ipairs(entries) do
    parts[i] = ("%q~%s"):format(table.concat(entry, "|"),
                                entry.level or entries.level)
  end
  return table.concat(parts, " ")
end

--- All matches, as the oracle writes them.
local function matches_of(g, entries, subject, settings)
  local number, all = {}, {}
  for i, entry in ipairs(entries) do number[entry] = i end
  for first, last, _, _, entry, level in g:matches(subject, settings) do
    all[#all + 1] = ("%d:%d:%d:%s"):format(first, last, number[entry], level)
  end
  return all
end

describe("the search inside of words", function()
  local seed = os.time()

  it("finds what a naive one finds (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local matches = 0
    for round = 1, 400 do
      local entries = random_entries()
      local g = viet.gazetteer(entries)
      local names = matcher.names(entries)
      for _ = 1, 3 do
        local text = random_text(25, separators)
        local settings = {
          kind = math.random(2) == 1 and "overlapping" or "longest",
          across_lines = math.random(2) == 1, whole = false,
          gaps = ({ "hyphen", "punctuation" })[math.random(4)],
        }
        local expected = inside.matches(names, text, settings)
        for _, subject in ipairs { text, viet.tokens(text) } do
          assert.same(expected, matches_of(g, entries, subject, settings),
            ("seed %d, round %d, %s, %s, text %q, names %s"):format(seed,
              round, settings.kind, settings.gaps, text,
              show(entries)))
        end
        matches = matches + #expected
      end
    end
    assert.is_true(matches > 3000, "only " .. matches .. " matches")
  end)

  it("finds all whole names, too (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, 200 do
      local entries = random_entries()
      local g = viet.gazetteer(entries)
      local text = random_text(25, { " ", "", "-" })
      local settings = { kind = "overlapping", whole = false }
      local known = {}
      for _, match in ipairs(matches_of(g, entries, text, settings)) do
        known[match:match("^%d+:%d+:%d+")] = true
      end
      settings.whole = nil
      for _, match in ipairs(matches_of(g, entries, text, settings)) do
        assert.is_true(known[match:match("^%d+:%d+:%d+")],
                       ("%s in %q"):format(match, text))
      end
    end
  end)
end)
