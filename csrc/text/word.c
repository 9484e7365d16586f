/*
** word.c
** Rules that look at a whole word, a run of letters in the text. Foreign
** words have to come through untouched, so each rule asks first what the
** word is: a syllable, for the placement of tones and for i and y; for Đ
** look-alikes also an abbreviation in capitals.
*/

#include "text/stages.h"

#include "text/syllable.h"
#include "text/unicode.h"

/* letters of the longest word that may hold a look-alike */
#define VIET_WORD_LETTERS 32

/* letters and marks of one letter of a syllable: base, vowel mark, tone */
#define VIET_LETTER_POINTS 3

typedef struct word {
  viet_chunk *chunk;
  viet_glyph *glyphs;  /* in the chunk */
  size_t count;        /* letters */
} word;


/*
** {==================================================================
** Đ look-alikes
** ===================================================================
*/

/* The Đ or đ that a look-alike stands for, or 0 if the code point is
** none: Icelandic eth, African D. */
static uint32_t repaired (uint32_t c) {
  if (c == 0xD0 || c == 0x189) return VIET_D_STROKE - 1;
  return c == 0xF0 || c == 0x256 ? VIET_D_STROKE : 0;
}


/*
** The letter of a glyph, with any look-alike repaired; false if it is no
** letter that Vietnamese words are written with.
*/
static bool read_letter (const viet_chunk *chunk, const viet_glyph *glyph,
                         viet_letter *letter) {
  const uint32_t *points = viet_chunk_points(chunk, glyph);
  uint32_t base = repaired(points[0]);
  if (!viet_letter_of(letter, base ? base : points[0])) return false;
  for (size_t i = 1; i < glyph->count; i++)
    if (!viet_letter_add(letter, points[i])) return false;
  return true;
}


static bool read_letters (const word *self, viet_letter *letters) {
  for (size_t i = 0; i < self->count; i++)
    if (!read_letter(self->chunk, &self->glyphs[i], &letters[i]))
      return false;
  return true;
}


static bool has_look_alike (const word *self) {
  for (size_t i = 0; i < self->count; i++)
    if (repaired(viet_chunk_points(self->chunk, &self->glyphs[i])[0]))
      return true;
  return false;
}


/* Has it a letter that no other language with ð or ɖ writes? "Ðắk" */
static bool has_own_letter (const viet_letter *letters, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (letters[i].mark != VIET_PLAIN || letters[i].tone == VIET_HOI
        || letters[i].tone == VIET_NANG) return true;
  return false;
}


/*
** "QÐND", "ÐHQG", but not "BORÐ": an abbreviation has capitals only, and
** no vowel unless it begins with Ð, as no Icelandic word does.
*/
static bool is_abbreviation (const viet_letter *letters, size_t count,
                             bool begins_with_eth) {
  for (size_t i = 0; i < count; i++)
    if (!letters[i].upper
        || (!begins_with_eth && viet_letter_is_vowel(letters[i])))
      return false;
  return true;
}


static bool is_vietnamese (const word *self) {
  viet_letter letters[VIET_WORD_LETTERS];
  viet_syllable syllable;
  if (self->count > VIET_WORD_LETTERS || !read_letters(self, letters))
    return false;
  uint32_t first = viet_chunk_points(self->chunk, self->glyphs)[0];
  return viet_syllable_of(&syllable, letters, self->count)
      || is_abbreviation(letters, self->count, first == 0xD0)
      || has_own_letter(letters, self->count);
}


static void repair_look_alikes (const word *self) {
  if (!has_look_alike(self) || !is_vietnamese(self)) return;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t *point = viet_chunk_points(self->chunk, &self->glyphs[i]);
    uint32_t right = repaired(*point);
    if (right) *point = right;
  }
}

/* }================================================================== */


/*
** {==================================================================
** Tone placement
** ===================================================================
*/

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
** Puts a tone on 'points', in the manner that the word is written: joined
** to the vowel, or apart, in canonical order with a mark that is apart.
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


/* The points of a letter of a syllable, copied out; returns how many. */
static size_t copy_points (const word *self, size_t letter,
                           uint32_t *points) {
  const viet_glyph *glyph = &self->glyphs[letter];
  for (size_t i = 0; i < glyph->count; i++)
    points[i] = viet_chunk_points(self->chunk, glyph)[i];
  return glyph->count;
}


static viet_status move_tone (const word *self, viet_tone tone,
                              size_t from, size_t to) {
  uint32_t points[VIET_LETTER_POINTS + 1];
  bool apart;
  size_t count = copy_points(self, from, points);
  count = take_tone(points, count, &apart);
  viet_status status = viet_chunk_set(self->chunk, &self->glyphs[from],
                                      points, count);
  if (status != VIET_OK) return status;
  count = copy_points(self, to, points);
  count = put_tone(points, count, tone, apart);
  return viet_chunk_set(self->chunk, &self->glyphs[to], points, count);
}

/* }================================================================== */


/* "kỹ" gives "kĩ": an open y that is the whole rime after an onset. */
static void replace_y (const word *self, const viet_syllable *syllable,
                       const viet_letter *letters) {
  bool alone = syllable->rime == 1 && syllable->coda == 0
            && syllable->onset > 0 && letters[0].base != 'q';
  if (!alone || letters[syllable->onset].base != 'y') return;
  uint32_t *point = viet_chunk_points(self->chunk,
                                      &self->glyphs[syllable->onset]);
  viet_letter letter;
  viet_letter_of(&letter, *point);
  letter.base = 'i';
  *point = viet_letter_code_point(letter);
}


/* Rules that hold in syllables alone. */
static viet_status change_syllable (const word *self,
                                    const viet_rules *rules) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  if (self->count > VIET_SYLLABLE_LETTERS || has_look_alike(self)
      || !read_letters(self, letters)
      || !viet_syllable_of(&syllable, letters, self->count))
    return VIET_OK;
  if (rules->i_y) replace_y(self, &syllable, letters);
  size_t place = rules->style == VIET_STYLE_FIRST ? syllable.first_at
               : rules->style == VIET_STYLE_SECOND ? syllable.second_at
               : syllable.tone_at;
  if (syllable.tone == VIET_NGANG || place == syllable.tone_at)
    return VIET_OK;
  return move_tone(self, syllable.tone, syllable.tone_at, place);
}


/* 'is_whole' is false for the end of a word that began in the chunk before
** and is too long to be Vietnamese. */
static viet_status change_word (const word *self, const viet_rules *rules,
                                bool is_whole) {
  if (rules->eth && is_whole) repair_look_alikes(self);
  if (rules->mark_order)
    for (size_t i = 0; i < self->count; i++)
      viet_stage_mark_order(self->chunk, &self->glyphs[i]);
  if (!is_whole || (rules->style == VIET_STYLE_KEEP && !rules->i_y))
    return VIET_OK;
  return change_syllable(self, rules);
}


static bool is_letter (const viet_chunk *chunk, size_t index) {
  const viet_glyph *glyph = (const viet_glyph *)chunk->glyphs.items
                          + index;
  uint32_t base = viet_chunk_points(chunk, glyph)[0];
  return viet_unicode_class(base) == VIET_CLASS_LETTER;
}


/* The end of the run of letters that starts at glyph 'first'. */
static size_t word_end (const viet_chunk *chunk, size_t first) {
  size_t end = first;
  while (end < chunk->glyphs.count && is_letter(chunk, end)) end++;
  return end;
}


viet_status viet_stage_word (viet_chunk *chunk, const viet_rules *rules) {
  viet_status status = VIET_OK;
  if (!rules->eth && !rules->mark_order && !rules->i_y
      && rules->style == VIET_STYLE_KEEP) return VIET_OK;
  size_t at = 0;
  while (at < chunk->glyphs.count && status == VIET_OK) {
    size_t end = word_end(chunk, at);
    if (end == at) {  /* no letter here? */
      at++;
      continue;
    }
    word found = {chunk, (viet_glyph *)chunk->glyphs.items + at, end - at};
    status = change_word(&found, rules, at > 0 || !chunk->continues);
    at = end;
  }
  return status;
}
