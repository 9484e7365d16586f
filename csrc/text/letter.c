/*
** letter.c
** See letter.h. Both directions go through the table 'vowels': the code
** points of the 12 vowels with their 6 tones, in lower case.
*/

#include "text/letter.h"

#include "text/unicode.h"
#include "text/utf8.h"

#define TONES 6

typedef struct vowel {
  char base;
  uint8_t mark;                /* viet_vowel_mark */
  uint16_t toned[TONES];       /* code points, by viet_tone */
} vowel;

static const vowel vowels[] = {
  {'a', VIET_PLAIN,      {0x61, 0xE0, 0xE1, 0xE3, 0x1EA3, 0x1EA1}},
  {'a', VIET_CIRCUMFLEX, {0xE2, 0x1EA7, 0x1EA5, 0x1EAB, 0x1EA9, 0x1EAD}},
  {'a', VIET_BREVE,      {0x103, 0x1EB1, 0x1EAF, 0x1EB5, 0x1EB3, 0x1EB7}},
  {'e', VIET_PLAIN,      {0x65, 0xE8, 0xE9, 0x1EBD, 0x1EBB, 0x1EB9}},
  {'e', VIET_CIRCUMFLEX, {0xEA, 0x1EC1, 0x1EBF, 0x1EC5, 0x1EC3, 0x1EC7}},
  {'i', VIET_PLAIN,      {0x69, 0xEC, 0xED, 0x129, 0x1EC9, 0x1ECB}},
  {'o', VIET_PLAIN,      {0x6F, 0xF2, 0xF3, 0xF5, 0x1ECF, 0x1ECD}},
  {'o', VIET_CIRCUMFLEX, {0xF4, 0x1ED3, 0x1ED1, 0x1ED7, 0x1ED5, 0x1ED9}},
  {'o', VIET_HORN,       {0x1A1, 0x1EDD, 0x1EDB, 0x1EE1, 0x1EDF, 0x1EE3}},
  {'u', VIET_PLAIN,      {0x75, 0xF9, 0xFA, 0x169, 0x1EE7, 0x1EE5}},
  {'u', VIET_HORN,       {0x1B0, 0x1EEB, 0x1EE9, 0x1EEF, 0x1EED, 0x1EF1}},
  {'y', VIET_PLAIN,      {0x79, 0x1EF3, 0xFD, 0x1EF9, 0x1EF7, 0x1EF5}},
};

#define VOWELS (sizeof(vowels) / sizeof(vowels[0]))

static const uint16_t tone_marks[TONES] = {
  0, 0x300, 0x301, 0x303, 0x309, 0x323
};


/* The capital is 0x20 before its letter in Latin-1, and 1 elsewhere. */
static uint32_t upper_of (uint32_t lower) {
  return lower < 0x100 ? lower - 0x20 : lower - 1;
}


#define NONE 255

/*
** The vowel of a small letter, as ten times its index in 'vowels' and the
** tone: à (a, huyền) is 1, é (e, sắc) is 32. Latin-1 from U+00E0, and
** every other code point from U+1EA1 on; the rest is in vowel_code.
*/
static const uint8_t latin1_codes[32] = {
  1, 2, 10, 3, NONE, NONE, NONE, NONE, 31, 32, 40, NONE, 51, 52, NONE,
  NONE, NONE, NONE, 61, 62, 70, 63, NONE, NONE, NONE, 91, 92, NONE,
  NONE, 112, NONE, NONE,
};

static const uint8_t extended_codes[45] = {
  5, 4, 12, 11, 14, 13, 15, 22, 21, 24, 23, 25, 35, 34, 33, 42, 41, 44,
  43, 45, 54, 55, 65, 64, 72, 71, 74, 73, 75, 82, 81, 84, 83, 85, 95,
  94, 102, 101, 104, 103, 105, 111, 115, 114, 113,
};


static uint8_t vowel_code (uint32_t lower) {
  if (lower >= 0xE0 && lower <= 0xFF)
    return latin1_codes[lower - 0xE0];
  if (lower >= 0x1EA1 && lower <= 0x1EF9)
    return extended_codes[(lower - 0x1EA1) / 2];
  switch (lower) {
    case 0x103: return 20;   /* ă */
    case 0x129: return 53;   /* ĩ */
    case 0x169: return 93;   /* ũ */
    case 0x1A1: return 80;   /* ơ */
    case 0x1B0: return 100;  /* ư */
    default: return NONE;
  }
}


/* The small letter of a code point that may be Vietnamese, or 0. */
static uint32_t lower_of (uint32_t c) {
  if (c >= 0xC0 && c <= 0xFF)
    return c | 0x20;
  if (c == 0x1AF || c == 0x1B0)
    return 0x1B0;
  if ((c >= 0x102 && c <= 0x1A1) || (c >= 0x1EA0 && c <= 0x1EF9))
    return c | 1;
  return 0;
}


static bool vowel_of (viet_letter *letter, uint32_t lower) {
  uint8_t code = vowel_code(lower);
  if (code == NONE)
    return false;
  letter->base = (uint16_t)vowels[code / 10].base;
  letter->mark = vowels[code / 10].mark;
  letter->tone = code % 10;
  return true;
}


static bool ascii_of (viet_letter *letter, uint32_t c) {
  uint32_t lower = c | 0x20;
  if (lower < 'a' || lower > 'z')
    return false;
  *letter = (viet_letter){.base = (uint16_t)lower, .upper = c != lower};
  return true;
}


bool viet_letter_of (viet_letter *letter, uint32_t code_point) {
  if (code_point < 0x80)
    return ascii_of(letter, code_point);
  uint32_t lower = lower_of(code_point);
  if (lower == 0)  /* the Kelvin sign is a K in every form */
    return code_point == VIET_KELVIN_SIGN && ascii_of(letter, 'K');
  letter->upper = code_point != lower;
  if (lower == VIET_D_STROKE) {
    *letter = (viet_letter){.base = VIET_D_STROKE, .upper = letter->upper};
    return true;
  }
  return vowel_of(letter, lower);
}


/* The vowel with the base and mark of a letter, or NULL. */
static const vowel *find_vowel (viet_letter letter) {
  for (size_t i = 0; i < VOWELS; i++)
    if (vowels[i].base == (int)letter.base && vowels[i].mark == letter.mark)
      return &vowels[i];
  return NULL;
}


uint32_t viet_letter_code_point (viet_letter letter) {
  uint32_t lower = letter.base;
  if (letter.mark != VIET_PLAIN || letter.tone != VIET_NGANG) {
    const vowel *found = find_vowel(letter);
    if (found == NULL)
      return 0;
    lower = found->toned[letter.tone];
  }
  return letter.upper ? upper_of(lower) : lower;
}


bool viet_letter_is_vowel (viet_letter letter) {
  switch (letter.base) {
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'y':
      return true;
    default:
      return false;
  }
}


viet_tone viet_tone_of_mark (uint32_t mark) {
  switch (mark) {
    case 0x300: case 0x340: return VIET_HUYEN;
    case 0x301: case 0x341: return VIET_SAC;
    case 0x303: return VIET_NGA;
    case 0x309: return VIET_HOI;
    case 0x323: return VIET_NANG;
    default: return VIET_NGANG;
  }
}


uint32_t viet_tone_mark (viet_tone tone) {
  return tone_marks[tone];
}


viet_vowel_mark viet_vowel_mark_of (uint32_t mark) {
  switch (mark) {
    case 0x302: return VIET_CIRCUMFLEX;
    case 0x306: return VIET_BREVE;
    case 0x31B: return VIET_HORN;
    default: return VIET_PLAIN;
  }
}


bool viet_letter_add (viet_letter *letter, uint32_t mark) {
  viet_letter marked = *letter;
  viet_tone tone = viet_tone_of_mark(mark);
  viet_vowel_mark vowel_mark = viet_vowel_mark_of(mark);
  if (tone != VIET_NGANG && letter->tone == VIET_NGANG)
    marked.tone = (uint8_t)tone;
  else if (vowel_mark != VIET_PLAIN && letter->mark == VIET_PLAIN)
    marked.mark = (uint8_t)vowel_mark;
  else
    return false;
  if (find_vowel(marked) == NULL)
    return false;
  *letter = marked;
  return true;
}


size_t viet_letter_read (viet_letter *letter, const char *text,
                         size_t bytes) {
  if (bytes == 0)
    return 0;
  uint32_t code_point;
  size_t at = viet_utf8_decode(text, bytes, &code_point);
  if (!viet_letter_of(letter, code_point))
    return 0;
  while (at < bytes && (unsigned char)text[at] >= 0x80) {
    size_t length = viet_utf8_decode(text + at, bytes - at, &code_point);
    if (code_point == VIET_NO_CODE_POINT)
      break;
    if (viet_unicode_class(code_point) != VIET_CLASS_MARK)
      break;
    if (!viet_letter_add(letter, code_point))
      return 0;
    at += length;
  }
  return at;
}
