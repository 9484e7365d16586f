local attributes = require "viet.gazetteer.attributes"

local pack, unpack = attributes.pack, attributes.unpack

describe("attributes", function()
  it("come back as they were", function()
    local entry = { text = "Viêng Chăn", empty = "", odd = "1:s\0\n", yes = true,
                    no = false, whole = 7, least = math.mininteger,
                    float = 3.0, tenth = 0.1, small = -1e-300,
                    [""] = "no name", from = "2024" }
    local back = unpack(pack(entry), {})
    assert.same(entry, back)
    assert.equal("integer", math.type(back.whole))
    assert.equal("float", math.type(back.float))
  end)

  it("are the same bytes for the same entry, names and ids left out",
    function()
      assert.equal("1:at6:sources4:x:17",
        pack { id = "i", type = "T", level = "exact", priority = 3, "name",
               source = "x:17", a = true })
      assert.equal("", pack { id = "i", "name" })
      assert.same({ id = "i" }, unpack("", { id = "i" }))
    end)

  it("are read as far as they are good", function()
    local bytes = pack { a = 1, b = "two", c = true }
    for length = 0, #bytes do
      local back = unpack(bytes:sub(1, length), {})
      assert.is_true(back.a == nil or back.a == 1)
      assert.is_true(back.b == nil or back.b == "two")
    end
    for _, text in ipairs { "x", "1:", "1:ax", "1:an1:x", "9:a", "1:as9:x",
        "99999999999999999999:a", "1:a" } do
      assert.same({}, unpack(text, {}))
    end
  end)
end)

describe("random attributes", function()
  local seed = os.time()

  it("come back as they were (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local function random_text()
      local bytes = {}
      for i = 1, math.random(0, 6) do
        bytes[i] = string.char(math.random(0, 255))
      end
      return table.concat(bytes)
    end
    for _ = 1, 500 do
      local entry = {}
      for _ = 1, math.random(5) do
        local kind = math.random(4)
        local value = kind == 1 and random_text() or kind == 2
          and math.random(0) or kind == 3 and math.random() * 10 ^
          math.random(-300, 300)
        if kind == 4 then value = math.random(2) == 1 end
        entry["x" .. random_text()] = value
      end
      assert.same(entry, unpack(pack(entry), {}))
    end
  end)
end)
