-- What lua/viet/gazetteer.lua stands on: gazetteers of the core, built entry
-- by entry, in files, changed, and shared.

local core = require "viet.core"

--- A gazetteer of people and places; `add` may add more to its builder.
local function build(add)
  local b = core.gazetteer_builder("placement")
  assert.equal(1, b:add("giang", "PERSON", nil, 20210408, nil, nil,
                        '{"born":1960}', "Phan Văn Giang", "Tướng  Giang"))
  assert.equal(2, b:add("lich", "PERSON", "typed", 20160408, 20210408, 2,
                        nil, "Ngô Xuân Lịch"))
  assert.equal(3, b:add("hb", "PLACE", nil, nil, nil, nil, nil, "Hòa Bình"))
  assert.is_true(b:add_name(3, "HB", "exact"))
  if add then add(b) end
  return b:build()
end

--- All that is found, as "text=number~level".
local function found(g, text, options)
  local parts = {}
  for first, last, number, level in g:numbers(text, options) do
    parts[#parts + 1] = ("%s=%d~%s"):format(text:sub(first, last), number,
                                            level)
  end
  return parts
end

local function with_file(run)
  local path = os.tmpname()
  local ok, message = pcall(run, path)
  os.remove(path)
  if not ok then error(message, 0) end
end

local text = "Tướng Giang, ngo xuan lich ở Hoà Bình; HB, hb"

describe("a builder", function()
  it("gives back what entries it was given", function()
    local g = build()
    assert.equal(3, #g)
    assert.equal("viet.gazetteer (3 entries, 5 names)", tostring(g))
    assert.same({ "giang", "PERSON", "placement", 20210408, 0, 0,
                  '{"born":1960}', "Phan Văn Giang", "Tướng  Giang" },
                { g:entry(1) })
    assert.same({ "Hòa Bình", "placement", "HB", "exact" }, { g:names(3) })
    assert.same({ "lich", "PERSON", "typed", 20160408, 20210408, 2, nil,
                  "Ngô Xuân Lịch" }, { g:entry(2) })
  end)

  it("makes what finds them", function()
    assert.same({ "Tướng Giang=1~exact", "ngo xuan lich=2~typed",
                  "Hoà Bình=3~placement", "HB=3~exact" },
                found(build(), text))
    assert.same({ [1] = 1, [2] = 1, [3] = 2 }, build():counts(text))
  end)

  it("refuses names, and says why", function()
    local b = core.gazetteer_builder()
    assert.same({ nil, "is not UTF-8 at byte 2", 2 },
                { b:add("x", nil, nil, nil, nil, nil, nil, "a", "b\255") })
    assert.same({ nil, "has 0 tokens (expected 1 to 255)", 1 },
                { b:add("x", nil, nil, nil, nil, nil, nil, " ") })
    assert.same({ nil, "has 256 tokens (expected 1 to 255)" },
                { b:add_name(1, ("a "):rep(256)) })
    assert.equal(2, #b:build())
  end)

  it("is at its end when it has built", function()
    local b = core.gazetteer_builder()
    b:build()
    assert.has_error(function() b:build() end, "the builder is at its end")
  end)

  it("tells how much is done, and stops", function()
    local b, last = core.gazetteer_builder(), 0
    for i = 1, 1000 do
      b:add(nil, nil, nil, nil, nil, nil, nil, "tên " .. i)
    end
    assert.equal(1000, #b:build(function(done, total)
      assert.is_true(done >= last and done <= total)
      last = done
    end))
    assert.equal(4000, last)
    b = core.gazetteer_builder()
    b:add(nil, nil, nil, nil, nil, nil, nil, "tên")
    assert.same({ nil, "stopped" }, { b:build(function() return false end) })
    b = core.gazetteer_builder()
    b:add(nil, nil, nil, nil, nil, nil, nil, "tên")
    assert.has_error(function() b:build(function() error("no", 0) end) end,
                     "no")
  end)
end)

describe("a search", function()
  it("may ask for a day and for types", function()
    local g = build()
    assert.same({ "ngo xuan lich=2~typed", "Hoà Bình=3~placement",
                  "HB=3~exact" }, found(g, text, { as_of = "2020-12-31" }))
    assert.same({ "Hoà Bình=3~placement", "HB=3~exact" },
                found(g, text, { types = "PLACE" }))
    assert.same({}, found(g, text, { types = {} }))
    assert.same({ "Tướng Giang=1~exact" },
                found(g, text, { types = { "PERSON" }, as_of = 20220101 }))
  end)

  it("may pass over hyphens, punctuation and line ends", function()
    local g = build()
    local dashed = "Hòa-Bình, Ngô – Xuân - Lịch; Phan, Văn\nGiang"
    assert.same({}, found(g, dashed))
    assert.same({ "Hòa-Bình=3~exact", "Ngô – Xuân - Lịch=2~exact" },
                found(g, dashed, { gaps = "hyphen" }))
    assert.same({ "Hòa-Bình=3~exact", "Ngô – Xuân - Lịch=2~exact",
                  "Phan, Văn\nGiang=1~exact" },
                found(g, dashed, { gaps = { "punctuation", "line" } }))
  end)

  it("may cut words that were glued together", function()
    local b = core.gazetteer_builder()
    b:add("az", nil, nil, nil, nil, nil, nil, "Azerbaijan", "Tin Hãy")
    b:add("cua", nil, nil, nil, nil, nil, nil, "của ông")
    local g = b:build()
    local glued = "Azerbaijan: Azerbaijancủa ông, TinHãy"
    assert.same({ "Azerbaijan=1~exact" }, found(g, glued))
    local parts = { "Azerbaijan=1~exact", "Azerbaijan=1~exact",
                    "của ông=2~exact", "TinHãy=1~exact" }
    assert.same(parts, found(g, glued, { glued = true }))
    assert.same(parts, (function()
      local all = {}
      for first, last, number, level in
        g:numbers(require("viet").tokens(glued), { glued = true }) do
        all[#all + 1] = ("%s=%d~%s"):format(glued:sub(first, last), number,
                                            level)
      end
      return all
    end)())
    assert.same({}, found(g, "", { glued = true }))
  end)

  it("may run inside another one, and is over when it is over", function()
    local g, all = build(), {}
    for _ = 1, 3 do
      local outer = g:numbers(text)
      for _, _, i in outer do
        local inner = g:numbers("HB Hòa Bình")
        for _, _, k in inner do all[#all + 1] = i .. k end
        assert.is_nil(inner())
      end
      assert.same({}, found(g, "không có gì"))
      assert.is_nil(outer())
      assert.is_nil(outer())
    end
    assert.equal(("1313 2323 3333 3333 "):rep(3),
                 (table.concat(all):gsub("....", "%0 ")))
  end)

  it("names bad options", function()
    local g = build()
    local function message(options)
      return select(2, pcall(g.numbers, g, "", options))
    end
    assert.equal("unknown option 'x' (expected kind, across_lines, gaps, "
      .. "glued, whole, as_of or types)", message { x = 1 })
    assert.equal("bad value 'all' for option 'kind' (expected longest, "
      .. "first, overlapping, outermost or longest_per_type)",
      message { kind = "all" })
    assert.equal("bad value 'all' for option 'gaps' (expected line, hyphen "
      .. "or punctuation)", message { gaps = { "all" } })
    assert.equal("bad value '2020' for option 'as_of' (expected a date as "
      .. "2024-05-31)", message { as_of = "2020" })
    assert.equal("types are a string or an array, not a boolean",
                 message { types = true })
  end)
end)

describe("a gazetteer in a file", function()
  it("is what was saved", function()
    with_file(function(path)
      local g = build()
      assert.is_true(g:save(path))
      local opened = assert(core.gazetteer_open(path, true))
      assert.same(found(g, text), found(opened, text))
      assert.same(g:stats(), opened:stats())
      assert.same({ g:entry(1) }, { opened:entry(1) })
    end)
  end)

  it("may be none", function()
    assert.same({ nil, "No such file or directory" },
                { core.gazetteer_open("/nowhere/names.vgz") })
    with_file(function(path)
      assert.same({ nil, "not a compiled gazetteer" },
                  { core.gazetteer_open(path) })
      local g = build()
      assert(g:save(path))
      local file = assert(io.open(path, "rb"))
      local bytes = file:read("a")
      file:close()
      file = assert(io.open(path, "wb"))
      file:write(bytes:sub(1, -2))
      file:close()
      assert.same({ nil, "damaged: cut short, or changed" },
                  { core.gazetteer_open(path) })
    end)
  end)

  it("may be in another version of the format", function()
    with_file(function(path)
      assert(build():save(path))
      local file = assert(io.open(path, "r+b"))
      file:seek("set", 12)
      file:write "\4"
      file:close()
      assert.same({ nil, "has format version 4, expected 3 (compile it "
        .. "again)" }, { core.gazetteer_open(path) })
    end)
  end)

  it("may be a folder or a pipe, which is not waited for", function()
    assert.same({ nil, "Is a directory" }, { core.gazetteer_open("/") })
    assert.same({ nil, "Is a directory" }, { build():save("/") })
    assert.same({ nil, "a device or a pipe, not a file" },
                { core.gazetteer_open("/dev/null") })
    with_file(function(path)
      os.remove(path)
      assert(os.execute(("mkfifo %q"):format(path)))
      assert.same({ nil, "a device or a pipe, not a file" },
                  { core.gazetteer_open(path) })
    end)
  end)

  it("may be read, so that it can be written over", function()
    with_file(function(path)
      assert(build():save(path))
      local g = require("viet").gazetteer.open(path, { copy = true })
      assert(io.open(path, "wb")):close()
      local list = {}
      for first, last, id in g:matches(text) do
        list[#list + 1] = id .. "=" .. text:sub(first, last)
      end
      assert.same({ "giang=Tướng Giang", "lich=ngo xuan lich", "hb=Hoà Bình",
                    "hb=HB" }, list)
    end)
  end)

  it("tells of itself", function()
    local stats = build():stats()
    assert.same({ 3, 5, 3, 2, "toneless", 0, 1, 3 },
      { stats.version, stats.names, stats.entries, stats.types,
        stats.path_level, stats.removed, stats.layers, stats.longest })
    assert.same({ exact = 1, case = 0, placement = 3, typed = 1,
                  toneless = 0 }, stats.levels)
    assert.is_truthy(stats.checksum:find("^%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x$"))
  end)
end)

describe("a change", function()
  local function more()
    local b = core.gazetteer_builder()
    b:add("giang-2", "PERSON", nil, nil, nil, 1, nil, "Tướng Giang")
    b:add("o", "WORD", nil, nil, nil, nil, nil, "ở Hòa Bình")
    return b:build()
  end

  it("makes another gazetteer, and leaves the one that there was", function()
    local g = build()
    local step = g:numbers(text)
    local changed = g:with(more(), { 2 })
    assert.equal(4, #changed)
    assert.equal(3, #g)
    assert.same({ "Tướng Giang=4~exact", "Tướng Giang=1~exact",
                  "ở Hoà Bình=5~placement", "HB=3~exact" },
                found(changed, text))
    g = nil  -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    assert.equal(1, (select(3, step())))
    assert.equal(2, (select(3, step())))
    assert.same({}, { changed:entry(2) })
    assert.equal("giang-2", (changed:entry(4)))
  end)

  it("may be compacted", function()
    local compact = build():with(more(), { 2 }):with(nil, { 3 }):compact()
    assert.equal(3, #compact)
    assert.equal(1, compact:stats().layers)
    assert.same({ "giang-2", "PERSON", "placement", 0, 0, 1, nil,
                  "Tướng Giang" }, { compact:entry(2) })
    assert.same({ "Tướng Giang=2~exact", "Tướng Giang=1~exact",
                  "ở Hoà Bình=3~placement" }, found(compact, text))
    assert.same({ "Phan Văn Giang", "placement", "Tướng  Giang",
                  "placement" }, { compact:names(1) })
  end)

  it("goes so far", function()
    local g = build()
    for _ = 1, 7 do g = g:with(more()) end
    assert.has_error(function() g:with(more()) end,
                     "too many layers (limit 8)")
    assert.equal(17, #g)
    assert.equal(17, #g:compact())
  end)
end)

describe("a finalizer that runs behind those of a gazetteer", function()
  -- What 'use' raises, called with what 'make' makes when that is finalized.
  local function last_words(make, use)
    local message
    do
      local late = setmetatable({}, { __gc = function(self)
        message = select(2, pcall(use, self.it))
      end })
      late.it = make()
    end
    collectgarbage()
    collectgarbage()
    return type(message) == "string" and message:gsub("^[^:]*:%d+: ", "")
           or message
  end

  local function open()
    local path = os.tmpname()
    assert(build():save(path))
    local g = assert(core.gazetteer_open(path))
    os.remove(path)
    return g
  end

  local function share()
    local g = build()
    core.gazetteer_share(g)
    return g
  end

  it("gets an error for a file, or what is shared", function()
    for _, make in ipairs { open, share } do
      for _, method in ipairs { "numbers", "compact", "stats" } do
        assert.equal("the gazetteer is closed", last_words(make, function(g)
          return g[method](g, method == "numbers" and text or nil)
        end))
      end
    end
  end)

  it("gets an error for a search that has begun", function()
    for _, make in ipairs { build, open, share } do
      assert.equal("the search is closed", last_words(function()
        local step = make():numbers(text)
        step()
        return step
      end, function(step) return step() end))
    end
  end)

  it("may search anew behind one that has ended", function()
    assert.equal(1, last_words(function()
      local g = build()
      for _ in g:numbers(text) do end
      return g
    end, function(g) return (select(3, g:numbers(text)())) end))
  end)
end)

describe("a shared gazetteer", function()
  it("is attached to by its word", function()
    local g = build()
    local step = g:numbers(text)
    local word = core.gazetteer_share(g)
    assert.equal(word, core.gazetteer_share(g))
    local other = assert(core.gazetteer_attach(word))
    collectgarbage()
    assert.same(found(g, text), found(other, text))
    assert.same({ g:entry(2) }, { other:entry(2) })
    assert.equal(word, core.gazetteer_share(other))
    assert.equal(1, (select(3, step())))
  end)

  it("has its changes", function()
    local g = build():with(nil, { 1 })
    local other = core.gazetteer_attach(core.gazetteer_share(g))
    assert.same(found(g, text), found(other, text))
    assert.equal(2, #other)
  end)

  it("is gone with its last user", function()
    local g = build()
    local word = core.gazetteer_share(g)
    local other = core.gazetteer_attach(word)
    g = nil  -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    assert.equal(3, #core.gazetteer_attach(word))
    assert.equal(3, #other)
    other = nil  -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    assert.same({ nil, ("nothing is shared as '%s'"):format(word) },
                { core.gazetteer_attach(word) })
    assert.is_nil((core.gazetteer_attach("x")))
  end)
end)
