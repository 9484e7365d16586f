--- viet: Vietnamese normalization, entity matching and corpus analysis.
--
--     local viet = require "viet"
--     viet.normalize("Hoà Bình", {tone = "hòa"})          --> "Hòa Bình"
--
-- The functions on text come from the C core (`viet.core`). What builds on
-- them is Lua, one module each; a module is loaded when it is first used,
-- so a script that only normalizes pays for nothing else.

local core = require "viet.core"

local viet = {
  _VERSION = core._VERSION,
  versions = core.versions,
  info = core.info,
  normalize = core.normalize,
  normalizer = core.normalizer,
  is_utf8 = core.is_utf8,
  is_nfc = core.is_nfc,
  width = core.width,
  syllable = core.syllable,
  syllable_of = core.syllable_of,
  syllables = core.syllables,
  charset = core.charset,
  collate = core.collate,
  collation_key = core.collation_key,
  name_key = core.name_key,
  numeral = { read = core.numeral_read, write = core.numeral_write },
  typing = { read = core.typing_read, write = core.typing_write },
  tokens = core.tokens,
  scanner = core.scanner,
  sentences = core.sentences,
  paragraphs = core.paragraphs,
  lines = core.lines,
}

--- Modules, by the field of `viet` that loads them.
local modules = {
  assertion = "viet.assertion",
  corpus = "viet.corpus",
  csv = "viet.csv",
  document = "viet.document",
  evaluate = "viet.evaluate",
  export = "viet.export",
  extractor = "viet.extractor",
  gazetteer = "viet.gazetteer",
  gold = "viet.gold",
  html = "viet.html",
  inspect = "viet.inspect",
  jsonl = "viet.jsonl",
  news = "viet.news",
  pattern = "viet.pattern",
  patterns = "viet.patterns",
  pipeline = "viet.pipeline",
  profile = "viet.profile",
  records = "viet.records",
  table = "viet.table",
  rule_test = "viet.rule_test",
  tsv = "viet.tsv",
}

return setmetatable(viet, {
  __index = function(self, name)
    local module = modules[name] and require(modules[name])
    rawset(self, name, module)
    return module
  end,
})
