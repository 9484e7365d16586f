/*
** prefilter.c
** Texts that are cut only where a rule may match: the lines that are found
** by each kind of CPU are the same in random texts; and memory runs out at
** each allocation of opening a pattern and searching a text with it in turn,
** until all succeed and the matches are those of the tokens of the text.
**
**   usage: prefilter [SEED]
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "match/pattern.h"
#include "meter.h"

enum { ROUNDS = 4000, MOST = 40000 };

static const char many[] =
  "\"an b\"~exact | \"cd d\"~exact | \"eg g\"~exact | \"hi i\"~case"
  " | \"kl l\"~case | \"mn n\" | \"op p\" | \"qr r\" | \"st t\" | \"uv v\"";

static const char *const patterns[] = {
  "\"bộ trưởng\" | \"thủ tướng\" | \"hòa\"",
  "\"Bộ trưởng\"~exact []{0,5} (\"quyết định\"~exact | \"kỹ\"~exact)",
  "(\"tỉ\" | \"Đà Nẵng\" | \"2017\") \"đ\"~exact? \"sang\"",
  many
};

static uint64_t state;

static size_t below (size_t limit) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (size_t)((state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}


static viet_status open_pattern (const char *text, const viet_allocator *a,
                                 viet_pattern **result) {
  viet_fault fault;
  const viet_lexicon none = {.layers = {NULL, 0}};
  const viet_source source = {
    .text = text, .bytes = strlen(text), .rule = "rule",
    .level = VIET_PLACEMENT
  };
  return viet_pattern_open(&source, 1, &none, a, result, &fault);
}


/*
** {==================================================================
** Kinds of CPU
** ===================================================================
*/

/* A random text: pieces, some of them cut; in most of them one is rare, so
** that lines are passed over. The bytes of it. */
static size_t make_text (char *text) {
  static const char *const pieces[] = {
    "bộ ", "trưởng", "Bộ trưởng ", "THỦ TƯỚNG", "hoà", "Hòa", "quyết định",
    "kỹ", "tỷ", "Đà Nẵng", "2017", "\xCC\x81", "\xC2\xAD", "ẞ", "ß", "ſ",
    "\xE2\x80\x8B", "“", "–", "Ð", "\xE1\xBA", "\xE1", "\xFF", "\xBA", "ế",
    "\xEF\xBB\xBF", "an b", "cd  d", "mn\tn", "op\np", "ST T", "#u", "Ɖ", "\n"
  };
  static const char *const common[] = {
    " ", "\n", "của", "nhà", "nước ", "ăn", "x", "ộ", "ưởng", ", ", "ú"
  };
  const size_t limit = below(8) == 0 ? MOST : below(400);
  const size_t rare = 1 + below(300);
  size_t bytes = 0;
  while (bytes < limit) {
    const char *piece = below(rare) == 0
      ? pieces[below(sizeof(pieces) / sizeof(*pieces))]
      : common[below(sizeof(common) / sizeof(*common))];
    const size_t length = strlen(piece);
    memcpy(text + bytes, piece, length);
    bytes += length;
  }
  if (bytes > 0 && below(4) == 0)
    text[below(bytes)] = (char)below(256);
  return bytes;
}


/* Do two eyes see the same in a text? It is a block of its own. */
static bool see_same (const viet_prefilter *filter, const char *from,
                      size_t bytes) {
  viet_vector lines[2] = {{0}, {0}};
  char *text = malloc(bytes + (bytes == 0));
  if (text == NULL)
    exit(2);
  memcpy(text, from, bytes);
  viet_status status = viet_prefilter_lines_by(&viet_eyes_plain, filter,
                                               text, bytes, &viet_malloc,
                                               &lines[0]);
  if (status == VIET_OK)
    status = viet_prefilter_lines(filter, text, bytes, &viet_malloc,
                                  &lines[1]);
  const size_t unit = 2 * sizeof(uint32_t);
  const bool same = status == VIET_OK && lines[0].count == lines[1].count &&
    (lines[0].count == 0 ||
     memcmp(lines[0].items, lines[1].items, lines[0].count * unit) == 0);
  viet_vector_free(&lines[0], unit, &viet_malloc);
  viet_vector_free(&lines[1], unit, &viet_malloc);
  free(text);
  return same;
}


static int compare_eyes (const char *pattern) {
  static char text[MOST + 100];
  viet_pattern *made;
  int failed = 0;
  if (open_pattern(pattern, &viet_malloc, &made) != VIET_OK ||
      !viet_pattern_is_filtered(made)) {
    printf("not ok: no filter for %s\n", pattern);
    return 1;
  }
  for (int i = 0; i < ROUNDS; i++)
    failed += !see_same(made->prefilter, text, make_text(text));
  if (failed > 0)
    printf("not ok: %s, %d of %d\n", pattern, failed, ROUNDS);
  viet_pattern_close(made);
  return failed;
}

/* }================================================================== */


/*
** {==================================================================
** Memory
** ===================================================================
*/

static const char rule[] =
  "who:(\"bộ trưởng\" | \"Thủ tướng\"~exact) []{0,2} x:\"ký\"?";

static const char page[] =
  "\n  \nMột dòng khác, 5 km.\nHôm nay Bộ Trưởng đến\n\nHai dòng\nkhác nữa.\n"
  "bộ trưởng ký\n \nvà Thủ tướng\nhết rồi";

/* Are the findings of two searches the same? */
static bool is_same (const viet_findings *a, const viet_findings *b) {
  const size_t bytes = viet_findings_bytes(a);
  return bytes == viet_findings_bytes(b) && memcmp(a, b, bytes) == 0;
}


/* Searches the page, and its tokens; the status of what failed first. */
static viet_status search (const viet_pattern *pattern,
                           viet_spellings *spellings,
                           const viet_allocator *a, bool *same) {
  viet_subject subject = {.text = page, .bytes = sizeof(page) - 1};
  viet_findings *found = NULL, *wanted = NULL;
  viet_tokens *tokens = NULL;
  size_t number;
  viet_status status = viet_pattern_search_text(pattern, &subject,
                                                spellings, true, a, &found,
                                                &number);
  if (status == VIET_OK)
    status = viet_spellings_tokens(spellings, page, sizeof(page) - 1, false,
                                   a, &tokens);
  subject.tokens = tokens;
  if (status == VIET_OK)
    status = viet_pattern_search(pattern, &subject, a, &wanted, &number);
  *same = status == VIET_OK && viet_findings_count(found) == 3 &&
          is_same(found, wanted);
  if (found)
    viet_free(a, found, viet_findings_bytes(found));
  if (wanted)
    viet_free(a, wanted, viet_findings_bytes(wanted));
  if (tokens)
    viet_free(a, tokens, viet_tokens_bytes(tokens));
  return status;
}


static viet_status run (const viet_allocator *a, bool *same) {
  viet_pattern *pattern;
  viet_spellings *spellings = NULL;
  *same = false;
  viet_status status = open_pattern(rule, a, &pattern);
  if (status == VIET_OK)
    status = viet_spellings_open(1, a, &spellings);
  if (status == VIET_OK)
    status = search(pattern, spellings, a, same);
  viet_pattern_close(pattern);
  viet_spellings_close(spellings);
  return status;
}


static int run_out (void) {
  viet_status status = VIET_ENOMEM;
  size_t failures = 0, tries = 0;
  bool failed = true, same = false;
  int errors = 0;
  while (failed && errors == 0) {
    meter scratch = {.fail_at = ++tries};
    const viet_allocator allocator = {meter_resize, &scratch};
    status = run(&allocator, &same);
    failed = scratch.calls >= tries;
    errors += (status != VIET_OK && status != VIET_ENOMEM) ||
              scratch.blocks != 0 || scratch.live != 0 ||
              scratch.wrong_size;
    if (errors > 0)
      printf("not ok: allocation %zu: %zu blocks left, %zu bytes\n", tries,
             scratch.blocks, scratch.live);
    failures += status == VIET_ENOMEM;
  }
  if (errors == 0 && (status != VIET_OK || failures < 50 || !same)) {
    printf("not ok: status %d after %zu failures\n", (int)status, failures);
    errors++;
  }
  return errors;
}

/* }================================================================== */


int main (int argc, char **argv) {
  state = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL) | 1;
  printf("seed %llu\n", (unsigned long long)state);
  int failed = run_out();
  for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++)
    failed += compare_eyes(patterns[i]);
  puts(failed > 0 ? "not ok prefilter" : "ok prefilter");
  return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
