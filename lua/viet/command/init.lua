--- The `viet` command.
--
--     os.exit(require "viet.command" (arg))
--
-- Each subcommand is a module beside this one. It returns a table: `summary`
-- (a line), `usage`, `describe` (a function that adds arguments and options
-- to an argparse parser), `run` (a function of a session and the parsed
-- arguments), `prepare` if arguments have to be rewritten before argparse
-- sees them, and `parse` if it reads them itself. Results go to
-- standard output, everything else to standard error. The exit status is 0,
-- 1 for trouble with data, 2 for wrong usage.

local files = require "viet.command.io"
local options = require "viet.options"

local NAMES = {
  "normalize", "match", "compile", "inspect", "suggest", "extract", "show",
  "try", "test", "eval", "explain", "profile", "repl", "run",
}

local HELP = [[
usage: viet COMMAND [OPTION...] [ARGUMENT...]

Vietnamese normalization, entity matching and event extraction.

Commands:
%s
Options:
   -h, --help     Show this help and exit.
   --version      Show the versions of viet, ICU and Unicode and exit.

viet COMMAND --help tells more of a command. Results go to standard output,
messages to standard error. The exit status is 0, 1 for trouble with data,
2 for wrong usage.
]]

local function load_command(name)
  return require("viet.command." .. name)
end

local function write_help(session)
  local lines = {}
  for i, name in ipairs(NAMES) do
    lines[i] = ("   %-12s   %s\n"):format(name, load_command(name).summary)
  end
  session:write(HELP:format(table.concat(lines)))
end

local function load_argparse(session)
  local found, argparse = pcall(require, "argparse")
  if found then return argparse end
  session:fail("argparse is missing (Debian package lua-argparse, "
    .. "rock argparse)")
end

local function write_command_help(session, parser)
  session:write(parser:get_help() .. "\n")
end

--- Parses the arguments of a command.
-- @return the parsed arguments, or nil if only help was asked for, which is
--   written then. Wrong usage ends the command.
local function parse(session, command, arguments)
  local argparse = load_argparse(session)
  local parser = argparse(session.name):add_help(false)
  parser:usage("usage: " .. command.usage):help_max_width(79)
  local wants_help = false
  parser:flag("-h --help", "Show this help and exit."):action(function()
    wants_help = true
    error("help", 0)
  end)
  command.describe(parser)
  if command.prepare then arguments = command.prepare(arguments) end
  local called, parsed, result = pcall(parser.pparse, parser, arguments)
  if wants_help then
    write_command_help(session, parser)
    return nil
  elseif called and parsed then
    return result
  elseif not called then
    error(tostring(parsed):match("^[^\n]*"), 0)
  end
  local message = result:gsub("\nDid you mean", "; did you mean")
  session:fail(("%s\ntry '%s --help'"):format(message, session.name), 2)
end

local function run_command(session, name, arguments)
  local command = load_command(name)
  local parser = command.parse or parse
  local parsed = parser(session, command, arguments)
  if parsed then command.run(session, parsed) end
end

local function is_command(name)
  for _, known in ipairs(NAMES) do
    if name == known then return true end
  end
  return false
end

--- What `viet` does without a subcommand.
local function run_bare(session, arguments)
  local first = arguments[1]
  if first == "--help" or first == "-h" then
    write_help(session)
  elseif first == "--version" then
    session:write(require("viet").versions() .. "\n")
  elseif first == nil then
    session:fail(("a command is required (%s)\ntry 'viet --help'")
      :format(options.list(NAMES)), 2)
  else
    local kind = first:sub(1, 1) == "-" and "option" or "command"
    session:fail(("unknown %s '%s' (expected %s)\ntry 'viet --help'"):format(
      kind, first, kind == "option" and "--help or --version"
      or options.list(NAMES)), 2)
  end
end

--- Runs the command.
-- @param arguments  an array of strings, as in `arg`
-- @param streams    `stdin`, `stdout`, `stderr`: open files; default: those
--   of the process
-- @return the exit status
local function main(arguments, streams)
  local name = arguments[1]
  if not is_command(name) then
    local session = files.session("viet", streams)
    return files.run(session, run_bare, arguments)
  end
  local rest = {}
  for i = 2, #arguments do rest[i - 1] = arguments[i] end
  local session = files.session("viet " .. name, streams)
  return files.run(session, run_command, name, rest)
end

return main
