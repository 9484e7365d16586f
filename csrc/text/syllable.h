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

/* The shape of a word whose letters all have case. */
viet_shape viet_shape_of (const viet_letter *letters, size_t count);

#endif
