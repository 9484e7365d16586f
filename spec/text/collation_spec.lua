-- Order (csrc/text/collation.c): of texts, of keys and of names. The oracle
-- is the rule itself: letters first, then tones, then case.

local viet = require "viet"
local letters = require "oracle.letters"

local collate, collation_key = viet.collate, viet.collation_key

local alphabets = {
  standard = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w "
    .. "x y z",
  traditional = "a ă â b c ch d đ e ê f g gh gi h i j k kh l m n nh ng ngh "
    .. "o ô ơ p ph q qu r s t th tr u ư v w x y z",
}
local tones = { ngang = 1, ["huyền"] = 2, ["hỏi"] = 3, ["ngã"] = 4,
  ["sắc"] = 5, ["nặng"] = 6 }

local rank_of_letter, rank_of_tone = {}, {}
for name, alphabet in pairs(alphabets) do
  rank_of_letter[name] = { [" "] = 0 }
  local rank = 0
  for letter in alphabet:gmatch "%S+" do
    rank = rank + 1
    rank_of_letter[name][letter] = rank
  end
end
for name, rank in pairs(tones) do rank_of_tone[letters.tones[name]] = rank end

--- The ranks of a word's letters; the traditional order has letters of two
-- and three characters, the longest first.
local function letter_ranks(list, order)
  local rank, ranks, i = rank_of_letter[order], {}, 1
  local function spelling(first, last)
    local parts = {}
    for k = first, math.min(last, #list) do
      parts[#parts + 1] = letters.write({ base = list[k].base,
        mark = list[k].mark, tone = "" }, "nfc")
    end
    return table.concat(parts)
  end
  while i <= #list do
    local size = 3
    while size > 1 and (i + size - 1 > #list
                        or not rank[spelling(i, i + size - 1)]) do
      size = size - 1
    end
    ranks[#ranks + 1] = rank[spelling(i, i + size - 1)]
    i = i + size
  end
  return ranks
end

local function compare_lists(a, b)
  for i = 1, math.max(#a, #b) do
    local x, y = a[i] or -1, b[i] or -1
    if x ~= y then return x < y and -1 or 1 end
  end
  return 0
end

local function map(list, transform)
  local mapped = {}
  for i, item in ipairs(list) do mapped[i] = transform(item) end
  return mapped
end

--- What collate should give for two lists of letters.
local function expected_order(a, b, order)
  local result = compare_lists(letter_ranks(a, order),
                               letter_ranks(b, order))
  if result ~= 0 then return result end
  local function tone(letter) return rank_of_tone[letter.tone] end
  local function case(letter) return letter.upper and 1 or 0 end
  result = compare_lists(map(a, tone), map(b, tone))
  return result ~= 0 and result or compare_lists(map(a, case), map(b, case))
end

local syllables = letters.syllables()

--- One to three random syllables, some with capitals, as letters.
local function random_phrase()
  local phrase = {}
  for i = 1, math.random(3) do
    if i > 1 then
      phrase[#phrase + 1] = { base = " ", mark = "", tone = "" }
    end
    local syllable = syllables[math.random(#syllables)]
    for k, letter in ipairs(letters.copy(syllable.first)) do
      letter.upper = k == 1 and math.random(3) == 1
      phrase[#phrase + 1] = letter
    end
  end
  return phrase
end

--- A phrase that differs little from another one.
local function neighbour(phrase)
  local near = letters.copy(phrase)
  local letter = near[math.random(#near)]
  local kind = math.random(3)
  if kind == 1 then
    for _, other in ipairs(near) do other.tone = "" end
  elseif kind == 2 then  -- the first: "nG" is two letters to tradition
    near[1].upper = not near[1].upper
  elseif letter.base:find "[ao]" then
    letter.mark = letter.mark == "" and "\u{302}" or ""
  end
  return near
end

local function random_text()
  local pool = { "a", "á", "ă", "ặ", "e\u{302}\u{301}", "đ", "Đ", "D", " ",
    "-", "ch", "c", "h", "ng", "\0", "\u{301}", "\u{323}", "中", "1", "12",
    "ß", "я", "😀", "\u{AD}" }
  local parts = {}
  for i = 1, math.random(0, 7) do parts[i] = pool[math.random(#pool)] end
  return table.concat(parts)
end

local function sorted(list, options)
  table.sort(list, function(a, b) return collate(a, b, options) < 0 end)
  return table.concat(list, " ")
end

describe("viet.collate", function()
  it("has the letters in the order of the alphabet", function()
    assert.equal(alphabets.standard, sorted {
      "ư", "u", "ơ", "o", "ô", "ê", "e", "đ", "d", "â", "ă", "a", "b", "c",
      "f", "g", "h", "i", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t",
      "v", "w", "x", "y", "z" })
  end)

  it("has the tones in the order of dictionaries", function()
    assert.equal("ma mà mả mã má mạ",
      sorted { "mạ", "má", "mã", "mả", "mà", "ma" })
  end)

  it("looks at letters first, at tones next, at case last", function()
    assert.equal("ba bà Bà bá bài băng",
      sorted { "băng", "bá", "bài", "Bà", "bà", "ba" })
  end)

  it("takes 'ch', 'ng', 'tr' for letters in the traditional order", function()
    local words = { "tra", "tu", "ta", "ng", "nu", "ngh", "nh", "chi", "co",
      "ca", "quý", "que" }
    assert.equal("ca chi co ng ngh nh nu que quý ta tra tu", sorted(words))
    assert.equal("ca co chi nu nh ng ngh que quý ta tu tra",
      sorted(words, { order = "traditional" }))
  end)

  it("takes NFC and NFD for the same", function()
    for _, list in ipairs(syllables) do
      local nfc = letters.spell(list.first, "nfc")
      for _, encoding in ipairs { "nfd", "half" } do
        assert.equal(0, collate(nfc, letters.spell(list.first, encoding)))
      end
    end
  end)

  it("agrees with the rule on random phrases", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 5000 do
      local a = random_phrase()
      local b = math.random(2) == 1 and neighbour(a) or random_phrase()
      local x, y = letters.spell(a, "nfc"), letters.spell(b, "nfc")
      for order in pairs(alphabets) do
        local found = collate(x, y, { order = order })
        if found ~= expected_order(a, b, order) then
          assert.equal(expected_order(a, b, order), found,
            ("seed %d, %s: %s, %s"):format(seed, order, x, y))
        end
      end
    end
  end)

  it("is an order, and that of the keys, on any text", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 5000 do
      local a, b, c = random_text(), random_text(), random_text()
      local where = ("seed %d: %q %q %q"):format(seed, a, b, c)
      local options = { order = math.random(2) == 1 and "traditional"
        or "standard" }
      local ab, bc = collate(a, b, options), collate(b, c, options)
      assert.equal(0, collate(a, a, options), where)
      assert.equal(-ab, collate(b, a, options), where)
      if ab <= 0 and bc <= 0 then
        assert(collate(a, c, options) <= 0, where)
      end
      local x, y = collation_key(a, options), collation_key(b, options)
      assert.equal(ab, x < y and -1 or x > y and 1 or 0, where)
    end
  end)

  it("takes empty texts and NUL bytes", function()
    assert.equal(0, collate("", ""))
    assert.equal(-1, collate("", "a"))
    assert.equal(1, collate("a\0c", "a\0b"))
  end)

  it("tells which text is not UTF-8, and where", function()
    assert.same({ nil, "invalid UTF-8 at byte 2 of argument 1", 2 },
      { collate("a\xFF", "\xFF") })
    assert.same({ nil, "invalid UTF-8 at byte 1 of argument 2", 1 },
      { collate("a", "\xFF") })
    assert.same({ nil, "invalid UTF-8 at byte 1", 1 },
      { collation_key "\xFF" })
  end)

  it("names the choices when an argument is wrong", function()
    assert.error_matches(function() collate("a", "b", { order = "old" }) end,
      "bad value 'old' for option 'order' %(expected standard or "
      .. "traditional%)")
    assert.error_matches(function() collation_key("a", { tone = 1 }) end,
      "unknown option 'tone' %(expected order%)")
    assert.error_matches(function() collate("a") end, "string expected")
  end)

  it("compares long texts", function()
    local text = ("Tiếng Việt. "):rep(50000)
    assert.equal(-1, collate(text .. "a", text .. "b"))
    assert.is_true(#collation_key(text) > 0)
    assert.is_true(#viet.name_key(text) > 0)
  end)
end)

describe("a long run of marks", function()
  -- ICU alone takes minutes for these.
  for name, marks in pairs { Vietnamese = "\u{302}\u{323}",
                             Tibetan = "\u{F73}\u{F71}" } do
    it("of " .. name .. " is compared", function()
      local run = marks:rep(100000)
      assert.equal(-1, (collate("a" .. run, "A" .. run)))
      assert.is_true(collation_key("a" .. run) < collation_key("b" .. run))
      viet.name_key("a" .. run .. " b" .. run)
    end)
  end

  it("is the same in every encoding", function()
    local pool = { "a", "ậ", "\u{302}", "\u{323}", "\u{301}", "\u{344}",
      "\u{F73}", "\u{F71}", "\u{31B}", "\u{34F}" }
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 500 do
      local parts = {}
      for i = 1, math.random(150) do
        parts[i] = pool[math.random(30) == 1 and math.random(2)
          or math.random(3, #pool)]
      end
      local text = "a" .. table.concat(parts)
      local where = ("seed %d, %q"):format(seed, text)
      for _, form in ipairs { "nfc", "nfd" } do
        local other = viet.normalize(text, { form = form, eth = false,
          mark_order = false })
        assert.equal(collation_key(text), collation_key(other), where)
        assert.equal(0, (collate(text, other)), where)
      end
    end
  end)
end)


describe("viet.name_key", function()
  local function by_name(names)
    table.sort(names, function(a, b)
      return viet.name_key(a) < viet.name_key(b)
    end)
    return table.concat(names, ", ")
  end

  it("sorts by given name, then family name, then what is between", function()
    assert.equal("Lê An, Nguyễn Thị An, Nguyễn Văn An, Trần An, Phạm Ân, "
      .. "Trần Bình, Nguyễn Hà, Vũ Hà, Lê Hạ",
      by_name { "Lê Hạ", "Vũ Hà", "Nguyễn Hà", "Trần Bình", "Phạm Ân",
        "Trần An", "Nguyễn Văn An", "Nguyễn Thị An", "Lê An" })
  end)

  it("puts a shorter name first", function()
    assert.equal("An, Lê An, Lê Thị An, Lê Thị Hoài An",
      by_name { "Lê Thị Hoài An", "An", "Lê Thị An", "Lê An" })
  end)

  it("forgives white space, and decomposition", function()
    local key = viet.name_key "Nguyễn Văn An"
    assert.equal(key, viet.name_key "  Nguyễn\u{A0}Văn \t An\n")
    assert.equal(key, viet.name_key(viet.normalize("Nguyễn Văn An",
      { form = "nfd" })))
  end)

  it("takes names of no word and of one", function()
    assert.equal(collation_key "", viet.name_key "")
    assert.equal(collation_key "", viet.name_key " \n")
    assert.equal(collation_key "An", viet.name_key " An ")
  end)

  it("has an order of its own in the traditional way", function()
    assert.is_true(viet.name_key "Lê Chi" < viet.name_key "Lê Cúc")
    local options = { order = "traditional" }
    assert.is_true(viet.name_key("Lê Chi", options)
      > viet.name_key("Lê Cúc", options))
  end)

  it("tells where a name is not UTF-8", function()
    assert.same({ nil, "invalid UTF-8 at byte 4", 4 },
      { viet.name_key "An \xFF" })
  end)
end)
