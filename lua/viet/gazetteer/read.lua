--- Lists of names in files, read into gazetteers.
--
-- A row goes straight to the builder: what is kept of a million rows is a
-- number for each id, and what tells entries of one id apart: type, level,
-- dates and priority. An attribute that a later row adds to an entry is laid
-- by, for the gazetteer is then compiled once more.

local compile = require "viet.gazetteer.compile"
local fields = require "viet.gazetteer.fields"
local records = require "viet.records"

local READ_EVERY = 4096  -- rows between two calls of `progress`

--- What tells the entries of one id apart: a string.
local function kind_of(row, level)
  local kind = (row.level or level) .. "\0" .. row.type
  if not (row.from or row.to or row.priority) then return kind end
  return ("%s\0%s\0%s\0%s"):format(kind, row.from or "", row.to or "",
                                   row.priority or "")
end

--- The names of the attributes of a row but `source`, each between zeros.
local function attributes_of(row)
  local names = "\0"
  for name in pairs(row) do
    if name ~= "source" and fields.is_attribute(name) then
      names = names .. name .. "\0"
    end
  end
  return names
end

--- The number of the entry that a row belongs to, or nil.
local function find(self, row, kind)
  local number = self.known[row.id]
  while number and self.kinds[number] ~= kind do
    number = self.after[number]
  end
  return number
end

--- Makes an entry of a row that belongs to none.
-- @return true, or nil, what is wrong with a name, and its place in the row
local function add_entry(self, row, kind)
  local number, fault, i = compile.add(self.builder, row)
  if not number then return nil, fault, i end
  self.after[number], self.known[row.id] = self.known[row.id], number
  self.kinds[number], self.has[number] = kind, attributes_of(row)
  self.count = number
  return true
end

--- Lays by the attributes of a row that its entry has not.
local function keep_attributes(self, row, number)
  for name, value in pairs(row) do
    if name ~= "source" and fields.is_attribute(name)
        and not self.has[number]:find("\0" .. name .. "\0", 1, true) then
      self.more[number] = self.more[number] or {}
      if self.more[number][name] == nil then
        self.more[number][name] = value
      end
    end
  end
end

--- Adds a row. The results are those of add_entry.
local function add_row(self, row)
  local kind = kind_of(row, self.level)
  local number = find(self, row, kind)
  if not number then return add_entry(self, row, kind) end
  keep_attributes(self, row, number)
  return compile.add_names(self.builder, number, row)
end

--- The message for a name that cannot be compiled, with its place. This
-- takes the text apart once more, so that only a fault costs time.
local function locate(text, path, name, fault, format)
  local _, message = records.parse(text, path, {
    format = format,
    check = function(other) return other == name and fault or nil end,
  })
  return message
end

--- Adds the rows of a file.
-- @return true, or nil and a message
local function add_file(self, text, path, settings)
  local count, progress = 0, settings.progress
  for row, behind in records.each(text, path,
      { format = settings.format }) do
    if not row then return nil, behind end
    local fine, fault, i = add_row(self, row)
    if not fine then
      return nil, locate(text, path, compile.text_of(row[i]),
                         "name " .. fault, settings.format)
    end
    count = count + 1
    if progress and count % READ_EVERY == 0
        and progress(behind, #text, "bytes") == false then
      return nil, compile.CANCELLED
    end
  end
  return true
end

--- Compiles entries anew, with the attributes that were laid by.
local function add_attributes(self, state, progress)
  local number = 0
  return compile.build(function()
    number = number + 1
    if number > self.count then return nil end
    local entry = state:entry(number)
    for name, value in pairs(self.more[number] or {}) do
      entry[name] = value
    end
    return entry
  end, { level = self.level, progress = progress, is_checked = true,
         forget = true })
end

--- Reads lists.
-- @param paths an array of paths
-- @param settings `level`, `format` and `progress`, as for
--   `viet.gazetteer.read`; they are checked
-- @return what the gazetteer knows (see `viet.gazetteer.state`), or nil and
--   a message
return function(paths, settings)
  local level = settings.level or "placement"
  local self = {
    level = level, builder = compile.open(level), count = 0,
    known = {},  -- id: the number of its last entry,
    after = {},  -- and number: the one before that of the same id
    kinds = {},  -- number: what tells it apart
    has = {},    -- number: its attributes
    more = {},   -- number: attributes that were laid by
  }
  for _, path in ipairs(paths) do
    local text, message = records.load(path)
    if not text then return nil, message end
    local done, trouble = add_file(self, text, path, settings)
    if not done then return nil, trouble end
  end
  local state, message = compile.link(self.builder, { count = self.count,
    tables = {} }, level, settings.progress)
  if state and next(self.more) then
    return add_attributes(self, state, settings.progress)
  end
  return state, message
end
