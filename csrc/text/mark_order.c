/*
** mark_order.c
** The order of the marks of one letter.
**
** Canonical order repairs a horn or a dot below wherever it stands, but
** not a tone before a circumflex or breve: both have class 230, so
** a + U+0301 + U+0302 is no 'ấ' to Unicode. It is to a reader. Only the
** first tone moves, and only over the mark next to it: after a second
** tone the letter has ended. A letter with any other mark is none that
** needs it, and stays: canonical order may put that mark before both, so
** that the letter would not be repaired in all of its encodings.
*/

#include "text/word.h"

#include "text/unicode.h"

#define ABOVE 230  /* the class of all marks above but the horn */


static bool is_tone_above (uint32_t mark) {
  return viet_tone_of_mark(mark) != VIET_NGANG
      && viet_unicode_combining(mark) == ABOVE;
}


static bool is_vowel_mark_above (uint32_t mark) {
  viet_vowel_mark vowel_mark = viet_vowel_mark_of(mark);
  return vowel_mark != VIET_PLAIN && vowel_mark != VIET_HORN;
}


/* Has it marks of its own of another kind: a horn, a dot below, a mark
** that is not Vietnamese? */
static bool has_other_mark (const uint32_t *points, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (!is_tone_above(points[i]) && !is_vowel_mark_above(points[i]))
      return true;
  return false;
}


/* Does the letter, with its tone already, take the vowel mark? */
static bool takes (viet_letter letter, uint32_t mark) {
  return is_vowel_mark_above(mark) && viet_letter_add(&letter, mark);
}


/* 'á' + circumflex gives 'ấ' in one code point. */
static void join (uint32_t *points, viet_glyph *glyph,
                  viet_letter letter) {
  viet_letter_add(&letter, points[1]);
  points[0] = viet_letter_code_point(letter);
  for (size_t i = 2; i < glyph->count; i++) points[i - 1] = points[i];
  glyph->count--;
}


void viet_word_order_marks (const viet_word *self, size_t index) {
  viet_glyph *glyph = viet_word_glyph(self, index);
  uint32_t *points = viet_chunk_points(self->chunk, glyph);
  viet_letter letter;
  if (glyph->count < 2 || !viet_letter_of(&letter, points[0])
      || has_other_mark(points, glyph->count)) return;
  if (letter.tone != VIET_NGANG) {  /* a tone inside the first point? */
    if (letter.tone == VIET_NANG || !takes(letter, points[1])) return;
    join(points, glyph, letter);
  }
  else {
    if (glyph->count == 2 || !is_tone_above(points[1])
        || !takes(letter, points[2])) return;
    uint32_t tone = points[1];
    points[1] = points[2];
    points[2] = tone;
  }
  self->chunk->report->mark_order++;
}
