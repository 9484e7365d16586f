--- viet inspect: what is in a list of names.

local fields = require "viet.gazetteer.fields"
local json = require "viet.json"
local names = require "viet.command.names"
local text_table = require "viet.table"

local command = {
  summary = "Tell what is in a list of names",
  usage = "viet inspect [OPTION...] NAMES",
}

local DESCRIPTION = [[
Counts the entries and names of a list, by type and by level, and what else
its entries have. Of a compiled list every byte is looked at: where one is
damaged, that is told, and the exit status is 1.]]

local EPILOG = names.HELP .. [[


Examples:
   viet inspect people.vgz
   viet inspect --format json people.csv]]

function command.describe(parser)
  parser:description(DESCRIPTION):epilog(EPILOG)
  parser:argument("NAMES", "List of names"):target("names")
  names.add_options(parser)
  parser:option("--format", "How to write the figures")
    :choices { "table", "json" }:default "table"
end

--- Rows as an ordered JSON object.
local function to_object(rows)
  local pairs_of = {}
  for i, row in ipairs(rows) do pairs_of[i] = { row.name, row.count } end
  return json.object(pairs_of)
end

--- The counts by level, from strict to lenient, as rows.
local function level_rows(stats)
  local rows = {}
  for _, level in ipairs(fields.levels) do
    if stats.levels[level] > 0 then
      rows[#rows + 1] = { name = level, count = stats.levels[level] }
    end
  end
  return rows
end

local function write_json(session, path, stats, is_compiled)
  local fields_of = {
    { "file", path }, { "entries", stats.entries }, { "names", stats.names },
    { "types", to_object(stats.types) },
    { "levels", to_object(level_rows(stats)) },
    { "attributes", to_object(stats.attributes) },
    { "dated", stats.dated }, { "ranked", stats.ranked },
    { "longest", stats.longest }, { "bytes", stats.bytes },
  }
  if is_compiled then
    fields_of[#fields_of + 1] = { "version", stats.version }
    fields_of[#fields_of + 1] = { "byte_order", stats.byte_order }
    fields_of[#fields_of + 1] = { "checksum", stats.checksum }
  end
  session:write(json.pretty(json.object(fields_of)))
end

--- "PERSON 12, PLACE 3"
local function describe_rows(rows)
  local parts = {}
  for i, row in ipairs(rows) do
    parts[i] = ("%s %d"):format(row.name, row.count)
  end
  return table.concat(parts, ", ")
end

local function write_table(session, path, stats, is_compiled)
  local rows = {
    { "file", path }, { "entries", stats.entries }, { "names", stats.names },
    { "types", describe_rows(stats.types) },
    { "levels", describe_rows(level_rows(stats)) },
  }
  if #stats.attributes > 0 then
    rows[#rows + 1] = { "attributes", describe_rows(stats.attributes) }
  end
  if stats.dated > 0 then rows[#rows + 1] = { "dated", stats.dated } end
  if stats.ranked > 0 then rows[#rows + 1] = { "ranked", stats.ranked } end
  rows[#rows + 1] = { "longest", ("%d tokens"):format(stats.longest) }
  rows[#rows + 1] = { "compiled", ("%d bytes"):format(stats.bytes) }
  if is_compiled then
    rows[#rows + 1] = { "version",
      ("%d, %s-endian"):format(stats.version, stats.byte_order) }
    rows[#rows + 1] = { "checksum", stats.checksum .. ", good" }
  end
  session:write(text_table.render(rows, { {}, {} },
    { heading = false, width = session:width() }))
end

function command.run(session, arguments)
  local path = arguments.names
  local g = names.load(session, path, arguments, true)
  local write = arguments.format == "json" and write_json or write_table
  write(session, path, g:stats(), names.is_compiled(path))
end

return command
