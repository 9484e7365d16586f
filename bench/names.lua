--- Names for the benchmark of matchers: people, places, offices, and what
-- texts are full of, runs of three to five syllables.
--
--     viet run bench/names.lua TEXTS DATA OUT
--
-- TEXTS is a folder with *.txt files below it, DATA has names/ and
-- provinces/. OUT gets 1,000,000 lines, one name each: the first 1,000 and
-- the first 100,000 are the smaller sets. All are NFC and distinct, and have
-- two syllables or more; the same files give the same names.
--
-- Runs that stand in the texts are taken until their hits are as dense as
-- those of real lists of names in news: 2, 3 and 7 in 100 syllables. The
-- others are a word or two and a run from elsewhere: they begin as the texts
-- do and are not there. With them 3, 5 and 15 of 100 places in a text of law
-- begin like a name for three syllables; with real lists in news about 2, 8
-- and 17 do.

local find_files = dofile "bench/files.lua"
local viet = require "viet"

local texts_folder, data_folder, out_path = ...

local SEED = 20240501
local SAMPLE = 16e6          -- bytes of text that runs are taken from
local BLOCKS = {   -- how many names, and hits of their runs in each word
  { upto = 1000, density = 0.016 },
  { upto = 100000, density = 0.030 },
  { upto = 1000000, density = 0.045 },
}
local RUNS, PEOPLE = 0.35, 0.45   -- parts of a block; the rest is places

local nfc = { eth = false, mark_order = false }

local FAMILIES = {
  "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ",
  "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Mai",
  "Đào", "Cao", "Lương", "Lưu", "Tạ", "Tô", "Hà", "Thái", "Quách", "Châu",
  "Vương", "Kiều", "Tống", "La", "Nông", "Triệu", "Chu", "Phùng", "Giàng",
}

local OFFICES = {
  "Ủy ban nhân dân", "Hội đồng nhân dân", "Công an", "Tòa án nhân dân",
  "Viện kiểm sát nhân dân", "Ban Chỉ huy Quân sự", "Trường Trung học cơ sở",
  "Trạm Y tế", "Đảng ủy", "Mặt trận Tổ quốc", "Hội Nông dân", "Đoàn xã",
}

local UNITS = {
  "Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường",
  "Xã", "Đặc khu",
}

local function lines_of(path)
  local lines = {}
  for line in assert(io.open(path, "rb")):lines() do
    lines[#lines + 1] = viet.normalize(line, nfc)
  end
  return lines
end

local function pick(list)
  return list[math.random(#list)]
end


-- Texts -----------------------------------------------------------------

--- Appends the words of a text; false stands where no name goes across.
local function add_words(words, text)
  local tokens = viet.tokens(text)
  local line
  for first, last, kind, i in tokens:each() do
    local is_word = kind == "syllable" or kind == "word"
    if tokens:line(i) ~= line or not tokens:is_spaced(i) then
      words[#words + 1] = false
    end
    words[#words + 1] = is_word and text:sub(first, last)
    line = tokens:line(i)
  end
  words[#words + 1] = false
end

--- Words of files taken in turns, so that a sample has of each.
local function sample_words(folder)
  local words, bytes = {}, 0
  local files = find_files(folder, {})
  assert(#files > 0, "no *.txt below " .. folder)
  local step = math.max(1, #files // 1000)
  for start = 1, step do
    for i = start, #files, step do
      if bytes > SAMPLE then return words end
      local text = assert(io.open(files[i], "rb")):read "a"
      text = viet.normalize(text, nfc) or ""   -- it may not be UTF-8
      add_words(words, text)
      bytes = bytes + #text
    end
  end
  return words
end

--- The run of `count` words from place `i`, or nil if it is broken.
local function run_at(words, i, count)
  for j = i, i + count - 1 do
    if not words[j] then return nil end
  end
  return table.concat(words, " ", i, i + count - 1)
end

--- How often each run occurs.
local function count_runs(words)
  local counts = {}
  for i = 1, #words do
    for count = 3, 5 do
      local run = run_at(words, i, count)
      if not run then break end
      counts[run] = (counts[run] or 0) + 1
    end
  end
  return counts
end


-- Makers: each call gives a name that may have been given before -----------

local function people_maker(folder)
  local given, middles = {}, { "Văn", "Thị", "Đình", "Hữu", "Ngọc" }
  for _, file in ipairs { "boy", "girl", "boy_one_word", "girl_one_word" } do
    for _, name in ipairs(lines_of(folder .. "/" .. file .. ".txt")) do
      if not name:find "^[%a\128-\255 ]+$" then name = "An" end
      given[#given + 1] = name
      middles[#middles + 1] = name:match "^(%S+) "
    end
  end
  return function()
    local name = pick(given)
    if not name:find " " and math.random(4) > 1 then
      name = pick(middles) .. " " .. name
    elseif math.random(3) == 1 then
      name = pick(middles) .. " " .. name
    end
    return pick(FAMILIES) .. " " .. name
  end
end

--- Is it words alone, two or more?
local function is_name(text)
  local count = 0
  for _, _, kind in viet.tokens(text):each() do
    if kind ~= "syllable" and kind ~= "word" then return false end
    count = count + 1
  end
  return count >= 2
end

local function without_unit(name)
  for _, unit in ipairs(UNITS) do
    if name:sub(1, #unit + 1) == unit .. " " then
      return name:sub(#unit + 2)
    end
  end
  return name
end

local function places_maker(folder)
  local units, provinces = {}, {}
  for _, file in ipairs { "units_current", "units_pre-2025-07" } do
    for _, line in ipairs(lines_of(folder .. "/" .. file .. ".tsv")) do
      local level, name = line:match "^(%l+)\t%d+\t([^\t]+)"
      if name and is_name(name) and not name:find "[-']" then
        units[#units + 1] = name
        if level == "province" then provinces[#provinces + 1] = name end
      end
    end
  end
  local shapes = {
    function() return pick(units) end,
    function() return without_unit(pick(units)) end,
    function() return pick(units) .. " " .. without_unit(pick(provinces)) end,
    function()
      return pick(OFFICES) .. " " .. pick(units):gsub("^%u", string.lower)
    end,
    function()
      return ("%s %s %s"):format(pick(OFFICES), pick(units), pick(provinces))
    end,
  }
  return function() return pick(shapes)() end
end

--- Runs of the texts, drawn by their places, until their hits are dense
-- enough; then a word or two, and a run from elsewhere.
local function runs_maker(words, counts)
  local hits = 0
  local function draw()
    return run_at(words, math.random(#words), math.random(3, 5))
  end
  local function crossed()
    local kept = math.random(4) == 1 and 2 or 1
    local left = run_at(words, math.random(#words), kept)
    local right = run_at(words, math.random(#words), math.random(2, 3))
    local name = left and right and left .. " " .. right
    return not counts[name or ""] and name
  end
  return function(block)
    if #words == 0 then return nil end
    if hits >= block.density * #words then return crossed() end
    local run = draw()
    hits = hits + (counts[run] or 0)
    return run
  end
end


local function shuffle(list)
  for i = #list, 2, -1 do
    local j = math.random(i)
    list[i], list[j] = list[j], list[i]
  end
end

--- `count` new names, of all kinds. A kind that does not have so many, as
-- the runs of a short text, leaves room for the next one.
local function make_block(block, count, makers, seen)
  local made = {}
  local upto = { count * RUNS, count * (RUNS + PEOPLE), count }
  for kind, make in ipairs(makers) do
    local tries = 50 * count
    while #made < upto[kind] and tries > 0 do
      local name = make(block)
      tries = tries - 1
      if name and not seen[name] and name:find " " then
        seen[name] = true
        made[#made + 1] = name
      end
    end
  end
  shuffle(made)
  return made
end

math.randomseed(SEED)
local words = sample_words(texts_folder)
local counts = count_runs(words)
local makers = {
  runs_maker(words, counts),
  people_maker(data_folder .. "/names"),
  places_maker(data_folder .. "/provinces"),
}
local out = assert(io.open(out_path, "wb"))
local seen, done = {}, 0
for _, block in ipairs(BLOCKS) do
  local made = make_block(block, block.upto - done, makers, seen)
  out:write(table.concat(made, "\n"), "\n")
  done = block.upto
end
assert(out:close())
