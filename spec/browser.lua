--- A real browser for the specs of pages: Chromium without a window.

local support = require "command.support"

local browser = {}

local NAMES = { "chromium-headless-shell", "chromium", "chromium-browser",
  "google-chrome" }

--- The browser's name, or nil.
function browser.find()
  for _, name in ipairs(NAMES) do
    if os.execute("command -v " .. name .. " >/dev/null 2>&1") then
      return name
    end
  end
  return nil
end

--- Opens a page and runs a script in it.
-- @param page    the page, a string
-- @param script  JavaScript; what the function body returns is the result
-- @return the result, read back from JSON
function browser.run(page, script)
  local json = require "viet.json"
  local path = support.folder() .. "/page.html"
  local probe = ("<script>document.title = JSON.stringify((() => {%s})())"
    .. "</script>\n</body>"):format(script)
  support.write(path, (page:gsub("</body>", function() return probe end)))
  local _, dom = support.shell(("%s --headless --no-sandbox --disable-gpu "
    .. "--dump-dom %s"):format(browser.find(), support.quote(path)))
  local title = assert(dom:match "<title>(.-)</title>", "no page: " .. dom)
  title = title:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&nbsp;", "\u{A0}")
    :gsub("&amp;", "&")
  return assert(json.decode(title))
end

return browser
