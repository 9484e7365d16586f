/*
** fuzzy_cost.c
** See fuzzy_cost.h. All costs are in parts of an edit, of which it has
** VIET_FUZZY_EDIT; README.md has the same table for users.
*/

#include "match/fuzzy_cost.h"

#include <string.h>

#include "text/letter.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
  EDIT = VIET_FUZZY_EDIT,  /* another letter, one more or less */
  NEIGHBOUR = 9,   /* a key beside the right one */
  SWAPPED = 8,     /* two letters in the wrong order */
  WRONG_TONE = 6,
  LEFT_KEY = 6,    /* a key of a tone at the end, w */
  ALIKE = 4,       /* letters that sound alike */
  DOUBLED = 4,     /* a letter twice, or once of two */
  OTHER_MARK = 4,  /* a mark too many, or another one */
  MISSING = 3,     /* a mark or a tone */
  LOST_CAPITAL = 3
};

/* What a letter costs by ear. */
enum {
  EAR_DOUBLED = 1,
  EAR_I_Y = 1,
  EAR_SPELLING = 2,    /* letters that are written for one sound */
  EAR_KIND = 2,        /* a consonant for one that sounds nearly so */
  EAR_O_HORN = 2,      /* ơ, which parts consonants: "Cát-xtơ-rô" */
  EAR_VOWEL = 3,       /* a vowel for another one */
  EAR_R = 3,           /* r that is not heard: "Vla-đi-mia" */
  EAR_MORE_VOWEL = 4,  /* a vowel that is silent, or heard */
  EAR_CONSONANT = 5,   /* a consonant that is silent: "Xê-un" */
  EAR_STOP = 5,        /* a stop for r: "Béc-lin" */
  EAR_H = 6
};


/* viet_vowel_mark of all marks that Vietnamese has not */
#define FOREIGN_MARK 4


/*
** {==================================================================
** Sounds
** ===================================================================
*/

/* Spellings of one sound. */
typedef struct spelling {
  char one[3];
  char other[3];
  bool first;  /* at the start of a word alone */
  bool by_ear; /* and only there */
} spelling;

static const spelling spellings[] = {
  {"ch", "tr", true, false}, {"gi", "d", true, false},
  {"gi", "r", true, false}, {"gi", "z", true, false},
  {"sh", "s", false, false}, {"sh", "x", false, false},
  {"ph", "f", false, false}, {"ck", "k", false, false},
  {"oo", "u", false, false}, {"ou", "u", false, false},
  {"zh", "j", false, false}, {"zh", "d", false, false},
  {"zh", "z", false, false}, {"zh", "gi", false, false},
  {"ks", "x", false, false}, {"ee", "i", false, false},
  {"ts", "x", false, false},
  {"gi", "j", false, true}, {"gi", "g", false, true},
  {"ge", "gi", false, true}, {"dz", "d", false, true},
  {"ch", "x", false, true}, {"ch", "s", false, true},
  {"ck", "c", false, true}, {"qu", "c", false, true},
  {"oa", "w", false, true}, {"kh", "h", false, true},
  {"ti", "xi", false, true}, {"ci", "xi", false, true},
  {"ce", "x", false, true}, {"ay", "ei", false, true},
  {"tx", "s", false, true}
};

#define SPELLINGS (sizeof spellings / sizeof spellings[0])


/* The bits of the spellings that hold by eye, too. */
#define BY_EYE ((UINT64_C(1) << 34) - 1)


/* How many of 'count' letters end with a spelling: its length, or 0. */
static size_t ends_with (const viet_fuzzy_letter *letters, size_t count,
                         const char *sound, bool first) {
  const size_t length = sound[1] != '\0' ? 2 : 1;
  if (count < length)
    return 0;
  for (size_t i = 0; i < length; i++)
    if (letters[count - length + i].base != (uint32_t)sound[i])
      return 0;
  return !first || letters[count - length].first ? length : 0;
}


/* The spellings that end with the last of 'count' letters: bit 2 * i for one
** of spellings[i], and the next bit for the other one. */
static uint64_t sounds_of (const viet_fuzzy_letter *letters, size_t count) {
  uint64_t sounds = 0;
  for (size_t i = 0; i < SPELLINGS; i++) {
    const spelling *its = &spellings[i];
    if (ends_with(letters, count, its->one, its->first) > 0)
      sounds |= UINT64_C(1) << (2 * i);
    if (ends_with(letters, count, its->other, its->first) > 0)
      sounds |= UINT64_C(2) << (2 * i);
  }
  return sounds;
}

/* }================================================================== */


/*
** {==================================================================
** Words
** ===================================================================
*/

static bool is_digit (uint32_t point) {
  return point >= '0' && point <= '9';
}


static bool is_vowel (uint32_t base) {
  return base == 'a' || base == 'e' || base == 'i' || base == 'o'
      || base == 'u' || base == 'y';
}


/* May a word begin with a base, that is not solid? */
static bool is_beginning (uint32_t base) {
  return (base >= 'a' && base <= 'z') || base == VIET_D_STROKE;
}


/* Takes apart a character that is no letter of Vietnamese: "ü" is a u with
** a mark. False if it is a mark, which the letter before it takes. */
static bool take_apart (viet_fuzzy_word *self, uint32_t point,
                        viet_fuzzy_letter *letter) {
  uint32_t points[VIET_DECOMPOSED] = {point};
  const size_t count = point == VIET_NO_CODE_POINT ? 1
                     : viet_unicode_decompose(point, false, points);
  if (self->count > 0 && point != VIET_NO_CODE_POINT
      && viet_unicode_combining(points[0]) != 0) {
    self->letters[self->count - 1].mark = FOREIGN_MARK;
    return false;
  }
  letter->base = points[0];
  letter->mark = count > 1 ? FOREIGN_MARK : VIET_PLAIN;
  return true;
}


/* Adds the letter at the start of a text; returns its bytes, 0 if the word
** is solid. */
static size_t read_letter (viet_fuzzy_word *self, const char *key,
                           size_t bytes, bool first) {
  viet_letter plain;
  viet_fuzzy_letter letter = {.first = first};
  size_t step = viet_letter_read(&plain, key, bytes);
  if (step > 0) {
    letter.base = plain.base;
    letter.mark = plain.mark;
  }
  else {
    uint32_t point;
    plain.tone = VIET_NGANG;
    step = viet_utf8_decode(key, bytes, &point);
    if (!take_apart(self, point, &letter))
      return step;
  }
  if (self->count == VIET_FUZZY_LETTERS || is_digit(letter.base)
      || (self->count == 0 && !is_beginning(letter.base)))
    return 0;
  self->letters[self->count++] = letter;
  self->letters[self->count - 1].sounds = sounds_of(self->letters,
                                                    self->count);
  if (plain.tone != VIET_NGANG)
    self->tones[self->tone_count++] = plain.tone;
  return step;
}


void viet_fuzzy_read (viet_fuzzy_word *self, const char *key,
                      size_t bytes) {
  bool first = true;
  *self = (viet_fuzzy_word){.count = 0};
  while (bytes > 0) {
    size_t step = 1;
    if (*key == '-' && self->count > 0) {
      self->hyphens++;
      first = true;
    }
    else {
      step = read_letter(self, key, bytes, first);
      first = false;
    }
    if (step == 0) {
      self->count = 0;
      return;
    }
    key += step;
    bytes -= step;
  }
}


bool viet_fuzzy_same_bases (const viet_fuzzy_word *text,
                            const viet_fuzzy_letter *name, size_t count) {
  if (text->count != count)
    return false;
  for (size_t i = 0; i < count; i++) {
    const uint32_t a = text->letters[i].base, b = name[i].base;
    if (a != b && !(a == 'd' && b == VIET_D_STROKE)
        && !(a == VIET_D_STROKE && b == 'd'))
      return false;
  }
  return true;
}


unsigned viet_fuzzy_limit (size_t letters) {
  return letters == 0 ? 0 : (unsigned)(letters - 1) * EDIT / 2;
}


unsigned viet_fuzzy_ear_limit (size_t letters) {
  return letters == 0 ? 0 : (unsigned)(letters - 1) * 2;
}


bool viet_fuzzy_is_heard (const viet_fuzzy_word *self) {
  bool has_vowel = true;
  for (size_t i = 0; i < self->count; i++) {
    if (self->letters[i].first) {
      if (!has_vowel)
        return false;
      has_vowel = false;
    }
    has_vowel = has_vowel || is_vowel(self->letters[i].base);
  }
  for (size_t i = 0; i < self->tone_count; i++)
    if (self->tones[i] != VIET_SAC)
      return false;
  return has_vowel && self->hyphens > 0;
}

/* }================================================================== */


/*
** {==================================================================
** Letters
** ===================================================================
*/

/* Is one of the keys beside the other on a keyboard? */
static bool are_neighbours (uint32_t a, uint32_t b) {
  static const char *const beside[26] = {
    "qwsz", "vghn", "xdfv", "erfcxs", "rdsw", "rtgvcd", "tyhbvf", "yujnbg",
    "uojk", "uikmnh", "iolmj", "opk", "njk", "bhjm", "ipkl", "ol", "wa",
    "etdf", "wedxza", "ryfg", "yihj", "cfgb", "qeas", "zsdc", "tugh", "asx"
  };
  return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z'
      && strchr(beside[a - 'a'], (int)b) != NULL;
}


/* Do two letters stand for each other? 'first': do both begin a word? */
static bool are_alike (uint32_t a, uint32_t b, bool first) {
  static const char pairs[] = "sx iy ck kq cq ij jy dz uw vw";
  static const char onsets[] = "ln dr rz";
  if (a > 'z' || b > 'z')
    return false;
  const char both[2][3] = {{(char)a, (char)b}, {(char)b, (char)a}};
  return strstr(pairs, both[0]) != NULL || strstr(pairs, both[1]) != NULL
      || (first && (strstr(onsets, both[0]) != NULL
                    || strstr(onsets, both[1]) != NULL));
}


static unsigned mark_cost (uint8_t text, uint8_t name) {
  if (text == name)
    return 0;
  return text == VIET_PLAIN ? MISSING : OTHER_MARK;
}


/* Is a pair of letters, in either order, one of a list of pairs? */
static bool is_pair (uint32_t a, uint32_t b, const char *pairs) {
  const char both[2][3] = {{(char)a, (char)b}, {(char)b, (char)a}};
  return strstr(pairs, both[0]) != NULL || strstr(pairs, both[1]) != NULL;
}


/* One letter for another by ear. 'first': do both begin a word? */
static unsigned ear_cost (uint32_t a, uint32_t b, bool first) {
  static const char kinds[] =
    "sx sz xz xc sc ck kq cq cg kg ch kh dz dj gj zj dt ts "
    "bp bv pv pf fv vw uw ow";
  if (a == b)
    return 0;
  if (is_vowel(a) && is_vowel(b))
    return is_pair(a, b, "iy") ? EAR_I_Y : EAR_VOWEL;
  if (is_pair(a, b, kinds) || (!first && is_pair(a, b, "ln rl lm nm")))
    return EAR_KIND;
  return !first && is_pair(a, b, "rc rk rt rn rp") ? EAR_STOP : EDIT;
}


void viet_fuzzy_fill_costs (viet_fuzzy_costs *self, bool by_ear) {
  self->by_ear = by_ear;
  for (uint32_t first = 0; first < 2; first++)
    for (uint32_t a = 'a'; a <= 'z'; a++)
      for (uint32_t b = 'a'; b <= 'z'; b++)
        self->replace[first][a - 'a'][b - 'a'] = (uint8_t)(
          by_ear ? ear_cost(a, b, first == 1)
          : are_alike(a, b, first == 1) ? ALIKE
          : are_neighbours(a, b) ? NEIGHBOUR : EDIT);
}


static bool is_plain (uint32_t base) {
  return base >= 'a' && base <= 'z';
}


/* The key of a letter, without its stroke. */
static uint32_t without_stroke (uint32_t base) {
  return base == VIET_D_STROKE ? 'd' : base;
}


/* One letter for another by ear, where đ is a d. */
static unsigned replace_by_ear (const viet_fuzzy_costs *costs,
                                const viet_fuzzy_letter *text,
                                const viet_fuzzy_letter *name) {
  const uint32_t a = without_stroke(text->base);
  const uint32_t b = without_stroke(name->base);
  if (a == b)
    return 0;
  return !is_plain(a) || !is_plain(b) ? EDIT
       : costs->replace[text->first && name->first][a - 'a'][b - 'a'];
}


/* One letter for another. */
static unsigned replace_cost (const viet_fuzzy_costs *costs,
                              const viet_fuzzy_letter *text,
                              const viet_fuzzy_letter *name) {
  if (costs->by_ear)
    return replace_by_ear(costs, text, name);
  if (text->base == name->base)
    return mark_cost(text->mark, name->mark);
  if (is_plain(text->base) && is_plain(name->base))
    return costs->replace[text->first && name->first]
                         [text->base - 'a'][name->base - 'a'];
  if (text->base == 'd' && name->base == VIET_D_STROKE)
    return MISSING;
  return text->base == VIET_D_STROKE && name->base == 'd' ? OTHER_MARK
                                                          : EDIT;
}


/* A letter at 'at' of either side that the other one lacks, as far as the
** letter before it tells. */
static unsigned single_cost (const viet_fuzzy_letter *letters, size_t at) {
  if (at > 0 && letters[at].base == letters[at - 1].base)
    return DOUBLED;
  return at > 0 && letters[at].base == 'h' && letters[at - 1].base == 'g'
       ? ALIKE : EDIT;
}


/* A letter at 'at' of either side that the other one lacks, by ear. */
static unsigned ear_single_cost (const viet_fuzzy_letter *letters,
                                 size_t at) {
  const uint32_t base = letters[at].base;
  const uint32_t before = at > 0 ? letters[at - 1].base : 0;
  if (at == 0)
    return EDIT;
  if (before == base)
    return EAR_DOUBLED;
  if (base == 'o' && letters[at].mark == VIET_HORN)
    return EAR_O_HORN;
  if (base == 'h')
    return is_vowel(before) ? EAR_H : EAR_KIND;
  if (is_vowel(base))
    return EAR_MORE_VOWEL;
  if (!is_plain(base))
    return EDIT;
  if (base == 'g' && before == 'n')
    return EAR_KIND;
  return base == 'r' ? EAR_R : EAR_CONSONANT;
}


/* A letter of the text that the name lacks. */
static unsigned extra_cost (const viet_fuzzy_word *text, size_t at) {
  const uint32_t base = text->letters[at].base;
  const unsigned cost = single_cost(text->letters, at);
  const bool is_last = at + 1 == text->count || text->letters[at + 1].first;
  const bool is_tone = base == 's' || base == 'f' || base == 'r'
                    || base == 'x' || base == 'j';
  if (cost > LEFT_KEY && (base == 'w' || (is_last && at > 0 && is_tone)))
    return LEFT_KEY;
  return cost;
}

/* }================================================================== */


/*
** {==================================================================
** Pairs of letters
** ===================================================================
*/

/* The cost at which row 'row' and column 'column' are reached by a spelling
** in the text and another one in the name. */
static unsigned respell (const viet_fuzzy_costs *costs,
                         viet_fuzzy_rows rows, size_t row, size_t column,
                         const viet_fuzzy_letter *text,
                         const viet_fuzzy_letter *name, unsigned least) {
  const uint64_t evens = UINT64_C(0x5555555555555555);
  const uint64_t meant = name[row - 1].sounds
                       & (costs->by_ear ? UINT64_MAX : BY_EYE);
  uint64_t both = text[column - 1].sounds
                & ((meant & evens) << 1 | (meant >> 1 & evens));
  for (size_t i = 0; both != 0; i++, both >>= 1) {
    if ((both & 1) == 0)
      continue;
    const spelling *its = &spellings[i / 2];
    const size_t one = strlen(its->one), other = strlen(its->other);
    const unsigned cost = (unsigned)(costs->by_ear ? EAR_SPELLING : ALIKE)
      + (i % 2 == 0 ? rows[row - other][column - one]
                    : rows[row - one][column - other]);
    least = cost < least ? cost : least;
  }
  return least;
}


/* The same by two letters that were swapped. */
static unsigned swap (viet_fuzzy_rows rows, size_t row, size_t column,
                      const viet_fuzzy_letter *text,
                      const viet_fuzzy_letter *name, unsigned least) {
  if (row < 2 || column < 2)
    return least;
  const viet_fuzzy_letter *a = text + column - 2, *b = name + row - 2;
  if (a[0].base != b[1].base || a[1].base != b[0].base
      || a[0].base == a[1].base)
    return least;
  const unsigned cost = rows[row - 2][column - 2] + SWAPPED
                      + mark_cost(a[0].mark, b[1].mark)
                      + mark_cost(a[1].mark, b[0].mark);
  return cost < least ? cost : least;
}

/* }================================================================== */


static unsigned lack_cost (const viet_fuzzy_costs *costs,
                           const viet_fuzzy_letter *name, size_t at) {
  return costs->by_ear ? ear_single_cost(name, at) : single_cost(name, at);
}


static unsigned more_cost (const viet_fuzzy_costs *costs,
                           const viet_fuzzy_word *text, size_t at) {
  return costs->by_ear ? ear_single_cost(text->letters, at)
                       : extra_cost(text, at);
}


static unsigned cell (const viet_fuzzy_costs *costs, viet_fuzzy_rows rows,
                      size_t row, size_t column,
                      const viet_fuzzy_word *text,
                      const viet_fuzzy_letter *name) {
  unsigned least = UINT16_MAX;
  if (row > 0)
    least = rows[row - 1][column] + lack_cost(costs, name, row - 1);
  if (column > 0) {
    const unsigned extra = rows[row][column - 1]
                         + more_cost(costs, text, column - 1);
    least = extra < least ? extra : least;
  }
  if (row == 0 || column == 0)
    return least;
  const unsigned other = rows[row - 1][column - 1]
    + replace_cost(costs, &text->letters[column - 1], &name[row - 1]);
  least = other < least ? other : least;
  if (!costs->by_ear)
    least = swap(rows, row, column, text->letters, name, least);
  return respell(costs, rows, row, column, text->letters, name, least);
}


unsigned viet_fuzzy_row (const viet_fuzzy_costs *costs,
                         viet_fuzzy_rows rows, size_t row,
                         const viet_fuzzy_word *text,
                         const viet_fuzzy_letter *name) {
  unsigned least = UINT16_MAX;
  for (size_t column = 0; column <= text->count; column++) {
    const unsigned cost = row == 0 && column == 0 ? 0
                        : cell(costs, rows, row, column, text, name);
    rows[row][column] = (uint16_t)cost;
    if (cost < least)
      least = cost;
  }
  return least;
}


/* One tone for another; 0: none. */
static unsigned tone_cost (unsigned text, unsigned name) {
  if (text == name)
    return 0;
  if (text == VIET_NGANG || (text == VIET_HOI && name == VIET_NGA)
      || (text == VIET_NGA && name == VIET_HOI))
    return MISSING;
  return WRONG_TONE;
}


unsigned viet_fuzzy_rest (const viet_fuzzy_word *text,
                          const viet_fuzzy_word *name) {
  unsigned cost = 0;
  for (size_t i = 0; i < text->tone_count || i < name->tone_count; i++)
    cost += tone_cost(i < text->tone_count ? text->tones[i] : VIET_NGANG,
                      i < name->tone_count ? name->tones[i] : VIET_NGANG);
  const size_t hyphens = text->hyphens > name->hyphens
                       ? text->hyphens - name->hyphens
                       : name->hyphens - text->hyphens;
  return cost + (unsigned)hyphens * VIET_FUZZY_HYPHEN;
}


unsigned viet_fuzzy_capital (const viet_fuzzy_word *text, bool capital,
                             unsigned cost) {
  return cost > 0 && capital && !text->capital ? cost + LOST_CAPITAL : cost;
}
