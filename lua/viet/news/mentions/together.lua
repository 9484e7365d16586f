--- Rules of several files that are searched as one set, once for each document,
-- for all who ask what one of the files found.

local cascade = require "viet.news.cascade"
local once = require "viet.news.mentions.once"
local rules = require "viet.news.rules"

--- Of each rule the first part of its name: that of its file.
local function find_files(set)
  local files = {}
  for _, rule in ipairs(set:rules()) do
    files[rule.name] = rule.name:match "^[^.]+"
  end
  return files
end

--- @param name      of the file that imports the others, without its ending
-- @param settings  as `rules.read` takes them
-- @return an object with `rules`, the set, and `of`, a function of a document
--   and the name of a file: the matches of its rules, an array of tables with
--   `first`, `last`, `first_token`, `last_token`, `rule` and `captures`: those
--   in lines with marks first, in order, then others. Who gets it may change
--   the tables.
return function(name, settings)
  local set = rules.read(name, settings)
  local files = find_files(set)
  local search = once(function(doc)
    local found = {}
    for _, file in pairs(files) do found[file] = found[file] or {} end
    for first, last, captures, rule, i, j in cascade.matches(set, doc, doc) do
      local list = found[files[rule]]
      list[#list + 1] = {
        first = first, last = last, first_token = i, last_token = j,
        rule = rule, captures = captures,
      }
    end
    return found
  end)
  return {
    rules = set,
    of = function(doc, file) return search(doc)[file] end,
  }
end
