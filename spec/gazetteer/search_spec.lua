local viet = require "viet"

local KINDS = {
  "longest", "first", "overlapping", "outermost", "longest_per_type",
}

--- What a search finds: "text=id", in order.
local function found(g, text, settings)
  local list = {}
  for first, last, id in g:matches(text, settings) do
    list[#list + 1] = text:sub(first, last) .. "=" .. id
  end
  return list
end

local function message_of(call)
  local ok, message = pcall(call)
  assert.is_false(ok)
  return message
end

describe("the kind of a search", function()
  local g = viet.gazetteer {
    { id = "ministry", type = "ORG", "Bộ Quốc phòng" },
    { id = "laos ministry", type = "ORG", "Bộ Quốc phòng Lào" },
    { id = "laos", type = "COUNTRY", "Lào" },
    { id = "defence", type = "TOPIC", "Quốc phòng Lào Campuchia" },
  }
  local TEXT = "Bộ Quốc phòng Lào Campuchia"

  it("is longest: from left to right the longest name", function()
    assert.same({ "Bộ Quốc phòng Lào=laos ministry" }, found(g, TEXT))
  end)

  it("is first: from left to right the entry that was given first",
    function()
      assert.same({ "Bộ Quốc phòng=ministry", "Lào=laos" },
        found(g, TEXT, { kind = "first" }))
    end)

  it("is overlapping: every name at every place", function()
    assert.same({ "Bộ Quốc phòng Lào=laos ministry", "Bộ Quốc phòng=ministry",
      "Quốc phòng Lào Campuchia=defence", "Lào=laos" },
      found(g, TEXT, { kind = "overlapping" }))
  end)

  it("is outermost: what is in no longer match", function()
    assert.same({ "Bộ Quốc phòng Lào=laos ministry",
      "Quốc phòng Lào Campuchia=defence" },
      found(g, TEXT, { kind = "outermost" }))
  end)

  it("is longest_per_type: types do not hide each other", function()
    assert.same({ "Bộ Quốc phòng Lào=laos ministry",
      "Quốc phòng Lào Campuchia=defence", "Lào=laos" },
      found(g, TEXT, { kind = "longest_per_type" }))
  end)
end)

describe("priorities", function()
  local g = viet.gazetteer {
    { id = "low", type = "A", priority = -1, "Bình Minh" },
    { id = "none", type = "A", "Bình Minh" },
    { id = "high", type = "B", priority = 5, "Bình Minh" },
    { id = "same", type = "A", priority = 0, "Bình Minh" },
    { id = "short", type = "B", priority = 9, "Bình" },
  }

  it("rank the entries behind an ambiguous name", function()
    assert.same({ "Bình Minh=high", "Bình Minh=none", "Bình Minh=same",
      "Bình Minh=low" }, found(g, "Bình Minh"))
  end)

  it("choose the entry that is first", function()
    assert.same({ "Bình=short" }, found(g, "Bình Minh", { kind = "first" }))
  end)

  it("tell the best one, where only that is asked for", function()
    local settings = { best = true }
    assert.same({ "Bình Minh=high" }, found(g, "Bình Minh", settings))
    settings.types = "A"
    assert.same({ "Bình Minh=none" }, found(g, "Bình Minh", settings))
    assert.same({ "Bình Minh=high", "Bình Minh=none" },
      found(g, "Bình Minh", { kind = "longest_per_type", best = true }))
    assert.same({ "Bình Minh=high", "Bình=short" },
      found(g, "Bình Minh", { kind = "overlapping", best = true }))
  end)
end)

describe("types", function()
  local g = viet.gazetteer {
    { id = "long", type = "ORG", "Bộ Quốc phòng Lào" },
    { id = "laos", type = "COUNTRY", "Lào" },
    { id = "vn", "Việt Nam" },
  }

  it("are looked for as if there were no others", function()
    local text = "Bộ Quốc phòng Lào, Việt Nam"
    assert.same({ "Lào=laos" }, found(g, text, { types = "COUNTRY" }))
    assert.same({ "Lào=laos", "Việt Nam=vn" },
      found(g, text, { types = { "COUNTRY", "NAME" } }))
    assert.same({}, found(g, text, { types = {} }))
  end)
end)

describe("a date", function()
  local g = viet.gazetteer {
    { id = "province", from = "2025-07", "Lâm Đồng Mới" },
    { id = "old", to = "2025-06-30", "Lâm Đồng" },
    { id = "always", "Lâm" },
    { id = "short", from = "2020", to = "2020", "Lâm Đồng" },
  }

  it("leaves out what is not valid on it, before the longest is chosen",
    function()
      local function at(day)
        return table.concat(found(g, "Lâm Đồng Mới", { as_of = day }), ", ")
      end
      assert.equal("Lâm Đồng Mới=province", at "2025-07-01")
      assert.equal("Lâm Đồng=old", at "2025-06-30")
      assert.equal("Lâm Đồng=old", at "2019-12-31")
      assert.equal("Lâm Đồng=old, Lâm Đồng=short", at "2020-01-01")
      assert.equal("Lâm Đồng=old, Lâm Đồng=short", at "2020-12-31")
      assert.equal("Lâm Đồng=old", at "2021-01-01")
    end)

  it("is not asked for unless it is given", function()
    assert.same({ "Lâm Đồng Mới=province" }, found(g, "Lâm Đồng Mới"))
  end)
end)

describe("what may stand between the words of a name", function()
  local g = viet.gazetteer { { id = "x", "Xa lum xay" } }

  it("is white space, and what is asked for", function()
    local texts = { line = "Xa lum\nxay", hyphen = "Xa-lum-xay",
                    punctuation = "Xa, lum. xay" }
    for name, text in pairs(texts) do
      assert.same({}, found(g, text))
      assert.same({ text .. "=x" }, found(g, text, { gaps = { name } }))
      assert.same({ text .. "=x" }, found(g, text,
        { gaps = { "line", "hyphen", "punctuation" } }))
    end
    assert.same({ "Xa lum\nxay=x" },
      found(g, texts.line, { across_lines = true }))
  end)

  it("is no sign that is the word before it again", function()
    local signs = viet.gazetteer { { id = "-", "- -" }, { id = "a", "a - b" } }
    assert.same({ "- -=-", "a - b=a" },
      found(signs, "- - -; a - b a – b", { gaps = "hyphen" }))
    local many = {}
    for i = 1, 255 do many[i] = { ("- "):rep(i) } end
    local count = 0
    for _ in viet.gazetteer(many):matches(("- "):rep(500),
        { gaps = "hyphen", kind = "overlapping" }) do
      count = count + 1
    end
    assert.equal(255 * 500 - 255 * 254 / 2, count)
  end)
end)

describe("words that are glued", function()
  local g = viet.gazetteer { { id = "az", "Azerbaijan" } }

  it("are found on request", function()
    local text = "Azerbaijan: ngoại trưởng Azerbaijancủa"
    assert.same({ "Azerbaijan=az" }, found(g, text))
    assert.same({ "Azerbaijan=az", "Azerbaijan=az" },
      found(g, text, { glued = true }))
  end)

  it("are found though their parts stand nowhere else", function()
    for _, level in ipairs { "exact", "case", "placement", "toneless" } do
      local list = viet.gazetteer {
        { id = "az", "Azerbaijan" }, { id = "la", "Lào" },
        { id = "s", "Sergei Shoigu" }, level = level,
      }
      assert.same({ "Azerbaijan=az" },
        found(list, "thăm Azerbaijancủa ông", { glued = true }))
      assert.same({ "Sergei Shoigu=s", "Lào=la" },
        found(list, "Sergei Shoiguđã đến Làovà", { glued = true }))
    end
  end)

  it("stay whole where the whole is a name", function()
    local list = viet.gazetteer {
      { id = "whole", "Krôngpách" }, { id = "part", "Krông Ana" },
    }
    assert.same({ "Krôngpách=whole" },
      found(list, "ở Krôngpách", { glued = true }))
    assert.same({}, found(list, "ở Krôngmới", { glued = true }))
  end)
end)

describe("a search is refused", function()
  local g = viet.gazetteer { { "Hà Nội" } }

  it("with an unknown kind", function()
    assert.equal("search_spec.lua:" .. debug.getinfo(1).currentline + 3
      .. ": bad value 'all' for option 'kind' (expected longest, first, "
      .. "overlapping, outermost or longest_per_type)", message_of(function()
        g:matches("x", { kind = "all" })
      end):gsub("^.*/", ""))
    assert.matches("bad value 'true' for option 'kind'",
      message_of(function() g:matches("x", { kind = true }) end), 1, true)
  end)

  it("with an unknown option", function()
    assert.equal("unknown option 'kinds' (expected kind, across_lines, gaps, "
      .. "glued, whole, types, as_of or best)",
      message_of(function() g:matches("x", { kinds = "all" }) end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("options are a table, not a string",
      message_of(function() g:matches("x", "all") end)
        :gsub("^[^:]*:%d+: ", ""))
  end)

  it("with anything but true or false where it is one of them", function()
    for _, name in ipairs { "across_lines", "glued", "whole", "best" } do
      for _, value in ipairs { "no", 0, "true" } do
        assert.equal(("bad value '%s' for option '%s' (expected true or "
          .. "false)"):format(value, name),
          message_of(function() g:matches("x", { [name] = value }) end)
            :gsub("^[^:]*:%d+: ", ""))
      end
    end
    assert.equal("bad value 'no' for option 'best' (expected true or false)",
      message_of(function() g:fuzzy("x", { best = "no" }) end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("bad value '1' for option 'verify' (expected true or false)",
      message_of(function() viet.gazetteer.open("x", { verify = 1 }) end)
        :gsub("^[^:]*:%d+: ", ""))
  end)

  it("with a date that is no day", function()
    for _, day in ipairs { "2024-05", "2024", "today", 20240531 } do
      assert.equal(("bad value '%s' for option 'as_of' (expected a date as "
        .. "2024-05-31)"):format(day),
        message_of(function() g:matches("x", { as_of = day }) end)
          :gsub("^[^:]*:%d+: ", ""))
    end
  end)

  it("with gaps that are none", function()
    assert.equal("bad value 'dash' for option 'gaps' (expected line, hyphen "
      .. "or punctuation)",
      message_of(function() g:matches("x", { gaps = { "line", "dash" } }) end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("gaps are a string or an array, not a boolean",
      message_of(function() g:matches("x", { gaps = true }) end)
        :gsub("^[^:]*:%d+: ", ""))
  end)

  it("with types that are none", function()
    assert.equal("types are a string or an array, not a number",
      message_of(function() g:matches("x", { types = 7 }) end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("types: item 2 is a number, not a string",
      message_of(function() g:matches("x", { types = { "A", 7 } }) end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("types: item 1 has a NUL byte",
      message_of(function() g:matches("x", { types = "A\0C" }) end)
        :gsub("^[^:]*:%d+: ", ""))
  end)

  it("in something else than a text", function()
    assert.equal("bad argument #1 to 'matches' (string or viet.tokens "
      .. "expected, got nil)", message_of(function() g:matches() end)
        :gsub("^[^:]*:%d+: ", ""))
    assert.equal("bad argument #1 to 'matches' (string or viet.tokens "
      .. "expected, got table)", message_of(function() g:matches {} end)
        :gsub("^[^:]*:%d+: ", ""))
  end)

  it("of something else than a gazetteer", function()
    assert.matches("bad self of 'matches' (viet.gazetteer expected, got "
      .. "userdata)", message_of(function()
        g.matches(viet.tokens("x"), "x")
      end), 1, true)
  end)
end)

--- A naive search: every entry at every token, then what the kind says.
local function naive(entries, text, settings)
  local hits = {}
  for number, entry in ipairs(entries) do
    local fits = (not settings.types or settings.types == entry.type)
      and (not settings.as_of or (entry.from or "") <= settings.as_of
        and settings.as_of <= (entry.to or "9"))
    for first, last in viet.gazetteer { { entry[1] } }
        :matches(text, { kind = "overlapping" }) do
      hits[#hits + 1] = fits and { first = first, last = last,
        type = entry.type, id = entry.id, number = number,
        priority = entry.priority or 0 } or nil
    end
  end
  local function better(a, b)
    if a.priority ~= b.priority then return a.priority > b.priority end
    return a.number < b.number
  end
  table.sort(hits, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return better(a, b)
  end)
  local covered, chosen = {}, {}
  for _, hit in ipairs(hits) do
    local track = settings.kind == "longest_per_type" and hit.type or "all"
    local win = covered[track]
    if settings.kind == "overlapping" then
      win = hit
    elseif settings.kind == "outermost" then
      win = hit
      for _, other in ipairs(hits) do
        if other.first <= hit.first and other.last >= hit.last
            and (other.first < hit.first or other.last > hit.last) then
          win = other
        end
      end
    elseif not win or win.last < hit.first then
      win = hit
      for _, other in ipairs(settings.kind == "first" and hits or {}) do
        if other.first == hit.first and better(other, win) then
          win = other
        end
      end
      covered[track] = win
    end
    if hit.first == win.first and hit.last == win.last then
      chosen[#chosen + 1] = text:sub(hit.first, hit.last) .. "=" .. hit.id
    end
  end
  return chosen
end

describe("a search in Lua", function()
  local seed = os.time()
  local WORDS = { "một", "hai", "ba" }

  local function random_words(most)
    local words = {}
    for i = 1, math.random(most) do words[i] = WORDS[math.random(3)] end
    return table.concat(words, " ")
  end

  it("finds what a naive one finds (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local count = 0
    for _ = 1, 300 do
      local entries = {}
      for i = 1, math.random(8) do
        entries[i] = { random_words(3), id = "e" .. i,
          type = "T" .. math.random(2), priority = math.random(0, 2),
          from = math.random(3) == 1 and "2024-01-01" or nil,
          to = math.random(3) == 1 and "2024-12-31" or nil }
      end
      local g, text = viet.gazetteer(entries), random_words(12)
      for _, kind in ipairs(KINDS) do
        local settings = { kind = kind,
          types = math.random(3) == 1 and "T1" or nil,
          as_of = math.random(3) == 1 and "2023-06-01" or nil }
        local expected = naive(entries, text, settings)
        assert.same(expected, found(g, text, settings),
          ("seed %d, %s, %s"):format(seed, kind, text))
        count = count + #expected
      end
    end
    assert.is_true(count > 3000, "only " .. count .. " matches")
  end)
end)
