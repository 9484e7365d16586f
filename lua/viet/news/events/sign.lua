--- SIGN: a document is signed or exchanged.
--
--     events.sign.by         A và B ký hiệp định; A ký hiệp định với B
--     events.sign.witnessed  A và B chứng kiến lễ ký hiệp định
--     events.sign.passive    Hiệp định (giữa A và B) được ký tại Hà Nội

local candidate = require "viet.news.events.candidate"
local side = require "viet.news.events.side"

--- How many words may stand between "ký" or "trao" and the document.
local REACH = { ["paper"] = 6, ["paper!"] = 2 }

--- The document behind a trigger: a DOCUMENT, or a word for one.
-- @return its last token or nil, and the DOCUMENT if it is one
local function find_paper(view, trigger)
  local reach = REACH[trigger.entry.wants]
  for _, paper in ipairs(view.papers) do
    if paper.from > trigger.to and
        view:distance(trigger.to, paper.from) < reach then
      return paper.to, paper
    end
  end
  for token = trigger.to + 1, math.min(trigger.to + reach, view.to) do
    local cue = view.marks:starting("PAPER", token)
    if cue then return cue.to end
    if view:is_name(token) then return nil end
  end
  return nil
end

--- How many bytes away the name of "một thỏa thuận" may stand.
local FAR = 20000

--- The first DOCUMENT of the text that begins like the word for one that
-- ends at a token ("một thỏa thuận").
local function find_document(view, token)
  local cue = view.marks:ending("PAPER", token)
  if not cue then return nil end
  local from = math.max(1, view.first - FAR)
  local to = math.min(#view.doc.text, view.last + FAR)
  for _, span in ipairs(view.doc:within("DOCUMENT", from, to)) do
    local first = view.doc.tokens:at(span.first)
    if view.doc.tokens:key(first) == view.doc.tokens:key(cue.from) then
      return span.id
    end
  end
  return nil
end

--- Do those before the trigger only look on?
local function is_witnessed(view, trigger)
  return view.marks:find("WITNESS", math.max(view.from, trigger.from - 8),
    trigger.from - 1) ~= nil
end

--- The sides named between a document and "được ký".
local function find_signers(view, trigger)
  local signers = side.new()
  for _, party in ipairs(view.parties) do
    if party.to < trigger.from and view.marks:find("PAPER", view.from,
        party.from) and not view:phrase_of(party) then
      side.add(signers, party)
    end
  end
  return candidate.countries_only(signers)
end

--- "Thỏa thuận được ký tại Hà Nội": a signing of its own if both sides are
-- named, else the place and date of one told elsewhere; none where only its
-- anniversary is told.
local function find_passive(view, trigger)
  if view:key(trigger.from - 1) ~= "được"
      or view.marks:find("JUBILEE", view.from, trigger.from) then
    return {}
  end
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
  local last, paper = find_paper(view, trigger)
  if not last then return find_passive(view, trigger) end
  local left, shared = side.before(view, trigger)
  local right = side.behind(view, trigger, last)
    or side.behind(view, trigger)
  local rule = "events.sign.by"
  if is_witnessed(view, trigger) then
    rule = "events.sign.witnessed"
    left = candidate.countries_only(left)
    if right and side.is_foreign(right) then left = nil end
  end
  if not side.is_foreign(left, right) then
    right = find_host(shared)
    if not left or not side.is_foreign(left, right) then return {} end
  end
  return { candidate.new(view, trigger, rule, {
    left = left, right = right, shared = shared,
    object = paper and paper.id or find_document(view, last),
  }) }
end
