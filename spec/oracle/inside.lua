--- A matcher for names inside of words, slow and obviously right: it tries
-- every name at every letter, and cuts out what would be its tokens.

local matcher = require "oracle.matcher"
local viet = require "viet"

local inside = {}

local rank = matcher.rank

-- letters of the longest token of a name, less one
local LONGEST = 24

local function is_invisible(code)
  return code == 0xAD or code >= 0x200B and code <= 0x200F or code == 0x2060
    or code == 0xFEFF
end

local function is_mark(code)
  return code >= 0x300 and code <= 0x36F
end

--- Adds the letters of a token, each with its marks, and with what is
-- invisible between these.
local function add_letters(letters, text, token, first, last, line)
  local count = #letters
  for at, code in utf8.codes(text:sub(first, last)) do
    local stop = first + at - 1 + #utf8.char(code) - 1
    local own = letters[#letters]
    if #letters > count and is_mark(code) then
      own.last = stop
    elseif #letters == count or not is_invisible(code) then
      letters[#letters + 1] = { first = first + at - 1, last = stop,
                                token = token, line = line }
    end
  end
  letters[#letters].last = last
end

--- The letters of a text: first, last, token, line, and the text as `text`.
local function letters_of(text)
  local tokens = viet.tokens(text)
  local letters = { text = text, pieces = {}, tokens = tokens }
  for i = 1, #tokens do
    local first, last = tokens:span(i)
    add_letters(letters, text, i, first, last, tokens:line(i))
  end
  return letters
end

--- The keys of the letters from `i` up to `k`; nil if they are of several
-- tokens, or would be.
local function piece_of(letters, i, k)
  if letters[i].token ~= letters[k].token then return nil end
  local text = letters.text:sub(letters[i].first, letters[k].last)
  if letters.pieces[text] == nil then
    local keys = matcher.keys_of(text)
    letters.pieces[text] = keys.count == 1 and keys or false
  end
  return letters.pieces[text] or nil
end

local hyphens = { ["-"] = true, ["‐"] = true, ["‑"] = true, ["‒"] = true,
                  ["–"] = true, ["—"] = true, ["―"] = true }

--- Is letter `i` a sign that is passed over behind letters up to it from
-- `before` on?
local function is_passed(letters, before, i, gaps)
  local function text(from, to)
    return letters.text:sub(letters[from].first, letters[to].last)
  end
  if not gaps or not letters[i + 1] then return false end
  local sign = text(i, i)
  local tokens = viet.tokens(sign)
  return #tokens == 1 and tokens:kind(1) == "punct"
    and (gaps == "punctuation" or hyphens[sign] == true)
    and sign ~= text(before, i - 1)
end

--- Lays token `k` of a name and those behind it along the letters from
-- `at` on; calls `found` with the last letter and the level of each way.
local function lay(letters, name, k, at, level, signs, settings, found)
  for stop = at, math.min(at + LONGEST, #letters) do
    local piece = piece_of(letters, at, stop)
    local its = piece and matcher.level_of(name, k, piece, 1)
    if its then
      if rank[its] < rank[level] then its = level end
      if k == name.count then
        found(stop, its)
      else
        if letters[stop + 1] then
          lay(letters, name, k + 1, stop + 1, its, signs, settings, found)
        end
        if letters[stop + 1] and signs < 8
            and is_passed(letters, at, stop + 1, settings.gaps) then
          lay(letters, name, k + 1, stop + 2, its, signs + 1, settings,
              found)
        end
      end
    end
  end
end

--- The matches that begin with a letter, one for each entry and end.
local function matches_at(letters, names, at, settings)
  local best, all = {}, {}
  for _, name in ipairs(names) do
    lay(letters, name, 1, at, "exact", 0, settings, function(stop, level)
      local key = name.entry .. ":" .. stop
      local is_near = settings.across_lines
        or letters[at].line == letters[stop].line
      if is_near and rank[level] <= rank[name.level]
          and (not best[key] or rank[level] < rank[best[key].level]) then
        best[key] = { stop = stop, entry = name.entry, level = level }
      end
    end)
  end
  for _, match in pairs(best) do all[#all + 1] = match end
  table.sort(all, function(a, b)
    if a.stop ~= b.stop then return a.stop > b.stop end
    return a.entry < b.entry
  end)
  return all
end

--- All matches in a text, wherever they begin and end.
-- @param names what matcher.names gave
-- @param settings as for `g:matches`: kind ("longest" or "overlapping"),
--   across_lines, gaps ("hyphen" or "punctuation")
-- @return an array of strings "first:last:entry:level", in order
function inside.matches(names, text, settings)
  local letters, all, at = letters_of(text), {}, 1
  while at <= #letters do
    local found = matches_at(letters, names, at, settings)
    local longest = found[1] and found[1].stop
    local is_longest = settings.kind ~= "overlapping"
    for _, match in ipairs(found) do
      if match.stop == longest or not is_longest then
        all[#all + 1] = ("%d:%d:%d:%s"):format(letters[at].first,
          letters[match.stop].last, match.entry, match.level)
      end
    end
    at = is_longest and longest and longest + 1 or at + 1
  end
  return all
end

return inside
