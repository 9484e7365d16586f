/*
** quick_tables.h
** Vietnamese letters by number, from 1 on: vowels with tones, đ and Đ. The
** number 0 is no letter.
*/

#ifndef viet_quick_tables_h
#define viet_quick_tables_h

#include <stdint.h>

#define VIET_QUICK_LETTERS 147

/* marks: 1 to 8, and 0 for none */
#define VIET_QUICK_MARKS 9

typedef struct viet_quick_letter {
  unsigned char utf8[3];
  uint8_t bytes;                   /* of UTF-8 */
  uint8_t step[VIET_QUICK_MARKS];  /* what NFC makes of it and a mark behind
                                      it: a letter; 0 if that is none */
} viet_quick_letter;

extern const viet_quick_letter viet_quick_letters[VIET_QUICK_LETTERS];

/* The letter of an ASCII vowel. */
extern const uint8_t viet_quick_ascii[128];

/* Of two bytes that begin with C3..C6: by the low two bits of the first
** minus C3, and the low six bits of the second. */
extern const uint8_t viet_quick_two[256];

/* Of three bytes, E1 BA or E1 BB and another: by the low bit of the second
** and the low six of the third. */
extern const uint8_t viet_quick_three[128];

/* The same letters without marks, in lower case, and 0 for all others: of
** two bytes that begin with C0..C7 by the low three bits of the first and
** the low six of the second; behind those of three bytes, as above. */
extern const char viet_quick_bare[640];

/* The mark CC xx, by its second byte. */
extern const uint8_t viet_quick_mark[256];

#endif
