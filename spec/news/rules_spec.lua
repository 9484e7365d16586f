-- The rules of the news pack, by their examples: each file rules/NAME.txt is
-- run as `viet test` does.

local pipelines = require "viet.command.pipeline"
local rule_test = require "viet.rule_test"
local rules = require "viet.news.rules"
local viet = require "viet"

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

--- The names of the files of the folder with an ending, without it.
local function names_of(ending)
  local names = {}
  local pipe = assert(io.popen("ls " .. rules.path "" .. "*" .. ending))
  for path in pipe:lines() do
    names[#names + 1] = path:match "([^/]*)%.%w+$"
  end
  pipe:close()
  return names
end

--- The pipeline of a case: that of the pack, or with `@alone` only the
-- extractors that the case names.
local function pipeline_of(made, setting)
  local key = tostring(setting.alone) .. table.concat(setting.with, " ")
  if not made[key] then
    local paths = {}
    for i, name in ipairs(setting.with) do paths[i] = rules.path(name) end
    local list = assert(pipelines.read_all(paths))
    made[key] = setting.alone and viet.pipeline(list)
      or viet.news.pipeline():with(table.unpack(list))
  end
  return made[key]
end

--- What differs from the examples, a line for each.
local function check_file(name)
  local path, wrong, made = name .. ".txt", {}, {}
  local cases = assert(rule_test.parse(read_file(rules.path(path))))
  assert.is_true(#cases > 0, path .. " has no examples")
  for _, case in ipairs(cases) do
    local doc = pipeline_of(made, case.setting):run(viet.document(case.text))
    local difference = rule_test.check(case, doc)
    if difference then
      wrong[#wrong + 1] = ("%s:%d: expected %s, but was %s"):format(path,
        case.line, difference.wanted, difference.found)
    end
  end
  return wrong
end

describe("the rules", function()
  for _, name in ipairs(names_of ".txt") do
    it("of " .. name .. " find what their examples say", function()
      assert.same({}, check_file(name))
    end)
  end

  it("have examples, wherever a file has rules", function()
    -- rules that give no layer are tested with those that need them
    local has_examples = { full_names = true, lists = true }
    for _, name in ipairs(names_of ".txt") do has_examples[name] = true end
    for _, name in ipairs(names_of ".rules") do
      local has_rules = ("\n" .. read_file(rules.path(name .. ".rules")))
        :find "\nrule "
      assert.is_true(has_examples[name] or not has_rules,
        name .. ".rules has no examples")
    end
  end)
end)

describe("the rules of the pack", function()
  it("are known to those who explain and profile, each to one", function()
    local owners = {}
    for _, one in ipairs(viet.news.pipeline()) do
      for _, rule in ipairs(one.rules and one.rules.patterns:rules() or {}) do
        assert.is_nil(owners[rule.name], rule.name)
        owners[rule.name] = one
      end
    end
    for _, name in ipairs(names_of ".rules") do
      local text = "\n" .. read_file(rules.path(name .. ".rules"))
      for rule in text:gmatch "\nrule ([%w_.]+)" do
        assert.is_truthy(owners[rule], rule)
      end
    end
  end)

  it("are what spans say that made them, and where it stands", function()
    local pipeline, pages = viet.news.pipeline(), 0
    for _, folder in ipairs { "spec/fixtures/annotated", "../shared/gold" } do
      local list = io.popen("ls " .. folder .. "/*.txt 2>/dev/null")
      for path in list:lines() do
        local doc = pipeline:run(assert(viet.document(read_file(path))))
        pages = pages + 1
        for _, layer in ipairs(doc:layer_names()) do
          for span in doc:each(layer) do
            local rule = pipeline.rules[span.rule]
            assert.is_truthy(rule, ("%s: %s %s"):format(path, layer,
              span.rule))
            assert.equal(rule.origin, span.origin)
          end
        end
      end
      list:close()
    end
    assert.is_true(pages > 0)
  end)

  it("that are code stand somewhere, and read patterns", function()
    for name, rule in pairs(viet.news.pipeline().rules) do
      assert.is_falsy(rule.origin:find "%.lua:1$", name)
      for _, read in ipairs(rule.reads or {}) do
        assert.is_truthy(viet.news.pipeline().rules[read], read)
      end
    end
  end)

  it("are explained in a document that was not read so far", function()
    local doc = viet.document "Tin\n\nThiếu tướng Lê Mai, Phó Tư lệnh, đến."
    viet.pipeline { (require "viet.news.zones") }:run(doc)
    local count = 0
    for _, one in ipairs(viet.news.pipeline()) do
      for _, rule in ipairs(one.rules and one.rules.patterns:rules() or {}) do
        local why = one.rules.patterns:explain(doc, 1,
          { rule = rule.name, last = #doc.text })
        assert.equal(rule.name, why and why.rule)
        count = count + (why.matched and 1 or 0)
      end
    end
    assert.is_true(count > 0)
  end)

  it("are measured, whoever searches them first", function()
    local profile = viet.profile.new()
    profile:run(viet.news.pipeline(), "Tin\n\nHôm nay, tại Huế, ông Lê Văn "
      .. "Mai, Phó Tư lệnh Quân khu 4, thăm sông Hương và tàu Trần Hưng Đạo, "
      .. "nơi ông đã đến vào năm ngoái, và sẽ còn trở lại vào ngày 5/5/2025.")
    local tries = {}
    for _, row in ipairs(profile.rules) do tries[row.name] = row.tries end
    for _, name in ipairs { "posts.of_one", "full_names",
        "organisations.body", "ships.person", "features.nature", "to_come",
        "zones.ends_stop" } do
      assert.is_true((tries[name] or 0) > 0, name)
    end
  end)
end)

describe("the rules of the pack", function()
  it("ask for what entries of the lexicons have", function()
    local loaded = {}
    for name, module in pairs(package.loaded) do
      if name:find "^viet%.news" then
        loaded[name], package.loaded[name] = module, nil
      end
    end
    require "viet.news.rules".values = "known"
    local done, message = pcall(function()
      return require "viet.news".pipeline()
    end)
    for name in pairs(package.loaded) do
      if name:find "^viet%.news" then package.loaded[name] = nil end
    end
    for name, module in pairs(loaded) do package.loaded[name] = module end
    assert.is_true(done, message)
  end)
end)

describe("rules of an extractor that searches them itself", function()
  it("are its own to those who explain and profile", function()
    local set = rules.read "ranks"
    local mine = rules.give(set, viet.extractor {
      name = "mine", gives = { "RANK" },
      run = function(doc) for _ in set:matches(doc) do end end,
    })
    assert.equal("ranks.held", mine.rules.patterns:rules()[1].name)
    assert.is_truthy(mine.rules.by_name["ranks.held"].origin
      :find "ranks%.rules:%d+$")
    local profile = viet.profile.new()
    local pipeline = viet.pipeline { mine,
      given = { "zone", "POST", "ORG", "DOCUMENT", "NAMED_EVENT" } }
    profile:run(pipeline, "Đại tá Phan Mai đến.")
    assert.equal("mine", profile.rules[1].extractor)
  end)
end)

describe("rules.read", function()
  local ranks = rules.read "ranks"

  local function find(text, zone)
    local doc, found = viet.document(text), {}
    for _, line in ipairs(doc.lines) do
      doc:add("zone", { first = line.first, last = line.last,
        id = zone or "body" })
    end
    for first, last, captures, rule in ranks:matches(doc) do
      found[#found + 1] = ("%s %s %s"):format(rule, text:sub(first, last),
        captures.it.id)
    end
    return found
  end

  it("finds names of the lexicons as elements", function()
    assert.same({ "ranks.held Đại tá rank/senior-colonel" },
      find "Đại tá Phan Mai đến.")
  end)

  it("searches the main text only", function()
    assert.same({}, find("Đại tá Phan Mai đến.", "related"))
    assert.same({ "ranks.held Đại tá rank/senior-colonel" },
      find("Đại tá Phan Mai đến.", "caption"))
  end)

  it("searches line by line, and not across tags", function()
    assert.same({}, find "Đại tá\nPhan Mai đến.")
    assert.same({}, find "Đại tá <b>Phan Mai</b> đến.")
    assert.same({ "ranks.held Đại tá rank/senior-colonel" },
      find "Ông <i>Lan</i>, Đại tá Phan Mai đến.")
  end)

  it("finds names in lines without marks", function()
    assert.same({ "ranks.held Dai tuong rank/general" },
      find "Dai tuong Phan Van Giang tham Ha Noi hom nay")
  end)

  it("searches bytes that are not UTF-8, too", function()
    local doc = viet.document("\255 Đại tá Phan\255 Đại tá Lê Mai", {},
      { invalid = "replace" })
    doc:add("zone", { first = 1, last = #doc.text, id = "body" })
    local ranks_found = {}
    for _, _, captures in ranks:matches(doc) do
      ranks_found[#ranks_found + 1] = doc:text_of(captures.it)
    end
    assert.same({ "Đại tá", "Đại tá" }, ranks_found)
  end)

  it("searches some spans alone", function()
    local text, found = "Đại tá Phan Mai và Đại tá Lê Sơn đến.", {}
    local doc = viet.document(text)
    local second = text:find("Đại", 5)
    for first in ranks:matches(doc, {
      inside = { { first = second, last = #text } },
    }) do
      found[#found + 1] = first
    end
    assert.same({ second }, found)
  end)

  it("raises an error for options that it does not know", function()
    assert.has_error(function() rules.read("ranks", { level = "case" }) end,
      "unknown option 'level' (expected layers, attributes, gazetteers, "
        .. "private or steps)")
  end)

  it("explains why a rule does not match", function()
    local doc = viet.document "Ông thăng hàm Đại tá."
    doc:add("zone", { first = 1, last = #doc.text, id = "body" })
    local why = ranks:explain(doc, doc.text:find "Đại", { rule = "ranks.held" })
    assert.is_false(why.matched)
  end)
end)
