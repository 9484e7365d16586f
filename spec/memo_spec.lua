local memo = require "viet.memo"

describe("a memo", function()
  it("makes a value of a string once", function()
    local count = 0
    local double = memo(function(text)
      count = count + 1
      return text .. text
    end)
    assert.equal("aa", double "a")
    assert.equal("aa", double "a")
    assert.equal("bb", double "b")
    assert.equal(2, count)
  end)

  it("remembers false", function()
    local count = 0
    local never = memo(function()
      count = count + 1
      return false
    end)
    assert.is_false(never "a")
    assert.is_false(never "a")
    assert.equal(1, count)
  end)

  it("gives the same however many strings it is asked for, and forgets some",
     function()
    local count = 0
    local length = memo(function(text)
      count = count + 1
      return #text
    end)
    for _ = 1, 2 do
      for i = 1, 20000 do assert.equal(#tostring(i), length(tostring(i))) end
    end
    assert.is_true(count > 20000)
  end)
end)
