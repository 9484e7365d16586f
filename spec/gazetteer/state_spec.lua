local viet = require "viet"

local path = os.tmpname()

teardown(function() os.remove(path) end)

--- What is found, as "text=id~level".
local function found(g, text, settings)
  local list = {}
  for first, last, id, _, _, level in g:matches(text, settings) do
    list[#list + 1] = ("%s=%s~%s"):format(text:sub(first, last), id, level)
  end
  return list
end

--- All entries, as an array.
local function entries_of(g)
  local list = {}
  for entry in g:entries() do list[#list + 1] = entry end
  return list
end

--- Saves a gazetteer and opens the file.
local function reopen(g)
  assert.is_true(g:save(path))
  return assert(viet.gazetteer.open(path, { verify = true }))
end

describe("a saved gazetteer", function()
  local ENTRIES = {
    { id = "hb", type = "PLACE", "Hòa Bình", { "HB", level = "exact" },
      area = 4600, dense = 0.5, big = true, note = "a\tb\0\n" },
    { id = "post", type = "POST", level = "exact", from = "2021-04",
      to = "2024", priority = 3, "Bộ trưởng", { "Bo truong",
      level = "toneless" } },
    { id = "post", type = "POST", to = "2021-03-31", priority = -1,
      "Bộ trưởng" },
  }

  it("has the same entries", function()
    assert.same(ENTRIES, entries_of(reopen(viet.gazetteer(ENTRIES))))
  end)

  it("finds the same", function()
    local g = viet.gazetteer(ENTRIES)
    local its = reopen(g)
    for _, text in ipairs { "hoà bình HB hb", "Bộ trưởng", "bo truong" } do
      for _, settings in ipairs { {}, { kind = "overlapping" },
          { as_of = "2021-01-01" }, { types = "POST" }, { best = true } } do
        assert.same(found(g, text, settings), found(its, text, settings))
      end
    end
    assert.same({ 3, tostring(g) }, { #its, tostring(its) })
  end)

  it("gives one table for an entry, the same each time", function()
    local g = reopen(viet.gazetteer(ENTRIES))
    local one = select(5, g:matches("HB")())
    assert.equal(one, select(5, g:matches("hòa bình")()))
    assert.equal(one, entries_of(g)[1])
    local changed = g:with { add = { { "Huế" } } }
    assert.equal(one, select(5, changed:matches("HB")()))
    assert.equal(one, select(5, changed:compact():matches("HB")()))
  end)

  it("names types and ids that the entries have not", function()
    local g = reopen(viet.gazetteer { { "Huế" }, { { "HB", level = "exact" } },
                                      level = "toneless" })
    local list = {}
    for _, _, id, type in g:matches("HUE HB") do
      list[#list + 1] = id .. " " .. type
    end
    assert.same({ "Huế NAME", "HB NAME" }, list)
    assert.equal("toneless", entries_of(g)[1].level)
  end)

  it("may have been changed before, and be changed afterwards", function()
    local g = viet.gazetteer(ENTRIES)
    g:remove "hb"
    g:add { { id = "hue", "Huế" } }
    local its = reopen(g)
    assert.equal(3, #its)
    assert.same(found(g, "Huế Bộ trưởng"), found(its, "Huế Bộ trưởng"))
    its:add { { id = "la", "Lào" } }
    assert.equal(2, its:remove "post")
    assert.same({ "Huế=hue~exact", "Lào=la~exact" },
                found(its, "Huế Lào Bộ trưởng"))
    assert.same(found(its, "Huế Lào"), found(reopen(its), "Huế Lào"))
  end)

  it("replaces a file that is open, which stays what it was", function()
    local one = reopen(viet.gazetteer { { "Huế" } })
    local two = reopen(viet.gazetteer { { "Lào" } })
    assert.same({ "Huế=Huế~exact" }, found(one, "Huế Lào"))
    assert.same({ "Lào=Lào~exact" }, found(two, "Huế Lào"))
  end)

  it("keeps the mode of a file that it replaces, and links to one", function()
    local g, link = viet.gazetteer { { "Huế" } }, os.tmpname()
    local target = link .. ".vgz"
    local function facts()
      local pipe = io.popen(("stat -c %%a%%F %s; test -L %s && echo link")
        :format(target, link))
      local text = pipe:read "a"
      pipe:close()
      return text
    end
    os.remove(link)
    os.execute(("ln -s %s %s"):format(target, link))  -- to nothing yet
    assert(g:save(link))
    assert.matches("^%d+regular file\nlink\n$", facts())
    os.execute("chmod 666 " .. target)
    assert(g:save(link))
    assert.equal("666regular file\nlink\n", facts())
    os.execute("chmod 600 " .. target)
    assert(g:save(link))
    assert.equal("600regular file\nlink\n", facts())
    assert.same({ "Huế=Huế~exact" }, found(viet.gazetteer.open(link), "Huế"))
    os.remove(link)
    os.remove(target)
  end)

  it("may be empty", function()
    local g = reopen(viet.gazetteer {})
    assert.equal(0, #g)
    assert.same({}, found(g, "Huế"))
  end)
end)

describe("a damaged file", function()
  it("that is opened all the same gives entries that it has", function()
    local g = viet.gazetteer { { "Huế" }, { id = "hn", "Hà Nội" } }
    assert(g:save(path))
    local file = assert(io.open(path, "rb"))
    local bytes = file:read "a"
    file:close()
    local opened = 0
    for at = 0, #bytes - 4, 4 do
      file = assert(io.open(path, "wb"))
      file:write(bytes:sub(1, at), "\255\255\255\0", bytes:sub(at + 5))
      file:close()
      local its = viet.gazetteer.open(path, { copy = true })
      for _, _, _, _, entry in (its or g):matches "Huế, Hà Nội" do
        assert.is_table(entry)
      end
      opened = opened + (its and 1 or 0)
    end
    assert.is_true(opened > 500, opened .. " opened")
  end)

  it("is not compacted, added to or saved: that it is damaged is told",
     function()
    local g = viet.gazetteer { { "Huế" }, { id = "hn", "Hà Nội" } }
    assert(g:save(path))
    local file = assert(io.open(path, "rb"))
    local bytes = file:read "a"
    file:close()
    local damaged, DAMAGED = 0, "damaged: cut short, or changed"
    for at = 0, #bytes - 4, 4 do
      file = assert(io.open(path, "wb"))
      file:write(bytes:sub(1, at), "\255\255\255\0", bytes:sub(at + 5))
      file:close()
      local its = viet.gazetteer.open(path, { copy = true })
      if its then
        its:remove "hn"
        local done, message = its:compact()
        if not done then
          damaged = damaged + 1
          assert.equal(DAMAGED, message)
          assert.same({ nil, "cannot write " .. path .. ": " .. DAMAGED },
                      { its:save(path) })
        end
        local fine, fault = pcall(its.add, its, { { "Đà Nẵng" } })
        assert.is_true(fine or fault:sub(-#DAMAGED) == DAMAGED)
      end
    end
    assert.is_true(damaged > 3, damaged .. " damaged")
  end)
end)

describe("a file that cannot be opened", function()
  local function refusal(settings)
    local g, message = viet.gazetteer.open(path, settings)
    assert.is_nil(g)
    assert.equal("cannot open " .. path .. ": ", message:sub(1, #path + 14))
    return message:sub(#path + 15)
  end

  local function write(bytes)
    local file = assert(io.open(path, "wb"))
    file:write(bytes)
    file:close()
  end

  it("is missing, or no gazetteer", function()
    os.remove(path)
    assert.equal("No such file or directory", refusal())
    write "id\ttype\tname\n"
    assert.equal("not a compiled gazetteer", refusal())
    write ""
    assert.equal("not a compiled gazetteer", refusal())
  end)

  it("is cut short, or was changed", function()
    assert(viet.gazetteer { { id = "x", "Hà Nội" } }:save(path))
    local file = assert(io.open(path, "rb"))
    local bytes = file:read "a"
    file:close()
    write(bytes:sub(1, -9))
    assert.is_truthy(refusal())
    local middle = #bytes - 100
    write(bytes:sub(1, middle) .. string.char(bytes:byte(middle + 1) ~ 1)
      .. bytes:sub(middle + 2))
    assert.is_truthy(refusal { verify = true })
  end)

  it("cannot be written either", function()
    local done, message = viet.gazetteer { { "x" } }
      :save("/no/such/folder/names.vgz")
    assert.is_nil(done)
    assert.equal("cannot write /no/such/folder/names.vgz: No such file or "
      .. "directory", message)
  end)

  it("is named by a string", function()
    assert.error_matches(function() viet.gazetteer.open() end,
      "the path is a string, not a nil$")
    assert.error_matches(function() viet.gazetteer {}:save() end,
      "the path is a string, not a nil$")
    for _, call in ipairs { viet.gazetteer.open, viet.gazetteer.read,
        function(name) viet.gazetteer {}:save(name) end } do
      assert.error_matches(function() call "a\0b" end,
        "the path has a NUL byte$")
    end
  end)
end)

describe("a shared gazetteer", function()
  it("is attached to by its word, with its changes up to then", function()
    local g = viet.gazetteer { { id = "hn", type = "PLACE", area = 3,
                                 "Hà Nội" }, { "Huế" } }
    g:remove "Huế"
    g:add { { "Lào" } }
    local word = viet.gazetteer.share(g)
    g:add { { "Huế" } }
    local its = assert(viet.gazetteer.attach(word))
    assert.same({ "Hà Nội=hn~exact", "Lào=Lào~exact" },
                found(its, "Hà Nội Huế Lào"))
    assert.equal(2, #its)
    assert.equal(3, entries_of(its)[1].area)
    its:remove "hn"
    assert.same({ "Lào=Lào~exact" }, found(its, "Hà Nội Huế Lào"))
    assert.equal(3, #g)
  end)

  it("is changed by who is attached, and shared on", function()
    local word = viet.gazetteer.share(viet.gazetteer { { "Hà Nội" },
      { "Huế" } }:with { remove = "Huế" })
    local its = assert(viet.gazetteer.attach(word))
    for i = 1, 3 do
      its = its:with { add = { { "Vinh " .. i } } }
      if i == 2 then assert(viet.gazetteer.share(its)) end
      collectgarbage()
      collectgarbage()
    end
    assert.same({ "Hà Nội=Hà Nội~exact", "Vinh 3=Vinh 3~exact" },
                found(its, "Hà Nội, Huế, Vinh 3"))
    assert.equal(4, #its)
  end)

  it("is found by the word that was given out, and no other", function()
    local g = viet.gazetteer { { "Hà Nội" } }
    local word = viet.gazetteer.share(g)
    local prefix, number = word:match("^(.-)(%d+)$")
    for _, other in ipairs { word .. "\0x", prefix .. "0" .. number,
        prefix .. ("%.0f"):format(2 ^ 64 + tonumber(number)), word .. " " } do
      assert.is_nil((viet.gazetteer.attach(other)))
    end
    assert.is_truthy(viet.gazetteer.attach(word))
    assert.equal(1, #g)
  end)

  it("is gone with its last user", function()
    local word = viet.gazetteer.share(viet.gazetteer { { "Hà Nội" } })
    collectgarbage()
    collectgarbage()
    local g, message = viet.gazetteer.attach(word)
    assert.is_nil(g)
    assert.equal("nothing is shared as '" .. word .. "'", message)
  end)

  it("is asked for by a word", function()
    assert.same({ nil, "nothing is shared as 'x'" },
                { viet.gazetteer.attach "x" })
    assert.error_matches(function() viet.gazetteer.attach(7) end,
      "the word is a string, not a number$")
    assert.error_matches(function() viet.gazetteer.share {} end,
      "bad argument #1 to 'share' %(viet.gazetteer expected, got table%)$")
  end)
end)

describe("random gazetteers", function()
  local seed = os.time()
  local WORDS = { "hòa", "Hoà", "bình", "BINH", "đà", "x" }
  local LEVELS = { "exact", "case", "placement", "typed", "toneless" }

  local function random_words(most)
    local words = {}
    for i = 1, math.random(most) do words[i] = WORDS[math.random(#WORDS)] end
    return table.concat(words, " ")
  end

  it("come back from their files (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, 40 do
      local entries = {}
      for i = 1, math.random(12) do
        entries[i] = { id = "e" .. math.random(9), type = "T" .. i % 3,
                       level = LEVELS[math.random(5)], n = math.random(9),
                       random_words(3), random_words(3) }
      end
      local g = viet.gazetteer(entries)
      g:remove("e" .. math.random(9))
      local its, text = reopen(g), random_words(20)
      assert.same(found(g, text, { kind = "overlapping" }),
        found(its, text, { kind = "overlapping" }), "seed " .. seed)
      assert.equal(#g, #its)
    end
  end)
end)
