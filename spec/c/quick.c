/*
** quick.c
** The fast paths beside what they stand in for, on random texts: each path
** of this CPU gives the bytes and the alignment of the general code, in NFC
** those of ICU as well; tells in the same place what is no UTF-8; and cuts
** the same tokens.
**
**   usage: quick [SEED]
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/quick.h"
#include "text/utf8.h"

enum { ROUNDS = 20000, LONGEST = 400 };

static const char *const names[] = {"scalar", "sse2", "avx2", "avx512",
                                    "neon"};

/* Most are clean, or letters and marks that compose; the others are what
** must be left to the general code. */
static const char *const pieces[] = {
  "a", "e", "o", "u", "A", "E", "O", "U", "y", "i", "b", "n", "D", "Q",
  "a\xCC\x82", "o\xCC\x9B", "u\xCC\x9B\xCC\xA3", "e\xCC\xA3\xCC\x82",
  "A\xCC\x86\xCC\x81", "a\xCC\x80", "O\xCC\x83", "y\xCC\x89",
  "\xCC\x80", "\xCC\x81", "\xCC\xA3", "\xCC\x82", "\xCC\x86", "\xCC\x9B",
  "đ", "Đ", "ơ", "Ư", "â", "ế", "ộ", "Ữ", "ạ", "ă", "é", "à", "ĨŨ",
  "ƯỜNG",
  "\xE2\x80\x9CĐ\xE2\x80\x9D", "ị\xCC\x81", "\xE2\x80\xA6\xCC\x81",
  " ", " ", " ", "\n", ".", ",", "1", "20", "<", "-", "/", ":", "1.5",
  "10h30", "www.", "http://", "Https://a", "F16", "\t", "\r\n", "(", ")",
  "\xE2\x80\x9C",
  "\xE2\x80\x9D", "\xE2\x80\x93", "\xC2\xA0", "tiếng Việt ", "nghie\xCC\x82ng",
  "Quân đội nhân dân Việt Nam và nước bạn ",
  "Qua\xCC\x82n \xC4\x91o\xCC\xA3\xCC\x82i nha\xCC\x82n da\xCC\x82n ",
  "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLM", "0123456789012345678901234"
};

static const char *const strange[] = {
  "\xC3\x90", "\xC3\xB0", "\xC6\x89", "\xC9\x96", "\xC2\xB5", "\xC3\x9F",
  "\xCC\xB8", "\xCD\x81", "\xCC\x88", "\xCD\x85", "\xD7\xB0", "ñ", "\xC4\xB0",
  "\xE2\x80\x80", "\xE2\x84\xAB", "\xE2\x84\xAA", "\xE2\x80\x8B", "\xC2\xAD",
  "\xE1\xBA\x9E", "\xE1\xBC\x80", "\xE1\x84\x80", "\xE1\x85\xA1",
  "\xE1\x86\xA8", "\xEA\xB0\x80", "中", "国", "\xF0\x9F\x98\x80",
  "\xF0\x91\x84\xB1", "\xE2\x83\x90", "\xCE\x87", "\xCD\xBE", "\xD9\x94",
  "\xCC\x95", "\xC7\x84", "\xC5\xBF", "\xE1\xBA\x9B", "\xC3\x97", "Москва",
  "ñ\xCC\x81", "e\xCC\x8C", "\xEF\xBB\xBF", "\xD9\xA3", "²", "÷",
  "1\xE1\xAA\xB0", "5-\xE1\x81\x81", "\xE1\xB7\x84", "http", "WWW",
  "1ệ", "5.ệ", "(Ủ", "\xD9\xA3.5", ".\xCC\x81", "“Việt”,", "\x01\x01",
  "\xE1\x9A\x80", "\x01", "\x7F", "\xC2\x85"
};

static const char *const broken[] = {
  "\x80", "\xBF", "\xC3", "\xE1", "\xE1\xBA", "\xC0\x80", "\xED\xA0\x80",
  "\xF0\x9F", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xFF", "\xE2\x80",
  "\xE0\x80\x80", "\xCC", "\xF8"
};

#define COUNT(list) (sizeof(list) / sizeof(list[0]))

typedef struct made {
  viet_status status;
  char *text;
  size_t bytes;
  viet_alignment *alignment;
} made;

static unsigned long long state;

static size_t chance (size_t below) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(state >> 33) % below;
}


/* Any code point, as UTF-8 with a NUL behind it. */
static const char *any_character (char utf8[5]) {
  uint32_t c = 1 + (uint32_t)chance(chance(2) == 0 ? 0x21FF : 0x1FFFF);
  if (c >= 0xD800 && c <= 0xDFFF) c = ' ';
  utf8[viet_utf8_encode(utf8, c)] = '\0';
  return utf8;
}


/* A random text; of each hundred pieces 'odd' are strange, 'bad' broken. */
static size_t random_text (char *text, size_t odd, size_t bad) {
  const size_t wanted = 1 + chance(chance(4) == 0 ? LONGEST : 40);
  size_t bytes = 0;
  for (;;) {
    const size_t kind = chance(100);
    char any[5];
    const char *piece = kind < odd / 2 ? any_character(any)
                      : kind < odd ? strange[chance(COUNT(strange))]
                      : kind < odd + bad ? broken[chance(COUNT(broken))]
                      : pieces[chance(COUNT(pieces))];
    const size_t length = strlen(piece);
    if (bytes + length > wanted) return bytes;
    memcpy(text + bytes, piece, length);
    if (*piece == '\x01' && chance(2) == 0) text[bytes] = '\0';
    bytes += length;
  }
}


static made normalize (const viet_path *path, const viet_rules *rules,
                       const char *text, size_t bytes) {
  made result = {0};
  result.status = viet_normalize_by(path, rules, text, bytes, &viet_malloc,
                                    &result.text, &result.bytes,
                                    &result.alignment, NULL);
  return result;
}


static void drop (made *self) {
  if (self->text) viet_free(&viet_malloc, self->text, self->bytes + 1);
  if (self->alignment)
    viet_free(&viet_malloc, self->alignment,
              viet_alignment_bytes(self->alignment));
}


static bool is_same (const made *a, const made *b) {
  if (a->status != b->status || a->bytes != b->bytes) return false;
  if (a->status != VIET_OK) return true;
  const size_t size = viet_alignment_bytes(a->alignment);
  return memcmp(a->text, b->text, a->bytes + 1) == 0
      && size == viet_alignment_bytes(b->alignment)
      && memcmp(a->alignment, b->alignment, size) == 0;
}


/* ICU's NFC, as UTF-8. */
static size_t icu_nfc (const char *text, size_t bytes, char *out) {
  static UChar source[LONGEST], result[4 * LONGEST];
  UErrorCode error = U_ZERO_ERROR;
  int32_t count, length;
  u_strFromUTF8(source, LONGEST, &count, text, (int32_t)bytes, &error);
  count = unorm2_normalize(unorm2_getNFCInstance(&error), source, count,
                           result, 4 * LONGEST, &error);
  u_strToUTF8(out, 8 * LONGEST, &length, result, count, &error);
  return U_SUCCESS(error) ? (size_t)length : SIZE_MAX;
}


static void show (const char *what, const char *path, const char *text,
                  size_t bytes) {
  printf("%s, path %s: \"", what, path);
  for (size_t i = 0; i < bytes; i++)
    printf(text[i] >= ' ' && text[i] <= '~' ? "%c" : "\\x%02X",
           (unsigned char)text[i]);
  puts("\"");
}


/* The sets of rules that may be quick, and one that may not. */
static const viet_rules rules[] = {
  {.form = VIET_NFC},
  {.eth = true, .mark_order = true, .form = VIET_NFC},
  {.replace_invalid = true, .eth = true, .form = VIET_NFC},
  {.fold = true, .strip = VIET_STRIP_ALL, .form = VIET_NFC},
  {.replace_invalid = true, .eth = true, .mark_order = true, .fold = true,
   .strip = VIET_STRIP_ALL, .form = VIET_NFC},
  {.fold = true, .form = VIET_NFC}
};


static int check_normalize (const viet_path *path, const char *text,
                            size_t bytes) {
  int failed = 0;
  for (size_t i = 0; i < COUNT(rules); i++) {
    made expected = normalize(NULL, &rules[i], text, bytes);
    made found = normalize(path, &rules[i], text, bytes);
    if (!is_same(&expected, &found)) {
      show("normalize differs", path->name, text, bytes);
      failed++;
    }
    drop(&expected);
    drop(&found);
  }
  return failed;
}


/* The checks of UTF-8 and of NFC, and NFC itself, against ICU. */
static int check_nfc (const viet_path *path, const char *text,
                      size_t bytes) {
  static char nfc[8 * LONGEST];
  made expected = normalize(NULL, &rules[0], text, bytes);
  size_t good = viet_utf8_check_by(path, text, bytes, 0), at;
  viet_status status = viet_nfc_check_by(path, text, bytes, &viet_malloc,
                                         &at);
  bool fine = good == (expected.status == VIET_OK ? bytes
                                                  : expected.bytes);
  if (expected.status == VIET_OK) {
    const size_t length = icu_nfc(text, bytes, nfc);
    const bool is_nfc = length == bytes && memcmp(nfc, text, bytes) == 0;
    fine = fine && length == expected.bytes
        && memcmp(nfc, expected.text, length) == 0
        && status == VIET_OK && (at == bytes) == is_nfc
        && memcmp(nfc, text, at) == 0;
  }
  else
    fine = fine && (status == VIET_EUTF8 ? at == good : at <= good);
  if (!fine) show("NFC differs", path->name, text, bytes);
  drop(&expected);
  return !fine;
}


/* Are tokens, forms and keys the same? */
static bool are_same_tokens (const viet_tokens *a, const viet_tokens *b) {
  const size_t count = viet_tokens_count(a);
  const size_t forms = viet_tokens_form_count(a);
  if (count != viet_tokens_count(b) || forms != viet_tokens_form_count(b))
    return false;
  for (size_t i = 0; i < count; i++) {
    const viet_token *x = viet_tokens_array(a) + i;
    const viet_token *y = viet_tokens_array(b) + i;
    if (x->first != y->first || x->end != y->end || x->form != y->form
        || x->line != y->line || x->kind != y->kind || x->shape != y->shape
        || x->spaced != y->spaced) return false;
  }
  for (uint32_t form = 0; form < forms; form++)
    for (int level = 0; level < VIET_LEVELS; level++) {
      size_t x_bytes, y_bytes;
      const char *x = viet_tokens_key(a, form, (viet_level)level, &x_bytes);
      const char *y = viet_tokens_key(b, form, (viet_level)level, &y_bytes);
      if (x_bytes != y_bytes || memcmp(x, y, x_bytes) != 0) return false;
    }
  return true;
}


/* Tokens by blocks, and character by character. */
static int check_tokens (const viet_path *path, const char *text,
                         size_t bytes) {
  viet_tokens *expected, *found;
  if (viet_tokens_build_by(NULL, text, bytes, &viet_malloc, &expected)
      != VIET_OK) return 1;
  if (viet_tokens_build_by(path, text, bytes, &viet_malloc, &found)
      != VIET_OK) {
    viet_free(&viet_malloc, expected, viet_tokens_bytes(expected));
    return 1;
  }
  const bool same = are_same_tokens(expected, found);
  if (!same) show("tokens differ", path->name, text, bytes);
  viet_free(&viet_malloc, expected, viet_tokens_bytes(expected));
  viet_free(&viet_malloc, found, viet_tokens_bytes(found));
  return !same;
}


static int check_path (const viet_path *path) {
  static const size_t mixtures[][2] = {{0, 0}, {2, 0}, {25, 0}, {5, 5}};
  int failed = 0;
  for (int round = 0; round < ROUNDS && failed == 0; round++) {
    const size_t *mixture = mixtures[round % 4];
    char text[LONGEST];
    const size_t bytes = random_text(text, mixture[0], mixture[1]);
    char *exact = malloc(bytes + 1);  /* to see what is read behind it */
    if (exact == NULL) return 1;
    memcpy(exact, text, bytes);
    failed += check_normalize(path, exact, bytes)
            + check_nfc(path, exact, bytes)
            + check_tokens(path, exact, bytes);
    free(exact);
  }
  return failed;
}


int main (int argc, char **argv) {
  int passed = 0, failed = 0;
  const unsigned long seed = argc > 1 ? strtoul(argv[1], NULL, 10)
                           : (unsigned long)time(NULL);
  for (size_t i = 0; i < COUNT(names); i++) {
    const viet_path *path = viet_path_find(names[i]);
    if (path == NULL) continue;
    state = seed;
    if (check_path(path) == 0) passed++;
    else failed++;
  }
  if (failed > 0) printf("seed %lu\n", seed);
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
