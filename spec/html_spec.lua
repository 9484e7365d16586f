local browser = require "browser"
local viet = require "viet"

local function page_of(text, spans, settings)
  local doc = assert(viet.document(text, { name = "thử" },
    { invalid = "replace" }))
  for _, span in ipairs(spans) do
    doc:add(span.layer, { first = span[1], last = span[2], id = span.id,
      rule = span.rule, origin = "a.lua:1", note = span.note,
      actors = span.actors, sentence = span.sentence })
  end
  return viet.html.page(doc, settings)
end

describe("a page", function()
  it("needs a document, and knows its options", function()
    assert.error_matches(function() viet.html.page "text" end,
      "a document is expected %(viet.document%), not a string$")
    assert.error_matches(function()
      viet.html.page(viet.document "", { layer = {} })
    end, "unknown option 'layer' %(expected layers or title%)$")
  end)

  it("escapes the text, ids and names of layers", function()
    local page = page_of("a <b> & \"c\" 'd' \0 \x1b \xff</script>", {
      { 1, 1, layer = "<X>", id = "</script><script>alert(1)//" } })
    assert.is_truthy(page:find("&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; "
      .. "\u{2400} \u{241B} \u{FFFD}&lt;/script&gt;", 1, true))
    assert.is_nil(page:find("<script>alert", 1, true))
    assert.is_nil(page:find("<X>", 1, true))
    assert.equal(2, select(2, page:gsub("</script>", "")))
  end)

  it("loads nothing from elsewhere", function()
    local page = page_of("a", {})
    for _, word in ipairs { "http", "src=", "href=", "@import", "url%(" } do
      assert.is_nil(page:find(word), word)
    end
  end)

  it("shows the layers asked for, in their order", function()
    local page = page_of("abc", { { 1, 1, layer = "A" },
      { 2, 2, layer = "B" }, { 3, 3, layer = "C" } },
      { layers = { "C", "A" }, title = "T & U" })
    local legend = {}
    for name, count in page:gmatch "<b>(.-)</b> (%d+)" do
      legend[#legend + 1] = name .. count
    end
    assert.same({ "C1", "A1" }, legend)
    assert.is_truthy(page:find("<title>T &amp; U</title>", 1, true))
  end)

  it("is made of a text of 1 MB with 40,000 spans", function()
    local spans, words = {}, {}
    for i = 1, 40000 do
      words[i] = i % 20 == 0 and "Phan Văn Giang thăm Lào.\n"
        or "Phan Văn Giang thăm Lào. "
      spans[i] = { (i - 1) * 27 + 1, (i - 1) * 27 + 15, layer = "PERSON" }
    end
    local text = table.concat(words)
    assert.is_true(#text > 1e6)
    assert.is_true(#page_of(text, spans) > 4e6)
  end)
end)

describe("a page in a browser", function()
  if not browser.find() then
    pending "there is no Chromium (Debian package chromium-headless-shell)"
    return
  end

  local PAGE = page_of("Đại tướng <Phan Văn Giang>\nthăm Lào & Mỹ\n", {
    { 1, 27, layer = "POST", id = "post/\"1\"", rule = "r<1>" },
    { 18, 32, layer = "PERSON", id = "person/a", note = "n",
      actors = { "x", "y" }, sentence = { first = 1, last = 2 } },
    { 35, 44, layer = "VISIT", rule = "v" },
  })
  local HOVER = [[
    const piece = [...document.querySelectorAll("s")]
      .find(s => s.dataset.t === "%s");
    piece.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    const tip = document.getElementById("tip");
    return { hidden: tip.hidden, told: [...tip.querySelectorAll("dl")].map(
      dl => [...dl.children].map(x => x.textContent).join("|")),
      lit: [...document.querySelectorAll("s.on")].map(s => s.textContent) };
  ]]

  it("shows the text as it is", function()
    assert.same({ "Đại tướng <Phan Văn Giang>", "thăm Lào & Mỹ" },
      browser.run(PAGE, [[return [...document.querySelectorAll(".line > p")]
        .map(p => p.textContent)]]))
  end)

  it("tells type, id, rule and origin of what is pointed at", function()
    assert.same({ hidden = false, lit = { "thăm Lào" },
      told = { "type|VISIT|rule|v|origin|a.lua:1" } },
      browser.run(PAGE, HOVER:format "VISIT"))
  end)

  it("tells all spans that cross at a place, and marks them whole",
    function()
      local found = browser.run(PAGE, HOVER:format "PERSON")
      assert.same({
        "type|PERSON|id|person/a|origin|a.lua:1|actors|x, y|note|n",
        'type|POST|id|post/"1"|rule|r<1>|origin|a.lua:1',
      }, found.told)
      local lit = table.concat(found.lit, "/")
      assert.is_truthy(lit:find("Đại tướng <Phan Văn", 1, true), lit)
      assert.is_truthy(lit:find("/Giang", 1, true), lit)
    end)

  it("hides a layer that is switched off", function()
    assert.same({ hidden = true, told = {}, lit = {} }, browser.run(PAGE, [[
      const box = document.querySelector('input[value="VISIT"]');
      box.checked = false;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    ]] .. HOVER:format "VISIT"))
  end)

  it("has no error in its script, and no style that is not understood",
    function()
      assert.same({ 1, "rgb" }, browser.run(PAGE, [[
        const color = getComputedStyle(document.querySelector("s"))
          .backgroundColor;
        return [document.styleSheets.length, color.slice(0, 3)]; ]]))
    end)

  it("opens 1 MB", function()
    local line = "Đại tướng Phan Văn Giang thăm Lào.\n"
    local count, spans = 1e6 // #line + 1, {}
    for i = 0, count - 1 do
      spans[#spans + 1] = { i * #line + 17, i * #line + 31, layer = "PERSON" }
    end
    assert.same({ count, count }, browser.run(
      page_of(line:rep(count), spans), [[
        return [document.querySelectorAll(".line").length,
          document.querySelectorAll("s").length]; ]]))
  end)
end)
