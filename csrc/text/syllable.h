/*
** syllable.h
** The grammar of one syllable, over letters.
**
**      ngh   iê    ng            qu   y    ết         h   oà
**     onset  rime coda         onset  rime coda     onset rime
**
** The first vowels belong to the onset in 'qu', and in 'gi' if a vowel
** follows: "già" is gi + a, "gì" is g + i.
*/

#ifndef viet_syllable_h
#define viet_syllable_h

#include "text/letter.h"

/* letters of the longest syllable, "nghiêng" */
#define VIET_SYLLABLE_LETTERS 7

/*
** viet_syllable_parse over letters that are read already. Any 'count' is
** allowed; 0 and more than VIET_SYLLABLE_LETTERS are no syllable.
*/
bool viet_syllable_of (viet_syllable *self, const viet_letter *letters,
                       size_t count);

/* viet_syllable_parse that also gives the letters: onset, rime and coda
** of the syllable count them. */
bool viet_syllable_read (viet_syllable *self, const char *word,
                         size_t bytes,
                         viet_letter letters[VIET_SYLLABLE_LETTERS]);

/* The letters of the spelling in VIET_STYLE_FIRST or _SECOND, in lower
** case, from those of the word; its tone alone is moved. */
void viet_syllable_spell (const viet_syllable *self, viet_style style,
                          const viet_letter *word, viet_letter *letters);

/* The code of a valid syllable with these letters; see viet.h. */
uint16_t viet_syllable_code_of (const viet_syllable *self,
                                const viet_letter *letters);

/* The shape of a word whose letters all have case. */
viet_shape viet_shape_of (const viet_letter *letters, size_t count);

#endif
