local layout = require "viet.layout"
local viet = require "viet"

--- The pieces of a text as a string: "<A x<B y>>".
local function lay(text, spans, lines)
  local doc = viet.document(text, nil, { invalid = "replace" })
  for _, span in ipairs(spans) do
    doc:add(span[3], { first = span[1], last = span[2] })
  end
  local out = {}
  local writers = {
    line = function(number) return number .. ":" end,
    open = function(span, is_begin)
      return (is_begin and "<" or "<~") .. span.type .. " "
    end,
    text = function(_, first, last) return text:sub(first, last) end,
    close = function(_, is_end) return is_end and ">" or "~>" end,
    ["end"] = function() return ";" end,
  }
  layout.each(doc, layout.collect(doc, doc:layer_names()), lines,
    function(what, ...) out[#out + 1] = writers[what](...) end)
  return table.concat(out)
end

describe("the layout of spans", function()
  it("gives lines without spans as they are", function()
    assert.equal("1:ab;2:;3:c;", lay("ab\n\nc\n", {}))
    assert.equal("", lay("", {}))
  end)

  it("nests", function()
    assert.equal("1:<A a<B b<C c>>>d;", lay("abcd",
      { { 3, 3, "C" }, { 2, 3, "B" }, { 1, 3, "A" } }))
  end)

  it("keeps spans of one place inside one another", function()
    assert.equal("1:<A <B ab>>c;", lay("abc", { { 1, 2, "A" }, { 1, 2, "B" } }))
  end)

  it("splits spans that cross", function()
    assert.equal("1:<A a<B b~>><~B c>d;", lay("abcd",
      { { 1, 2, "A" }, { 2, 3, "B" } }))
  end)

  it("splits spans that go on in the next line", function()
    assert.equal("1:a<A b~>;2:<~A ~>;3:<~A c>d;", lay("ab\n\ncd",
      { { 2, 5, "A" } }))
    assert.equal("1:a<A b>;2:c;", lay("ab\nc", { { 2, 3, "A" } }))
  end)

  it("lays spans over other stretches than lines", function()
    assert.equal("1:b<A c~>;2:<~A e>f;", lay("abcdef", { { 3, 5, "A" } },
      { { first = 2, last = 3 }, { first = 5, last = 6 } }))
  end)

  it("shows whole letters where a span cuts one", function()
    assert.equal("1:<A ạ>b;", lay("ạb", { { 2, 2, "A" } }))
    assert.equal("1:<A ạ>b;", lay("ạb", { { 1, 1, "A" } }))
  end)

  it("keeps all text and closes what it opens, whatever the spans",
    function()
      local seed = os.time()
      math.randomseed(seed)
      for _ = 1, 200 do
        local letters = {}
        for i = 1, math.random(0, 30) do
          letters[i] = ({ "a", "ạ", " ", "\n", "\r\n", "\xff" })[math.random(6)]
        end
        local text, spans = table.concat(letters), {}
        for i = 1, #text > 0 and math.random(0, 12) or 0 do
          local first = math.random(#text)
          spans[i] = { first, math.random(first, #text),
            ({ "A", "B", "C" })[math.random(3)] }
        end
        local doc = viet.document(text, nil, { invalid = "replace" })
        for _, span in ipairs(spans) do
          doc:add(span[3], { first = span[1], last = span[2] })
        end
        local stack, covered, shown = {}, {}, {}
        layout.each(doc, layout.collect(doc, doc:layer_names()), nil,
          function(what, span, first, last)
            if what == "open" then
              stack[#stack + 1] = span
            elseif what == "close" then
              assert.equal(table.remove(stack), span, "seed " .. seed)
            elseif what == "text" then
              shown[#shown + 1] = text:sub(first, last)
              for _, open in ipairs(stack) do
                covered[open] = (covered[open] or 0) + last - first + 1
              end
            elseif what == "end" then
              assert.equal(0, #stack, "seed " .. seed)
            end
          end)
        assert.equal((text:gsub("\r?\n", "")), table.concat(shown),
          "seed " .. seed)
        for span, bytes in pairs(covered) do
          local wanted = text:sub(span.first, span.last):gsub("\r?\n", "")
          assert.is_true(bytes >= #wanted - 1, "seed " .. seed)
        end
      end
    end)
end)
