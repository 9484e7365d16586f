--- What a token is to the rules of news, which ask whether it is a syllable,
-- another word, a number or a sign, and no more.
--
--     kind_of(viet.tokens "UBND chi 5 km", 1)  --> "word", not "acronym"

local core = require "viet.core"

local coarse = { acronym = "word", hashtag = "word", email = "url" }

--- The kind of a unit without a number: "km" is a word, "ha" a syllable.
local function kind_of_unit(tokens, i)
  if tokens:shape(i) == "none" then
    return tokens:text(i) == "%" and "punct" or "symbol"
  end
  return core.syllable(tokens:text(i)) and "syllable" or "word"
end

--- "syllable", "word", "number", "url", "punct" or "symbol".
-- @param tokens those of a text
-- @param i      the index of one of them
return function(tokens, i)
  local kind = tokens:kind(i)
  if kind == "unit" then return kind_of_unit(tokens, i) end
  return coarse[kind] or kind
end
