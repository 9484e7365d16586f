local viet = require "viet"
local oracle = require "oracle.fuzzy"
local slips = require "oracle.slips"

--- The names that are found in a text, as "text=id score".
local function found(g, text, options)
  local parts = {}
  for first, last, id, _, _, _, score in g:fuzzy(text, options) do
    parts[#parts + 1] = ("%s=%s %.2f"):format(text:sub(first, last), id, score)
  end
  return parts
end

describe("a mistyped name", function()
  -- name, text, edits it takes, its score
  local cases = {
    { "Phan Văn Giang", "Phan Văn Giang", 1, 1 },
    { "Phan Văn Giang", "Phan Van Giang", 1, 1 - 3 / 144 },
    { "Phan Văn Giang", "Phan Văn Giamg", 1, 1 - 9 / 144 },
    { "Phan Văn Giang", "Phna Văn Giang", 1, 1 - 8 / 144 },
    { "Phan Văn Giang", "Phan Văn Giaang", 1, 1 - 4 / 144 },
    { "Phan Văn Giang", "Phan Văn Dang", 1, 1 - 4 / 144 },
    { "Phan Văn Giang", "P. V. Giang", 1, 1 - 8 / 144 },
    { "Phan Văn Giang", "PhanVăn Giang", 1, 1 - 3 / 144 },
    { "Phan Văn Giang", "PhanVănGiang", 1, 1 - 6 / 144 },
    { "Phan Văn Giang", "PhanVanGiang", 1, 1 - 9 / 144 },
    { "Phan Văn Giang", "#PhanVanGiang", 1, 1 - 9 / 144 },
    { "Phan Văn Giang", "PhanVănGiamg", 2, 1 - 15 / 144 },
    { "Phan Văn Giang", "phanvăngiang", 2, 1 - 15 / 144 },
    { "Phan Văn Giang", "Phan Văn Gi ang", 1, 1 - 3 / 144 },
    { "Bộ Quốc phòng", "Bộ Quốcphòng", 1, 1 - 3 / 132 },
    { "Hà Nội", "HàNội", 1, 1 - 3 / 60 },
    { "Phan Văn Giang", "Phan Văn Gag", 2, 1 - 24 / 144 },
    { "Việt Nam", "Vieetj Nam", 1, 1 - 4 / 84 },
    { "Việt Nam", "Vie65t Nam", 1, 1 - 4 / 84 },
    { "Việt Nam", "Việtj Nam", 1, 1 - 6 / 84 },
    { "Việt Nam", "Viêt Nam", 1, 1 - 3 / 84 },
    { "Việt Nam", "viet Nam", 1, 1 - 9 / 84 },
    { "Sergei Shoigu", "Sergey Shoigu", 1, 1 - 4 / 144 },
    { "Sergei Shoigu", "Sergei Sôi-gu", 1, 1 - 2 / 144 },
    { "Xéc-gây Sôi-gu", "Xéc-gây Shoigu", 1, 1 - 2 / 132 },
    { "Sergei Shoigu", "Xéc-gây Sôi-gu", 1, 1 - 11 / 144 },
    { "Xéc-gây Sôi-gu", "Sergei Shoigu", 1, 1 - 11 / 132 },
    { "Vladimir Putin", "Vla-đi-mia Pu-tin", 1, 1 - 7 / 156 },
    { "California", "Ca-li-phoóc-ni-a", 1, 1 - 8 / 120 },
    { "Moskva", "Mát-xcơ-va", 1, 1 - 9 / 72 },
    { "Mát-xcơ-va", "Moskva", 1, 1 - 9 / 96 },
    { "Đốt-xtôi-ép-xki", "Dostoevsky", 1, 1 - 11 / 144 },
    { "Việt Nam", "Việt-Nam", 1, 1 - 2 / 84 },
    { "Việt Nam", "Viet-Nam", 1, 1 - 8 / 84 },
    { "Việt-Nam", "Việt Nam", 1, 1 - 2 / 84 },
    { "Việt-Nam", "Vieetj Nam", 1, 1 - 6 / 84 },
    { "Phan Văn Giang", "Phan-Văn-Giang", 1, 1 - 4 / 144 },
    { "Xéc-gây Sôi-gu", "Xéc gây Sôi-gu", 1, 1 - 2 / 132 },
    { "Vladimir Putin", "V. Putin", 1, 1 - 4 / 156 },
    { "Trần Xuân Chiến", "Chần Suân Triến", 1, 1 - 12 / 156 },
    { "Nguyễn Thị Lý", "Nguyển Thị Lý", 1, 1 - 3 / 132 },
    { "Lào", "Lao", 1, 1 - 3 / 36 },
  }
  for _, case in ipairs(cases) do
    local name, text, edits, score = case[1], case[2], case[3], case[4]
    it(("is found: %s, %s"):format(name, text), function()
      local g = viet.gazetteer { { id = "x", type = "T", name } }
      for k = 1, 3 do
        local first, last, id, kind, entry, level, its =
          g:fuzzy("(" .. text .. ")", { edits = k })()
        if k < edits then
          assert.is_nil(first)
        else
          assert.same({ 2, #text + 1, "x", "T", name },
            { first, last, id, kind, entry[1] })
          assert.equal(score == 1 and "exact" or "fuzzy", level)
          assert.is_true(math.abs(score - its) < 1e-9, its)
        end
      end
    end)
  end

  it("is not found when too much of it differs", function()
    local g = viet.gazetteer { { "Lào" }, { "Lê An" }, { "Sư đoàn 5" },
                               { "Nguyễn Văn A" }, { "ASEAN" } }
    for _, text in ipairs { "lào bằng", "lao", "Cào", "Lê Ăm", "Lể Ân",
                            "Sư đoàn 6", "Sư đoàn 55", "Nguyễn Văn B",
                            "N. V.", "L. An", "OSCE" } do
      assert.same(text == "lào bằng" and { "lào=Lào 1.00" }
        or text == "Lể Ân" and { "Lể Ân=Lê An 0.79" } or {},
        found(g, text, { edits = 3 }), text)
    end
  end)
end)

describe("a foreign name that is written as it is heard", function()
  -- pairs of "Xéc-gây" and "Sergei"
  local list = {}
  for line in io.lines "spec/fixtures/transliterations.tsv" do
    if line:sub(1, 1) ~= "#" then
      list[#list + 1] = { line:match "^(.+)\t(.+)$" }
    end
  end

  --- How many are found, and are the best, or one of them.
  local function count(from, to)
    local entries, right = {}, 0
    for i, pair in ipairs(list) do
      entries[i] = { id = pair[to], pair[to] }
    end
    local g = viet.gazetteer(entries)
    for _, pair in ipairs(list) do
      local best, ids = -1, {}
      for first, last, id, _, _, _, score in g:fuzzy(pair[from],
          { edits = 2, kind = "overlapping" }) do
        if last - first + 1 == #pair[from] and score >= best then
          if score > best then ids = {} end
          best, ids[id] = score, true
        end
      end
      right = right + (ids[pair[to]] and 1 or 0)
    end
    return right / #list
  end

  it("is found by how it is spelt, nine times in ten", function()
    assert.is_true(count(1, 2) >= 0.9, count(1, 2))
  end)

  it("is found the other way round", function()
    assert.is_true(count(2, 1) >= 0.86, count(2, 1))
  end)

  it("is no Vietnamese word with hyphens", function()
    local g = viet.gazetteer { { "London" }, { "Bali" }, { "Merkel" },
                               { "Davis" }, { "Aruba" } }
    assert.same({}, found(g, "Lâm-đồng Nam-Định Bà-rịa N-ethyl Đại-Việt "
      .. "Ả-rập Ba-li-ca-xa", { edits = 3 }))
  end)
end)

describe("a fuzzy search", function()
  local g = viet.gazetteer {
    { id = "giang", type = "PERSON", "Phan Văn Giang" },
    { id = "gian", type = "PERSON", priority = 1, from = "2020",
      "Phan Văn Gian" },
    { id = "van", type = "WORD", "Văn" },
    { id = "corps", type = "UNIT", { "Quân đoàn", level = "exact" } },
  }

  it("hides no exact match", function()
    assert.same({ "Văn=van 1.00" }, found(g, "Phn Văn Giang"))
    assert.same({ "Phn Văn Giang=giang 0.92", "Phn Văn Giang=gian 0.82",
                  "Văn=van 1.00" },
      found(g, "Phn Văn Giang", { kind = "overlapping", edits = 2,
                                  min_score = 0.8 }))
  end)

  it("gives the best of what overlaps", function()
    assert.same({ "Phan Van Giang=giang 0.98" }, found(g, "Phan Van Giang"))
    assert.same({ "Phan Van Gian=gian 0.98" }, found(g, "Phan Van Gian"))
  end)

  it("asks for types, days and scores", function()
    local text = "Phan Van Giang"
    assert.same({ "Van=van 0.92" }, found(g, text, { types = "WORD" }))
    assert.same({ "Phan Van Giang=giang 0.98" },
      found(g, text, { types = { "PERSON" }, min_score = 0.9 }))
    assert.same({}, found(g, text, { min_score = 0.99 }))
    assert.same({}, found(g, "Phan Van Gian", { as_of = "2019-01-01",
                                                min_score = 0.95 }))
  end)

  it("crosses lines on request", function()
    assert.same({ "Van=van 0.92" }, found(g, "Phan Van\nGiang"))
    assert.same({ "Phan Van\nGiang=giang 0.98" },
      found(g, "Phan Van\nGiang", { across_lines = true }))
  end)

  it("forgives the level of a name", function()
    assert.same({ "QUÂN ĐOÀN=corps 0.99" }, found(g, "QUÂN ĐOÀN"))
  end)

  it("gives every entry behind a name, or the best one", function()
    local two = viet.gazetteer { { id = "a", "Trần Bình" },
                                 { id = "b", priority = 2, "Trần Bình" } }
    assert.same({ "Tran Bình=b 0.94", "Tran Bình=a 0.94" },
      found(two, "Tran Bình"))
    assert.same({ "Tran Bình=b 0.94" }, found(two, "Tran Bình",
      { best = true }))
  end)

  it("knows what was added and removed", function()
    local other = g:with { add = { { id = "nam", "Việt Nam" } },
                           remove = "giang" }
    assert.same({ "Viet Nam=nam 0.93" }, found(other, "Viet Nam"))
    assert.same({}, found(other, "Phan Van Giang", { min_score = 0.95 }))
    assert.same({ "Phan Van Giang=giang 0.98" }, found(g, "Phan Van Giang"))
  end)

  it("takes tokens and documents", function()
    local text = "gặp Phan Van Giang."
    for _, subject in ipairs { viet.tokens(text), viet.document(text) } do
      assert.equal(7, (g:fuzzy(subject)()))
    end
  end)

  it("refuses what it does not know", function()
    local function fails(message, ...)
      local fine, fault = pcall(g.fuzzy, g, ...)
      assert.is_false(fine)
      assert.equal(message, (fault:gsub("^%S+:%d+: ", "")))
    end
    fails("bad value '4' for option 'edits' (expected 1, 2 or 3)", "",
      { edits = 4 })
    fails("bad value 'first' for option 'kind' (expected scored or "
      .. "overlapping)", "", { kind = "first" })
    fails("bad value '2' for option 'min_score' (expected a number from 0 "
      .. "to 1)", "", { min_score = 2 })
    fails("unknown option 'edit' (expected edits, kind, across_lines, types, "
      .. "as_of, best or min_score)", "", { edit = 1 })
    fails("bad argument #1 to 'fuzzy' (string or viet.tokens expected, got "
      .. "number)", 1)
  end)

  it("comes to an end on what is like everything", function()
    local many = {}
    for i = 1, 3000 do many[i] = { "Nguyễn Văn " .. ("a"):rep(i % 30 + 1) } end
    local all = viet.gazetteer(many)
    local text = ("N. V. "):rep(100) .. ("a-"):rep(500) .. ("x"):rep(5000)
    assert.is_table(found(all, text, { edits = 3, kind = "overlapping" }))
  end)
end)

describe("fuzzy search agrees with a naive one", function()
  local seed = tonumber(os.getenv "SEED") or os.time()

  local WORDS = {
    "Nguyễn", "Trần", "Văn", "Thị", "Giang", "Dũng", "Xuân", "Sơn", "Chiến",
    "Triệu", "Lý", "Ly", "An", "Ân", "Sergei", "Shoigu", "Sôi-gu", "Xéc-gây",
    "Vladimir", "Putin", "Việt", "Nam", "Đức", "đoàn", "Sư", "5", "Lào", "Hoà",
    "MiG-29", "TP.", "Ấn", "Độ", "Quốc", "phòng", "Cam-pu-chia", "Müller",
    "Путин", "E",
    "Vla-đi-mia", "Mát-xcơ-va", "Moskva", "Ca-li-phoóc-ni-a", "California",
    "Vích-to", "Oa-sinh-tơn", "Washington", "N-ethyl", "gi", "ang", "quốc",
    "phan", "#Phan", "#quốc",
  }
  local NOISE = { "và", "gặp", ",", ".", "\n", "-", "ông", "12", "lao", "\n" }

  local function pick(list) return list[math.random(#list)] end

  local function make_name()
    local words = {}
    for i = 1, math.random(3) do words[i] = pick(WORDS) end
    return table.concat(words, " ")
  end

  --- A text with some spaces less.
  local function glue(text)
    return (text:gsub(" ", function()
      return math.random(5) == 1 and "" or nil
    end))
  end

  local function slip(name)
    for _ = 1, math.random(0, 2) do
      name = slips[pick(slips.names)](name, math.random)
    end
    return name
  end

  local function make_text(entries)
    local parts = {}
    for i = 1, math.random(5) do
      local kind = math.random(3)
      parts[i] = kind == 1 and pick(NOISE)
        or slip(kind == 2 and pick(entries)[1] or make_name())
    end
    return table.concat(parts, " ")
  end

  it("for random names and texts (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for case = 1, tonumber(os.getenv "CASES") or 300 do
      local entries = {}
      for i = 1, math.random(8) do entries[i] = { id = "" .. i, make_name() } end
      local g = viet.gazetteer(entries)
      local text = make_text(entries)
      if math.random(2) == 1 then text = glue(text) end
      for edits = 1, 3 do
        for _, kind in ipairs { "overlapping", "scored" } do
          local expected, got = {}, {}
          for i, hit in ipairs(oracle.find(g, entries, text, edits,
              kind == "overlapping")) do
            expected[i] = ("%d-%d %d %.6f"):format(hit.first, hit.last,
              hit.number, hit.score)
          end
          for first, last, id, _, _, _, score in g:fuzzy(text,
              { edits = edits, kind = kind }) do
            got[#got + 1] = ("%d-%d %s %.6f"):format(first, last, id, score)
          end
          if kind == "overlapping" or #got ~= #expected then
            table.sort(expected)
            table.sort(got)
          end
          assert.same(expected, got, ("seed %d, case %d, %s, %d edits: %q")
            :format(seed, case, kind, edits, text))
        end
      end
    end
  end)
end)
