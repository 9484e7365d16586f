-- Why a word is no syllable (csrc/text/verdict.c and syllable.c).

local viet = require "viet"

describe("viet.syllable", function()
  it("tells the rule that any other word breaks", function()
    local cases = {
      ["a syllable has Vietnamese letters only"] =
        "2025 a1 Ðường ño тa a\xFF café\u{301} hộ\u{323}i ń a-b ﬁ",
      ["a syllable has 1 to 7 letters"] = "nghiêngg Shoiguuuu",
      ["a syllable has one tone"] = "mẫũ",
      ["a syllable has a vowel"] = "HCM HĐND qu q f",
      ["the vowels of a syllable stand together"] = "ôtô Shoigu",
      ["no syllable begins with these consonants"] = "kpă flan wa ja",
      ["only c ch m n ng nh p t end a syllable"] = "Trump Đắk Pắk hal",
      ["no syllable has this rime"] = "hoit thyê eu buôp",
      ["c g ng do not stand before e ê i y (but gì, gìn)"] =
        "ce gê nge cy ngi",
      ["k gh ngh stand only before e ê i y"] = "ka kô ghà nghu",
      ["c does not stand before a glide (qu does)"] = "coa cuân coen cuơ",
      ["qu stands only before a ă â e ê i y ơ and in quốc"] =
        "quo quông quiên",
      ["gi does not stand before i or y"] = "gii giy",
      ["after an onset y stands alone, and yê only after qu"] =
        "thyên lynh",
      ["iê stands only after an onset"] = "iêu",
      ["final p t c ch allow only sắc and nặng"] =
        "bap bàp tãc sach xit têt gip quyêt",
    }
    for rule, words in pairs(cases) do
      for word in words:gmatch "%S+" do
        local found, why = viet.syllable(word)
        assert.is_nil(found, word)
        assert.equal(rule, why, word)
      end
    end
    assert.equal("a syllable has 1 to 7 letters", select(2,
      viet.syllable ""))
  end)
end)
