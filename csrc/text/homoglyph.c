/*
** homoglyph.c
** Letters of other alphabets that look like Latin ones, by which spinners
** hide a text from search: Cyrillic 'а', Greek 'ο', small capital 'ᴄ'. A
** word is repaired if it has a Latin letter too and becomes a syllable.
** That is not sure enough to be a default: "αn" is a formula, and "ɪn" is
** how English "in" sounds.
*/

#include "text/word.h"

#include "text/unicode.h"

/*
** What each looks like. Pairs of code points and ASCII letters; letters
** that are alike in capitals only (В, н) have their capital alone.
*/
static const struct homoglyph {
  uint16_t point;
  char latin;
} homoglyphs[] = {
  /* Latin: dotless i, phonetic letters, small capitals */
  {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0262, 'g'},
  {0x026A, 'i'}, {0x0274, 'n'}, {0x0280, 'r'}, {0x028F, 'y'},
  {0x0299, 'b'}, {0x029C, 'h'}, {0x029F, 'l'}, {0x1D00, 'a'},
  {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'},
  {0x1D0B, 'k'}, {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'},
  {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0xA731, 's'},
  /* Greek */
  {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0397, 'H'},
  {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
  {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'},
  {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B3, 'y'}, {0x03B9, 'i'},
  {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
  {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03F2, 'c'}, {0x03F9, 'C'},
  /* Cyrillic */
  {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'},
  {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'},
  {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'},
  {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'},
  {0x0435, 'e'}, {0x043A, 'k'}, {0x043E, 'o'}, {0x0440, 'p'},
  {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'},
  {0x0456, 'i'}, {0x0458, 'j'}, {0x0474, 'V'}, {0x0475, 'v'},
  {0x04AE, 'Y'}, {0x04AF, 'y'}, {0x04BB, 'h'}, {0x04C0, 'I'},
  {0x04CF, 'l'}, {0x0501, 'd'}, {0x051A, 'Q'}, {0x051B, 'q'},
};

#define HOMOGLYPHS (sizeof(homoglyphs) / sizeof(homoglyphs[0]))


bool viet_homoglyph_touches (uint32_t c) {
  return c == 0x131 || (c >= 0x250 && c < 0x2B0)
      || (c >= 0x370 && c < 0x530) || (c >= 0x1D00 && c < 0x1D23)
      || (c >= 0x1F00 && c < 0x2000) || c == 0xA731;
}


/* The ASCII letter that a code point looks like, or 0. */
static uint32_t latin_of (uint32_t c) {
  for (size_t i = 0; i < HOMOGLYPHS; i++)
    if (homoglyphs[i].point == c) return (uint32_t)homoglyphs[i].latin;
  return 0;
}


/*
** The letter that a code point, with marks of its own ('ѐ', 'ό'), looks
** like, joined to them; 0 if it looks like none.
*/
static uint32_t repaired (uint32_t c) {
  if (!viet_homoglyph_touches(c)) return 0;
  uint32_t parts[VIET_DECOMPOSED];
  size_t count = viet_unicode_decompose(c, false, parts);
  uint32_t point = latin_of(parts[0]);
  for (size_t i = 1; i < count && point != 0; i++)
    point = viet_unicode_compose(point, parts[i]);
  return point;
}


/* Reads the letters as they look; counts those that are not Latin. */
static bool read_letters (const viet_word *self, bool eth,
                          viet_letter *letters, size_t *found) {
  *found = 0;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t base = repaired(*viet_word_base(self, i));
    *found += base != 0;
    if (base == 0 && eth)
      base = viet_eth_repaired(*viet_word_base(self, i));
    if (!viet_word_letter(self, i, base, &letters[i])) return false;
  }
  return true;
}


void viet_word_repair_homoglyphs (const viet_word *self, bool eth) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  size_t found;
  if (self->count > VIET_SYLLABLE_LETTERS
      || !read_letters(self, eth, letters, &found)
      || found == 0 || found == self->count
      || !viet_syllable_of(&syllable, letters, self->count))
    return;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t *point = viet_word_base(self, i);
    uint32_t right = repaired(*point);
    if (right) *point = right;
  }
  self->chunk->report->homoglyphs += found;
}
