local mentions = require "news.mentions"

describe("documents", function()
  mentions.cases(it, "DOCUMENT", {
    { "keep what they are about",
      "ký [Bản ghi nhớ về hợp tác trong y học biển, quốc phòng]." },
    { "keep period and year",
      "[Nghị định thư về hợp tác thủy sản giai đoạn 2031-2034] và "
        .. "[Kế hoạch hợp tác năm 2025]" },
    { "leave the parties behind them outside, keep those inside",
      "[Bản ghi nhớ về quân y] giữa hai bên; "
        .. "[bản ghi nhớ giữa Chính phủ hai nước về cứu nạn trên biển]" },
    { "keep their number",
      "[Quyết định số 35/QĐ-TTg] ngày 6-1, [nghị quyết 1973] của hội đồng" },
    { "are found by name",
      "[Công ước Liên hợp quốc về Luật Biển năm 1982], [COC], [UNCLOS]" },
    { "end where another begins",
      "[Hiệp định thương mại Việt Nam - Lào], "
        .. "[nghị định thư về biên giới năm 2020]" },
    { "that are only spoken of are none",
      "các hiệp định đã ký; thỏa thuận này; thỏa thuận đầu tư; "
        .. "một thỏa thuận hợp tác kinh tế; tuyên bố chủ quyền" },
    { "go on over words that end a clause elsewhere",
      "[Bản ghi nhớ về bảo đảm hậu cần lẫn nhau] giữa hai bên; "
        .. "[Thỏa thuận về mua sắm thiết bị và phương tiện cứu hộ] được ký" },
    { "may begin what they are about with any verb",
      "[Bản ghi nhớ về thúc đẩy hợp tác quân y] tại Huế" },
    { "may be about a deed without `về`",
      "theo [Hiệp định tăng cường hợp tác thủy sản], hai bên" },
    { "keep those whom they are made for",
      "[Hiệp định thị thực cho người mang sổ thuyền viên] giữa hai bên; "
        .. "trao [Bản ghi nhớ về quân y] cho bạn" },
    { "leave outside when and whose they are",
      "[Thỏa thuận về quân y] của hai nước; "
        .. "[Thỏa thuận về vận tải đường sắt] trong chuyến thăm; "
        .. "[Nghị định thư về hợp tác biên phòng] tháng 5-2031" },
    { "go on with what something is of",
      "[Hiệp ước về những nguyên tắc cơ bản của quan hệ hữu nghị] giữa "
        .. "hai nước" },
    { "end with the congress they are of",
      "[Nghị quyết Đại hội Đảng toàn quốc lần thứ 4] và phổ biến rộng rãi" },
    { "are not in the name of a command",
      "Bộ Chỉ huy Chiến lược Mỹ; Tư Lệnh Quân đoàn 12" },
  })

  it("have an id without the parties", function()
    assert.equal("bản ghi nhớ giữa hai nước về quân y="
      .. "document/ban-ghi-nho-ve-quan-y",
      mentions.ids("trao bản ghi nhớ giữa hai nước về quân y", "DOCUMENT"))
  end)

  it("that are listed have the listed id", function()
    assert.equal("COC=document/coc; UNCLOS=document/unclos",
                 mentions.ids("COC và UNCLOS", "DOCUMENT"))
  end)
end)
