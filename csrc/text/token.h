/*
** token.h
** What tokens are made of: classes of characters.
*/

#ifndef viet_token_h
#define viet_token_h

#include "viet.h"

/* What a character is to the tokenizer. Source: Unicode's
** General_Category and White_Space, as ICU knows them. */
typedef enum viet_class {
  VIET_LETTER,      /* L*, and Nl: Roman numerals as one character */
  VIET_DIGIT,       /* Nd, No: "7", "²" */
  VIET_MARK,        /* M*: belongs to the character before it */
  VIET_SPACE,       /* White_Space */
  VIET_INVISIBLE,   /* U+200B-F, 2060, FEFF, 00AD */
  VIET_PUNCTUATION, /* P* */
  VIET_OTHER,       /* any other character */
  VIET_NO_UTF8      /* one byte that is no part of a character */
} viet_class;

/* The class of the character that starts at '*at', which must be less
** than 'bytes'; moves '*at' past it. */
viet_class viet_class_next (const char *text, size_t bytes, size_t *at);

#endif
