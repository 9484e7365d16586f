local gold = require "viet.gold"
local mentions = require "news.mentions"
local viet = require "viet"

local GOLD = "../shared/gold/"

--- The annotated articles, if they are here.
local function gold_files()
  local files = {}
  local pipe = io.popen("ls " .. GOLD .. "*.gold.json 2>/dev/null")
  for name in pipe:lines() do files[#files + 1] = name end
  pipe:close()
  return files
end

describe("ids", function()
  it("are given to every mention but dates", function()
    local doc = mentions.document("Đại tướng Trần Văn Sơn, Bộ trưởng Bộ "
      .. "Quốc phòng Việt Nam, dự ADMM+ ở Lào và ký Bản ghi nhớ về quân y "
      .. "tại Vientiane.")
    local layers = 0
    for _, layer in ipairs(viet.news.mention_layers) do
      for span in doc:each(layer) do
        if layer ~= "DATE" then
          assert.matches("^%a+/[%w-]+$", span.id)
          layers = layers + 1
        end
      end
    end
    assert.is_true(layers >= 8)
  end)

  it("are the same for composed and decomposed texts", function()
    local text = "Lễ kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt "
      .. "Nam có Đại tướng Trần Văn Sơn, Ủy viên Bộ Chính trị. Hai bên ký "
      .. "Hiệp định giữa Chính phủ hai nước về quân y tại thành phố Huế."
    local decomposed = viet.normalize(text, { form = "nfd" })
    for _, layer in ipairs(viet.news.mention_layers) do
      local found = viet.normalize(mentions.ids(decomposed, layer),
                                   { form = "nfc" })
      assert.equal(mentions.ids(text, layer), found)
    end
  end)

  it("are the annotators' for nine in ten mentions", function()
    local files = gold_files()
    if #files == 0 then return pending("no annotated articles here") end
    local golds, predictions = {}, {}
    for i, file in ipairs(files) do
      golds[i] = assert(gold.load(file))
      local text = assert(io.open(gold.text_path(file), "rb"))
      local doc = assert(viet.document(text:read "*a", { name = file }))
      text:close()
      predictions[i] = gold.record(viet.news.pipeline():run(doc))
    end
    local score = viet.evaluate.score(golds, predictions)
    assert.is_true(score.mentions.f1 >= 0.9)
    assert.is_true(score.linked.f1 >= 0.9)
  end)
end)
