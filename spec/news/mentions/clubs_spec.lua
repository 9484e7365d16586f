local mentions = require "news.mentions"

local match = "Hiệp hai, tiền đạo ghi bàn, gỡ hòa; trọng tài rút thẻ đỏ. "

describe("clubs", function()
  mentions.cases(it, "ORG PLACE PERSON", {
    { "are called by the place of one in full",
      "[CLB Thái Bình] đến [Thái Bình]. [Thái Bình] vui." },
    { "win and lose on a page about sports, and are clubs all over it",
      match .. "Trung vệ của [Gió Ngàn] buồn. [Lửa Xanh] thắng [Gió Ngàn]." },
    { "stand behind `đội chủ nhà`",
      match .. "Đội chủ nhà [Lửa Xanh] vui, còn [Lửa Xanh] trẻ thì không." },
    { "are not their players",
      match .. "[Trần Văn Sơn] thắng, [Lửa Xanh] thua." },
    { "are not found on other pages", "Lửa Xanh thắng Gió Ngàn." },
    { "leave the score's place",
      "[CLB Thái Bình] thắng, tỷ số nghiêng về [Thái Bình]." },
  })
end)
