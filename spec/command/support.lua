--- What the specs of the command share: running `build/viet` as a user
-- does, folders that vanish afterwards, and big files that are made once.

local lfs = require "lfs"

local support = {}

local root = lfs.currentdir()
support.viet = root .. "/build/viet"

local function quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end
support.quote = quote

function support.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

function support.write(path, text)
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
  return path
end

--- What is in a folder, sorted, dot files too.
function support.list(folder)
  local names = {}
  for name in lfs.dir(folder) do
    if name ~= "." and name ~= ".." then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- Removed when the tests end.
local temporary = setmetatable({}, {
  __gc = function(self)
    for _, path in ipairs(self) do os.execute("rm -rf " .. quote(path)) end
  end,
})

--- A new empty folder.
function support.folder()
  local path = os.tmpname()
  os.remove(path)
  assert(lfs.mkdir(path))
  temporary[#temporary + 1] = path
  return path
end

--- Runs a shell command.
-- @return exit status, standard output, standard error
function support.shell(command, settings)
  settings = settings or {}
  local out, err = os.tmpname(), os.tmpname()
  local input = "</dev/null"
  local stdin
  if settings.stdin then
    stdin = os.tmpname()
    support.write(stdin, settings.stdin)
    input = "<" .. stdin
  end
  local _, how, code = os.execute(("cd %s && { %s ; } %s >%s 2>%s"):format(
    quote(settings.folder or root), command, input, out, err))
  local stdout, stderr = support.read(out), support.read(err)
  for _, path in ipairs { out, err, stdin } do os.remove(path) end
  return how == "signal" and 128 + code or code, stdout, stderr
end

--- Runs `viet` with arguments.
-- @param arguments  an array of strings
-- @param settings   `stdin` (a string), `folder`, `out` (a file for
--   standard output instead)
-- @return exit status, standard output, standard error
function support.run(arguments, settings)
  settings = settings or {}
  local words = { quote(support.viet) }
  for i, word in ipairs(arguments) do words[i + 1] = quote(word) end
  local command = table.concat(words, " ")
  if settings.out then command = command .. " >" .. settings.out end
  return support.shell(command, settings)
end

--- A limit on memory for a shell command, in MB; nothing under a sanitizer,
-- which reserves more than that.
function support.limit(megabytes)
  if (os.getenv "LD_PRELOAD" or ""):find("asan", 1, true) then return "" end
  return ("ulimit -v %d; "):format(megabytes * 1024)
end

local made = {}

local function make_big(name, fill)
  if not made[name] then
    made.folder = made.folder or support.folder()
    local path = made.folder .. "/" .. name
    local file = assert(io.open(path, "wb"))
    fill(file)
    assert(file:close())
    made[name] = path
  end
  return made[name]
end

local SENTENCE = "Ngày 5-5, tại Hà Nội, hai bên trao đổi về hợp tác.\n"

--- A file of 200 MB in lines of a sentence, the last one about Hoà Bình.
function support.big_file()
  return make_big("big.txt", function(file)
    local block = SENTENCE:rep(1024 * 1024 // #SENTENCE)
    for _ = 1, 200 * 1024 * 1024 // #block do file:write(block) end
    file:write("Tỉnh Hoà Bình.\n")
  end)
end

--- A file with one line of 50 MB, which ends with Hoà Bình.
function support.long_line()
  return make_big("line.txt", function(file)
    local block = SENTENCE:gsub("\n", " "):rep(1024 * 1024 // #SENTENCE)
    for _ = 1, 50 * 1024 * 1024 // #block do file:write(block) end
    file:write("Tỉnh Hoà Bình")
  end)
end

return support
