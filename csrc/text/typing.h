/*
** typing.h
** One typed word, for typing.c, which goes through a text: typing_word.c
** reads its keys, typing_keys.c finds keys for it.
*/

#ifndef viet_typing_h
#define viet_typing_h

#include "text/letter.h"

/* keys of the longest word that is read; "nghieengs" has 9 */
#define VIET_WORD_KEYS 24

/* bytes of the longest word that is read, when it is written */
#define VIET_TYPED_BYTES (VIET_WORD_KEYS * 3)

/* The keys of a word; those of the longest syllable are fewer than half of
** what there is room for. */
typedef struct viet_keys {
  size_t count;
  char key[VIET_WORD_KEYS];
} viet_keys;

/* Reads the keys of a word, up to VIET_WORD_KEYS, into 'out', which has
** room for VIET_TYPED_BYTES; returns the bytes used there. */
size_t viet_typing_read_word (const viet_typing_rules *rules,
                              const char *keys, size_t count, char *out);

/* Writes letters in NFC; returns their bytes. */
size_t viet_typing_write_letters (const viet_letter *letters, size_t count,
                                  char *out);

/* The keys of a word, in ASCII or not; false if it has to be written as it
** is. */
bool viet_typing_find_keys (viet_typing method, const char *word,
                            size_t bytes, viet_keys *typed);

#endif
