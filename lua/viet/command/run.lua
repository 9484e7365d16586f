--- viet run: runs a script of one's own, with `require "viet"` at hand
-- wherever the script lies.

local files = require "viet.command.io"

local command = {
  summary = "Run a Lua script that uses viet",
  usage = "viet run [OPTION...] [SCRIPT.lua] [ARGUMENT...]",
}

local MAX_BYTES = 16 * 1024 * 1024  -- of a script

local HELP = [[
usage: %s

Runs a Lua script, or what stands on standard input if no script is named.
The script finds viet from any folder (`local viet = require "viet"`); its
arguments are in `arg`, and in `...`. Everything after SCRIPT.lua goes to
the script.

Options:
   -h, --help            Show this help and exit.
   --traceback           On an error, show where it came from.

Examples:
   viet run examples/meetings_by_month.lua examples/corpus
   echo 'print(require "viet".versions())' | viet run
]]

--- Parses the options before the script; all that follows it is the
-- script's own.
function command.parse(session, _, arguments)
  local parsed = { arguments = {} }
  local i = 1
  while arguments[i] and arguments[i]:sub(1, 1) == "-"
      and arguments[i] ~= "-" do
    local option = arguments[i]
    i = i + 1
    if option == "--help" or option == "-h" then
      session:write(HELP:format(command.usage))
      return nil
    elseif option == "--" then
      break
    elseif option ~= "--traceback" then
      session:fail(("unknown option '%s' (expected --help or --traceback)\n"
        .. "try 'viet run --help'"):format(option), 2)
    end
    parsed.traceback = true
  end
  parsed.script = arguments[i]
  for k = i + 1, #arguments do
    parsed.arguments[k - i] = arguments[k]
  end
  return parsed
end

--- The script's text as a chunk, or nil and a message.
local function load_chunk(text, name)
  text = text:gsub("^\239\187\191", ""):gsub("^#[^\n]*", "")
  return (rawget(_G, "loadstring") or load)(text, name)
end

--- Reads the script that the arguments name.
local function load_script(session, path)
  local is_stdin = path == nil or path == "-"
  local file = session.stdin
  if not is_stdin then
    local opened, message = files.open(path)
    if not opened then session:fail(message) end
    file = opened
  end
  local name = is_stdin and files.STDIN or path
  local text, trouble = files.read_all(file, name, MAX_BYTES)
  if not is_stdin then file:close() end
  if not text then session:fail(trouble) end
  local chunk, fault = load_chunk(text, is_stdin and "=stdin" or "@" .. path)
  if not chunk then session:fail(fault) end
  return chunk
end

--- A table such as `arg`: the script at 0, its arguments from 1.
local function make_arg(parsed)
  local list = { [0] = parsed.script or "-" }
  for i, value in ipairs(parsed.arguments) do list[i] = value end
  return list
end

--- As Lua's print, but it notices when standard output cannot be written.
local function make_print(session)
  return function(...)
    local fields = {}
    for i = 1, select("#", ...) do
      fields[i] = tostring((select(i, ...)))
    end
    session:write(table.concat(fields, "\t") .. "\n")
  end
end

local unpack = table.unpack or rawget(_G, "unpack")

function command.run(session, parsed)
  local chunk = load_script(session, parsed.script)
  local list = make_arg(parsed)
  rawset(_G, "arg", list)
  rawset(_G, "print", make_print(session))
  local function call() return chunk(unpack(list)) end
  local function describe(failure)
    if files.is_failure(failure) or files.is_interruption(failure) then
      return failure
    end
    local message = tostring(failure)
    return parsed.traceback and debug.traceback(message, 2) or message
  end
  local done, failure = xpcall(call, describe)
  if done then return end
  if files.is_failure(failure) or files.is_interruption(failure) then
    error(failure, 0)
  end
  session:fail(failure)
end

return command
