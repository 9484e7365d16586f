local viet = require "viet"

local TEXT = "Con tàu HMAS Anzac thăm Huế.\nTàu Sao Mai rời Vinh."

--- The spans that an extractor with some rules finds: "text|layer|rule|id".
local function find(spec, text)
  spec.name = spec.name or "mine"
  spec.gives = spec.gives or { "SHIP" }
  local doc = viet.document(text or TEXT, { name = "d" })
  local pipeline = viet.pipeline { viet.extractor(spec), given = { "PLACE" } }
  doc:add("PLACE", { first = #"Con tàu HMAS Anzac thăm " + 1,
    last = #"Con tàu HMAS Anzac thăm Huế", id = "place/hue" })
  pipeline:run(doc)
  local list = {}
  for _, layer in ipairs(spec.gives) do
    for span in doc:each(layer) do
      list[#list + 1] = table.concat({ doc:text_of(span), layer, span.rule,
        tostring(span.id) }, "|")
    end
  end
  return list, doc
end

describe("rules of an extractor", function()
  it("add a span for each match, over the capture `it`", function()
    assert.same({ "HMAS Anzac|SHIP|upper|nil" }, find {
      rules = { { name = "upper",
        '"tàu" it:([shape=upper] [shape=title]+)' } } })
    assert.same({ "tàu HMAS|SHIP|upper|nil" }, find {
      rules = { { name = "upper", '"tàu" [shape=upper]' } } })
  end)

  it("may be a text of statements, or compiled before", function()
    local text = [[
      rule a = "tàu" it:[shape=upper]
      rule b = "Sao Mai"
    ]]
    local wanted = { "HMAS|SHIP|a|nil", "Sao Mai|SHIP|b|nil" }
    assert.same(wanted, find { rules = text })
    assert.same(wanted, find { rules = viet.patterns(text) })
  end)

  it("call an action with each match", function()
    local seen = {}
    local found = find {
      rules = { { name = "visit", 'ship:[shape=upper]+ [shape=title]? "thăm" '
        .. "where:<PLACE/>" } },
      action = function(match)
        seen[#seen + 1] = match:text()
        match:add("SHIP", { at = "ship",
          id = "at/" .. match.captures.where.id })
      end,
    }
    assert.same({ "HMAS Anzac thăm Huế" }, seen)
    assert.same({ "HMAS|SHIP|visit|at/place/hue" }, found)
  end)

  it("may each have an action and a layer of their own", function()
    assert.same({ "HMAS|SHIP|a|nil", "Vinh|PORT|b|port/vinh" }, find {
      gives = { "SHIP", "PORT" },
      rules = {
        { name = "a", layer = "SHIP", "[shape=upper]" },
        { name = "b", '"rời" it:[shape=title]', action = function(match)
          match:add("PORT", { at = "it", id = "port/vinh" })
        end },
      } })
  end)

  it("drop a match that the action rejects", function()
    local function action(match)
      match:add("SHIP", { at = "it" })
      if match:text "it" == "HMAS" then return false end
      if match:text "it" == "Sao" then match:reject() end
    end
    assert.same({}, find { action = action,
      rules = { { name = "a", '"tàu" it:[shape!=lower]' } } })
  end)

  it("see the layers that others give, which they need then", function()
    local mine = viet.extractor { name = "mine", gives = { "SHIP" },
      rules = { { name = "a", '"thăm" <PLACE/>' } } }
    assert.same({ "PLACE" }, mine.needs)
  end)

  it("tell where they are written", function()
    local _, doc = find { rules = {
      { name = "a", '"tàu"   [shape=upper]' },
      { name = "b", '"tàu"  [shape=title]' },  -- line 88
    } }
    local ships = doc:layer "SHIP"
    assert.equal("spec/extractor/rules_spec.lua:88", ships[2].origin)
    assert.equal("spec/extractor/rules_spec.lua:87", ships[1].origin)
    assert.equal("mine", ships[1].extractor)
  end)

  it("tell the present line after their file has changed", function()
    local support = require "command.support"
    local pipelines = require "viet.command.pipeline"
    local path = support.folder() .. "/mine.lua"
    for line, before in ipairs { "", "\n", "\n\n" } do
      support.write(path, before .. "return { name = 'm', gives = { 'X' }, "
        .. "rules = { { name = 'r', '\"tàu\"' } } }")
      local mine = assert(pipelines.read(path))[1]
      assert.equal(path .. ":" .. line, mine.rules.by_name.r.origin)
    end
  end)

  it("read from a file tell its line", function()
    local support = require "command.support"
    local path = support.write(support.folder() .. "/ships.pat",
      "# ships\nrule a = \"tàu\" it:[shape=upper]\n")
    local _, doc = find { rules = assert(viet.patterns.read(path)) }
    assert.equal(path .. ":2", doc:layer "SHIP"[1].origin)
  end)

  it("match only inside what the extractor says", function()
    local rule = "rule name = \"tàu\" it:([shape=title]+)"
    local function second_line(doc) return { doc.lines[2] } end
    assert.same({ "Sao Mai|SHIP|name|nil" },
      find { rules = rule, inside = second_line })
    assert.same({}, find { rules = rule, inside = "PLACE" })
  end)

  it("have a place to match in that is a layer or a function", function()
    local ok, message = pcall(viet.extractor, { name = "mine", gives = { "A" },
      rules = "rule a = \"b\"", inside = 5 })
    assert.is_false(ok)
    assert.is_truthy(message:find("extractor 'mine': 'inside' is the name of "
      .. "a layer or a function, not a number", 1, true))
  end)
end)

describe("rules of an extractor that are wrong", function()
  local function making(spec)
    spec.name = "mine"
    return function() viet.extractor(spec) end
  end

  it("are refused with line and column", function()
    assert.error_matches(making { gives = { "X" },
      rules = { { name = "r", '"a" (' } } },
      "^extractor 'mine': r:1:%d+: ")
  end)

  it("are refused without something to do", function()
    assert.error_matches(making { rules = { { name = "r", '"a"' } } },
      "^extractor 'mine': rule 'r' needs an 'action', or the 'layer' that it "
      .. "adds to$")
    assert.error_matches(making { gives = { "A", "B" },
      rules = { { name = "r", '"a"' } } }, "rule 'r' needs an 'action'")
    assert.error_matches(making { gives = { "A" },
      rules = { { name = "r", '"a"', layer = "B" } } },
      "^extractor 'mine': rule 'r' adds to layer 'B', which the extractor "
      .. "does not give$")
    assert.error_matches(making { gives = { "A" },
      rules = { { name = "r", '"a"', action = 3 } } },
      "^extractor 'mine': the action of rule 'r' is a function, not a number$")
    assert.error_matches(making { rules = 3 },
      "^extractor 'mine': 'rules' is a text or an array of rules, not a "
      .. "number$")
    assert.error_matches(making { rules = {}, run = print },
      "^extractor 'mine' has 'run' and also 'rules'$")
    assert.error_matches(making { run = print, action = print },
      "^extractor 'mine' has 'run' and also 'action'$")
    assert.error_matches(making { rules = {}, action = 3 },
      "^extractor 'mine': 'action' is a function, not a number$")
  end)

  it("tell in an error the rule, the document and the text", function()
    local ok, message = pcall(find, {
      rules = { { name = "r", '"Sao Mai" it:"x"?' } },
      action = function(match) return match.captures.it.id end,
    })
    assert.is_false(ok)
    assert.equal("extractor 'mine' failed on viet.document (d, "
      .. #TEXT .. " bytes): rule 'r' on 'Sao Mai' (line 2): "
      .. "spec/extractor/rules_spec.lua:N: attempt to index a nil value "
      .. "(field 'it')", (message:gsub("rules_spec.lua:%d+", "rules_spec.lua:N")))
  end)

  it("tell in an error of a capture that no rule has", function()
    for _, action in ipairs {
      function(match) match.id = match:text "names" end,
      function(match) match.id = match.captures.names end,
      function(match) match:add("SHIP", { at = "names" }) end,
    } do
      for rule, hint in pairs {
        ['"Sao" name:"Mai"'] = "(did you mean 'name'?)",
        ['"Sao" "Mai"'] = "(the rules have none)",
      } do
        local _, message = pcall(find, { rules = { { name = "r", rule } },
          action = action })
        assert.equal("extractor 'mine' failed on viet.document (d, "
          .. #TEXT .. " bytes): rule 'r' on 'Sao Mai' (line 2): "
          .. "spec/extractor/rules_spec.lua:N: no capture 'names' " .. hint,
          (message:gsub("rules_spec.lua:%d+", "rules_spec.lua:N")))
      end
    end
  end)

  it("may not add to a layer that the extractor does not give", function()
    local ok, message = pcall(find, {
      rules = { { name = "r", '"Sao Mai"' } },
      action = function(match) match:add("OTHER") end,
    })
    assert.is_false(ok)
    assert.is_truthy(message:find("layer 'OTHER' is not in 'gives' of the "
      .. "extractor", 1, true))
  end)
end)
