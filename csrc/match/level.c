/*
** level.c
** See level.h.
**
**     text      name      level      because
**     Hòa       Hòa       exact      the bytes are the same
**     HÒA       Hòa       case       they fold to the same, one by one
**     Hoà       Hòa       placement  both have the placement key "hòa"
**     Hoa       Hòa       typed      the name has all marks of the text
**     Hóa       Hòa       toneless   the text has a mark of its own
*/

#include "match/level.h"

#include <string.h>

#include "text/letter.h"
#include "text/unicode.h"
#include "text/utf8.h"


static bool is_same (const char *a, size_t a_bytes,
                     const char *b, size_t b_bytes) {
  return a_bytes == b_bytes && memcmp(a, b, a_bytes) == 0;
}


/*
** {==================================================================
** Case
** ===================================================================
*/

/* Do two code points fold to the same? */
static bool is_same_folded (uint32_t a, uint32_t b) {
  uint32_t folded[2][VIET_FOLDED];
  if (a == VIET_NO_CODE_POINT || b == VIET_NO_CODE_POINT)
    return false;
  const size_t count = viet_unicode_fold(a, folded[0]);
  return count == viet_unicode_fold(b, folded[1])
      && memcmp(folded[0], folded[1], count * sizeof(uint32_t)) == 0;
}


bool viet_is_same_but_case (const char *a, size_t a_bytes,
                            const char *b, size_t b_bytes) {
  while (a_bytes > 0 && b_bytes > 0) {
    uint32_t left, right;
    const size_t a_step = viet_utf8_decode(a, a_bytes, &left);
    const size_t b_step = viet_utf8_decode(b, b_bytes, &right);
    if (!is_same(a, a_step, b, b_step) && !is_same_folded(left, right))
      return false;
    a += a_step;
    a_bytes -= a_step;
    b += b_step;
    b_bytes -= b_step;
  }
  return a_bytes == b_bytes;
}

/* }================================================================== */


/*
** {==================================================================
** Marks
** ===================================================================
*/

/* marks of one letter that are compared; those behind are not looked at,
** and letters with as many are like no other */
#define MARKS 32

/* A letter, or any other character, apart. */
typedef struct letter {
  uint32_t base;
  uint32_t marks[MARKS];  /* from low to high */
  size_t count;           /* of marks */
} letter;


static void add_mark (letter *self, uint32_t mark) {
  size_t at = self->count;
  if (at == MARKS)
    return;
  for (; at > 0 && self->marks[at - 1] > mark; at--)
    self->marks[at] = self->marks[at - 1];
  self->marks[at] = mark;
  self->count++;
}


/* Adds a code point to a letter; false if it starts the next one. */
static bool add_point (letter *self, uint32_t point, bool is_first) {
  uint32_t points[VIET_DECOMPOSED];
  const size_t count = viet_unicode_decompose(point, false, points);
  if (!is_first && viet_unicode_combining(points[0]) == 0)
    return false;
  size_t i = 0;
  if (is_first)
    self->base = points[i++];
  for (; i < count; i++)
    add_mark(self, points[i]);
  return true;
}


/* A letter of Vietnamese, which needs no tables; false for others. */
static bool add_plain (letter *self, uint32_t point) {
  static const uint32_t vowel_marks[] = {0, 0x302, 0x306, 0x31B};
  viet_letter plain;
  if (!viet_letter_of(&plain, point))
    return false;
  self->base = plain.base;
  if (plain.mark != VIET_PLAIN)
    add_mark(self, vowel_marks[plain.mark]);
  if (plain.tone != VIET_NGANG)
    add_mark(self, viet_tone_mark((viet_tone)plain.tone));
  return true;
}


/* Reads the letter at the start of a key, which is not empty; returns its
** bytes. */
static size_t read_letter (letter *self, const char *key, size_t bytes) {
  size_t end = 0;
  *self = (letter){0};
  while (end < bytes) {
    uint32_t point;
    const size_t step = viet_utf8_decode(key + end, bytes - end, &point);
    if (point == VIET_NO_CODE_POINT) {
      if (end > 0)
        return end;
      self->base = VIET_NO_CODE_POINT;
      return step;
    }
    if (end > 0 && point < 0x300)  /* no mark is below it */
      return end;
    if ((end > 0 || !add_plain(self, point))
        && !add_point(self, point, end == 0))
      return end;
    end += step;
  }
  return end;
}


/* Is one mark after the other of 'text' in 'name'? */
static bool has_marks (const letter *text, const letter *name) {
  size_t i = 0;
  for (size_t k = 0; i < text->count && k < name->count; k++)
    i += text->marks[i] == name->marks[k];
  return i == text->count && text->count < MARKS && name->count < MARKS;
}


/* May the base of a letter of the text stand for that of the name? i and y
** do where marks are all that kept them apart ("tŷ"). */
static bool is_base (uint32_t text, uint32_t name) {
  return text == name
      || (text == 'd' && name == VIET_D_STROKE)
      || (text == 'i' && name == 'y') || (text == 'y' && name == 'i');
}


bool viet_has_no_other_mark (const char *text, size_t text_bytes,
                             const char *name, size_t name_bytes) {
  letter typed, meant;
  while (text_bytes > 0 && name_bytes > 0) {
    const size_t text_step = read_letter(&typed, text, text_bytes);
    const size_t name_step = read_letter(&meant, name, name_bytes);
    if (!is_base(typed.base, meant.base) || !has_marks(&typed, &meant))
      return false;
    text += text_step;
    text_bytes -= text_step;
    name += name_step;
    name_bytes -= name_step;
  }
  return text_bytes == name_bytes;
}

/* }================================================================== */


viet_level viet_level_of_spellings (const viet_spelling *text,
                                    const viet_spelling *name) {
  if (is_same(text->exact, text->exact_bytes, name->exact,
              name->exact_bytes))
    return VIET_EXACT;
  if (is_same(text->placement, text->placement_bytes, name->placement,
              name->placement_bytes))
    return viet_is_same_but_case(text->exact, text->exact_bytes,
                                 name->exact, name->exact_bytes)
         ? VIET_CASE : VIET_PLACEMENT;
  return viet_has_no_other_mark(text->placement, text->placement_bytes,
                                name->placement, name->placement_bytes)
       ? VIET_TYPED : VIET_TONELESS;
}


/*
** {==================================================================
** Texts
** ===================================================================
*/

static viet_spelling spelling_of (const viet_tokens *tokens, size_t i) {
  const uint32_t form = viet_tokens_array(tokens)[i].form;
  viet_spelling made;
  made.exact = viet_tokens_key(tokens, form, VIET_EXACT,
                               &made.exact_bytes);
  made.placement = viet_tokens_key(tokens, form, VIET_PLACEMENT,
                                   &made.placement_bytes);
  return made;
}


static bool is_same_toneless (const viet_tokens *a, const viet_tokens *b,
                              size_t i) {
  size_t a_bytes, b_bytes;
  const char *left = viet_tokens_key(a, viet_tokens_array(a)[i].form,
                                     VIET_TONELESS, &a_bytes);
  const char *right = viet_tokens_key(b, viet_tokens_array(b)[i].form,
                                      VIET_TONELESS, &b_bytes);
  return is_same(left, a_bytes, right, b_bytes);
}


static viet_level level_of_tokens (const viet_tokens *text,
                                   const viet_tokens *name) {
  const size_t count = viet_tokens_count(text);
  viet_level loosest = VIET_EXACT;
  if (count != viet_tokens_count(name))
    return VIET_LEVELS;
  for (size_t i = 0; i < count; i++) {
    if (!is_same_toneless(text, name, i))
      return VIET_LEVELS;
    const viet_spelling typed = spelling_of(text, i);
    const viet_spelling meant = spelling_of(name, i);
    const viet_level level = viet_level_of_spellings(&typed, &meant);
    if (level > loosest)
      loosest = level;
  }
  return loosest;
}


viet_status viet_level_of (const char *text, size_t text_bytes,
                           const char *name, size_t name_bytes,
                           const viet_allocator *allocator,
                           viet_level *level) {
  viet_tokens *cut, *other;
  *level = VIET_LEVELS;
  viet_status status = viet_tokens_build(text, text_bytes, allocator, &cut);
  if (status != VIET_OK)
    return status;
  status = viet_tokens_build(name, name_bytes, allocator, &other);
  if (status == VIET_OK) {
    *level = level_of_tokens(cut, other);
    viet_free(allocator, other, viet_tokens_bytes(other));
  }
  viet_free(allocator, cut, viet_tokens_bytes(cut));
  return status;
}

/* }================================================================== */
