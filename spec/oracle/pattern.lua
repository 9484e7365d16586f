--- Patterns, matched by a matcher that is slow and obviously right, and made
-- at random. A pattern is a tree of tables; `oracle.text` writes it in the
-- language.

local oracle = {}

--- Making ---------------------------------------------------------------------

local words = { "an", "ba", "có", "co", "Đô", "năm", "5", "," }
local tests = {
  "kind=number", "shape=title", "len>2", "spaced", "!spaced",
  "kind=syllable & !shape=title", "/^[ab]/", "form=\"có\"~exact | kind=punct",
  "<X/>", "!<Y id=\"q\"/> & len<3", "form!=\"an\"",
}
local spans = { "<X/>", "<Y/>", "<Y id=\"p\"/>", "<X id=\"p|q\"/>", "<X id!=\"p\"/>",
  "<Y value>2/>" }
local edges = { "<X>", "</X>", "<Y>", "</Y>", "<line>", "</line>",
  "<sentence>", "</sentence>", "<document>", "</document>" }
local levels = { "", "", "", "~exact", "~toneless", "~placement" }

local function pick(list) return list[math.random(#list)] end

local make

local function children(depth)
  local list = {}
  for i = 1, math.random(2, 3) do list[i] = make(depth - 1) end
  return list
end

local function make_leaf()
  local kind = math.random(12)
  if kind <= 6 then
    local text = pick(words)
    if math.random(5) == 1 then text = text .. " " .. pick(words) end
    return { kind = "words", text = text, level = pick(levels) }
  elseif kind <= 8 then
    return { kind = "test", text = pick(tests) }
  elseif kind <= 10 then
    return { kind = "span", text = pick(spans) }
  elseif kind == 11 then
    return { kind = "edge", text = pick(edges) }
  end
  return { kind = "any" }
end

local function make_repeat(depth)
  local least, most = pick { 0, 0, 1, 2 }, pick { 1, 2, 3, math.huge }
  return { kind = "repeat", make(depth - 1), least = least,
    most = math.max(least, most), mode = pick { "", "", "?", "+" } }
end

local function make_token()
  local leaf
  repeat leaf = make_leaf() until leaf.kind ~= "edge"
    and not leaf.text or leaf.text and leaf.kind ~= "edge"
    and not leaf.text:find " "
    or leaf.kind == "test"
  return leaf
end

--- A pattern of random operators, at most `depth` deep.
make = function(depth)
  local kind = depth > 0 and math.random(14) or 0
  if kind == 0 or kind <= 2 then return make_leaf() end
  if kind <= 5 then return { kind = "sequence", table.unpack(children(depth)) }
  elseif kind <= 7 then
    return { kind = "choice", table.unpack(children(depth)) }
  elseif kind <= 9 then return make_repeat(depth)
  elseif kind == 10 then
    return { kind = "capture", name = pick { "a", "b" }, make(depth - 1) }
  elseif kind == 11 then
    return { kind = "look", sign = pick { "=", "!", "<=", "<!" },
      make(depth - 1) }
  elseif kind == 12 then
    return { kind = "atom", longest = math.random(2) == 1, make(depth - 1) }
  elseif kind == 13 then
    return { kind = "near", most = math.random(0, 2), make(depth - 1),
      make(depth - 1) }
  end
  return { kind = "not", make_token() }
end

oracle.make = make

--- Several alternatives that begin with words.
function oracle.make_many()
  local list = {}
  for i = 1, math.random(4, 7) do
    list[i] = { kind = "words", text = pick(words) .. " " .. pick(words),
      level = "" }
    if math.random(3) == 1 then
      list[i] = { kind = "sequence", { kind = "words", text = pick(words),
        level = "" }, make(1) }
    end
  end
  return { kind = "choice", table.unpack(list) }
end

--- Calls what is captured in a tree otherwise.
local function rename(tree)
  if tree.kind == "capture" then tree.name = "c" end
  for _, child in ipairs(tree) do rename(child) end
  return tree
end

local function make_part(name, is_span)
  local what = is_span and { kind = "span", text = pick(spans) }
    or math.random(2) == 1 and make_leaf() or rename(make(2))
  return { kind = "capture", name = name, what }
end

--- Puts two parts, each of which may be there once, into a pattern.
local function join_parts(a, b)
  local kind, between = math.random(6), rename(make(2))
  if math.random(2) == 1 then
    between = { kind = "repeat", { kind = "any" }, least = 0,
      most = math.huge, mode = pick { "", "?", "+" } }
  end
  if kind == 1 then
    return { kind = "choice", { kind = "sequence", a, between, b },
      { kind = "sequence", b, rename(make(1)), a } }
  elseif kind == 2 then
    a = { kind = "repeat", a, least = 0, most = 1, mode = pick { "", "?" } }
  elseif kind == 3 then
    a = { kind = "look", sign = pick { "=", "<=" }, a }
  elseif kind == 4 then
    return { kind = "near", most = math.random(0, 2), a, b }
  elseif kind == 5 then
    b = { kind = "atom", longest = math.random(2) == 1, b }
  end
  return { kind = "sequence", a, between, b }
end

--- A pattern with the captures `a` and `b`, and what they are compared by:
-- `attribute`, `level` of words, `is_unlike`, and the `text` of all that.
function oracle.make_equation()
  local is_span = math.random(3) == 1
  local made = { attribute = is_span and pick { "id", "value" } or "form",
    level = pick { "placement", "exact", "toneless" },
    is_unlike = math.random(4) == 1 }
  made.text = (":: a.%s %s b.%s%s"):format(made.attribute,
    made.is_unlike and "!=" or "=", made.attribute,
    is_span and "" or "~" .. made.level)
  return join_parts(make_part("a", is_span), make_part("b", is_span)), made
end

--- Has the tree a capture below a negative look?
function oracle.is_bad(tree, unwanted)
  if tree.kind == "capture" and unwanted then return true end
  local inner = unwanted
    or tree.kind == "look" and tree.sign:find("!", 1, true) ~= nil
  for _, child in ipairs(tree) do
    if oracle.is_bad(child, inner) then return true end
  end
  return false
end

--- Writing --------------------------------------------------------------------

local function count_text(tree)
  if tree.most == math.huge then
    if tree.least == 0 then return "*" elseif tree.least == 1 then return "+" end
    return ("{%d,}"):format(tree.least)
  elseif tree.least == 0 and tree.most == 1 then
    return "?"
  elseif tree.least == tree.most then
    return ("{%d}"):format(tree.least)
  end
  return ("{%d,%d}"):format(tree.least, tree.most)
end

local write = {}

function oracle.text(tree) return write[tree.kind](tree) end

local function joined(tree, sign)
  local parts = {}
  for i, child in ipairs(tree) do parts[i] = oracle.text(child) end
  return "(" .. table.concat(parts, sign) .. ")"
end

write.words = function(t) return ("%q%s"):format(t.text, t.level) end
write.test = function(t) return "[" .. t.text .. "]" end
write.span = function(t) return t.text end
write.edge = write.span
write.any = function() return "[]" end
write.sequence = function(t) return joined(t, " ") end
write.choice = function(t) return joined(t, " | ") end
write["repeat"] = function(t)
  return "(" .. oracle.text(t[1]) .. ")" .. count_text(t) .. t.mode
end
write.capture = function(t) return t.name .. ":(" .. oracle.text(t[1]) .. ")" end
write.look = function(t) return "(?" .. t.sign .. oracle.text(t[1]) .. ")" end
write.atom = function(t)
  return (t.longest and "(?>>" or "(?>") .. oracle.text(t[1]) .. ")"
end
write["not"] = function(t) return "!" .. oracle.text(t[1]) end
write.near = function(t)
  return ("(%s near(%d) %s)"):format(oracle.text(t[1]), t.most,
                                     oracle.text(t[2]))
end

--- Matching -------------------------------------------------------------------

--- What holds of one token, for each of the tests above.
local holds = {}
holds["kind=number"] = function(s, i) return s.tokens:kind(i) == "number" end
holds["shape=title"] = function(s, i) return s.tokens:shape(i) == "title" end
holds["len>2"] = function(s, i) return utf8.len(s.tokens:text(i)) > 2 end
holds["spaced"] = function(s, i) return s.tokens:is_spaced(i) end
holds["!spaced"] = function(s, i) return not s.tokens:is_spaced(i) end
holds["kind=syllable & !shape=title"] = function(s, i)
  return s.tokens:kind(i) == "syllable" and s.tokens:shape(i) ~= "title"
end
holds["/^[ab]/"] = function(s, i) return s.tokens:text(i):find "^[ab]" ~= nil end
holds["form=\"có\"~exact | kind=punct"] = function(s, i)
  return s.tokens:text(i) == "có" or s.tokens:kind(i) == "punct"
end
holds["<X/>"] = function(s, i) return s.inside("X", i) end
holds["!<Y id=\"q\"/> & len<3"] = function(s, i)
  return not s.inside("Y", i, function(span) return span.id == "q" end)
    and utf8.len(s.tokens:text(i)) < 3
end
holds["form!=\"an\""] = function(s, i) return s.tokens:key(i) ~= "an" end

local span_tests = {
  ["<X/>"] = { "X", function() return true end },
  ["<Y/>"] = { "Y", function() return true end },
  ["<Y id=\"p\"/>"] = { "Y", function(span) return span.id == "p" end },
  ["<X id=\"p|q\"/>"] = { "X", function(span)
    return span.id == "p" or span.id == "q"
  end },
  ["<X id!=\"p\"/>"] = { "X", function(span) return span.id ~= "p" end },
  ["<Y value>2/>"] = { "Y", function(span)
    return span.value ~= nil and span.value > 2
  end },
}

--- A text as the matcher sees it.
function oracle.subject(doc)
  local s = { doc = doc, tokens = doc.tokens, count = #doc.tokens, layers = {} }
  local function tokens_of(first, last)
    return s.tokens:at(first), s.tokens:at(last) + 1
  end
  for _, name in ipairs { "X", "Y" } do
    s.layers[name] = {}
    for _, span in ipairs(doc:layer(name)) do
      local first, stop = tokens_of(span.first, span.last)
      table.insert(s.layers[name], { first = first, stop = stop, span = span })
    end
  end
  s.layers.line, s.layers.sentence = {}, {}
  s.layers.document = { { first = 1, stop = s.count + 1 } }
  for i = 1, s.count do
    local lines = s.layers.line
    if i > 1 and s.tokens:line(i) == s.tokens:line(i - 1) then
      lines[#lines].stop = i + 1
    else
      lines[#lines + 1] = { first = i, stop = i + 1 }
    end
  end
  for _, _, first, last in s.tokens:sentences() do
    table.insert(s.layers.sentence, { first = first, stop = last + 1 })
  end
  function s.inside(name, i, test)
    for _, one in ipairs(s.layers[name]) do
      if one.first <= i and i < one.stop and (not test or test(one.span)) then
        return true
      end
    end
    return false
  end
  return s
end

local match = {}

-- Some patterns take exponential time here: more calls raise `too_long`.
oracle.most_calls = 20000
oracle.too_long = {}

--- Matches a tree at token `i` of the subject and calls `go(j, captures)`
-- with each place that it leads to, until that returns true. `back` reads
-- to the left of `i`. Captures are a list that ends in nil: {rest, ...}.
local function run(tree, s, i, back, captures, go)
  s.calls = s.calls + 1
  if s.calls > oracle.most_calls then error(oracle.too_long) end
  return match[tree.kind](tree, s, i, back, captures, go)
end

local function token(s, i, back, captures, go, test)
  local at = back and i - 1 or i
  if at < s.low or at >= s.high or not test(at) then return false end
  return go(back and i - 1 or i + 1, captures)
end

local levels_of = { [""] = "placement", ["~exact"] = "exact",
  ["~toneless"] = "toneless", ["~placement"] = "placement" }

function match.words(tree, s, i, back, captures, go)
  local viet = require "viet"
  local wanted = viet.tokens(tree.text)
  local level = levels_of[tree.level]
  local first = back and i - #wanted or i
  if first < s.low or first + #wanted > s.high then return false end
  for n = 1, #wanted do
    if s.tokens:key(first + n - 1, level) ~= wanted:key(n, level) then
      return false
    end
  end
  return go(back and first or first + #wanted, captures)
end

function match.test(tree, s, i, back, captures, go)
  return token(s, i, back, captures, go, function(at)
    return holds[tree.text](s, at)
  end)
end

function match.any(_, s, i, back, captures, go)
  return token(s, i, back, captures, go, function() return true end)
end

function match.span(tree, s, i, back, captures, go)
  local name, test = table.unpack(span_tests[tree.text])
  for _, one in ipairs(s.layers[name]) do
    local here = back and one.stop == i or not back and one.first == i
    if here and one.first >= s.low and one.stop <= s.high
        and test(one.span) and go(back and one.first or one.stop,
          { rest = captures, span = one.span })
    then
      return true
    end
  end
  return false
end

function match.edge(tree, s, i, _, captures, go)
  local is_end, name = tree.text:match "^<(/?)(%a+)>$"
  for _, one in ipairs(s.layers[name]) do
    if i == (is_end == "/" and one.stop or one.first) and s.count > 0 then
      return go(i, captures)
    end
  end
  return false
end

local function run_list(list, n, step, s, i, back, captures, go)
  if not list[n] then return go(i, captures) end
  return run(list[n], s, i, back, captures, function(j, inner)
    return run_list(list, n + step, step, s, j, back, inner, go)
  end)
end

function match.sequence(tree, s, i, back, captures, go)
  return run_list(tree, back and #tree or 1, back and -1 or 1, s, i, back,
    captures, go)
end

function match.choice(tree, s, i, back, captures, go)
  for _, child in ipairs(tree) do
    if run(child, s, i, back, captures, go) then return true end
  end
  return false
end

--- The first place that a tree leads to, or nil.
local function first_end(tree, s, i, back, captures)
  local stop, inner
  run(tree, s, i, back, captures, function(j, last)
    stop, inner = j, last
    return true
  end)
  return stop, inner
end

local function run_repeat(tree, done, s, i, back, captures, go)
  local function more()
    if done >= tree.most then return false end
    return run(tree[1], s, i, back, captures, function(j, inner)
      -- an unbounded loop does not go round without a token
      if j == i and done >= tree.least and tree.most == math.huge then
        return false
      end
      return run_repeat(tree, done + 1, s, j, back, inner, go)
    end)
  end
  if done < tree.least then return more() end
  if tree.mode == "?" then return go(i, captures) or more() end
  return more() or go(i, captures)
end

match["repeat"] = function(tree, s, i, back, captures, go)
  if tree.mode ~= "+" then
    return run_repeat(tree, 0, s, i, back, captures, go)
  end
  local greedy = { kind = "repeat", tree[1], least = tree.least,
    most = tree.most, mode = "" }
  local stop, inner = first_end(greedy, s, i, back, captures)
  return stop ~= nil and go(stop, inner)
end

function match.capture(tree, s, i, back, captures, go)
  -- a capture has its place in the list where it begins
  local mine = { rest = captures, name = tree.name }
  return run(tree[1], s, i, back, mine, function(j, inner)
    local first, stop = math.min(i, j), math.max(i, j)
    return go(j, { rest = inner, closes = mine, first = first, stop = stop })
  end)
end

function match.look(tree, s, i, _, captures, go)
  local back = tree.sign:find("<", 1, true) ~= nil
  local unwanted = tree.sign:find("!", 1, true) ~= nil
  local stop, inner = first_end(tree[1], s, i, back, captures)
  if (stop ~= nil) == unwanted then return false end
  return go(i, unwanted and captures or inner)
end

--- The end of the longest way, and of these the first one.
local function longest_end(tree, s, i, back, captures)
  local stop, inner
  run(tree, s, i, back, captures, function(j, last)
    if stop == nil or (back and j < stop) or (not back and j > stop) then
      stop, inner = j, last
    end
    return false
  end)
  return stop, inner
end

function match.atom(tree, s, i, back, captures, go)
  local find = tree.longest and longest_end or first_end
  local stop, inner = find(tree[1], s, i, back, captures)
  return stop ~= nil and go(stop, inner)
end

match["not"] = function(tree, s, i, back, captures, go)
  local child = tree[1]
  return token(s, i, back, captures, go, function(at)
    if child.kind == "span" then
      local name, test = table.unpack(span_tests[child.text])
      return not s.inside(name, at, test)
    end
    return first_end(child, s, at, false, nil) == nil
  end)
end

function match.near(tree, s, i, back, captures, go)
  local gap = { kind = "repeat", { kind = "any" }, least = 0,
    most = tree.most, mode = "?" }
  for _, order in ipairs { { 1, 2 }, { 2, 1 } } do
    local all = { kind = "sequence", tree[order[1]], gap, tree[order[2]] }
    if run(all, s, i, back, captures, go) then return true end
  end
  return false
end

--- The captures of a match: "a=1-3 b=2-2", in the order in which they begin.
local function show(captures)
  local ends, list = {}, {}
  while captures do
    if captures.closes then
      ends[captures.closes] = captures
    elseif ends[captures] then
      local made = ends[captures]
      table.insert(list, 1, ("%s=%d-%d"):format(captures.name, made.first,
        made.stop - 1))
    end
    captures = captures.rest
  end
  return table.concat(list, " ")
end

--- What a capture was last: `first`, `stop`, and the `span` that it is.
local function find_part(captures, name)
  while captures and not (captures.closes
      and captures.closes.name == name) do
    captures = captures.rest
  end
  if not captures then return nil end
  local part = { first = captures.first, stop = captures.stop }
  local inner = captures.rest
  while inner ~= captures.closes do
    part.span = part.span or inner.span
    inner = inner.rest
  end
  return part
end

--- Have two captures the same words, or values?
local function is_same(s, equation, captures)
  local a, b = find_part(captures, "a"), find_part(captures, "b")
  if not a or not b then return false end
  local attribute = equation.attribute
  if attribute ~= "form" then
    return a.span[attribute] ~= nil and a.span[attribute] == b.span[attribute]
  end
  if a.stop - a.first ~= b.stop - b.first then return false end
  for n = 0, a.stop - a.first - 1 do
    if s.tokens:key(a.first + n, equation.level)
        ~= s.tokens:key(b.first + n, equation.level) then
      return false
    end
  end
  return true
end

--- All matches at token `i`: a list of `stop` and `captures`.
local function matches_at(tree, s, i, choose, equation)
  local found, seen = {}, {}
  run(tree, s, i, false, nil, function(j, captures)
    if j == i or seen[j] then return false end
    if equation and is_same(s, equation, captures) == equation.is_unlike then
      return false
    end
    seen[j] = true
    found[#found + 1] = { stop = j, captures = show(captures) }
    return choose == "first"
  end)
  table.sort(found, function(a, b) return a.stop > b.stop end)
  if choose ~= "all" then found[2] = nil end
  return choose == "all" and found or { found[1] }
end

local function window(s, unit, i)
  for _, one in ipairs(s.layers[unit]) do
    if one.first <= i and i < one.stop then return one.first, one.stop end
  end
end

--- The windows of a layer: of spans that lie in others only the outer ones.
local function outer(all)
  local kept, stop = {}, 0
  for _, one in ipairs(all) do
    if one.stop > stop then
      kept[#kept + 1] = one
      stop = one.stop
    end
  end
  return kept
end

--- All matches of a tree in a subject.
-- @param settings  `match`, `within`, `inside`: matches lie in one of the
--   outer spans of this layer; `equation`: what `oracle.make_equation` gave
-- @return a list of strings "first-last captures", tokens from 1
function oracle.matches(tree, s, settings)
  local all, i = {}, 1
  s.calls = 0
  local unit = settings.within or "line"
  s.layers.outer = unit == "X" and outer(s.layers.X) or nil
  s.layers.areas = settings.inside and outer(s.layers[settings.inside])
    or { { first = 1, stop = s.count + 1 } }
  while i <= s.count do
    s.low, s.high = window(s, unit == "X" and "outer" or unit, i)
    local low, high = window(s, "areas", i)
    s.low = s.low and low and math.max(s.low, low)
    s.high = s.high and high and math.min(s.high, high)
    local found = s.low and matches_at(tree, s, i, settings.match,
      settings.equation) or {}
    for _, one in ipairs(found) do
      all[#all + 1] = ("%d-%d %s"):format(i, one.stop - 1, one.captures)
    end
    i = settings.match ~= "all" and found[1] and found[1].stop or i + 1
  end
  return all
end

return oracle
