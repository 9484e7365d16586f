local mentions = require "news.mentions"

local LAYERS = "PERSON PLACE ORG COUNTRY"

describe("ships", function()
  mentions.cases(it, LAYERS, {
    { "with a navy's letters are no mentions",
      "tàu USS Nathan Carter và INS Garima của [Hải quân Ấn Độ]" },
    { "named after a city are no place, nor a club",
      "tàu HMAS Sydney rời [Sydney]" },
    { "named after a person are none",
      "tàu Trần Hưng Đạo gặp ông [Trần Văn Sơn]" },
    { "with a number are no person",
      "tàu hộ vệ tên lửa 017-Lê Văn Duyệt đến [cảng Tiên Sa]; "
        .. "tàu HQ 012 - Lý Thái Tổ" },
    { "that have a country before them leave it",
      "tàu sân bay [Mỹ] USS Nathan Carter" },
  })
end)
