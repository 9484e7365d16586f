--- The rules that need no layer: those of organisations, of Vietnamese names, of
-- ships and of documents.

local together = require "viet.news.mentions.together"

-- A name has at most 40 tokens (see the rules), each of which takes steps.
return together("wholes", { attributes = { "takes", "lower" }, steps = 100000 })
