--- Runs every test and counts them all: busted's, and the C programs that
-- were built from spec/c.
--
--   usage: [BUSTED_FLAGS=...] lua5.4 spec/run.lua [C_PROGRAM ...]
--
-- The last line is "N passed, N failed". The status is 0 only if something
-- passed and nothing failed. A C program may end with such a line of its
-- own; otherwise it counts as one test, passed if its status is 0.

local LUA = arg[-1] or "lua5.4"
local BUSTED = os.getenv "BUSTED" or "/usr/bin/busted"
local FLAGS = os.getenv "BUSTED_FLAGS" or ""

local passed, failed = 0, 0

--- Runs a shell command and shows its output as it comes.
-- @return its whole output, and its exit status (128 + signal if killed)
local function run(command)
  local output = {}
  local pipe = assert(io.popen(command, "r"))
  for character in pipe:lines(1) do
    io.write(character)
    io.flush()
    output[#output + 1] = character
  end
  local _, how, code = pipe:close()
  return table.concat(output), how == "signal" and 128 + code or code
end

local function count(new_passed, new_failed, status, name)
  if status ~= 0 and new_failed == 0 then  -- did it stop half-way?
    io.write(name, " ended with status ", status, "\n")
    new_failed = 1
  end
  passed, failed = passed + new_passed, failed + new_failed
end

local function run_busted()
  local output, status = run(table.concat({
    LUA, BUSTED, "-o plainTerminal", FLAGS,
  }, " "))
  local successes, failures, errors = output:match(
    "(%d+) success%a* / (%d+) failure%a* / (%d+) error%a* /")
  if successes then
    count(successes // 1, failures + errors, status, "busted")
  else
    count(0, 1, status, "busted")
  end
end

local function run_program(program)
  io.write(program, "\n")
  local output, status = run(program)
  local own_passed, own_failed = output:match(
    "(%d+) passed, (%d+) failed%s*$")
  if own_passed then
    count(own_passed // 1, own_failed // 1, status, program)
  elseif status == 0 then
    count(1, 0, status, program)
  else
    count(0, 1, status, program)
  end
end

run_busted()
for _, program in ipairs(arg) do
  run_program(program)
end

if passed + failed == 0 then
  io.write("no test ran\n")
end
io.write(passed, " passed, ", failed, " failed\n")
os.exit(failed == 0 and passed > 0)
