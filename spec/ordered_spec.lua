local ordered = require "viet.ordered"

describe("lists in order of text", function()
  local list = {
    { first = 1, last = 4 }, { first = 3, last = 9 }, { first = 3, last = 5 },
    { first = 8, last = 12 },
  }

  local function inside(low, high)
    local found = {}
    for element in ordered.inside(list, "first", "last", low, high) do
      found[#found + 1] = element.first .. "-" .. element.last
    end
    return found
  end

  it("count what begins before a place", function()
    assert.equal(0, ordered.count_before(list, "first", 1))
    assert.equal(1, ordered.count_before(list, "first", 3))
    assert.equal(4, ordered.count_before(list, "first", 99))
    assert.equal(0, ordered.count_before({}, "first", 5))
  end)

  it("give what lies in a stretch, and nothing that leaves it", function()
    assert.same({ "1-4", "3-9", "3-5", "8-12" }, inside(1, 12))
    assert.same({ "3-5" }, inside(2, 8))
    assert.same({}, inside(13, 20))
  end)

  it("tell what begins last before a place, whatever the guess", function()
    local seed = os.time()
    math.randomseed(seed)
    for _ = 1, 500 do
      local elements, at = {}, 0
      for i = 1, math.random(0, 40) do
        at = at + math.random(0, 3)
        elements[i] = { first = at }
      end
      local byte, guess = math.random(0, 60), math.random(0, #elements)
      local expected = 0
      for i, element in ipairs(elements) do
        if element.first <= byte then expected = i end
      end
      assert.equal(expected, ordered.last_start(elements, byte, guess),
        ("seed %d, byte %d, guess %d"):format(seed, byte, guess))
    end
  end)

  it("tell what is covered", function()
    local items = { { from = 2, to = 5 } }
    assert.is_true(ordered.covers(items, 2, 5))
    assert.is_true(ordered.covers(items, 3, 3))
    assert.is_false(ordered.covers(items, 5, 6))
  end)
end)
