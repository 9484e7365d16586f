--- What is found in a document once, for all who ask.

--- @param find  a function of a document
-- @return a function of a document that gives what `find` gave the first time,
--   which the document keeps, in its field `notes`
return function(find)
  return function(doc)
    local notes = doc.notes
    if not notes then
      notes = {}
      doc.notes = notes
    end
    local found = notes[find]
    if found == nil then
      found = find(doc)
      notes[find] = found
    end
    return found
  end
end
