/*
** icu.c
** The Unicode forms and case folding are ICU's: for every code point alone
** and before a mark, and for random texts over all of Unicode, which are
** mostly of characters that interact. A seed may be given; a failure prints
** the one that it had.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/utf8.h"
#include "viet.h"

#define TEXTS 10000
#define LONGEST 60   /* code points of a text */

/* code points that one may become, by folding and a form after it */
#define MOST (3 * 18)

static uint64_t state;  /* of the generator */


/* A number below 'limit' (xorshift). */
static uint32_t draw (uint32_t limit) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 33) % limit;
}


/*
** {==================================================================
** ICU
** ===================================================================
*/

static const UNormalizer2 *normalizer_of (viet_unicode_form form) {
  UErrorCode error = U_ZERO_ERROR;
  switch (form) {
    case VIET_NFC: return unorm2_getNFCInstance(&error);
    case VIET_NFD: return unorm2_getNFDInstance(&error);
    case VIET_NFKC: return unorm2_getNFKCInstance(&error);
    case VIET_NFKD: return unorm2_getNFKDInstance(&error);
    default: return NULL;
  }
}


/* What ICU makes of a text, as UTF-8 in 'out'; returns its bytes. */
static size_t make_reference (const viet_rules *rules, const char *text,
                              size_t bytes, char *out, size_t room) {
  static UChar units[2][2 * LONGEST * MOST];
  const int32_t most = 2 * LONGEST * MOST;
  int32_t count, made;
  UErrorCode error = U_ZERO_ERROR;
  UChar *from = units[0], *to = units[1];
  u_strFromUTF8(from, most, &count, text, (int32_t)bytes, &error);
  if (rules->fold) {
    count = u_strFoldCase(to, most, from, count, U_FOLD_CASE_DEFAULT,
                          &error);
    from = units[1], to = units[0];
  }
  if (rules->form) {
    count = unorm2_normalize(normalizer_of(rules->form), from, count, to,
                             most, &error);
    from = to;
  }
  u_strToUTF8(out, (int32_t)room, &made, from, count, &error);
  if (U_FAILURE(error)) {
    printf("ICU: %s\n", u_errorName(error));
    exit(EXIT_FAILURE);
  }
  return (size_t)made;
}

/* }================================================================== */


/* Is a text in NFC for us if it is for ICU, which changes nothing then? */
static bool is_nfc_agreed (const char *text, size_t bytes,
                           const char *nfc, size_t nfc_bytes) {
  size_t at;
  const bool same = bytes == nfc_bytes && memcmp(text, nfc, bytes) == 0;
  return viet_nfc_check(text, bytes, &viet_malloc, &at) == VIET_OK
      && (at == bytes) == same;
}


static bool is_agreed (const viet_rules *rules, const char *text,
                       size_t bytes) {
  static char reference[4 * LONGEST * MOST];
  char *result;
  size_t result_bytes;
  const size_t wanted = make_reference(rules, text, bytes, reference,
                                       sizeof(reference));
  if (viet_normalize(rules, text, bytes, &viet_malloc, &result,
                     &result_bytes, NULL) != VIET_OK)
    return false;
  bool same = result_bytes == wanted
           && memcmp(result, reference, wanted) == 0;
  if (rules->form == VIET_NFC && !rules->fold)
    same = same && is_nfc_agreed(text, bytes, reference, wanted);
  free(result);
  return same;
}


/* A text in every form, with and without its case. */
static bool check (const char *text, size_t bytes) {
  for (int i = 0; i < 10; i++) {
    const viet_rules rules = {.fold = i >= 5,
                              .form = (viet_unicode_form)(i % 5)};
    if (is_agreed(&rules, text, bytes))
      continue;
    printf("form %d, fold %d:", i % 5, rules.fold);
    for (size_t at = 0; at < bytes; ) {
      uint32_t c;
      at += viet_utf8_decode(text + at, bytes - at, &c);
      printf(" U+%04X", c);
    }
    printf("\n");
    return false;
  }
  return true;
}


static bool is_surrogate (uint32_t c) {
  return c >= 0xD800 && c < 0xE000;
}


/* Every character that is assigned, and some that are not. */
static int check_code_points (void) {
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    char text[12];
    const bool assigned = u_charType((UChar32)c) != U_UNASSIGNED
                       && u_charType((UChar32)c) != U_PRIVATE_USE_CHAR;
    const bool is_dull = (c >= 0x3400 && c < 0xA000) || c >= 0x17000;
    if (is_surrogate(c) || ((!assigned || is_dull) && c % 61 != 0))
      continue;
    size_t bytes = viet_utf8_encode(text, c);
    bytes += viet_utf8_encode(text + bytes, 0x301);
    if (!check(text, bytes))
      return 1;
  }
  return 0;
}


/* Where most characters are that change beside others. */
static const struct range {
  uint32_t first;
  uint32_t last;
} ranges[] = {
  {0x20, 0x7E}, {0xA0, 0x24F}, {0x300, 0x36F}, {0x370, 0x5FF},
  {0x900, 0xDFF}, {0xF00, 0xFFF}, {0x1100, 0x11FF}, {0x1AB0, 0x1AFF},
  {0x1DC0, 0x20FF}, {0x3040, 0x30FF}, {0xA8E0, 0xA8F1}, {0xAC00, 0xD7FF},
  {0xF900, 0xFFFF}, {0x11000, 0x119FF}, {0x1D100, 0x1D7FF},
  {0x1E800, 0x1EFFF}, {0x2F800, 0x2FA1F}, {0, 0x10FFFF}, {0, 0x10FFFF},
  {0x300, 0x345}, {0x323, 0x323}, {0x1EA0, 0x1EF9}
};

#define RANGES (sizeof(ranges) / sizeof(ranges[0]))


static size_t make_text (char *text) {
  size_t bytes = 0;
  for (uint32_t left = 1 + draw(LONGEST); left > 0; left--) {
    const struct range *range = &ranges[draw(RANGES)];
    uint32_t c = range->first + draw(range->last - range->first + 1);
    if (!is_surrogate(c))
      bytes += viet_utf8_encode(text + bytes, c);
  }
  return bytes;
}


static int check_texts (uint64_t seed) {
  state = seed * 2 + 1;
  for (int i = 0; i < TEXTS; i++) {
    char text[4 * LONGEST];
    const size_t bytes = make_text(text);
    if (check(text, bytes))
      continue;
    printf("seed %llu, text %d\n", (unsigned long long)seed, i);
    return 1;
  }
  return 0;
}


int main (int argc, char **argv) {
  const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10)
                                 : (uint64_t)time(NULL);
  const int failed = check_code_points() + check_texts(seed);
  printf("%d passed, %d failed\n", 2 - failed, failed);
  return failed > 0;
}
