/*
** syllable_code.c
** Syllables as numbers of 16 bits: four digits, each with a base of its
** own, the tone going with the end of the word.
**
**     code = (onset * NUCLEI + glide and nucleus) * ENDS + end and tone
**
** Ends in p t c ch have two tones, others six. The tables are for good:
** their order is what the codes are.
*/

#include "text/syllable.h"

#include <string.h>

#include "text/utf8.h"

static const char *const onsets[] = {
  "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m",
  "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v",
  "x",
};

static const char *const nuclei[] = {
  "a", "ă", "â", "e", "ê", "i", "ia", "iê", "o", "oo", "ô", "ơ", "u", "ua",
  "uô", "ư", "ưa", "ươ", "y", "ya", "yê", "oa", "oă", "oe", "uâ", "uê",
  "uơ", "uy", "uya", "uyê",
};

static const char *const ends[] = {
  "", "i", "y", "o", "u", "m", "n", "ng", "nh", "p", "t", "c", "ch",
};

/* Where some of them stand. */
enum { ONSET_C = 2, ONSET_G = 6, ONSET_H = 9, ONSET_QU = 20 };
enum { NUCLEUS_IA = 6, NUCLEUS_O_CIRCUMFLEX = 10, NUCLEUS_OA = 21,
       NUCLEUS_OE = 23 };

#define ONSETS 28u
#define NUCLEI 30u
#define OPEN_ENDS 9u   /* those with six tones */
#define TONES 6u
#define ENDS (OPEN_ENDS * TONES + 4 * 2)


/* Letters without case and tone, as UTF-8. */
static void write_bare (const viet_letter *letters, size_t count,
                        char *out) {
  for (size_t i = 0; i < count; i++) {
    viet_letter letter = letters[i];
    letter.tone = VIET_NGANG;
    letter.upper = false;
    out += viet_utf8_encode(out, viet_letter_code_point(letter));
  }
  *out = '\0';
}


/* The index of some letters in a list that holds them. */
static unsigned index_of (const char *const *list, size_t list_count,
                          const viet_letter *letters, size_t count) {
  char bare[VIET_SYLLABLE_LETTERS * 4 + 1];
  write_bare(letters, count, bare);
  size_t index = 0;
  while (index + 1 < list_count && strcmp(list[index], bare) != 0) index++;
  return (unsigned)index;
}


uint16_t viet_syllable_code_of (const viet_syllable *self,
                                const viet_letter *letters) {
  size_t end = (size_t)self->onset + self->rime - self->offglide;
  unsigned onset = index_of(onsets, ONSETS, letters, self->onset);
  unsigned nucleus = index_of(nuclei, NUCLEI, letters + self->onset,
                              end - self->onset);
  unsigned close = index_of(ends, sizeof(ends) / sizeof(ends[0]),
                            letters + end,
                            (size_t)self->offglide + self->coda);
  unsigned last = close < OPEN_ENDS ? close * TONES + self->tone
                : OPEN_ENDS * TONES + (close - OPEN_ENDS) * 2
                  + (self->tone == VIET_NANG);
  return (uint16_t)((onset * NUCLEI + nucleus) * ENDS + last);
}


bool viet_syllable_code (const char *word, size_t bytes, uint16_t *code) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  if (!viet_syllable_read(&syllable, word, bytes, letters)) return false;
  *code = viet_syllable_code_of(&syllable, letters);
  return true;
}


/*
** Reads a part of the spelling behind the 'count' letters that are there;
** false if they get too many, which no syllable has.
*/
static bool add_letters (const char *part, viet_letter *letters,
                         size_t *count) {
  for (size_t at = 0, bytes = strlen(part); at < bytes; ) {
    if (*count == VIET_SYLLABLE_LETTERS) return false;
    at += viet_letter_read(&letters[(*count)++], part + at, bytes - at);
  }
  return true;
}


/* What a code would be spelled, with its tone on the first vowel of its
** nucleus; whether that is a syllable is not asked. */
static bool spell_code (unsigned code, viet_letter *letters,
                        size_t *count) {
  unsigned last = code % ENDS, nucleus = code / ENDS % NUCLEI;
  unsigned onset = code / ENDS / NUCLEI;
  bool is_open = last < OPEN_ENDS * TONES;
  unsigned close = is_open ? last / TONES
                 : OPEN_ENDS + (last - OPEN_ENDS * TONES) / 2;
  unsigned tone = is_open ? last % TONES
                : last % 2 ? VIET_NANG : VIET_SAC;
  *count = 0;
  if (!add_letters(onsets[onset], letters, count)) return false;
  size_t vowel = *count;
  if (!add_letters(nuclei[nucleus], letters, count)
      || !add_letters(ends[close], letters, count)) return false;
  letters[vowel].tone = (uint8_t)tone;
  return true;
}


size_t viet_syllable_write (uint16_t code, viet_style style,
                            char spelling[VIET_SYLLABLE_BYTES]) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  size_t count, bytes = 0;
  spelling[0] = '\0';
  if (code >= VIET_SYLLABLE_CODES || !spell_code(code, letters, &count)
      || !viet_syllable_of(&syllable, letters, count)
      || viet_syllable_code_of(&syllable, letters) != code) return 0;
  viet_syllable_spell(&syllable, style, letters, letters);
  for (size_t i = 0; i < count; i++)
    bytes += viet_utf8_encode(spelling + bytes,
                              viet_letter_code_point(letters[i]));
  spelling[bytes] = '\0';
  return bytes;
}


/* h stands before every rime, so "coa" is written as "hoa" is. */
size_t viet_syllable_write_theory (uint16_t code, viet_style style,
                                   char spelling[VIET_SYLLABLE_BYTES]) {
  unsigned onset = code / ENDS / NUCLEI, nucleus = code / ENDS % NUCLEI;
  spelling[0] = '\0';
  if ((onset == ONSET_QU && nucleus == NUCLEUS_O_CIRCUMFLEX)
      || (onset == ONSET_G && nucleus == NUCLEUS_IA)) return 0;
  if (onset != ONSET_C || nucleus < NUCLEUS_OA || nucleus > NUCLEUS_OE)
    return viet_syllable_write(code, style, spelling);
  unsigned twin = code + (ONSET_H - ONSET_C) * NUCLEI * ENDS;
  size_t bytes = viet_syllable_write((uint16_t)twin, style, spelling);
  if (bytes > 0) spelling[0] = 'c';
  return bytes;
}
