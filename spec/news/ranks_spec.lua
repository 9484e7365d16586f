local mentions = require "news.mentions"

describe("ranks", function()
  mentions.cases(it, "RANK", {
    { "stand before a name",
      "[Đại tướng] Trần Văn Sơn và [chuẩn đô đốc] John Carver" },
    { "stand before a name, with the force between",
      "nữ [Trung tá] hải quân Anna Keller" },
    { "stand before a post", "ông là [Đại tá], Chỉ huy trưởng Quân khu 9" },
    { "stand for a person just named", "Sau đó, [Đô đốc] cho biết vậy." },
    { "are also `tướng` right before a name",
      "[Tướng] Salami tới; Tướng Trung Quốc; hai vị tướng" },
    { "that are only talked of are none",
      "thăng quân hàm thượng tướng; hai đại tướng; cấp tướng" },
  })

  it("have the ids of the guidelines", function()
    assert.equal("Thượng tướng=rank/senior-lieutenant-general; "
      .. "Đại tá=rank/senior-colonel",
      mentions.ids("Thượng tướng Lê Minh và Đại tá Vũ Hải", "RANK"))
  end)
end)
