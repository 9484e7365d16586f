/*
** fuzzy_cost.h
** How unlike two words are, for fuzzy searches: a weighted edit distance
** over letters, whose base, mark and tone are looked at apart.
**
**     text      name      cost   because
**     Vieetj    Việt      4      keys of Telex that were not converted
**     Giamg     Giang     9      m is beside n on the keyboard
**     Dang      Giang     4      d and gi sound alike
**     Phuong    Phương    6      two marks are missing, 3 each
**     Sôi-gu    Shoigu    10     4 (s, sh), 4 (a mark), 2 (a hyphen)
**     Gang      Giang     12     a letter is missing: one edit
*/

#ifndef viet_match_fuzzy_cost_h
#define viet_match_fuzzy_cost_h

#include "viet.h"

/* a hyphen more or less, in a word or between two */
#define VIET_FUZZY_HYPHEN 2

/* letters of the longest word that is compared letter by letter */
#define VIET_FUZZY_LETTERS 32

typedef struct viet_fuzzy_letter {
  uint64_t sounds;  /* which spellings of sounds end with it: two bits each */
  uint32_t base;  /* code point, in lower case and without marks */
  uint8_t mark;   /* viet_vowel_mark, or one more for any other mark */
  bool first;     /* does a token begin with it? */
} viet_fuzzy_letter;

/*
** A word: a token, or several with hyphens between them. One that has more
** than VIET_FUZZY_LETTERS letters, or none, or a digit, is solid: it is like
** nothing but itself.
*/
typedef struct viet_fuzzy_word {
  viet_fuzzy_letter letters[VIET_FUZZY_LETTERS];
  size_t count;   /* of letters; 0: solid */
  uint8_t tones[VIET_FUZZY_LETTERS];  /* those that are marked, in order */
  size_t tone_count;
  size_t hyphens;
  bool capital;   /* does it begin with a capital? The caller tells. */
} viet_fuzzy_word;

/*
** What one letter costs for another: [do both begin a word?][text][name],
** both from 'a' on. 'by_ear': between a foreign name as it is spelt and as
** Vietnamese hears it, syllable by syllable, where marks, tones and hyphens
** cost nothing, and vowels and consonants of one kind next to nothing:
**
**     Mát-xcơ-va    Moskva     a o, x s, ơ
**     Khơ-rút-sốp   Khrushchov
*/
typedef struct viet_fuzzy_costs {
  uint8_t replace[2][26][26];
  bool by_ear;
} viet_fuzzy_costs;

void viet_fuzzy_fill_costs (viet_fuzzy_costs *self, bool by_ear);

/* Reads a word: keys at VIET_PLACEMENT, with hyphens between them. */
void viet_fuzzy_read (viet_fuzzy_word *self, const char *key, size_t bytes);

/*
** The costs of the beginnings of a name's word against those of a word of
** the text: rows[i][k] is that of i letters of the name and k of the text.
** Row 0 is made first, then each from the two before it.
*/
typedef uint16_t viet_fuzzy_rows[VIET_FUZZY_LETTERS + 1]
                                [VIET_FUZZY_LETTERS + 1];

/* Makes row 'row', and returns the lowest number in it. 'name' has 'row'
** letters or more. */
unsigned viet_fuzzy_row (const viet_fuzzy_costs *costs,
                         viet_fuzzy_rows rows, size_t row,
                         const viet_fuzzy_word *text,
                         const viet_fuzzy_letter *name);

/* What tones, hyphens and capitals add to the cost of the letters. */
unsigned viet_fuzzy_rest (const viet_fuzzy_word *text,
                          const viet_fuzzy_word *name);

/* Adds what a lost capital costs a word that costs something. */
unsigned viet_fuzzy_capital (const viet_fuzzy_word *text, bool capital,
                             unsigned cost);

/* Is a word spelt as a foreign name is heard? It has hyphens, a vowel in
** each syllable, and no tone but sắc. */
bool viet_fuzzy_is_heard (const viet_fuzzy_word *self);

/* The most that a name's word of 'letters' letters may cost by ear. */
unsigned viet_fuzzy_ear_limit (size_t letters);

/* Are the bases of all letters the same, but for d and đ? */
bool viet_fuzzy_same_bases (const viet_fuzzy_word *text,
                            const viet_fuzzy_letter *name, size_t count);

/* The most that a name's word of 'letters' letters may cost: half an edit
** for each letter but the first. */
unsigned viet_fuzzy_limit (size_t letters);

#endif
