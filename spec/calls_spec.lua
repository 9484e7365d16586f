-- Calls from Lua leave nothing behind: neither in Lua's memory nor, where
-- the system tells, in that of the process. VIET_CALLS=1e7 makes ten
-- million calls in all in place of half a million.

local viet = require "viet"

local long = ("Ðảng, Hoà Bình; tie\u{302}\u{301}ng Vie\u{323}\u{302}t. ")
  :rep(3)
local normalizer = viet.normalizer { tone = "hòa", fold = true }
local tokens = viet.tokens(long)
local amounts = viet.tokens "1,2 tỷ đồng, TinHãy"
local gazetteer = viet.gazetteer { { id = "1", "Hòa Bình" } }
local bytes = viet.charset.encode("tiếng Việt", "tcvn3")
local _, alignment = viet.normalize(long, { align = true })

--- What an iterator gives first.
local function first_of(iterate, state, control)
  return iterate(state, control)
end

--- Each public function that a program calls again and again.
local calls = {
  normalize = function() return viet.normalize "tiếng Việt" end,
  ["normalize, changed"] = function()
    return viet.normalize(long, { strip = "all", invisibles = true })
  end,
  ["normalize, aligned"] = function()
    return viet.normalize(long, { tone = "hòa", align = true, report = true })
  end,
  ["normalize, refused"] = function() return viet.normalize "a\xFF" end,
  ["normalize, raising"] = function()
    return pcall(viet.normalize, "a", { form = "x" })
  end,
  normalizer = function() return normalizer(long) end,
  ["a new normalizer"] = function()
    return viet.normalizer { fold = true }
  end,
  alignment = function() return alignment:source(3, 9) end,
  is_nfc = function() return viet.is_nfc(long) end,
  is_utf8 = function() return viet.is_utf8(long) end,
  width = function() return viet.width(long) end,
  syllable = function() return viet.syllable "XOÁY" end,
  syllable_of = function() return viet.syllable_of(18044) end,
  decode = function()
    return viet.charset.decode(bytes, "tcvn3", { align = true })
  end,
  encode = function() return viet.charset.encode("tiếng", "viqr") end,
  detect = function() return viet.charset.detect(bytes) end,
  losses = function() return viet.charset.losses("HỌC", "tcvn3") end,
  typing = function()
    return viet.typing.read("tieengs", "telex"),
      viet.typing.write("tiếng", "vni")
  end,
  numeral = function()
    return viet.numeral.read "hai mươi lăm", viet.numeral.write(25)
  end,
  collate = function() return viet.collate("mà", "má") end,
  collation_key = function() return viet.collation_key "mà" end,
  name_key = function() return viet.name_key "Lê Bình" end,
  tokens = function() return #viet.tokens(long) end,
  ["a token"] = function()
    return tokens:text(2), tokens:key(2, "toneless"), tokens:at(9)
  end,
  quantity = function() return amounts:quantity(1) end,
  glued = function() return first_of(amounts:glued()) end,
  scanner = function()
    local scanner = viet.scanner()
    scanner:feed(long)
    return first_of(scanner:each())
  end,
  sentences = function()
    return first_of(viet.sentences(long))
  end,
  lines = function()
    return first_of(viet.lines(long)), first_of(viet.paragraphs(long))
  end,
  matches = function()
    return first_of(gazetteer:matches "Tới Hoà Bình")
  end,
}

local functions = 0
for _ in pairs(calls) do functions = functions + 1 end

--- Calls of each function.
local CALLS = tonumber(os.getenv "VIET_CALLS" or 5e5) // functions | 0

--- The memory of the process in kB, or nil where the system does not tell.
local function resident()
  local file = io.open "/proc/self/statm"
  if not file then return nil end
  local _, pages = file:read("n", "n")
  file:close()
  return pages * 4
end

local function repeat_call(call, times)
  for _ = 1, times do call() end
  collectgarbage()
  collectgarbage()
end

--- Calls a function again and again; returns by how much Lua's memory and
-- that of the process have grown, in kB.
local function growth(call)
  repeat_call(call, math.min(CALLS, 20000))  -- caches are filled, once
  local lua, process = collectgarbage "count", resident()
  repeat_call(call, CALLS)
  return collectgarbage "count" - lua,
    process and resident() - process or 0
end

describe("many calls", function()
  for name, call in pairs(calls) do
    it("of " .. name .. " leave nothing in Lua's memory", function()
      local lua = growth(call)
      assert(lua < 2, ("%s: %.1f kB more after %d calls"):format(name, lua,
        CALLS))
    end)
  end

  -- A sanitizer keeps what is freed for a while.
  it("leave nothing in the memory of the process #big", function()
    for name, call in pairs(calls) do
      local least = math.huge  -- a leak grows every time, a heap may once
      for _ = 1, 4 do
        local _, process = growth(call)
        least = math.min(least, process)
        if least < 2048 then break end
      end
      assert(least < 2048, ("%s: %d kB more after %d calls"):format(name,
        least, CALLS))
    end
  end)
end)
