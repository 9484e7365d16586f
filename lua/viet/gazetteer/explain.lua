--- Why names match at a place of a text, or nearly do.
--
-- Candidates are names that share words with the text around the place. They
-- are found by the search itself, the other way round: the words of the text
-- are looked for in all names. A candidate is laid along the text word by
-- word; what differs there is what is told.

local core = require "viet.core"
local fields = require "viet.gazetteer.fields"
local search = require "viet.gazetteer.search"
local state_of = require "viet.gazetteer.state"

local explain = {}

local WIDTH = 12        -- tokens of the text on both sides of the place
local CANDIDATES = 200  -- names that are laid along the text

local rank = {}
for i, level in ipairs(fields.levels) do rank[level] = i end

--- Candidates ---------------------------------------------------------------

--- All names, one on each line of a text: made once for each gazetteer.
local function list_names(state)
  if state.all_names then return state.all_names end
  local all = { lines = {}, numbers = {}, levels = {} }
  local function add(number, ...)
    for i = 1, select("#", ...), 2 do
      local name, level = select(i, ...)
      local n = #all.lines + 1
      all.lines[n] = name:gsub("[\r\n]", " ")
      all.numbers[n], all.levels[n] = number, level
    end
  end
  for number in state:numbers() do add(number, state.core:names(number)) end
  all.text = table.concat(all.lines, "\n")
  state.all_names = all
  return all
end

--- A gazetteer of the tokens `low` to `high`, each a name of its own. Bytes
-- that are not UTF-8 are in no name.
local function make_needles(tokens, low, high)
  local list, levels, known = {}, {}, {}
  for i = low, high do
    local key, word = tokens:key(i, "toneless"), tokens:text(i)
    if not known[key] and core.is_utf8(word) then
      list[#list + 1], levels[#levels + 1] = { word }, "toneless"
    end
    known[key] = true
  end
  return core.gazetteer(list, levels)
end

--- Counts for each line of the names how many words of the text it has.
local function count_shared(all, needles)
  local shared, number, stop = {}, 0, 0
  for first in needles:matches(all.text, { kind = "overlapping" }) do
    while first > stop do
      number = number + 1
      stop = stop + #all.lines[number] + 1
    end
    shared[number] = (shared[number] or 0) + 1
  end
  return shared
end

--- The lines of the names that share at least half of their words with the
-- text, those that lack the fewest first.
local function find_candidates(all, shared)
  local found = {}
  for number, count in pairs(shared) do
    local _, spaces = all.lines[number]:gsub("%S+", "")
    if 2 * count >= spaces then
      found[#found + 1] = { number = number, lacks = spaces - count }
    end
  end
  table.sort(found, function(a, b)
    if a.lacks ~= b.lacks then return a.lacks < b.lacks end
    return a.number < b.number
  end)
  return found
end

--- Laying along -------------------------------------------------------------

local function keys_of(tokens, low, high)
  local keys = {}
  for i = low, high do keys[i - low + 1] = tokens:key(i, "toneless") end
  return keys
end

--- The cheapest way to lay a name along some words, of which any may be left
-- out at both ends.
-- @return how many words differ, and the steps: {name token or nil, text
--   token or nil}
local function align(name, words)
  local cost, step = { [0] = {} }, { [0] = {} }
  for j = 0, #words do cost[0][j] = 0 end
  for i = 1, #name do
    cost[i], step[i] = { [0] = i }, { [0] = "name" }
    for j = 1, #words do
      local is_same = name[i] == words[j]
      local best, how = cost[i - 1][j - 1] + (is_same and 0 or 1), "both"
      if cost[i - 1][j] + 1 < best then
        best, how = cost[i - 1][j] + 1, "name"
      end
      if cost[i][j - 1] + 1 <= best and not is_same and i < #name then
        best, how = cost[i][j - 1] + 1, "text"
      end
      cost[i][j], step[i][j] = best, how
    end
  end
  return cost, step
end

--- The steps of an alignment that ends at word `j`.
local function trace(step, count, j)
  local i, steps = count, {}
  while i > 0 do
    local how = step[i][j]
    table.insert(steps, 1, { how ~= "text" and i or nil,
                             how ~= "name" and j or nil })
    if how ~= "text" then i = i - 1 end
    if how ~= "name" then j = j - 1 end
  end
  return steps
end

--- The first and the last word of some steps, nil if there is none, and how
-- many words are the same.
local function measure(steps, name, words)
  local same, from, to = 0, nil, nil
  for _, step in ipairs(steps) do
    from = from or step[2]
    to = step[2] or to
    local is_same = step[1] and step[2] and name[step[1]] == words[step[2]]
    same = same + (is_same and 1 or 0)
  end
  return from, to, same
end

--- Adds a way to those that are as good; a better one replaces them.
local function add_way(best, way)
  local other = best[1]
  if other and (way.cost < other.cost or way.same > other.same) then
    for i = #best, 1, -1 do best[i] = nil end
    other = nil
  end
  if not other or way.same == other.same then best[#best + 1] = way end
end

--- Lays a name along the words of a place.
-- @param place `tokens`, `low`, `keys` (from token `low` on), `from` and `to`:
--   one of these tokens has to be covered
-- @return an array of the best ways: {cost =, same =, steps =, from =, to =}
--   with tokens of the text
local function lay(place, name_tokens)
  local name = keys_of(name_tokens, 1, #name_tokens)
  local cost, step = align(name, place.keys)
  local best = {}
  for j = 1, #place.keys do
    local its = cost[#name][j]
    if 2 * its <= #name and its < #name
        and (not best[1] or its <= best[1].cost) then
      local steps = trace(step, #name, j)
      local from, to, same = measure(steps, name, place.keys)
      from, to = from + place.low - 1, to + place.low - 1
      if from <= place.to and to >= place.from then
        add_way(best, { cost = its, same = same, steps = steps, from = from,
                        to = to })
      end
    end
  end
  return best
end

--- Judging ------------------------------------------------------------------

--- The strictest level at which a text is like a name, or nil.
-- @param gaps what may stand between the words of the name, as in a search
local function level_of(text, name, gaps)
  local g = core.gazetteer({ { name } }, { "toneless" })
  for first, last, _, _, _, level in g:matches(text, { gaps = gaps,
      kind = "overlapping", across_lines = true, whole = false }) do
    if first == 1 and last == #text then return level end
  end
end

--- What differs at the first step that is no match, as a reason, a message,
-- and the token of the text that it is about.
local function find_difference(place, name_tokens, found)
  local before
  for i, step in ipairs(found.steps) do
    local mine = step[1] and name_tokens:text(step[1])
    local its = step[2] and step[2] + place.low - 1
    local word = its and place.tokens:text(its)
    if not mine then
      return "extra", ("the text has '%s' between its words"):format(word),
        its
    elseif not its then
      local after = found.steps[i + 1]
      local at = after and after[2] and after[2] + place.low - 1 or before
      return "missing", ("the text lacks its '%s'"):format(mine), at, mine
    elseif place.keys[step[2]] ~= name_tokens:key(step[1], "toneless") then
      return "word", ("it has '%s' where the text has '%s'")
        :format(mine, word), its, mine
    end
    before = its
  end
end

--- The first token that is less like the name than its level asks for.
local function find_lax_token(place, name_tokens, found, level)
  for _, step in ipairs(found.steps) do
    local its = step[2] + place.low - 1
    local mine, word = name_tokens:text(step[1]), place.tokens:text(its)
    local reached = level_of(word, mine) or "toneless"
    if rank[reached] > rank[level] then
      return "level", ("'%s' is like its '%s' at level %s, it wants %s")
        :format(word, mine, reached, level), its, mine
    end
  end
end

--- Why an entry that matches is not looked for, or nil.
local function find_exclusion(entry, kind, settings)
  local types = search.to_set(settings.types)
  if types and not types[kind] then
    return "type", ("type %s is not looked for"):format(kind)
  elseif settings.as_of
      and not search.is_valid(entry, fields.day(settings.as_of)) then
    local from = entry.from and ("from %s "):format(entry.from) or ""
    local to = entry.to and ("%sto %s"):format(from == "" and "up " or "",
      entry.to) or "on"
    return "date", ("it is valid %s%s, not on %s"):format(from, to,
      settings.as_of)
  end
end

--- The match of an entry at the bytes of a row, or nil. It is that of the
-- name that is most like the text.
local function find_match(place, row)
  for _, match in ipairs(place.matches) do
    if match.entry == row.entry and match.first == row.first
        and match.last == row.last then
      local level = level_of(place.text:sub(row.first, row.last), row.name,
        place.settings.gaps)
      local holds = level == match.level and rank[level] <= rank[row.wanted]
      return holds and match or nil
    end
  end
end

--- Why a name that is as like the text as it has to be does not match.
local function find_fate(place, found, entry, row)
  local first, last = row.first, row.last
  local lines = place.tokens:line(found.to) - place.tokens:line(found.from)
  if lines > 0 and not search.is_across_lines(place.settings) then
    return "line", "it goes on in the next line"
  end
  local reason, message = find_exclusion(entry, row.type, place.settings)
  if reason then return reason, message end
  for _, match in ipairs(place.matches) do
    if match.first <= last and match.last >= first then
      return "hidden", ("%s, '%s', was chosen"):format(match.id,
        place.text:sub(match.first, match.last))
    end
  end
  return "hidden", "another match was chosen"
end

--- A row for a name that is laid along the text.
local function new_row(place, all, number, found)
  local entry = place.state:entry(all.numbers[number])
  local first = place.tokens:span(found.from)
  local _, last = place.tokens:span(found.to)
  return {
    id = state_of.id_of(entry), type = entry.type or "NAME", entry = entry,
    name = all.lines[number], wanted = all.levels[number],
    first = first, last = last, cost = found.cost, number = number,
  }
end

--- Fills in what becomes of the name of a row.
local function judge(place, row, name_tokens, found)
  local match, token = find_match(place, row), nil
  if match then
    row.reason, row.message, row.level = "match", "it matches", match.level
  elseif found.cost > 0 then
    row.reason, row.message, token, row.expected =
      find_difference(place, name_tokens, found)
  else
    row.level = level_of(place.text:sub(row.first, row.last), row.name)
      or "toneless"
    if rank[row.level] > rank[row.wanted] then
      row.reason, row.message, token, row.expected =
        find_lax_token(place, name_tokens, found, row.wanted)
    else
      row.reason, row.message = find_fate(place, found, row.entry, row)
    end
  end
  if token then row.token = { place.tokens:span(token) } end
  return row
end

--- The matches of the search near a place.
local function list_matches(state, subject, settings)
  local list = {}
  for first, last, id, _, entry, level in
      search.start(state, subject, settings) do
    list[#list + 1] = { first = first, last = last, id = id, entry = entry,
                        level = level }
  end
  return list
end

--- Names inside of words ----------------------------------------------------

--- The name of an entry that is most like a text, and its level.
local function nearest_name(place, entry, text)
  local best, wanted, best_rank
  for _, name in ipairs(entry) do
    local word, level = name, entry.level or place.state.level
    if type(name) == "table" then word, level = name[1], name.level or level end
    local held = level_of(text, word, place.settings.gaps)
    local its = rank[held] or #fields.levels + 1
    if its > rank[level] then its = its + #fields.levels end
    if not best or its < best_rank then
      best, wanted, best_rank = word, level, its
    end
  end
  return best, wanted
end

--- Is it tokens from end to end that a match covers?
local function is_whole(tokens, match)
  local first = tokens:span(tokens:at(match.first))
  local _, last = tokens:span(tokens:at(match.last))
  return first == match.first and last == match.last
end

--- Is there one of its entry at the bytes of a match, in an array of rows or
-- matches? Not one that is laid along other words.
local function has_same(list, match)
  for _, other in ipairs(list) do
    if other.entry == match.entry and other.first == match.first
        and other.last == match.last and (other.cost or 0) == 0 then
      return true
    end
  end
  return false
end

--- A row for a match that is parts of tokens.
local function new_part(place, match, reason, message)
  local entry = match.entry
  local name, wanted = nearest_name(place, entry,
    place.text:sub(match.first, match.last))
  return {
    id = match.id, type = entry.type or "NAME", entry = entry,
    name = name, wanted = wanted, first = match.first, last = match.last,
    reason = reason, message = message, level = match.level,
    cost = 0, number = 0,
  }
end

--- Adds rows for matches in the tokens of the place that are parts of tokens,
-- or have two words in one: no name can be laid along those.
local function add_parts(place, rows, matches, reason, message)
  local tokens = place.tokens
  for _, match in ipairs(matches) do
    local is_here = tokens:at(match.first) <= place.to
      and tokens:at(match.last) >= place.from
    if is_here and not is_whole(tokens, match) then
      rows[#rows + 1] = new_part(place, match, reason, message)
    elseif is_here and not has_same(rows, match)
        and (reason == "match" or not has_same(place.matches, match)) then
      rows[#rows + 1] = new_part(place, match, reason,
        reason == "match" and message or "its words are written as one")
    end
  end
end

--- Adds what a search finds inside of words, or would find with an option.
local function look_into_words(place, rows)
  local settings = place.settings
  local function look(option, value, reason, message)
    local other = { [option] = value }
    for name, its in pairs(settings) do
      if name ~= option then other[name] = its end
    end
    add_parts(place, rows, list_matches(place.state, place.tokens, other),
      reason, message)
  end
  if settings.glued or settings.whole == false then
    add_parts(place, rows, place.matches, "match", "it matches")
  else
    look("glued", true, "glued", "it is glued to other letters")
  end
  if settings.whole ~= false then
    look("whole", false, "inside", "it begins or ends inside of a word")
  end
end

--- Sorting ------------------------------------------------------------------

-- All but "inside" are better than what differs in words.
local ORDER = { match = 1, hidden = 2, date = 2, type = 2, line = 2,
                glued = 2, level = 3, inside = 1000 }

--- Sorts rows: matches first, then what came nearest.
local function sort(rows)
  table.sort(rows, function(a, b)
    local x, y = ORDER[a.reason] or 3 + a.cost, ORDER[b.reason] or 3 + b.cost
    if x ~= y then return x < y end
    local p, q = a.last - a.first, b.last - b.first
    if p ~= q then return p > q end
    return a.number < b.number
  end)
end

--- Leaves the best row of each entry.
local function best_of_entries(rows, limit)
  local kept, known = {}, {}
  for _, row in ipairs(rows) do
    if not known[row.entry] and #kept < limit then
      known[row.entry], kept[#kept + 1] = true, row
    end
    row.number, row.cost = nil, nil
  end
  return kept
end

--- Explains a place; `g:explain` documents it.
-- @param text the text
-- @param first, last bytes of the text
-- @param settings options of a search, and `limit`
function explain.run(state, text, tokens, first, last, settings)
  if #tokens == 0 then return {} end
  local from = math.min(tokens:at(first), #tokens)
  local to = math.min(tokens:at(last), #tokens)
  local low = math.max(1, from - WIDTH)
  local high = math.min(#tokens, to + WIDTH)
  local place = {
    state = state, text = text, tokens = tokens, from = from, to = to,
    low = low, keys = keys_of(tokens, low, high), settings = settings,
    matches = list_matches(state, tokens, settings),
  }
  local all = list_names(state)
  local shared = count_shared(all, make_needles(tokens, low, high))
  local rows = {}
  for i, candidate in ipairs(find_candidates(all, shared)) do
    if i > CANDIDATES then break end
    local name_tokens = core.tokens(all.lines[candidate.number])
    for _, way in ipairs(lay(place, name_tokens)) do
      local row = new_row(place, all, candidate.number, way)
      rows[#rows + 1] = judge(place, row, name_tokens, way)
    end
  end
  look_into_words(place, rows)
  sort(rows)
  return best_of_entries(rows, settings.limit or 10)
end

return explain
