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

--- What differs between two maps, one line for each key.
local function differences(expected, found)
  local list = {}
  for key, value in pairs(expected) do
    if found[key] ~= value then
      list[#list + 1] = "missing: " .. key .. " = " .. value
    end
  end
  for key, value in pairs(found) do
    if expected[key] ~= value then
      list[#list + 1] = "stale: " .. key .. " = " .. value
    end
  end
  table.sort(list)
  return list
end

--- The files below lua/ with an extension, by the name that require takes.
local function modules_with(extension)
  local modules = {}
  for _, path in ipairs(lines("find lua/viet/ -name '*" .. extension .. "'")) do
    local name = path:sub(#"lua/" + 1, -#extension - 1)
    modules[name:gsub("/init$", ""):gsub("/", ".")] = path
  end
  return modules
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

  it("installs every Lua module", function()
    local expected = modules_with ".lua"
    expected["viet.command.launcher"] = nil  -- a script
    local found = {}
    for name, module in pairs(build.modules) do
      found[name] = type(module) == "string" and module or nil
    end
    assert.same({}, differences(expected, found))
  end)

  it("installs lexicons and rules beside their modules", function()
    local expected = modules_with ".tsv"
    for name, path in pairs(modules_with ".rules") do
      expected[name] = path
    end
    assert.same({}, differences(expected, build.install.lua))
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
