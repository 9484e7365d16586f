/*
** eth.c
** Đ look-alikes: Icelandic Ð, which byte D0 of VISCII or windows-1258 is in
** Latin-1, and African Ɖ. They stay in the words of their own languages.
*/

#include "text/word.h"


uint32_t viet_eth_repaired (uint32_t c) {
  if (c == 0xD0 || c == 0x189) return VIET_D_STROKE - 1;
  return c == 0xF0 || c == 0x256 ? VIET_D_STROKE : 0;
}


static bool has_look_alike (const viet_word *self) {
  for (size_t i = 0; i < self->count; i++)
    if (viet_eth_repaired(*viet_word_base(self, i))) return true;
  return false;
}


/* The letters, with any look-alike repaired. */
static bool read_letters (const viet_word *self, viet_letter *letters) {
  for (size_t i = 0; i < self->count; i++) {
    uint32_t base = viet_eth_repaired(*viet_word_base(self, i));
    if (!viet_word_letter(self, i, base, &letters[i])) return false;
  }
  return true;
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


static bool is_vietnamese (const viet_word *self) {
  viet_letter letters[VIET_WORD_LETTERS];
  viet_syllable syllable;
  if (self->count > VIET_WORD_LETTERS || !read_letters(self, letters))
    return false;
  return viet_syllable_of(&syllable, letters, self->count)
      || is_abbreviation(letters, self->count,
                         *viet_word_base(self, 0) == 0xD0)
      || has_own_letter(letters, self->count);
}


void viet_word_repair_eth (const viet_word *self) {
  if (!has_look_alike(self) || !is_vietnamese(self)) return;
  for (size_t i = 0; i < self->count; i++) {
    uint32_t *point = viet_word_base(self, i);
    uint32_t right = viet_eth_repaired(*point);
    if (right == 0) continue;
    *point = right;
    self->chunk->report->eth++;
  }
}
