--- SIGN: a document is signed or exchanged.
--
--     events.sign.by         A và B ký hiệp định; A ký hiệp định với B
--     events.sign.witnessed  A và B chứng kiến lễ ký hiệp định
--     events.sign.passive    Hiệp định (giữa A và B) được ký tại Hà Nội

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"

--- How many bytes away the name of "một thỏa thuận" may stand.
local FAR = 20000

--- The first DOCUMENT of the text that begins like a word for one ("một thỏa
-- thuận").
local function find_document(view, word)
  local tokens = view.doc.tokens
  local key = tokens:key(tokens:at(word.first))
  local first = math.max(1, view.first - FAR)
  local last = math.min(#view.doc.text, view.last + FAR)
  for _, span in ipairs(view.doc:within("DOCUMENT", first, last)) do
    if tokens:key(tokens:at(span.first)) == key then return span.id end
  end
  return nil
end

--- The document behind a trigger: a DOCUMENT, or a word for one.
-- @return whether there is one, its id or nil, and the party behind it or nil
local function find_paper(view, trigger)
  if trigger.document then
    local paper = trigger.document.paper
    return true, paper.id, view.base.relations.behind_paper[paper]
  elseif trigger.paper then
    return true, find_document(view, trigger.paper.paper), trigger.paper.party
  end
  return false
end

--- The sides named between a document and "được ký".
local function find_signers(view, trigger)
  local signers = side.new()
  for _, party in ipairs(trigger.told and view.parties or {}) do
    if party.first > trigger.told.told.first and party.last < trigger.first
        and not party.phrase then
      side.add(signers, party)
    end
  end
  return candidate.countries_only(signers)
end

--- "Thỏa thuận được ký tại Hà Nội": a signing of its own if both sides are
-- named, else the place and date of one told elsewhere; none where only its
-- anniversary is told.
local function find_passive(view, trigger)
  if not trigger.is_passive or trigger.is_jubilee then return {} end
  local signers = find_signers(view, trigger)
  local found = candidate.new(view, trigger, "events.sign.passive",
    { left = signers })
  found.is_echo = not side.is_foreign(signers) or not found.date
  return { found }
end

--- The country of the visit that goes on with a signing: "đến Iran và ký".
local function find_host(shared)
  local host = side.new()
  if shared then side.add_country(host, shared.home) end
  return host
end

--- The signings that a trigger tells.
return function(view, trigger)
  local is_paper, object, behind = find_paper(view, trigger)
  if not is_paper then return find_passive(view, trigger) end
  local left, shared = side.before(view, trigger)
  local right = behind and side.behind(view, trigger, behind)
    or side.behind(view, trigger)
  local rule = "events.sign.by"
  if trigger.is_witnessed then
    rule = "events.sign.witnessed"
    left = candidate.countries_only(left)
    if right and side.is_foreign(right) then left = nil end
  end
  if not side.is_foreign(left, right) then
    right = find_host(shared)
    if not left or not side.is_foreign(left, right) then return {} end
  end
  return { candidate.new(view, trigger, rule, {
    left = left, right = right, shared = shared, object = object,
  }) }
end
