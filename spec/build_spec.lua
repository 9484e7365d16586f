--- What keeps the two builds, Makefile and rockspec, in step, and what the
-- launcher promises.

local function lines(command)
  local pipe = assert(io.popen(command))
  local list = {}
  for line in pipe:lines() do
    list[#list + 1] = line
  end
  pipe:close()
  table.sort(list)
  return list
end

local function sorted_values(map)
  local list = {}
  for _, value in pairs(map) do
    list[#list + 1] = value
  end
  table.sort(list)
  return list
end

describe("the rockspec", function()
  local rockspec = {}
  assert(loadfile("rockspec/viet-scm-1.rockspec", "t", rockspec))()
  local build = rockspec.build

  it("compiles every C file into viet.core", function()
    local sources = { table.unpack(build.modules["viet.core"].sources) }
    table.sort(sources)
    assert.same(lines("find csrc/*/ -name '*.c'"), sources)
  end)

  it("installs every Lua module under the name that require takes", function()
    local modules = {}
    for _, path in ipairs(lines("find lua/viet/ -name '*.lua'")) do
      local name = path:gsub("^lua/", ""):gsub("%.lua$", "")
                       :gsub("/init$", ""):gsub("/", ".")
      modules[name] = path
    end
    modules["viet.command.launcher"] = nil  -- a script
    modules["viet.core"] = build.modules["viet.core"]
    assert.same(modules, build.modules)
  end)

  it("installs every lexicon beside its module", function()
    assert.same(lines("find lua/viet/ -name '*.tsv'"),
                sorted_values(build.install.lua))
    for name, path in pairs(build.install.lua) do
      assert.equal(path, "lua/" .. name:gsub("%.", "/") .. ".tsv")
    end
  end)

  it("installs the command", function()
    assert.same({ viet = "lua/viet/command/launcher.lua" },
                build.install.bin)
  end)
end)

describe("build/viet", function()
  it("runs from another folder and through a link", function()
    local link = os.tmpname()
    os.remove(link)
    os.execute("ln -s \"$PWD/build/viet\" " .. link)
    local output = lines("cd / && printf 'hoa\\314\\200\\n' | " .. link ..
                         " normalize")
    os.remove(link)
    assert.same({ "hoà" }, output)
  end)
end)

describe("the module", function()
  it("leaves Lua to the program that loads it", function()
    local needed = table.concat(
      lines("objdump -p build/lib/viet/core.so | grep NEEDED"), "\n")
    assert.is_nil(needed:find("lua", 1, true))
  end)

  it("exports nothing but its opener", function()
    local exported = lines("nm -D --defined-only build/lib/viet/core.so" ..
                           " | awk '{ print $3 }'")
    assert.same({ "luaopen_viet_core" }, exported)
  end)
end)
