local viet = require "viet"

describe("an extractor", function()
  local function run() end

  it("says what it needs and gives, nothing by default", function()
    local e = viet.extractor { name = "e", run = run }
    assert.same({}, e.needs)
    assert.same({}, e.gives)
    assert.equal("viet.extractor (e)", tostring(e))
  end)

  it("needs a name, a function, and names of layers", function()
    local function making(spec)
      return function() viet.extractor(spec) end
    end
    assert.error_matches(making {}, "an extractor needs a name %(a string%)")
    assert.error_matches(making { name = "e" },
      "extractor 'e' needs 'run' %(a function%) or 'rules'")
    assert.error_matches(making { name = "e", run = run, gives = { 1 } },
      "extractor 'e': gives%[1%] is no layer name %(a number%)")
    assert.error_matches(making { name = "e", run = run, need = {} },
      "unknown option 'need' %(expected name, needs, gives, rules, action, "
      .. "inside or run%)")
  end)
end)

describe("an extractor of wrong arguments", function()
  it("is refused with what is expected", function()
    assert.error_matches(function() viet.extractor() end,
      "an extractor needs a name %(a string%)$")
    assert.error_matches(function()
      viet.extractor { name = "x", run = print, needs = "zone" }
    end, "extractor 'x': 'needs' is an array of layer names, not a string$")
  end)
end)
