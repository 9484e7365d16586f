/*
** mark_order.c
** The order of the marks of one letter.
**
** Canonical order repairs a horn or a dot below wherever it stands, but
** not a tone before a circumflex or breve: both have class 230, so
** a + U+0301 + U+0302 is no 'ấ' to Unicode. It is to a reader. Only the
** first tone moves, and only over the mark next to it: after a second
** tone the letter has ended.
*/

#include "text/stages.h"

#include "text/letter.h"
#include "text/unicode.h"

#define ABOVE 230  /* the class of all marks above but the horn */


static bool is_tone_above (uint32_t mark) {
  return viet_tone_of_mark(mark) != VIET_NGANG
      && viet_unicode_combining(mark) == ABOVE;
}


/* Does the letter, with its tone already, take the vowel mark? */
static bool takes (viet_letter letter, uint32_t mark) {
  viet_vowel_mark vowel_mark = viet_vowel_mark_of(mark);
  return vowel_mark != VIET_PLAIN && vowel_mark != VIET_HORN
      && viet_letter_add(&letter, mark);
}


/* 'á' + circumflex gives 'ấ' in one code point. */
static void join (uint32_t *points, viet_glyph *glyph,
                  viet_letter letter) {
  viet_letter_add(&letter, points[1]);
  points[0] = viet_letter_code_point(letter);
  for (size_t i = 2; i < glyph->count; i++) points[i - 1] = points[i];
  glyph->count--;
}


void viet_stage_mark_order (const viet_chunk *chunk, viet_glyph *glyph) {
  uint32_t *points = viet_chunk_points(chunk, glyph);
  viet_letter letter;
  if (glyph->count < 2 || !viet_letter_of(&letter, points[0])) return;
  if (letter.tone != VIET_NGANG) {  /* a tone inside the first point? */
    if (letter.tone != VIET_NANG && takes(letter, points[1]))
      join(points, glyph, letter);
  }
  else if (glyph->count > 2 && is_tone_above(points[1])
           && takes(letter, points[2])) {
    uint32_t tone = points[1];
    points[1] = points[2];
    points[2] = tone;
  }
}
