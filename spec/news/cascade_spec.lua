local cascade = require "viet.news.cascade"
local viet = require "viet"

local words = viet.patterns { { name = "spec.word", 'it:"chè"' } }
local cups = viet.patterns { { name = "spec.cup", '"cốc" it:<DRINK/>' },
  layers = { "DRINK" } }

--- What the second set searches in: drinks as a layer.
local function find_cups(doc)
  local drinks = {}
  for _, _, captures in cascade.matches(words, doc, doc) do
    drinks[#drinks + 1] = captures.it
  end
  return { tokens = doc.tokens, text = doc.text,
    layer = function(_, name) return name == "DRINK" and drinks or {} end }
end

local stage = viet.extractor {
  name = "spec.stage", gives = { "CUP" },
  run = function(doc)
    for first, last in cascade.matches(cups, doc, find_cups(doc)) do
      doc:add("CUP", { first = first, last = last })
    end
  end,
}
stage.rules = cascade.new("spec.stage", {
  { rules = words, where = function(doc) return doc end },
  { rules = cups, where = find_cups },
})

describe("a cascade", function()
  it("lets rules read what others found", function()
    local doc = viet.pipeline { stage }:run(viet.document "Một cốc chè.")
    assert.equal("cốc chè", doc:text_of(doc:layer("CUP")[1]))
  end)

  it("explains the rules of each set", function()
    local doc = viet.document "Một cốc chè, một cốc nước."
    local patterns = stage.rules.patterns
    assert.is_true(patterns:explain(doc, 7, { rule = "spec.cup" }).matched)
    assert.is_false(patterns:explain(doc, doc.text:find("cốc", 12, true),
      { rule = "spec.cup" }).matched)
    assert.is_true(patterns:explain(doc, doc.text:find("chè", 1, true),
      { rule = "spec.word" }).matched)
  end)

  it("is profiled rule by rule", function()
    local profile = viet.profile.new()
    profile:run(viet.pipeline { stage }, "Một cốc chè, cốc chè.")
    local report = profile:report_rules()
    assert.matches("spec%.word +spec%.stage", report)
    assert.matches("spec%.cup +spec%.stage", report)
  end)

  it("is searched without a profile in a pipeline that lacks its stage",
    function()
      local other = viet.extractor { name = "spec.other", gives = { "CUP" },
        run = stage.run }
      local profile = viet.profile.new()
      local doc = profile:run(viet.pipeline { other }, "Một cốc chè.")
      assert.equal(1, #doc:layer "CUP")
    end)
end)
