local taken_by = require "viet.news.mentions.taken"

describe("bytes that are taken", function()
  it("are those of all lists, ends included", function()
    local taken = taken_by {
      { { first = 5, last = 8 }, { first = 20, last = 20 } },
      {},
      { { first = 12, last = 14 } },
    }
    for _, free in ipairs { { 1, 4 }, { 9, 11 }, { 15, 19 }, { 21, 90 } } do
      assert.is_true(taken:is_free(free[1], free[2]))
    end
    for _, one in ipairs { { 1, 5 }, { 8, 9 }, { 6, 7 }, { 1, 90 }, { 9, 12 },
                           { 20, 20 }, { 14, 30 } } do
      assert.is_false(taken:is_free(one[1], one[2]))
    end
    taken:add { { first = 30, last = 31 } }
    taken:add { { first = 50, last = 70 }, { first = 55, last = 60 },
      { first = 65, last = 80 } }
    assert.is_false(taken:is_free(62, 63))
    assert.is_false(taken:is_free(75, 75))
    taken:add {}
    assert.is_false(taken:is_free(31, 40))
    assert.is_true(taken:is_free(2, 3))
  end)
end)
