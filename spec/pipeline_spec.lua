local viet = require "viet"

describe("a pipeline", function()
  local trace

  local function extractor(name, needs, gives)
    return viet.extractor {
      name = name, needs = needs, gives = gives,
      run = function() trace[#trace + 1] = name end,
    }
  end

  local function order(list)
    trace = {}
    viet.pipeline(list):run(viet.document "")
    return table.concat(trace, " ")
  end

  it("runs those that give before those that need", function()
    assert.equal("zones ranks people", order {
      extractor("people", { "RANK", "zone" }, { "PERSON" }),
      extractor("ranks", { "zone" }, { "RANK" }),
      extractor("zones", {}, { "zone" }),
    })
  end)

  it("keeps the order of the list where nothing else decides", function()
    assert.equal("b a c", order {
      extractor("b", {}, { "B" }), extractor("a", {}, { "A" }),
      extractor("c", {}, { "A" }),
    })
  end)

  it("refines a layer after it is given and before it is used", function()
    assert.equal("give refine1 refine2 use", order {
      extractor("use", { "DATE" }, {}),
      extractor("refine1", { "DATE" }, { "DATE" }),
      extractor("refine2", { "DATE" }, { "DATE" }),
      extractor("give", {}, { "DATE" }),
    })
  end)

  it("shows a cycle", function()
    assert.has_error(function()
      viet.pipeline {
        extractor("x", {}, { "X" }),
        extractor("a", { "B", "X" }, { "A" }),
        extractor("b", { "C" }, { "B" }),
        extractor("c", { "A" }, { "C" }),
      }
    end, "extractors need each other: a -> b -> c -> a")
  end)

  it("refuses what is no extractor", function()
    assert.error_matches(function() viet.pipeline { "zones" } end,
      "element 1 of the pipeline is no extractor %(a string%)")
  end)

  it("names a layer that none gives, unless the document does", function()
    local list = { extractor("people", { "RANK" }, {}) }
    assert.has_error(function() viet.pipeline(list) end,
      "extractor 'people' needs layer 'RANK', which none gives")
    list.given = { "RANK" }
    assert.equal("people", order(list))
  end)

  it("grows by `with` and stays as it is", function()
    local one = viet.pipeline { extractor("a", {}, { "A" }) }
    local two = one:with(extractor("b", { "A" }, {}))
    assert.equal("viet.pipeline (1 extractors)", tostring(one))
    assert.equal("viet.pipeline (2 extractors)", tostring(two))
  end)

  it("names extractor and document when an extractor fails", function()
    local bad = viet.extractor {
      name = "bad", run = function() error("no such thing", 0) end,
    }
    assert.has_error(function()
      viet.pipeline { bad }:run(viet.document("", { name = "d" }))
    end, "extractor 'bad' failed on viet.document (d, 0 bytes): no such thing")
  end)

  it("names the rule and the text when code fails behind a match", function()
    local p = viet.patterns 'rule r = "Sao" "Mai"'
    local function failing(code)
      local bad = viet.extractor { name = "bad", run = code }
      local _, message = pcall(function()
        viet.pipeline { bad }:run(viet.document("Con\ntàu Sao Mai đến.",
          { name = "d" }))
      end)
      return message
    end
    assert.equal("extractor 'bad' failed on viet.document (d, 24 bytes): "
      .. "after rule 'r' on 'Sao Mai' (line 2): no", failing(function(doc)
        for _ in p:matches(doc) do error("no", 0) end
      end))
    for _, code in ipairs {
      function(doc)
        for _ in p:matches(doc) do doc.found = true end
        error("no", 0)
      end,
      function(doc)
        p:matches(doc)
        error("no", 0)
      end,
    } do
      assert.equal("extractor 'bad' failed on viet.document (d, 24 bytes): no",
        failing(code))
    end
  end)

  it("names rule and text of the stages of the news pack, too", function()
    local readings = require "viet.news.dates.readings"
    local of = readings.of
    readings.of = function() error("no", 0) end
    local _, message = pcall(function()
      viet.news.pipeline():run(viet.document("Tin\n\nHọp ngày 5/5/2025.\n",
        { name = "d" }))
    end)
    readings.of = of
    assert.matches("^extractor 'news%.dates' failed on viet%.document %(d, "
      .. "%d+ bytes%): after rule 'dates%.day' on 'ngày 5/5/2025' "
      .. "%(line 3%): no$", message)

  end)

  it("marks what an extractor adds with its name", function()
    local maker = viet.extractor {
      name = "maker",
      run = function(doc)
        doc:add("X", { first = 1, last = 1 })
        doc:add("X", { first = 2, last = 2, rule = "maker.second" })
      end,
    }
    local doc = viet.pipeline { maker }:run(viet.document "ab")
    local a, b = doc:layer "X"[1], doc:layer "X"[2]
    assert.equal("maker", a.rule)
    assert.equal("maker.second", b.rule)
    assert.equal("maker", b.extractor)
  end)

  it("marks what one adds that ran a pipeline of its own", function()
    local inner = viet.pipeline { viet.extractor {
      name = "inner", run = function(doc)
        doc:add("X", { first = 1, last = 1 })
      end,
    } }
    local outer = viet.extractor {
      name = "outer", run = function(doc)
        inner:run(doc)
        doc:add("X", { first = 2, last = 2 })
      end,
    }
    local spans = viet.pipeline { outer }:run(viet.document "ab"):layer "X"
    assert.equal("inner", spans[1].extractor)
    assert.equal("outer", spans[2].extractor)
  end)
end)

describe("a pipeline, given wrong arguments,", function()
  it("tells what is expected", function()
    assert.error_matches(function() viet.pipeline() end,
      "extractors are an array, not a nil$")
    assert.error_matches(function() viet.pipeline { given = 3 } end,
      "'given' is an array of layer names, not a number$")
    assert.error_matches(function() viet.pipeline {}:run "text" end,
      "a pipeline runs on a document %(viet.document%), not on a string$")
  end)
end)
