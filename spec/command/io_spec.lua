local files = require "viet.command.io"
local support = require "command.support"

--- All blocks of a text, read `size` bytes at a time.
local function blocks_of(text, size)
  local file = io.tmpfile()
  file:write(text)
  file:seek "set"
  local blocks, offsets = {}, {}
  for block, offset in files.blocks(file, "x", size) do
    blocks[#blocks + 1], offsets[#offsets + 1] = block, offset
  end
  file:close()
  return blocks, offsets
end

describe("io.blocks", function()
  it("ends each block with a line", function()
    local blocks, offsets = blocks_of("ab\ncd\nef\ngh", 5)
    assert.same({ "ab\n", "cd\nef\n", "gh" }, blocks)
    assert.same({ 0, 3, 9 }, offsets)
  end)

  it("gives a line that is longer than a block as a whole", function()
    assert.same({ "a\n", "bcdefghijkl\n", "m" },
      (blocks_of("a\nbcdefghijkl\nm", 3)))
    assert.same({ "abcdefgh" }, (blocks_of("abcdefgh", 3)))
  end)

  it("gives nothing for nothing", function()
    assert.same({}, (blocks_of("", 3)))
  end)

  it("keeps every byte, with the right offsets", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 300 do
      local parts = {}
      for i = 1, math.random(0, 60) do
        parts[i] = math.random(4) == 1 and "\n" or "\0"
      end
      local text = table.concat(parts)
      local blocks, offsets = blocks_of(text, math.random(1, 9))
      assert.equal(text, table.concat(blocks), "seed " .. seed)
      local offset = 0
      for i, block in ipairs(blocks) do
        assert.equal(offset, offsets[i], "seed " .. seed)
        assert.is_true(i == #blocks or block:sub(-1) == "\n",
          "seed " .. seed)
        offset = offset + #block
      end
    end
  end)

  it("tells that a folder cannot be read", function()
    local file = io.open("/tmp")
    local block, message = files.blocks(file, "/tmp")()
    file:close()
    assert.is_false(block)
    assert.equal("cannot read /tmp: Is a directory", message)
  end)
end)

describe("io.read_all", function()
  it("refuses more than a limit, also where the size is unknown", function()
    local file = io.tmpfile()
    file:write("abcdef")
    file:seek "set"
    assert.same({ nil, "x has 6 bytes (limit 5, see --max-bytes)" },
      { files.read_all(file, "x", 5, "--max-bytes") })
    assert.equal("abcdef", files.read_all(file, "x", 6))
    file:close()
    local pipe = io.popen "printf abcdef"
    assert.same({ nil, "x has more than 5 bytes" },
      { files.read_all(pipe, "x", 5) })
    pipe:close()
  end)

  -- Its size was told, 9223372036854775807 bytes.
  it("tells that a folder cannot be read", function()
    local file = io.open "/tmp"
    assert.same({ nil, "cannot read x: Is a directory" },
      { files.read_all(file, "x", 5) })
    file:close()
  end)

  it("reads on where the file stands", function()
    local file = io.tmpfile()
    file:write("abcdef")
    file:seek("set", 4)
    assert.equal("ef", files.read_all(file, "x", 2))
    file:close()
  end)
end)

describe("io.write_all", function()
  it("writes a file, and replaces one", function()
    local folder = support.folder()
    local path = folder .. "/a.json"
    assert.is_true(files.write_all(path, "one"))
    assert.is_true(files.write_all(path, "two"))
    assert.equal("two", support.read(path))
    assert.same({ "a.json" }, support.list(folder))
  end)

  it("leaves nothing behind where it fails", function()
    local folder = support.folder()
    os.execute("mkdir " .. support.quote(folder .. "/taken"))
    local done, message = files.write_all(folder .. "/taken", "text")
    assert.is_nil(done)
    assert.equal(("cannot write %s/taken: Is a directory"):format(folder),
      message)
    assert.same({ "taken" }, support.list(folder))
    done, message = files.write_all(folder .. "/none/a", "text")
    assert.is_nil(done)
    assert.equal(("cannot write %s/none/a: No such file or directory")
      :format(folder), message)
  end)
end)

describe("io.make_folder", function()
  it("makes folders whose names need quoting", function()
    local folder = support.folder() .. "/it's a \"name\"/$HOME"
    assert.is_true(files.make_folder(folder))
    assert.is_true(files.make_folder(folder))
    assert.same({}, support.list(folder))
  end)

  it("tells where it cannot", function()
    local path = support.write(support.folder() .. "/file", "")
    assert.same({ nil, ("cannot make the folder %s/x: Not a directory")
      :format(path) }, { files.make_folder(path .. "/x") })
  end)
end)

describe("io.is_same", function()
  it("knows a file by any of its paths", function()
    local folder = support.folder()
    local path = support.write(folder .. "/it's", "")
    os.execute("ln -s " .. support.quote(path) .. " "
      .. support.quote(folder .. "/link"))
    assert.is_true(files.is_same(path, folder .. "/./it's"))
    assert.is_true(files.is_same(path, folder .. "/link"))
    assert.is_false(files.is_same(path, folder))
    assert.is_false(files.is_same(path, folder .. "/none"))
  end)
end)

describe("io.run", function()
  it("gives Ctrl-C the status of the shell, and no place in the code",
    function()
      local err = io.tmpfile()
      local session = files.session("viet x", { stdout = io.tmpfile(),
        stderr = err })
      assert.equal(130, files.run(session, function()
        error("extractor 'x' failed on y: x.lua:3: interrupted!", 0)
      end))
      err:seek "set"
      assert.equal("viet x: interrupted\n", err:read "a")
    end)
end)
