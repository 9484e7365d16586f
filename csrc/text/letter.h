/*
** letter.h
** The Vietnamese letter: a base with at most one vowel mark and one tone,
** however it is encoded.
**
**     U+1EA7          a + U+0302 + U+0300     U+00E2 + U+0300
**        \__________________ | __________________/
**            {base 'a', VIET_CIRCUMFLEX, VIET_HUYEN, lower}
*/

#ifndef viet_letter_h
#define viet_letter_h

#include "viet.h"

typedef enum viet_vowel_mark {
  VIET_PLAIN,       /* a e i o u y, and all consonants */
  VIET_CIRCUMFLEX,  /* â ê ô, U+0302 */
  VIET_BREVE,       /* ă, U+0306 */
  VIET_HORN         /* ơ ư, U+031B */
} viet_vowel_mark;

typedef struct viet_letter {
  uint16_t base;    /* 'a' to 'z' or U+0111 (đ), in lower case */
  uint8_t mark;     /* viet_vowel_mark */
  uint8_t tone;     /* viet_tone */
  bool upper;
} viet_letter;

#define VIET_D_STROKE 0x111  /* đ, which has no decomposition */

/* Another code point of the letter K: all forms replace it. */
#define VIET_KELVIN_SIGN 0x212A

/*
** Is the code point an ASCII letter, a letter of the Vietnamese alphabet,
** or one of these with a tone? Then '*letter' tells which. (The Kelvin
** sign is K.)
*/
bool viet_letter_of (viet_letter *letter, uint32_t code_point);

/* The one code point of a letter (its NFC form), or 0 if it has none,
** such as 'b' with a tone. */
uint32_t viet_letter_code_point (viet_letter letter);

/* Is it one of a e i o u y, with any mark? */
bool viet_letter_is_vowel (viet_letter letter);

/*
** Puts a combining mark on the letter. False, and nothing changes, when
** it is no Vietnamese mark or its slot is taken: a second tone ends the
** letter. U+0340 and U+0341 count as U+0300 and U+0301.
*/
bool viet_letter_add (viet_letter *letter, uint32_t mark);

/* The tone of a combining mark, or VIET_NGANG if it is none. */
viet_tone viet_tone_of_mark (uint32_t mark);

/* The combining mark of a tone other than VIET_NGANG. */
uint32_t viet_tone_mark (viet_tone tone);

/* The vowel mark of a combining mark, or VIET_PLAIN if it is none. */
viet_vowel_mark viet_vowel_mark_of (uint32_t mark);

/*
** Reads the letter at the start of 'text' with all its marks, and returns
** its bytes; 0 if no Vietnamese or ASCII letter stands there, or if it has
** a mark that is not Vietnamese.
*/
size_t viet_letter_read (viet_letter *letter, const char *text,
                         size_t bytes);

#endif
