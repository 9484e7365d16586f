local viet = require "viet"

--- The message of a pattern that is refused.
local function refused(text, options)
  local ok, message = pcall(viet.pattern, text, options)
  assert.is_false(ok)
  return (message:gsub("^[^\n]-%.lua:%d+: ", ""))
end

--- The first line of it.
local function fault(text, options)
  return refused(text, options):match "^[^\n]*"
end

--- The matched parts of a text.
local function found(pattern, text, options)
  if type(pattern) == "string" then pattern = viet.pattern(pattern, options) end
  local parts = {}
  for first, last in pattern:matches(text) do
    parts[#parts + 1] = text:sub(first, last)
  end
  return parts
end

--- A document with spans: {layer, text, attributes}.
local function document(text, spans)
  local doc = viet.document(text)
  for _, span in ipairs(spans) do
    local first, last = text:find(span[2], 1, true)
    local made = { first = first, last = last }
    for name, value in pairs(span[3] or {}) do made[name] = value end
    doc:add(span[1], made)
  end
  return doc
end

describe("words", function()
  -- pattern, text, what is found
  local cases = {
    { '"hội đàm"', "HỘI ĐÀM và hội\194\160đàm", { "HỘI ĐÀM", "hội\194\160đàm" } },
    { '"hội đàm"~exact', "Hội đàm, hội đàm", { "hội đàm" } },
    { '"hội đàm"~case', "Hội đàm, ho\204\163\204\130i đàm", { "Hội đàm" } },
    { '"hòa bình"', "Hoà Bình", { "Hoà Bình" } },
    { '"hoa binh"~toneless', "hòa bình, hoa bình", { "hòa bình", "hoa bình" } },
    { '"Nguyễn"~typed', "Nguyên, Nguyen, Nguyện", { "Nguyên", "Nguyen" } },
    { '"đàm phán"', "hội đàm\nphán", {} },
    { '"đàm phán" within document', "hội đàm\nphán", { "đàm\nphán" } },
    { '"say \\"có\\""', 'say "có"', { 'say "có"' } },
    { "'có'", "có", { "có" } },
  }
  for _, case in ipairs(cases) do
    it(("%s in %q"):format(case[1], case[2]), function()
      assert.same(case[3], found(case[1], case[2]))
    end)
  end

  it("take the level of the pattern", function()
    assert.same({ "hòa" }, found('"hoa"', "hòa", { level = "toneless" }))
  end)
end)

describe("conditions", function()
  local text = "Năm 2024, TP.HCM đón 12 đoàn"
  local cases = {
    { "[kind=number]", { "2024", "12" } },
    { "[kind=number & len>2]", { "2024" } },
    { "[kind!=number & !kind=syllable & len>1]", { "TP", "HCM" } },
    { "[shape=upper | \"đón\"]", { "TP", "HCM", "đón" } },
    { "/^\\d{4}$/", { "2024" } },
    { "/đo/i", { "đoàn" } },
    { "/^don$/~toneless", { "đón" } },
    { "[!spaced & kind!=punct]", { "HCM" } },
    { "[form=/^[đn]/i & len>=4]", { "đoàn" } },
    { '!"năm"{2}', { "2024,", "TP.", "HCM đón", "12 đoàn" } },
  }
  for _, case in ipairs(cases) do
    it(case[1], function() assert.same(case[2], found(case[1], text)) end)
  end

  it("see a decomposed word as its letters", function()
    assert.same({ "ho\204\163\204\130i" },
      found("/^hội$/", "ho\204\163\204\130i"))
    assert.same({ "ho\204\163\204\130i" },
      found("[len=3]", "ho\204\163\204\130i"))
  end)
end)

describe("spans", function()
  local doc = document("Đại tướng Giang gặp ông Minh (12)", {
    { "RANK", "Đại tướng" },
    { "PERSON", "Giang", { id = "person/giang", rank = "general" } },
    { "PERSON", "Minh", { id = "person/minh", value = 12 } },
    { "SHIP", "ông Minh" },
  })
  local function parts(text)
    local list = {}
    for first, last in viet.pattern(text, { layers = { "SHIP" } }):matches(doc)
    do
      list[#list + 1] = doc.text:sub(first, last)
    end
    return list
  end

  local cases = {
    { "<PERSON/>", { "Giang", "Minh" } },
    { '<PERSON id="person/g.*"/>', { "Giang" } },
    { '<PERSON id="person"/>', {} },
    { "<PERSON id=/^person/ rank!=general/>", { "Minh" } },
    { '<PERSON id=="person/minh"/>', { "Minh" } },
    { "<PERSON value>=12/>", { "Minh" } },
    { "<PERSON value>12/>", {} },
    { "<RANK/> <PERSON/>", { "Đại tướng Giang" } },
    { "[shape=title & !<RANK/>]", { "Giang", "Minh" } },
    { "!<PERSON/> </SHIP>", {} },
    { "<PERSON/> </SHIP>", { "Minh" } },
    { "<SHIP> []", { "ông" } },
    { "[] within SHIP", { "ông", "Minh" } },
    { "[] within <SHIP/>", { "ông", "Minh" } },
  }
  for _, case in ipairs(cases) do
    it(case[1], function() assert.same(case[2], parts(case[1])) end)
  end

  it("give themselves as captures", function()
    local p = viet.pattern 'who:<PERSON/> x:"gặp" all:([] whom:<PERSON/>)'
    local first, last, captures, rule = p:find(doc)
    assert.equal("Giang gặp ông Minh", doc.text:sub(first, last))
    assert.equal(doc:layer("PERSON")[1], captures.who)
    assert.equal(doc:layer("PERSON")[2], captures.whom)
    assert.equal("ông Minh", doc:text_of(captures.all))
    assert.equal("gặp", doc:text_of(captures.x))
    assert.equal("pattern", rule)
  end)

  it("are none in a text that is no document", function()
    assert.is_nil(viet.pattern("<PERSON/>"):find("Giang"))
  end)
end)

describe("captures", function()
  it("that can occur more than once are lists", function()
    local p = viet.pattern '"a" (b:[kind=number])*'
    local _, _, captures = p:find "a 1 2"
    assert.same({ { first = 3, last = 3 }, { first = 5, last = 5 } },
      captures.b)
    _, _, captures = p:find "a b"
    assert.same({}, captures.b)
  end)

  it("of other alternatives are nil", function()
    local p = viet.pattern 'x:"a" | y:"b"'
    local _, _, captures = p:find "b"
    assert.is_nil(captures.x)
    assert.same({ first = 1, last = 1 }, captures.y)
  end)

  it("are nil for a pattern without any", function()
    local _, _, captures = viet.pattern('"a"'):find "a"
    assert.is_nil(captures)
  end)

  it("of a gazetteer's entry have its id, type and entry", function()
    local entry = { id = "country/LA", type = "COUNTRY", "Lào" }
    local p = viet.pattern("c:{g}", { gazetteers = { g = viet.gazetteer { entry } } })
    local _, _, captures = p:find "LÀO"
    assert.equal("country/LA", captures.c.id)
    assert.equal("COUNTRY", captures.c.type)
    assert.equal("Lào", captures.c.entry[1])
    assert.same({ 1, 4 }, { captures.c.first, captures.c.last })
  end)
end)

describe("the match", function()
  local cases = {
    { '"a" | "a" "b"', "longest", { "a b" } },
    { '"a" | "a" "b"', "first", { "a" } },
    { '"a" "b"?', "all", { "a b", "a" } },
    { '"a" []*?', nil, { "a" } },
    { '"a" []*? "b"', nil, { "a b" } },
    { '"a" []*? "b"', "longest", { "a b c b" } },
    { '"a" []*', nil, { "a b c b" } },
    { '[]*+ "b"', nil, {} },
    { '"b" near(1) "a"', nil, { "a b" } },
    { '(?<= "b") []', nil, { "c" } },
    { '[] (?! "b") (?= [])', nil, { "b", } },
    { '<line> []', nil, { "a" } },
    { '[] </document>', nil, { "b" } },
    { '("a"*)* "b"', nil, { "a b", "b" } },
  }
  for _, case in ipairs(cases) do
    it(case[1] .. " (" .. tostring(case[2]) .. ")", function()
      assert.same(case[3], found(case[1], "a b c b", { match = case[2] }))
    end)
  end
end)

describe("captures that are compared", function()
  local function all(source, subject, settings)
    local list = {}
    local text = type(subject) == "table" and subject.text or subject
    for first, last in viet.pattern(source, settings):matches(subject) do
      list[#list + 1] = text:sub(first, last)
    end
    return list
  end

  local text = "Lan và lan, Mai và Lan, hoà và hòa, hòa và hoa"

  for _, case in ipairs {
    { "", { "Lan và lan", "hoà và hòa" } },
    { "~exact", {} },
    { "~case", { "Lan và lan" } },
    { "~typed", { "Lan và lan", "hoà và hòa", "hòa và hoa" } },
    { "~toneless", { "Lan và lan", "hoà và hòa", "hòa và hoa" } },
  } do
    it("have the same words, at a level: " .. case[1], function()
      assert.same(case[2],
        all('a:[] "và" b:[] :: a.form = b.form' .. case[1], text))
    end)
  end

  it("have the words of the rule's level, several of them, or others",
    function()
      assert.same({ "hòa và hoa" }, all('a:[] "và" b:[] :: a.form != b.form',
        "hòa và hoa"))
      assert.same({}, all('a:[] "và" b:[] :: a.form != b.form', "hòa và hoa",
        { level = "toneless" }))
      assert.same({ "y z - y z" }, all('a:([]+) "-" b:([]+) :: a.form = b.form',
        "x y z - y z w"))
    end)

  it("decide which way through the rule is taken", function()
    assert.same({ "a b c a" }, all("a:[] []* b:[] :: a.form = b.form",
      "x a b c a d c"))
    assert.same({ "a b c a", "c a d c" }, all("a:[] []* b:[] :: "
      .. "a.form = b.form", "x a b c a d c", { match = "all" }))
    assert.same({ "a b a" }, all("a:[] []*? b:[] :: a.form = b.form",
      "a b a c a"))
    assert.same({ "a b a c a" }, all("a:[] []* b:[] :: a.form = b.form",
      "a b a c a"))
  end)

  local doc = viet.document "Lan gặp Mai, Mai gặp Mai, Hoa gặp Hoa"
  for first, word, stop in doc.text:gmatch "()(%u%w+)()" do
    doc:add("PERSON", { first = first, last = stop - 1,
      id = word ~= "Hoa" and "person/" .. word or nil })
  end

  it("have the same attribute, or another one", function()
    local source = 'a:<PERSON/> "gặp" b:<PERSON/> :: a.id %s b.id'
    assert.same({ "Mai gặp Mai" }, all(source:format "=", doc))
    assert.same({ "Lan gặp Mai", "Hoa gặp Hoa" },  -- Hoa has no id
      all(source:format "!=", doc))
    assert.same({ "Hoa gặp Hoa" },
      all(source:format "!=" .. " & a.form = b.form within sentence", doc))
  end)

  it("are entries of a gazetteer, too", function()
    local names = viet.gazetteer { { id = "x", "Lan" }, { id = "x", "Mai" },
      { id = "y", "Hoa" } }
    assert.same({ "Lan gặp Mai", "Mai gặp Mai", "Hoa gặp Hoa" },
      all('a:{n} "gặp" b:{n} :: a.id = b.id', doc.text,
        { gazetteers = { n = names } }))
  end)

  it("are like none where they are no part of the match", function()
    assert.same({}, all('a:"x"? "y" b:[] :: a.form = b.form', "y z"))
    assert.same({ "y z" }, all('a:"x"? "y" b:[] :: a.form != b.form', "y z"))
  end)

  it("are what an explanation wants", function()
    local why = viet.pattern('a:[] "và" b:[] :: a.form = b.form')
      :explain("Mai và Lan", 1)
    assert.is_false(why.matched)
    assert.equal("a.form = b.form", why.wanted[1].text)
    assert.equal(20, why.wanted[1].column)
  end)
end)

describe("a name that no capture has", function()
  local function reading(source, name)
    return function()
      local _, _, captures = viet.patterns(source):find "a b c"
      return captures[name]
    end
  end

  it("raises an error where it is read, with the nearest one", function()
    local _, message = pcall(reading('rule r = who:"a" "b"', "whom"))
    assert.matches("^spec/pattern_spec%.lua:%d+: no capture 'whom' "
      .. "%(did you mean 'who'%?%)$", message)
    assert.error_matches(reading('rule r = who:"a" to:"b"', "date"),
      "no capture 'date' %(expected to or who%)$")
  end)

  it("may be that of another rule, or of no part of the match", function()
    assert.is_nil(reading('rule r = who:"a" "b"\nrule s = it:"x"', "it")())
    assert.is_nil(reading('rule r = who:"a" it:"x"?', "it")())
    assert.is_nil(reading('rule r = who:"a" it:"x"?', 1)())
  end)
end)

describe("a value that no entry has", function()
  local g = viet.gazetteer {
    { id = "vn/hue", type = "TOWN", "Huế", area = 265, sea = true },
    { id = "vn/qb", type = "PROVINCE", "Quảng Bình" },
    { "Vinh" },
  }
  local function compile(text, values)
    return select(2, pcall(viet.pattern, text, { gazetteers = { places = g },
      attributes = { "area", "sea", "flag" }, values = values }))
  end

  for _, case in ipairs {
    { '{places type="TOWNS"}', 9, "no entry of 'places' has type 'TOWNS' (did "
      .. "you mean 'TOWN'?)" },
    { '"ở" {places type="TOWN|PROVNCE|NAME"}', 15, "no entry of 'places' has "
      .. "type 'PROVNCE' (did you mean 'PROVINCE'?)" },
    { '[{places type!="SHIP"}]', 10, "no entry of 'places' has type 'SHIP'" },
    { '{places id=="vn/huee"}', 9, "no entry of 'places' has id 'vn/huee' (did "
      .. "you mean 'vn/hue'?)" },
    { '{places flag="yes"}', 9, "no entry of 'places' has the attribute "
      .. "'flag'" },
    { '{places sea=false}', 9, "no entry of 'places' has sea 'false'" },
  } do
    it(("is refused: %s"):format(case[1]), function()
      assert.equal(("pattern:1:%d: %s"):format(case[2], case[3]),
        (compile(case[1]):match "^[^\n]*":gsub("^[^:]*%.lua:%d+: ", "")))
    end)
  end

  it("is known as soon as an entry with it is added, until it is removed",
    function()
      local growing = viet.gazetteer { { "Huế", type = "TOWN" } }
      local function compiles(text)
        return (pcall(viet.pattern, text, { gazetteers = { it = growing } }))
      end
      assert.is_false(compiles '{it type="RIVER"}')
      growing:add { { id = "river", "sông Hương", type = "RIVER" } }
      assert.is_true(compiles '{it type="RIVER"}')
      growing:remove "river"
      assert.is_false(compiles '{it type="RIVER"}')
      assert.is_true(compiles '{it type="TOWN"}')
    end)

  it("is taken where the option says so", function()
    local p = compile('{places type="TWON"}', "any")
    assert.is_nil(p:find "Huế")
    assert.matches("bad value 'all' for option 'values' %(expected known or "
      .. "any%)$", compile('{places}', "all"))
  end)

  it("is none that some entry has, in whatever way it is compared", function()
    for _, text in ipairs { '{places type=TOWN}', '{places type="TOWN|NAME"}',
      '{places id=Vinh}', '{places type=/TWON/}', '{places id="vn/.*"}',
      '{places area=265}', '{places area<3}', '{places sea=true}',
      '{places level=exact}', '{places tokens=9}', '<PLACE type="TWON"/>' } do
      assert.equal(text, compile(text).text)
    end
  end)
end)

describe("a mistake", function()
  local cases = {
    { '"a" | | "b"', "pattern:1:7: expected an element, found '|'" },
    { '("a"', "pattern:1:1: '(' is not closed: expected ')' or an element, "
      .. "found the end" },
    { '"b" (?<! "a"', "pattern:1:5: '(?<!' is not closed: expected ')' or an "
      .. "element, found the end" },
    { '("a" [kind=number', "pattern:1:6: '[' is not closed: expected '&', '|' "
      .. "or ']', found the end" },
    { "[(kind=number", "pattern:1:2: '(' is not closed: expected '&', '|' or "
      .. "')', found the end" },
    { "{countries id=x", "pattern:1:1: '{' is not closed: expected an "
      .. "attribute or '}', found the end" },
    { "<PERSON id=x", "pattern:1:1: '<' is not closed: expected an attribute, "
      .. "'/>' or '>', found the end" },
    { "</line", "pattern:1:1: '</' is not closed: expected '>', found the "
      .. "end" },
    { '("a" within line', "pattern:1:6: expected ')' or an element, found "
      .. "'within'" },
    { "", "pattern:1:1: expected an element, found the end" },
    { '"a', "pattern:1:1: expected a quotation mark behind the words" },
    { "/a", "pattern:1:1: expected '/' behind the regular expression" },
    { "/a(/", "pattern:1:4: bad regular expression: missing closing parenthesis" },
    { "/a/x", "pattern:1:4: unknown flag 'x' (expected i)" },
    { '"a"~tonless', "pattern:1:5: expected exact, case, placement, typed or "
      .. "toneless, found 'tonless'" },
    { '""', "pattern:1:1: no words between the quotation marks" },
    { '["a b"]', "pattern:1:2: a condition is about one token, and these "
      .. "words have 2" },
    { "[kind=nmber]", "pattern:1:2: unknown kind 'nmber' (did you mean 'number'?)" },
    { "[knd=number]", "pattern:1:2: unknown attribute 'knd' (did you mean 'kind'?)" },
    { "<PERSN/>", "pattern:1:1: unknown layer 'PERSN' (did you mean 'PERSON'?)" },
    { "<PERSON idd=x/>", "pattern:1:9: unknown attribute 'idd' (did you mean 'id'?)" },
    { "{countrys}", "pattern:1:1: unknown gazetteer 'countrys' (did you mean "
      .. "'countries'?)" },
    { "Foo", "pattern:1:1: unknown pattern 'Foo'" },
    { '"a"{3,2}', "pattern:1:5: the most is less than the least number of times" },
    { '"a"{2000}', "pattern:1:5: number too large (limit 1000)" },
    { '!("a" "b")', "pattern:1:1: '!' stands before what is one token or a "
      .. "span ((?! ... ) looks ahead for more)" },
    { '(?! x:"a")', "pattern:1:1: what must not stand there cannot be captured" },
    { '"a" within "b"', "pattern:1:12: expected line, sentence, document or "
      .. "the name of a layer, found '\"b\"'" },
    { "<line id=x/>", "pattern:1:7: lines, sentences and the document have no "
      .. "attributes" },
    { '"a" $', "pattern:1:5: unexpected character '$'" },
    { "\255", "pattern:1:1: invalid UTF-8" },
    { "a:[] b:[] :: a.form = who.form", "pattern:1:14: unknown capture 'who'" },
    { "who:[] b:[] :: whom.form = b.form", "pattern:1:16: unknown capture "
      .. "'whom' (did you mean 'who'?)" },
    { "a:[]+ b:[] :: a.form = b.form", "pattern:1:15: capture 'a' may occur "
      .. "more than once, which is not compared" },
    { "a:[] b:[] :: a.id = b.id", "pattern:1:14: only a span or an entry has "
      .. "the attribute 'id'" },
    { "a:<DATE/> b:<DATE/> :: a.idd = b.id", "pattern:1:24: unknown attribute 'idd' "
      .. "(did you mean 'id'?)" },
    { "a:<DATE/> b:<DATE/> :: a.id = b.form", "pattern:1:24: words, the 'form' of a "
      .. "capture, are compared with words alone" },
    { "a:<DATE/> b:<DATE/> :: a.id = b.id~exact", "pattern:1:24: a level is of "
      .. "words, not of the attribute 'id'" },
    { "a:[] b:[] :: a.form < b.form", "pattern:1:21: expected '=' or '!=', "
      .. "found '<'" },
    { 'a:[] :: a.form = "x"', "pattern:1:18: expected a capture with its "
      .. "attribute, such as a.form, found '\"x\"'" },
    { "a:[] :: a = a.form", "pattern:1:9: expected a capture with its "
      .. "attribute, such as a.form, found 'a'" },
    { "(a:[] :: a.form = a.form)", "pattern:1:7: expected ')' or an element, "
      .. "found '::'" },
    { ("("):rep(200), "pattern:1:101: brackets nested too deeply (limit 100)" },
    { "((([]{1000}){1000}){1000})", "pattern:1:4: the rule is too large (limit "
      .. "100000 elements, repetitions written out)" },
  }
  for _, case in ipairs(cases) do
    it("is told: " .. case[1]:sub(1, 30):gsub("[^\32-\126]", "?"), function()
      assert.equal(case[2], fault(case[1], { gazetteers = {
        countries = viet.gazetteer { { "Lào" } } } }))
    end)
  end

  it("is shown with carets under it, in columns", function()
    assert.equal([[
hoi:2:9: unknown layer 'PERSN' (did you mean 'PERSON'?)
  "hội" <PERSN/>
        ^^^^^^^^]], refused('# đàm\n"hội" <PERSN/>', { name = "hoi" }))
  end)

  it("in options raises", function()
    assert.equal("unknown option 'lvl' (expected name, level, match, priority,"
      .. " consume, most, gazetteers, patterns, layers, attributes, steps or values)",
      refused('"a"', { lvl = 1 }))
    assert.equal("bad value 'x' for option 'match' (expected longest, first or"
      .. " all)", refused('"a"', { match = "x" }))
    assert.equal("bad value 'no' for option 'level' (expected exact, case,"
      .. " placement, typed or toneless)", refused('"a"', { level = "no" }))
    assert.equal("bad value '0' for option 'steps' (expected a whole number"
      .. " from 1 to 2147483647)", refused('"a"', { steps = 0 }))
    assert.equal("bad value '0' for option 'most' (expected a whole number"
      .. " from 1 to 1000000)", refused('"a"', { most = 0 }))
    assert.equal("a pattern is a text, not a table", refused {})
  end)
end)

describe("a rule that takes too long", function()
  it("raises an error with its name", function()
    local p = viet.pattern('"a" (?= "a"* "b")', { name = "slow", steps = 20 })
    local ok, message = pcall(p.matches, p, ("a "):rep(5000))
    assert.is_false(ok)
    assert.equal("rule 'slow' took more than 20 steps for each token of the"
      .. " text (step limit)", message)
  end)

  for _, text in ipairs { '("a"*)* "b"', '("a" | "a")* "b"', '("a"?){30} "b"',
    '("a"* "a"*)* "b"', '[]* []* []* "b"', '(x:"a"*)* "b"' } do
    it("is none of " .. text, function()
      local p = viet.pattern(text, { match = "all", steps = 200 })
      assert.is_nil(p:find(("a "):rep(5000) .. "c"))
      -- with what it waits for, only in the next line
      assert.equal(10003, (p:find(("a "):rep(5000) .. "c\nb")))
    end)
  end
end)

describe("an explanation", function()
  local doc = document("Ông Giang đã gặp gỡ ông Minh.\nHết", {
    { "PERSON", "Giang" }, { "PERSON", "Minh", { id = "minh" } } })

  it("tells what matched, what was wanted and what stands there", function()
    local p = viet.pattern 'who:<PERSON/> "đã"? ("hội đàm" | "gặp" "gỡ" "với")'
    local why = p:explain(doc, 6)
    assert.is_false(why.matched)
    assert.equal("Giang đã gặp gỡ", doc.text:sub(why.first, why.last))
    assert.equal("ông", why.found.text)
    assert.same({ { text = '"với"', file = "pattern", line = 1, column = 55 } },
      why.wanted)
    assert.same({ "<PERSON/>", '"đã"', '"gặp"', '"gỡ"' }, {
      why.steps[1].text, why.steps[2].text, why.steps[3].text,
      why.steps[4].text })
  end)

  it("tells all that was wanted", function()
    local why = viet.pattern('"ông" ("Lan" "x" | <RANK/> | [kind=number])')
      :explain(doc, 1)
    assert.equal([[
rule 'pattern' does not match
  matched  "ông": 'Ông'
  wanted   "Lan" (pattern:1:9)
  wanted   <RANK/> (pattern:1:21)
  wanted   [kind=number] (pattern:1:31)
  found    'Giang' (syllable, title)]], tostring(why))
  end)

  it("names the spans that stand there", function()
    local why = viet.pattern('"ông" <PERSON id=lan/>')
      :explain(doc, 1, { last = #doc.text })
    assert.equal([[
rule 'pattern' does not match
  matched  "ông": 'Ông'
  wanted   <PERSON id=lan/> (pattern:1:8)
  found    'Giang' (syllable, title) <PERSON>]], tostring(why))
  end)

  it("tells the end of the line", function()
    local why = viet.pattern('"." "hết"'):explain(doc, (doc.text:find(".", 1, true)))
    assert.is_true(why.at_end)
    assert.equal([[
rule 'pattern' does not match
  matched  ".": '.'
  wanted   "hết" (pattern:1:5)
  found    the end of the line or window, before 'Hết' (syllable, title)]],
      tostring(why))
  end)

  it("tells a match", function()
    local why = viet.pattern('"ông" <PERSON/>'):explain(doc, 1)
    assert.is_true(why.matched)
    assert.equal("Ông Giang", doc.text:sub(why.first, why.last))
  end)

  it("finds the try that gets furthest", function()
    local why = viet.pattern('"ông" <PERSON/> "."')
      :explain(doc, 1, { last = 40 })
    assert.is_true(why.matched)
    assert.equal("ông Minh.", doc.text:sub(why.first, why.last))
  end)
end)

describe("patterns as values", function()
  local P = viet.pattern
  local text = "Ông Lan gặp bà Mai, cô Hoa"

  it("are written as text", function()
    local name = P.capture("name", P "[shape=title]" ^ 1)
    local p = (P.words "ông" + P.words "bà" + '"cô"') * name
    assert.equal('("ông" | "bà" | ("cô")) name:(([shape=title])+)',
      p.text:gsub("name:%(%[shape=title%]%)%+", "name:(([shape=title])+)"))
    assert.same({ "Ông Lan", "bà Mai", "cô Hoa" }, found(p, text))
  end)

  it("take their operators", function()
    local title = P "[shape=title]"
    assert.same({ "Lan", "Mai", "Hoa" }, found(title - P.words "ông", text))
    assert.same({ "gặp bà" }, found((-title) ^ 2 - '","', "Ông gặp bà"))
    assert.same({ "bà Mai", "Hoa" },
      found(P.words "bà" ^ -1 * (P.words "mai" + '"hoa"'), text))
    assert.same({ "Lan gặp" },
      found(P.near(1, P.words "gặp", P.words "lan"), text))
    assert.same({ "gặp" }, found(P "[]" * P.ahead(P.words "bà"), text))
    assert.same({ "bà" }, found(P.behind(P.words "gặp") * "[]", text))
    assert.same({ "a\nb" },
      found(P.within(P.words "a" * P.words "b", "document"), "a\nb"))
  end)

  it("bring their gazetteers along", function()
    local g = viet.gazetteer { { id = "lan", "Lan" } }
    local p = P.words "ông" * P.capture("who", P.names(g))
    local _, _, captures = p:find(text)
    assert.equal("lan", captures.who.id)
  end)

  it("take any number of alternatives", function()
    local p = P.words "x"
    for i = 1, 500 do p = p + P.words("từ" .. i) end
    assert.same({ "từ77", "x" }, found(p, "từ77 x từ501"))
  end)

  it("refuse what means two things", function()
    local a = P("{g}", { gazetteers = { g = viet.gazetteer { { "a" } } } })
    local b = P("{g}", { gazetteers = { g = viet.gazetteer { { "b" } } } })
    local ok, message = pcall(function() return a * b end)
    assert.is_false(ok)
    assert.is_truthy(message:find(
      "'g' means two things in patterns that are joined", 1, true))
  end)
end)

describe("matches inside some spans", function()
  local P = viet.pattern
  local text = "Lan gặp Mai. Hoa gặp Tú. An gặp Bình."
  local meet = P "[shape=title] \"gặp\" [shape=title]"

  local function inside(value, where, pattern)
    local list = {}
    for first, last in (pattern or meet):matches(where or text,
        { inside = value }) do
      list[#list + 1] = text:sub(first, last)
    end
    return list
  end

  --- The span of some bytes of the text.
  local function span(part)
    local first, last = text:find(part, 1, true)
    return { first = first, last = last }
  end

  it("lie in one of them", function()
    assert.same({ "Hoa gặp Tú" }, inside { span "Hoa gặp Tú." })
    assert.same({ "Lan gặp Mai", "An gặp Bình" },
      inside { span "Lan gặp Mai", span "An gặp Bình" })
  end)

  it("never go from one to the next, or half out of one", function()
    assert.same({}, inside { span "Lan gặp", span "Mai. Hoa", span "gặp Tú" })
    assert.same({}, inside { span "an gặp Mai" })
    assert.same({}, inside({ span "gặp Mai" }, nil, P "(?<= \"lan\") \"gặp\""))
  end)

  it("are none where no spans are", function()
    assert.same({}, inside {})
    assert.same({}, inside { { first = 3, last = 2 } })
  end)

  it("lie in the outer one of spans that nest", function()
    assert.same({ "Lan gặp Mai", "Hoa gặp Tú" },
      inside { span "Lan gặp Mai. Hoa gặp Tú", span "Lan", span "Hoa" })
  end)

  it("are of rules that are tried at every token, too", function()
    assert.same({ "Hoa", "gặp", "Tú" }, inside({ span "Hoa", span "gặp Tú" }, nil,
      P "[]{1}?"))
  end)

  it("lie in the spans of a layer that is named", function()
    local doc = viet.document(text)
    doc:add("part", span "Hoa gặp Tú. An")
    assert.same({ "Hoa gặp Tú" }, inside("part", doc))
    assert.same({}, inside("other", doc))
    local first = meet:find(doc, { inside = "part" })
    assert.equal(span("Hoa").first, first)
  end)

  it("are explained with the end of the span", function()
    local why = meet:explain(text, 1, { inside = { span "Lan gặp" } })
    assert.is_truthy(tostring(why):find(
      "found    the end of the line or window, before 'Mai'", 1, true))
  end)

  it("refuse what are no spans", function()
    local function fails(value, message, settings)
      local ok, trouble = pcall(meet.matches, meet, text,
        settings or { inside = value })
      assert.is_false(ok)
      assert.is_truthy(trouble:find(message, 1, true), trouble)
    end
    fails(5, "bad value '5' for option 'inside' (expected a layer or an "
      .. "array of spans)")
    fails("part", "option 'inside' names the layer 'part', which only a "
      .. "document has")
    fails({ span "Hoa", span "Lan" },
      "span 2 of 'inside' is out of order or outside the text")
    fails({ { first = 1, last = 1000 } },
      "span 1 of 'inside' is out of order or outside the text")
    fails({ span "Lan", 5 }, "span 2 of 'inside' is a table, not a number")
    fails(nil, "unknown option 'within' (expected inside or efforts)",
      { within = "part" })
  end)
end)

describe("tests of kinds", function()
  it("tell a unit from a word that is spelled so, text after text", function()
    local unit = viet.pattern "[kind=unit & len<3]"
    local word = viet.pattern "[!kind=unit & /^km$/]"
    for _ = 1, 2 do
      assert.equal(3, (unit:find "5 km"))
      assert.is_nil((unit:find "km Lan"))
      assert.equal(1, (word:find "km Lan"))
      assert.is_nil((word:find "5 km"))
      assert.equal(5, (word:find "Lan km, 5 km"))
    end
  end)
end)

describe("what a pattern remembers of words", function()
  it("is of use for texts of any age", function()
    local p = viet.pattern [[[shape=title & /^[hl]/i] ("gặp" | "thăm"~toneless)]]
    local old = viet.tokens "Lan gặp Huế. Hoa tham Vinh."
    assert.same({ 1, 1 }, { (p:find(old)), (p:find "Lan gặp Mai") })
    for i = 1, 30 do  -- so many words that others take the place of all
      local words = {}
      for k = 1, 3000 do words[k] = ("b%dx%d"):format(i, k) end
      p:find(table.concat(words, " "))
    end
    local new = viet.tokens "Mai gặp Lan. Huế thăm Lan."
    for _ = 1, 3 do
      local starts = {}
      for _, tokens in ipairs { old, new } do
        for _, _, _, _, first in p:matches(tokens) do
          starts[#starts + 1] = first
        end
      end
      assert.same({ 1, 5, 5 }, starts)
    end
  end)
end)

describe("a message", function()
  it("is cut between characters", function()
    local ok, message = pcall(viet.patterns, ("ế"):rep(20))
    assert.is_false(ok)
    assert.is_truthy(message:find("expected 'let', 'rule' or '@import', found '"
      .. ("ế"):rep(13) .. "'\n", 1, true), message)
  end)
end)

describe("the longest way", function()
  local text = "Bộ Tư lệnh Quân khu 7 họp"
  local names = [[("Bộ" | "Bộ Tư lệnh" | "Bộ Tư" | "lệnh Quân" | "Quân khu")]]

  it("is taken, and nothing else", function()
    assert.same({ "Bộ Tư lệnh Quân khu 7" },
      found(("(?>>%s)+ [kind=number]"):format(names), text))
    assert.same({}, found(("(?>>%s) \"Tư\""):format(names), text))
    assert.same({ "Bộ Tư" }, found(("(?>%s) \"Tư\""):format(names), text))
  end)

  it("is the one that is tried first, of several", function()
    local _, _, captures = viet.pattern(
      [[(?>> "Bộ" | "Bộ" a:"Tư" | b:"Bộ" "Tư")]]):find(text)
    assert.same({ first = 6, last = 8 }, captures.a)
    assert.is_nil(captures.b)
  end)

  it("ends furthest to the left, where one looks back", function()
    assert.same({ "họp" },
      found([[(?<= "Quân" (?>> "7" | "khu" "7")) "họp"]], text))
    assert.same({},
      found([[(?<= "khu" (?>> "7" | "khu" "7")) "họp"]], text))
  end)
end)

describe("edges", function()
  it("may stand behind what ends a sentence", function()
    assert.same({ "x" }, found(
      [[(<X/> "x" | "x"? <sentence>) within sentence]], "a x\nb",
      { layers = { "X" } }))
  end)
end)

describe("entries of gazetteers", function()
  local names = viet.gazetteer {
    { id = "lan", type = "PERSON", rank = 2, known = true, "Lan" },
    { id = "lan-anh", type = "PERSON", rank = 10, "Lan Anh" },
    { "Huế" },
  }

  local function entries(text, where)
    local pattern = viet.pattern("who:" .. text, {
      gazetteers = { names = names }, attributes = { "rank", "known" } })
    local list = {}
    for _, _, captures in pattern:matches(where or "Lan Anh và Lan ở Huế.") do
      list[#list + 1] = captures.who.id
    end
    return list
  end

  it("are compared by any of their fields", function()
    assert.same({ "lan-anh", "lan" }, entries '{names type="PERSON"}')
    assert.same({ "lan-anh" }, entries "{names rank>2}")
    assert.same({ "lan", "lan" }, entries "{names known=true}")
    assert.same({ "Huế" }, entries '{names type="NAME" id="Huế"}')
    assert.same({ "lan-anh", "lan", "Huế" }, entries '{names level="exact"}')
  end)

  it("hold tokens, for a condition", function()
    local pattern = viet.pattern('it:[{names type="PERSON"}]+', {
      gazetteers = { names = names } })
    local text = "Lan Anh và Lan ở Huế."
    local list = {}
    for _, _, captures in pattern:matches(text) do
      for _, one in ipairs(captures.it) do
        list[#list + 1] = text:sub(one.first, one.last)
      end
    end
    assert.same({ "Lan", "Anh", "Lan" }, list)
  end)

  it("are compared by the number of their tokens, as spans are", function()
    assert.same({ "lan-anh" }, entries "{names tokens>1}")
    assert.same({ "lan", "lan", "Huế" }, entries "{names tokens=1}")
    local doc = viet.document "Lan Anh và Lan"
    doc:add("X", { first = 1, last = 7, id = "long" })
    doc:add("X", { first = 12, last = 14, id = "short" })
    local _, _, captures = viet.pattern("x:<X tokens<2/>",
      { layers = { "X" } }):find(doc)
    assert.equal("short", captures.x.id)
    local ok, message = pcall(viet.pattern, "<PERSON tokens=many/>")
    assert.is_false(ok)
    assert.is_truthy(message:find(
      "pattern:1:9: expected a number behind 'tokens'", 1, true), message)
  end)

  it("are found in words that are glued together, as documents cut them",
    function()
      local doc = viet.document "Anh đọc TinHuế."
      assert.same({ "Huế" }, entries("{names}", doc))
      assert.same({}, entries("{names}", viet.tokens "Anh đọc TinHuế."))
    end)

  it("are found again when the gazetteer changes", function()
    local g = viet.gazetteer { { id = "lan", "Lan" } }
    local p = viet.pattern("who:{g}", { gazetteers = { g = g } })
    local tokens = viet.tokens "Lan, Mai"
    assert.equal(1, (p:find(tokens)))
    g:remove "lan"
    g:add { { id = "mai", "Mai" } }
    assert.equal(6, (p:find(tokens)))
  end)

  it("are looked for by several patterns in one search", function()
    local doc = viet.document "Lan Anh ở Huế."
    assert.same({ "lan-anh" }, entries("{names rank=10}", doc))
    assert.same({ "Huế" }, entries("{names id=\"Huế\"}", doc))
  end)
end)
