-- lua/ runs in every Lua from 5.1 to 5.4 and in LuaJIT, the rest in 5.4.
std = "min"
-- Newer functions that lua/ uses where they exist.
read_globals = {
  math = { fields = { "tointeger" } },
  package = { fields = { "searchers", "searchpath" } },
  table = { fields = { "unpack" } },
}
cache = false
self = false  -- a method may leave its object alone
max_line_length = 100
files["spec"] = { std = "lua54+busted" }
files["examples"] = { std = "lua54" }
