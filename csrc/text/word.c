/*
** word.c
** The stage of a normalization that looks at words, and what its rules
** (word.h) share.
*/

#include "text/word.h"

#include "text/stages.h"
#include "text/unicode.h"


static bool is_letter (const viet_chunk *chunk, size_t index) {
  const viet_glyph *glyph = (const viet_glyph *)chunk->glyphs.items
                          + index;
  uint32_t base = viet_chunk_points(chunk, glyph)[0];
  return viet_unicode_class(base) == VIET_CLASS_LETTER;
}


bool viet_word_find (viet_word *self, viet_chunk *chunk, size_t at) {
  while (at < chunk->glyphs.count && !is_letter(chunk, at)) at++;
  size_t end = at;
  while (end < chunk->glyphs.count && is_letter(chunk, end)) end++;
  *self = (viet_word){chunk, at, end - at};
  return end > at;
}


bool viet_word_letter (const viet_word *self, size_t index, uint32_t base,
                       viet_letter *letter) {
  const viet_glyph *glyph = viet_word_glyph(self, index);
  const uint32_t *points = viet_chunk_points(self->chunk, glyph);
  if (!viet_letter_of(letter, base ? base : points[0])) return false;
  for (size_t i = 1; i < glyph->count; i++)
    if (!viet_letter_add(letter, points[i])) return false;
  return true;
}


bool viet_word_letters (const viet_word *self,
                        viet_letter letters[VIET_WORD_LETTERS]) {
  if (self->count > VIET_WORD_LETTERS) return false;
  for (size_t i = 0; i < self->count; i++)
    if (!viet_word_letter(self, i, 0, &letters[i])) return false;
  return true;
}


/* "kỹ" gives "kĩ": an open y that is the whole rime after an onset. */
static void replace_y (const viet_word *self, viet_i_y i_y,
                       const viet_syllable *syllable,
                       const viet_letter *letters) {
  bool alone = syllable->rime == 1 && syllable->coda == 0
            && syllable->onset > 0 && letters[0].base != 'q';
  if (!alone || letters[syllable->onset].base != 'y') return;
  if (i_y == VIET_I_Y_WORDS && syllable->shape != VIET_LOWER) return;
  uint32_t *point = viet_word_base(self, syllable->onset);
  viet_letter letter;
  viet_letter_of(&letter, *point);
  letter.base = 'i';
  *point = viet_letter_code_point(letter);
  self->chunk->report->i_y++;
}


/* Rules that hold in syllables alone. */
static viet_status change_syllable (const viet_word *self,
                                    const viet_rules *rules) {
  viet_letter letters[VIET_WORD_LETTERS];
  viet_syllable syllable;
  if (self->count > VIET_SYLLABLE_LETTERS
      || !viet_word_letters(self, letters)
      || !viet_syllable_of(&syllable, letters, self->count))
    return VIET_OK;
  if (rules->i_y) replace_y(self, rules->i_y, &syllable, letters);
  size_t place = rules->style == VIET_STYLE_FIRST ? syllable.first_at
               : rules->style == VIET_STYLE_SECOND ? syllable.second_at
               : syllable.tone_at;
  if (syllable.tone == VIET_NGANG || place == syllable.tone_at)
    return VIET_OK;
  self->chunk->report->tone++;
  return viet_word_move_tone(self, syllable.tone, syllable.tone_at, place);
}


/* Rules that repair what was meant otherwise. */
static viet_status repair (viet_word *self, const viet_rules *rules) {
  viet_status status = VIET_OK;
  if (rules->mojibake) status = viet_word_repair_misread(self);
  if (status != VIET_OK) return status;
  if (rules->homoglyphs) viet_word_repair_homoglyphs(self, rules->eth);
  if (rules->eth) viet_word_repair_eth(self);
  return VIET_OK;
}


/* 'is_whole' is false for the end of a word that began in the chunk before
** and is too long to be Vietnamese. */
static viet_status change_word (viet_word *self, const viet_rules *rules,
                                bool is_whole) {
  viet_status status = is_whole ? repair(self, rules) : VIET_OK;
  if (status != VIET_OK) return status;
  if (rules->mark_order)
    for (size_t i = 0; i < self->count; i++)
      viet_word_order_marks(self, i);
  if (!is_whole || (rules->style == VIET_STYLE_KEEP && !rules->i_y))
    return VIET_OK;
  return change_syllable(self, rules);
}


viet_status viet_stage_word (viet_chunk *chunk, const viet_rules *rules) {
  viet_status status = VIET_OK;
  viet_word word;
  if (!rules->mojibake && !rules->homoglyphs && !rules->eth
      && !rules->mark_order && !rules->i_y
      && rules->style == VIET_STYLE_KEEP) return VIET_OK;
  for (size_t at = 0; status == VIET_OK
       && viet_word_find(&word, chunk, at); at = word.first + word.count)
    status = change_word(&word, rules,
                         word.first > 0 || !chunk->continues);
  return status;
}
