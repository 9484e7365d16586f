local json = require "viet.json"

describe("json.encode", function()
  it("writes scalars", function()
    assert.equal('["a", 1, -2.5, true, false, null]',
      json.encode { "a", 1, -2.5, true, false, json.null })
    assert.equal("null", json.encode(nil))
  end)

  it("writes whole numbers without a fraction, others in full", function()
    assert.equal("[3, 0.1, 0.6666666666666666, 1e+300]",
      json.encode { 3.0, 0.1, 2 / 3, 1e300 })
  end)

  it("leaves letters and slashes as they are", function()
    assert.equal('"rank/đại tướng"', json.encode "rank/đại tướng")
  end)

  it("escapes quotes, backslashes and control characters", function()
    assert.equal([["\"a\"\\ \n\t\r\b\f\u0000\u001b\u007f"]],
      json.encode "\"a\"\\ \n\t\r\b\f\0\27\127")
  end)

  it("replaces bytes that are not UTF-8", function()
    assert.equal('"a\u{FFFD}b"', json.encode "a\xFFb")
  end)

  it("writes an empty table as an array, and others by their keys", function()
    assert.equal("[]", json.encode {})
    assert.equal('{"a": 1, "b": {"c": []}}',
      json.encode { b = { c = {} }, a = 1 })
  end)

  it("keeps the order of an object, with null for what is absent", function()
    local object = json.object { { "b", 1 }, { "a", nil }, { "c", {} } }
    assert.equal('{"b": 1, "a": null, "c": []}', json.encode(object))
  end)

  it("refuses what JSON does not have", function()
    assert.has_error(function() json.encode(print) end,
      "a function cannot be written as JSON")
    assert.has_error(function() json.encode(1 / 0) end,
      "a JSON number cannot be inf")
    assert.has_error(function() json.encode { [{}] = 1 } end,
      "a JSON key cannot be a table")
  end)
end)

describe("json.pretty", function()
  it("puts each key and each record of a list on a line", function()
    local object = json.object {
      { "name", "x" }, { "list", { "a", "b" } }, { "none", {} },
      { "records", { json.object { { "i", 1 } }, { j = 2 } } },
    }
    assert.equal([[
{
  "name": "x",
  "list": ["a", "b"],
  "none": [],
  "records": [
    {"i": 1},
    {"j": 2}
  ]
}
]], json.pretty(object))
  end)
end)

describe("json.decode", function()
  it("reads values, whole numbers as integers", function()
    local value = json.decode '{"a": [1, 2.5, "é", true], "b": {}}'
    assert.same({ a = { 1, 2.5, "é", true }, b = {} }, value)
    assert.equal("integer", math.type(value.a[1]))
  end)

  it("reads null as nil in an object, as json.null elsewhere", function()
    assert.same({ b = 1 }, json.decode '{"a": null, "b": 1}')
    local list = json.decode "[null, 1]"
    assert.equal(json.null, list[1])
    assert.equal(1, list[2])
    assert.equal(json.null, json.decode "null")
    assert.equal("null", tostring(json.null))
  end)

  it("reads what it wrote", function()
    local value = { "\0\27\"\\/ đ\n", { x = { 1, -1, 0.1 } }, {} }
    assert.same(value, json.decode(json.encode(value)))
  end)

  it("tells what is wrong, and where", function()
    local cases = {
      { "", 1, "expected value but found end" },
      { "{", 2, "expected object key string but found end" },
      { "[1,]", 4, "expected value but found arr end" },
      { '{"a" 1}', 6, "expected colon but found number" },
      { "[NaN]", 2, "expected value but found invalid token" },
      { "[1] x", 5, "expected the end but found invalid token" },
    }
    for _, case in ipairs(cases) do
      local value, message, position = json.decode(case[1])
      assert.is_nil(value)
      assert.equal(("bad JSON at byte %d: %s"):format(case[2], case[3]),
        message)
      assert.equal(case[2], position)
    end
  end)
end)

describe("without lua-cjson", function()
  it("writes, and names the package where it would read", function()
    local loaded = package.loaded
    local saved, own = loaded["viet.json"], loaded.cjson
    loaded["viet.json"], loaded.cjson = nil, nil
    package.preload.cjson = function() error "gone" end
    local fresh = require "viet.json"
    local written = fresh.encode { 1 }
    local read, message = pcall(fresh.decode, "[1]")
    package.preload.cjson = nil
    loaded["viet.json"], loaded.cjson = saved, own
    assert.equal("[1]", written)
    assert.is_false(read)
    assert.equal("reading JSON needs lua-cjson (Debian package lua-cjson, "
      .. "rock lua-cjson)", message)
  end)
end)
