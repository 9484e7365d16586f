local viet = require "viet"

describe("a compiled gazetteer", function()
  it("finds each of many names, whatever they share", function()
    local syllables = { "an", "bình", "cường", "dũng", "em", "giang", "hà",
                        "khánh", "lan", "minh" }
    local entries = {}
    for _, a in ipairs(syllables) do
      for _, b in ipairs(syllables) do
        for _, c in ipairs(syllables) do
          entries[#entries + 1] = { a .. " " .. b .. " " .. c }
        end
      end
    end
    local g = viet.gazetteer(entries)
    assert.equal("viet.gazetteer (1000 entries, 1000 names)", tostring(g))
    for _, entry in ipairs(entries) do
      local first, last, id = g:matches("x " .. entry[1] .. " x")()
      assert.same({ 3, 2 + #entry[1], entry[1] }, { first, last, id })
    end
  end)

  it("holds a hundred thousand names", function()
    local entries = {}
    for i = 1, 100000 do entries[i] = { "tên số " .. i } end
    local g = viet.gazetteer(entries)
    for _, i in ipairs { 1, 777, 99999, 100000 } do
      assert.equal("tên số " .. i, (select(3, g:matches("Tên số " .. i)())))
    end
    assert.is_nil(g:matches("tên số 100001")())
  end)

  it("may have the same name many times", function()
    local entries = {}
    for i = 1, 300 do entries[i] = { id = tostring(i), "Hà Nội", "hà nội" } end
    local ids = {}
    for _, _, id in viet.gazetteer(entries):matches("Hà Nội") do
      ids[#ids + 1] = tonumber(id)
    end
    assert.equal(300, #ids)
    for i, id in ipairs(ids) do assert.equal(i, id) end
  end)

  it("may be empty", function()
    local g = viet.gazetteer {}
    assert.equal("viet.gazetteer (0 entries, 0 names)", tostring(g))
    assert.is_nil(g:matches("Hà Nội")())
  end)

  it("may have names with white space of any kind", function()
    local g = viet.gazetteer { { id = "x", " Hà\194\160\n Nội\t" } }
    assert.equal("x", (select(3, g:matches("Hà Nội")())))
  end)

  it("may have a name of punctuation alone", function()
    local g = viet.gazetteer { { id = "x", "..." } }
    local first, last = g:matches("và ...")()
    assert.same({ 5, 7 }, { first, last })
  end)
end)
