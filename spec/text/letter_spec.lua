-- Letters (csrc/text/letter.c): each letter of the alphabet, through the
-- functions that read and write them.

local viet = require "viet"
local letters = require "oracle.letters"

describe("each vowel with each tone", function()
  local encodings = { "nfc", "nfd", "half", "swapped" }

  it("is read in every encoding and written as one code point", function()
    local count = 0
    for char, letter in pairs(letters.of_char) do
      count = count + 1
      for _, encoding in ipairs(encodings) do
        local source = letters.write(letter, encoding)
        assert.equal(char, viet.normalize(source))
        assert.equal(letters.write(letter, "nfd"),
          viet.normalize(source, { form = "nfd" }))
      end
    end
    assert.equal(144, count)
  end)

  it("has a small letter", function()
    for char, letter in pairs(letters.of_char) do
      local small = letters.shape({ letter }, "lower")
      assert.equal(letters.spell(small, "nfc"),
        viet.normalize(char, { fold = true }))
    end
    assert.equal("đ", viet.normalize("Đ", { fold = true }))
  end)

  it("loses its tone, or all its marks", function()
    for char, letter in pairs(letters.of_char) do
      local bare = letters.copy { letter }
      bare[1].tone = ""
      assert.equal(letters.spell(bare, "nfc"),
        viet.normalize(char, { strip = "tones" }))
      bare[1].mark = ""
      assert.equal(letters.spell(bare, "nfc"),
        viet.normalize(char, { strip = "marks" }))
      assert.equal(letters.spell(bare, "nfc"),
        viet.normalize(char, { strip = "all" }))
    end
  end)

  it("keeps its encoding when nothing has to change", function()
    local options = { form = "keep", mark_order = false, tone = "hòa",
      i_y = true }
    for _, letter in pairs(letters.of_char) do
      for _, encoding in ipairs(encodings) do
        local source = letters.write(letter, encoding)
        assert.equal(source, viet.normalize(source, options))
      end
    end
  end)
end)
