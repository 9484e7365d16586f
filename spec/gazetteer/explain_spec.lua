local viet = require "viet"

local g = viet.gazetteer {
  { "Hòa Bình" }, { "Phan Văn Giang" }, { id = "hcm", "TP. Hồ Chí Minh" },
  { id = "mod", type = "ORG", "Bộ Quốc phòng" },
  { id = "mod-la", type = "ORG", "Bộ Quốc phòng Lào" },
  { id = "topic", "Quốc phòng Lào" },
  { id = "old", to = "2020", "Viêng Chăn" }, { level = "exact", "BQP" },
}

--- What is told of the place of a word: "id reason: message".
local function explain(text, word, settings)
  local list = {}
  local position = text:find(word, 1, true)
  for _, row in ipairs(g:explain(text, position, settings)) do
    assert.is_true(row.first >= 1 and row.last <= #text)
    list[#list + 1] = ("%s %s: %s"):format(row.id, row.reason, row.message)
  end
  return list
end

describe("explaining a place", function()
  it("names the level that a token reached, and the one it wants", function()
    assert.same({ "Hòa Bình level: 'Hoa' is like its 'Hòa' at level typed, "
      .. "it wants placement" }, explain("ở Hoa Binh nay", "Binh"))
    assert.same({ "BQP level: 'bqp' is like its 'BQP' at level case, it "
      .. "wants exact" }, explain("ở bqp", "bqp"))
    local row = g:explain("ông Phan Vân Giang", 6)[1]
    assert.same({ "level", "toneless", "placement", "Văn", { 11, 14 },
                  "Phan Văn Giang", 6, 20 },
      { row.reason, row.level, row.wanted, row.expected, row.token,
        row.name, row.first, row.last })
  end)

  it("names the token that is another one", function()
    assert.same({ "Phan Văn Giang word: it has 'Văn' where the text has "
      .. "'Thị'" }, explain("bà Phan Thị Giang", "Thị"))
  end)

  it("names tokens that only one side has", function()
    assert.same({ "hcm missing: the text lacks its '.'" },
      explain("ở TP Hồ Chí Minh", "Hồ"))
    assert.same({ "Phan Văn Giang extra: the text has '-' between its words" },
      explain("ông Phan Văn - Giang", "Phan"))
    assert.same({ "Phan Văn Giang missing: the text lacks its 'Phan'" },
      explain("Văn Giang", "Giang"))
  end)

  it("tells that a name goes on in the next line", function()
    assert.same({ "Hòa Bình line: it goes on in the next line" },
      explain("Hòa\nBình", "Bình"))
    assert.same({ "Hòa Bình match: it matches" },
      explain("Hòa\nBình", "Bình", { across_lines = true }))
  end)

  it("tells that a name matches across what the search allows", function()
    assert.same({ "Phan Văn Giang match: it matches" },
      explain("ông Phan-Văn Giang", "Phan", { gaps = "hyphen" }))
  end)

  it("tells what is hidden by what", function()
    local text = "của Bộ Quốc phòng Lào"
    assert.same({ "mod-la match: it matches",
      "mod hidden: mod-la, 'Bộ Quốc phòng Lào', was chosen",
      "topic hidden: mod-la, 'Bộ Quốc phòng Lào', was chosen" },
      explain(text, "Quốc"))
    assert.same({ "mod-la match: it matches", "mod match: it matches",
      "topic match: it matches" },
      explain(text, "Quốc", { kind = "overlapping" }))
  end)

  it("tells what is not looked for", function()
    assert.same({ "old date: it is valid up to 2020, not on "
      .. "2024-05-31" }, explain("Viêng Chăn", "Chăn",
      { as_of = "2024-05-31" }))
    assert.same({ "Hòa Bình type: type NAME is not looked for" },
      explain("Hòa Bình", "Bình", { types = "ORG" }))
  end)

  it("tells what is glued to other letters", function()
    local its = viet.gazetteer { { id = "la", "Lào" },
      { id = "hue", type = "CITY", { "Huế", level = "exact" } } }
    local function told(text, position, settings)
      local list = {}
      for _, row in ipairs(its:explain(text, position, settings)) do
        list[#list + 1] = ("%s %s %d-%d %s %s %s"):format(row.id, row.name,
          row.first, row.last, row.reason, row.wanted, row.message)
      end
      return list
    end
    assert.same({ "la Lào 1-4 match placement it matches" },
      told("Làocai", 1, { glued = true }))
    assert.same({ "la Lào 1-4 glued placement it is glued to other letters" },
      told("Làocai", 1))
    assert.same({ "hue Huế 4-8 glued exact it is glued to other letters" },
      told("TinHuế, Lào", 1))
    assert.same({ "la Lào 11-14 match placement it matches" },
      told("TinHuế, Lào", 12))
    assert.same({}, told("TinHuế", 1, { types = "NAME" }))
    assert.same({ "la Lào 2-5 inside placement it begins or ends inside of a "
      .. "word" }, told("xLàox", 1))
    assert.same({ "la Lào 2-5 match placement it matches" },
      told("xLàox", 1, { whole = false }))
    assert.same({ "la Lào 1-4 match placement it matches" },
      told("Lào xLàox", 1, { whole = false }))
  end)

  it("tells of a name whose words are written as one", function()
    local its = viet.gazetteer { { id = "hn", "Hà Nội" } }
    local function told(text, settings)
      local row = its:explain(text, 1, settings)[1]
      return row and ("%d-%d %s: %s"):format(row.first, row.last, row.reason,
        row.message)
    end
    assert.equal("1-8 match: it matches", told("HàNội", { whole = false }))
    assert.equal("1-8 match: it matches", told("HàNội", { glued = true }))
    assert.equal("1-8 glued: its words are written as one", told "HàNội")
    assert.equal("1-9 match: it matches", told("Hà Nội", { whole = false }))
    assert.equal("1-9 match: it matches", told "Hà Nội")
  end)

  it("names the name that matches, of an entry that has several", function()
    local its = viet.gazetteer {
      { id = "vn", "Việt-Nam", "Viet Nam", "VIỆT NAM", level = "toneless" },
      { id = "hue", { "Huế", level = "exact" }, "HUẾ" },
    }
    local function told(text, settings)
      local row = its:explain(text, 1, settings)[1]
      return ("%s %s %s"):format(row.reason, row.name, row.level)
    end
    assert.same({ "match VIỆT NAM case", "match Viet Nam case",
                  "match Viet Nam exact", "match Việt-Nam typed",
                  "match HUẾ case", "match HUẾ case" },
      { told "việt nam", told "viet nam", told "Viet Nam", told "Viet-nam",
        told "huế", told("huếx", { whole = false }) })
  end)

  it("leaves out what is not near, and places without words", function()
    assert.same({}, explain("Phan Bội Châu", "Bội"))
    assert.same({}, explain("một hai ba", "hai"))
    assert.same({}, g:explain(" \n", 1))
    assert.equal(1, #g:explain("của Bộ Quốc phòng Lào", 7, { limit = 1 }))
  end)

  it("passes over bytes that are not UTF-8", function()
    assert.same({ "Hòa Bình match: it matches" },
      explain("\255 Hòa Bình \192\175", "Hòa"))
    assert.same({ "Phan Văn Giang extra: the text has '\255' between its "
      .. "words" }, explain("Phan Văn \255 Giang", "Phan"))
    assert.same({}, g:explain("\255", 1))
  end)

  it("may be about a stretch of text, or a document", function()
    local text = "Phan Vân Giang, rồi Hoa Binh"
    assert.equal(1, #g:explain(text, 1))
    assert.equal(2, #g:explain(text, 1, { last = #text }))
    assert.equal(2, #g:explain(viet.document(text), 1, { last = #text }))
  end)

  it("wants a text and a byte of it", function()
    assert.error_matches(function() g:explain(7, 1) end, "bad argument #1 to "
      .. "'explain' %(string or document expected, got number%)$")
    assert.error_matches(function() g:explain("abc", 4) end, "bad argument #2 "
      .. "to 'explain' %(expected a byte from 1 to 3, got 4%)$")
    for _, bad in ipairs { 0, 1.5, 0 / 0 } do
      assert.error_matches(function() g:explain("abc", bad) end,
        "%(expected a byte from 1 to 3, got " .. tostring(bad):gsub("%p",
        "%%%0") .. "%)$")
    end
    for _, bad in ipairs { "x", 1, 4, 2.5 } do
      assert.error_matches(function() g:explain("abc", 2, { last = bad }) end,
        "bad value '" .. bad .. "' for option 'last' %(expected a byte from "
        .. "2 to 3%)$")
    end
    assert.error_matches(function() g:explain("abc", 1, { limit = "x" }) end,
      "bad value 'x' for option 'limit' %(expected a number from 0%)$")
    assert.error_matches(function() g:explain("abc", 1, { x = 1 }) end,
      "unknown option 'x' %(expected kind, across_lines, gaps, glued, whole, "
      .. "types, as_of, best, last or limit%)$")
  end)
end)

describe("explaining random places", function()
  local seed = os.time()
  local WORDS = { "hòa", "hoà", "Hoa", "bình", "Binh", "văn", "-", "\n" }

  local function random_words(most)
    local words = {}
    for i = 1, math.random(most) do words[i] = WORDS[math.random(#WORDS)] end
    return table.concat(words, " ")
  end

  it("agrees with the search (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local checked = 0
    for _ = 1, 300 do
      local entries = {}
      for i = 1, 4 do entries[i] = { "x" .. i, (random_words(3)
        :gsub("\n", "hòa")) } end
      local its, text = viet.gazetteer(entries), "a " .. random_words(8)
      for first, last, id in its:matches(text) do
        local is_told = false
        for _, row in ipairs(its:explain(text, first)) do
          is_told = is_told or row.id == id and row.first == first
            and row.last == last and row.reason == "match"
        end
        assert.is_true(is_told, ("seed %d, %q, %s"):format(seed, text, id))
        checked = checked + 1
      end
    end
    assert.is_true(checked > 200, checked .. " checked")
  end)
end)
