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
** which of them are syllables. E-mail addresses are seen by the functions
** below alone.
*/
size_t viet_token_end (const char *text, size_t bytes, size_t first,
                       viet_kind *kind);

/* bytes of an e-mail address before the @, and behind it, at most */
#define VIET_LOCAL_BYTES 64
#define VIET_DOMAIN_BYTES 255

/* Past the e-mail address that starts at 'first', or 0 if none does. */
size_t viet_email_end (const char *text, size_t bytes, size_t first);

/* Moves '*at' past what may stand before an @; is that what comes then? No
** address is missed: an @ is seen from wherever one can begin. */
bool viet_leads_to_at (const char *text, size_t bytes, size_t *at);

/* No address with its @ at 'at' begins before this. */
size_t viet_local_start (const char *text, size_t at);

#endif
