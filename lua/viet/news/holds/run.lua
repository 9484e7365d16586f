--- A run: a name with the ranks and posts that the text gives the person.
--
-- It has `person` (the PERSON span), `posts` and `ranks` (tables with `span`,
-- `former` and `rule`), `first` and `last` (bytes), `from` and `to` (tokens),
-- and `line`.

local Run = {}

--- A run of a name alone.
-- @param person  the item of the name (see holders)
function Run.new(person)
  return {
    person = person.span, posts = {}, ranks = {}, line = person.line,
    first = person.first, last = person.last,
    from = person.from, to = person.to,
  }
end

--- Gives a rank or post to a run.
-- @param self  the run
-- @param item  of the rank or post (see holders); it gets `run`
-- @param rule  what found it, such as "post.before"
function Run.claim(self, item, rule)
  local list = item.kind == "RANK" and self.ranks or self.posts
  list[#list + 1] = { span = item.span, former = item.former, rule = rule }
  item.run = self
  self.first = math.min(self.first, item.first)
  self.last = math.max(self.last, item.last)
  self.from = math.min(self.from, item.from)
  self.to = math.max(self.to, item.to)
end

return Run
