--- The keys of the words of lexicons and rules, by which words of a text are
-- compared: they do not depend on case or on how letters are encoded.

local core = require "viet.core"

local keys = {}

--- The keys of the words of a phrase; numbers and signs are left out.
-- @param phrase words of a lexicon
-- @return an array of keys, and the same in one string
-- @usage keys.words("Tin LIÊN QUAN:")  --> {"tin", "liên", "quan"}
function keys.words(phrase)
  local tokens = core.tokens(phrase)
  local words = tokens:keys(1, #tokens, "placement", "words")
  return words, table.concat(words, " ")
end

--- A set of the keys of words: `keys.set "ngày tháng năm"`.
function keys.set(phrase)
  local set = {}
  for _, word in ipairs((keys.words(phrase))) do set[word] = true end
  return set
end

return keys
