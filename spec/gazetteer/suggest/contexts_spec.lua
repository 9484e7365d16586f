local contexts = require "viet.gazetteer.suggest.contexts"

local function sides(left, right)
  return { { "L " .. left, "L . " .. left }, { "R " .. right,
             "R " .. right .. " ." } }
end

local RANK, OTHER = sides("<RANK>", "nói"), sides("tàu", "chạy")

--- Four persons behind a rank; four other names and a run elsewhere.
local function learn()
  local learned = contexts.new()
  for _ = 1, 4 do
    contexts.learn(learned, RANK, "PERSON")
    contexts.learn(learned, OTHER, "SHIP")
  end
  contexts.learn(learned, OTHER, nil)
  return learned
end

local function place(its, triggered)
  return { sides = its, triggered = triggered or { false, false } }
end

describe("contexts", function()
  it("speak for the types whose names stand there", function()
    local learned = learn()
    assert.same({ "PERSON", "SHIP" }, contexts.types(learned))
    assert.is_true(contexts.score(learned, "PERSON", { place(RANK) }, {}) > 2)
    assert.is_true(contexts.score(learned, "PERSON", { place(OTHER) }, {})
      < -1)
  end)

  it("say nothing where nothing stood", function()
    assert.equal(0, contexts.score(learn(), "PERSON",
      { place(sides("đảo", "xa")) }, {}))
  end)

  it("count once, however often they are seen", function()
    local learned = learn()
    local one = contexts.score(learned, "PERSON", { place(RANK) }, {})
    assert.equal(one, contexts.score(learned, "PERSON",
      { place(RANK), place(RANK) }, {}))
  end)

  it("of a run do not speak against itself", function()
    local learned = learn()
    local own = {}
    for _ = 1, 9 do contexts.learn(learned, RANK, nil) end
    for _, side in ipairs(RANK) do
      for _, key in ipairs(side) do own[key] = 9 end
    end
    assert.is_true(contexts.score(learned, "PERSON", { place(RANK) }, own)
      > contexts.score(learned, "PERSON", { place(RANK) }, {}) + 2)
  end)

  it("that a user names speak for any type", function()
    local score = contexts.score(contexts.new(), "NAME",
      { place(OTHER, { true, false }) }, {})
    assert.is_true(score > 2)
  end)

  it("are listed by how much they say", function()
    local rows = contexts.list(learn(), "PERSON")
    assert.same({ "PERSON", "left", ". <RANK>", 4, 4 }, { rows[1].type,
      rows[1].side, rows[1].text, rows[1].count, rows[1].all })
    assert.equal(4, #rows)
  end)
end)
