/*
** token.h
** A text as a row of characters, as tokens, lines and paragraphs are cut
** from it.
*/

#ifndef viet_token_h
#define viet_token_h

#include "text/unicode.h"

/*
** The class of the character that starts at '*at', which must be less
** than 'bytes'; moves '*at' past it. A byte that is no part of a character
** is VIET_CLASS_OTHER by itself.
*/
viet_class viet_class_next (const char *text, size_t bytes, size_t *at);

/*
** The end of the token that starts at 'first', which is neither white space
** nor invisible, and its kind: VIET_WORD for all words, since a form tells
** which of them are syllables.
*/
size_t viet_token_end (const char *text, size_t bytes, size_t first,
                       viet_kind *kind);

#endif
