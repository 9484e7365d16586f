-- Runs each script of examples/ with the command, as a user would.

local viet = require "viet"

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function run(arguments)
  local pipe = assert(io.popen("build/viet run " .. arguments, "r"))
  local output = pipe:read "a"
  local ok = pipe:close()
  return output, ok
end

describe("the example", function()
  it("normalize_column cleans one column and leaves the others", function()
    local path = os.tmpname()
    write(path, "Hoà\tHoà  Bình\nb\tÐà\194\160Nẵng\nc\t\xff\nd\n")
    local output = run("examples/normalize_column.lua " .. path
      .. " 2 2>/dev/null")
    os.remove(path)
    assert.equal("Hoà\tHòa  Bình\nb\tĐà Nẵng\nc\t\u{FFFD}\nd\n", output)
  end)

  it("find_names finds names however they are spelled", function()
    local output = run "examples/find_names.lua examples/corpus/08-dien-bien-phu-70-nam.txt"
    local found = {}
    for id in output:gmatch "\t(%l+/%S+)\t" do found[id] = true end
    assert.same({
      ["person/phan-van-giang"] = true, ["place/dien-bien-phu"] = true,
      ["org/mod-vn"] = true,
    }, found)
  end)

  it("missing_names finds people whom no list has", function()
    local output, ok = run "examples/missing_names.lua examples/corpus"
    assert.is_true(ok)
    local names = {}
    for name in output:gmatch "[^\t\n]+\t%d+\t([^\t]+)\t" do
      names[#names + 1] = name
    end
    assert.same({ "Bounmy Phanthavong", "Phạm Đình Trọng", "Lê Quang Thịnh",
      "Nguyễn Thế Bình", "Ramón Echeverría", "Đỗ Hữu Nghĩa" },
      { table.unpack(names, 1, 6) })
  end)

  it("ships adds a layer to the news pack", function()
    assert.equal("6\tINS Kirpan\n2\tHMAS Canberra\n2\tHMAS Newcastle\n"
      .. "2\tUSS Carl Vinson\n", (run "examples/ships.lua examples/corpus"))
  end)

  it("meetings_by_month counts meetings by country and month", function()
    local output, ok = run "examples/meetings_by_month.lua examples/corpus"
    assert.is_true(ok)
    for _, row in ipairs {
      "2021-09\tJP\t1", "2022-06\tIN\t1", "2031-10\tLA\t1", "2031-12\tCU\t1",
    } do
      assert.truthy(("\n" .. output):find("\n" .. row .. "\n", 1, true), row)
    end
  end)

  it("concordance puts each place of a phrase in columns", function()
    local output = run 'examples/concordance.lua examples/corpus "bản ghi nhớ"'
    assert.equal([[
                      . Hai bên cũng ký [Bản ghi nhớ] về hỗ trợ hậu cần
            ông Edward Harrington đã ký [Bản ghi nhớ] về hợp tác thủy đạc
                   đổi về việc chuẩn bị [Bản ghi nhớ] về hợp tác rà phá
              Indonesia nhất trí sớm ký [Bản ghi nhớ] về phối hợp tìm kiếm
]], viet.normalize(output, { spaces = true, invisibles = true }))
  end)

  it("find_names.c uses the library from C, without Lua", function()
    local readme = assert(io.open "README.md"):read "a"
    local command = readme:match "```sh\n(gcc .-)\n```"
    assert.is_true(os.execute((command:gsub("%-O2", "-O0 -Wall -Werror"))))
    local pipe = io.popen('printf "Tới HOÀ BÌNH,\\nhoà  bi\\314\\200nh\\n" | '
      .. 'build/find_names "Hà Nội" "Hòa Bình"')
    assert.equal("Hòa Bình stands at bytes 6 to 16: hòa bình\n" ..
      "Hòa Bình stands at bytes 0 to 12: hòa  bình\n", pipe:read "a")
    assert.is_true((pipe:close()))
    pipe = io.popen "build/find_names '' 2>&1 </dev/null"
    assert.equal("find_names: bad argument\n", pipe:read "a")
    assert.is_nil((pipe:close()))
  end)

  it("legacy_words.c reads any charset, and tells where words stand",
  function()
    assert.is_true(os.execute "make --silent build/examples/legacy_words")
    local pipe = io.popen [[printf 'Ho\265 B\327nh, \256\255\352ng' |
      build/examples/legacy_words]]
    assert.equal("tcvn3\n0 to 3\thòa\n4 to 8\tbình\n10 to 15\tđường\n",
      pipe:read "a")
    assert.is_true((pipe:close()))
    pipe = io.popen "printf '5 km' | build/examples/legacy_words"
    assert.equal("utf-8\n", pipe:read "a")
    pipe:close()
  end)

  it("is under 30 lines, each of them", function()
    for name in io.popen("ls examples/*.lua"):lines() do
      local count = 0
      for _ in io.lines(name) do count = count + 1 end
      assert.is_true(count < 30, name)
    end
  end)
end)
