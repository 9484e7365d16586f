-- What a reader sees as one character stays whole: Unicode's
-- GraphemeBreakTest.txt, as far as it is about letters and their marks. What
-- else it holds together may be cut: a line end of two characters, flags and
-- emoji of several, a sign that stands before others, a letter that is drawn
-- into the Hangul syllable before it.

local viet = require "viet"

local PATH = "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"

--- Characters that are no token, or at the edge of one are not part of it;
-- a mark behind them is a token of its own.
local function is_outside(name)
  return name:find "^SPACE" or name:find "%((Control)" or name:find "^<"
    or name:find "^ZERO WIDTH" or name:find "%((Prepend)"
end

--- The rules of UAX #29 that a sample is held together by, by the byte
-- before which they hold, and the names of the characters around it.
local function read_sample(line)
  local codes, comment = line:match "^(.-)\t#(.*)"
  if not codes or not codes:find "÷" then return nil end
  local text, joints = "", {}
  local names, rules = {}, {}
  for rule, name in comment:gmatch "[×÷]+ %[([%d.]+)%] ([^\xC3]*)" do
    rules[#rules + 1], names[#names + 1] = rule, name
  end
  for sign, code in codes:gmatch "(\xC3[\x97\xB7]) (%x+)" do
    local index = #joints + 1
    joints[index] = { at = #text, is_inside = sign == "×" }
    text = text .. utf8.char(tonumber(code, 16))
  end
  for i, joint in ipairs(joints) do
    joint.rule, joint.after = rules[i], names[i]
    joint.before = names[i - 1] or ""
  end
  return text, joints
end

--- Every sample, its text and its joints, of letters and marks.
local function each_sample()
  local lines = io.lines(PATH)
  return function()
    for line in lines do
      local text, joints = read_sample(line)
      if text and viet.is_utf8(text) then return text, joints, line end
    end
  end
end

--- Does a mark stand at the joint, on something that it belongs to?
local function is_mark(joint)
  return joint.is_inside and (joint.rule == "9.0" or joint.rule == "9.1")
    and not joint.after:find "^ZERO WIDTH"
    and not joint.after:find "^EMOJI MODIFIER"
end

local function is_hangul(joint)
  return joint.is_inside and joint.rule:find "^[678]%.0$"
end

--- Runs a check of (text, joints, line) on all samples.
local function check_all(check)
  local file = io.open(PATH)
  if not file then
    pending "no GraphemeBreakTest.txt (Debian package unicode-data)"
    return
  end
  file:close()
  local count = 0
  for text, joints, line in each_sample() do
    check(text, joints, line)
    count = count + 1
  end
  assert.is_true(count > 550)
end

describe("a letter with its marks", function()
  it("is never cut by the edge of a token", function()
    local joints_checked = 0
    check_all(function(text, joints, line)
      local is_edge = {}
      local tokens = viet.tokens(text)
      for first, last in tokens:each() do
        is_edge[first - 1], is_edge[last] = true, true
      end
      for _, joint in ipairs(joints) do
        if (is_mark(joint) and not is_outside(joint.before))
          or is_hangul(joint) then
          joints_checked = joints_checked + 1
          assert(not is_edge[joint.at], line)
        end
      end
    end)
    assert.is_true(joints_checked > 250, joints_checked)
  end)

  it("is one unit of an alignment when it changes", function()
    local all = { { form = "nfc" }, { form = "nfd" }, { form = "nfkc" },
      { form = "nfkd" }, { fold = true }, { strip = "all" },
      { strip = "tones", tone = "hòa" } }
    check_all(function(text, joints, line)
      for _, options in ipairs(all) do
        options.align = true
        local result, map = viet.normalize(text, options)
        local at, is_edge = 1, {}
        while at <= #result do
          local first, last = map:source(at, at)
          local _, unit_last = map:result(first, last)
          if text:sub(first, last) ~= result:sub(at, unit_last) then
            is_edge[first - 1], is_edge[last] = true, true
          end
          at = unit_last + 1
        end
        for _, joint in ipairs(joints) do
          assert(not is_mark(joint) or not is_edge[joint.at], line)
        end
      end
    end)
  end)
end)
