local viet = require "viet"

--- What is found, as "text=id".
local function found(g, text, settings)
  local list = {}
  for first, last, id in g:matches(text, settings) do
    list[#list + 1] = text:sub(first, last) .. "=" .. id
  end
  return list
end

local TEXT = "Hà Nội, Huế Mới, Lào"

local function new()
  return viet.gazetteer {
    { id = "hn", "Hà Nội" }, { id = "hue", "Huế" }, { id = "hue", "Huế Mới" },
  }
end

describe("a changed gazetteer", function()
  it("has what was added and not what was removed; the old one stays",
    function()
      local old = new()
      local g, count = old:with { remove = { "hue", "none" },
                                  add = { { id = "la", "Lào" } } }
      assert.equal(2, count)
      assert.same({ "Hà Nội=hn", "Lào=la" }, found(g, TEXT))
      assert.same({ "Hà Nội=hn", "Huế Mới=hue" }, found(old, TEXT))
      assert.same({ 2, 3 }, { #g, #old })
      assert.equal("viet.gazetteer (2 entries, 2 names)", tostring(g))
      local ids = {}
      for entry in g:entries() do ids[#ids + 1] = entry.id end
      assert.same({ "hn", "la" }, ids)
    end)

  it("chooses among old and new names as if they were of one list",
    function()
      local g = new():with { add = { { id = "x", "Nội, Huế Mới, Lào" },
                                     { id = "y", "Hà Nội" } } }
      assert.same({ "Hà Nội=hn", "Hà Nội=y", "Huế Mới=hue" }, found(g, TEXT))
      g = g:with { remove = { "hn", "y" } }
      assert.same({ "Nội, Huế Mới, Lào=x" }, found(g, TEXT))
    end)

  it("replaces an entry by one with the same id", function()
    local g = new():with { remove = "hue", add = { { id = "hue", "Lào" } } }
    assert.same({ "Hà Nội=hn", "Lào=hue" }, found(g, TEXT))
    assert.equal(1, g:remove "hue")
    assert.same({ "Hà Nội=hn" }, found(g, TEXT))
  end)

  it("takes back an entry that was removed", function()
    local entry = { id = "la", "Lào" }
    local g = viet.gazetteer { entry, { "Huế" } }
    g:remove "la"
    assert.same({}, found(g, "Lào"))
    g:add { entry }
    assert.same({ "Lào=la" }, found(g, "Lào"))
    assert.equal(entry, select(5, g:matches("Lào")()))
  end)

  it("has the level of the first one for entries without a level", function()
    local g = viet.gazetteer { { "Huế" }, level = "toneless" }
    g:add { { "Lào" } }
    assert.same({ "lao=Lào" }, found(g, "lao"))
  end)

  it("goes by ids that are first names, too", function()
    local g = viet.gazetteer { { "Huế" }, { { "HB", level = "exact" } } }
    assert.equal(2, g:remove { "HB", "Huế" })
    assert.equal(0, #g)
    assert.same({}, found(g, "Huế HB"))
  end)

  it("tells how far compacting is, and may be stopped", function()
    local g = viet.gazetteer { { id = "a", "Lào" }, { id = "b", "Nga" } }
    g:remove "b"
    local steps, last, unit = 0, nil, nil
    assert.same({ nil, "cancelled" }, { g:compact {
      progress = function() return false end,
    } })
    assert.equal(1, #g)
    assert.equal(g, g:compact { progress = function(done, total, what)
      assert.is_true(done <= total)
      steps, last, unit = steps + 1, done, what
    end })
    assert.is_true(steps > 0 and last > 0)
    assert.equal("steps", unit)
    assert.equal(1, g:stats().names)
    assert.has_error(function() g:compact { progress = 1 } end,
      "progress is a number, not a function")
    assert.has_error(function() g:compact { step = 1 } end,
      "unknown option 'step' (expected progress)")
  end)

  it("can be compacted", function()
    local g = new()
    g:add { { id = "la", "Lào" } }
    g:remove "hn"
    local before = found(g, TEXT)
    assert.equal(g, g:compact())
    assert.same(before, found(g, TEXT))
    assert.equal(3, #g)
    assert.equal(g, g:compact())
  end)

  it("keeps none of those before it, after many changes in place", function()
    local list = {}
    for i = 1, 20000 do list[i] = { id = "x" .. i, "Tên " .. i } end
    local g = viet.gazetteer(list)
    g:remove("x1")  -- ids are listed at the first one
    collectgarbage()
    collectgarbage()
    local before = collectgarbage("count")
    for i = 2, 300 do g:remove("x" .. i) end
    collectgarbage()
    collectgarbage()
    assert.is_true(collectgarbage("count") - before < 400)  -- was 1,000
    assert.equal(19700, #g)
  end)
end)

describe("a search that has begun", function()
  it("goes on as if nothing had been changed", function()
    local g = new()
    local step = g:matches("Hà Nội, Huế, Lào")
    assert.equal("hn", (select(3, step())))
    g:add { { id = "la", "Lào" } }
    g:remove "hue"
    g:compact()
    collectgarbage()
    assert.equal("hue", (select(3, step())))
    assert.is_nil(step())
    assert.same({ "Hà Nội=hn", "Lào=la" }, found(g, "Hà Nội, Huế, Lào"))
  end)
end)

describe("a change is refused", function()
  local function refusal(call)
    local ok, message = pcall(call)
    assert.is_false(ok)
    return message:gsub("^[^:]*:%d+: ", "")
  end

  it("with bad entries, and then changes nothing", function()
    local g = new()
    assert.equal("entry 2 has no name",
      refusal(function() g:add { { "Lào" }, {} } end))
    assert.equal("entry 1: name 1 has 0 tokens (expected 1 to 255)",
      refusal(function() g:with { remove = "hn", add = { { " " } } } end))
    assert.equal("entries are a table, not a nil",
      refusal(function() g:add() end))
    assert.equal(3, #g)
    assert.same({ "Hà Nội=hn", "Huế Mới=hue" }, found(g, TEXT))
  end)

  it("with bad ids and options", function()
    assert.equal("bad argument to 'remove' (ids are strings, got a number)",
      refusal(function() new():remove { 7 } end))
    assert.equal("bad argument to 'with' (ids are strings, got a table)",
      refusal(function() new():with { remove = { {} } } end))
    assert.equal("unknown option 'delete' (expected add or remove)",
      refusal(function() new():with { delete = "x" } end))
  end)
end)

describe("random changes", function()
  local seed = os.time()
  local WORDS = { "một", "hai", "ba", "bốn" }

  local function random_words(most)
    local words = {}
    for i = 1, math.random(most) do words[i] = WORDS[math.random(4)] end
    return table.concat(words, " ")
  end

  local function random_entries(most)
    local entries = {}
    for i = 1, math.random(most) do
      entries[i] = { id = "e" .. math.random(20), random_words(3),
                     priority = math.random(3) == 1 and math.random(3) or nil }
    end
    return entries
  end

  it("give what a gazetteer made at once does (seed " .. seed .. ")",
    function()
      math.randomseed(seed)
      for _ = 1, 40 do
        local list = random_entries(10)
        local g = viet.gazetteer(list)
        for _ = 1, 20 do
          local added, id = random_entries(3), "e" .. math.random(20)
          g = g:with { remove = id, add = added }
          local kept = {}
          for _, entry in ipairs(list) do
            if entry.id ~= id then kept[#kept + 1] = entry end
          end
          for _, entry in ipairs(added) do kept[#kept + 1] = entry end
          list = kept
          local whole, text = viet.gazetteer(list), random_words(12)
          for _, kind in ipairs { "longest", "first", "overlapping" } do
            assert.same(found(whole, text, { kind = kind }),
              found(g, text, { kind = kind }),
              ("seed %d, %s, %s"):format(seed, kind, text))
          end
          assert.equal(#whole, #g)
        end
      end
    end)
end)
