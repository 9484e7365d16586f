--- The rules of what holds names, and is not what they name: features of the
-- land, events, and credits.

local bodies = require "viet.news.mentions.bodies"
local full_names = require "viet.news.mentions.full_names"
local together = require "viet.news.mentions.together"

return together("holders", {
  attributes = { "takes", "lower" }, steps = 100000,
  private = { NAME = full_names.of, BODY = bodies.of },
})
