local options = require "viet.options"

--- Calls options.check as a function with options would.
local function greet(settings, where)
  settings = options.check(settings, { "name", "loud", "often" }, where)
  return settings
end

--- The message that the call raises, without its position.
local function message_of(...)
  local ok, message = pcall(greet, ...)
  assert.is_false(ok)
  return (message:gsub("^[^:]*:%d+: ", ""))
end

describe("an option table", function()
  it("comes back as it is when each key is known", function()
    local settings = { name = "Hoa", often = 3 }
    assert.equal(settings, greet(settings))
  end)

  it("may be left out", function()
    assert.same({}, greet(nil))
  end)

  it("may hold an array besides its options", function()
    local settings = { "one", "two", name = "Hoa" }
    assert.equal(settings, greet(settings))
  end)

  it("is refused with an unknown key, and the known ones are listed",
     function()
    assert.equal("unknown option 'lout' (expected name, loud or often)",
                 message_of({ lout = true }))
    assert.equal("unknown option 'true' (expected name, loud or often)",
                 message_of({ [true] = 1 }))
  end)

  it("may have values that are true or false", function()
    assert.is_false(options.choose({ loud = false }, "loud", { true, false }))
    assert.is_true(options.choose({}, "loud", { true, false }))
    assert.equal("bad value '1' for option 'loud' (expected true or false)",
                 options.bad_value("loud", 1, { true, false }))
  end)

  it("is refused when it is no table", function()
    assert.equal("options are a table, not a string", message_of("loud"))
  end)

  it("is refused in the name of what it belongs to", function()
    assert.equal(
      "entry 3: unknown option 'x' (expected name, loud or often)",
      message_of({ x = 1 }, "entry 3"))
    assert.equal("entry 3: options are a table, not a number",
                 message_of(7, "entry 3"))
  end)

  it("blames the caller of the function that has the options", function()
    local chunk = assert(load("local greet = ...\nlocal x = 1\n" ..
                              "greet({ lout = 1 })", "=script"))
    local _, message = pcall(chunk, greet)
    assert.equal("script:3: unknown option 'lout' " ..
                 "(expected name, loud or often)", message)
  end)
end)

describe("a list of choices", function()
  it("reads as a sentence does", function()
    assert.equal("a", options.list { "a" })
    assert.equal("a or b", options.list { "a", "b" })
    assert.equal("a, b or c", options.list { "a", "b", "c" })
  end)
end)

describe("an option that is one of some words", function()
  local function paint(settings)
    settings = options.check(settings, { "size" })
    return options.choose(settings, "size", { "small", "large", "huge" })
  end

  it("is the first of them when it is left out", function()
    assert.equal("small", paint())
    assert.equal("large", paint { size = "large" })
  end)

  it("is refused when it is none of them", function()
    for value, shown in pairs { big = "big", [1] = "1", [false] = "false" } do
      local _, message = pcall(paint, { size = value })
      assert.equal(("bad value '%s' for option 'size' (expected small, "
        .. "large or huge)"):format(shown),
        (message:gsub("^[^:]*:%d+: ", "")))
    end
  end)
end)

describe("a value that is one of some words", function()
  local sizes = { "small", "large" }

  it("has no fault when it is one of them", function()
    assert.is_nil(options.fault("size", "small", sizes))
    assert.is_nil(options.fault("size", "large", sizes))
  end)

  it("has a fault that lists them otherwise", function()
    assert.equal("bad size 'huge' (expected small or large)",
                 options.fault("size", "huge", sizes))
    assert.equal("bad size 'nil' (expected small or large)",
                 options.fault("size", nil, sizes))
  end)
end)
