/*
** normalize_oom.c
** Runs out of memory at each allocation of a normalization in turn, until
** it succeeds: each failure must be reported, and nothing may be left
** over. And the other statuses, and the bounds of a text.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

static int passed, failed;

static void check (bool is_right, const char *what) {
  passed += is_right;
  failed += !is_right;
  if (!is_right) printf("failed: %s\n", what);
}


static const viet_rules every_rule = {
  .replace_invalid = true, .entities = true, .mojibake = true,
  .invisibles = true, .spaces = true, .quotes = true, .dashes = true,
  .homoglyphs = true, .eth = true, .mark_order = true, .style = VIET_STYLE_FIRST,
  .i_y = VIET_I_Y_ALL, .fold = true, .strip = VIET_STRIP_TONES, .form = VIET_NFD
};


/* Dirty words, and a letter with more marks than any fixed buffer holds. */
static size_t make_text (char *text, size_t room) {
  static const char words[] = "Ho\u00E0 b\u00ECnh, \u00D0\u01B0\u1EDDng\xFF "
                              "k\u1EF9\u200B Nghi\u0323\u00EAm\u00A0oo "
                              "\u1E25a &#7879; \u00E1\u00BB\u2026 "
                              "\u201Ct\u043E\u0430\u201D\u2013 ";
  size_t bytes = 0;
  while (bytes + sizeof(words) < room / 2) {
    memcpy(text + bytes, words, sizeof(words) - 1);
    bytes += sizeof(words) - 1;
  }
  while (bytes + 4 < room) {
    memcpy(text + bytes, "\u0316\u0301", 4);
    bytes += 4;
  }
  return bytes;
}


/* Normalizes with the failure after 'calls' allocations. */
static viet_status run (meter *used, size_t calls, bool is_aligned) {
  static char text[4096];
  size_t bytes = make_text(text, sizeof(text)), result_bytes;
  *used = (meter){.fail_at = calls + 1};
  viet_allocator allocator = {meter_resize, used};
  viet_alignment *alignment = NULL;
  char *result;
  viet_status status = viet_normalize(&every_rule, text, bytes, &allocator,
                                      &result, &result_bytes,
                                      is_aligned ? &alignment : NULL);
  if (status != VIET_OK) {
    check(result == NULL && alignment == NULL, "a result after a failure");
    return status;
  }
  check(result[result_bytes] == '\0', "no NUL at the end");
  viet_free(&allocator, result, result_bytes + 1);
  if (alignment)
    viet_free(&allocator, alignment, viet_alignment_bytes(alignment));
  return status;
}


static void run_out_of_memory (bool is_aligned) {
  viet_status status = VIET_ENOMEM;
  size_t calls = 0;
  for (; status == VIET_ENOMEM && calls < 10000; calls++) {
    meter used;
    status = run(&used, calls, is_aligned);
    check(used.blocks == 0, "a block is left over");
    check(!used.wrong_size, "a block is freed with a wrong size");
  }
  check(status == VIET_OK && calls > 5, "it never succeeds");
}


static void check_statuses (void) {
  static const viet_rules nothing;
  char *result;
  size_t bytes;
  viet_alignment *alignment;
  check(viet_normalize(&nothing, "", VIET_MAX_BYTES + 1, &viet_malloc,
                       &result, &bytes, NULL) == VIET_ETOOLONG
        && result == NULL, "a text that is too long");
  check(viet_normalize(&nothing, "ab\xFF", 3, &viet_malloc, &result,
                       &bytes, &alignment) == VIET_EUTF8
        && bytes == 2 && result == NULL && alignment == NULL,
        "the place of a bad byte");
  for (int status = VIET_OK; status <= VIET_EICU; status++)
    check(strcmp(viet_status_message((viet_status)status),
                 "unknown status") != 0, "a status without message");
  viet_free(&viet_malloc, NULL, 0);
}


/* No rule at all: the same bytes, in one copied run. */
static void check_nothing (void) {
  static const viet_rules nothing;
  static const char text[] = "Ho\u00E0 a\u0301\u0302 \u00D0";
  char *result;
  size_t bytes, first = 2, end = 5;
  viet_alignment *alignment;
  check(viet_normalize(&nothing, text, sizeof(text) - 1, &viet_malloc,
                       &result, &bytes, &alignment) == VIET_OK
        && bytes == sizeof(text) - 1 && memcmp(result, text, bytes) == 0,
        "no rules change nothing");
  viet_alignment_to_source(alignment, &first, &end);
  check(first == 2 && end == 5, "an unchanged text maps to itself");
  viet_free(&viet_malloc, result, bytes + 1);
  viet_free(&viet_malloc, alignment, viet_alignment_bytes(alignment));
}


int main (void) {
  run_out_of_memory(false);
  run_out_of_memory(true);
  check_statuses();
  check_nothing();
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
