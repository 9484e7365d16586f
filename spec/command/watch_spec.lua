local support = require "command.support"
local watch = require "viet.command.watch"

--- Writes a file a little later, from another process.
local function write_later(path, text)
  os.execute(("(sleep 0.3; printf '%%s' %s >%s) &"):format(
    support.quote(text), support.quote(path)))
end

describe("a watch", function()
  it("waits until one of its files changes, and tells which", function()
    local folder = support.folder()
    local a = support.write(folder .. "/a", "one")
    local b = support.write(folder .. "/b", "one")
    local watched = watch.new()
    watched:note(a)
    watched:note(b)
    write_later(b, "two")
    assert.equal(b, watched:wait())
    write_later(a, "two")
    assert.equal(a, watched:wait())
  end)

  it("sees a change that leaves size and second as they were", function()
    local path = support.write(support.folder() .. "/a", "one")
    local watched = watch.new()
    watched:note(path)
    support.write(path, "two")
    assert.equal(path, watched:wait())
  end)

  it("sees a file come and go", function()
    local path = support.folder() .. "/a"
    local watched = watch.new()
    watched:note(path)
    write_later(path, "one")
    assert.equal(path, watched:wait())
    os.remove(path)
    assert.equal(path, watched:wait())
  end)

  it("takes a file for unchanged that only grew old", function()
    local folder = support.folder()
    local old = support.write(folder .. "/old", "one")
    local watched = watch.new()
    watched:note(old)
    local later = folder .. "/later"
    watched:note(later)
    os.execute(("(sleep 3.5; touch %s) &"):format(support.quote(later)))
    assert.equal(later, watched:wait())
  end)
end)
