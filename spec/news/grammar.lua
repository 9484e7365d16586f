--- A page of one body line, for the specs of the grammars.

local viet = require "viet"
local page_of = require "viet.news.mentions.page"

local grammar = {}

function grammar.page(text)
  local doc = assert(viet.document(text))
  doc:add("zone", { first = 1, last = #text, id = "body", line = 1 })
  return page_of(doc)
end

--- The text from the first word to the token that a function finds, or nil.
function grammar.from_start(text, find)
  local page = grammar.page(text)
  local last = find(page, 2)
  return last and last >= 2 and page:text(2, last) or nil
end

--- The texts of a list of {first, last}.
function grammar.texts(page, list)
  local texts = {}
  for i, item in ipairs(list) do
    texts[i] = page:text(item.first, item.last)
  end
  return texts
end

return grammar
