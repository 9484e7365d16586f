/*
** tone.c
** The tone of a syllable goes to another of its letters, in the manner in
** which the word is written: joined to the vowel, or apart.
*/

#include "text/word.h"

#include "text/unicode.h"

/* code points of one letter of a syllable: base, vowel mark, tone */
#define LETTER_POINTS 3


/* Takes the tone off 'points' and returns how many are left; '*apart'
** tells whether it was a code point of its own. */
static size_t take_tone (uint32_t *points, size_t count, bool *apart) {
  viet_letter base;
  size_t left = 1;
  viet_letter_of(&base, points[0]);
  *apart = base.tone == VIET_NGANG;
  base.tone = VIET_NGANG;
  points[0] = viet_letter_code_point(base);
  for (size_t i = 1; i < count; i++)
    if (viet_tone_of_mark(points[i]) == VIET_NGANG)
      points[left++] = points[i];
  return left;
}


/*
** Puts a tone on 'points', joined to the vowel if it can be, or apart, in
** canonical order with a mark that is apart. Returns the new count.
*/
static size_t put_tone (uint32_t *points, size_t count, viet_tone tone,
                        bool apart) {
  viet_letter base;
  viet_letter_of(&base, points[0]);
  if (count == 1 && !apart) {
    base.tone = (uint8_t)tone;
    points[0] = viet_letter_code_point(base);
    return 1;
  }
  uint32_t mark = viet_tone_mark(tone);
  size_t at = count;
  while (at > 1 && viet_unicode_combining(points[at - 1])
                   > viet_unicode_combining(mark)) {
    points[at] = points[at - 1];
    at--;
  }
  points[at] = mark;
  return count + 1;
}


/* The points of a letter, copied out; returns how many. */
static size_t copy_points (const viet_word *self, size_t letter,
                           uint32_t *points) {
  const viet_glyph *glyph = viet_word_glyph(self, letter);
  for (size_t i = 0; i < glyph->count; i++)
    points[i] = viet_chunk_points(self->chunk, glyph)[i];
  return glyph->count;
}


viet_status viet_word_move_tone (const viet_word *self, viet_tone tone,
                                 size_t from, size_t to) {
  uint32_t points[LETTER_POINTS + 1] = {0};
  bool apart;
  size_t count = copy_points(self, from, points);
  count = take_tone(points, count, &apart);
  viet_status status = viet_chunk_set(self->chunk,
                                      viet_word_glyph(self, from), points,
                                      count);
  if (status != VIET_OK) return status;
  count = copy_points(self, to, points);
  count = put_tone(points, count, tone, apart);
  return viet_chunk_set(self->chunk, viet_word_glyph(self, to), points,
                        count);
}
