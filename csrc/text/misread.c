/*
** misread.c
** Words that were taken for another charset byte by byte. Both charsets
** have most letters in common, so only a few give them away:
**
**     windows-1258, read as Latin-1     "ðýõòc"  is "được"
**         Ì ì Ò ò Þ were the tones U+0300, 0301, 0309, 0323, 0303 of the
**         letter before, Ý ý Õ õ Ã ã Ð ð were Ư ư Ơ ơ Ă ă Đ đ
**     Latin-1, read as windows-1258     "th́"  is "thì"
**         a tone on a consonant was one of Ì ì Ò ò
**
** A word is repaired only if it is no syllable and becomes one. Where both
** are syllables ("cõ" or "cơ", "ý nghĩa" or "ư nghĩa") nothing tells which
** was meant. As Sanskrit has "ṭa" and Italian "può", this is no default.
*/

#include "text/word.h"

#include <string.h>

#include "text/unicode.h"

/* what windows-1258 and Latin-1 have at the same byte */
static const struct twin {
  uint16_t latin1;
  uint16_t windows_1258;
} twins[] = {
  {0xC3, 0x102}, {0xE3, 0x103}, {0xD0, 0x110}, {0xF0, 0x111},
  {0xD5, 0x1A0}, {0xF5, 0x1A1}, {0xDD, 0x1AF}, {0xFD, 0x1B0},
  {0xCC, 0x300}, {0xEC, 0x301}, {0xDE, 0x303}, {0xD2, 0x309},
  {0xF2, 0x323},
};

#define TWINS (sizeof(twins) / sizeof(twins[0]))

/* a syllable with its tone apart */
#define MOST_GLYPHS (VIET_SYLLABLE_LETTERS + 1)

/* A word as it was meant, and whose letter each glyph is. */
typedef struct reading {
  viet_letter letters[MOST_GLYPHS];
  size_t count;                       /* letters */
  size_t owner[MOST_GLYPHS];          /* of each glyph, a letter */
} reading;


/* The twin of a character of Latin-1, or 0. */
static uint32_t twin_of (uint32_t latin1) {
  for (size_t i = 0; i < TWINS; i++)
    if (twins[i].latin1 == latin1) return twins[i].windows_1258;
  return 0;
}


/* The letter of Latin-1 that became a tone, or 0. */
static uint32_t letter_of_mark (uint32_t mark) {
  for (size_t i = 0; i < TWINS; i++)
    if (twins[i].windows_1258 == mark && mark != 0x303)  /* no Þ */
      return twins[i].latin1;
  return 0;
}


bool viet_misread_touches (uint32_t c) {
  uint32_t parts[VIET_DECOMPOSED];
  if (c < 0x100) return twin_of(c) != 0;
  return viet_unicode_decompose(c, false, parts) == 2
      && viet_tone_of_mark(parts[1]) != VIET_NGANG;
}


/* The one code point of a letter with all its marks, or 0. */
static uint32_t joined (const viet_word *self, size_t index) {
  const viet_glyph *glyph = viet_word_glyph(self, index);
  const uint32_t *points = viet_chunk_points(self->chunk, glyph);
  uint32_t point = points[0];
  for (size_t i = 1; i < glyph->count && point != 0; i++)
    point = viet_unicode_compose(point, points[i]);
  return point;
}


/*
** Is it a syllable already, with its tone where it belongs? "coì" is "có".
** Đ look-alikes count as Đ.
*/
static bool is_right (const viet_word *self) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  if (self->count > VIET_SYLLABLE_LETTERS) return false;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t base = viet_eth_repaired(*viet_word_base(self, i));
    if (!viet_word_letter(self, i, base, &letters[i])) return false;
  }
  return viet_syllable_of(&syllable, letters, self->count)
      && (syllable.tone_at == syllable.first_at
          || syllable.tone_at == syllable.second_at);
}


/*
** {==================================================================
** Windows-1258, read as Latin-1
** ===================================================================
*/

/* Reads the next glyph as windows-1258; false if it has none such. */
static bool read_glyph (const viet_word *self, size_t index,
                        reading *read) {
  uint32_t c = joined(self, index), twin = twin_of(c);
  if (c == 0 || c > 0xFF) return false;
  bool is_tone = twin >= 0x300;
  if (is_tone) {
    if (read->count == 0
        || !viet_letter_add(&read->letters[read->count - 1], twin))
      return false;
  }
  else if (!viet_letter_of(&read->letters[read->count++], twin ? twin : c))
    return false;
  read->owner[index] = read->count - 1;
  return true;
}


/* ð alone gives nothing away: it is eth.c's. */
static bool has_sign (const viet_word *self) {
  for (size_t i = 0; i < self->count; i++) {
    uint32_t c = joined(self, i);
    if (twin_of(c) != 0 && viet_eth_repaired(c) == 0) return true;
  }
  return false;
}


static bool read_as_1258 (const viet_word *self, reading *read) {
  viet_syllable syllable;
  read->count = 0;
  if (self->count > MOST_GLYPHS || !has_sign(self)) return false;
  for (size_t i = 0; i < self->count; i++)
    if (!read_glyph(self, i, read)) return false;
  return viet_syllable_of(&syllable, read->letters, read->count);
}


/* Each letter gets one code point and the source of all its glyphs. */
static void write_letters (viet_word *self, const reading *read) {
  for (size_t i = 0; i < self->count; i++) {
    viet_glyph *glyph = viet_word_glyph(self, i);
    viet_glyph *letter = viet_word_glyph(self, read->owner[i]);
    letter->end = glyph->end;
    if (i > 0 && read->owner[i] == read->owner[i - 1]) continue;
    *letter = *glyph;
    letter->count = 1;
    *viet_chunk_points(self->chunk, letter) =
      viet_letter_code_point(read->letters[read->owner[i]]);
  }
  viet_chunk_remove(self->chunk, self->first + read->count,
                    self->count - read->count);
  self->count = read->count;
}

/* }================================================================== */


/*
** {==================================================================
** Latin-1, read as windows-1258
** ===================================================================
*/

/*
** Is the glyph a consonant with a tone and no more? Then '*consonant' and
** the letter that the tone was, '*vowel', are told.
*/
static bool split (const viet_word *self, size_t index,
                   uint32_t *consonant, uint32_t *vowel) {
  uint32_t parts[VIET_DECOMPOSED];
  viet_letter letter;
  const viet_glyph *glyph = viet_word_glyph(self, index);
  const uint32_t *points = viet_chunk_points(self->chunk, glyph);
  size_t count = viet_unicode_decompose(points[0], false, parts);
  if (count + glyph->count != 3) return false;  /* not two in all? */
  if (glyph->count == 2) parts[1] = points[1];
  *consonant = parts[0];
  *vowel = letter_of_mark(parts[1]);
  return *vowel >= 0xC0 && viet_tone_of_mark(parts[1]) != VIET_NGANG
      && viet_letter_of(&letter, parts[0]) && !viet_letter_is_vowel(letter);
}


/* Finds the one letter to split; its word must become a syllable. */
static bool find_split (const viet_word *self, size_t *at,
                        uint32_t *consonant, uint32_t *vowel) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  size_t count = 0, splits = 0;
  if (self->count >= VIET_SYLLABLE_LETTERS) return false;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t first, second;
    if (!split(self, i, &first, &second)) {
      if (!viet_word_letter(self, i, 0, &letters[count++])) return false;
      continue;
    }
    if (splits++ > 0) return false;  /* a second tone? */
    *at = i;
    *consonant = first;
    *vowel = second;
    viet_letter_of(&letters[count++], first);
    viet_letter_of(&letters[count++], second);
  }
  return splits == 1 && viet_syllable_of(&syllable, letters, count);
}


static viet_status split_letter (viet_word *self, size_t at,
                                 uint32_t consonant, uint32_t vowel) {
  viet_status status = viet_chunk_split(self->chunk, self->first + at,
                                        vowel);
  if (status != VIET_OK) return status;
  viet_word_glyph(self, at)->count = 1;
  *viet_word_base(self, at) = consonant;
  self->count++;
  return VIET_OK;
}

/* }================================================================== */


viet_status viet_word_repair_misread (viet_word *self) {
  reading read;
  size_t at = 0;
  uint32_t consonant = 0, vowel = 0;
  viet_status status = VIET_OK;
  if (self->count > MOST_GLYPHS || is_right(self)) return VIET_OK;
  if (read_as_1258(self, &read)) write_letters(self, &read);
  else if (find_split(self, &at, &consonant, &vowel))
    status = split_letter(self, at, consonant, vowel);
  else return VIET_OK;
  self->chunk->report->mojibake++;
  return status;
}
