local match = require "viet.extractor.match"
local viet = require "viet"

--- A match in "Tàu Sao Mai đến." of all, with captures of words.
local function make(captures)
  local doc = viet.document "Tàu Sao Mai đến. Rồi đi."
  local found = {}
  for name, word in pairs(captures or {}) do
    local first, last = doc.text:find(word, 1, true)
    found[name] = { first = first, last = last }
  end
  return match.new { doc = doc, rule = "ships.a", origin = "ships.lua:3",
    first = 1, last = 12, captures = found }, doc
end

describe("a match", function()
  it("tells its text, and that of its parts", function()
    local one = make { name = "Sao Mai" }
    assert.equal("Tàu Sao Mai", one:text())
    assert.equal("Sao Mai", one:text "name")
    assert.is_nil(one:text "other")
    assert.equal("viet.match (ships.a, bytes 1 to 12)", tostring(one))
  end)

  it("adds a span over itself or over a part", function()
    local one, doc = make { name = "Sao Mai" }
    one:add("SHIP")
    local span = one:add("NAME", { at = "name", id = "ship/sao-mai" })
    assert.equal("Tàu Sao Mai", doc:text_of(doc:layer "SHIP"[1]))
    assert.equal("Sao Mai", doc:text_of(span))
    assert.same({ "ship/sao-mai", "ships.a", "ships.lua:3", nil },
      { span.id, span.rule, span.origin, span.at })
  end)

  it("adds a span over the first one of a list, or any place", function()
    local one, doc = make()
    one.captures.words = { { first = 6, last = 8 }, { first = 10, last = 12 } }
    assert.equal("Sao", doc:text_of(one:add("X", { at = "words" })))
    assert.equal("Mai", doc:text_of(one:add("X",
      { at = one.captures.words[2] })))
    assert.equal("Mai", doc:text_of(one:add("X", { first = 10, last = 12 })))
  end)

  it("adds an event with its sentence", function()
    local one, doc = make()
    local event = one:event("ARRIVE", { date = "2024" })
    assert.same({}, event.actors)
    assert.equal("Tàu Sao Mai đến.", doc:text_of(event.sentence))
    assert.equal("2024", doc:layer "ARRIVE"[1].date)
  end)

  it("gives other spans attributes", function()
    local one, doc = make()
    local ship = doc:add("SHIP", { first = 6, last = 12, rule = "other" })
    one.captures.ship = ship
    one:set("ship", { navy = "VN" })
    assert.same({ "VN", "other", "ships.a" },
      { ship.navy, ship.rule, ship.changed_by })
  end)

  it("takes back what it added when it is rejected", function()
    local one, doc = make()
    doc:add("SHIP", { first = 6, last = 12, rule = "other" })
    one:add("SHIP")
    one:add("X")
    one:reject()
    assert.is_true(one.is_rejected)
    assert.equal(1, #doc:layer "SHIP")
    assert.equal("other", doc:layer "SHIP"[1].rule)
    assert.same({}, doc:layer "X")
  end)

  it("tells wrong places in the name of the caller", function()
    local one = make { name = "Sao Mai", verb = "đến" }
    local _, message = pcall(function() one:add("X", { at = "nam" }) end)
    assert.is_truthy(message:find("^spec/extractor/match_spec.lua:%d+: bad "
      .. "capture 'nam' of rule 'ships.a' %(expected name or verb%)$"))
    assert.error_matches(function() make():add("X", { at = "name" }) end,
      "bad capture 'name' of rule 'ships.a' %(the rule has none%)$")
    assert.error_matches(function() one:add("X", { first = 0 }) end,
      "^span 0 to 12 is outside the text %(1 to %d+%)$")
    assert.error_matches(function() one:set(3, {}) end,
      "bad place for rule 'ships.a' %(a number, expected the name of a "
      .. "capture or a span%)$")
  end)
end)
