local inspect = require "viet.inspect"
local viet = require "viet"

describe("inspect", function()
  it("writes values as Lua does", function()
    assert.equal('"Lào \\"x\\"\\n"', inspect 'Lào "x"\n')
    assert.equal("nil", inspect(nil))
    assert.equal("1.5", inspect(1.5))
    assert.equal('"\\027\\\\"', inspect "\27\\")
    assert.equal("viet.document (no name, 1 bytes)", inspect(viet.document "a"))
  end)

  it("writes tables in a fixed order", function()
    assert.equal('{"a", "b", [10] = 0, ["end"] = 2, ["x y"] = 3, z = 1}',
      inspect { "a", "b", z = 1, ["end"] = 2, ["x y"] = 3, [10] = 0 })
    assert.equal("{}", inspect {})
  end)

  it("cuts what is long, deep or goes in circles", function()
    local list, circle = {}, {}
    for i = 1, 50 do list[i] = i end
    circle.me = circle
    assert.is_truthy(inspect(list):find "19, 20, %.%.%. 30 more}$")
    assert.equal("{{{{...}}}}", inspect { { { { { 1 } } } } })
    assert.equal("{me = {...}}", inspect(circle))
  end)

  it("leaves a plain string alone", function()
    assert.equal("a\tb", inspect("a\tb", { plain = true }))
  end)
end)
