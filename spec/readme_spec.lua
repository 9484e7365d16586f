-- Runs every example of the README as a reader would, and compares what it
-- prints with what the README says.
--   lua blocks:      each is a script; lines after "--> " are what it prints
--   console blocks:  lines after "$ " are commands, run from the root; the
--                    lines below each are what it prints ("..." stands for
--                    any lines)

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

--- The fenced blocks of one language: {text =, line =}.
local function find_blocks(text, language)
  local blocks, line, block = {}, 0, nil
  for content in text:gmatch "([^\n]*)\n" do
    line = line + 1
    if block and content == "```" then
      block.text = table.concat(block, "\n") .. "\n"
      blocks[#blocks + 1] = block
      block = nil
    elseif block then
      block[#block + 1] = content
    elseif content == "```" .. language then
      block = { line = line }
    end
  end
  return blocks
end

local function run_lua(code)
  local printed = {}
  local env = setmetatable({
    print = function(...)
      local fields = table.pack(...)
      for i = 1, fields.n do fields[i] = tostring(fields[i]) end
      printed[#printed + 1] = table.concat(fields, "\t")
    end,
  }, { __index = _G })
  assert(load(code, "README", "t", env))()
  return printed
end

local function expected_of(code)
  local lines = {}
  for line in code:gmatch "%-%->[ ]?([^\n]*)" do lines[#lines + 1] = line end
  return lines
end

--- The commands of a console block, each with what it should print.
local function find_commands(block)
  local commands = {}
  for _, line in ipairs(block) do
    local command = line:match "^%$ (.*)"
    if command then
      commands[#commands + 1] = { command = command, expected = {} }
    else
      table.insert(commands[#commands].expected, line)
    end
  end
  return commands
end

local function run_command(command)
  local pipe = assert(io.popen("COLUMNS=100 " .. command .. " 2>&1", "r"))
  local lines = {}
  for line in pipe:lines() do lines[#lines + 1] = line:gsub("%s+$", "") end
  pipe:close()
  return lines
end

--- Do the printed lines match the expected ones, "..." standing for any?
local function matches(expected, printed, i, j)
  if i > #expected then return j > #printed end
  if expected[i] == "..." then
    for k = j, #printed + 1 do
      if matches(expected, printed, i + 1, k) then return true end
    end
    return false
  end
  return expected[i] == printed[j] and matches(expected, printed, i + 1, j + 1)
end

describe("the README", function()
  local text = read_file "README.md"

  for _, block in ipairs(find_blocks(text, "lua")) do
    it("prints what it says (Lua, line " .. block.line .. ")", function()
      assert.same(expected_of(block.text), run_lua(block.text))
    end)
  end

  for _, block in ipairs(find_blocks(text, "console")) do
    for _, example in ipairs(find_commands(block)) do
      it("prints what it says: " .. example.command, function()
        local printed = run_command(example.command)
        if not matches(example.expected, printed, 1, 1) then
          assert.same(example.expected, printed)
        end
      end)
    end
  end

  it("has examples at all", function()
    assert.is_true(#find_blocks(text, "lua") >= 8)
    assert.is_true(#find_blocks(text, "console") >= 1)
  end)
end)
