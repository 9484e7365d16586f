--- What a user gets from an installation: the module, its lexicons and the
-- command, from any folder. Everything is built in a temporary folder, with
-- an environment that holds nothing but HOME and the usual PATH.

local function shell(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local output = pipe:read("a")
  local _, _, status = pipe:close()
  return status, output
end

local function has(program)
  return os.execute("command -v " .. program .. " >/dev/null 2>&1")
end

-- A rank is found only by a lexicon, so this reads the installed TSV files.
local script = [[
  local viet = require "viet"
  local doc = viet.document("Hội đàm\n\nĐại tướng Phan Văn Giang phát biểu.")
  viet.news.pipeline():run(doc)
  print(doc:layer("RANK")[1].id)
]]

describe("an installation", function()
  local folder, clean

  lazy_setup(function()
    folder = select(2, shell("mktemp -d")):match("%S+")
    clean = "env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=" .. folder .. " "
    assert(shell("mkdir " .. folder .. "/source " .. folder .. "/else && " ..
      "cp -rL csrc lua rockspec spec Makefile " .. folder .. "/source") == 0)
    local file = assert(io.open(folder .. "/else/ranks.lua", "w"))
    file:write(script)
    file:close()
  end)

  lazy_teardown(function()
    shell("rm -rf " .. folder)
  end)

  --- Runs a command in a folder that is neither source nor installation.
  local function elsewhere(command)
    return shell("cd " .. folder .. "/else && " .. clean .. command)
  end

  local function runs_command(command)
    local status, output = elsewhere(
      "sh -c \"printf 'hoa\\314\\200' | " .. command .. " normalize\"")
    assert.equal("hoà", (output:gsub("\n$", "")))
    assert.equal(0, status)
  end

  describe("by luarocks", function()
    if not has "luarocks" then
      pending("luarocks is not installed")
      return
    end

    local tree

    lazy_setup(function()
      tree = folder .. "/tree"
      local status, output = shell("cd " .. folder .. "/source && " .. clean ..
        "luarocks --lua-version 5.4 --tree " .. tree ..
        " make rockspec/viet-scm-1.rockspec")
      assert(status == 0, output)
    end)

    it("finds module and lexicons from any folder", function()
      local status, output = elsewhere(
        "LUA_PATH='" .. tree .. "/share/lua/5.4/?.lua;" ..
        tree .. "/share/lua/5.4/?/init.lua;;' " ..
        "LUA_CPATH='" .. tree .. "/lib/lua/5.4/?.so;;' lua5.4 ranks.lua")
      assert.equal("rank/general\n", output)
      assert.equal(0, status)
    end)

    it("has the command", function()
      runs_command(tree .. "/bin/viet")
    end)

    it("stays in memory from one Lua state to the next", function()
      local status, output = shell("cd " .. folder .. "/source && " .. clean ..
        "make --silent build/spec/states && " ..
        "build/spec/states " .. tree .. "/lib/lua/5.4/viet/core.so")
      assert.equal("2 passed, 0 failed", output:match("[^\n]*passed[^\n]*"))
      assert.equal(0, status)
    end)
  end)

  describe("by make install", function()
    local prefix

    lazy_setup(function()
      prefix = folder .. "/usr"
      local status, output = shell("cd " .. folder .. "/source && " .. clean ..
        "make install PREFIX=" .. prefix)
      assert(status == 0, output)
    end)

    it("finds module and lexicons from any folder", function()
      local status, output = elsewhere(
        prefix .. "/bin/viet run ranks.lua")
      assert.equal("rank/general\n", output)
      assert.equal(0, status)
    end)

    it("has the command", function()
      runs_command(prefix .. "/bin/viet")
    end)

    it("can be staged in another folder first", function()
      local stage = folder .. "/stage"
      local status = shell("cd " .. folder .. "/source && " .. clean ..
        "make install DESTDIR=" .. stage .. " INST_LUADIR=/opt/lua" ..
        " INST_LIBDIR=/opt/lib INST_BINDIR=/opt/bin")
      assert.equal(0, status)
      local _, files = shell("cd " .. stage .. " && ls opt/lua/viet/init.lua" ..
        " opt/lib/viet/core.so opt/bin/viet")
      assert.equal("opt/bin/viet\nopt/lib/viet/core.so\n" ..
                   "opt/lua/viet/init.lua\n", files)
    end)
  end)
end)
