local terminal = require "viet.terminal"
local viet = require "viet"

--- The sentences of a text in which some words are spans: {word, layer}.
local function sentences(text, spans, settings)
  local doc = viet.document(text)
  for _, span in ipairs(spans) do
    local first, last = text:find(span[1], 1, true)
    doc:add(span[2], { first = first, last = last })
  end
  local list = {}
  for i, one in ipairs(terminal.sentences(doc, { "A", "B" }, settings)) do
    list[i] = one.line .. " " .. one.text
  end
  return list
end

describe("sentences for a terminal", function()
  it("are those that hold spans, with the number of their line", function()
    assert.same({ "1 Hai [A bò].", "3 [B Sau] [A gà]." }, sentences(
      "Một. Hai bò. Ba.\n\nSau gà.", { { "bò", "A" }, { "Sau", "B" },
        { "gà", "A" } }))
  end)

  it("nest brackets and colors", function()
    local spans = { { "a b", "A" }, { "b", "B" } }
    assert.same({ "1 [A a [B b]] c" }, sentences("a b c", spans))
    assert.same({ "1 \27[0m\27[30;48;5;153ma \27[0m\27[30;48;5;217mb\27[2m B"
      .. "\27[0m\27[30;48;5;153m\27[2m A\27[0m c" },
      sentences("a b c", spans, { color = true }))
  end)

  it("show spans over several sentences as one, on one line", function()
    assert.same({ "1 [A Một. Hai]." }, sentences("Một.\nHai.",
      { { "Một.\nHai", "A" } }))
  end)

  it("take no control characters to the terminal", function()
    assert.same({ "1 [A a]\u{FFFD}[31m b" }, sentences("a\27[31m b",
      { { "a", "A" } }))
  end)
end)

describe("the choice of colors", function()
  local function yes() return true end

  it("is the user's, and auto means a terminal", function()
    assert.is_true(terminal.wants_color("always", error))
    assert.is_false(terminal.wants_color("never", yes))
    assert.is_false(terminal.wants_color("auto", function() return false end))
  end)

  it("follows NO_COLOR", function()
    local support = require "command.support"
    local script = [[print(require "viet.terminal".wants_color("auto", ]]
      .. [[function() return true end))]]
    local function ask(before)
      local _, out = support.shell(("%s %s run"):format(before,
        support.quote(support.viet)), { stdin = script })
      return out
    end
    assert.equal("true\n", ask "NO_COLOR= TERM=xterm")
    assert.equal("false\n", ask "NO_COLOR=1 TERM=xterm")
    assert.equal("false\n", ask "NO_COLOR= TERM=dumb")
  end)
end)
