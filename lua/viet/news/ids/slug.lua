--- Names as ids are made of them: "Tổng cục Chính trị" is tong-cuc-chinh-tri.

local core = require "viet.core"
local kind_of = require "viet.news.kinds"
local memo = require "viet.memo"

local slug = {}

local strip = core.normalizer {
  form = "nfc", fold = true, strip = "all", invalid = "replace",
  invisibles = true,
}

--- The ASCII slug of a text: no marks, lower case, `+` as "plus", everything
-- else between words one hyphen; invisible characters inside a word are left
-- out.
-- @param text a string
-- @return a string, empty where the text has no letter or digit in ASCII
-- @usage slug.of("ADMM+ lần thứ 7")  --> "admm-plus-lan-thu-7"
slug.of = memo(function(text)
  local plain = strip(text)
  if plain:find("+", 1, true) then plain = plain:gsub("%+", " plus ") end
  plain = plain:gsub("[^%w]+", "-")
  return plain:match "^%-?(.-)%-?$"
end)

--- The words of a text with their marks, whatever the case and the place of
-- the tone, joined by hyphens: two texts with the same words are equal.
-- @usage slug.marked("Uỷ viên") == slug.marked("Ủy viên")  --> true
slug.marked = memo(function(text)
  local tokens, words = core.tokens(text), {}
  for i = 1, #tokens do
    local kind = kind_of(tokens, i)
    if kind ~= "punct" and kind ~= "symbol" then
      words[#words + 1] = tokens:key(i)
    elseif tokens:text(i) == "+" then
      words[#words + 1] = "plus"
    end
  end
  return table.concat(words, "-")
end)

--- The words of a slug, as an array.
function slug.words(name)
  local words = {}
  for word in name:gmatch "[^-]+" do words[#words + 1] = word end
  return words
end

--- Does a slug begin with another, as whole words?
function slug.begins(name, start)
  return name == start or name:sub(1, #start + 1) == start .. "-"
end

return slug
