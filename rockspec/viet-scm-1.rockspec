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
        "csrc/lua/collation.c",
        "csrc/lua/gazetteer.c",
        "csrc/lua/module.c",
        "csrc/lua/normalize.c",
        "csrc/lua/regions.c",
        "csrc/lua/tokens.c",
        "csrc/match/gazetteer.c",
        "csrc/match/search.c",
        "csrc/text/alignment.c",
        "csrc/text/charset.c",
        "csrc/text/charset_detect.c",
        "csrc/text/charset_encode.c",
        "csrc/text/charset_ncr.c",
        "csrc/text/charset_tables.c",
        "csrc/text/charset_viqr.c",
        "csrc/text/chunk.c",
        "csrc/text/collation.c",
        "csrc/text/fold.c",
        "csrc/text/form.c",
        "csrc/text/letter.c",
        "csrc/text/mark_order.c",
        "csrc/text/normalize.c",
        "csrc/text/output.c",
        "csrc/text/regions.c",
        "csrc/text/sentence.c",
        "csrc/text/status.c",
        "csrc/text/strip.c",
        "csrc/text/syllable.c",
        "csrc/text/token.c",
        "csrc/text/unicode.c",
        "csrc/text/utf8.c",
        "csrc/text/word.c",
        "csrc/text/write.c",
      },
      incdirs = { "csrc", "$(ICU_INCDIR)" },
      libdirs = { "$(ICU_LIBDIR)" },
      libraries = { "icui18n", "icuuc" },
    },
    viet = "lua/viet/init.lua",
    ["viet.command"] = "lua/viet/command/init.lua",
    ["viet.command.eval"] = "lua/viet/command/eval.lua",
    ["viet.command.extract"] = "lua/viet/command/extract.lua",
    ["viet.command.io"] = "lua/viet/command/io.lua",
    ["viet.command.match"] = "lua/viet/command/match.lua",
    ["viet.command.normalize"] = "lua/viet/command/normalize.lua",
    ["viet.command.pipeline"] = "lua/viet/command/pipeline.lua",
    ["viet.command.run"] = "lua/viet/command/run.lua",
    ["viet.corpus"] = "lua/viet/corpus.lua",
    ["viet.document"] = "lua/viet/document.lua",
    ["viet.evaluate"] = "lua/viet/evaluate.lua",
    ["viet.export"] = "lua/viet/export.lua",
    ["viet.extractor"] = "lua/viet/extractor.lua",
    ["viet.gazetteer"] = "lua/viet/gazetteer.lua",
    ["viet.gold"] = "lua/viet/gold.lua",
    ["viet.json"] = "lua/viet/json.lua",
    ["viet.news"] = "lua/viet/news/init.lua",
    ["viet.news.address"] = "lua/viet/news/address.lua",
    ["viet.news.bodies"] = "lua/viet/news/bodies.lua",
    ["viet.news.calendar"] = "lua/viet/news/calendar.lua",
    ["viet.news.clusters"] = "lua/viet/news/clusters.lua",
    ["viet.news.countries"] = "lua/viet/news/countries.lua",
    ["viet.news.credits"] = "lua/viet/news/credits.lua",
    ["viet.news.cues"] = "lua/viet/news/cues.lua",
    ["viet.news.data"] = "lua/viet/news/data.lua",
    ["viet.news.date_numbers"] = "lua/viet/news/date_numbers.lua",
    ["viet.news.date_values"] = "lua/viet/news/date_values.lua",
    ["viet.news.dates"] = "lua/viet/news/dates.lua",
    ["viet.news.dates_inside"] = "lua/viet/news/dates_inside.lua",
    ["viet.news.documents"] = "lua/viet/news/documents.lua",
    ["viet.news.events"] = "lua/viet/news/events.lua",
    ["viet.news.events.actors"] = "lua/viet/news/events/actors.lua",
    ["viet.news.events.attend"] = "lua/viet/news/events/attend.lua",
    ["viet.news.events.candidate"] = "lua/viet/news/events/candidate.lua",
    ["viet.news.events.meet"] = "lua/viet/news/events/meet.lua",
    ["viet.news.events.merge"] = "lua/viet/news/events/merge.lua",
    ["viet.news.events.parties"] = "lua/viet/news/events/parties.lua",
    ["viet.news.events.rules"] = "lua/viet/news/events/rules.lua",
    ["viet.news.events.setting"] = "lua/viet/news/events/setting.lua",
    ["viet.news.events.side"] = "lua/viet/news/events/side.lua",
    ["viet.news.events.sign"] = "lua/viet/news/events/sign.lua",
    ["viet.news.events.view"] = "lua/viet/news/events/view.lua",
    ["viet.news.events.visit"] = "lua/viet/news/events/visit.lua",
    ["viet.news.events.wholes"] = "lua/viet/news/events/wholes.lua",
    ["viet.news.events.wishes"] = "lua/viet/news/events/wishes.lua",
    ["viet.news.features"] = "lua/viet/news/features.lua",
    ["viet.news.furniture"] = "lua/viet/news/furniture.lua",
    ["viet.news.head"] = "lua/viet/news/head.lua",
    ["viet.news.holders"] = "lua/viet/news/holders.lua",
    ["viet.news.holds"] = "lua/viet/news/holds.lua",
    ["viet.news.id_tables"] = "lua/viet/news/id_tables.lua",
    ["viet.news.ids"] = "lua/viet/news/ids.lua",
    ["viet.news.lexicon"] = "lua/viet/news/lexicon.lua",
    ["viet.news.lines"] = "lua/viet/news/lines.lua",
    ["viet.news.named_events"] = "lua/viet/news/named_events.lua",
    ["viet.news.names"] = "lua/viet/news/names.lua",
    ["viet.news.ordered"] = "lua/viet/news/ordered.lua",
    ["viet.news.organisations"] = "lua/viet/news/organisations.lua",
    ["viet.news.page"] = "lua/viet/news/page.lua",
    ["viet.news.people"] = "lua/viet/news/people.lua",
    ["viet.news.phrase"] = "lua/viet/news/phrase.lua",
    ["viet.news.places"] = "lua/viet/news/places.lua",
    ["viet.news.post_ids"] = "lua/viet/news/post_ids.lua",
    ["viet.news.posts"] = "lua/viet/news/posts.lua",
    ["viet.news.published"] = "lua/viet/news/published.lua",
    ["viet.news.ranks"] = "lua/viet/news/ranks.lua",
    ["viet.news.sides"] = "lua/viet/news/sides.lua",
    ["viet.news.slug"] = "lua/viet/news/slug.lua",
    ["viet.news.zones"] = "lua/viet/news/zones.lua",
    ["viet.options"] = "lua/viet/options.lua",
    ["viet.pipeline"] = "lua/viet/pipeline.lua",
    ["viet.table"] = "lua/viet/table.lua",
    ["viet.tsv"] = "lua/viet/tsv.lua",
  },

  install = {
    -- LuaRocks keeps the extension of what is not a Lua file.
    lua = {
      ["viet.news.data.anniversaries"] = "lua/viet/news/data/anniversaries.tsv",
      ["viet.news.data.countries"] = "lua/viet/news/data/countries.tsv",
      ["viet.news.data.cues"] = "lua/viet/news/data/cues.tsv",
      ["viet.news.data.documents"] = "lua/viet/news/data/documents.tsv",
      ["viet.news.data.events"] = "lua/viet/news/data/events.tsv",
      ["viet.news.data.exceptions"] = "lua/viet/news/data/exceptions.tsv",
      ["viet.news.data.furniture"] = "lua/viet/news/data/furniture.tsv",
      ["viet.news.data.nations"] = "lua/viet/news/data/nations.tsv",
      ["viet.news.data.offices"] = "lua/viet/news/data/offices.tsv",
      ["viet.news.data.organisation_heads"] =
        "lua/viet/news/data/organisation_heads.tsv",
      ["viet.news.data.organisations"] = "lua/viet/news/data/organisations.tsv",
      ["viet.news.data.outlets"] = "lua/viet/news/data/outlets.tsv",
      ["viet.news.data.place_heads"] = "lua/viet/news/data/place_heads.tsv",
      ["viet.news.data.places"] = "lua/viet/news/data/places.tsv",
      ["viet.news.data.portfolios"] = "lua/viet/news/data/portfolios.tsv",
      ["viet.news.data.post_ids"] = "lua/viet/news/data/post_ids.tsv",
      ["viet.news.data.ranks"] = "lua/viet/news/data/ranks.tsv",
      ["viet.news.data.stops"] = "lua/viet/news/data/stops.tsv",
      ["viet.news.data.surnames"] = "lua/viet/news/data/surnames.tsv",
      ["viet.news.data.terms"] = "lua/viet/news/data/terms.tsv",
      ["viet.news.data.titles"] = "lua/viet/news/data/titles.tsv",
      ["viet.news.data.triggers"] = "lua/viet/news/data/triggers.tsv",
      ["viet.news.data.words"] = "lua/viet/news/data/words.tsv",
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
