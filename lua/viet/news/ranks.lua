--- RANK: a military rank that a person has here: before a name or a post, or
-- for a person just named ("Đô đốc cho biết"). A rank that is only talked of
-- ("thăng quân hàm thượng tướng") is none.

local extractor = require "viet.extractor"
local names = require "viet.news.mentions.names"
local page_of = require "viet.news.mentions.page"

local function set(...)
  local words = {}
  for _, word in ipairs { ... } do words[word] = true end
  return words
end

local talked_of = set("hàm", "cấp", "lên", "bậc", "các", "hai", "ba", "vị",
                      "nhiều", "hạng", "mang", "những", "phong")
local says = set("cho", "nói", "khẳng", "nhấn", "cũng", "còn", "tuyên", "đã",
                 "gọi", "bày", "đề", "nhận", "chia", "phát", "viết")

--- Does the person's name or post follow?
local function is_held(page, last, posts)
  local i = names.skip_force(page, last + 1)
  if page.word[i] == "," or page.word[i] == "-" or page.word[i] == "–" then
    if page:hit(i + 1, "ROLE") then return true end
    local post = posts[i + 1]
    return post ~= nil and post.first_token == i + 1
  end
  if page:hit(i, "COUNTRY") and page:is_capital(i) then
    return names.vietnamese(page, i) ~= nil
  end
  return names.find(page, i) ~= nil
end

--- Is a person just named meant? "Đô đốc cho biết", "ông là Đại tá"
local function stands_alone(page, hit)
  local before, after = page.key[hit.first - 1], page.key[hit.last + 1]
  if not page:is_capital(hit.first) or talked_of[before] then return false end
  return says[after] == true or before == "là"
    or page.word[hit.first - 1] == ":"
end

local function is_rank(page, hit, posts)
  if is_held(page, hit.last, posts) then return true end
  return not hit.entry.before_name and stands_alone(page, hit)
end

return extractor {
  name = "news.ranks",
  needs = { "zone", "ORG", "COUNTRY", "POST", "DOCUMENT", "NAMED_EVENT" },
  gives = { "RANK" },
  run = function(doc)
    local page = page_of(doc)
    local posts = page:covered(doc, { "POST" })
    local covered = page:covered(doc, { "POST", "ORG", "DOCUMENT",
                                        "NAMED_EVENT" })
    local i = 1
    while i <= page.count do
      local hit = not covered[i] and page:hit(i, "RANK")
      if hit and is_rank(page, hit, posts) then
        page:add(doc, "RANK", i, hit.last,
                 { id = hit.entry.id, rule = hit.entry.source })
        i = hit.last
      end
      i = i + 1
    end
  end,
}
