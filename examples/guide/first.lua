return {
  name = "ships",
  gives = { "SHIP" },
  rules = {
    { name = "ships.navy", [["tàu" it:([shape=upper] [shape=title]+)]] },
  },
}
