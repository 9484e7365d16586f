--- One input of the prompt: an expression or statements, over several lines.

local inspect = require "viet.inspect"

local evaluate = {}

--- Compiles a text that sees an environment.
local function compile(text, environment)
  local load_string = rawget(_G, "loadstring")
  if not load_string then return load(text, "=input", "t", environment) end
  local chunk, message = load_string(text, "=input")
  if chunk then rawget(_G, "setfenv")(chunk, environment) end
  return chunk, message
end

--- Is the first word what is wrong with a text as statements? Then it was
-- meant as an expression.
local function begins_with_fault(text, message)
  local near = message:match("near '(.*)'$")
  return near ~= nil and text:match("^%s*(.*)"):sub(1, #near) == near
end

--- Is a text only wrong because it ends where it does?
local function ends_early(message)
  return message:find("near '?<eof>'?$") ~= nil
end

--- Compiles an input: as an expression if it is one, else as statements.
-- @return the chunk; or nil, a message, and whether more lines may help
function evaluate.compile(text, environment)
  local expression = text:gsub("^%s*=", "")
  local chunk, fault = compile("return " .. expression, environment)
  if chunk then return chunk end
  local message
  chunk, message = compile(text, environment)
  if chunk then return chunk end
  if begins_with_fault(text, message) or ends_early(fault) then
    message = fault
  end
  return nil, message, ends_early(message)
end

--- Runs a chunk.
-- @return an array of lines to show, one for each value that is returned; or
--   nil and a message
function evaluate.run(chunk)
  local function pack(...)
    return { count = select("#", ...), ... }
  end
  local results = pack(pcall(chunk))
  if not results[1] then return nil, tostring(results[2]) end
  local shown = {}
  for i = 2, results.count do
    shown[#shown + 1] = inspect(results[i])
  end
  return shown
end

return evaluate
