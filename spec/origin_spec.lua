local origin = require "viet.origin"
local viet = require "viet"

describe("the origin of a span", function()
  it("is the file and line of the call that added it", function()
    local doc = viet.document "ab"
    local span = doc:add("X", { first = 1, last = 1 })
    assert.equal("spec/origin_spec.lua:7", span.origin)
    assert.equal("spec/origin_spec.lua:9", origin.of_caller(1))
  end)

  it("is where the rule stands, whoever of a pipeline has it", function()
    local rules = viet.extractor { name = "rules", gives = { "A" }, rules = {
      { name = "r.one", '"b"' },
    } }
    local code = viet.extractor { name = "code", run = function(doc)
      doc:add("X", { first = 1, last = 1, rule = "r.one" })
    end }
    local doc = viet.pipeline { rules, code }:run(viet.document "ab")
    assert.equal("spec/origin_spec.lua:14", doc:layer "X"[1].origin)
  end)

  it("is the first line of a file that does not have the name", function()
    assert.equal("viet/origin.lua:1", origin.of_name("viet/origin.lua",
      '"no ' .. 'such name"'))
    assert.matches("^viet/origin%.lua:%d%d$", origin.of_name(
      "viet/origin.lua", "function origin.of_path"))
  end)

  it("stays as it was given", function()
    local span = viet.document "ab":add("X",
      { first = 1, last = 1, origin = "a.lua:1" })
    assert.equal("a.lua:1", span.origin)
  end)

  it("is that of the extractor where Lua forgot the line", function()
    local maker = viet.extractor { name = "maker", run = function(doc)
      return doc:add("X", { first = 1, last = 1 })
    end }
    local doc = viet.pipeline { maker }:run(viet.document "ab")
    assert.equal("spec/origin_spec.lua:37", doc:layer "X"[1].origin)
  end)

  it("does not tell where viet is installed", function()
    local doc = viet.news.pipeline():run(viet.document(
      "Ngày 5-5-2024, Đại tướng Lê Hòa An thăm Lào.\n"))
    local count = 0
    for _, layer in ipairs(doc:layer_names()) do
      for span in doc:each(layer) do
        count = count + 1
        assert.is_truthy(span.origin:find "^viet/news/[%w_/]+%.lua:%d+$"
          or span.origin:find "^viet/news/rules/[%w_]+%.rules:%d+$",
          span.origin)
      end
    end
    assert.is_true(count > 4)
  end)

  it("is a name for code that no file holds", function()
    local make = assert(load "local doc = ... return doc:add('X', \
      { first = 1, last = 1 }).origin")
    assert.equal("script:1", make(viet.document "ab"))
    make = assert(load("return ((...):add('X', { first = 1, last = 1 }))",
      "=stdin"))
    assert.equal("stdin:1", make(viet.document "ab").origin)
  end)
end)
