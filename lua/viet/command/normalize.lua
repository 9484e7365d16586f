--- viet normalize: one spelling for each word.
-- Works in blocks of whole lines, so a file may be larger than memory.

local core = require "viet.core"
local files = require "viet.command.io"

local command = {
  summary = "Write text in one normal form",
  usage = "viet normalize [OPTION...] [FILE...]",
}

local DESCRIPTION = [[
Writes the text of the files, or of standard input, in one spelling. Without
options: Unicode form NFC, look-alikes of Đ made Đ, tone marks behind the
mark of their vowel. Everything else stays as it is. With --report, standard
error tells for each file how often each option changed something.]]

local EPILOG = [[
Examples:
   viet normalize page.txt > clean.txt
   viet normalize --tone hòa --spaces --invisibles < page.txt
   viet normalize --fold --strip all names.txt
   viet normalize --entities --mojibake --report old.html > new.html]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("FILE", "Files to read (default: standard input)")
    :target("files"):args("*")
  parser:option("--form", "Unicode form of the result")
    :choices { "nfc", "nfd", "nfkc", "nfkd", "keep" }:default "nfc"
  parser:option("--tone",
    "Where the tone of open oa, oe, uy stands: hòa, hoà or keep")
    :default "keep":argname "STYLE"
    :convert(function(style) return core.normalize(style) end)
  parser:option("--strip", "Marks to take away")
    :choices { "tones", "marks", "all", "nothing" }:default "nothing"
  parser:flag("--fold", "Fold case: lower-case letters")
  parser:flag("--spaces", "Make no-break and other Unicode spaces a space")
  parser:flag("--invisibles", "Drop invisible characters")
  parser:flag("--quotes", "Write “ ” « » ‘ ’ as ASCII quotes")
  parser:flag("--dashes", "Write dashes and no-break hyphens as -")
  parser:flag("--homoglyphs",
    "Make letters Latin that only look so, in Vietnamese syllables")
  parser:flag("--entities", "Resolve references such as &#7879;")
  parser:flag("--mojibake",
    "Repair UTF-8 read as windows-1252, and windows-1258 as Latin-1")
  parser:flag("--i-y", "Write i for y after a consonant, to compare texts")
  parser:flag("--no-eth", "Leave look-alikes of Đ as they are")
  parser:flag("--no-mark-order",
    "Leave a tone mark before its vowel's mark there")
  parser:option("--invalid",
    "On bytes that are not UTF-8: error, or replace them by U+FFFD")
    :choices { "error", "replace" }:default "error"
  parser:flag("--report", "Tell on standard error what was changed")
end

--- Options that are a flag of the same name.
local FLAGS = { "fold", "spaces", "invisibles", "quotes", "dashes",
  "homoglyphs", "entities", "mojibake", "i_y" }

--- The options of viet.normalize that the arguments ask for.
local function to_options(arguments)
  local options = {
    form = arguments.form, tone = arguments.tone, strip = arguments.strip,
    eth = not arguments.no_eth, mark_order = not arguments.no_mark_order,
    invalid = arguments.invalid, report = arguments.report or false,
  }
  for _, name in ipairs(FLAGS) do
    options[name] = arguments[name] or false
  end
  return options
end

--- Ends the command if viet.normalizer does not take the options.
local function make_normalizer(session, options)
  local fine, result = pcall(core.normalizer, options)
  if not fine then session:fail(result, 2) end
  return result
end

--- Writes a normalized file; returns what was changed, {eth = 3}, as far as
-- that is reported, or nil after a complaint.
local function normalize_file(session, file, name, normalizer)
  local total = {}
  for block, start in files.blocks(file, name) do
    if not block then
      session:complain(start)
      return nil
    end
    local result, report, position = normalizer(block)
    if not result then
      session:complain(("%s: invalid UTF-8 at byte %d"):format(name,
        start + position))
      return nil
    end
    for option, count in pairs(report or {}) do
      total[option] = (total[option] or 0) + count
    end
    session:write(result)
  end
  return total
end

--- "page.txt: eth 3, form 12", or "page.txt: nothing changed".
local function describe_report(name, total)
  local parts = {}
  for option, count in pairs(total) do
    parts[#parts + 1] = ("%s %d"):format(option, count)
  end
  table.sort(parts)
  if #parts == 0 then parts[1] = "nothing changed" end
  return ("%s: %s\n"):format(name, table.concat(parts, ", "))
end

function command.run(session, arguments)
  local normalizer = make_normalizer(session, to_options(arguments))
  for file, name in session:inputs(arguments.files) do
    local total = normalize_file(session, file, name, normalizer)
    if total and arguments.report then
      session.stderr:write(describe_report(name, total))
    end
  end
end

return command
