rockspec_format = "3.0"
package = "viet"
version = "scm-1"

source = {
  url = "git+https://example.org/viet.git",
}

description = {
  summary = "Vietnamese text: normalization, entity matching, extraction",
  detailed = [[
Matches names in Vietnamese text whatever their spelling (decomposed, in
capitals, with the tone on the other vowel, without marks) and reports byte
spans of the untouched text. On top of that come documents with layers,
extractors, and a pack for news: who met whom, in which post, where, when.

The viet command and the news pack also use lua-cjson, argparse and
luafilesystem; on Debian: apt-get install lua-cjson lua-argparse
lua-filesystem.]],
  license = "MIT",
}

dependencies = {
  "lua >= 5.1, < 5.5",
}

external_dependencies = {
  ICU = { header = "unicode/unorm2.h", library = "icuuc" },
}

build = {
  type = "builtin",

  modules = {
    ["viet.core"] = {
      sources = {
        "csrc/lua/box.c",
        "csrc/lua/module.c",
        "csrc/text/form.c",
        "csrc/text/status.c",
        "csrc/text/token.c",
        "csrc/text/utf8.c",
      },
      incdirs = { "csrc", "$(ICU_INCDIR)" },
      libdirs = { "$(ICU_LIBDIR)" },
      libraries = { "icui18n", "icuuc" },
    },
    viet = "lua/viet/init.lua",
    ["viet.corpus"] = "lua/viet/corpus.lua",
    ["viet.document"] = "lua/viet/document.lua",
    ["viet.extractor"] = "lua/viet/extractor.lua",
    ["viet.gold"] = "lua/viet/gold.lua",
    ["viet.json"] = "lua/viet/json.lua",
    ["viet.news"] = "lua/viet/news/init.lua",
    ["viet.news.data"] = "lua/viet/news/data.lua",
    ["viet.options"] = "lua/viet/options.lua",
    ["viet.pipeline"] = "lua/viet/pipeline.lua",
    ["viet.table"] = "lua/viet/table.lua",
    ["viet.tsv"] = "lua/viet/tsv.lua",
  },

  install = {
    -- LuaRocks keeps the extension of what is not a Lua file.
    lua = {
    },
    bin = {
      viet = "lua/viet/command/launcher.lua",
    },
  },
}

test = {
  type = "command",
  command = "make test",
}
