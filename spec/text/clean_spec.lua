-- Single code points (csrc/text/clean.c): spaces, invisibles, quotes, dashes.

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("the rules for single code points", function()
  it("spaces: one for one", function()
    check({ ["a\u{A0}\u{202F}b\u{3000}\u{2003}\tc\n"] = "a  b  \tc\n" },
      { spaces = true })
  end)

  it("invisibles: dropped, line separators become line feeds", function()
    check({
      ["Ch\u{AD}ương\u{200B} tr\u{2060}ình\u{FEFF}"] = "Chương trình",
      ["a\u{2028}b\u{2029}"] = "a\nb\n", ["a\u{200D}\u{301}"] = "á",
      ["\u{200E}\u{200F}\u{200C}"] = "",
    }, { invisibles = true })
    check({ ["ho\u{200B}à ho\u{200B}a\u{300}"] = "hòa hòa" },
      { invisibles = true, tone = "hòa" })
  end)

  it("quotes: typographic ones become ASCII, primes stay", function()
    check({ ["“a” «b» „c‟ ‘d’ ‹e› ‚f‛ l’été"] =
      "\"a\" \"b\" \"c\" 'd' 'e' 'f' l'été",
      ["5′ 3″ ` ´ ＂"] = "5′ 3″ ` ´ ＂" }, { quotes = true })
  end)

  it("dashes: hyphens, dashes and minus become ASCII", function()
    check({ ["5–7 — a‑b ‐ ‒ ― −3"] = "5-7 - a-b - - - -3",
      ["¬ ー _ ~ \u{AD}"] = "¬ ー _ ~ \u{AD}" }, { dashes = true })
  end)
end)
