-- References of HTML (csrc/text/reference.c).

local normalize = require("viet").normalize

--- Runs a table of cases: source = result.
local function check(cases, options)
  for source, result in pairs(cases) do
    assert.equal(result, normalize(source, options), ("%q"):format(source))
  end
end

describe("entities", function()
  it("are numbers and names, resolved once, with their semicolon", function()
    check({
      ["Nguy&#7877;n Vi&#x1EC7;t &#X1EC6;"] = "Nguyễn Việt Ệ",
      ["&agrave;&Ecirc;&ocirc;&Yacute;&abreve;&Dstrok;&utilde;"] =
        "àÊôÝăĐũ",
      ["&lt;p&gt; &amp;amp; &quot;&apos;&nbsp;x"] = "<p> &amp; \"'\u{A0}x",
      ["&#150; &#x85; &hellip;"] = "– … …",
      ["&amp;#7877;"] = "&#7877;",
      ["&#7877 &; &#; &#x; &bogus; &AMP; &#0; &#xD800; &#1114112; & "] =
        "&#7877 &; &#; &#x; &bogus; &AMP; &#0; &#xD800; &#1114112; & ",
      ["&#99999999999999999999999;"] = "&#99999999999999999999999;",
      ["a&#768; a&#x302;&#769;"] = "à ấ",
    }, { entities = true })
    check({ ["ho&agrave; &ETH;ức&nbsp;&ldquo;a&rdquo;"] = 'hòa Đức "a"' },
      { entities = true, tone = "hòa", spaces = true, quotes = true })
    check({ ["a&shy;b&#8203;"] = "ab" },
      { entities = true, invisibles = true })
  end)
end)
