/*
** level.h
** How like a token of a text is to one of a name.
*/

#ifndef viet_match_level_h
#define viet_match_level_h

#include "viet.h"

/* What is compared of a token. */
typedef struct viet_spelling {
  const char *exact;       /* as it is written */
  size_t exact_bytes;
  const char *placement;   /* its key at VIET_PLACEMENT */
  size_t placement_bytes;
} viet_spelling;

/* Do the spellings differ in nothing but capitals? */
bool viet_is_same_but_case (const char *a, size_t a_bytes,
                            const char *b, size_t b_bytes);

/*
** Are the marks of each letter of 'text' among those of the same letter of
** 'name'? Both are keys at VIET_PLACEMENT that have the same key at
** VIET_TONELESS.
*/
bool viet_has_no_other_mark (const char *text, size_t text_bytes,
                             const char *name, size_t name_bytes);

/* The level of two tokens that have the same key at VIET_TONELESS. */
viet_level viet_level_of_spellings (const viet_spelling *text,
                                    const viet_spelling *name);

#endif
