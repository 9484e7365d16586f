local oracle = require "oracle.pattern"
local viet = require "viet"

local vocabulary = { "an", "ba", "có", "co", "Đô", "năm", "5", ",", "An", "CO",
  "x", ".", "\n" }

--- A document of random words, with spans of X and Y over some of them.
local function make_document()
  local parts = {}
  for i = 1, math.random(1, 12) do
    parts[i] = vocabulary[math.random(#vocabulary)]
      .. (math.random(4) == 1 and "" or " ")
  end
  local doc = viet.document(table.concat(parts))
  local count = #doc.tokens
  for _ = 1, count > 0 and math.random(0, 4) or 0 do
    local first = math.random(count)
    local last = math.random(first, math.min(count, first + 2))
    doc:add(math.random(2) == 1 and "X" or "Y", {
      first = (doc.tokens:span(first)), last = select(2, doc.tokens:span(last)),
      id = ({ "p", "q", false })[math.random(3)] or nil,
      value = math.random(3) == 1 and math.random(4) or nil,
    })
  end
  return doc
end

--- The captures of a match as the oracle shows them, but sorted.
local function show(doc, captures)
  local list = {}
  for name, value in pairs(captures or {}) do
    for _, one in ipairs(value.first and { value } or value) do
      local first = doc.tokens:at(one.first)
      local last = one.last < one.first and first - 1 or doc.tokens:at(one.last)
      list[#list + 1] = ("%s=%d-%d"):format(name, first, last)
    end
  end
  table.sort(list)
  return table.concat(list, " ")
end

local function sorted(line)
  local head, rest = line:match "^(%S+) ?(.*)$"
  local list = {}
  for one in rest:gmatch "%S+" do list[#list + 1] = one end
  table.sort(list)
  return head .. " " .. table.concat(list, " ")
end

local function found(pattern, doc, inside)
  local list = {}
  for _, _, captures, _, first, last in pattern:matches(doc,
      { inside = inside }) do
    list[#list + 1] = ("%d-%d %s"):format(first, last, show(doc, captures))
  end
  return list
end

--- Compares the machine with the oracle for one tree.
-- @param equation  of its captures, or nil
local function compare(tree, seed, equation)
  local match = ({ "longest", "first", "all" })[math.random(3)]
  local within = ({ "line", "sentence", "document", "X" })[math.random(4)]
  local inside = ({ "Y" })[math.random(3)]
  local text = ("%s %s within %s"):format(oracle.text(tree),
    equation and equation.text or "", within)
  local pattern = viet.pattern(text, { match = match, layers = { "X", "Y" } })
  for _ = 1, 4 do
    local doc = make_document()
    local ok, wanted = pcall(oracle.matches, tree, oracle.subject(doc),
      { match = match, within = within, inside = inside,
        equation = equation })
    if not ok and wanted == oracle.too_long then return end
    assert(ok, wanted)
    for i, line in ipairs(wanted) do wanted[i] = sorted(line) end
    local spans = {}
    for _, layer in ipairs { "X", "Y" } do
      for span in doc:each(layer) do
        spans[#spans + 1] = ("%s %d-%d %s"):format(layer, span.first, span.last,
          tostring(span.id))
      end
    end
    assert.same(wanted, found(pattern, doc, inside),
      ("seed %d: %s (%s, inside %s)\nin %q\n%s"):format(seed, text, match,
        tostring(inside), doc.text,
        table.concat(spans, "\n")))
  end
end

describe("the machine finds what a naive matcher finds", function()
  local seed = tonumber(os.getenv "SEED") or os.time()
  local rounds = tonumber(os.getenv "ROUNDS") or 3000

  it("for random patterns (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, rounds do
      local tree
      repeat tree = oracle.make(4) until not oracle.is_bad(tree)
      compare(tree, seed)
    end
  end)

  it("for captures that are compared (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, rounds do
      local tree, equation
      repeat tree, equation = oracle.make_equation()
      until not oracle.is_bad(tree)
      compare(tree, seed, equation)
    end
  end)

  it("for choices of many words (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, rounds / 3 do
      local tree
      repeat tree = oracle.make_many() until not oracle.is_bad(tree)
      compare(tree, seed)
    end
  end)
end)
