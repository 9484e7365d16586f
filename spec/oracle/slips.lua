--- Slips: a name as it is mistyped, one way for each class of slip.

local viet = require "viet"

local slips = {}

local function letters_of(text)
  local list = {}
  for c in text:gmatch("[%z\1-\127\194-\244][\128-\191]*") do
    list[#list + 1] = c
  end
  return list
end

--- The places of a name where a letter is lower case and plain.
local function places(letters)
  local list = {}
  for i, c in ipairs(letters) do
    if i > 1 and c:find "^%l$" then list[#list + 1] = i end
  end
  return list
end

--- A slip that changes one letter by `change(letters, i)`.
local function at_letter(change)
  return function(name, random)
    local letters = letters_of(name)
    local list = places(letters)
    if #list == 0 then return name end
    change(letters, list[random(#list)], random)
    return table.concat(letters)
  end
end

--- A slip that changes one word.
local function in_word(change)
  return function(name, random)
    local words = {}
    for word in name:gmatch "%S+" do words[#words + 1] = word end
    local i = random(#words)
    words[i] = change(words[i], random)
    return table.concat(words, " ")
  end
end

local NEAR = { a = "s", b = "n", c = "v", d = "f", e = "r", g = "h", h = "j",
               i = "o", k = "l", l = "k", m = "n", n = "m", o = "p",
               p = "o", r = "t", s = "d", t = "y", u = "i", v = "b",
               x = "c", y = "u" }

slips.dropped = at_letter(function(letters, i) letters[i] = "" end)
slips.doubled = at_letter(function(letters, i)
  letters[i] = letters[i]:rep(2)
end)
slips.neighbour = at_letter(function(letters, i)
  letters[i] = NEAR[letters[i]] or letters[i]
end)
slips.swapped = at_letter(function(letters, i)
  local next_one = letters[i + 1]
  if next_one and next_one ~= " " then
    letters[i], letters[i + 1] = next_one, letters[i]
  end
end)
slips.other = at_letter(function(letters, i, random)
  letters[i] = ("bcdghklmnpqrstvx"):sub(random(16)):sub(1, 1)
end)

slips.unmarked = in_word(function(word)
  return viet.normalize(word, { strip = "all" }) or word
end)
slips.telex = in_word(function(word)
  return viet.typing.write(word, "telex")
end)
slips.vni = in_word(function(word)
  return viet.typing.write(word, "vni")
end)
slips.tone = in_word(function(word, random)
  local tones = { "\204\128", "\204\129", "\204\131", "\204\137", "\204\163" }
  local apart = viet.normalize(word, { form = "nfd" })
  for _, tone in ipairs(tones) do
    local found = apart:find(tone, 1, true)
    if found then
      apart = apart:sub(1, found - 1) .. tones[random(5)]
        .. apart:sub(found + 2)
      break
    end
  end
  return viet.normalize(apart)
end)

local SOUNDS = { { "S", "X" }, { "X", "S" }, { "Tr", "Ch" }, { "Ch", "Tr" },
                 { "L", "N" }, { "N", "L" }, { "Gi", "D" }, { "D", "Gi" },
                 { "i", "y" }, { "y", "i" } }

slips.sound = in_word(function(word)
  for _, pair in ipairs(SOUNDS) do
    local from, to = pair[1], pair[2]
    local next_one = word:sub(#from + 1, #from + 1)
    if from:find "^%u" and word:sub(1, #from) == from
        and next_one ~= "g" and next_one ~= "h" then
      return to .. word:sub(#from + 1)
    elseif from:find "^%l" and word:sub(-1) == from then
      return word:sub(1, -2) .. to
    end
  end
  return word
end)

--- Initials for all words but the last one.
function slips.initials(name)
  return (name:gsub("([%z\1-\127\194-\244][\128-\191]*)%S*%s", "%1. "))
end

--- The names of all slips, in order.
slips.names = {
  "dropped", "doubled", "neighbour", "swapped", "other", "unmarked", "telex",
  "vni", "tone", "sound", "initials",
}

return slips
