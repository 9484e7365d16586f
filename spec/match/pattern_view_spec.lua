-- Entries of a gazetteer and spans of a document are looked up in ways of
-- their own; what stands in a text is the same.

local viet = require "viet"

local entries = {
  { "an", class = "A", id = "1" }, { "an bình", class = "B", id = "1" },
  { "ba", class = "C", id = "2" }, { "bình ba", class = "A", id = "2" },
  { "năm", class = "D", id = "3" }, { "năm ba an", class = "B", id = "3" },
  { "có", class = "E", id = "1" },
}
local words = { "an", "bình", "ba", "năm", "có", "x", ".", "m" }

local function pick(list) return list[math.random(#list)] end

local function make_text()
  local parts = {}
  for i = 1, math.random(1, 14) do parts[i] = pick(words) end
  return table.concat(parts, " ")
end

local conditions = {
  'class="A"', 'class="B"', 'class="A|C"', 'class="D|E" id="1"', 'id="2"', "",
  'class=/[BD]/', 'tokens>1', 'class="A" tokens>1', 'class="B|C|D"', 'id="3"',
}

--- A random pattern, in which `%s` stands before the conditions of an entry.
local function make_pattern(depth)
  if depth == 0 then
    return math.random(3) == 1 and ('"%s"'):format(pick(words))
      or ("@" .. pick(conditions) .. "@")
  end
  local a, b = make_pattern(depth - 1), make_pattern(depth - 1)
  return (pick {
    "%s %s", "(%s | %s)", "(%s)? %s", "(?= %s) %s", "(?! %s) %s",
    "%s (?! %s)", "(?<= %s) %s", "(?<! %s) %s", "(?> %s | %s)",
    "((?! %s | []) | %s)", "(%s){1,2} %s", "(?>> %s | %s)", "%s []? %s",
    "(%s)* %s",
  }):format(a, b)
end

local function with(pattern, open, close)
  return (pattern:gsub("@([^@]*)@", open .. "%1" .. close))
end

local function found(pattern, doc)
  local list = {}
  for first, last in pattern:matches(doc) do
    list[#list + 1] = first .. "-" .. last
  end
  return table.concat(list, " ")
end

describe("what stands in a text", function()
  local seed = tonumber(os.getenv "SEED") or os.time()
  local gazetteer = viet.gazetteer(entries)

  it("is the same for entries and for spans (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local matches = 0
    for _ = 1, tonumber(os.getenv "ROUNDS") or 1500 do
      local text = make_pattern(math.random(0, 3))
      local settings = { match = pick { "longest", "first", "all" } }
      settings.layers = { "G" }
      settings.attributes = { "class", "id" }
      settings.gazetteers = { g = gazetteer }
      -- many tests of entries, so that all of them are noted at once
      settings.patterns = { Many = '{g class="A"} | {g class="B"} | {g id="1"} '
        .. '| {g class="E"} | {g class="C"}' }
      local a = viet.pattern("(?! Many \"qqq\") (" .. with(text, "{g ", "}")
        .. ")", settings)
      local b = viet.pattern(with(text, "<G ", "/>"), settings)
      for _ = 1, 4 do
        local doc = viet.document(make_text())
        for first, last, id, _, entry in gazetteer:matches(doc,
            { kind = "overlapping" }) do
          doc:add("G", { first = first, last = last, id = id,
            class = entry.class })
        end
        local wanted = found(b, doc)
        matches = matches + #wanted
        assert.equal(wanted, found(a, doc), ("seed %d: %s\nin %q"):format(seed,
          text, doc.text))
      end
    end
    assert.is_true(matches > 0)
  end)
end)
