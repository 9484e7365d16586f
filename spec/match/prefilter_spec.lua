local letters = require "oracle.letters"
local viet = require "viet"

-- Words, and other spellings that are alike at some level.
local words = {
  { "hòa", "hoà", "Hoà", "HÒA", "hoa", "ho\u{300}a", "hoa\u{300}" },
  { "kĩ", "kỹ", "KỸ", "Kỹ", "\u{212A}ỹ", "ky" },
  { "Đại", "đại", "Ðại", "Ɖại", "ĐẠI", "Dai", "\u{110}ai\u{323}" },
  { "thúy", "thuý", "THUÝ", "thu\u{AD}ý", "thuy" },
  { "bộ", "Bộ", "BỘ", "b\u{200B}ộ", "bo\u{323}\u{302}", "bô\u{323}", "bo" },
  { "trưởng", "Trưởng", "TRƯỞNG", "trươ\u{309}ng", "truong", "trưởngs" },
  { "sang", "SANG", "\u{17F}ang", "Sang", "sang2" },
  { "tướng", "Tướng", "tư\u{301}ơng", "TƯỚNG", "tướng\u{2060}ơi" },
  { "strasse", "straße", "STRASSE", "straẞe" },
  { "ăn", "Ăn", "ĂN", "a\u{306}n" },
  { "xã", "Xã", "x", "xa\u{303}", "xã\u{301}" },
  { "2017", "20\u{AD}17", "2017,5", "2017" },
  { "F16", "f16", "F\u{200D}16" }, { ",", ",", ",,", "," },
  { "km", "5 km", "KM", "12 km/h" }, { "fine", "ﬁne", "FINE" },
  { "#bộ", "#Bộ", "#BO", "#bộ_x" }, { "a@b.vn", "x.a@b.vn", "a@b.vn.ba" },
  { "–", "–", "-" },
}

local gaps = { " ", " ", " ", " ", "  ", "\u{A0}", "\t", "\u{200B} ", "",
  ", ", ". ", "\n", "\n", "\r\n", "\n\n", ". - ", ' "', "\" ", "\u{3000}",
  "\0", "\xE1\xBB", "\xC3", "\u{2028}", "… ", ".", "\n \n", "\u{85}", "\u{AD}" }

local function pick(list) return list[math.random(#list)] end

local function filler(count)
  local parts = {}
  for i = 1, count do
    parts[i] = pick { "của", "nhà", "Nước", "ty", "và", "ở", "bo", "\u{301}" }
      .. (math.random(12) == 1 and "\n" or " ")
  end
  return table.concat(parts)
end

--- A text; long ones are read in several stretches.
local function make_text(words_of_text)
  local parts = {}
  local long = math.random(25) == 1
  local plain = math.random(2) == 1
  for _ = 1, math.random(0, 30) do
    local one = pick(words_of_text)
    parts[#parts + 1] = plain and one[1] or pick(one)
    parts[#parts + 1] = plain and pick { " ", " ", "\n", ". " } or pick(gaps)
    if math.random(long and 4 or 30) == 1 then
      parts[#parts + 1] = filler(math.random(long and 2000 or 12))
    end
  end
  local text = table.concat(parts)
  if math.random(4) == 1 then
    text = viet.normalize(text, { form = "nfd" }) or text
  end
  return text
end

local levels = { "", "", "", "~exact", "~case", "~placement", "~typed",
  "~toneless" }

local function quoted(list)
  local parts = {}
  for i = 1, math.random(3) == 1 and 2 or 1 do parts[i] = pick(pick(list)) end
  return ('"%s"%s'):format(table.concat(parts, " "), pick(levels))
end

local make_part

local function make_row(list, depth)
  local parts = {}
  for i = 1, math.random(1, 3) do parts[i] = make_part(list, depth) end
  return table.concat(parts, " ")
end

function make_part(list, depth)
  local kind = math.random(depth > 0 and 17 or 5)
  if kind <= 5 then return quoted(list) end
  if kind <= 8 then
    return ("(%s | %s)"):format(make_row(list, depth - 1),
      make_row(list, depth - 1))
  end
  local row = make_row(list, depth - 1)
  return ({ "[]{0,3}", "[shape=title]", "(" .. row .. ")?",
    "(" .. row .. "){1,2}", "x:(" .. row .. ")", "(?= " .. row .. ") []",
    "(?<! " .. row .. ") []", pick { "<line>", "</line>", "<sentence>",
      "</sentence>", "<line>", "[!<sentence/>]?" },
    quoted(list) .. " near(2) " .. quoted(list) })[kind - 8]
end

--- A pattern of one rule or some; nil if it is none, such as one that
-- captures what must not be there.
local function make_pattern(list)
  local settings = { match = pick { "longest", "first", "all" },
    level = pick { "exact", "case", "placement", "placement" } }
  local rules = {}
  for i = 1, pick { 1, 1, 1, 2, 3 } do
    rules[i] = ("rule r%d%s = %s y:\"ơ\"?%s"):format(i,
      pick { "", " (consume=yes)", " (consume=yes, priority=2)" },
      make_row(list, 2), pick { "", "", " within sentence" })
  end
  local text = table.concat(rules, "\n")
  local ok, made = pcall(viet.patterns, text, settings)
  return ok and made or nil, text
end

local function add_captures(parts, captures)
  local names = {}
  for name in pairs(captures or {}) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = captures[name]
    for _, one in ipairs(value.first and { value } or value) do
      parts[#parts + 1] = ("%s=%d-%d"):format(name, one.first, one.last)
    end
  end
end

local function found(pattern, where)
  local list = {}
  local ok, message = pcall(function()
    for first, last, captures, rule, from, to in pattern:matches(where) do
      local parts = { first, last, rule, from, to }
      add_captures(parts, captures)
      list[#list + 1] = table.concat(parts, " ")
    end
  end)
  return ok and list or message
end

describe("a text that is cut only where a rule may match", function()
  local seed = tonumber(os.getenv "SEED") or os.time()
  local rounds = tonumber(os.getenv "ROUNDS") or 1000

  it("has the matches of its tokens (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local filtered, matches = 0, 0
    for round = 1, rounds do
      local list = {}
      for i = 1, math.random(2, 6) do list[i] = pick(words) end
      local pattern, rules = make_pattern(list)
      if pattern then
        for _ = 1, 3 do
          local text = make_text(list)
          local wanted = found(pattern, viet.tokens(text))
          if type(wanted) == "table" then
            assert.same(wanted, found(pattern, text),
              ("seed %d, round %d: %s\nin %q"):format(seed, round, rules, text))
            local first, last = pattern:find(text)
            assert.equal(wanted[1] and wanted[1]:match "^%S+ %S+",
              first and first .. " " .. last)
            matches = matches + #wanted
          end
          if pattern.program:search_text(text) then filtered = filtered + 1 end
        end
      end
    end
    if os.getenv "SHOW" then print(filtered, matches) end
    assert.is_true(filtered > rounds)
    assert.is_true(matches > rounds)
  end)

  --- All spellings of a syllable: its tone on each vowel, i and y, shapes.
  local function spellings(syllable)
    local list, tone = {}, letters.tones[syllable.tone]
    for at, letter in ipairs(syllable.plain) do
      if ("aeiouy"):find(letter.base, 1, true) then
        local toned = letters.copy(syllable.plain)
        toned[at].tone = tone
        for _, last in ipairs { letter.base, "i", "y" } do
          if ("iy"):find(toned[#toned].base) then toned[#toned].base = last end
          for _, shape in ipairs { "lower", "title", "upper" } do
            list[#list + 1] = letters.spell(letters.shape(toned, shape), "nfc")
          end
        end
      end
    end
    return list
  end

  it("knows each spelling of a syllable", function()
    local step = tonumber(os.getenv "STEP") or 23
    local syllables, count = letters.syllables(), 0
    for i = 1, #syllables, step do
      local groups = {}
      for _, one in ipairs(spellings(syllables[i])) do
        local key = viet.tokens(one):key(1, "placement")
        groups[key] = groups[key] or {}
        table.insert(groups[key], one)
      end
      for key, group in pairs(groups) do
        local pattern = viet.pattern(('"%s"'):format(key))
        for _, one in ipairs(group) do
          assert.equal(1, pattern:find(one), key .. " as " .. one)
          count = count + 1
        end
      end
    end
    assert.is_true(count > 5000 / step)
  end)
end)
