/*
** word.h
** A word of a chunk, a run of letters in the text, and the rules that
** change one, a file each. Foreign words have to come through untouched,
** so each rule asks first what the word is.
*/

#ifndef viet_word_h
#define viet_word_h

#include "text/chunk.h"
#include "text/letter.h"
#include "text/syllable.h"

/* letters after which a word is Vietnamese to no rule */
#define VIET_WORD_LETTERS 32

typedef struct viet_word {
  viet_chunk *chunk;
  size_t first;   /* its first glyph */
  size_t count;   /* glyphs, one for each letter */
} viet_word;

/* Glyph 'index' of the word; valid until the chunk gets more glyphs. */
static inline viet_glyph *viet_word_glyph (const viet_word *self,
                                           size_t index) {
  return (viet_glyph *)self->chunk->glyphs.items + self->first + index;
}

/* The first code point of a letter, which a rule may change. */
static inline uint32_t *viet_word_base (const viet_word *self,
                                        size_t index) {
  return viet_chunk_points(self->chunk, viet_word_glyph(self, index));
}

/* Finds the first word at or after glyph 'at' of the chunk; false if there
** is none. */
bool viet_word_find (viet_word *self, viet_chunk *chunk, size_t at);

/*
** The letter at 'index', read with the base 'base' in place of its own, if
** that is not 0; false if it is no letter of a Vietnamese word.
*/
bool viet_word_letter (const viet_word *self, size_t index, uint32_t base,
                       viet_letter *letter);

/* All of them, at most VIET_WORD_LETTERS; false if one is no letter, or
** there are more. */
bool viet_word_letters (const viet_word *self,
                        viet_letter letters[VIET_WORD_LETTERS]);

/* eth.c: Đ for its look-alikes. */
void viet_word_repair_eth (const viet_word *self);

/* The Đ or đ that a look-alike stands for, or 0 if the code point is none:
** Icelandic eth, African D. */
uint32_t viet_eth_repaired (uint32_t code_point);

/* homoglyph.c: letters of other alphabets that look Latin. With 'eth' Đ
** look-alikes count as Đ where a word is judged. */
void viet_word_repair_homoglyphs (const viet_word *self, bool eth);

/* May the code point be one of these letters? */
bool viet_homoglyph_touches (uint32_t code_point);

/* misread.c: words of windows-1258 read as Latin-1, and the other way
** round. Changes the count of the word's letters. */
viet_status viet_word_repair_misread (viet_word *self);

/* May a word with this code point be one of these? */
bool viet_misread_touches (uint32_t code_point);

/* mark_order.c: in letter 'index', a tone that stands before the vowel
** mark goes after it. */
void viet_word_order_marks (const viet_word *self, size_t index);

/* tone.c: moves the tone from letter 'from' to letter 'to'. Both have at
** most the points of a letter of a syllable. */
viet_status viet_word_move_tone (const viet_word *self, viet_tone tone,
                                 size_t from, size_t to);

#endif
