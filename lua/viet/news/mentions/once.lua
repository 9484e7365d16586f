--- What is found in a document once, for all who ask.

--- @param find  a function of a document
-- @return a function of a document that gives what `find` gave the first time
return function(find)
  local known = setmetatable({}, { __mode = "k" })
  return function(doc)
    local found = known[doc]
    if found == nil then
      found = find(doc)
      known[doc] = found
    end
    return found
  end
end
