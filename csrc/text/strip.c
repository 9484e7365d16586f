/*
** strip.c
** Takes marks off letters, whether joined or apart.
**
** Tones come off the vowels a e i o u y only ('ñ' keeps its tilde). Other
** marks come off Latin letters, and where they stand without a letter;
** those of other scripts (vowel signs, Hebrew points) are part of the
** spelling and stay.
*/

#include "text/stages.h"

#include <string.h>

#include "text/letter.h"
#include "text/unicode.h"


/* The first code point of the decomposition. */
static uint32_t base_of (uint32_t point) {
  uint32_t points[VIET_DECOMPOSED];
  viet_unicode_decompose(point, false, points);
  return points[0];
}


static bool has_vowel (uint32_t base) {
  viet_letter letter;
  return viet_letter_of(&letter, base) && viet_letter_is_vowel(letter);
}


/* May marks be taken off a glyph with this base? */
static bool may_strip (uint32_t base, viet_strip strip) {
  if (strip == VIET_STRIP_TONES) return has_vowel(base);
  switch (viet_unicode_class(base)) {
    case VIET_CLASS_LETTER: return viet_unicode_is_latin(base);
    case VIET_CLASS_MARK:
    case VIET_CLASS_SPACE:
    case VIET_CLASS_PUNCT:
    case VIET_CLASS_DIGIT: return true;
    default: return false;
  }
}


static bool goes (uint32_t point, viet_strip strip) {
  if (strip == VIET_STRIP_TONES)
    return viet_tone_of_mark(point) != VIET_NGANG;
  return viet_unicode_combining(point) != 0
      && viet_unicode_class(point) == VIET_CLASS_MARK;
}


/*
** Adds what is left of one code point: its decomposition without the
** marks that go, composed again as far as it was.
*/
static viet_status push_bare (viet_chunk *chunk, uint32_t point,
                              viet_strip strip) {
  uint32_t points[VIET_DECOMPOSED];
  size_t count = viet_unicode_decompose(point, false, points), left = 0;
  for (size_t i = 0; i < count; i++)
    if (!goes(points[i], strip)) {
      uint32_t joined = left == 0 ? 0
        : viet_unicode_compose(points[left - 1], points[i]);
      if (joined) points[left - 1] = joined;
      else points[left++] = points[i];
    }
  if (left == count) return viet_chunk_push(chunk, point);
  viet_status status = VIET_OK;
  for (size_t i = 0; i < left && status == VIET_OK; i++)
    status = viet_chunk_push(chunk, points[i]);
  return status;
}


static viet_status strip_glyph (viet_chunk *chunk, viet_glyph *glyph,
                                viet_strip strip, bool *changed) {
  size_t mark = chunk->points.count;
  const viet_glyph old = *glyph;
  for (size_t i = 0; i < old.count; i++) {
    viet_status status =
      push_bare(chunk, viet_chunk_points(chunk, &old)[i], strip);
    if (status != VIET_OK) return status;
  }
  viet_chunk_end(chunk, glyph, mark);
  *changed |= glyph->count != old.count
           || memcmp(viet_chunk_points(chunk, glyph),
                     viet_chunk_points(chunk, &old),
                     old.count * sizeof(uint32_t)) != 0;
  return VIET_OK;
}


/* đ has a stroke, which is no mark; tells whether it was taken off. */
static bool strip_stroke (uint32_t *point) {
  uint32_t old = *point;
  if (old == VIET_D_STROKE) *point = 'd';
  if (old == VIET_D_STROKE - 1) *point = 'D';
  return *point != old;
}


viet_status viet_stage_strip (viet_chunk *chunk, viet_strip strip) {
  viet_status status = VIET_OK;
  viet_glyph *glyphs = chunk->glyphs.items;
  for (size_t i = 0; i < chunk->glyphs.count && status == VIET_OK; i++) {
    uint32_t *first = viet_chunk_points(chunk, &glyphs[i]);
    bool changed = strip == VIET_STRIP_ALL && strip_stroke(first);
    bool is_ascii = glyphs[i].count == 1 && *first < 0x80;
    if (!is_ascii && may_strip(base_of(*first), strip))
      status = strip_glyph(chunk, &glyphs[i], strip, &changed);
    chunk->report->strip += changed;
  }
  return status;
}
