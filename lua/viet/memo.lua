--- Remembers what a function made of strings.
--
--     local slug_of = memo(make_slug)
--     slug_of("Hà Nội")  --> what make_slug("Hà Nội") gave, made once
--
-- Texts of a corpus have names in common, so most calls are answered from
-- memory; how much is remembered is limited.

-- So many strings are remembered, and as many that were asked for before.
local MOST = 4096

--- @param make  a function of one string (which may have further ones as
--   upvalues) that returns a value, not nil, and always the same for a string;
--   whoever gets a table leaves it as it is
-- @return a function that does the same
return function(make)
  local recent, older, count = {}, {}, 0
  return function(text)
    local value = recent[text]
    if value ~= nil then return value end
    value = older[text]
    if value == nil then value = make(text) end
    if count == MOST then recent, older, count = {}, recent, 0 end
    recent[text], count = value, count + 1
    return value
  end
end
