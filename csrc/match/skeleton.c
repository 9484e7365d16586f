/*
** skeleton.c
** See skeleton.h.
*/

#include "match/skeleton.h"

#include "text/clean.h"
#include "text/letter.h"
#include "text/unicode.h"
#include "text/utf8.h"


/*
** {==================================================================
** Letters
** ===================================================================
*/

/* Does a code point belong to the letter before it? Marks do, what cannot
** be seen, and the vowels and finals of Korean syllables. */
static bool continues (uint32_t c) {
  if (c < 0x300)
    return c == 0xAD;
  if (c <= 0x36F)
    return true;
  if (c == VIET_NO_CODE_POINT || (c >= 0x1E00 && c <= 0x1EFF))
    return false;
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB))
    return true;
  const viet_class class = viet_unicode_class(c);
  return class == VIET_CLASS_MARK || class == VIET_CLASS_INVISIBLE;
}


static bool is_seen (uint32_t c) {
  return c < 0xAD
      || (!viet_is_invisible(c) && (c < 0x600
            || viet_unicode_class(c) != VIET_CLASS_INVISIBLE));
}


size_t viet_skeleton_letter (const char *text, size_t bytes, size_t at,
                             size_t *next) {
  uint32_t c;
  size_t end = at += viet_utf8_decode(text + at, bytes - at, &c);
  while (at < bytes && (unsigned char)text[at] >= 0x80) {
    const size_t step = viet_utf8_decode(text + at, bytes - at, &c);
    if (!continues(c))
      break;
    at += step;
    if (is_seen(c))
      end = at;
  }
  *next = at;
  return end;
}

/* }================================================================== */


/*
** {==================================================================
** Hashes
** ===================================================================
*/

static uint64_t add_base (uint64_t hash, uint32_t base, size_t *count) {
  const bool is_d = base == VIET_D_STROKE || base == 0xF0 || base == 0x256;
  hash = (hash ^ (is_d ? 'd' : base == 'y' ? 'i' : base))
       * UINT64_C(0x9E3779B97F4A7C15);
  if (count != NULL)
    ++*count;
  return hash ^ hash >> 32;
}


/* a mark of this block that turns into a letter, and one that stays */
#define IOTA_BELOW 0x345u
#define JOINER 0x34Fu

/* Is it no part of a skeleton? */
static bool is_left_out (uint32_t c) {
  if (c >= 0x300 && c <= 0x36F && c != IOTA_BELOW && c != JOINER)
    return true;
  return viet_is_invisible(c)
      || (viet_unicode_combining(c) != 0
          && viet_unicode_class(c) == VIET_CLASS_MARK);
}


/* Adds what is no letter of Vietnamese, or a mark. */
static uint64_t add_other (uint64_t hash, uint32_t c, size_t *count) {
  uint32_t folded[VIET_FOLDED], points[VIET_DECOMPOSED];
  if (c == VIET_NO_CODE_POINT)
    return add_base(hash, c, count);
  const size_t folded_count = viet_unicode_fold(c, folded);
  for (size_t i = 0; i < folded_count; i++) {
    const size_t point_count = viet_unicode_decompose(folded[i], false,
                                                      points);
    for (size_t k = 0; k < point_count; k++)
      if (!is_left_out(points[k]))
        hash = add_base(hash, points[k], count);
  }
  return hash;
}


uint64_t viet_skeleton_add (uint64_t hash, const char *text, size_t bytes,
                            size_t *count) {
  for (size_t at = 0; at < bytes; ) {
    uint32_t c;
    viet_letter letter;
    at += viet_utf8_decode(text + at, bytes - at, &c);
    if (c != VIET_NO_CODE_POINT && viet_letter_of(&letter, c))
      hash = add_base(hash, letter.base, count);
    else if (c < 0x80)
      hash = add_base(hash, c, count);
    else if (c == IOTA_BELOW || !is_left_out(c))
      hash = add_other(hash, c, count);
  }
  return hash;
}

/* }================================================================== */
