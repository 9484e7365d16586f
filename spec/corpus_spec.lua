local viet = require "viet"

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

describe("a corpus", function()
  local folder, corpus

  local function document(text, meta)
    local doc = assert(viet.document(text, meta))
    for first, last in text:gmatch "()Lào()" do
      doc:add("COUNTRY", { first = first, last = last - 1, id = "country/LA" })
    end
    return doc
  end

  before_each(function()
    corpus = viet.corpus.new {
      document("Lào và Lào.", { published = "2024-05-06", sources = { "a.vn" } }),
      document("Nga ký Bản ghi nhớ.", { published = "2024-06" }),
      document("Không có ngày.", { sources = { "a.vn", "b.vn" } }),
    }
  end)

  after_each(function()
    if folder then os.execute("rm -rf " .. folder) end
    folder = nil
  end)

  local function make_folder()
    folder = os.tmpname()
    os.remove(folder)
    assert(os.execute("mkdir " .. folder))
  end

  it("reads the files of a folder in order of name", function()
    make_folder()
    write(folder .. "/b.txt", "Lào")
    write(folder .. "/a.txt", "Nga")
    write(folder .. "/c.json", "{}")
    local steps = {}
    local read, troubles = viet.corpus.read(folder, {
      progress = function(done, all) steps[#steps + 1] = done .. "/" .. all end,
    })
    assert.equal(2, #read)
    assert.same({ "Nga", "Lào" }, { read[1].text, read[2].text })
    assert.equal("a", read[1].meta.name)
    assert.equal(folder .. "/a.txt", read[1].meta.path)
    assert.same({}, troubles)
    assert.same({ "1/2", "2/2" }, steps)
    assert.equal("viet.corpus (2 documents)", tostring(read))
  end)

  it("runs a pipeline on each document", function()
    make_folder()
    write(folder .. "/a.txt", "Nga")
    local one = viet.extractor {
      name = "one", run = function(doc) doc:add("X", { first = 1, last = 1 }) end,
    }
    local read = viet.corpus.read(folder, { pipeline = viet.pipeline { one } })
    assert.equal(1, read:count "X")
  end)

  it("reports files that it cannot read, and reads the others", function()
    make_folder()
    write(folder .. "/a.txt", "\xff")
    write(folder .. "/b.txt", "Lào")
    local read, troubles = viet.corpus.read(folder)
    assert.equal(1, #read)
    assert.same({ folder .. "/a.txt: invalid UTF-8 at byte 1" }, troubles)
  end)

  it("says what is wrong with a folder", function()
    local none, message = viet.corpus.read "/nonexistent"
    assert.is_nil(none)
    assert.matches("/nonexistent", message, 1, true)
    none, message = viet.corpus.read "Makefile"
    assert.is_nil(none)
    assert.equal("Makefile is not a folder", message)
    assert.error_matches(function() viet.corpus.read(".", { x = 1 }) end,
      "unknown option 'x'")
  end)

  it("filters by source, date and mention, one after the other", function()
    assert.equal(2, #corpus:filter { source = "a.vn" })
    assert.equal(1, #corpus:filter { source = "b.vn" })
    assert.equal(1, #corpus:filter { mention = "country/LA" })
    assert.equal(2, #corpus:filter { from = "2024" })
    assert.equal(1, #corpus:filter { from = "2024-05-07" })
    assert.equal(1, #corpus:filter { to = "2024-05" })
    assert.equal(2, #corpus:filter { from = "2024-06-30", to = "2024-12" }
      + #corpus:filter { from = "2024-05-06", to = "2024-05-06" })
    assert.equal(0, #corpus:filter { source = "b.vn" }:filter { from = "2024" })
    assert.equal(3, #corpus)
    local long = corpus:filter { where = function(d) return #d.text > 15 end }
    assert.equal(2, #long)
  end)

  it("counts documents, spans, and spans by a key", function()
    assert.equal(3, corpus:count())
    assert.equal(2, corpus:count "COUNTRY")
    assert.same({ { key = "country/LA", count = 2 } },
      corpus:tally("COUNTRY", "id"))
    assert.same({ { key = 1, count = 1 }, { key = 10, count = 1 } },
      corpus:tally("COUNTRY", function(span) return span.first end))
  end)

  it("quotes a phrase in its context, wherever the tone stands", function()
    corpus = viet.corpus.new {
      viet.document "Thăm Hoà Bình hôm nay.\nVà HÒA BÌNH",
    }
    local lines = {}
    for hit in corpus:kwic("hòa bình", { tokens = 1 }) do
      assert.equal(hit.text, hit.doc.text:sub(hit.first, hit.last))
      lines[#lines + 1] = hit.left .. "[" .. hit.text .. "]" .. hit.right
    end
    assert.same({ "Thăm [Hoà Bình] hôm", "Và [HÒA BÌNH]" }, lines)
  end)

  it("quotes several phrases, at the level asked for", function()
    local hits = {}
    for hit in corpus:kwic({ "ban ghi nho", "Lao" }, { level = "toneless" }) do
      hits[#hits + 1] = hit.text
    end
    assert.same({ "Lào", "Lào", "Bản ghi nhớ" }, hits)
  end)
end)

describe("a corpus, given wrong arguments,", function()
  it("tells what is expected", function()
    assert.error_matches(function() viet.corpus.read() end,
      "the folder is a string, not a nil$")
    assert.error_matches(function() viet.corpus.read(".", { pipeline = 3 }) end,
      "the pipeline is one of viet.pipeline, not a number$")
    assert.error_matches(function()
      viet.corpus.new {}:kwic("Lào", { tokens = "x" })
    end, "bad value 'x' for option 'tokens' %(expected a number from 0%)$")
    assert.same({ nil, "cannot open /nonexistent: No such file or directory" },
      { viet.corpus.read "/nonexistent" })
  end)
end)

describe("a folder that nobody may list", function()
  it("gives a message", function()
    local lfs = require "lfs"
    local dir = lfs.dir
    lfs.dir = function(path)
      error("cannot open " .. path .. ": Permission denied")
    end
    local none, message = viet.corpus.read "spec"
    lfs.dir = dir
    assert.is_nil(none)
    assert.equal("cannot open spec: Permission denied", message)
  end)
end)
