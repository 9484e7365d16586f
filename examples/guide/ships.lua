local viet = require "viet"

local function slug(text)
  return (viet.normalize(text, { strip = "all", fold = true }):gsub("%W+", "-"))
end

local ships = {
  name = "ships",
  gives = { "SHIP" },
  rules = [[
    let Kind = "hộ vệ" | "khu trục" | "tên lửa" | "tuần tra" | "huấn luyện"
    rule ships_navy = "tàu" Kind? it:([shape=upper] [shape=title]+)
  ]],
  action = function(match)
    match:add("SHIP", { at = "it", id = "ship/" .. slug(match:text "it") })
  end,
}

local calls = {
  name = "calls",
  needs = { "SHIP", "PLACE" },
  gives = { "CALL" },
  rules = [[
    rule calls_at = ship:<SHIP/> (("và" | ",") "tàu" ship:<SHIP/>)*
      []{0,4}? it:"cập cảng" port:<PLACE/> within sentence
  ]],
  action = function(match)
    local ids = {}
    for i, ship in ipairs(match.captures.ship) do ids[i] = ship.id end
    match:event("CALL", { at = "it", actors = ids,
      place = match.captures.port.id })
  end,
}

return { ships, calls, viet.assertion { layers = { "CALL" } } }
