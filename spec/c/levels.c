/*
** levels.c
** The level of each pair of letters of Vietnamese, in both cases and both
** encodings, against what their parts say. Ends with a line "N passed, N
** failed".
*/

#include <stdio.h>
#include <string.h>

#include "viet.h"
#include "text/letter.h"
#include "text/utf8.h"

enum { MOST = 400, ROOM = 24 };

/* A letter in one of its spellings. */
typedef struct spelling {
  viet_letter letter;
  bool apart;          /* as a base with marks behind it? */
  char text[ROOM];     /* between b and t: "bắt", which moves no tone */
  size_t bytes;
} spelling;

static spelling spellings[MOST];
static size_t count;
static size_t passed, failed;


static void check (bool is_right, const char *what) {
  if (is_right) {
    passed++;
    return;
  }
  failed++;
  if (failed < 20)
    printf("failed: %s\n", what);
}


/* Writes 'letter' joined or apart; false if there is no such letter, or if
** both are the same. */
static bool write_letter (viet_letter letter, bool apart, char *out) {
  static const uint32_t marks[] = {0, 0x302, 0x306, 0x31B};
  const uint32_t joined = viet_letter_code_point(letter);
  if (joined == 0)
    return false;
  if (!apart) {
    out += viet_utf8_encode(out, joined);
    *out = '\0';
    return true;
  }
  viet_letter bare = letter;
  bare.mark = VIET_PLAIN;
  bare.tone = VIET_NGANG;
  if (letter.mark == VIET_PLAIN && letter.tone == VIET_NGANG)
    return false;
  out += viet_utf8_encode(out, viet_letter_code_point(bare));
  if (letter.mark != VIET_PLAIN)
    out += viet_utf8_encode(out, marks[letter.mark]);
  if (letter.tone != VIET_NGANG)
    out += viet_utf8_encode(out, viet_tone_mark((viet_tone)letter.tone));
  *out = '\0';
  return true;
}


static void add (viet_letter letter, bool apart) {
  char middle[ROOM - 2];
  spelling *made = &spellings[count];
  if (!write_letter(letter, apart, middle))
    return;
  made->letter = letter;
  made->apart = apart;
  made->bytes = (size_t)snprintf(made->text, ROOM, "b%st", middle);
  count++;
}


static void make_spellings (void) {
  static const uint16_t bases[] = {'a', 'e', 'i', 'o', 'u', 'd',
                                   VIET_D_STROKE, 'g'};
  for (size_t base = 0; base < sizeof(bases) / sizeof(*bases); base++)
    for (unsigned mark = 0; mark < 4; mark++)
      for (unsigned tone = 0; tone < 6; tone++)
        for (unsigned bits = 0; bits < 4; bits++)
          add((viet_letter){bases[base], (uint8_t)mark, (uint8_t)tone,
                            (bits & 1) != 0}, (bits & 2) != 0);
}


static uint32_t toneless (viet_letter letter) {
  return letter.base == VIET_D_STROKE ? 'd' : letter.base;
}


/* What the level of 'text' in place of 'name' has to be. */
static viet_level expected (const spelling *text, const spelling *name) {
  const viet_letter a = text->letter, b = name->letter;
  if (strcmp(text->text, name->text) == 0)
    return VIET_EXACT;
  if (toneless(a) != toneless(b))
    return VIET_LEVELS;
  if (a.base == b.base && a.mark == b.mark && a.tone == b.tone)
    return text->apart == name->apart ? VIET_CASE : VIET_PLACEMENT;
  if ((a.base == b.base || a.base == 'd')
      && (a.mark == VIET_PLAIN || a.mark == b.mark)
      && (a.tone == VIET_NGANG || a.tone == b.tone))
    return VIET_TYPED;
  return VIET_TONELESS;
}


static void check_pairs (void) {
  char what[4 * ROOM];
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < count; k++) {
      const spelling *text = &spellings[i], *name = &spellings[k];
      viet_level level;
      viet_status status = viet_level_of(text->text, text->bytes,
                                         name->text, name->bytes,
                                         &viet_malloc, &level);
      snprintf(what, sizeof(what), "%s as %s: %d, not %d", text->text,
               name->text, (int)level, (int)expected(text, name));
      check(status == VIET_OK && level == expected(text, name), what);
    }
}


static void check_words (void) {
  static const struct {
    const char *text, *name;
    viet_level level;
  } cases[] = {
    {"", "", VIET_EXACT},
    {"Hòa Bình", "Hòa  Bình", VIET_EXACT},
    {"Hòa Bình", "Hòa", VIET_LEVELS},
    {"HÒA bình", "Hòa Bình", VIET_CASE},
    {"hoà BÌNH", "Hòa Bình", VIET_PLACEMENT},
    {"Hoa BÌNH", "Hòa Bình", VIET_TYPED},
    {"Hóa BÌNH", "Hòa Bình", VIET_TONELESS},
    {"Nguyen", "Nguyễn", VIET_TYPED},
    {"nguyên", "Nguyễn", VIET_TYPED},
    {"nguyẽn", "Nguyễn", VIET_TYPED},
    {"nguyện", "Nguyễn", VIET_TONELESS},
    {"Nguyễn", "Nguyen", VIET_TONELESS},
    {"ngo", "Ngô", VIET_TYPED},
    {"ngõ", "Ngô", VIET_TONELESS},
    {"Da Nang", "Đà Nẵng", VIET_TYPED},
    {"Đa Nang", "Đà Nẵng", VIET_TYPED},
    {"Đà Nẵng", "Da Nang", VIET_TONELESS},
    {"Ðà Nẵng", "Đà Nẵng", VIET_PLACEMENT},  /* Icelandic */
    {"kĩ", "kỹ", VIET_PLACEMENT},
    {"ky", "kỹ", VIET_TYPED},
    {"ky", "kĩ", VIET_TYPED},
    {"ty", "tŷ", VIET_TYPED},
    {"thúy", "thuý", VIET_PLACEMENT},
    {"thuy", "thuý", VIET_TYPED},
    {"STRASSE", "straße", VIET_PLACEMENT},
    {"STRAẞE", "straße", VIET_CASE},
    {"\u00E9", "e\u0301", VIET_PLACEMENT},
    {"cafe", "caf\u00E9", VIET_TYPED},
    {"c\u00E0fe", "caf\u00E9", VIET_TONELESS},
    {"ch\u00ADương", "Chương", VIET_PLACEMENT},
    {"a\xFF", "A\xFF", VIET_CASE},
    {"a\xFF", "A\xFE", VIET_LEVELS},
    {"2.5", "2.5", VIET_EXACT},
    {"2.5", "2,5", VIET_LEVELS},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    viet_level level;
    char what[120];
    viet_status status = viet_level_of(cases[i].text, strlen(cases[i].text),
                                       cases[i].name, strlen(cases[i].name),
                                       &viet_malloc, &level);
    snprintf(what, sizeof(what), "%s as %s: %d, not %d", cases[i].text,
             cases[i].name, (int)level, (int)cases[i].level);
    check(status == VIET_OK && level == cases[i].level, what);
  }
}


int main (void) {
  make_spellings();
  check(count > 200, "there are many letters");
  check_pairs();
  check_words();
  printf("%zu passed, %zu failed\n", passed, failed);
  return failed > 0;
}
