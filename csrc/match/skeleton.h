/*
** skeleton.h
** What is left of letters that no level tells apart: their bases, without
** marks and capitals. A hash of it grows letter by letter.
**
**     Hòa, HOÀ, ho + U+0300 + a    h o a
**     Kỹ, kĩ                       k i
**     Đà, Ðà, da                   d a
**     Straße                       s t r a s s e
**
** Whatever has the same key at VIET_TONELESS, or at a stricter level, has
** the same skeleton: so has the key.
*/

#ifndef viet_match_skeleton_h
#define viet_match_skeleton_h

#include "viet.h"

/*
** The end of the letter that starts at 'at': its marks belong to it, and
** what is invisible if marks come behind. '*next' is where the next one
** starts.
*/
size_t viet_skeleton_letter (const char *text, size_t bytes, size_t at,
                             size_t *next);

/* The hash of no letters. */
#define VIET_SKELETON UINT64_C(0x243F6A8885A308D3)

/* The hash with the letters of 'text' behind those that it has; '*count'
** grows by the characters of their skeleton, and may be NULL. */
uint64_t viet_skeleton_add (uint64_t hash, const char *text, size_t bytes,
                            size_t *count);

#endif
