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
mark of their vowel. Everything else stays as it is.]]

local EPILOG = [[
Examples:
   viet normalize page.txt > clean.txt
   viet normalize --tone hòa --spaces --invisibles < page.txt
   viet normalize --fold --strip all names.txt]]

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
  parser:flag("--i-y", "Write i for y after a consonant, to compare texts")
  parser:flag("--no-eth", "Leave look-alikes of Đ as they are")
  parser:flag("--no-mark-order",
    "Leave a tone mark before its vowel's mark there")
  parser:option("--invalid",
    "On bytes that are not UTF-8: error, or replace them by U+FFFD")
    :choices { "error", "replace" }:default "error"
end

--- The options of viet.normalize that the arguments ask for.
local function to_options(arguments)
  return {
    form = arguments.form, tone = arguments.tone, strip = arguments.strip,
    fold = arguments.fold or false, spaces = arguments.spaces or false,
    invisibles = arguments.invisibles or false, i_y = arguments.i_y or false,
    eth = not arguments.no_eth, mark_order = not arguments.no_mark_order,
    invalid = arguments.invalid,
  }
end

--- Ends the command if viet.normalize does not take the options.
local function check_options(session, options)
  local fine, message = pcall(core.normalize, "", options)
  if not fine then session:fail(message, 2) end
end

local function normalize_file(session, file, name, options)
  for block, start in files.blocks(file, name) do
    if not block then
      session:complain(start)
      return
    end
    local result, _, position = core.normalize(block, options)
    if not result then
      session:complain(("%s: invalid UTF-8 at byte %d"):format(name,
        start + position))
      return
    end
    session:write(result)
  end
end

function command.run(session, arguments)
  local options = to_options(arguments)
  check_options(session, options)
  for file, name in session:inputs(arguments.files) do
    normalize_file(session, file, name, options)
  end
end

return command
